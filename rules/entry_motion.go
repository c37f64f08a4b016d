package rules

import "strings"

// objects are what a motion asks for, where that makes its kind.
var objects = func() phraseBook[DocumentKind] {
	l := phraseBook[DocumentKind]{}
	l.enter(KindMotionToDismiss, "dismiss, partially dismiss, partial dismissal, dismissal, join motion to dismiss")
	l.enter(KindMotionPITRO, `preliminary injunction, a preliminary injunction, temporary restraining, a temporary restraining, tro, a tro,
		entry of preliminary injunction, issue preliminary injunction, injunction pending, an injunction pending, order preliminary injunction,
		preliminary injunctive, emergency injunction, order temporary restraining, order granting preliminary injunction, preliminary and permanent,
		order to show cause preliminary, tro and, interim injunction, emergency injunctive, injunctive relief, injunction, order for preliminary injunction,
		order for temporary restraining, order for a temporary restraining, entry of temporary restraining, entry of a temporary restraining,
		issuance of preliminary injunction, issuance of temporary restraining, entry of a preliminary injunction, immediate injunctive, section 705 stay and preliminary`)
	return l
}()

// urgent stands anywhere in an application for an order to show cause that asks
// for relief at once.
var urgent = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	l.enter(true, "temporary restraining, preliminary injunction, tro")
	return l
}()

var proHac = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	l.enter(true, "pro hac, permission to practice, admission to practice")
	return l
}()

// rulings say in one sentence what became of a motion.
var rulings = map[string]bool{"granted": true, "denied": true, "grants": true, "denies": true}

// readMotion tells a motion by what it asks for, and from the court's sentence
// about one: "Motion to extend the time is granted".
func readMotion(e entryText, i int) DocumentKind {
	for i < len(e.words) && strings.ContainsAny(e.words[i].text, "0123456789") { // "Application (24A1174)"
		i++
	}
	switch next := e.next(i); {
	case next == "hearing" || next == "hearings" || next == "argument":
		return readHearing(e, i+1)
	case next == "referred" || next == "submitted" || next == "terminated":
		return KindClerkNotice
	case next == "order" && e.words[i-1].text != "application", rulings[next]:
		return KindOrder
	case e.has(i, 12, "presentment"):
		return KindNotice // N.D. Ill. gives the day on which a motion is presented its own entry
	case next == "or" && e.next(i+1) == "order":
		return KindMotionOther
	}
	if ruledOn(e, i) {
		return KindOrder
	}
	if e.hasPhrase(i, 30, proHac) {
		return KindProHacVice
	}
	for at := i; at < min(len(e.words), i+40); at++ {
		w := e.words[at]
		if at > i && (w.text == "re" || w.text == "regarding") {
			break
		}
		begins := askWords[w.text] && (at == i || asking(e.words, at)) || at == i && w.before == "" && !byWords[w.text]
		if begins {
			return e.asked(i, at)
		}
	}
	return KindMotionOther
}

// askWords begin what a motion asks for; byWords say who asks.
var (
	askWords = wordSet("to for seeking requesting")
	byWords  = wordSet("by of filed on")
)

// asking reports whether the "to" or "for" at the place begins what is asked,
// not whom a lawyer filed for.
func asking(words []word, at int) bool {
	if at+1 >= len(words) {
		return false
	}
	next := words[at+1]
	if words[at].text == "for" && (roleWords[next.text] != 0 || next.text == "mr" || next.text == "ms" || next.text == "mrs") {
		return false
	}
	return true
}

// asked reads the object that begins at the word "to" or "for" or right after
// the event.
func (e entryText) asked(event, at int) DocumentKind {
	from := at
	if askWords[e.next(at)] {
		from++
	}
	for fillers[e.next(from)] {
		from++
	}
	if from < len(e.words) {
		if kind, length := objects.longest(e.words[from:]); length > 0 {
			return kind
		}
	}
	if e.has(from, 3, "cause") && e.hasPhrase(from, 16, urgent) {
		return KindMotionPITRO
	}
	if e.secondMotion(event) {
		return KindMotionPITRO
	}
	return KindMotionOther
}

var fillers = wordSet("the partial emergency expedited")

// secondMotion reports whether the same paper also moves for relief at once:
// "MOTION to Expedite, MOTION for Preliminary Injunction".
func (e entryText) secondMotion(event int) bool {
	for i := event; i+2 < len(e.words) && i < event+30; i++ {
		w := e.words[i]
		if w.text == "re" || w.text == "filed" || w.text == "by" {
			return false
		}
		if w.text == "motion" && w.upper && e.words[i+1].text == "for" && !allDigits(e.words[i-1].text) {
			if kind, length := objects.longest(e.words[i+2:]); length > 0 && kind == KindMotionPITRO {
				return true
			}
		}
	}
	return false
}

// ruledOn reports whether the first sentence says what became of the motion.
func ruledOn(e entryText, i int) bool {
	for at := i; at < min(len(e.words), i+45); at++ {
		w := e.words[at]
		if at > i && len(w.before) > 0 && w.before[0] == '.' && sentenceStarts(e.text, w) {
			return false
		}
		if !rulings[w.text] {
			continue
		}
		switch before := e.words[at-1].text; before {
		case "is", "are", "hereby", "be":
			return true
		}
		if at+1 < len(e.words) && e.words[at+1].text == "by" && e.has(at+2, 2, "justice", "judge", "the", "chief", "magistrate") || at <= i+1 {
			return true
		}
	}
	return false
}

// sentenceStarts reports whether the word after a full stop begins a sentence.
func sentenceStarts(text string, w word) bool {
	c := text[w.at]
	return 'A' <= c && c <= 'Z' && len(w.text) > 1
}

// readPetition tells papers that open a case from those within one.
func readPetition(e entryText, i int) DocumentKind {
	switch {
	case rulings[e.next(i)], ruledOn(e, i):
		return KindOrder
	case e.hasPhrase(i, 20, proHac):
		return KindProHacVice
	case e.has(i, 5, "rehearing", "reconsideration", "hearing"):
		return KindMotionOther
	case e.has(i, 6, "certiorari", "review", "appeal"):
		return KindAppeal
	case e.has(i, 3, "intervene", "fees", "summons", "approval", "enforce", "leave"):
		return KindMotionOther
	}
	return KindComplaint
}

// readRequest reads "REQUEST for Judicial Notice" and its kin.
func readRequest(e entryText, i int) DocumentKind {
	switch {
	case e.has(i, 8, "summons"), e.has(i, 3, "admission", "admissions", "production", "notices"), e.next(i) == "to" && e.next(i+1) == "receive":
		return KindNotice
	case ruledOn(e, i):
		return KindOrder
	}
	return readMotion(e, i)
}
