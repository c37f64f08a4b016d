package watcher

import (
	"context"
	"time"

	"docketwatch/docket"
)

// learnAgain is how long a rhythm is believed.
const learnAgain = time.Hour

// doubts says of which sources that answer well the answers are not believed,
// and why. In a laboratory, where years pass in minutes, nothing is.
func (a *Auditor) doubts(ctx context.Context, states []docket.SourceState, now time.Time) (map[string]string, error) {
	doubts := make(map[string]string)
	if a.o.Lab {
		return doubts, nil
	}
	for _, s := range states {
		if s.Health != docket.HealthOK {
			continue
		}
		of, ok := a.scheduled(s.Name)
		if !ok || of.court() == "" && !of.ofPress() {
			continue
		}
		zone := zoneOf(of)
		if c, ok := of.Source.(Clocked); ok {
			if made, reach, ok := c.Clock(s.Cursor); ok {
				doubts[s.Name] = frozen(made, reach, zone, now)
			}
		}
		if doubts[s.Name] != "" {
			continue
		}
		last := later(s.LastChange, s.Since)
		r, err := a.rhythm(ctx, s.Name, zone, of.court() != "", last, now)
		if err != nil {
			return nil, err
		}
		doubts[s.Name] = r.silent(last, now)
	}
	return doubts, nil
}

func (a *Auditor) scheduled(name string) (Scheduled, bool) {
	for _, s := range a.o.Sources {
		if s.Source.Name() == name {
			return s, true
		}
	}
	return Scheduled{}, false
}

// rhythm is that of a source up to its last news, learned anew every hour: from
// a silence nothing is learned, or it would become the rule by lasting.
func (a *Auditor) rhythm(ctx context.Context, name string, zone *time.Location, court bool, last, now time.Time) (rhythm, error) {
	if l, ok := a.beats[name]; ok && now.Sub(l.at) < learnAgain && now.Sub(l.at) >= 0 {
		return l.rhythm, nil
	}
	from := last.Add(-rhythmOver)
	beats, err := a.o.Ledger.Beats(ctx, name, from)
	if err != nil {
		return rhythm{}, err
	}
	first := last
	for _, b := range beats {
		if b.Before(first) {
			first = b
		}
	}
	l := learned{now, rhythmOf(beats, zone, later(from, first), last, court)}
	a.beats[name] = l
	return l.rhythm, nil
}

// zoneOf is where the people sit who make a source: at its court, or in
// Washington.
func zoneOf(s Scheduled) *time.Location {
	if court, ok := docket.CourtByID(s.court()); ok {
		return court.Location()
	}
	court, _ := docket.CourtByID("dcd") // a row of the table
	return court.Location()
}
