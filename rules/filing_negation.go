package rules

// turn applies the negations and suppositions that stand before the match, or in
// its gaps.
func (r *Reader) turn(s *stream, at sentence, hits spans, m *mention) {
	from := clause(s, at.first, int(m.span.first))
	m.written = m.sense
	if !m.pattern.Fixed {
		negations, verdict, first := 0, false, int32(0)
		for _, h := range hits {
			if h.id != r.speech.negator || idle(s, h) || !r.reaches(s, hits, h, from, m) {
				continue
			}
			negations++
			first = h.first
			verdict = verdict || r.ofVerdict(hits, h)
		}
		switch {
		case negations%2 == 0:
		case m.sense == SenseAgainst && r.said(hits, first, m.span.first): // "I never heard the argument that it is ripe" says nothing of ripe
			m.sense, m.tier = SenseTopic, TierReview
		default:
			m.sense = map[Sense]Sense{SenseFor: SenseAgainst, SenseAgainst: SenseFor, SenseTopic: SenseAgainst}[m.sense]
		}
		if !verdict {
			m.written = m.sense
		}
	}
	m.conceded = conceded(s, at.first, int(m.span.first))
	if undecided(s, at.first, m.span) {
		m.sense, m.written, m.tier = SenseTopic, SenseTopic, TierReview
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

// reaches reports whether the negation h turns the match: it governs the match,
// stands in a gap of the pattern ("the claims are not premature"), or denies a
// bare topic right behind it ("ripeness poses no obstacle").
func (r *Reader) reaches(s *stream, hits spans, h hit, from int, m *mention) bool {
	topic := m.sense == SenseTopic
	switch {
	case h.first >= m.span.last:
		return topic && h.first < m.span.last+4
	case h.first >= m.span.first:
		return h.last <= m.span.last && !m.span.covers(h)
	case int(h.first) < from || h.last > m.span.first:
		return false
	case topic && !denies[s.word(int(h.first))]: // "lacks power under principles of standing" is about standing all the same
		return false
	}
	return r.governs(s, hits, h, m.span)
}

// denies are the negations that turn a bare topic too.
var denies = set("not never nor neither hardly")

// ofVerdict reports whether the negation belongs to words of agreeing or
// rejecting: "not persuaded", "no merit".
func (r *Reader) ofVerdict(hits spans, negation hit) bool {
	for _, h := range hits {
		if h.id == r.speech.agree && h.first >= negation.last && h.first-negation.last <= 2 ||
			h.id == r.speech.reject && h.first <= negation.first && h.last >= negation.last {
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

// said reports whether a noun of saying stands between two tokens.
func (r *Reader) said(hits spans, from, to int32) bool {
	for _, h := range hits {
		if h.id == r.speech.saying && h.first >= from && h.last <= to {
			return true
		}
	}
	return false
}

// covers reports whether a word of other is a word of the match itself.
func (h hit) covers(other hit) bool {
	for i := other.first; i < other.last; i++ {
		if h.holds(i) {
			return true
		}
	}
	return false
}

// evenAt reports whether "even" stands before the hit: "even if".
func evenAt(s *stream, h hit) bool { return h.first > 0 && s.word(int(h.first)-1) == "even" }

// conceded reports whether the part of the sentence that holds token i, up to
// the comma before it, begins with a word of concession: "Although nothing has
// been enforced, …", "That no money has been withheld does not make it unripe".
func conceded(s *stream, first, i int) bool {
	for i > first && s.tokens[i].marks&(markComma|markStop) == 0 {
		i--
	}
	switch s.word(i) {
	case "although", "though", "while", "whereas", "notwithstanding", "despite":
		return true
	case "even":
		return i+1 < len(s.tokens) && s.word(i+1) == "though"
	case "that":
		return i == first
	}
	return false
}

// undecided reports whether the match stands under "whether": the question is
// named, not answered. A pattern that has the word itself means it otherwise.
func undecided(s *stream, first int, span hit) bool {
	for i := max(place(first), span.first-4); i < span.last; i++ {
		if s.word(int(i)) == "whether" && !span.holds(i) {
			return true
		}
	}
	return false
}
