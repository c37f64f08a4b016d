package watcher

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func pacific(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// busyCourt holds something new in every hour from 7 to 19 of its working days
// and once on Saturdays; small holds it in one of three office hours.
func busyCourt(zone *time.Location, from, to time.Time, small bool) (beats []time.Time) {
	n := 0
	for h := from.In(zone).Truncate(time.Hour); h.Before(to); h = h.Add(time.Hour) {
		local := h.In(zone)
		switch kindOfDay(local) {
		case workday:
			if n++; local.Hour() >= 7 && local.Hour() < 19 && (!small || n%3 == 0) {
				beats = append(beats, h)
			}
		case saturday:
			if local.Hour() == 11 {
				beats = append(beats, h)
			}
		}
	}
	return beats
}

func TestAQuietSundayIsNoAlarmAndASilentTuesdayIsOne(t *testing.T) {
	zone := pacific(t)
	at := func(text string) time.Time {
		m, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	tests := []struct {
		name      string
		last, now string
		small     bool
		young     bool // nothing is known of it yet
		alarm     bool
	}{
		{"Friday evening to Monday at 9: a weekend", "2026-10-16 18:50", "2026-10-19 08:59", false, false, false},
		{"Sunday, all day", "2026-10-17 11:30", "2026-10-18 23:59", false, false, false},
		{"the night", "2026-10-20 18:55", "2026-10-21 06:59", false, false, false},
		{"Tuesday from 9 to 11", "2026-10-20 09:00", "2026-10-20 11:10", false, false, false},
		{"Tuesday from 9 to 16", "2026-10-20 09:00", "2026-10-20 16:00", false, false, true},
		{"Columbus Day, a Monday", "2026-10-09 18:50", "2026-10-12 23:00", false, false, false},
		{"Thanksgiving", "2026-11-25 18:30", "2026-11-26 23:00", false, false, false},
		{"the Tuesday of a small court", "2026-10-20 09:00", "2026-10-20 16:00", true, false, false},
		{"four days of a small court", "2026-10-19 18:00", "2026-10-23 18:00", true, false, true},
		{"one working day of a court that is watched since today", "2026-10-20 08:00", "2026-10-20 17:00", false, true, false},
		{"three working days of it", "2026-10-20 08:00", "2026-10-22 17:00", false, true, true},
		{"its weekend", "2026-10-16 17:00", "2026-10-18 23:00", false, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			last, now := at(tt.last), at(tt.now)
			from := last.Add(-rhythmOver)
			if tt.young {
				from = last
			}
			r := rhythmOf(busyCourt(zone, from, last, tt.small), zone, from, last, true)
			if words := r.silent(last, now); (words != "") != tt.alarm {
				t.Errorf("alarm %v: %q, odds %g", !tt.alarm, words, r.odds(last, now))
			}
		})
	}
}

func TestASourceOfWhichNothingIsKnownIsNeverSilent(t *testing.T) {
	last := time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	if r := rhythmOf(nil, time.UTC, last, last, false); r.silent(last, last.Add(60*24*time.Hour)) != "" {
		t.Error("a page that is edited once a year is called silent")
	}
}

// The longer a silence lasts, the less likely it is: an alarm that was raised
// does not end by waiting.
func TestSilenceOnlyGrows(t *testing.T) {
	zone := pacific(t)
	rapid.Check(t, func(t *rapid.T) {
		last := time.Unix(rapid.Int64Range(1_700_000_000, 1_800_000_000).Draw(t, "last"), 0)
		var beats []time.Time
		for _, h := range rapid.SliceOf(rapid.IntRange(0, 27*24)).Draw(t, "beats") {
			beats = append(beats, last.Add(-time.Duration(h)*time.Hour))
		}
		r := rhythmOf(beats, zone, last.Add(-rhythmOver), last, rapid.Bool().Draw(t, "court"))
		a := time.Duration(rapid.IntRange(0, 600).Draw(t, "a")) * time.Hour
		b := a + time.Duration(rapid.IntRange(0, 600).Draw(t, "b"))*time.Hour
		if r.odds(last, last.Add(b)) > r.odds(last, last.Add(a)) {
			t.Fatal("a longer silence is likelier")
		}
		if odds := r.odds(last, last.Add(b)); odds < 0 || odds > 1 {
			t.Fatalf("odds %g", odds)
		}
	})
}

func TestAFeedWhoseClockStandsStillIsFrozen(t *testing.T) {
	zone := pacific(t)
	at := func(day, hour int) time.Time { return time.Date(2026, 10, day, hour, 0, 0, 0, zone) }
	for _, tt := range []struct {
		name      string
		made, now time.Time
		frozen    bool
	}{
		{"since Friday evening, on Sunday", at(16, 18), at(18, 23), false},
		{"since Friday evening, on Monday at noon", at(16, 18), at(19, 12), false},
		{"since Friday evening, on Monday at 16", at(16, 18), at(19, 16), true},
		{"since Tuesday morning, the same day", at(20, 9), at(20, 23), false},
		{"since Tuesday morning, late on Wednesday", at(20, 9), at(21, 23), true},
	} {
		if words := frozen(tt.made, 24*time.Hour, zone, tt.now); (words != "") != tt.frozen || tt.frozen && !strings.Contains(words, "24 h") {
			t.Errorf("%s: %q", tt.name, words)
		}
	}
	if words := frozen(at(12, 9), 7*24*time.Hour, zone, at(21, 16)); words != "" {
		t.Errorf("a feed that reaches back a week: %q", words)
	}
}
