package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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

// TestAMonthOfTwelveActiveCases plays a month to the daemon's rooms on a clock
// of its own: twelve cases with eighteen filings a working day, texts at
// CourtListener two hours later and free copies six hours later, on the free
// plan. It counts requests, and the time from availability to the update.
// DOCKETWATCH_DAYS says how many days it plays (the first eight where unset;
// `make month` plays all thirty).
func TestAMonthOfTwelveActiveCases(t *testing.T) {
	if testing.Short() {
		t.Skip("long: days of looks")
	}
	days := 8
	if n, err := strconv.Atoi(os.Getenv("DOCKETWATCH_DAYS")); err == nil && n > 0 {
		days = n
	}
	m := newMonth(t, days)
	for m.now.Before(m.end) {
		m.tick()
	}
	m.report(t)
}

const (
	textAfter  = 2 * time.Hour
	paperAfter = 6 * time.Hour
	tickOf     = 10 * time.Minute
	monthCases = 12
)

// month is the rooms of a daemon on a clock that a test moves.
type month struct {
	t        *testing.T
	now, end time.Time
	beats    []time.Time
	house    *courtsim.Courthouse
	store    *store.Store
	rss, cl  *watcher.Watcher
	settler  *watcher.Settler
	keys     []docket.DocketKey
	filed    map[string]time.Time // subject of an entry to when it was filed
	text     map[string]time.Time // to when its text was in the ledger
	paper    map[string]time.Time
	asked    int
	perDay   []int
}

func newMonth(t *testing.T, days int) *month {
	t.Helper()
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 3, 2, 0, 0, 0, 0, zone)
	m := &month{t: t, now: start, end: start.AddDate(0, 0, days), filed: make(map[string]time.Time), text: make(map[string]time.Time),
		paper: make(map[string]time.Time), perDay: make([]int, days)}
	var script, cases strings.Builder
	for d := range monthCases {
		fmt.Fprintf(&script, "docket D%d cand 3:26-cv-%05d-WHO %d County %d v. Trump | Case %d\n", d, 1000+d, 400000+d, d, d)
		fmt.Fprintf(&cases, "  - {name: Case %d, government: defendant, dockets: [{court: cand, number: \"3:26-cv-%05d\"}]}\n", d, 1000+d)
		m.keys = append(m.keys, docket.DocketKey(fmt.Sprintf("cand/2026-cv-%d", 1000+d)))
	}
	entry := 0
	for day := range days {
		if date := start.AddDate(0, 0, day); date.Weekday() == time.Saturday || date.Weekday() == time.Sunday {
			continue
		}
		for part := range 6 {
			at := start.AddDate(0, 0, day).Add(time.Duration(9+part)*time.Hour + time.Duration(7*part)*time.Minute)
			m.beats = append(m.beats, at)
			fmt.Fprintf(&script, "at %s\n", at.Format("2006-01-02 15:04"))
			for range 3 {
				entry++
				d := (entry * 5) % monthCases
				fmt.Fprintf(&script, "file D%d %d Order @sc98_order\ntext D%d %d ORDER No. %d. Signed by Judge William H. Orrick.\n", d, entry, d, entry, entry)
			}
		}
	}
	m.open(script.String(), cases.String())
	return m
}

