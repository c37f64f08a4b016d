package watcher_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// found is an entry that was put on the docket so long before it is seen.
func found(t *testing.T, d *desk, number string, before time.Duration) docket.Sighting {
	s := numbered(t, number, "Notice "+number)
	s.Seen = d.now.Add(5 * time.Minute) // of the look that follows
	s.Entered = s.Seen.Add(-before)
	return s
}

func (d *desk) audit() []docket.Alert {
	d.t.Helper()
	a := watcher.NewAuditor(watcher.AuditorOptions{Ledger: d.store, States: func() []docket.SourceState { return nil }, Watch: watcher.NewWatch(d.cases),
		Router: watcher.Router{{Name: "desk"}}, Owner: "me", Now: func() time.Time { return d.now }})
	if err := a.Step(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	return d.fresh()
}

func TestWhatIsFoundLateIsToldInOneListAndNothingTwice(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	var late []docket.Sighting
	for n := 46; n < 51; n++ {
		late = append(late, found(t, d, fmt.Sprint(n), time.Duration(60-n)*time.Hour))
	}
	young := found(t, d, "51", 10*time.Minute)
	want(t, d.look(batch("2", append(late, young)...), nil), docket.AlertFiling) // the young one is told at once
	want(t, d.audit())
	d.now = d.now.Add(5 * time.Minute)
	one := found(t, d, "45", 20*time.Hour) // one more that was missed joins those that wait
	want(t, d.look(batch("3", one), nil))
	d.now = d.now.Add(10 * time.Minute)
	told := d.audit()
	want(t, told, docket.AlertLate)
	if n := strings.Count(told[0].Body, "\n") + 1; n != 6 || told[0].Title != "6 filings found late" {
		t.Errorf("%s:\n%s", told[0].Title, told[0].Body)
	}
	for n := 45; n < 51; n++ {
		if !strings.Contains(told[0].Body, fmt.Sprintf("No. %d, entered ", n)) {
			t.Errorf("No. %d is not in the list:\n%s", n, told[0].Body)
		}
	}
	want(t, d.audit())
	want(t, d.look(batch("4", append(late, young)...), nil))
}

func TestAFewThatAreFoundLateAreToldAtOnce(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	want(t, d.look(batch("2", found(t, d, "46", 9*time.Hour), found(t, d, "47", 8*time.Hour), found(t, d, "48", 7*time.Hour)), nil),
		docket.AlertFiling, docket.AlertFiling, docket.AlertFiling)
}

func TestALongListIsPartedAndLeavesNothingOut(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	var late []docket.Sighting
	for n := range 60 {
		s := found(t, d, fmt.Sprint(100+n), time.Duration(100-n)*time.Hour)
		s.Events = []string{strings.Repeat("Motion for Leave to File ", 20)}
		late = append(late, s)
	}
	want(t, d.look(batch("2", late...), nil))
	d.now = d.now.Add(time.Hour)
	told := d.audit()
	want(t, told, docket.AlertLate, docket.AlertLate, docket.AlertLate)
	all := told[0].Body + told[1].Body + told[2].Body
	for n := range 60 {
		if !strings.Contains(all, fmt.Sprintf("No. %d, ", 100+n)) {
			t.Errorf("No. %d is in no list", 100+n)
		}
	}
	for _, a := range told {
		if len([]rune(a.Body)) > 2000 {
			t.Errorf("%d characters: what does not fit would be cut", len([]rune(a.Body)))
		}
	}
}
