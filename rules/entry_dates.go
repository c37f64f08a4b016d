package rules

import (
	"strings"

	"docketwatch/docket"
)

// A DateKind says what happens on a day that an entry sets.
type DateKind string

// The kinds of dates.
const (
	DateHearing  DateKind = "hearing" // also a conference, an argument, a mediation
	DateDeadline DateKind = "deadline"
	DateTrial    DateKind = "trial"
)

// DateKinds returns the closed set.
func DateKinds() []DateKind { return []DateKind{DateHearing, DateDeadline, DateTrial} }

// A DateStatus says what the entry does with the day.
type DateStatus string

// The statuses of a date.
const (
	DateSet       DateStatus = "set"
	DateReset     DateStatus = "reset"     // set anew: "reset for", "extended to"
	DateContinued DateStatus = "continued" // a hearing was moved to it
	DateVacated   DateStatus = "vacated"   // it was set, and is no more
	DateAsked     DateStatus = "asked"     // a party asks for it: no deadline until the court says so
)

// A SetDate is a day that an entry sets or vacates. Days that it only tells of,
// of filing, service, a hearing held, are none.
type SetDate struct {
	What   DateKind
	Date   docket.Date // where the court sits
	Time   string      // "09:00" where the court sits; "" where none is given
	Status DateStatus
}

// datesOf finds the days that the entry sets.
func datesOf(e entryText, kind DocumentKind) []SetDate {
	var dates []SetDate
	eachDate(e, kind, func(set SetDate, _ dated) { dates = addDate(dates, set) })
	return dates
}

// eachDate visits the days that the entry sets, in the order of the text, with
// what is said of each.
func eachDate(e entryText, kind DocumentKind, visit func(SetDate, dated)) {
	court := madeByCourt(kind) || kind == KindTranscript
	from, last, prior := 0, (*SetDate)(nil), dated{}
	for _, day := range daysIn(e.lower) {
		s := sentenceOf(e.text, e.lower, from, day)
		set, ok := s.sets(court)
		if !ok && court {
			set, ok = s.movedFrom(prior)
		}
		if !ok && kind == KindMotionOther && s.asksFor() {
			set, ok = SetDate{What: DateDeadline, Status: DateAsked}, true
		}
		if !ok && last != nil && s.enumerates() {
			set, ok = SetDate{What: last.What, Status: last.Status}, true
		}
		from, last, prior = day.end, nil, s
		if !ok {
			continue
		}
		set.Date, set.Time = day.date, s.clock
		visit(set, s)
		if set.Status != DateVacated {
			last = &set
		}
	}
}

// addDate adds a day once for each purpose; a later mention may add the time, and
// may set again what was vacated.
func addDate(dates []SetDate, d SetDate) []SetDate {
	for i := range dates {
		if dates[i].Date == d.Date && dates[i].What == d.What {
			if dates[i].Time == "" {
				dates[i].Time = d.Time
			}
			if dates[i].Status == DateVacated {
				dates[i].Status = d.Status
			}
			return dates
		}
	}
	return append(dates, d)
}

// A dated is the part of a sentence around a day.
type dated struct {
	before string // up to the day, without weekday and time of day
	on     bool   // "on" stood right before the day
	after  string // the rest of the sentence
	clock  string
}

// sentenceOf cuts out what is said of the day: from the last sentence or the
// last day on, to the end of the sentence.
func sentenceOf(text, lower string, from int, day dayFound) dated {
	start := from
	for at := from; at < day.start; {
		end := at + sentenceEnd(text[at:day.start])
		if end >= day.start {
			break
		}
		start, at = end+1, end+2
	}
	for i := start; i < day.start; i++ {
		if lower[i] == ';' {
			start = i + 1
		}
	}
	var s dated
	s.before = lower[start:day.start]
	end := min(len(text), day.end+200)
	rest := text[day.end:end]
	s.after = lower[day.end : day.end+sentenceEnd(rest)]
	at := skip(s.after, 0, " ,-@(")
	if strings.HasPrefix(s.after[at:], "at ") || strings.HasPrefix(s.after[at:], "by ") {
		at = skip(s.after, at+3, " ")
	}
	var clockEnd int
	if s.clock, clockEnd = timeAt(s.after, at); s.clock != "" {
		s.after = s.after[clockEnd:]
	}
	s.trim()
	return s
}

// between are words that stand between a setting word and its day.
var between = []string{
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thurs", "fri",
	"eastern time", "pacific time", "central time", "mountain time", "edt", "est", "pdt", "pst", "cdt", "cst", "mdt", "mst", "et", "pt", "hst", "local time", "the",
	"a.m.", "p.m.", "am", "pm",
}

// trim takes weekday, time of day and "on" from the end of what stands before
// the day.
func (s *dated) trim() {
	for {
		was := len(s.before)
		s.before = strings.TrimRight(s.before, " ,:;-@()*\"")
		if cut, ok := cutWord(s.before, "on"); ok && !strings.HasSuffix(cut, " or") {
			s.before, s.on = cut, true
		}
		if cut, ok := cutWord(s.before, "at"); ok {
			s.before = cut
		}
		for _, word := range between {
			if word == "a.m." || word == "p.m." || word == "am" || word == "pm" {
				break
			}
			if cut, ok := cutWord(s.before, word); ok {
				s.before = cut
			}
		}
		s.trimClock()
		if len(s.before) == was {
			return
		}
	}
}

// trimClock takes a time of day from the end, and keeps it.
func (s *dated) trimClock() {
	for _, n := range []int{4, 5, 6, 7, 8, 9, 10, 11} {
		at := len(s.before) - n
		if at < 0 || at > 0 && s.before[at-1] != ' ' {
			continue
		}
		tail := s.before[at:]
		if clock, end := timeAt(tail, 0); clock != "" && end == len(tail) {
			if s.clock == "" {
				s.clock = clock
			}
			s.before = s.before[:at]
			return
		}
		if _, end := number(tail, 0, 2); end > 0 && len(tail) <= 5 && strings.HasPrefix(tail[end:], ":") { // "set for 2:00 3/9/04": which half is not said
			if _, done := number(tail, end+1, 2); done == len(tail) {
				s.before = s.before[:at]
				return
			}
		}
	}
}

func cutWord(s, word string) (string, bool) {
	cut, ok := strings.CutSuffix(s, word)
	if !ok || cut != "" && inWord(cut[len(cut)-1]) {
		return s, false
	}
	return strings.TrimRight(cut, " ,(-@"), true
}
