package evidence

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestHarmless(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain words", "Order granting motion", "Order granting motion"},
		{"a formula", `=HYPERLINK("http://evil","Order")`, `'=HYPERLINK("http://evil","Order")`},
		{"a sum", "+1", "'+1"},
		{"a difference", "-2+3", "'-2+3"},
		{"a function of old", "@SUM(A1)", "'@SUM(A1)"},
		{"behind blanks", "  \t=1", "'   =1"},
		{"behind a blank that does not break", "\u00a0=1", "'\u00a0=1"},
		{"behind a byte order mark", "\ufeff=1", "' =1"},
		{"behind a quotation mark", `"=1`, `'"=1`},
		{"behind a line feed", "\n=1", "'\n=1"},
		{"behind a carriage return", "\r=1", "' =1"},
		{"wide", "＝1", "'＝1"},
		{"a pipe", "|cmd", "'|cmd"},
		{"text that turns", "No\u202e64", "No 64"},
		{"an empty cell", "", ""},
		{"a date", "2017-04-25", "2017-04-25"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Harmless(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Whatever is in a row, its table has as many cells as columns, and none begins
// like a formula.
func TestNoCellIsAFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("=+-@|\t\r\n \"',;\u00a0\u202e\ufeffaé＝"), unicode.L)).Draw(t, "text")
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(table{columns: []string{"a", "b"}, rows: [][]any{{text, text}}}.csv()), "\ufeff"))).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != 2 {
			t.Fatalf("%q: %d rows, %v", text, len(rows), err)
		}
		cell := strings.TrimLeft(rows[1][0], " \t\r\n\u00a0\"")
		if cell != "" && strings.ContainsAny(cell[:1], "=+-@|") {
			t.Fatalf("%q became %q", text, rows[1][0])
		}
	})
}

func TestALinkIsReadAsItWasWritten(t *testing.T) {
	first := Link{Seq: 1, Rows: 2, Root: Of([]byte("m"))}
	second := Link{Seq: 2, Prev: first.Digest(), Rows: 1, Root: Of(nil)}
	for _, l := range []Link{first, second} {
		got, err := ReadLink(l.String())
		if err != nil || got.Digest() != l.Digest() {
			t.Errorf("%s: %+v, %v", l, got, err)
		}
	}
	for _, spoilt := range []string{"", " " + first.String(), strings.Replace(first.String(), " 1 ", " 01 ", 1), strings.ToUpper(first.String()), first.String() + " "} {
		if l, err := ReadLink(spoilt); err == nil {
			t.Errorf("%q was read as %+v", spoilt, l)
		}
	}
	third := Link{Seq: 4, Prev: second.Digest()}
	if second.Follows(first) != nil || first.Follows(Link{}) != nil || third.Follows(second) == nil || second.Follows(Link{Seq: 1}) == nil {
		t.Error("what follows and what does not is mixed up")
	}
}

// FuzzManifest: a manifest that is read lists what it was written of.
func FuzzManifest(f *testing.F) {
	f.Add([]byte(Manifest([]Row{{"entry", "1", []byte("[]")}, {"finding", "2", nil}})))
	f.Add([]byte("x\n"))
	f.Fuzz(func(t *testing.T, manifest []byte) {
		list, err := ReadManifest(manifest)
		if err != nil {
			return
		}
		var again strings.Builder
		for _, l := range list {
			again.WriteString(string(l.Digest) + " " + l.Kind + " " + l.Name + "\n")
		}
		if again.String() != string(manifest) {
			t.Fatalf("%q was read as %q", manifest, again.String())
		}
	})
}
