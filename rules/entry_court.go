package rules

import "strings"

// readNotice reads a notice that its title did not settle: one by the court
// about its calendar, one by its clerk, or one by a party.
func readNotice(e entryText, i int) DocumentKind {
	switch {
	case e.has(i, 6, "appearance") && !e.has(i, 6, "request", "telephone"):
		return KindAppearance
	case e.has(i, 4, "transcript"):
		return KindTranscript
	case e.has(i, 3, "hac"):
		return KindProHacVice
	}
	head := e.lower[:min(len(e.lower), 400)]
	party := e.filed() || e.signature != "" && !strings.Contains(e.lower, "before ") && !strings.Contains(head, "official notice")
	if party {
		return KindNotice
	}
	if e.hasPhrase(i, 6, calendarWords) || strings.Contains(head, " set for ") {
		if strings.Contains(head, "cancel") || strings.Contains(head, "vacated") && !strings.Contains(head, "continued") {
			return KindClerkNotice
		}
		return KindScheduling
	}
	for _, sign := range clerkSigns {
		if strings.Contains(e.lower, sign) {
			return KindClerkNotice
		}
	}
	return KindNotice
}

var calendarWords = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	l.enter(true, `hearing, hearings, setting, resetting, conference, oral argument, argument, rescheduling, calendar, calendaring, trial, to appear, arraignment,
		sentencing, mediation, deadline, deadlines, schedule, reset, rescheduled, changed of plea, change of plea, continuance, telephone conference, settings`)
	return l
}()

// clerkSigns are the clerk's own words in a notice that names no filer.
var clerkSigns = []string{
	"court staff", "you are notified", "you are hereby notified", "the clerk", "clerk of court", "this case", "the court", "is hereby", "counsel is ", "your case",
	"electronic filing", "issued", "returned", "mailed", "assigned", "set for", "docketed", "received",
}

// readOrder tells a schedule from other orders: its title says so.
func readOrder(e entryText, i int) DocumentKind {
	next := e.next(i)
	if (next == "setting" || next == "resetting" || next == "scheduling" || next == "rescheduling") && e.hasPhrase(i+1, 8, calendarWords) && !e.has(i, 4, "conditions") {
		return KindScheduling
	}
	if e.has(i, 3, "scheduling") && (next == "re" || next == "regarding" || next == "for" || next == "and") {
		return KindScheduling
	}
	return KindOrder
}

// readMinutes: minutes of what was said in court, unless they hold an order made
// in chambers.
func readMinutes(e entryText, i int) DocumentKind {
	if e.next(i) == "order" || e.has(i, 3, "chambers") || e.next(i) == "in" && e.next(i+1) == "chambers" {
		return KindOrder
	}
	return KindMinuteEntry
}

// readLetter: "LETTER ORDER" and "LETTER MOTION" are longer events; what is left
// is a letter, unless the clerk sent it.
func readLetter(e entryText, i int) DocumentKind {
	switch {
	case e.next(i) == "of" && strings.HasPrefix(e.next(i+1), "deficien"), e.has(i, 4, "sent") && !e.filed():
		return KindClerkNotice
	case e.next(i) == "order":
		return KindOrder
	case e.next(i) == "motion":
		return readMotion(e, i+1)
	}
	return KindLetter
}

// readStipulation: signed by the judge it is an order; of dismissal it takes
// effect by itself (Fed. R. Civ. P. 41(a)(1)); otherwise it asks.
func readStipulation(e entryText, i int) DocumentKind {
	titled := e.has(i, 12, "order") && !e.has(i, 12, "proposed")
	signed := e.next(i) == "and" || e.next(i) == "order" || strings.Contains(e.lower, "signed") || strings.Contains(e.lower, "by judge")
	if titled && signed || strings.Contains(e.lower, "order by judge") {
		return KindOrder
	}
	if e.has(i, 4, "dismissal", "discontinuance", "dismissing") {
		return KindNotice
	}
	return KindMotionOther
}

