package rules

// A sentence is a row of tokens in one block of the clean text.
type sentence struct {
	first, last int // tokens: from first up to, not including, last
	start, end  int // bytes of the clean text
	block       int // index into the document's blocks
	question    bool
}

// A mention is one argument found in one sentence.
type mention struct {
	argument int
	tier     Tier
	sense    Sense
	written  Sense // before a negation in a verdict turned it: "not persuaded that it is premature"
	pattern  *compiled
	span     hit // the words that matched
	patterns int // how many patterns of the argument matched the sentence
	evenIf   bool
	supposed bool // it stands under "if" or "suppose"
	conceded bool // it stands under "although": the point lies elsewhere
}

// mentions tries the patterns whose lead words the sentence holds and keeps the
// best of each argument.
func (r *Reader) mentions(s *stream, at sentence, hits, previous spans) []mention {
	var found []mention
	var tried [8]int32
	seen := tried[:0]
	for _, h := range hits {
		for _, n := range r.byLead[h.id] {
			if contains(seen, n) {
				continue
			}
			seen = append(seen, n)
			p := &r.patterns[n]
			all := p.find.matches(hits)
			for _, span := range all {
				if holdsInner(all, span) || p.forbidden(s, span, hits) || p.previous != nil && len(p.previous.matches(previous)) == 0 {
					continue
				}
				m := mention{argument: p.argument, tier: p.Tier, sense: p.Sense, pattern: p, span: span, patterns: 1}
				r.turn(s, at, hits, &m)
				found = keep(found, m)
				break
			}
		}
	}
	return found
}

func contains(list []int32, n int32) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// forbidden reports whether a guard of the pattern stands near the span, and in
// the same clause.
func (p *compiled) forbidden(s *stream, span hit, hits spans) bool {
	for _, g := range p.unless {
		for _, near := range g.expression.matches(hits) {
			switch {
			case g.everywhere:
				return true
			case apart(span, near) > g.within, g.before && near.first >= span.last, s.parted(span, near, g.before), !g.before && s.opening(near, span):
			default:
				return true
			}
		}
	}
	return false
}

// opening reports whether the guard only opens the sentence and a comma ends it
// there: "As of the date of this brief, the Department has made no decision".
func (s *stream) opening(near, span hit) bool {
	if near.last > span.first {
		return false
	}
	for i := near.last; i <= span.first; i++ {
		if s.tokens[i].marks&markComma != 0 {
			return true
		}
	}
	return false
}

// parted reports whether a semicolon stands between two hits, or, where clauses
// count, a word that begins one: "the motion is granted because the claims are
// not ripe".
func (s *stream) parted(a, b hit, clauses bool) bool {
	if a.first > b.first {
		a, b = b, a
	}
	for i := a.last; i <= b.first; i++ {
		if s.tokens[i].marks&markClause != 0 {
			return true
		}
		switch s.word(int(i)) {
		case "because", "since", "but", "although", "while", "whereas":
			if clauses {
				return true
			}
		}
	}
	return false
}

// keep adds the mention, or lets the better of two mentions of one argument
// stand: words that take a side before a bare topic, an alert before a review.
// Doctrine and facts that point different ways are kept both.
func keep(found []mention, m mention) []mention {
	for i := range found {
		f := &found[i]
		if f.argument != m.argument || contrary(*f, m) {
			continue
		}
		n, twice := f.patterns+1, twice(*f, m)
		if better(m, *f) {
			*f = m
		}
		f.patterns = n
		if twice {
			f.tier = TierAlert
		}
		return found
	}
	return append(found, m)
}

// twice reports whether two mentions put the argument in different words of the
// sentence: "it depends on what the agency decides next, and may never come to
// pass". Each alone is for review; a sentence that holds both means it.
func twice(a, b mention) bool {
	for _, m := range [...]mention{a, b} {
		if m.sense != SenseFor || m.written != SenseFor || m.pattern.Single || m.conceded || m.supposed {
			return false
		}
	}
	return a.pattern != b.pattern && (a.span.last <= b.span.first || b.span.last <= a.span.first)
}

// contrary reports whether one of two mentions decides against the facts of the
// other: "not unripe merely because nothing has been enforced".
func contrary(a, b mention) bool {
	return a.sense != SenseTopic && b.sense != SenseTopic && a.sense != b.sense && a.pattern.Doctrine != b.pattern.Doctrine
}

func better(a, b mention) bool {
	if (a.sense == SenseTopic) != (b.sense == SenseTopic) {
		return b.sense == SenseTopic
	}
	if a.tier != b.tier {
		return a.tier == TierAlert
	}
	return a.sense == SenseFor && b.sense == SenseAgainst
}
