package rules

// An attribution says that the words are not the author's own position but one
// that the author reports.
type attribution struct {
	found bool
	to    Side // unknown: somebody, but nothing tells who
}

// carry is what one sentence tells of the next.
type carry struct {
	party  Side // the party that was last said to say something
	opened bool // a speech was opened and goes on: "The Government's mantra goes like this."
	block  int
}

// sayReach is how many words may stand between a party and its verb.
const sayReach = 8

// attributionOf finds who is said to say the words that matched: a party and a
// verb of saying before them, "the Government's position that", "according to
// the Government", or ", the Government argues" behind them.
func (d *document) attributionOf(at sentence, hits spans, m mention) attribution {
	best, reach := attribution{}, -1
	for _, v := range hits {
		saying := v.id == d.reader.speech.saying
		if !saying && v.id != d.reader.speech.say && v.id != d.reader.speech.conclude {
			continue
		}
		behind := v.first >= m.span.last
		if v.last > m.span.first && !behind && !d.within(v, m, saying) || int(v.last) <= reach || d.adverse(v, m) {
			continue
		}
		if behind && (reach >= 0 || v.first > m.span.last+sayReach || saying || !d.aside(at, m, v)) {
			continue
		}
		who, ok := d.subject(hits, v, saying)
		if !ok || v.id == d.reader.speech.conclude && who.id != d.reader.speech.court { // only a court rules
			continue
		}
		if behind {
			if who.first < m.span.last {
				continue
			}
			return attribution{found: true, to: d.sideOf(who)}
		}
		if who.id == d.reader.speech.own || d.denied(hits, who, v) {
			best, reach = attribution{}, int(v.last)
			continue
		}
		best, reach = attribution{found: true, to: d.sideOf(who)}, int(v.last)
	}
	if !best.found {
		return d.accordingTo(hits)
	}
	return best
}

// within reports whether the verb stands inside the match and reports the rest
// of it: "Defendants contend that it has not been applied", where the pattern
// took Defendants for who has not applied it; or whether the match itself names
// what is said: "the Government's ripeness objection".
func (d *document) within(v hit, m mention, saying bool) bool {
	if v.first < m.span.first || v.last > m.span.last {
		return false
	}
	return saying && m.span.covers(v) || !m.span.covers(v) && int(v.last) < len(d.stream.tokens) && d.stream.word(int(v.last)) == "that"
}

// aside reports whether the verb behind the match closes it: ", the Government
// argues." and not ", but the Counties say that they cannot plan".
func (d *document) aside(at sentence, m mention, v hit) bool {
	for i := m.span.last; i < v.first; i++ {
		switch d.stream.word(int(i)) {
		case "but", "and", "while", "although", "because", "yet":
			return false
		}
	}
	if int(v.last) >= at.last || d.stream.tokens[v.last].marks&(markComma|markStop) != 0 {
		return true
	}
	switch d.stream.word(int(v.last)) {
	case "in", "on", "at", "to", "during", "through", "after", "monday", "tuesday", "wednesday", "thursday", "friday":
		return true
	}
	return false
}

// reported reports whether somebody, no party, is said to have said it: "Mr.
// Readler told the court that". "I said" is the speaker himself.
func (d *document) reported(at sentence, hits spans, m mention) bool {
	for _, v := range hits {
		if v.id != d.reader.speech.reported || v.first == 0 || int(v.first) == at.first {
			continue
		}
		switch d.stream.word(int(v.first) - 1) {
		case "i", "we", "to", "be", "not", "as":
			continue
		}
		if v.last <= m.span.first && m.span.first-v.last <= sayReach || v.first >= m.span.last && v.first <= m.span.last+sayReach && d.aside(at, m, v) {
			return true
		}
	}
	return false
}

// sideOf is the side of a party's name, of "your", or of a pronoun.
func (d *document) sideOf(who hit) Side {
	switch who.id {
	case d.reader.speech.pronoun:
		return d.carried.party
	case d.reader.speech.addressee:
		return SideUnknown
	}
	side, _ := d.reader.speech.party(who.id, d.author.roles)
	return side
}

