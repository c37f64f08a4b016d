package watcher

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

// missingFirst is how long a number may be missing before another source is
// asked: an entry may be docketed after the one that follows it.
const missingFirst = 30 * time.Minute

// missingAsks is the patience with a number: a fortnight, as with an entry.
var missingAsks = []time.Duration{2 * time.Hour, 10 * time.Hour, 12 * time.Hour, 24 * time.Hour, 48 * time.Hour, 72 * time.Hour, 72 * time.Hour, 92 * time.Hour}

// missingTold is how long a number is missing before anybody is told: by then
// the sources that bring text late have had their time.
const missingTold = 24 * time.Hour

// patience is how long anything is asked for.
const patience = 14 * 24 * time.Hour

// numbers opens what is newly missing, closes what was shown or is given up, and
// tells of the rest, once for each docket.
func (a *Auditor) numbers(au *audit) {
	shownBy := make(map[docket.DocketKey]map[int]string)
	for _, n := range au.Numbers {
		if shownBy[n.Docket] == nil {
			shownBy[n.Docket] = make(map[int]string)
		}
		shownBy[n.Docket][n.Number] = n.Source
	}
	for _, key := range a.dockets() {
		for _, n := range au.complete[key].Unseen {
			m := docket.Missing{Docket: key, Number: n, Opened: au.now}
			if a.o.Filler != nil {
				m.Next = au.now.Add(haste(missingFirst, a.o.Lab))
			}
			au.turn.Missing = append(au.turn.Missing, m)
		}
		var tell []docket.Missing
		for _, m := range au.Missing {
			if m.Docket != key {
				continue
			}
			source, shown := shownBy[key][m.Number]
			switch {
			case shown && m.Closed.IsZero():
				m.Closed, m.How, m.Next = au.now, "shown by "+source, time.Time{}
			case shown && strings.HasPrefix(m.How, notFound):
				m.Closed, m.How = au.now, "shown by "+source+", after it was given up"
			case m.Closed.IsZero() && m.Next.IsZero() && au.now.Sub(m.Opened) >= haste(patience, a.o.Lab):
				m.Closed, m.How = au.now, notFound
			case m.Closed.IsZero() && a.worthTelling(au, m):
				tell = append(tell, m)
				continue
			default:
				continue
			}
			au.turn.Missing = append(au.turn.Missing, m)
		}
		if c := a.o.Watch.Case(key); len(tell) > 0 && c != nil {
			au.turn.Plans = append(au.turn.Plans, a.turner.router.Plan(missingAlert(c, key, tell, au.complete[key], au.now), c.Notify))
			for _, m := range tell {
				m.Told = au.now
				au.turn.Missing = append(au.turn.Missing, m)
			}
		}
	}
}

// notFound is how a number is closed that nobody ever showed.
const notFound = "no source showed it in 14 days: sealed, or never docketed"

// worthTelling: a number that is missing though its court's feed says that it
// carries everything. Where the feed leaves kinds out, holes are what it is made
// of: they are asked for and shown, and nobody is woken. A gap tells for itself.
func (a *Auditor) worthTelling(au *audit, m docket.Missing) bool {
	if !m.Told.IsZero() || au.now.Sub(m.Opened) < haste(missingTold, a.o.Lab) || !au.complete[m.Docket].Whole || a.o.Filler != nil && m.Asks == 0 {
		return false
	}
	for _, f := range au.Fills {
		if f.Docket == m.Docket && f.Closed.IsZero() {
			return false
		}
	}
	return true
}

func missingAlert(c *docket.Case, key docket.DocketKey, list []docket.Missing, known docket.Completeness, now time.Time) docket.Alert {
	numbers := make([]int, len(list))
	for i, m := range list {
		numbers[i] = m.Number
	}
	slices.Sort(numbers)
	a := docket.Alert{
		Subject: "numbers:" + string(key), Kind: docket.AlertGap, Digest: shortDigest(docket.Numbers(numbers)), Case: c.Name, Labels: c.Labels,
		Court: key.Court(), Source: auditRow, Seen: now,
		Title:  plural(len(numbers), "docket number was", "docket numbers were") + " never shown by any source",
		Body:   docket.Numbers(numbers) + ": " + known.Words(),
		Reason: "the court's feed says that it carries every entry; a sealed entry has a number too",
	}
	for _, ref := range c.Dockets {
		if ref.Key() == key {
			a.Number = ref.Number.String()
		}
	}
	if court, ok := docket.CourtByID(a.Court); ok {
		a.CourtName, a.Zone = court.Citation, court.Zone
	}
	return a
}

// dueNumbers are numbers of one docket that are to be asked for now, close enough
// together to be read in one request or two.
func dueNumbers(all []docket.Missing, now time.Time) []docket.Missing {
	var due []docket.Missing
	for _, m := range all {
		if m.Closed.IsZero() && !m.Next.IsZero() && !m.Next.After(now) {
			due = append(due, m)
		}
	}
	if len(due) == 0 {
		return nil
	}
	oldest := due[0]
	for _, m := range due {
		if m.Next.Before(oldest.Next) {
			oldest = m
		}
	}
	due = slices.DeleteFunc(due, func(m docket.Missing) bool { return m.Docket != oldest.Docket })
	slices.SortFunc(due, func(x, y docket.Missing) int { return x.Number - y.Number })
	const stride, most = 10, 60
	for i := 1; i < len(due); i++ {
		if due[i].Number-due[i-1].Number > stride || due[i].Number-due[0].Number > most {
			return due[:i]
		}
	}
	return due
}

// askedFor is a number after it was asked for once more. spread, up to a tenth,
// is the same for all that were asked for together, so that they stay together.
func askedFor(m docket.Missing, now time.Time, spread float64, lab bool) docket.Missing {
	m.Asked, m.Next = now, time.Time{}
	if m.Asks < len(missingAsks) {
		wait := haste(missingAsks[m.Asks], lab)
		m.Next = now.Add(wait + time.Duration(spread*float64(wait)))
	} else {
		m.Closed, m.How = now, fmt.Sprintf("%s; asked %d times", notFound, m.Asks+1)
	}
	m.Asks++
	return m
}
