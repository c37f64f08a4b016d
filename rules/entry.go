package rules

import "docketwatch/docket"

// An EntrySubject is what is known of one docket entry before it is read.
type EntrySubject struct {
	Text       string      // the docket text as the court wrote it; "" where only a feed's event is known
	Events     []string    // the feed's short event texts, read where Text is empty or says nothing
	CaseName   string      // "County of Santa Clara v. Trump"; decides who the government is
	Government docket.Role // the federal government's role where the user said it; else the case name decides
	Parties    []Party     // optional: parties that are known by name
}

// A Party is a party known from the docket's head, with its side in this case.
type Party struct {
	Name string
	Side Side
}

// An EntryReading is what the text of a docket entry says.
type EntryReading struct {
	Kind         DocumentKind
	FiledBy      Side
	Dates        []SetDate     // in the order of the text, each day and purpose once
	Dispositions []Disposition // what became of motions, in a court's entry
	Links        []Link        // other entries of the docket that the text names
}

// ReadEntry reads one docket entry. The leading event decides the kind, the list
// after "filed by" the side, and only a date after a word that sets one is a
// date. What the text does not say is unknown; it never fails.
func ReadEntry(s EntrySubject) EntryReading {
	e := readable(s.Text)
	kind := kindOf(e)
	if kind == KindUnknown && len(s.Events) > 0 {
		event, k := leadingEvent(s.Events)
		kind = k
		if e.text == "" {
			e = event
		}
	}
	r := EntryReading{Kind: kind, FiledBy: filerOf(e, kind, readCaption(s.CaseName, s.Government), s.Parties)}
	if e.void {
		return r
	}
	r.Dates = datesOf(e, kind)
	r.Links = linksOf(e, kind)
	if madeByCourt(kind) {
		r.Dispositions = dispositionsOf(e)
	}
	return r
}

// leadingEvent is the first of a filing's events that says what it is: the
// clerk's own events stand beside it and say nothing.
func leadingEvent(events []string) (entryText, DocumentKind) {
	var first entryText
	for i, event := range events {
		e := readable(event)
		if i == 0 {
			first = e
		}
		if kind := kindOf(e); kind != KindUnknown && (!utility(event) || len(events) == 1) {
			return e, kind
		}
	}
	return first, kindOf(first)
}

// madeByCourt reports whether such a document comes from the court or its clerk.
func madeByCourt(kind DocumentKind) bool {
	switch kind {
	case KindOrder, KindJudgment, KindMandate, KindScheduling, KindMinuteEntry, KindClerkNotice:
		return true
	}
	return false
}
