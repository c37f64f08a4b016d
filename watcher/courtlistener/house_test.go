package courtlistener

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"docketwatch/config"
	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// memory is a ledger in memory, for tests that open no file.
type memory struct {
	mu    sync.Mutex
	spent map[string][]time.Time
	bars  map[string]time.Time
	lists map[docket.DocketKey]Listing
}

func newMemory() *memory {
	return &memory{spent: make(map[string][]time.Time), bars: make(map[string]time.Time), lists: make(map[docket.DocketKey]Listing)}
}

func (m *memory) Spend(_ context.Context, account string, limits map[time.Duration]int, now time.Time) (wait time.Duration, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	wait = max(m.bars[account].Sub(now), 0)
	for i, t := range m.spent[account] {
		if t.After(now) { // as the ledger does with a clock that was set back
			m.spent[account][i] = now
		}
	}
	for w, most := range limits {
		inside := slices.DeleteFunc(slices.Clone(m.spent[account]), func(t time.Time) bool { return now.Sub(t) >= w })
		if len(inside) >= most {
			wait = max(wait, inside[len(inside)-most].Add(w).Sub(now))
		}
	}
	if wait <= 0 {
		m.spent[account] = append(m.spent[account], now)
	}
	return wait, nil
}

func (m *memory) Bar(_ context.Context, account string, until time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if until.After(m.bars[account]) {
		m.bars[account] = until
	}
	return nil
}

func (m *memory) Left(_ context.Context, account string, limits map[time.Duration]int, now time.Time) (map[time.Duration]int, time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	left := make(map[time.Duration]int)
	for w, most := range limits {
		used := slices.DeleteFunc(slices.Clone(m.spent[account]), func(t time.Time) bool { return now.Sub(t) >= w })
		left[w] = most - len(used)
	}
	return left, m.bars[account], nil
}

func (m *memory) Listing(_ context.Context, key docket.DocketKey) (Listing, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.lists[key], nil
}

func (m *memory) KeepListing(_ context.Context, key docket.DocketKey, l Listing) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.lists[key] = l
	return nil
}

func (m *memory) ListedAs(_ context.Context, id int64) (docket.DocketKey, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, key := range slices.Sorted(maps.Keys(m.lists)) {
		if slices.ContainsFunc(m.lists[key].Copies, func(c Copy) bool { return c.ID == id }) {
			return key, true, nil
		}
	}
	return "", false, nil
}

// A house is a simulated courthouse, its clock, and a source that asks it.
type house struct {
	*courtsim.Courthouse
	t      testing.TB
	clock  *courtsim.Clock
	ledger Ledger
	source *Source
	url    string
	state  []byte
	spoil  func(http.ResponseWriter, *http.Request) bool // answers in CourtListener's place
}

const shortScript = `
docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump
docket SF cand 3:17-cv-00485-WHO 307351 City and County of San Francisco v. Trump et al | San Francisco v. Trump
at 2017-02-23 18:45
file SC 26 Motion for Preliminary Injunction @sc26_motion
text SC 26 MOTION for Preliminary Injunction filed by County of Santa Clara. (Attachments: # 1 Proposed Order) (Filed on 2/23/2017) (Entered: 02/23/2017)
at 2017-03-09 16:12
file SC 46 Opposition/Response to Motion @sc46_opposition
text SC 46 OPPOSITION/RESPONSE (re 26 MOTION for Preliminary Injunction ) filed by John F. Kelly, Jefferson B. Sessions, Donald J. Trump. (Simpson, W.) (Filed on 3/9/2017) (Entered: 03/09/2017)
at 2017-03-10 11:20
file SC 47 ~Util - Set/Reset Motion and R&R Deadlines/Hearings
file SF 21 Motion for Preliminary Injunction
at 2017-04-14 11:45
file SC - Minute Entry for Motion Hearing + ~Util - Terminate Hearings
text SC - Minute Entry for proceedings held before Judge William H. Orrick: Motion Hearing held on 4/14/2017 re 26 MOTION for Preliminary Injunction. (Date Filed: 4/14/2017) (Entered: 04/14/2017)
at 2017-04-25 12:40
file SC 98 Order on Motion for Preliminary Injunction + ~Util - Set/Reset Deadlines @sc98_order
text SC 98 ORDER by Judge William H. Orrick GRANTING 26 MOTION for Preliminary Injunction. (COURT STAFF) (Filed on 4/25/2017) (Entered: 04/25/2017)
`

