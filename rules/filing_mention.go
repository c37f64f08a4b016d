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
	pattern  *compiled
	span     hit // the words that matched
	patterns int // how many patterns of the argument matched the sentence
	evenIf   bool
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
			for _, span := range p.find.matches(hits) {
				if p.forbidden(span, hits) || p.previous != nil && len(p.previous.matches(previous)) == 0 {
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

// forbidden reports whether a guard of the pattern stands near the span.
func (p *compiled) forbidden(span hit, hits spans) bool {
	for _, g := range p.unless {
		for _, near := range g.expression.matches(hits) {
			if g.within == everySentence || apart(span, near) <= g.within {
				return true
			}
		}
	}
	return false
}

// keep adds the mention, or lets the better of two mentions of one argument
// stand: words that take a side before a bare topic, an alert before a review.
func keep(found []mention, m mention) []mention {
	for i := range found {
		f := &found[i]
		if f.argument != m.argument {
			continue
		}
		n := f.patterns + 1
		if better(m, *f) {
			*f = m
		}
		f.patterns = n
		return found
	}
	return append(found, m)
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

// turn applies the negations and suppositions that stand before the match.
func (r *Reader) turn(s *stream, at sentence, hits spans, m *mention) {
	from := clause(s, at.first, int(m.span.first))
	if !m.pattern.Fixed {
		negations, first := 0, int32(0)
		for _, h := range hits {
			if h.id == r.speech.negator && int(h.first) >= from && h.last <= m.span.first && !idle(s, h) && r.governs(s, hits, h, m.span) {
				negations++
				first = h.first
			}
			if h.id == r.speech.negator && h.first >= m.span.first && h.last <= m.span.last && !m.span.covers(h) && !idle(s, h) {
				negations++ // in a gap of the pattern: "the claims are not premature"
				first = h.first
			}
			if h.id == r.speech.negator && m.sense == SenseTopic && h.first >= m.span.last && h.first < m.span.last+4 {
				negations++ // "ripeness poses no obstacle"
			}
		}
		switch {
		case negations%2 == 0:
		case m.sense == SenseAgainst && r.said(hits, first, m.span.first): // "I never heard the argument that it is ripe" says nothing of ripe
			m.sense, m.tier = SenseTopic, TierReview
		default:
			m.sense = map[Sense]Sense{SenseFor: SenseAgainst, SenseAgainst: SenseFor, SenseTopic: SenseAgainst}[m.sense]
		}
	}
	for _, h := range hits {
		switch {
		case h.last > m.span.first || int(h.first) < from-1:
		case h.id == r.speech.evenIf && m.sense == SenseAgainst:
			m.sense, m.evenIf = SenseFor, true
		case h.id == r.speech.suppose && !m.evenIf && !evenAt(s, h):
			m.tier = TierReview
		}
	}
}

// evenAt reports whether "even" stands before the hit: "even if".
func evenAt(s *stream, h hit) bool { return h.first > 0 && s.word(int(h.first)-1) == "even" }

// covers reports whether a word of h is a word of the match itself.
func (h hit) covers(other hit) bool {
	for i := other.first; i < other.last; i++ {
		if h.holds(i) {
			return true
		}
	}
	return false
}

// said reports whether a noun of saying stands between two tokens.
func (r *Reader) said(hits spans, from, to int32) bool {
	for _, h := range hits {
		if h.id == r.speech.saying && h.first >= from && h.last <= to {
			return true
		}
	}
	return false
}

// finite are the verbs a clause of its own begins with.
var finite = set("is are was were 's has have had do does did")

// governs reports whether the negation reaches the match. One before another
// verb does not, unless that verb takes the match as its object: "events that
// may never come about are not ripe" against "we never said that it is ripe".
func (r *Reader) governs(s *stream, hits spans, negation, span hit) bool {
	if !finite[s.word(int(span.first))] || span.first-negation.last < 2 {
		return true
	}
	for i := negation.last; i < span.first; i++ {
		switch s.word(int(i)) {
		case "that", "whether", "if":
			return true
		}
	}
	for _, h := range hits {
		if (h.id == r.speech.say || h.id == r.speech.conclude) && h.first >= negation.last && h.last <= span.first {
			return true
		}
	}
	return false
}

// clauseReach is how far before a match a negation still governs it, in tokens.
const clauseReach = 10

// boundaries are words at which a clause begins.
var boundaries = set("and but or because since so therefore thus although though while whereas unless until yet as")

// clause is the token at which the clause of token i begins.
func clause(s *stream, first, i int) int {
	j := i
	for j > first && i-j < clauseReach {
		if s.tokens[j].marks&(markComma|markStop|markOpens) != 0 || boundaries[s.word(j-1)] {
			break
		}
		j--
	}
	return j
}

// idle reports whether the negation denies nothing: "not only", "no doubt" the
// other way round is two negations and needs no help.
func idle(s *stream, h hit) bool {
	if int(h.last) >= len(s.tokens) {
		return false
	}
	switch s.word(int(h.last)) {
	case "only", "just", "merely", "simply", "question", "matter", "mention", "surprise", "accident", "coincidence":
		return true
	}
	return false
}
