package rules

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Reader reads filings for a set of arguments. It is built once; reading
// changes nothing in it, so that many may read at the same time.
type Reader struct {
	arguments []Argument
	matcher   *matcher
	patterns  []compiled
	byLead    map[int32][]int32 // row pattern -> patterns that begin with it
	speech    speech
}

// compiled is one pattern ready to be tried on a sentence.
type compiled struct {
	argument int // index into Reader.arguments
	*Pattern
	find     *expression
	unless   []guard
	previous *expression
}

// A guard forbids a match that has it near.
type guard struct {
	expression *expression
	everywhere bool // in the sentence; else
	within     int  // so many tokens from the match
	before     bool // on its left only
}

// NewReader compiles the patterns of the arguments. An error names the pattern
// that cannot be compiled; all of them are told at once.
func NewReader(arguments []Argument) (*Reader, error) {
	common, err := sharedWords()
	if err != nil {
		return nil, fmt.Errorf("new reader: %w", err)
	}
	r := &Reader{arguments: arguments, byLead: map[int32][]int32{}}
	c := newCompiler(common.Classes)
	var problems []error
	if r.speech, err = compileSpeech(c, common.Speech); err != nil {
		problems = append(problems, err)
	}
	for i := range arguments {
		a := &arguments[i]
		c.scope(common.Classes, a.Classes)
		for j := range a.Patterns {
			p, err := compile(c, &a.Patterns[j])
			if err != nil {
				problems = append(problems, fmt.Errorf("argument %s, pattern %q: %w", a.Name, a.Patterns[j].Name, err))
				continue
			}
			p.argument = i
			r.byLead[p.find.lead()] = append(r.byLead[p.find.lead()], place(len(r.patterns)))
			r.patterns = append(r.patterns, p)
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, fmt.Errorf("new reader: %w", err)
	}
	r.matcher = c.finish()
	return r, nil
}

// scope sets the classes that patterns may name from here on: those of all
// arguments and those of one.
func (c *compiler) scope(common, own map[string]string) {
	c.classes = make(map[string]string, len(common)+len(own))
	for name, text := range common {
		c.classes[name] = text
	}
	for name, text := range own {
		c.classes[name] = text
	}
	c.parsed = map[string][][]unplaced{}
	c.ids = map[string]int32{} // the same words may mean other classes now
}

func compile(c *compiler, p *Pattern) (compiled, error) {
	out := compiled{Pattern: p}
	var err error
	if out.find, err = c.expression(p.Find); err != nil {
		return out, err
	}
	for _, text := range p.Unless {
		g := guard{everywhere: true}
		if expr, n, ok := strings.Cut(text, " @"); ok {
			if g.within, err = strconv.Atoi(n); err != nil {
				return out, fmt.Errorf("unless %q: %q is no distance", text, n)
			}
			g.everywhere, g.before, g.within = false, g.within < 0, max(g.within, -g.within)
			text = expr
		}
		if g.expression, err = c.expression(text); err != nil {
			return out, fmt.Errorf("unless: %w", err)
		}
		out.unless = append(out.unless, g)
	}
	if p.Previous != "" {
		if out.previous, err = c.expression(p.Previous); err != nil {
			return out, fmt.Errorf("previous: %w", err)
		}
	}
	return out, nil
}
