package rules

import (
	"strings"
	"testing"
)

func tokenWords(text string) string {
	s := tokenise(text, newLexicon())
	var out []string
	for i := range s.tokens {
		out = append(out, s.word(i))
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"contractions are taken apart":         {"It isn't ripe; they can't and won't.", "it is not ripe they can not and will not"},
		"lost apostrophes too":                 {"It isnt ripe. It hasnt been.", "it is not ripe it has not been"},
		"cannot is two words":                  {"cannot", "can not"},
		"possessives are a token":              {"the County's claim, Plaintiffs' claims", "the county 's claim plaintiffs 's claims"},
		"a possessive that lost its mark":      {"PLAINTIFF S CLAIMS", "plaintiff 's claims"},
		"they've and we'll":                    {"they've, we'll, they're, I'd", "they have we will they are i would"},
		"hyphens part":                         {"pre-enforcement", "pre enforcement"},
		"initials are one word":                {"8 U.S.C. § 1373; the U.S. and D.C. law", "8 usc § 1373 the us and dc law"},
		"numbers keep together":                {"E.O. 13,768 of 1.7 billion", "eo 13768 of 1.7 billion"},
		"a footnote mark is no part of a word": {"the Order1 and Section 9(a)", "the order 1 and section 9 a"},
		"a lost space":                         {"PlaintiffsFirst argue; McDonald", "plaintiffs first argue mcdonald"},
		"letters beyond ASCII":                 {"Española naïve", "española naïve"},
	} {
		if got := tokenWords(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTokensKnowTheirPlaceAndTheirQuotationMarks(t *testing.T) {
	text := `He said, "it isn't ripe"; we say it is.`
	s := tokenise(text, newLexicon())
	var quoted []string
	for i, tok := range s.tokens {
		if tok.start < 0 || tok.start > tok.end || int(tok.end) > len(text) {
			t.Fatalf("token %q is at %d:%d", s.word(i), tok.start, tok.end)
		}
		if tok.marks&markQuoted != 0 {
			quoted = append(quoted, s.word(i))
		}
	}
	if got := strings.Join(quoted, " "); got != "it is not ripe" {
		t.Errorf("quoted: %q", got)
	}
}

func FuzzTokenise(f *testing.F) {
	f.Add("It isn't ripe. U.S.C. § 9(a), 13,768 “x” PLAINTIFF S")
	f.Fuzz(func(t *testing.T, text string) {
		s := tokenise(text, newLexicon())
		last := int32(0)
		for _, tok := range s.tokens {
			if tok.start < last || tok.end < tok.start || int(tok.end) > len(text) {
				t.Fatalf("%q: token at %d:%d after %d", text, tok.start, tok.end, last)
			}
			last = tok.start
		}
	})
}
