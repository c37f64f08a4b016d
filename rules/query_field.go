package rules

import (
	"slices"
	"strings"

	"docketwatch/docket"
)

// A fieldName names what is known of a text beside its words.
type fieldName string

const (
	fieldArgument fieldName = "argument" // an argument that the document makes and that is worth an alert
	fieldBy       fieldName = "by"       // whose paper it is
	fieldKind     fieldName = "kind"     // of document, or one of the finer kinds of [EntryKinds]
	fieldCase     fieldName = "case"     // part of the user's name of the case
	fieldCourt    fieldName = "court"    // CourtListener id
	fieldLabel    fieldName = "label"    // of the case
	fieldSource   fieldName = "source"   // of a press item
)

var fieldNames = []fieldName{fieldArgument, fieldBy, fieldKind, fieldCase, fieldCourt, fieldLabel, fieldSource}

// closed is the set of words that a field may have; nil where it is open.
func (f fieldName) closed() []string {
	var list []string
	switch f {
	case fieldArgument:
		return ArgumentNames()
	case fieldBy:
		for _, s := range Sides() {
			list = append(list, string(s))
		}
	case fieldKind:
		return EntryKinds()
	}
	return list
}

// Facts are what fields ask for. Empty is unknown, and fits no field.
type Facts struct {
	Kinds    []string // of the document: see [EntryKindsOf]
	By       Side
	Case     string
	Court    string
	Labels   []string
	Source   string
	Findings []Finding // of a document
}

// field reads the value of a field, or several in parentheses.
func (p *queryParser) field(l lexeme) *queryNode {
	n := &queryNode{op: opField, field: fieldName(l.text), at: l.at, end: l.end}
	known := slices.Contains(fieldNames, n.field)
	if !known {
		p.problem(l.at, "fields: "+joinWords(fieldNames)+`; for the words themselves write "`+l.text+`: …"`, "there is no field %q", l.text)
	}
	value := func() bool {
		v := p.peek()
		if v.kind != lexWord && v.kind != lexPhrase {
			p.problem(v.at, "write "+l.text+":word, with no space", "the value of %s: is missing", l.text)
			return false
		}
		p.take()
		n.end = v.end
		if known {
			n.values = append(n.values, p.value(n.field, v))
		}
		return true
	}
	if p.peek().kind != lexOpen {
		if !value() {
			return nil
		}
	} else {
		open := p.take()
		for value() && p.peek().kind == lexOr {
			p.take()
		}
		if p.peek().kind != lexClose {
			p.problem(open.at, "write "+l.text+":(one OR another)", `"(" is never closed`)
			return nil
		}
		n.end = p.take().end
	}
	if !known {
		return nil
	}
	return n
}

// value checks one value against the set of its field.
func (p *queryParser) value(f fieldName, l lexeme) string {
	text := strings.ToLower(strings.TrimSpace(l.text))
	if f == fieldCourt {
		if _, ok := docket.CourtByID(text); !ok {
			p.problem(l.at, `courts are named as on CourtListener: "cand", "ca9"`, "unknown court %q", text)
		}
		return text
	}
	if set := f.closed(); set != nil && !slices.Contains(set, text) {
		p.problem(l.at, "there are "+strings.Join(set, ", "), "%s: %q is none", f, text)
	}
	return folded(text)
}

func joinWords[S ~string](list []S) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

// holds reports whether the facts are as the field asks, and the findings that
// show it.
func (n *queryNode) holds(f *Facts) (bool, []Place) {
	any := func(have ...string) bool {
		return slices.ContainsFunc(have, func(h string) bool { return h != "" && slices.Contains(n.values, h) })
	}
	part := func(have ...string) bool {
		return slices.ContainsFunc(have, func(h string) bool {
			h = folded(strings.ToLower(h))
			return slices.ContainsFunc(n.values, func(v string) bool { return v != "" && strings.Contains(h, v) })
		})
	}
	switch n.field {
	case fieldBy:
		return any(string(f.By)), nil
	case fieldKind:
		return any(f.Kinds...), nil
	case fieldCourt:
		return any(f.Court), nil
	case fieldCase:
		return part(f.Case), nil
	case fieldLabel:
		return part(f.Labels...), nil
	case fieldSource:
		return part(f.Source), nil
	}
	var places []Place
	for _, x := range f.Findings {
		if x.Tier == TierAlert && x.Stance != StanceRecites && x.Stance != StanceNeutral && any(x.Argument) {
			places = append(places, x.Place)
		}
	}
	return len(places) > 0, places
}