// open builds a house on a script that watches every docket of it.
func open(t testing.TB, text string, o courtsim.CourtListenerOptions) *house {
	t.Helper()
	script, err := courtsim.ParseScript(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, clock: courtsim.NewClock(time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)), ledger: newMemory()}
	h.Courthouse = courtsim.New(courtsim.Options{Script: script, Now: h.clock.Now, CourtListener: o})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h.spoil == nil || !h.spoil(w, r) {
			h.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	h.url = server.URL
	plan := o.Plan
	if plan == "" {
		plan = "free"
	}
	h.source = h.build(plan, refsOf(t, script))
	return h
}

func refsOf(t testing.TB, s *courtsim.Script) (refs []docket.DocketRef) {
	t.Helper()
	for _, w := range s.Watched() {
		refs = append(refs, docket.DocketRef{Court: w.Court, Number: number(t, w.Number)})
	}
	return refs
}

func number(t testing.TB, text string) docket.Number {
	t.Helper()
	n, err := docket.ParseNumber(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (h *house) build(plan string, refs []docket.DocketRef) *Source {
	h.t.Helper()
	h.t.Setenv("COURTLISTENER_TEST_TOKEN", "simulated")
	o, err := config.OptionsOf(fmt.Sprintf("{token: env:COURTLISTENER_TEST_TOKEN, plan: %s, url: '%s/cl/api/rest/v4', storage: '%s/cl/storage'}", plan, h.url, h.url))
	if err != nil {
		h.t.Fatal(err)
	}
	client := fetch.New(fetch.Options{AllowPrivate: true, Now: h.clock.Now})
	h.t.Cleanup(client.Close)
	s, problems := New(config.Entry{Kind: "courtlistener", Name: "courtlistener", Options: o}, refs, client)
	if len(problems) > 0 {
		h.t.Fatal(problems)
	}
	s.Keep(h.ledger, NewWriter("docketwatch test", true), h.clock.Now)
	s.client.jitter = func(time.Duration) time.Duration { return 0 }
	return s
}

// look takes one look and keeps its cursor if it was good.
func (h *house) look() (watcher.Batch, error) {
	b, err := h.source.Poll(h.t.Context(), watcher.Cursor{State: h.state, Now: h.clock.Now()})
	if err == nil {
		h.state = b.Next
	}
	return b, err
}

// mustLook is a look that must be good.
func (h *house) mustLook() watcher.Batch {
	h.t.Helper()
	b, err := h.look()
	if err != nil {
		h.t.Fatal(err)
	}
	return b
}

// asked are the requests since the n-th, as paths with their queries.
func (h *house) asked(from int) (list []string) {
	for _, a := range h.CourtListener().Asked()[from:] {
		list = append(list, strings.TrimSuffix(a.Method+" "+a.Path+"?"+a.Query, "?"))
	}
	return list
}

// client asks any server with the house's clock and budget.
func clientOf(t testing.TB, url string, c *courtsim.Clock, l Budget) *Client {
	t.Helper()
	web := fetch.New(fetch.Options{AllowPrivate: true, Now: c.Now})
	t.Cleanup(web.Close)
	x, err := NewClient(Options{URL: url, Token: config.SecretOf("simulated"), Plan: Free, Client: web, Budget: l, Now: c.Now,
		Writer: http.DefaultClient, Jitter: func(time.Duration) time.Duration { return 0 }})
	if err != nil {
		t.Fatal(err)
	}
	return x
}
