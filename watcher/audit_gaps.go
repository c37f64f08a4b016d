package watcher

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
)

// outageAfter is how long a source that shows dockets may be unreadable before
// that is a gap. A feed's window mostly reaches back longer.
const outageAfter = 4 * time.Hour

// Why a gap is open that still goes on, in the first words of its reason.
const (
	whyOutage   = "it cannot be read: "
	whyFrozen   = "it answers and is not believed: "
	whyCoverage = "the court changed what its feed carries"
)

// fillFirst is how long after a gap another source is asked: it, too, has just
// come back. fillAsks is when it is asked again.
const fillFirst = 5 * time.Minute

var fillAsks = []time.Duration{2 * time.Hour, 10 * time.Hour, 12 * time.Hour, 24 * time.Hour, 48 * time.Hour}

// gaps opens, follows and closes the stretches that may have been missed.
func (a *Auditor) gaps(au *audit) {
	for _, s := range au.states {
		a.openGap(au, s)
	}
	for _, g := range au.Gaps {
		if !g.Closed.IsZero() {
			continue
		}
		if g.To.IsZero() {
			a.goesOn(au, g)
		} else {
			a.heal(au, g)
		}
	}
}

// openGap opens one for a source that shows dockets and cannot be read, or is
// not to be believed.
func (a *Auditor) openGap(au *audit, s docket.SourceState) {
	of, ok := a.scheduled(s.Name)
	if !ok || len(of.dockets(a.o.Watch)) == 0 || s.LastGood.IsZero() || au.openGap(s.Name) != nil {
		return
	}
	doubt := au.doubts[s.Name]
	switch {
	case s.Failures > 0 && au.now.Sub(s.LastGood) >= haste(outageAfter, a.o.Lab):
		au.turn.Gaps = append(au.turn.Gaps, docket.Gap{Source: s.Name, From: s.LastGood, Why: whyOutage + s.Why, Opened: au.now})
	case doubt != "":
		au.turn.Gaps = append(au.turn.Gaps, docket.Gap{Source: s.Name, From: later(s.LastChange, s.Since), Why: whyFrozen + doubt, Opened: au.now})
	}
}

// goesOn ends a gap that goes on, when its cause is over.
func (a *Auditor) goesOn(au *audit, g docket.Gap) {
	i := slices.IndexFunc(au.states, func(s docket.SourceState) bool { return s.Name == g.Source })
	if i < 0 {
		return
	}
	s := au.states[i]
	switch {
	case strings.HasPrefix(g.Why, whyCoverage):
		if CarriesAll(s.Coverage) {
			g.To = au.now // what was filed meanwhile is read from elsewhere
			au.turn.Gaps = append(au.turn.Gaps, g)
		} else if au.now.Sub(g.Opened) >= haste(patience, a.o.Lab) {
			g.To = au.now
			a.closeGap(au, g, "this is what the feed carries now; numbers that it leaves out are asked for one by one", nil)
		}
	default:
		if s.Failures > 0 || au.doubts[g.Source] != "" || !s.LastGood.After(g.From) {
			return
		}
		g.To = s.LastGood
		how := "when it was well again, it reached back over the whole time"
		for _, x := range au.Gaps {
			if x.ID != g.ID && x.Source == g.Source && x.Closed.IsZero() && x.Opened.After(g.Opened) {
				how = fmt.Sprintf("it did not reach back so far: the gap from %s takes its place", x.From.UTC().Format(time.RFC1123))
			}
		}
		g.Closed, g.How = au.now, how // its own looks have told that it works again
		au.turn.Gaps = append(au.turn.Gaps, g)
	}
}

