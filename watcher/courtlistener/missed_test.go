package courtlistener

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"docketwatch/courtsim"
	"docketwatch/watcher"
)

// However filings, looks and restarts fall, and whatever a docket goes through
// at CourtListener, every entry and every docket text is told in the end.
func TestNothingOnAWatchedDocketIsMissed(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var b strings.Builder
		dockets := rapid.IntRange(1, 4).Draw(r, "dockets")
		for d := range dockets {
			fmt.Fprintf(&b, "docket D%d cand 3:26-cv-%05d-WHO %d A v. B | Case %d\n", d, 100+d, 400000+d, d)
		}
		want := make(map[string]bool)
		beats := rapid.IntRange(1, 6).Draw(r, "beats")
		for i := range beats {
			fmt.Fprintf(&b, "at 2026-03-%02d %02d:10\n", 1+i*2, rapid.IntRange(8, 22).Draw(r, "hour"))
			for f := range rapid.IntRange(1, 3).Draw(r, "filings") {
				d, n := rapid.IntRange(0, dockets-1).Draw(r, "docket"), 10*i+f+1
				fmt.Fprintf(&b, "file D%d %d Order\n", d, n)
				want[fmt.Sprintf("%d/%d/stub", d, n)] = true
				if rapid.Bool().Draw(r, "has text") {
					fmt.Fprintf(&b, "text D%d %d ORDER No. %[2]d\n", d, n)
					want[fmt.Sprintf("%d/%d/text", d, n)] = true
				}
			}
		}
		h := open(t, b.String(), courtsim.CourtListenerOptions{Plan: "tier2"})
		got := make(map[string]bool)
		look := func() {
			at := watcher.Cursor{State: h.state, Now: h.clock.Now()}
			batch, err := h.source.Poll(t.Context(), at)
			var none *NotAsked
			if err != nil && !errors.As(err, &none) {
				r.Fatal(err)
			}
			if err != nil {
				return
			}
			lost := rapid.IntRange(0, 9).Draw(r, "the process dies before the commit") == 0
			if lost {
				h.source = h.build("tier2", h.source.refs)
				return
			}
			h.state = batch.Next
			for _, s := range batch.Sightings {
				key := fmt.Sprintf("%d/%s/", s.Number.Serial-100, s.DocumentNumber)
				got[key+"stub"] = true // a text tells of the entry too
				if s.Text != "" {
					got[key+"text"] = true
				}
			}
		}
		for more := true; more; {
			more = h.Step()
			for range rapid.IntRange(0, 4).Draw(r, "looks") {
				h.clock.Add(15 * time.Minute)
				look()
			}
			if rapid.IntRange(0, 5).Draw(r, "a merger") == 0 {
				h.CourtListener().Vanish("cand", fmt.Sprintf("3:26-cv-%05d", 100+rapid.IntRange(0, dockets-1).Draw(r, "which")))
			}
		}
		h.Step()
		for range 12 { // half a day in which every docket has its turn
			h.clock.Add(time.Hour)
			look()
		}
		for key := range want {
			if !got[key] {
				r.Fatalf("%s was missed; told %v", key, got)
			}
		}
	})
}

func TestThePaceFollowsFromThePlanAlone(t *testing.T) {
	for _, p := range Plans() {
		x := paceOf(p)
		perDay := int(day/x.hint) + int(day/x.turn)
		if perDay > p.daily()*3/10 || x.setup < 0 || perDay+x.setup > p.daily()/2 {
			t.Errorf("%s: %d routine requests and %d for new dockets of %d", p, perDay, x.setup, p.daily())
		}
		if x.batch < 1 {
			t.Errorf("%s: %d in a turn", p, x.batch)
		}
	}
	limits := Free.limits(Sweep)
	want := map[time.Duration]int{time.Minute + margin: 5, time.Hour + margin: 25, day + margin: 62}
	for w, n := range want {
		if limits[w] != n {
			t.Errorf("the sweep may ask %d times in %s, want %d", limits[w], w, n)
		}
	}
	if Free.limits(Settle)[day+margin] != 125 || Free.limits(Gap)[day+margin] != 93 {
		t.Error("settling may use everything, gaps three quarters")
	}
	if _, ok := Edu.Limits()[day]; ok || !slices.Contains(Plans(), Edu) {
		t.Error("edu has no daily limit")
	}
}