// subject is the party that the verb or the noun belongs to: the nearest before
// it, or behind "the argument of".
func (d *document) subject(hits spans, v hit, saying bool) (hit, bool) {
	var best hit
	found := false
	for _, p := range hits {
		if !d.names(p.id) {
			continue
		}
		if p.last <= v.first && int(v.first-p.last) <= sayReach && (!found || p.last > best.last) {
			if saying && !d.possesses(p, v) {
				continue
			}
			if p.id == d.reader.speech.pronoun && !d.refers(p, v) {
				continue
			}
			best, found = p, true
		}
	}
	if found && !saying && !d.verb(v) {
		return hit{}, false
	}
	if !found && saying { // "the position of the United States that"
		for _, p := range hits {
			if d.names(p.id) && p.first >= v.last && p.first <= v.last+2 && d.stream.word(int(v.last)) == "of" {
				return p, true
			}
		}
	}
	return best, found
}

// names reports whether hits of the row pattern are names of who may speak.
func (d *document) names(id int32) bool {
	s := &d.reader.speech
	if id == s.pronoun || id == s.addressee || id == s.own {
		return true
	}
	_, ok := s.party(id, d.author.roles)
	return ok
}

// possesses reports whether the noun v is the party's: "the Government's main
// argument", "your position", "Plaintiffs' contention".
func (d *document) possesses(p, v hit) bool {
	if v.first-p.last > 4 {
		return false
	}
	if p.id == d.reader.speech.addressee || p.id == d.reader.speech.own {
		return true
	}
	for i := p.last; i < v.first; i++ {
		if d.stream.word(int(i)) == "'s" {
			return true
		}
	}
	return d.stream.word(int(p.last-1)) == "'s"
}

// refers reports whether the pronoun is the subject of the verb: "they argued",
// and not "it is fair to say".
func (d *document) refers(p, v hit) bool {
	if d.stream.word(int(p.first)) == "it" {
		return v.first-p.last <= 1
	}
	return v.first-p.last <= 4
}

// nouns look like verbs of saying: "the County's claims are", "the States".
var nouns = set("claim claims states state challenged moved response notes note raised counter")

// verb reports whether v is what the party does, not what it has.
func (d *document) verb(v hit) bool {
	i := int(v.first)
	if i > 0 && (d.stream.word(i-1) == "'s" || d.stream.word(i-1) == "of" || d.stream.word(i-1) == "to") {
		return false
	}
	if !nouns[d.stream.word(i)] {
		return true
	}
	if int(v.last) >= len(d.stream.tokens) {
		return false
	}
	switch d.stream.word(int(v.last)) {
	case "that", "to", "the", "no", "it", "they", "only", "as", "there", "nothing", "a", "this":
		return true
	}
	return false
}

// denied reports whether the party is said not to say it: "the Government has
// never suggested". The words then are the author's own.
func (d *document) denied(hits spans, who, v hit) bool {
	for _, h := range hits {
		if h.id == d.reader.speech.negator && h.first >= who.last && h.last <= v.first+1 {
			return true
		}
	}
	return false
}

// adverse reports whether another clause, set against the first, begins between
// the verb and the match: "Plaintiffs say they are injured, but nothing …".
func (d *document) adverse(v hit, m mention) bool {
	for i := v.last; i < m.span.first; i++ {
		switch d.stream.word(int(i)) {
		case "but", "however", "although", "though", "yet", "whereas", "because":
			if d.stream.word(int(i)) == "yet" && d.stream.tokens[i].marks&(markComma|markStop) == 0 {
				continue
			}
			if d.stream.word(int(i)) == "because" && d.stream.tokens[i].marks&markComma == 0 {
				continue
			}
			return true
		}
		if d.stream.tokens[i].marks&markStop != 0 && i > v.last && d.stream.tokens[i].marks&markQuoted == 0 && d.semicolon(int(i)) {
			return true
		}
	}
	return false
}

// semicolon reports whether a semicolon stands before token i.
func (d *document) semicolon(i int) bool {
	if i == 0 {
		return false
	}
	for _, c := range []byte(d.stream.text[d.stream.tokens[i-1].end:d.stream.tokens[i].start]) {
		if c == ';' {
			return true
		}
	}
	return false
}

// accordingTo finds "according to the Government" anywhere in the sentence.
func (d *document) accordingTo(hits spans) attribution {
	for _, p := range hits {
		if !d.names(p.id) || p.first < 2 {
			continue
		}
		i := int(p.first) - 1
		for k := 0; k < 2 && i > 0 && d.stream.word(i) != "to"; k++ {
			i--
		}
		if i > 0 && d.stream.word(i) == "to" && d.stream.word(i-1) == "according" {
			return attribution{found: true, to: d.sideOf(p)}
		}
	}
	return attribution{}
}
