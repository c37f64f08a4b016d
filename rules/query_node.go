package rules

import (
	"fmt"
	"strings"
)

type queryOp uint8

const (
	opWords queryOp = iota // a word, or a phrase of several
	opAnd
	opOr
	opNot
	opNear
	opField
)

// A queryNode is a part of a query.
type queryNode struct {
	op      queryOp
	kids    []*queryNode
	words   []queryWord
	reach   nearness
	field   fieldName
	values  []string // of a field: any of them
	at, end int      // bytes of the query
}

// joined is the node over kids; those that could not be read are left out.
func joined(op queryOp, kids []*queryNode) *queryNode {
	var whole []*queryNode
	for _, k := range kids {
		if k == nil {
			continue
		}
		if k.op == op { // a OR (b OR c)
			whole = append(whole, k.kids...)
			continue
		}
		whole = append(whole, k)
	}
	switch len(whole) {
	case 0:
		return nil
	case 1:
		return whole[0]
	}
	return &queryNode{op: op, kids: whole, at: whole[0].at, end: whole[len(whole)-1].end}
}

// positive reports whether the node asks for something that is there: a query
// of which no part does would fit nearly everything.
func (n *queryNode) positive() bool {
	switch n.op {
	case opNot:
		return false
	case opAnd:
		for _, k := range n.kids {
			if k.positive() {
				return true
			}
		}
		return false
	case opOr:
		for _, k := range n.kids {
			if !k.positive() {
				return false
			}
		}
	}
	return true
}

// unplaced is the part of the node that stands nowhere in a text, so that
// nothing can be near it; nil where there is none.
func (n *queryNode) unplaced() *queryNode {
	switch n.op {
	case opWords, opNear:
		return nil
	case opOr:
		for _, k := range n.kids {
			if bad := k.unplaced(); bad != nil {
				return bad
			}
		}
		return nil
	}
	return n
}

func (n *queryNode) what() string {
	return map[queryOp]string{opAnd: "what AND joins", opNot: "NOT", opField: "a field"}[n.op]
}

func (n *queryNode) String() string {
	join := func(sep string) string {
		parts := make([]string, len(n.kids))
		for i, k := range n.kids {
			parts[i] = k.String()
		}
		return "(" + strings.Join(parts, sep) + ")"
	}
	switch n.op {
	case opAnd:
		return join(" AND ")
	case opOr:
		return join(" OR ")
	case opNot:
		return "NOT " + n.kids[0].String()
	case opNear:
		return join(" " + n.reach.String() + " ")
	case opField:
		return fmt.Sprintf("%s:(\"%s\")", n.field, strings.Join(n.values, `" OR "`))
	}
	parts := make([]string, len(n.words))
	for i, w := range n.words {
		parts[i] = w.text
	}
	return `"` + strings.Join(parts, " ") + `"`
}

func (r nearness) String() string {
	word := "w/"
	if r.ordered {
		word = "pre/"
	}
	switch r.unit {
	case unitSentence:
		return word + "s"
	case unitParagraph:
		return word + "p"
	}
	return fmt.Sprintf("%s%d", word, r.words)
}
