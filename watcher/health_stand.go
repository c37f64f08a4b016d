package watcher

import (
	"fmt"
	"time"

	"docketwatch/docket"
)

// lateLook is how far behind its time a look may be.
const lateLook = 15 * time.Minute

// standOf says how a source stands now, in one word and why. doubt is why its
// good looks are not believed; "" where they are. gap is an open one of it.
func standOf(s docket.SourceState, gap *docket.Gap, doubt string, now time.Time) (docket.Stand, string) {
	switch {
	case s.LastLook.IsZero():
		return docket.StandNew, "never looked at yet"
	case s.Health == docket.HealthBlocked:
		return docket.StandBlocked, s.Why
	case s.Health == docket.HealthFailing:
		return docket.StandBroken, s.Why
	case s.Health == docket.HealthPartial:
		return docket.StandPartial, s.Why
	case doubt != "":
		return docket.StandLate, doubt
	case !s.Next.IsZero() && now.Sub(s.Next) > lateLook:
		return docket.StandLate, fmt.Sprintf("it should have been looked at %s ago", lasting(now.Sub(s.Next)))
	case gap != nil:
		return docket.StandGap, gap.Why
	}
	return docket.StandOK, ""
}

// stands compares how each source stands with how it stood, and tells of what
// nobody else tells: a source that answers well and is not to be believed. That
// one fails, and that it works again, its own looks tell.
func (a *Auditor) stands(au *audit) {
	was := make(map[string]docket.SourceStand)
	for _, x := range au.Stands {
		was[x.Source] = x
	}
	for _, s := range au.states {
		old, known := was[s.Name]
		next := docket.SourceStand{Source: s.Name, Told: old.Told}
		next.Stand, next.Why = standOf(s, au.openGap(s.Name), au.doubts[s.Name], au.now)
		next.Since = old.Since
		if !known || old.Stand != next.Stand {
			next.Since = au.now
			if next.Stand == docket.StandBroken || next.Stand == docket.StandBlocked || next.Stand == docket.StandPartial {
				next.Since = s.Since
			}
		}
		late := next.Stand == docket.StandLate && au.doubts[s.Name] != ""
		switch {
		case late && old.Told.IsZero():
			next.Told = au.now
			a.tellStand(au, s.Name, s.Name+" has gone silent", next.Why, "silent-", next.Since)
		case !late && !old.Told.IsZero() && next.Stand != docket.StandBroken && next.Stand != docket.StandBlocked && next.Stand != docket.StandPartial:
			next.Told = time.Time{}
			a.tellStand(au, s.Name, s.Name+" brings something again", "it was silent since "+old.Since.UTC().Format(time.RFC1123), "heard-", old.Since)
		}
		if !known || old.Stand != next.Stand || old.Told != next.Told || old.Why != next.Why && next.Stand != docket.StandLate {
			au.turn.Stands = append(au.turn.Stands, next)
		}
	}
}

func (a *Auditor) tellStand(au *audit, source, title, body, digest string, since time.Time) {
	au.turn.Plans = append(au.turn.Plans, a.turner.router.Plan(docket.Alert{
		Subject: "source:" + source, Kind: docket.AlertHealth, Digest: digest + fmt.Sprint(since.UnixMilli()), Title: title, Body: body,
		Source: source, Seen: au.now, Reason: "the watching itself",
	}, nil))
}
