package watcher

import (
	"fmt"
	"time"

	"docketwatch/docket"
)

// A source is judged by its own rhythm: how often, in each hour of a working
// day, of a Saturday and of a day on which the courts are closed, it held
// something new in the last four weeks. A quiet Sunday is then no alarm, and a
// silent Tuesday is one.

// rhythmOver is the time that a rhythm is learned from.
const rhythmOver = 28 * 24 * time.Hour

// silentOdds is how unlikely a silence must be: one in ten thousand. One such
// hour a year is told of for nothing, among a dozen courts.
const silentOdds = 1e-4

// shortestSilence is never an alarm: a feed may be made anew an hour late.
const shortestSilence = 2 * time.Hour

type dayKind int

const (
	workday dayKind = iota
	saturday
	closedDay
	dayKinds
)

func kindOfDay(t time.Time) dayKind {
	switch {
	case docket.Workday(t):
		return workday
	case t.Weekday() == time.Saturday && docket.FederalHoliday(t) == "":
		return saturday
	}
	return closedDay
}

// A rhythm is the share of hours with something new.
type rhythm struct {
	zone   *time.Location
	shares [dayKinds][24]float64
	days   [dayKinds]int // that it was learned from
}

// rhythmOf learns from the hours that held something new, between two moments.
// Of a court's feed something is known before: it is rarely silent in office
// hours. That counts as much as two days, and fades.
func rhythmOf(beats []time.Time, zone *time.Location, from, to time.Time, court bool) rhythm {
	r := rhythm{zone: zone}
	var hits [dayKinds][24]int
	type hour struct {
		day  string
		hour int
	}
	counted := make(map[hour]bool)
	for _, b := range beats {
		local := b.In(zone)
		h := hour{local.Format(time.DateOnly), local.Hour()}
		if b.Before(from) || counted[h] {
			continue
		}
		counted[h] = true
		hits[kindOfDay(local)][local.Hour()]++
	}
	for day := from.In(zone).AddDate(0, 0, 1); day.Before(to.In(zone).AddDate(0, 0, -1)); day = day.AddDate(0, 0, 1) {
		r.days[kindOfDay(day)]++
	}
	for kind := range dayKinds {
		for h := range 24 {
			known := 0.0
			if court && kind == workday && h >= 9 && h < 17 {
				known = 1 // of two days
			}
			share := (float64(hits[kind][h]) + known) / (float64(r.days[kind]) + 2)
			r.shares[kind][h] = min(share, 0.9) // no hour is certain
		}
	}
	return r
}

// odds says how likely it is that nothing new came since last, by the whole
// hours that have passed.
func (r rhythm) odds(last, now time.Time) float64 {
	odds := 1.0
	for t := last.Truncate(time.Hour).Add(time.Hour); !t.Add(time.Hour).After(now) && odds > 0; t = t.Add(time.Hour) {
		local := t.In(r.zone)
		odds *= 1 - r.shares[kindOfDay(local)][local.Hour()]
	}
	return odds
}

// silent says in words that a source is silent for longer than it ever is; ""
// where it is not.
func (r rhythm) silent(last, now time.Time) string {
	if last.IsZero() || now.Sub(last) < shortestSilence || r.odds(last, now) >= silentOdds {
		return ""
	}
	return fmt.Sprintf("nothing new in it since %s; at this time of the week it is never silent for so long", last.In(r.zone).Format("Mon Jan 2 15:04 MST"))
}

// A Clocked source has a clock of its own: when it says that it was made. A feed
// that answers well and whose clock stands still is frozen.
type Clocked interface {
	// Clock reads from the cursor of the last good look when the source was made,
	// and how far its window reached back; false where it cannot be told.
	Clock(cursor []byte) (made time.Time, reach time.Duration, ok bool)
}

// frozenAfter is how long the clock of a feed may stand still, and frozenHours
// how many office hours of that must have passed: courts that make their feed
// only when there is something new do not on a weekend.
const (
	frozenAfter = 30 * time.Hour
	frozenHours = 6
)

// frozen says in words that a feed stands still; "" where it does not.
func frozen(made time.Time, reach time.Duration, zone *time.Location, now time.Time) string {
	if made.IsZero() || now.Sub(made) <= max(frozenAfter, reach*3/2) {
		return ""
	}
	hours := 0
	for t := made.Truncate(time.Hour).Add(time.Hour); t.Before(now) && hours < frozenHours; t = t.Add(time.Hour) {
		if local := t.In(zone); docket.Workday(local) && local.Hour() >= 9 && local.Hour() < 17 {
			hours++
		}
	}
	if hours < frozenHours {
		return ""
	}
	return fmt.Sprintf("it answers, and says that it was made %s: its items should have left its window (%s) by now",
		made.In(zone).Format("Mon Jan 2 15:04 MST"), lasting(reach))
}

// lasting prints a duration to the hour or the minute: "24 h", "2 h 53 min".
func lasting(d time.Duration) string {
	d = d.Round(time.Minute)
	switch h := int(d.Hours()); {
	case h > 0 && d%time.Hour == 0:
		return fmt.Sprintf("%d h", h)
	case h > 0:
		return fmt.Sprintf("%d h %d min", h, int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d min", int(d.Minutes()))
}
