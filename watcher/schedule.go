package watcher

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"docketwatch/docket"
)

// A Schedule says when a source is due. Its text is a standard cron expression,
// with optional seconds, "@every 5m", or a leading "CRON_TZ=Zone".
type Schedule struct {
	text  string
	spec  cron.Schedule
	floor time.Duration
	late  Jitter // nil: random
}

// A Jitter draws a pause below the given one. It is random but in a simulation,
// where it follows from a seed.
type Jitter func(most time.Duration) time.Duration

// Jittered is the same schedule with another source of lateness.
func (s Schedule) Jittered(j Jitter) Schedule {
	s.late = j
	return s
}

// ErrSchedule is the sentinel of every schedule that cannot be used.
var ErrSchedule = errors.New("bad schedule")

// ParseSchedule reads a cron expression. Without a zone of its own it is read
// in loc. The floor is the shortest time between two looks that is polite; an
// expression that asks for more is an error, not a silent slowing.
func ParseSchedule(text string, loc *time.Location, floor time.Duration) (Schedule, error) {
	clean := strings.TrimSpace(text)
	// The parser slices at the first space after "TZ=" and panics without one.
	if strings.HasPrefix(clean, "TZ=") || strings.HasPrefix(clean, "CRON_TZ=") {
		if !strings.ContainsRune(clean, ' ') {
			return Schedule{}, fmt.Errorf("%w %q: a zone and nothing after it", ErrSchedule, text)
		}
	} else if loc != nil && !strings.HasPrefix(clean, "@every") {
		clean = "CRON_TZ=" + loc.String() + " " + clean
	}
	// The library rounds "@every 0s" up to a second without a word.
	if every, ok := strings.CutPrefix(clean, "@every "); ok {
		if d, err := time.ParseDuration(strings.TrimSpace(every)); err == nil && d < floor {
			return Schedule{}, fmt.Errorf("%w %q: every %s is too often; the least here is every %s", ErrSchedule, text, d, floor)
		}
	}
	parser := cron.NewParser(cron.SecondOptional | cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Descriptor)
	spec, err := parser.Parse(clean)
	if err != nil {
		return Schedule{}, fmt.Errorf("%w %q: %w", ErrSchedule, text, err)
	}
	s := Schedule{text: text, spec: spec, floor: floor}
	gap, ok := s.shortest()
	if !ok {
		return Schedule{}, fmt.Errorf("%w %q: it never comes", ErrSchedule, text)
	}
	if gap < floor {
		return Schedule{}, fmt.Errorf("%w %q: every %s is too often; the least here is every %s", ErrSchedule, text, gap, floor)
	}
	return s, nil
}

// shortest is the least time between two of the next ticks.
func (s Schedule) shortest() (time.Duration, bool) {
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC) // any fixed moment: expressions repeat
	least := time.Duration(1<<63 - 1)
	last := s.spec.Next(at)
	if last.IsZero() {
		return 0, false
	}
	for range 100 {
		next := s.spec.Next(last)
		if next.IsZero() {
			break
		}
		least, last = min(least, next.Sub(last)), next
	}
	return least, true
}

// String is the expression as the user wrote it.
func (s Schedule) String() string { return s.text }

// Interval is the time between the next two ticks after now.
func (s Schedule) Interval(now time.Time) time.Duration {
	first := s.spec.Next(now)
	return s.spec.Next(first).Sub(first)
}

// Tick is the first time after now, to the second. Where clocks change each time
// of day comes once: one that no clock shows comes when they have gone forward,
// one that comes twice the first time. (The library leaves the one out and takes
// the other twice.)
func (s Schedule) Tick(after time.Time) time.Time {
	spec, ok := s.spec.(*cron.SpecSchedule)
	if !ok { // "@every" knows no clock
		return s.spec.Next(after)
	}
	zone := spec.Location
	if zone == time.Local {
		zone = time.UTC
	}
	onWall := *spec
	onWall.Location = time.UTC // the face of the clock, which never jumps
	local := after.In(zone)
	face := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC).Add(-3 * time.Hour)
	for {
		face = onWall.Next(face)
		if face.IsZero() {
			return face
		}
		tick := docket.AtWall(face.Year(), face.Month(), face.Day(), face.Hour(), face.Minute(), zone).Add(time.Duration(face.Second()) * time.Second)
		if tick.After(after) {
			return tick
		}
	}
}

// Next is the tick after now, late by up to a fifth of the interval, so that
// many sources that share an expression do not start together, and never within
// the floor of the last look. A clock that jumped makes one look due, not a
// burst: ticks that passed are not made up for.
func (s Schedule) Next(now, last time.Time) time.Time {
	tick := s.spec.Next(now)
	after := tick.Add(s.late.draw(s.Interval(now) / 5))
	if soonest := last.Add(s.floor); after.Before(soonest) {
		return soonest
	}
	return after
}

// Soon is the retry after a look that was not whole: as early as politeness allows.
func (s Schedule) Soon(now time.Time) time.Time {
	soon := now.Add(s.floor + s.late.draw(s.floor/5))
	if tick := s.Next(now, now); tick.Before(soon) {
		return tick
	}
	return soon
}

func (j Jitter) draw(most time.Duration) time.Duration {
	switch {
	case most <= 0:
		return 0
	case j != nil:
		return j(most)
	}
	return rand.N(most) // #nosec G404 -- jitter, no secret
}
