package watcher

import (
	"fmt"
	"strings"
	"time"

	"docketwatch/docket"
)

// After an outage a source brings in one look what was made in hours or days. A
// message for each would bury what matters, so that they wait a little for the
// others that were missed with them, and are told in one list for each case.

// foundAfter is how long after it was made a filing may be seen and still be
// told at once by itself. Feeds are made anew every twenty minutes or so.
const foundAfter = 2 * time.Hour

// foundTogether is how many such filings of one case in one look make a list.
const foundTogether = 4

// foundWait is how long they wait for others: other sources are looked at, and
// gaps are read, before it is over.
const foundWait = 15 * time.Minute

// foundLines is how many filings one list names: more are told in a second one,
// so that each is named. foundRoom is how many characters the shortest message
// has room for.
const (
	foundLines = 25
	foundRoom  = 1700
)

// foundLate reports whether a filing was seen long after it was made, and yet is
// young enough to be news. Where only its day is known, the day must be over.
func foundLate(s docket.Sighting, key docket.DocketKey) bool {
	if s.Entered.IsZero() {
		today := courtDay(key, s.Seen)
		return s.Filed != "" && today != "" && s.Filed < today && s.Seen.Sub(dayOf(s.Filed)) <= lateAfter
	}
	since := s.Seen.Sub(s.Entered)
	return since > foundAfter && since <= lateAfter
}

// together says which changes of a look are told in a list with others.
func (f footing) together(changes []docket.EntryChange, cases map[string]*docket.Case, news func(int) bool) map[int]bool {
	of := make(map[*docket.Case][]int)
	joins := make(map[*docket.Case]bool)
	for i, ch := range changes {
		if ch.Kind != docket.New || !news(i) || !foundLate(ch.Sighting, ch.Entry.Docket) {
			continue
		}
		c := cases[ch.Entry.Subject()]
		of[c] = append(of[c], i)
		joins[c] = joins[c] || f.filling || f.known.Waiting[ch.Entry.Docket]
	}
	list := make(map[int]bool)
	for c, indices := range of {
		if len(indices) < foundTogether && !joins[c] {
			continue
		}
		for _, i := range indices {
			list[i] = true
		}
	}
	return list
}

// foundAlert tells in one message of all filings of a case that were found long
// after they were made.
func foundAlert(c *docket.Case, list []docket.Entry, now time.Time) docket.Alert {
	var lines, keys []string
	dockets := make(map[docket.DocketKey]bool)
	for _, e := range list {
		keys = append(keys, e.Subject())
		dockets[e.Docket] = true
	}
	room := min(max(foundRoom/len(list)-45, 24), 160)
	for _, e := range list {
		lines = append(lines, foundLine(e, len(dockets) > 1, room))
	}
	first := list[0]
	a := docket.Alert{
		Subject: "found:" + string(first.Docket), Kind: docket.AlertLate, Digest: shortDigest(strings.Join(keys, "\n")), Case: c.Name, Labels: c.Labels,
		Court: first.Docket.Court(), Number: first.Number, DocketURL: first.DocketURL, Source: first.FirstSource, Seen: now,
		Title: plural(len(list), "filing", "filings") + " found late", Body: strings.Join(lines, "\n"),
		Reason: "made hours or days before any source showed them: told in one list",
	}
	if court, ok := docket.CourtByID(a.Court); ok {
		a.CourtName, a.Zone = court.Citation, court.Zone
	}
	return a
}

// foundLine is one filing of the list.
func foundLine(e docket.Entry, named bool, room int) string {
	number := "without number"
	if e.DocumentNumber != "" {
		number = "No. " + e.DocumentNumber
	}
	if named {
		number = e.Number + " " + number
	}
	when := "filed " + string(e.Filed)
	if court, ok := docket.CourtByID(e.Docket.Court()); ok && !e.Entered.IsZero() {
		when = "entered " + e.Entered.In(court.Location()).Format("Jan 2 15:04 MST")
	}
	what := firstRunes(strings.Join(strings.Fields(e.Wording()), " "), room)
	if e.Standing != docket.StandingOpen {
		what += " (" + string(e.Standing) + ")"
	}
	return fmt.Sprintf("%s, %s: %s", number, when, what)
}
