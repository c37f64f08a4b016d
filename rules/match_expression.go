package rules

// spans are the hits of one sentence, by row pattern.
type spans []hit

// of collects the hits of one row pattern.
func (s spans) of(id int32) []hit {
	var out []hit
	for _, h := range s {
		if h.id == id {
			out = append(out, h)
		}
	}
	return out
}

func (s spans) has(id int32) bool {
	for _, h := range s {
		if h.id == id {
			return true
		}
	}
	return false
}

// matches are the places where the expression holds within one sentence: the
// hit itself, or what two joined hits span.
func (e *expression) matches(s spans) []hit {
	switch e.op {
	case 0:
		return s.of(e.id)
	case '!':
		if len(e.right.matches(s)) > 0 {
			return nil
		}
		return e.left.matches(s)
	}
	left := e.left.matches(s)
	if len(left) == 0 {
		return nil
	}
	right := e.right.matches(s)
	var out []hit
	for _, a := range left {
		for _, b := range right {
			if e.op == '<' && apart(a, b) > e.reach {
				continue
			}
			out = append(out, span(a, b))
			break
		}
	}
	return out
}

// holdsInner reports whether another of the hits lies inside this one. The inner
// is meant: "no harm, and no grant has been touched" is about the grant.
func holdsInner(hits []hit, outer hit) bool {
	for _, h := range hits {
		if h.first >= outer.first && h.last <= outer.last && h.last-h.first < outer.last-outer.first {
			return true
		}
	}
	return false
}

// span is what two hits span together.
func span(a, b hit) hit {
	if a.first > b.first {
		a, b = b, a
	}
	words := a.words
	if shift := b.first - a.first; shift < 64 {
		words |= b.words << shift
	}
	return hit{a.id, a.first, max(a.last, b.last), words}
}

// apart is how many words stand between two hits; none when they touch or
// overlap.
func apart(a, b hit) int {
	if a.first > b.first {
		a, b = b, a
	}
	return max(0, int(b.first-a.last))
}
