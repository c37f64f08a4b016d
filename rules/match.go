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
	first, last int32  // tokens: from first up to, not including, last
	words       uint64 // which of the first 64 tokens are words of the pattern; the others stand in its gaps
}

// holds reports whether token i is a word of the pattern and not one in a gap.
func (h hit) holds(i int32) bool {
	return i >= h.first && i < h.last && (i-h.first >= 64 || h.words&(1<<(i-h.first)) != 0)
}

// A matcher finds every pattern it was given in one pass over the tokens: each
// token names the few phrases whose rarest word it is, so that the work grows
// with the hits and not with the number of patterns.
type matcher struct {
	lexicon *lexicon
	rows    []wordRow
}

// in finds the patterns between two tokens; hits never cross from or to, nor a
// semicolon or colon. Where a pattern matches in several ways from one anchor,
// the shortest is found.
func (m *matcher) in(s *stream, from, to int, hits []hit) []hit {
	var at [maxElements]int
	for i := from; i < to; i++ {
		for _, n := range s.forms[s.tokens[i].form].anchors {
			row := &m.rows[n]
			at[row.anchor] = i
			if !right(s, row.elements, row.anchor+1, i+1, to, &at) || !left(s, row.elements, row.anchor, i, from, &at) {
				continue
			}
			last := len(row.elements) - 1
			h := hit{id: row.id, first: place(at[0]), last: place(at[last] + 1)}
			for _, k := range at[:last+1] {
				if k -= at[0]; k < 64 {
					h.words |= 1 << k
				}
			}
			hits = append(hits, h)
		}
	}
	return hits
}

// maxElements is how many words a phrase may have.
const maxElements = 24

// right places the elements from e on, the first of them at token i or within
// its gap after it.
func right(s *stream, elements []element, e, i, to int, at *[maxElements]int) bool {
	if e == len(elements) {
		return true
	}
	for skip := 0; skip <= elements[e].gap && i+skip < to; skip++ {
		if s.tokens[i+skip].marks&markClause != 0 {
			return false
		}
		if s.is(i+skip, elements[e].term) {
			at[e] = i + skip
			if right(s, elements, e+1, i+skip+1, to, at) {
				return true
			}
		}
	}
	return false
}

// left places the elements before e, whose own token is i.
func left(s *stream, elements []element, e, i, from int, at *[maxElements]int) bool {
	if e == 0 {
		return true
	}
	for skip := 0; skip <= elements[e].gap && i-1-skip >= from; skip++ {
		if s.tokens[i-skip].marks&markClause != 0 {
			return false
		}
		if s.is(i-1-skip, elements[e-1].term) {
			at[e-1] = i - 1 - skip
			if left(s, elements, e-1, i-1-skip, from, at) {
				return true
			}
		}
	}
	return false
}
