package pdftext

import (
	"strings"
	"testing"
)

// shifted is what a font without a table of characters gives: each glyph's
// number, 29 below its letter.
func shifted(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0x3e && r < 0x7f {
			return r - 29
		}
		return r
	}, text)
}

func TestGarbledTextIsKnown(t *testing.T) {
	prose := strings.Repeat(brief+"\n", 4)
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"prose", prose, false},
		{"glyph numbers for letters", shifted(prose), true},
		{"glyph names", strings.Repeat("(cid:55)(cid:43)(cid:40) ", 30), true},
		{"prose with a few glyph names", prose + "(cid:127)", false},
		{"replacement marks", strings.Repeat("\ufffd\ufffd\ufffd \ufffd\ufffd ", 30), true},
		{"private characters", strings.Repeat("\uf0b7\uf054\uf048\uf045 ", 30), true},
		{"bullets of a symbol font", strings.Repeat("\uf0b7 "+brief+"\n", 4), false},
		{"letters apart", strings.Join(strings.Split(prose, ""), " "), true},
		{"letters exchanged", strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return 'a' + (r-'a'+7)%26
			}
			return r
		}, strings.ToLower(prose)), true},
		{"figures", strings.Repeat("2017 $1,234.56 (12.3%) 4-5 98,765\n", 40), false},
		{"a caption", "Case 3:17-cv-00574-WHO\nUNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF CALIFORNIA\n" + brief, false},
		{"names and addresses of counsel", strings.Repeat("Jane Doe (SBN 123456)\nDoe & Doe LLP\n1 Main Street, Suite 200\nSan Francisco, California 94102\njane@example.org\nAttorney for Amicus\n", 6), false},
		{"Spanish", strings.Repeat("La ciudad demanda que se declare nula la orden ejecutiva por ser contraria a la ley de inmigración del país. ", 4), false},
		{"too little to judge", "Xyz Qrs", false},
		{"nothing", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Garbled(c.text); got != c.want {
				t.Errorf("got %v for %.80q", got, c.text)
			}
		})
	}
}

func FuzzGarbled(f *testing.F) {
	f.Add(brief)
	f.Fuzz(func(t *testing.T, text string) {
		if got := Garbled(text); got && strings.TrimSpace(text) == "" {
			t.Error("nothing is not garbled")
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add("juris\x02\r\ndiction \ufb01led\x00\ufffe\xff")
	f.Fuzz(func(t *testing.T, text string) {
		once := clean(text)
		if again := clean(once); again != once {
			t.Errorf("%q becomes %q becomes %q", text, once, again)
		}
		for _, r := range once {
			if r < 0x20 && r != '\n' && r != '\t' {
				t.Errorf("%q holds %q", once, r)
			}
		}
	})
}

func TestTextIsCleaned(t *testing.T) {
	for in, want := range map[string]string{
		"one\r\ntwo\rthree":            "one\ntwo\nthree",
		"juris\x02diction":             "juris-\ndiction",
		"juris\x02\ndiction":           "juris-\ndiction",
		"\ufb01led a brie\ufb00":       "filed a brieff",
		"a\x00b\x1b[31mc\u0085d\u200b": "ab[31mc\nd\u200b",
		"\xff\xfe":                     "\ufffd",
		"trailing  \n\n ":              "trailing",
		"a\tb":                         "a\tb",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
