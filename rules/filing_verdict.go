package rules

import "strings"

// verdict tells whether the sentence agrees with what it reports, or rejects it.
func (d *document) verdict(hits spans, m mention) (accepts, rejects bool) {
	s := &d.reader.speech
	for _, h := range hits {
		if h.first < m.span.last && h.last > m.span.first {
			continue // a word of the match itself
		}
		switch h.id {
		case s.agree:
			if d.negatedAt(hits, h) {
				rejects = true
			} else {
				accepts = true
			}
		case s.reject:
			if d.negatedAt(hits, h) {
				accepts = true
			} else {
				rejects = true
			}
		}
	}
	if accepts && rejects {
		accepts = false
	}
	return accepts, rejects
}

// called reports whether the words before the match call it wrong: "Defendants
// are wrong that the suit is premature".
func (d *document) called(hits spans, m mention) bool {
	for _, h := range hits {
		if h.id == d.reader.speech.reject && h.last <= m.span.first && m.span.first-h.last <= sayReach && !d.negatedAt(hits, h) {
			for i := h.last; i < m.span.first; i++ {
				if w := d.stream.word(int(i)); w == "that" || w == "when" || w == "to" || w == "in" {
					return true
				}
			}
		}
	}
	return false
}

// dismissed reports whether an argument that is nobody's by name is put and
// rejected: "the argument that the suit is premature is not persuasive".
func (d *document) dismissed(hits spans, m mention) bool {
	for _, h := range hits {
		if h.id == d.reader.speech.saying && h.last <= m.span.first && m.span.first-h.last <= sayReach && d.stream.word(int(h.last)) == "that" {
			_, rejects := d.verdict(hits, m)
			return rejects
		}
	}
	return false
}

// answered reports whether the sentence sets something against what it reports:
// "Defendants insist that …, but the Order commands", "Although Defendants say".
func (d *document) answered(hits spans, at sentence, m mention) bool {
	switch d.stream.word(at.first) {
	case "although", "though", "while", "despite", "contrary", "whatever":
		return true
	}
	for i := int(m.span.last); i < at.last; i++ {
		switch d.stream.word(i) {
		case "but", "however", "yet", "nevertheless", "nonetheless":
			return d.stream.tokens[i].marks&(markComma|markStop) != 0
		}
	}
	return hits.has(d.reader.speech.claimed)
}

// negatedAt reports whether a negation stands right before the hit.
func (d *document) negatedAt(hits spans, at hit) bool {
	for _, h := range hits {
		if h.id == d.reader.speech.negator && h.last <= at.first && at.first-h.last <= 2 {
			return true
		}
	}
	return false
}

// supposed reports whether the match stands under "if" or "suppose".
func (d *document) supposed(hits spans, at sentence, m mention) bool {
	if m.evenIf {
		return false
	}
	from := clause(d.stream, at.first, int(m.span.first))
	for _, h := range hits {
		if h.id == d.reader.speech.suppose && int(h.first) >= from-1 && h.last <= m.span.first {
			return true
		}
	}
	return false
}

// saidLater finds the attribution in one of the next two sentences: "It hasn't
// been implemented. That's all the Attorney General is saying."
func (d *document) saidLater(i int, at sentence) (Side, bool) {
	for k := i + 1; k < len(d.sentences) && k <= i+2; k++ {
		next := d.sentences[k]
		if next.block != at.block {
			return SideUnknown, false
		}
		if d.stream.word(next.first) == "but" {
			return SideUnknown, false
		}
		hits := d.hitsOf(k)
		for _, v := range hits {
			if v.id != d.reader.speech.say {
				continue
			}
			who, ok := d.subject(hits, v, false)
			if !ok || who.id == d.reader.speech.own || who.id == d.reader.speech.pronoun || d.denied(hits, who, v) {
				continue
			}
			if d.pointsBack(next, who) {
				return d.sideOf(who), true
			}
		}
	}
	return SideUnknown, false
}

// pointsBack reports whether "that", "so" or "this" stands shortly before the
// party, so that what it says is what was said before.
func (d *document) pointsBack(at sentence, who hit) bool {
	for i := int(who.first) - 1; i >= at.first && i >= int(who.first)-6; i-- {
		switch d.stream.word(i) {
		case "so":
			return i >= int(who.first)-2
		case "that", "this":
			if i+1 < at.last {
				next := d.stream.word(i + 1)
				return next == "'s" || next == "is" || next == "was"
			}
		}
	}
	return false
}

// cited reports whether the words are a quotation followed by a citation to the
// other side's paper: "… not ripe." (Opp. at 9).
func (d *document) cited(at sentence, m mention, voice, owner Side) (Side, bool) {
	if d.stream.tokens[m.span.first].marks&markQuoted == 0 {
		return SideUnknown, false
	}
	end := min(len(d.clean.text), at.end+60)
	tail := d.clean.text[d.stream.tokens[m.span.last-1].end:end]
	for _, paper := range [...]string{"Opp.", "Opp'n", "Mot.", "Br.", "Reply", "Mem.", "Resp.", "Gov't", "Defs.'", "Pls.'", "Compl.", "MTD"} {
		i := strings.Index(tail, paper)
		if i < 0 || !strings.Contains(tail[i:], " at ") && !strings.ContainsAny(tail[i:], "0123456789") {
			continue
		}
		switch {
		case strings.Contains(tail, "Gov") || strings.Contains(tail, "Defs") && d.author.roles.defendant == SideGovernment:
			return SideGovernment, voice != SideGovernment
		case voice == SideGovernment || voice == SideChallenger:
			return other(voice), true
		}
		return owner, true
	}
	return SideUnknown, false
}
