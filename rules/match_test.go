package rules

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// found compiles one pattern and tries it on one sentence.
func found(t interface {
	Helper()
	Fatal(...any)
}, pattern, text string) []string {
	t.Helper()
	c := newCompiler(map[string]string{"ACTOR": "secretary | attorney general", "TAKEN": "taken | made"})
	e, err := c.expression(pattern)
	if err != nil {
		t.Fatal(err)
	}
	m := c.finish()
	s := tokenise(text, m.lexicon)
	var out []string
	for _, h := range e.matches(m.in(s, 0, len(s.tokens), nil)) {
		out = append(out, text[s.tokens[h.first].start:s.tokens[h.last-1].end])
	}
	return out
}

func TestThePatternLanguage(t *testing.T) {
	for _, c := range []struct{ name, pattern, text, want string }{
		{"words in a row", "not ripe", "it is Not Ripe at all", "Not Ripe"},
		{"and no other row", "not ripe", "ripe, not rotten", ""},
		{"a gap", "not ..3 ripe", "it is not yet even nearly ripe", "not yet even nearly ripe"},
		{"a gap too narrow", "not ..2 ripe", "it is not yet even nearly ripe", ""},
		{"a beginning", "enforc*", "the enforcement of it", "enforcement"},
		{"alternatives", "(no | never a) claim", "it was never a claim", "never a claim"},
		{"an option taken", "not (yet)? ripe", "not yet ripe", "not yet ripe"},
		{"an option left", "not (yet)? ripe", "not ripe", "not ripe"},
		{"a gap before an option left", "no ..1 action ..2 (been)? taken", "no action was ever taken", "no action was ever taken"},
		{"a class of one word", "ACTOR has", "the Secretary has", "Secretary has"},
		{"a class of two words", "ACTOR has", "the Attorney General has", "Attorney General has"},
		{"a class in alternatives", "(nobody | ACTOR) ..1 TAKEN", "nobody has made it", "nobody has made"},
		{"both in one sentence", "grant & ripe", "ripe is the claim to the grant", "ripe is the claim to the grant"},
		{"near, in either order", "grant <3> ripe", "ripe is the grant", "ripe is the grant"},
		{"not near enough", "grant <1> ripe", "ripe is the grant", ""},
		{"without", "ripe & ! motion", "the motion is ripe", ""},
		{"without, and it is not there", "ripe & ! motion", "the claim is ripe", "ripe"},
		{"a contraction in the text", "is not ripe", "it isn't ripe", "isn't ripe"},
		{"cannot in the pattern", "cannot wait", "it cannot wait", "cannot wait"},
		{"no phrase runs across a semicolon", "neither ..9 said", "neither imagined nor remote; he said so", ""},
		{"commas do not stop it", "no ..4 taken", "no action, as yet, taken", "no action, as yet, taken"},
	} {
		if got := strings.Join(found(t, c.pattern, c.text), "|"); got != c.want {
			t.Errorf("%s: %q on %q: %q, want %q", c.name, c.pattern, c.text, got, c.want)
		}
	}
}

func TestBrokenPatternsAreRefused(t *testing.T) {
	for name, pattern := range map[string]string{
		"nothing":                   "",
		"an open bracket":           "(no | not ripe",
		"a bracket too many":        "no) ripe",
		"an empty alternative":      "(no | ) ripe",
		"an unknown class":          "NOBODY has",
		"a gap without a number":    "not ..x ripe",
		"a gap that leads nowhere":  "not ripe ..3",
		"an option of nothing":      "? ripe",
		"only an option":            "(ripe)?",
		"an operator without words": "ripe &",
		"mixed letters":             "Ripe",
	} {
		if _, err := newCompiler(nil).expression(pattern); err == nil {
			t.Errorf("%s: %q is accepted", name, pattern)
		}
	}
	c := newCompiler(map[string]string{"A": "x | B", "B": "y | A"})
	if _, err := c.expression("A"); err == nil || !strings.Contains(err.Error(), "itself") {
		t.Errorf("a class that names itself: %v", err)
	}
}

// However a phrase is anchored and spread, a plain search finds the same.
func TestTheMatcherAgreesWithAPlainSearch(t *testing.T) {
	vocabulary := []string{"no", "action", "taken", "the", "claim", "ripe"}
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom(vocabulary)
		text := rapid.SliceOfN(word, 1, 14).Draw(t, "text")
		phrase := rapid.SliceOfN(word, 1, 4).Draw(t, "phrase")
		gap := rapid.IntRange(0, 3).Draw(t, "gap")
		pattern := strings.Join(phrase, " .."+string(rune('0'+gap))+" ")
		got := len(found(t, pattern, strings.Join(text, " "))) > 0
		if want := plainly(text, phrase, gap); got != want {
			t.Fatalf("%q on %q: %v, want %v", pattern, text, got, want)
		}
	})
}

// plainly looks for the phrase from every word on.
func plainly(text, phrase []string, gap int) bool {
	var from func(i int, rest []string) bool
	from = func(i int, rest []string) bool {
		if len(rest) == 0 {
			return true
		}
		for k := i; k < len(text) && k <= i+gap; k++ {
			if text[k] == rest[0] && from(k+1, rest[1:]) {
				return true
			}
		}
		return false
	}
	for i := range text {
		if text[i] == phrase[0] && from(i+1, phrase[1:]) {
			return true
		}
	}
	return false
}
