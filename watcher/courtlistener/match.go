package courtlistener

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"docketwatch/docket"
)

// A candidate is an entry of CourtListener's that may be the one asked about.
type candidate struct {
	entry    *Entry
	sighting docket.Sighting
}

// pick finds the entry that was asked about among the candidates of its docket.
// False means that none is it, or that it cannot be told which: a wrong text
// under a filing is worse than none.
//
// A numbered entry is known by its number, unless document or sequence number
// say that it is another. One without a number is known by its sequence number
// or document; else by its day and words, if one candidate alone has them.
func pick(e docket.Entry, list []candidate) (candidate, bool) {
	list = slices.DeleteFunc(slices.Clone(list), func(c candidate) bool { return contradicts(e, c.sighting) })
	if e.DocumentNumber != "" {
		return fullest(only(list, func(c candidate) bool { return c.sighting.DocumentNumber == e.DocumentNumber }))
	}
	list = only(list, func(c candidate) bool { return c.sighting.DocumentNumber == "" })
	if same := only(list, func(c candidate) bool { return sharesKey(e, c.sighting) }); len(same) > 0 {
		return fullest(same)
	}
	return byWords(e, list)
}

func only(list []candidate, keep func(candidate) bool) []candidate {
	return slices.DeleteFunc(slices.Clone(list), func(c candidate) bool { return !keep(c) })
}

// contradicts: the same kind of identity with another value.
func contradicts(e docket.Entry, s docket.Sighting) bool {
	if e.PacerDocID != "" && s.PacerDocID != "" && e.PacerDocID != s.PacerDocID {
		return true
	}
	return e.SeqNo != "" && s.SeqNo != "" && e.PacerCaseID == s.PacerCaseID && e.SeqNo != s.SeqNo
}

func sharesKey(e docket.Entry, s docket.Sighting) bool {
	return slices.ContainsFunc(docket.EntryKeys(s), func(k string) bool { return slices.Contains(e.Keys, k) })
}

// fullest prefers the candidate that knows more: a text, then a free paper, then
// more papers, then the later one. CourtListener may hold an entry twice.
func fullest(list []candidate) (candidate, bool) {
	if len(list) == 0 {
		return candidate{}, false
	}
	return slices.MaxFunc(list, func(a, b candidate) int {
		return cmp.Or(
			truth(a.sighting.Text != "")-truth(b.sighting.Text != ""),
			free(a.sighting)-free(b.sighting),
			len(a.sighting.Documents)-len(b.sighting.Documents),
			a.entry.Modified.Compare(b.entry.Modified))
	}), true
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func free(s docket.Sighting) (n int) {
	for _, d := range s.Documents {
		n += truth(d.Free())
	}
	return n
}

// byWords matches an entry that has nothing but a day and words. CourtListener
// keeps the stub of such an entry and its later full text as two entries of one
// day: both are it, and the text is wanted.
func byWords(e docket.Entry, list []candidate) (candidate, bool) {
	like := only(list, func(c candidate) bool { return says(e, c.sighting) })
	if today := only(like, func(c candidate) bool { return c.entry.Filed != "" && c.entry.Filed == dayOf(e) }); len(today) > 0 {
		like = today
	}
	texts := only(like, func(c candidate) bool { return c.sighting.Text != "" })
	if len(texts) > 0 {
		like = texts
	}
	if len(like) != 1 {
		return candidate{}, false
	}
	return like[0], true
}

// says reports whether a sighting speaks of the entry's events: its own event
// text is among them, or its docket text holds the words of one, in any order.
func says(e docket.Entry, s docket.Sighting) bool {
	if s.Text != "" && e.Text != "" {
		return fold(s.Text) == fold(e.Text)
	}
	head := words(s.Text)
	for _, event := range e.Events {
		if strings.HasPrefix(event, "~") { // the clerk's housekeeping stands in no docket text
			continue
		}
		if slices.ContainsFunc(s.Events, func(x string) bool { return fold(x) == fold(event) }) {
			return true
		}
		if s.Text != "" && holdsAll(head, words(event)) {
			return true
		}
	}
	return false
}

// words are the words of the beginning of a text that carry meaning.
func words(text string) []string {
	list := strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	list = slices.DeleteFunc(list, func(w string) bool { return len(w) < 4 })
	return list[:min(len(list), 40)]
}

func holdsAll(whole, part []string) bool {
	return len(part) > 0 && !slices.ContainsFunc(part, func(w string) bool { return !slices.Contains(whole, w) })
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// dayOf is the day of an entry where the court sits; "" where none is known.
func dayOf(e docket.Entry) docket.Date {
	if e.Filed != "" {
		return e.Filed
	}
	if e.Entered.IsZero() {
		return ""
	}
	loc := time.UTC
	if court, ok := docket.CourtByID(e.Docket.Court()); ok {
		loc = court.Location()
	}
	return docket.Date(e.Entered.In(loc).Format(time.DateOnly))
}