// readHearing: a hearing that is set is a schedule, one that was held is in the
// minutes; the bare name of one is the minutes' event.
func readHearing(e entryText, i int) DocumentKind {
	head := e.lower[:min(len(e.lower), 400)]
	switch {
	case e.next(i) == "order", e.next(i) == "referral" && e.next(i+1) == "order":
		return KindOrder
	case e.has(i, 6, "held", "argued", "began", "completed", "begun", "concluded"), strings.Contains(head, "held before"):
		return KindMinuteEntry
	case e.has(i, 6, "cancelled", "canceled", "vacated", "terminated", "stricken"):
		return KindClerkNotice
	case e.has(i, 12, "set", "reset", "scheduled", "rescheduled", "continued", "calendared", "sched", "resched"), strings.Contains(head, "briefing schedule"), strings.Contains(head, " set for "):
		return KindScheduling
	case e.has(i, 3, "acknowledgment", "statement", "list", "exhibits", "brief", "memorandum"):
		return KindNotice
	case e.has(i, 2, "transcript"):
		return KindTranscript
	}
	return KindMinuteEntry
}

// readStatement reads what is called a statement.
func readStatement(e entryText, i int) DocumentKind {
	switch {
	case e.next(i) == "of" && e.next(i+1) == "interest":
		return KindAmicusBrief
	case e.has(i, 4, "nonopposition"), e.has(i, 4, "non") && e.has(i, 5, "opposition"):
		return KindResponseOther
	case e.has(i, 4, "facts", "fact", "undisputed", "reasons", "financial", "account"):
		return KindExhibitDeclaration
	}
	return KindNotice
}

func readReport(e entryText, i int) DocumentKind {
	if e.has(i, 3, "recommendation", "recommendations") {
		return KindOrder
	}
	return KindNotice
}

// readSummons: issued by the clerk, returned by whoever served it.
func readSummons(e entryText, i int) DocumentKind {
	if e.has(i, 4, "issued", "reissued") {
		return KindClerkNotice
	}
	return KindExhibitDeclaration
}

func readWithdrawal(e entryText, i int) DocumentKind {
	if e.has(i, 4, "attorney", "counsel", "appearance") {
		return KindAppearance
	}
	return KindNotice
}

func readAppeal(e entryText, i int) DocumentKind {
	switch {
	case e.has(i, 3, "record", "fee", "fees", "remark", "sent", "docketed", "number"):
		return KindClerkNotice
	case e.has(i, 2, "transcript"):
		return KindTranscript
	case e.has(i, 2, "brief"):
		return readBrief(e, i+1)
	}
	return KindAppeal
}

// readCase reads what the clerk says of the case as a whole.
func readCase(e entryText, i int) DocumentKind {
	switch {
	case e.has(i, 2, "argued", "submitted"):
		return KindMinuteEntry
	case e.has(i, 3, "calendared"):
		return KindScheduling
	case e.next(i) == "management" && e.has(i, 2, "statement", "report"):
		return KindNotice
	case e.next(i) == "management" && e.has(i, 2, "conference"):
		return readHearing(e, i+2)
	case e.next(i) == "management":
		return KindScheduling
	}
	return KindClerkNotice
}

// readProposed: a proposed paper is enclosed for the judge, whatever it is.
func readProposed(e entryText, i int) DocumentKind {
	if e.has(i, 2, "complaint") {
		return KindComplaint
	}
	if e.has(i, 3, "findings") {
		return KindMemorandumSupport
	}
	return KindExhibitDeclaration
}

// plainSentences are words in texts that name no event, surest first.
var plainSentences = []struct {
	kind  DocumentKind
	words []string
}{
	{KindOrder, []string{
		"so ordered", "it is ordered", "ordered that", "it is hereby ordered", "hereby orders", "signed by", "entered by judge",
		"is granted", "is denied", "are dismissed", "is invited to file",
	}},
	{KindMinuteEntry, []string{"held before judge", "held before magistrate", "proceedings held", "was held on", " held on "}},
	{KindScheduling, []string{" set for ", " due by ", " reset for ", " scheduled for ", "is continued to"}},
	{KindClerkNotice, []string{
		"terminated", "assigned", "referred", "transferred", "added", "is so designated", "removed from", "docketed", "has been checked",
		"magistrate judge", "clerk", "consolidated", "participa", "received", "issued", "mailed",
	}},
}
