package rules

import "strings"

// contested are motions that the other side answers by opposing them: a
// "RESPONSE to 12 MOTION for Preliminary Injunction" is an opposition, while a
// response to a motion for a hearing may be anything.
var contested = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	l.enter(true, `dismiss, summary judgment, partial summary judgment, preliminary injunction, temporary restraining, tro, injunction, stay, remand, certify class,
		class certification, compel, sanctions, strike, default judgment, suppress, vacate, reconsideration, reconsider, judgment on, transfer venue, transfer case, change venue,
		disqualify, quash, in limine, exclude, enforce, attorney fees, dissolve, modify, clarify`)
	return l
}()

// readResponse gives a response its direction.
func readResponse(e entryText, i int) DocumentKind {
	switch next := e.next(i); {
	case next == "requested" || e.has(i, 12, "requested") && e.has(i, 16, "due"):
		return KindScheduling // the Supreme Court asks for one
	case e.has(i, 8, "nonopposition"), e.has(i, 8, "non") && e.has(i, 9, "opposition"):
		return KindResponseOther
	case strings.Contains(e.lower, "in opposition") && e.opposes(i), e.has(i, 2, "opposing", "opposition"), strings.Contains(e.lower, "response opposing"):
		return KindOpposition
	case e.has(i, 12, "support") && !e.has(i, 10, "opposition"):
		return KindMemorandumSupport
	case next == "brief":
		return readBrief(e, i+1)
	case next == "objection", next == "objections":
		return KindOpposition
	case e.answersMotion(i), strings.HasPrefix(e.lower[e.at(i):], "to application") && e.has(i, 6, "from"):
		return KindOpposition
	}
	return KindResponseOther
}

// opposes reports whether "in opposition" is said of the response itself and not
// of the paper that it answers: "RESPONSE to 12 Memorandum in Opposition".
func (e entryText) opposes(i int) bool {
	at := strings.Index(e.lower, "in opposition")
	if strings.Contains(e.lower, "nature of response: in opposition") {
		return true
	}
	between := e.lower[min(e.at(i), at):at]
	return !strings.Contains(between, "memorandum") && !strings.Contains(between, "response") && !strings.Contains(between, "brief")
}

// answersMotion reports whether the first motion that the text names after the
// event is one that is answered by opposing it.
func (e entryText) answersMotion(i int) bool {
	for ; i+2 < len(e.words); i++ {
		switch e.words[i].text {
		case "motion", "application", "motions":
			for n := i + 1; n < min(len(e.words), i+8); n++ {
				if _, length := contested.longest(e.words[n:]); length > 0 {
					return true
				}
				if t := e.words[n].text; t == "filed" || t == "re" || t == "supplement" || t == "extend" || t == "extension" || t == "leave" || t == "expedite" {
					return false
				}
			}
		case "order", "notice", "letter":
			return false
		}
	}
	return false
}

// at is where the word stands in the text; past the opening, the end.
func (e entryText) at(i int) int {
	if i < len(e.words) {
		return e.words[i].at
	}
	return len(e.text)
}

// readAnswer tells pleadings from other answers.
func readAnswer(e entryText, i int) DocumentKind {
	switch next := e.next(i); {
	case next == "brief":
		return readBrief(e, i+1)
	case e.has(i, 4, "interrogatories"):
		return KindExhibitDeclaration
	case e.has(i, 3, "motion", "order", "request"):
		return readResponse(e, i)
	case e.has(i, 3, "extended", "deadline"):
		return KindScheduling
	}
	return KindAnswer
}

// readMemorandum reads memoranda and briefs of district courts, and briefs that
// say whose they are.
func readMemorandum(e entryText, i int) DocumentKind {
	switch {
	case e.has(i, 1, "opinion", "decision", "order", "ruling", "disposition"), e.has(i, 2, "opinion"):
		return KindOrder
	case e.opposesAt(i):
		return KindOpposition
	case e.has(i, 3, "reply"):
		return KindReply
	case e.has(i, 2, "response") || strings.HasPrefix(e.next(i+1), "res") || strings.HasPrefix(e.next(i+1), "reps"):
		if kind := readResponse(e, i+2); kind != KindResponseOther {
			return kind
		}
		return KindResponseOther
	}
	return readBrief(e, i)
}

// opposesAt reports whether "in opposition" or "opposing" stands before any
// other paper is named.
func (e entryText) opposesAt(i int) bool {
	for n := i; n < min(len(e.words), i+25); n++ {
		switch w := e.words[n].text; w {
		case "opposition", "opposing", "oppose", "opp":
			return true
		case "support", "re", "motion", "filed":
			return false
		}
	}
	return false
}

// readBrief tells the briefs of a court of appeals from those of a trial court,
// which come with motions.
func readBrief(e entryText, i int) DocumentKind {
	near := e.lower[:min(len(e.lower), 600)]
	switch {
	case e.has(0, 12, "amicus", "amici"), strings.Contains(near, "type of brief: amicus"):
		return KindAmicusBrief
	case strings.Contains(near, "type of brief: reply"), e.has(i, 3, "reply"), strings.Contains(near, "type of brief: surreply"):
		return KindReply
	case e.opposesAt(i):
		return KindOpposition
	case e.appellate(i):
		return KindBriefAppellate
	}
	return KindMemorandumSupport
}

// appellate reports whether the opening uses the words of a court of appeals.
func (e entryText) appellate(i int) bool {
	for n := max(0, i-4); n < min(len(e.words), i+16); n++ {
		switch t := strings.TrimSuffix(strings.TrimSuffix(e.words[n].text, "'s"), "s'"); t {
		case "appellant", "appellants", "appellee", "appellees", "petitioner", "petitioners", "respondent", "respondents", "applicant", "applicants", "tendered", "appeal", "ecf":
			return !e.has(i, 3, "support")
		case "submitted":
			return true
		}
	}
	return strings.Contains(e.lower, "type of brief") || strings.Contains(e.lower, "answering brief")
}

// readObjection: an objection to a magistrate judge's report answers the court,
// any other the other side.
func readObjection(e entryText, i int) DocumentKind {
	if e.has(i, 8, "recommendation", "recommendations", "findings", "r&r") || e.has(i, 4, "order", "magistrate") {
		return KindResponseOther
	}
	return KindOpposition
}

func readAmicus(e entryText, i int) DocumentKind {
	if e.has(i, 2, "appearance") {
		return KindAppearance
	}
	return KindAmicusBrief
}

// readSupplement reads what a party adds to an earlier paper.
func readSupplement(e entryText, i int) DocumentKind {
	switch e.next(i) {
	case "brief", "briefs", "memorandum":
		return readBrief(e, i+1)
	case "to", "re", "by", "filed", "":
		return KindExhibitDeclaration
	}
	if kind := kindAt(e, i); kind != KindUnknown {
		return kind
	}
	return KindExhibitDeclaration
}
