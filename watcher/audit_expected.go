package watcher

import (
	"context"
	"fmt"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// expectEvery is how often entries are searched for what they expect: texts
// arrive hours after their entries.
const expectEvery = 30 * time.Minute

// expectOver is how far back they are searched.
const expectOver = 120 * 24 * time.Hour

// What is expected by a day is late two hours after it, by its court's clock: a
// paper of midnight stands in the feed by then. A hearing's minutes may take a
// clerk five working days.
const (
	dueAfter    = 2 * time.Hour
	minutesDays = 5
)

// unwholeGrace is how much longer is waited where no source carries everything.
const unwholeGrace = 24 * time.Hour

// tooOld is when an expectation is too old to be told of.
const tooOld = 7 * 24 * time.Hour

// expectations opens what entries expect, closes what came or was undone, and
// tells, once, of what did not come.
func (a *Auditor) expectations(ctx context.Context, au *audit) error {
	if !a.read.IsZero() && au.now.Sub(a.read) < haste(expectEvery, a.o.Lab) && au.now.After(a.read) {
		return nil
	}
	entries, err := a.o.Ledger.Recent(ctx, a.dockets(), au.now.Add(-expectOver))
	if err != nil {
		return err
	}
	byDocket := make(map[docket.DocketKey][]docket.Entry)
	for _, e := range entries {
		byDocket[e.Docket] = append(byDocket[e.Docket], e)
	}
	known := make(map[docket.DocketKey][]docket.Expected)
	for _, x := range au.Expected {
		known[x.Docket] = append(known[x.Docket], x)
	}
	for _, key := range a.dockets() {
		c := a.o.Watch.Case(key)
		for _, x := range Expect(key, c, byDocket[key], known[key], au.now) {
			if x.Closed.IsZero() && !x.Due.After(au.now) {
				if !a.mayTell(au, x) {
					if x.Opened.Equal(au.now) {
						au.turn.Expected = append(au.turn.Expected, x)
					}
					continue
				}
				x.Closed, x.How = au.now, "told that it was not seen"
				au.turn.Plans = append(au.turn.Plans, a.turner.router.Plan(expectedAlert(c, x, entryOf(byDocket[key], x.Entry), au.complete[key], au.now), c.Notify))
			}
			au.turn.Expected = append(au.turn.Expected, x)
		}
	}
	a.read = au.now
	return nil
}

// mayTell: the docket must have been seen since, whole, and without a hole that
// the paper may stand in. Where no source carries everything more time is given.
func (a *Auditor) mayTell(au *audit, x docket.Expected) bool {
	c := au.complete[x.Docket]
	wait := time.Duration(0)
	if !c.Whole {
		wait = unwholeGrace
	}
	if len(c.Open()) > 0 {
		wait += unwholeGrace
	}
	return !c.AsOf.Before(x.Due) && !au.now.Before(x.Due.Add(wait))
}

func entryOf(list []docket.Entry, id int64) docket.Entry {
	for _, e := range list {
		if e.ID == id {
			return e
		}
	}
	return docket.Entry{}
}

// Expect says what the entries of one docket expect, and what became of it: rows
// that are new or that changed, and open ones that are due. It is pure. Entries
// are in the order in which they came; known are the rows so far. What stood on
// the docket before it was watched expects nothing.
func Expect(key docket.DocketKey, c *docket.Case, entries []docket.Entry, known []docket.Expected, now time.Time) []docket.Expected {
	type name struct {
		entry int64
		what  string
		day   docket.Date
	}
	rows := make(map[name]bool)
	open := make([]docket.Expected, 0, len(known))
	fresh := make(map[int]bool)
	for _, x := range known {
		rows[name{x.Entry, x.What, x.Day}] = true
		if x.Closed.IsZero() {
			open = append(open, x)
		}
	}
	court, ok := docket.CourtByID(key.Court())
	if !ok || c == nil {
		return nil
	}
	duties := make(map[int64][]rules.Duty) // each entry is read once
	for _, e := range entries {
		if e.Text != "" {
			duties[e.ID] = rules.Duties(subjectOf(e, c))
		}
	}
	for _, e := range entries {
		if e.Told != docket.ToldYes {
			continue
		}
		for _, d := range duties[e.ID] {
			first := docket.Date(e.FirstSeen.In(court.Location()).Format(time.DateOnly))
			if d.Status == rules.DateVacated || d.Status == rules.DateAsked || d.Date < first || rows[name{e.ID, d.What, d.Date}] {
				continue
			}
			rows[name{e.ID, d.What, d.Date}] = true
			fresh[len(open)] = true
			open = append(open, docket.Expected{Docket: key, Entry: e.ID, Number: e.DocumentNumber, What: d.What, Day: d.Date,
				Due: dueOf(d, court.Location()), Opened: now})
		}
	}
	var changed []docket.Expected
	for i, x := range open {
		x.How = outcome(x, c, entries, duties)
		if x.How == "" && now.Sub(x.Due) > tooOld {
			x.How = "not seen, and too old to be told"
		}
		if x.How != "" {
			x.Closed = now
		}
		if fresh[i] || x.How != "" || !x.Due.After(now) {
			changed = append(changed, x)
		}
	}
	return changed
}

func subjectOf(e docket.Entry, c *docket.Case) rules.EntrySubject {
	return rules.EntrySubject{Text: e.Text, Events: e.Events, CaseName: e.CaseName, Government: c.Government}
}

// dueOf is when something is late: after the end of its day at the court.
func dueOf(d rules.Duty, zone *time.Location) time.Time {
	day, err := time.ParseInLocation(time.DateOnly, string(d.Date), zone)
	if err != nil {
		return time.Time{}
	}
	for left := minutesDays; held(d.What) && left > 0; {
		if day = day.AddDate(0, 0, 1); docket.Workday(day) {
			left--
		}
	}
	day = day.AddDate(0, 0, 1) // when the day is over
	return day.Add(dueAfter)
}

func held(what string) bool {
	return what == string(rules.DateHearing) || what == string(rules.DateTrial)
}

// outcome says what became of an expectation, from the entries that came after
// the one that set it; "" while nothing did.
func outcome(x docket.Expected, c *docket.Case, entries []docket.Entry, duties map[int64][]rules.Duty) string {
	after := false
	for _, e := range entries {
		if e.ID == x.Entry {
			after = true
			continue
		}
		if !after || e.Told == docket.ToldHousekeeping {
			continue
		}
		by := "entry without number"
		if e.DocumentNumber != "" {
			by = "No. " + e.DocumentNumber
		}
		kind := rules.DocumentKind(e.Kind)
		if kind == "" {
			kind = rules.KindUnknown
		}
		if why := rules.Undoes(subjectOf(e, c), kind, x.What); why != "" {
			return why + ": " + by
		}
		for _, d := range duties[e.ID] {
			if d.What == x.What && d.Date != x.Day {
				return "set anew by " + by
			}
		}
		if rules.Meets(x.What, kind) && (!held(x.What) || made(e) >= x.Day) {
			return "met by " + by
		}
	}
	return ""
}

// made is the day of an entry, as far as it is known.
func made(e docket.Entry) docket.Date {
	if e.Filed != "" {
		return e.Filed
	}
	at := e.Entered
	if at.IsZero() {
		at = e.FirstSeen
	}
	return courtDay(e.Docket, at)
}

// expectedAlert says carefully what was not seen: that it was not filed nobody
// can know from outside.
func expectedAlert(c *docket.Case, x docket.Expected, e docket.Entry, known docket.Completeness, now time.Time) docket.Alert {
	day := x.Day
	if t, err := time.Parse(time.DateOnly, string(x.Day)); err == nil {
		day = docket.Date(t.Format("Jan 2, 2006"))
	}
	by := "an entry without number"
	if x.Number != "" {
		by = "No. " + x.Number
	}
	a := docket.Alert{
		Subject: fmt.Sprintf("expected:%s#%d", x.Docket, x.Entry), Kind: docket.AlertExpected, Digest: x.What + " " + string(x.Day), Case: c.Name, Labels: c.Labels,
		Court: x.Docket.Court(), Number: e.Number, Entry: x.Number, Link: e.DocumentURL, DocketURL: e.DocketURL, Source: auditRow, Seen: now,
		Title:  fmt.Sprintf("No %s seen that was due %s", x.What, day),
		Body:   fmt.Sprintf("due %s by the docket text of %s; no %s seen in any source; %s", day, by, x.What, known.Words()),
		Reason: "the docket text sets the day; a paper may be filed and not be shown yet, or the day may have been changed outside the docket",
	}
	if held(x.What) {
		a.Title = fmt.Sprintf("No minutes seen of the %s of %s", x.What, day)
		a.Body = fmt.Sprintf("%s set for %s by the docket text of %s; no minute entry or transcript seen in any source; %s", x.What, day, by, known.Words())
	}
	if court, ok := docket.CourtByID(a.Court); ok {
		a.CourtName, a.Zone = court.Citation, court.Zone
	}
	return a
}
