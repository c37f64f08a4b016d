package rules

import (
	"strings"
	"testing"
)

// fires reports which patterns of one argument match in the sentence, guards
// and conditions included.
func (r *Reader) fires(argument int, text string) map[string]bool {
	c := clean(text, nil)
	s := tokenise(c.text, r.matcher.lexicon)
	out := map[string]bool{}
	var previous spans
	for n := range c.blocks {
		sentences(c.text, c.blocks[n].start, c.blocks[n].end, func(start, end int) {
			first := 0
			for first < len(s.tokens) && int(s.tokens[first].start) < start {
				first++
			}
			last := first
			for last < len(s.tokens) && int(s.tokens[last].start) < end {
				last++
			}
			hits := spans(r.matcher.in(s, first, last, nil))
			for i := range r.patterns {
				p := &r.patterns[i]
				if p.argument != argument {
					continue
				}
				for _, span := range p.find.matches(hits) {
					if !p.forbidden(s, span, hits) && (p.previous == nil || len(p.previous.matches(previous)) > 0) {
						out[p.Name] = true
					}
				}
			}
			previous = hits
		})
	}
	return out
}

func builtin(t testing.TB) *Reader {
	t.Helper()
	arguments, err := Arguments()
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(arguments)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A way of putting an argument that is known from one hearing or one paper only
// must say so.
func TestPatternsOfOneDocumentSaySo(t *testing.T) {
	for _, a := range builtin(t).arguments {
		for _, p := range a.Patterns {
			alone := len(p.From) == 1 && (strings.Contains(p.From[0], "hearing") || strings.Contains(p.From[0], "argued") || strings.Contains(p.From[0], "filed"))
			if alone && !p.Single {
				t.Errorf("%s, %q rests on %q alone", a.Name, p.Name, p.From[0])
			}
		}
	}
}

func TestEveryPatternMatchesAndPassesItsOwnSentences(t *testing.T) {
	r := builtin(t)
	for i, a := range r.arguments {
		names := map[string]bool{}
		for _, p := range a.Patterns {
			if names[p.Name] {
				t.Errorf("%s: two patterns are called %q", a.Name, p.Name)
			}
			names[p.Name] = true
			if len(p.Match) == 0 || len(p.Pass) == 0 || len(p.From) == 0 {
				t.Errorf("%s, %q: a sentence to match, one to pass or a source is missing", a.Name, p.Name)
			}
			for _, text := range p.Match {
				if !r.fires(i, text)[p.Name] {
					t.Errorf("%s, %q does not match %q", a.Name, p.Name, text)
				}
			}
			for _, text := range p.Pass {
				if r.fires(i, text)[p.Name] {
					t.Errorf("%s, %q matches %q", a.Name, p.Name, text)
				}
			}
		}
		for _, text := range a.Silent {
			for name := range r.fires(i, text) {
				t.Errorf("%s, %q matches %q", a.Name, name, text)
			}
		}
	}
}