// heal sees to it that a gap that is over is read from another source, docket by
// docket, and closes it when every docket is known.
func (a *Auditor) heal(au *audit, g docket.Gap) {
	of, ok := a.scheduled(g.Source)
	var refs []docket.DocketRef
	if ok {
		refs = of.dockets(a.o.Watch)
	}
	var fills []docket.Fill
	for _, f := range au.Fills {
		if f.Gap == g.ID && a.o.Watch.Case(f.Docket) != nil { // one that nobody watches any more keeps no gap open
			fills = append(fills, f)
		}
	}
	open := 0
	for _, ref := range refs {
		if !slices.ContainsFunc(fills, func(f docket.Fill) bool { return f.Docket == ref.Key() }) {
			f := docket.Fill{Gap: g.ID, Docket: ref.Key()}
			if a.o.Filler != nil {
				f.Next = au.now.Add(haste(fillFirst, a.o.Lab))
			}
			au.turn.Fills = append(au.turn.Fills, f)
			open++
		}
	}
	for i := range fills {
		f := &fills[i]
		if !f.Closed.IsZero() {
			continue
		}
		asked := f.Asks > 0 || a.o.Filler == nil
		how := ""
		if asked {
			how = runsOn(au.complete[f.Docket], au.Numbers, g)
		}
		spent := f.Next.IsZero() && au.now.Sub(g.Opened) >= haste(patience, a.o.Lab)
		switch {
		case how != "":
		case f.Asks > len(fillAsks):
			how = fmt.Sprintf("%s was read %s, last at %s; it knows of nothing more", a.o.Filler.Name(), plural(f.Asks, "time", "times"), f.Asked.UTC().Format(time.RFC1123))
		case spent:
			how = "nobody else could be asked, and nothing came in 14 days"
		default:
			open++
			continue
		}
		f.Closed, f.How, f.Next = au.now, how, time.Time{}
		au.turn.Fills = append(au.turn.Fills, *f)
	}
	if open > 0 {
		return
	}
	if len(fills) == 0 { // no docket of ours is in it
		if au.now.Sub(g.Opened) >= haste(patience, a.o.Lab) {
			a.closeGap(au, g, "no other source could be asked, and nothing came in 14 days", nil)
		}
		return
	}
	a.closeGap(au, g, "every watched docket is accounted for", fills)
}

// runsOn says in words that the entry numbers of a docket run on over a gap
// without a hole; "" where that is not proven. The proof needs an entry from
// after the gap: numbers end nowhere by themselves.
func runsOn(c docket.Completeness, numbers []docket.Numbered, g docket.Gap) string {
	before, after := c.Floor, 0
	from, to := courtDay(c.Docket, g.From), courtDay(c.Docket, g.To)
	for _, n := range numbers {
		if n.Docket != c.Docket || n.Moment.IsZero() {
			continue
		}
		day := docket.Date(n.Moment.UTC().Format(time.DateOnly))
		switch {
		case n.DayOnly && day < from, !n.DayOnly && !n.Moment.After(g.From):
			before = max(before, n.Number)
		case n.DayOnly && day > to, !n.DayOnly && n.Moment.After(g.To):
			if after == 0 || n.Number < after {
				after = n.Number
			}
		}
	}
	if after <= before || before == 0 || !c.Run(before, after) {
		return ""
	}
	others := 0
	for _, n := range numbers {
		if n.Docket == c.Docket && n.Number > before && n.Number < after && n.Source != g.Source {
			others++
		}
	}
	how := fmt.Sprintf("entry numbers run on without a hole from %d to %d", before, after)
	if others > 0 {
		how += fmt.Sprintf("; %d between them came from elsewhere", others)
	}
	return how
}

// closeGap closes one and tells so, once, those who were told that it opened.
func (a *Auditor) closeGap(au *audit, g docket.Gap, how string, fills []docket.Fill) {
	g.Closed, g.How = au.now, how
	au.turn.Gaps = append(au.turn.Gaps, g)
	lines := []string{fmt.Sprintf("from %s to %s: %s", g.From.UTC().Format(time.RFC1123), g.To.UTC().Format(time.RFC1123), how)}
	var refs []docket.DocketRef
	for _, f := range fills {
		if c := a.o.Watch.Case(f.Docket); c != nil {
			lines = append(lines, fmt.Sprintf("%s: %s", named(c, f.Docket), f.How))
			for _, ref := range c.Dockets {
				if ref.Key() == f.Docket {
					refs = append(refs, ref)
				}
			}
		}
	}
	const most = 20
	if more := len(lines) - most; more > 0 {
		lines = append(lines[:most], fmt.Sprintf("and %s more; `docketwatch gaps` lists them", plural(more, "docket", "dockets")))
	}
	au.turn.Plans = append(au.turn.Plans, a.turner.router.Plan(docket.Alert{
		Subject: "source:" + g.Source, Kind: docket.AlertGap, Digest: "closed-" + strconv.FormatInt(g.From.UnixMilli(), 10), Source: g.Source, Seen: au.now,
		Title: "The gap in " + g.Source + " is closed", Body: strings.Join(lines, "\n"), Reason: "you were told that filings may have been missed",
	}, a.turner.audience(refs)))
}
