package rules

// An element is one place of a phrase.
type element struct {
	term int32
	gap  int // how many tokens may stand between this and the element before it
}

// A phrase is a row of elements. One written pattern is often several phrases:
// each alternative of more than one word is a phrase of its own.
type wordRow struct {
	id       int32 // of the written pattern
	elements []element
	anchor   int // the element whose words are rarest
}

// A hit is one place where a written pattern matches.
type hit struct {
	id          int32
	first, last int32 // tokens: from first up to, not including, last
}

// A matcher finds every pattern it was given in one pass over the tokens: each
// token names the few phrases whose rarest word it is, so that the work grows
// with the hits and not with the number of patterns.
type matcher struct {
	lexicon *lexicon
	rows    []wordRow
}

// in finds the patterns between two tokens; hits never cross from or to. Where
// a pattern matches in several ways from one anchor, the shortest is found.
func (m *matcher) in(s *stream, from, to int, hits []hit) []hit {
	for i := from; i < to; i++ {
		for _, n := range s.forms[s.tokens[i].form].anchors {
			row := &m.rows[n]
			last, ok := right(s, row.elements, row.anchor+1, i+1, to)
			if !ok {
				continue
			}
			first, ok := left(s, row.elements, row.anchor, i, from)
			if !ok {
				continue
			}
			hits = append(hits, hit{row.id, int32(first), int32(last)})
		}
	}
	return hits
}

// right matches the elements from e on, the first of them at token i or within
// its gap after it; it returns the token after the last.
func right(s *stream, elements []element, e, i, to int) (int, bool) {
	if e == len(elements) {
		return i, true
	}
	for skip := 0; skip <= elements[e].gap && i+skip < to; skip++ {
		if s.is(i+skip, elements[e].term) {
			if end, ok := right(s, elements, e+1, i+skip+1, to); ok {
				return end, true
			}
		}
	}
	return 0, false
}

// left matches the elements before e, whose own token is i, and returns the
// token of the first.
func left(s *stream, elements []element, e, i, from int) (int, bool) {
	if e == 0 {
		return i, true
	}
	for skip := 0; skip <= elements[e].gap && i-1-skip >= from; skip++ {
		if s.is(i-1-skip, elements[e-1].term) {
			if start, ok := left(s, elements, e-1, i-1-skip, from); ok {
				return start, true
			}
		}
	}
	return 0, false
}
