package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"

	"docketwatch/config"
	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher"
)

// clockwork is the rooms of a daemon on a clock that the test moves: a court with
// a feed of 24 hours, CourtListener, the settler and the auditor.
type clockwork struct {
	t       *testing.T
	now     time.Time
	beats   []time.Time
	house   *courtsim.Courthouse
	store   *store.Store
	watch   *watcher.Watch
	watcher *watcher.Watcher
	settler *watcher.Settler
	auditor *watcher.Auditor
	every   time.Duration // from look to look
	read    int           // alerts
}

// clockworkOf builds it for a script whose dockets are all watched; beats are
// the moments of the script.
func clockworkOf(t *testing.T, start time.Time, beats []time.Time, text, cases string, withCL bool) *clockwork {
	t.Helper()
	script, err := courtsim.ParseScript(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	w := &clockwork{t: t, now: start, beats: beats, every: 30 * time.Minute}
	clock := func() time.Time { return w.now }
	house, addr, stop, err := openCourthouse(t.Context(), "127.0.0.1:0", courtsim.Options{Script: script, Now: clock, FeedReach: 24 * time.Hour,
		CourtListener: courtsim.CourtListenerOptions{Plan: "tier2", TextDelay: time.Hour, PaperDelay: 2 * time.Hour}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	w.house = house
	t.Setenv("CL", "simulated")
	cl := ""
	if withCL {
		cl = `  - {kind: courtlistener, token: env:CL, plan: tier2, url: "http://HOUSE/cl/api/rest/v4/", storage: "http://HOUSE/cl/storage/"}` + "\n"
	}
	c, err := config.Parse("clock.yaml", []byte(strings.ReplaceAll(fmt.Sprintf(`storage: sqlite:%s
lab: {allow_private_addresses: true}
sources:
  - {kind: court_rss, url: "http://HOUSE/{court}/rss"}
%snotify: [{name: screen, kind: console}]
cases:
%s`, filepath.Join(t.TempDir(), "l.db"), cl, cases), "HOUSE", addr)))
	if err != nil {
		t.Fatal(err)
	}
	a, err := assemble(c, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	w.watch = a.watch
	if w.store, err = store.Open(t.Context(), c.Storage, store.Options{Daemon: true, Owner: "clock", Now: clock}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.store.Close() }) // the test is over
	log := zap.NewNop()
	var filler watcher.Filler
	var resolvers []watcher.Resolver
	if source := courtListenerOf(a); source != nil {
		source.Keep(w.store, nil, clock)
		filler, resolvers = source.Resolver(), []watcher.Resolver{source.Resolver()}
	}
	w.watcher = watcher.New(watcher.Options{Ledger: w.store, Sources: a.sources, Watch: a.watch, Router: a.router, Owner: "clock", Now: clock, Log: log, Settles: withCL})
	w.settler = watcher.NewSettler(watcher.SettlerOptions{Ledger: w.store, Resolvers: resolvers, Watch: a.watch, Router: a.router, Owner: "clock", Now: clock, Log: log})
	w.auditor = watcher.NewAuditor(watcher.AuditorOptions{Ledger: w.store, Filler: filler, Sources: a.sources, States: w.watcher.States, Watch: a.watch,
		Router: a.router, Owner: "clock", Now: clock, Log: log})
	return w
}

// run lets so much time pass.
func (w *clockwork) run(d time.Duration) {
	w.t.Helper()
	for end := w.now.Add(d); w.now.Before(end); w.now = w.now.Add(w.every) {
		for len(w.beats) > 0 && !w.beats[0].After(w.now) {
			w.house.Step()
			w.beats = w.beats[1:]
		}
		if _, err := w.watcher.Once(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		for range 20 {
			if wait, err := w.settler.Step(w.t.Context()); err != nil || wait > 0 {
				if err != nil {
					w.t.Fatal(err)
				}
				break
			}
		}
		for range 5 {
			if err := w.auditor.Step(w.t.Context()); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// alerts are those since it was last asked, oldest first.
func (w *clockwork) alerts() []docket.Alert {
	w.t.Helper()
	all, err := w.store.Alerts(w.t.Context(), 100_000)
	if err != nil {
		w.t.Fatal(err)
	}
	var fresh []docket.Alert
	for i := len(all) - w.read - 1; i >= 0; i-- {
		fresh = append(fresh, all[i].Alert)
	}
	w.read = len(all)
	return fresh
}

func ofKind(list []docket.Alert, kinds ...docket.AlertKind) (of []docket.Alert) {
	for _, a := range list {
		for _, k := range kinds {
			if a.Kind == k {
				of = append(of, a)
			}
		}
	}
	return of
}

// known are the numbered entries of every watched docket in the ledger.
func (w *clockwork) known() map[string]docket.Entry {
	w.t.Helper()
	var keys []docket.DocketKey
	for _, ref := range w.watch.All() {
		keys = append(keys, ref.Key())
	}
	entries, err := w.store.Entries(w.t.Context(), keys)
	if err != nil {
		w.t.Fatal(err)
	}
	known := make(map[string]docket.Entry)
	for _, e := range entries {
		known[string(e.Docket)+"#"+e.DocumentNumber] = e
	}
	return known
}

// complete is how complete the ledger says that it is.
func (w *clockwork) complete() map[docket.DocketKey]docket.Completeness {
	w.t.Helper()
	var keys []docket.DocketKey
	for _, ref := range w.watch.All() {
		keys = append(keys, ref.Key())
	}
	a, err := w.store.Audit(w.t.Context(), keys, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	return watcher.Completenesses(w.watch.All(), a, w.watcher.States())
}

// busy is a script of three cases with four filings a working day each, and its
// watch list.
func busy(start time.Time, days int) (text, cases string, beats []time.Time) {
	var script, list strings.Builder
	for d := range 3 {
		fmt.Fprintf(&script, "docket D%d cand 3:26-cv-%05d-WHO %d County %d v. Trump | Case %d\n", d, 1000+d, 400000+d, d, d)
		fmt.Fprintf(&list, "  - {name: Case %d, government: defendant, dockets: [{court: cand, number: \"3:26-cv-%05d\"}]}\n", d, 1000+d)
	}
	entry := 0
	for day := range days {
		if !docket.Workday(start.AddDate(0, 0, day)) {
			continue
		}
		for part := range 4 {
			at := start.AddDate(0, 0, day).Add(time.Duration(9+2*part) * time.Hour)
			beats = append(beats, at)
			entry++
			fmt.Fprintf(&script, "at %s\n", at.Format("2006-01-02 15:04"))
			for d := range 3 {
				fmt.Fprintf(&script, "file D%d %d Notice\ntext D%d %d NOTICE of supplemental authority by County %d.\n", d, entry, d, entry, d)
			}
		}
	}
	return script.String(), list.String(), beats
}

func pacificDay(t *testing.T, year int, month time.Month, day int) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(year, month, day, 0, 0, 0, 0, zone)
}

// Three days without the court and without CourtListener: everything is found,
// the gap is shown and closed, and each case has one message, not a flood.
func TestAfterThreeDaysWithoutAnySourceEverythingIsFoundAndToldInOneMessageACase(t *testing.T) {
	start := pacificDay(t, 2026, time.March, 2) // a Monday
	text, cases, beats := busy(start, 12)
	w := clockworkOf(t, start, beats, text, cases, true)
	w.run(28 * time.Hour)
	if n := len(ofKind(w.alerts(), docket.AlertFiling)); n != 12 {
		t.Fatalf("on a good day %d filings are told, want 12", n)
	}
	for _, where := range []string{"cand", "cl"} {
		w.house.Fault(where, courtsim.Fault{Kind: courtsim.FaultHTTP500})
	}
	w.run(72 * time.Hour) // Tuesday 4:00 to Friday 4:00: 36 filings
	if list := ofKind(w.alerts(), docket.AlertFiling, docket.AlertLate); len(list) != 0 {
		t.Fatalf("told while nothing could be read: %+v", list)
	}
	gaps, err := w.store.Gaps(t.Context(), true)
	if err != nil || len(gaps) < 1 || !gaps[0].To.IsZero() {
		t.Errorf("while it lasts, the gap stands open: %+v, %v", gaps, err)
	}
	for _, where := range []string{"cand", "cl"} {
		w.house.Fault(where, courtsim.Fault{})
	}
	w.run(4 * time.Hour)
	back := w.alerts()
	known := w.known()
	for d := range 3 {
		for n := 1; n <= 16; n++ {
			if _, ok := known[fmt.Sprintf("cand/2026-cv-%d#%d", 1000+d, n)]; !ok {
				t.Errorf("case %d: No. %d is not found", d, n)
			}
		}
	}
	lists := ofKind(back, docket.AlertLate)
	if len(lists) != 3 || len(ofKind(back, docket.AlertFiling)) != 0 {
		t.Errorf("%d lists and %d single messages, want one list a case", len(lists), len(ofKind(back, docket.AlertFiling)))
	}
	for _, a := range lists {
		for n := 5; n <= 16; n++ {
			if !strings.Contains(a.Body, fmt.Sprintf("No. %d, ", n)) {
				t.Errorf("%s: No. %d is not in the list:\n%s", a.Case, n, a.Body)
			}
		}
	}
	w.run(24 * time.Hour)
	later := w.alerts()
	if len(ofKind(later, docket.AlertLate)) != 0 || len(ofKind(later, docket.AlertFiling)) != 12 {
		t.Errorf("the day after: %d lists, %d filings", len(ofKind(later, docket.AlertLate)), len(ofKind(later, docket.AlertFiling)))
	}
	closed := ofKind(append(back, later...), docket.AlertGap)
	if len(closed) != 2 || !strings.Contains(closed[1].Title, "closed") || !strings.Contains(closed[1].Body, "without a hole from 4 to 13; 8 between them came from elsewhere") {
		t.Errorf("the gap is not told as closed: %+v", closed)
	}
	if gaps, err := w.store.Gaps(t.Context(), true); err != nil || len(gaps) != 0 {
		t.Errorf("still open: %+v, %v", gaps, err)
	}
	for key, c := range w.complete() {
		if len(c.Open()) != 0 || !c.Whole || c.Through != 20 || !strings.HasPrefix(c.Words(), "complete through No. 20 as of Mar 7") {
			t.Errorf("%s: %s", key, c.Words())
		}
	}
}

// Where a court's feed begins to leave kinds out, that is told; the numbers that
// it leaves out are asked for at CourtListener, and found.
func TestNumbersThatAFeedLeavesOutAreFoundElsewhere(t *testing.T) {
	start := pacificDay(t, 2026, time.March, 2)
	text, cases, beats := busy(start, 5)
	text = strings.ReplaceAll(text, "file D0 7 Notice", "file D0 7 Order") // of Tuesday's four, the feed shows the third
	text = strings.ReplaceAll(text, "file D0 9 Notice", "file D0 9 Order")
	w := clockworkOf(t, start, beats, text, cases, true)
	w.run(28 * time.Hour)
	w.alerts()
	w.house.Fault("cand", courtsim.Fault{Kind: courtsim.FaultOrdersOnly})
	w.run(14 * time.Hour)
	told := w.alerts()
	noted := false
	for _, a := range told {
		noted = noted || a.Kind == docket.AlertHealth && strings.Contains(a.Body, "changed what its feed says it carries")
	}
	gaps, err := w.store.Gaps(t.Context(), true)
	if err != nil || len(gaps) != 1 || !gaps[0].To.IsZero() || !noted {
		t.Fatalf("the change: told %v, gaps %+v, %v", noted, gaps, err)
	}
	if len(ofKind(told, docket.AlertGap)) != 0 {
		t.Errorf("told twice: %+v", ofKind(told, docket.AlertGap))
	}
	w.run(24 * time.Hour)
	c := w.complete()["cand/2026-cv-1000"]
	if len(c.Open()) != 0 || c.Through < 9 || c.Whole {
		t.Errorf("%s; %+v", c.Words(), c.Missing)
	}
	if words := c.Words(); !strings.Contains(words, "by a source that does not carry everything") {
		t.Error(words)
	}
	for n := 1; n <= c.Through; n++ {
		if _, ok := w.known()[fmt.Sprintf("cand/2026-cv-1000#%d", n)]; !ok {
			t.Errorf("No. %d is not found", n)
		}
	}
	if n := len(ofKind(w.alerts(), docket.AlertGap)); n != 0 {
		t.Errorf("holes that a feed is made of are told: %d", n)
	}
	w.house.Fault("cand", courtsim.Fault{})
	w.run(24 * time.Hour)
	if gaps, err := w.store.Gaps(t.Context(), true); err != nil || len(gaps) != 0 {
		t.Errorf("not closed though it carries everything again: %+v, %v", gaps, err)
	}
}

// A number that nobody ever shows is asked for, told once, in one message, and
// given up after a fortnight.
func TestASealedNumberIsAskedForToldOnceAndGivenUp(t *testing.T) {
	start := pacificDay(t, 2026, time.March, 2)
	text, cases, beats := busy(start, 2)
	for _, n := range []string{"6", "7"} { // sealed from the start: no source ever shows them
		text = strings.ReplaceAll(text, "file D1 "+n+" Notice\n", "")
		text = strings.ReplaceAll(text, "text D1 "+n+" NOTICE of supplemental authority by County 1.\n", "")
	}
	w := clockworkOf(t, start, beats, text, cases, true)
	w.run(40 * time.Hour)
	c := w.complete()["cand/2026-cv-1001"]
	if words := c.Words(); len(c.Missing) != 2 || !strings.HasPrefix(words, "seen through No. 8, but for Nos. 6, 7 as of Mar 3") || !strings.Contains(words, "again at") {
		t.Errorf("%s", words)
	}
	if told := ofKind(w.alerts(), docket.AlertGap); len(told) != 0 {
		t.Errorf("told before a day has passed: %+v", told)
	}
	w.every = 3 * time.Hour
	w.run(17 * 24 * time.Hour)
	told := slices.DeleteFunc(ofKind(w.alerts(), docket.AlertGap), func(a docket.Alert) bool { return a.Case == "" }) // the script has ended: its feed is silent
	if len(told) != 1 || !strings.Contains(told[0].Body, "Nos. 6, 7") || told[0].Case != "Case 1" {
		t.Errorf("told: %+v", told)
	}
	c = w.complete()["cand/2026-cv-1001"]
	if len(c.Missing) != 0 || len(c.Unfound) != 2 || c.Unfound[0].Asks != 9 || !strings.HasSuffix(c.Words(), "no source ever showed Nos. 6, 7") {
		t.Errorf("%s; %+v", c.Words(), c.Unfound)
	}
}

// A feed that answers and stands still is told once, is a gap while it lasts, and
// what it hid is found.
func TestAFrozenFeedIsToldAndWhatItHidIsFound(t *testing.T) {
	start := pacificDay(t, 2026, time.March, 2)
	text, cases, beats := busy(start, 7)
	w := clockworkOf(t, start, beats, text, cases, true)
	w.run(34 * time.Hour)
	w.alerts()
	w.house.Fault("cand", courtsim.Fault{Kind: courtsim.FaultFrozen}) // Tuesday 10:00
	w.run(50 * time.Hour)
	told := ofKind(w.alerts(), docket.AlertHealth)
	if len(told) != 1 || told[0].Title != "court_rss/cand has gone silent" {
		t.Fatalf("told: %+v", told)
	}
	if c := w.complete()["cand/2026-cv-1000"]; c.AsOf.After(w.now.Add(-12*time.Hour)) && c.Witness != "courtlistener" {
		t.Errorf("a frozen feed vouches: %s", c.Words())
	}
	w.house.Fault("cand", courtsim.Fault{})
	w.run(30 * time.Hour)
	back := w.alerts()
	if told := ofKind(back, docket.AlertHealth); len(told) != 1 || told[0].Title != "court_rss/cand brings something again" {
		t.Errorf("told: %+v", told)
	}
	if gaps, err := w.store.Gaps(t.Context(), true); err != nil || len(gaps) != 0 {
		t.Errorf("still open: %+v, %v", gaps, err)
	}
	for key, c := range w.complete() {
		if len(c.Open()) != 0 || c.Through < 16 {
			t.Errorf("%s: %s", key, c.Words())
		}
	}
}

// A response that the docket text says is due, and that no source has shown the
// morning after, is told once; one that came is not; nor is one that is old.
func TestAResponseThatWasDueAndNotSeenIsToldOnce(t *testing.T) {
	start := pacificDay(t, 2026, time.March, 2)
	const motion = "MOTION to Dismiss filed by Donald J. Trump. Responses due by 3/4/2026."
	script := strings.Builder{}
	script.WriteString("docket A cand 3:26-cv-01000-WHO 400000 County v. Trump | Case A\ndocket B cand 3:26-cv-01001-WHO 400001 City v. Trump | Case B\n" +
		"docket C cand 3:26-cv-01002-WHO 400002 Somebody v. Somebody Else | Nobody's\n")
	var beats []time.Time
	for hour := 8; hour < 5*24; hour++ { // somebody else files all the time
		at := start.Add(time.Duration(hour) * time.Hour)
		if at.Hour() < 8 || at.Hour() > 17 {
			continue
		}
		beats = append(beats, at)
		fmt.Fprintf(&script, "at %s\nfile C %d Notice\n", at.Format("2006-01-02 15:04"), len(beats))
		switch hour {
		case 13:
			fmt.Fprintf(&script, "file A 1 Motion to Dismiss\ntext A 1 %s\nfile B 1 Motion to Dismiss\ntext B 1 %s\n", motion, motion)
		case 48 + 16:
			script.WriteString("file B 2 Opposition/Response to Motion\ntext B 2 OPPOSITION/RESPONSE (re 1 MOTION to Dismiss) filed by City.\n")
		}
	}
	cases := `  - {name: Case A, government: defendant, dockets: [{court: cand, number: "3:26-cv-01000"}]}
  - {name: Case B, government: defendant, dockets: [{court: cand, number: "3:26-cv-01001"}]}
`
	w := clockworkOf(t, start, beats, script.String(), cases, true)
	w.run(73 * time.Hour) // Thursday, 1:00
	if early := ofKind(w.alerts(), docket.AlertExpected); len(early) != 0 {
		t.Errorf("told before the feed has had its time: %+v", early)
	}
	w.run(48 * time.Hour)
	told := ofKind(w.alerts(), docket.AlertExpected)
	if len(told) != 1 || told[0].Case != "Case A" || told[0].Title != "No response seen that was due Mar 4, 2026" ||
		!strings.HasPrefix(told[0].Body, "due Mar 4, 2026 by the docket text of No. 1; no response seen in any source; complete through No. 1 as of Mar 5 0") {
		t.Errorf("told: %+v", told)
	}
}