// open builds the rooms and takes the baselines before anything is filed.
func (m *month) open(text, cases string) {
	m.t.Helper()
	script, err := courtsim.ParseScript(strings.NewReader(text))
	if err != nil {
		m.t.Fatal(err)
	}
	clock := func() time.Time { return m.now }
	house, addr, stop, err := openCourthouse(m.t.Context(), "127.0.0.1:0", courtsim.Options{Script: script, Now: clock,
		CourtListener: courtsim.CourtListenerOptions{Plan: "free", TextDelay: textAfter, PaperDelay: paperAfter}})
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(stop)
	m.house = house
	m.t.Setenv("CL", "simulated")
	c, err := config.Parse("month.yaml", fmt.Appendf(nil, `storage: sqlite:%s
lab: {allow_private_addresses: true}
sources:
  - {kind: court_rss, url: "http://%[2]s/{court}/rss"}
  - {kind: courtlistener, token: env:CL, plan: free, url: "http://%[2]s/cl/api/rest/v4/", storage: "http://%[2]s/cl/storage/"}
notify: [{name: screen, kind: console}]
cases:
%[3]s`, filepath.Join(m.t.TempDir(), "l.db"), addr, cases))
	if err != nil {
		m.t.Fatal(err)
	}
	a, err := assemble(c, &bytes.Buffer{})
	if err != nil {
		m.t.Fatal(err)
	}
	if m.store, err = store.Open(m.t.Context(), c.Storage, store.Options{Daemon: true, Owner: "month", Now: clock}); err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { _ = m.store.Close() }) // the test is over
	source := courtListenerOf(a)
	source.Keep(m.store, nil, clock)
	build := func(list []watcher.Scheduled) *watcher.Watcher {
		return watcher.New(watcher.Options{Ledger: m.store, Sources: list, Watch: a.watch, Router: a.router, Owner: "month", Now: clock, Log: zap.NewNop(), Settles: true})
	}
	m.rss, m.cl = build(a.sources[:1]), build(a.sources[1:])
	m.settler = watcher.NewSettler(watcher.SettlerOptions{Ledger: m.store, Resolvers: []watcher.Resolver{source.Resolver()}, Watch: a.watch,
		Router: a.router, Owner: "month", Now: clock, Log: zap.NewNop()})
}

// tick is ten minutes of the daemon's life.
func (m *month) tick() {
	m.t.Helper()
	for len(m.beats) > 0 && !m.beats[0].After(m.now) {
		m.house.Step()
		m.beats = m.beats[1:]
	}
	before := len(m.house.CourtListener().Asked())
	for _, w := range []*watcher.Watcher{m.rss, m.cl} {
		if _, err := w.Once(m.t.Context()); err != nil {
			m.t.Fatal(err)
		}
	}
	for range 50 {
		wait, err := m.settler.Step(m.t.Context())
		if err != nil {
			m.t.Fatal(err)
		}
		if wait > 0 {
			break
		}
	}
	asked := m.house.CourtListener().Asked()
	for _, x := range asked[before:] {
		m.perDay[m.day()]++
		if x.Status == 429 {
			m.t.Errorf("%s: refused for asking too much", m.now)
		}
	}
	m.asked = len(asked)
	m.learn()
	m.now = m.now.Add(tickOf)
}

func (m *month) day() int { return len(m.perDay) - 1 - int(m.end.Sub(m.now)-1)/int(24*time.Hour) }

// learn notes what the ledger holds now and did not.
func (m *month) learn() {
	m.t.Helper()
	entries, err := m.store.Entries(m.t.Context(), m.keys)
	if err != nil {
		m.t.Fatal(err)
	}
	note := func(into map[string]time.Time, key string, known bool) {
		if _, noted := into[key]; known && !noted {
			into[key] = m.now
		}
	}
	for _, e := range entries {
		main, has := e.Main()
		m.filed[e.Subject()] = e.Entered
		note(m.text, e.Subject(), e.Text != "")
		note(m.paper, e.Subject(), has && main.Free())
	}
}

func (m *month) report(t *testing.T) {
	t.Helper()
	total := 0
	for _, n := range m.perDay {
		total += n
	}
	most := slices.Max(m.perDay)
	t.Logf("%d filings of %d cases; %.1f requests a day, %d at most, of 125", len(m.filed), monthCases, float64(total)/float64(len(m.perDay)), most)
	if most > 125 {
		t.Errorf("%d requests on one day", most)
	}
	for _, x := range []struct {
		what  string
		known map[string]time.Time
		after time.Duration
	}{{"text", m.text, textAfter}, {"document", m.paper, paperAfter}} {
		var waits []time.Duration
		for subject, filed := range m.filed {
			if at, ok := x.known[subject]; ok {
				waits = append(waits, max(at.Sub(filed.Add(x.after)), 0))
			} else if m.end.Sub(filed) > 4*24*time.Hour {
				t.Errorf("the %s of %s was never learned", x.what, subject)
			}
		}
		slices.Sort(waits)
		t.Logf("%s: learned of %d of %d; from availability to update: median %s, 95th percentile %s", x.what, len(waits), len(m.filed),
			waits[len(waits)/2].Round(time.Minute), waits[len(waits)*95/100].Round(time.Minute))
	}
}
