package watcher_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"docketwatch/watcher"
)

func TestParseSchedule(t *testing.T) {
	tests := []struct {
		name, text string
		floor      time.Duration
		ok         bool
	}{
		{"standard cron", "*/5 * * * *", 2 * time.Minute, true},
		{"with seconds", "0 */5 * * * *", 2 * time.Minute, true},
		{"every", "@every 1h", 2 * time.Minute, true},
		{"with a zone of its own", "CRON_TZ=America/New_York 0 9 * * 1-5", 2 * time.Minute, true},
		{"a zone and nothing after it", "CRON_TZ=America/New_York", 2 * time.Minute, false},
		{"the old spelling of the same", "TZ=X", 2 * time.Minute, false},
		{"a zone nobody knows", "CRON_TZ=Mars/Base */5 * * * *", 2 * time.Minute, false},
		{"too often", "* * * * *", 2 * time.Minute, false},
		{"too often at one hour only", "0,1 3 * * *", 2 * time.Minute, false},
		{"often, in a laboratory", "@every 1s", time.Second, true},
		{"nothing", "", 2 * time.Minute, false},
		{"zero", "@every 0s", time.Second, false},
		{"a day that never comes", "0 0 30 2 *", 2 * time.Minute, false},
		{"words", "every five minutes", 2 * time.Minute, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := watcher.ParseSchedule(tt.text, time.UTC, tt.floor)
			if (err == nil) != tt.ok {
				t.Fatalf("%q: %v", tt.text, err)
			}
			if err != nil && !errors.Is(err, watcher.ErrSchedule) {
				t.Errorf("%q: error does not match ErrSchedule: %v", tt.text, err)
			}
		})
	}
}

func TestScheduleNextIsPolite(t *testing.T) {
	s, err := watcher.ParseSchedule("*/5 * * * *", time.UTC, 2*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	last := time.Date(2026, 11, 24, 9, 4, 50, 0, time.UTC)
	for range 1000 {
		next := s.Next(last, last)
		if next.Sub(last) < 2*time.Minute {
			t.Fatalf("asked again after %s", next.Sub(last))
		}
		if next.Sub(last) > 10*time.Minute {
			t.Fatalf("asked again only after %s", next.Sub(last))
		}
	}
}

func TestScheduleDoesNotMakeUpForTicksThatPassed(t *testing.T) {
	s, err := watcher.ParseSchedule("*/5 * * * *", time.UTC, 2*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	last := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	woke := last.Add(26 * time.Hour) // suspended, or the clock was set
	if next := s.Next(woke, woke); next.Before(woke) || next.After(woke.Add(6*time.Minute+time.Second)) {
		t.Errorf("next look at %s after waking at %s", next, woke)
	}
}

func FuzzParseSchedule(f *testing.F) {
	for _, s := range []string{"*/5 * * * *", "CRON_TZ=", "TZ=UTC ", "@every 1s", "CRON_TZ=UTC\t* * * * *", "@daily", "TZ=A B"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := watcher.ParseSchedule(text, time.UTC, time.Minute)
		if err != nil {
			if !strings.Contains(err.Error(), "bad schedule") {
				t.Errorf("unmarked error: %v", err)
			}
			return
		}
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		if next := s.Next(now, now); next.Before(now.Add(time.Minute)) {
			t.Errorf("%q: next at %s, within the floor", text, next)
		}
	})
}

func TestATickComesOnceADayAlsoWhereClocksChange(t *testing.T) {
	tests := []struct{ name, spec, after, want string }{
		{"at eight on working days, on a Friday", "0 8 * * 1-5", "2026-11-27T08:00:00-08:00", "2026-11-30T08:00:00-08:00"},
		{"before it on the same day", "0 8 * * 1-5", "2026-11-27T07:59:59-08:00", "2026-11-27T08:00:00-08:00"},
		{"over the night in which clocks go forward", "0 8 * * *", "2026-03-07T08:00:00-08:00", "2026-03-08T08:00:00-07:00"},
		{"over the night in which they go back", "0 8 * * *", "2026-10-31T08:00:00-07:00", "2026-11-01T08:00:00-08:00"},
		{"at a time that no clock shows", "30 2 * * *", "2026-03-07T02:30:00-08:00", "2026-03-08T03:00:00-07:00"},
		{"and on the day after", "30 2 * * *", "2026-03-08T03:00:00-07:00", "2026-03-09T02:30:00-07:00"},
		{"at a time that comes twice", "30 1 * * *", "2026-10-31T01:30:00-07:00", "2026-11-01T01:30:00-07:00"},
		{"and not when it comes again", "30 1 * * *", "2026-11-01T01:30:00-07:00", "2026-11-02T01:30:00-08:00"},
		{"in a zone of its own", "CRON_TZ=America/New_York 0 9 * * *", "2026-11-24T00:00:00-08:00", "2026-11-24T06:00:00-08:00"},
		{"every hour, in the hour that is left out", "@hourly", "2026-03-08T01:30:00-08:00", "2026-03-08T03:00:00-07:00"},
		{"every so often, whatever the clock", "@every 1h", "2026-11-01T01:30:00-07:00", "2026-11-01T01:30:00-08:00"},
	}
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := watcher.ParseSchedule(tt.spec, zone, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			after, err := time.Parse(time.RFC3339, tt.after)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Tick(after).In(zone).Format(time.RFC3339); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
