package notify_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/notify"
)

// What a court wrote is shown, and nothing in it can hide or turn.
func ExampleClean() {
	fmt.Println(notify.Clean("ORDER\x1b[2J  granting\u202e \u200bmotion", 100))
	fmt.Println(notify.Clean("MOTION to Dismiss", 9))
	// Output:
	// ORDER [2J granting motion
	// MOTION t…
}

func TestCleanTextIsShortHarmlessAndStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, most := rapid.String().Draw(t, "text"), rapid.IntRange(1, 200).Draw(t, "most")
		clean := notify.Clean(s, most)
		if n := utf8.RuneCountInString(clean); n > most {
			t.Fatalf("%d runes, more than %d: %q", n, most, clean)
		}
		if strings.ContainsAny(clean, "\n\r\t\x00\x1b\u202e\u2066\u200b\u00ad\ufeff") || strings.Contains(clean, "  ") {
			t.Fatalf("not clean: %q", clean)
		}
		if again := notify.Clean(clean, most); again != clean {
			t.Fatalf("cleaning it again changes %q into %q", clean, again)
		}
	})
}

func TestACutNeverPartsALetterFromItsMarks(t *testing.T) {
	for whole, most := range map[string]int{"cafe\u0301 noir": 5, "a\U0001f468\u200d\U0001f469\u200d\U0001f467 family": 4} {
		cut := []rune(notify.Cut(whole, most))
		if len(cut) > most || cut[len(cut)-1] != '…' {
			t.Errorf("%q cut to %d is %q", whole, most, string(cut))
		}
		if last := cut[len(cut)-2]; last == '\u200d' || last == 'e' {
			t.Errorf("%q was cut inside a letter: %q", whole, string(cut))
		}
	}
}

func TestOnlyWebAddressesAreLinks(t *testing.T) {
	for raw, want := range map[string]string{
		"https://ecf.cand.uscourts.gov/doc1/035015264587?caseid=1&de_seq_num=2": "https://ecf.cand.uscourts.gov/doc1/035015264587?caseid=1&de_seq_num=2",
		" http://127.0.0.1:9000/x ":                      "http://127.0.0.1:9000/x",
		"javascript:alert(1)":                            "",
		"data:text/html,x":                               "",
		"//evil.example/x":                               "",
		"https://user:secret@evil.example/":              "",
		"https://evil.example/\u202egpj.exe":             "https://evil.example/%E2%80%AEgpj.exe",
		"https://a.example/|x>":                          "https://a.example/%7Cx%3E",
		"https://a.example/" + strings.Repeat("x", 2000): "",
	} {
		if got := notify.Link(raw); got != want {
			t.Errorf("Link(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestHeadlinesNameCaseAndEntry(t *testing.T) {
	for want, a := range map[string]docket.Alert{
		"Santa Clara v. Trump · No. 46":               {Kind: docket.AlertFiling, Case: "Santa Clara v. Trump", Entry: "46"},
		"Santa Clara v. Trump · entry without number": {Kind: docket.AlertFiling, Case: "Santa Clara v. Trump"},
		"Press release":      {Kind: docket.AlertRelease},
		"docketwatch itself": {Kind: docket.AlertHealth},
	} {
		if got := notify.Headline(a); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
