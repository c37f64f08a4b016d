package lab

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"docketwatch/docket"
)

// What may befall a single request, by who is asked. The first of a court is
// what marks it as one.
var (
	ofCourts = []misfortune{stale, slow, refused, lost, throttled, internal, cut, cut, reordered, page, empty, broken}
	ofRecord = []misfortune{slow, refused, lost, internal, cut, broken, empty}
	ofDesk   = []misfortune{slow, refused, lost, unheard, broken, throttled, internal, after500}
)

// scenario decides when what goes wrong.
func (m *simulation) scenario(r *rand.Rand) {
	n, w := m.network, m.world
	n.chance = []float64{0, 0.01, 0.03, 0.1}[r.IntN(4)]
	n.servers = map[string]*server{
		"cl":    {name: "cl", odds: ofRecord},
		"desk":  {name: "desk", odds: ofDesk, spells: w.spells(r, 2, 6*time.Hour, unheard, lost, refused, throttled, internal, after500, revoked)},
		"relay": {name: "relay", odds: ofDesk, spells: w.spells(r, 1, 4*time.Hour, refused, throttled, archived)},
	}
	n.servers["cl"].spells = w.spells(r, 1, 8*time.Hour, refused, internal, page)
	for _, c := range w.courts {
		n.servers[c.PACER] = &server{name: c.ID, odds: ofCourts, pace: feedFloor - time.Second,
			spells: w.spells(r, 1, 5*time.Hour, refused, lost, internal, page, empty, cut, stale, throttled)}
	}
	if w.size.Outage > 0 {
		s, from := n.servers[w.courts[0].PACER], w.start.Add(12*time.Hour)
		s.spells = append(s.spells, spell{from: from, to: from.Add(w.size.Outage), what: refused})
	}
	if r.IntN(4) == 0 {
		m.fate.full = w.spells(r, 1, 3*time.Hour, fine)
	}
	m.amendments()
	m.joining()
	m.subscriptions()
	m.jumps(r)
	slices.SortStableFunc(m.plans, func(a, b act) int { return a.at.Compare(b.at) })
}

// spells draws up to most stretches of trouble.
func (w *world) spells(r *rand.Rand, most int, longest time.Duration, kinds ...misfortune) (list []spell) {
	for range r.IntN(most + 1) {
		from := w.start.Add(time.Duration(r.Int64N(int64(w.end.Sub(w.start)))))
		list = append(list, spell{from: from, to: from.Add(time.Duration(r.Int64N(int64(longest)))), what: kinds[r.IntN(len(kinds))]})
	}
	return list
}

// amendments are edits by the clerk, as CourtListener shows them.
func (m *simulation) amendments() {
	for _, a := range m.world.amends {
		m.plans = append(m.plans, act{a.at, "the clerk edits " + a.of.court + " " + a.of.number + " No. " + a.entry, func(ctx context.Context) error {
			known, err := m.knows(ctx, a)
			if m.house.CourtListener().Amend(a.of.court, a.of.number, a.entry, a.text) && known {
				m.amended = append(m.amended, a)
			}
			return err
		}})
	}
}

// knows reports whether the daemon has the wording that the clerk now changes,
// and told of it: who learns the new one first has nothing to compare it with.
func (m *simulation) knows(ctx context.Context, a amend) (bool, error) {
	n, err := docket.ParseNumber(a.of.number)
	if m.daemon == nil || err != nil {
		return false, err
	}
	list, err := m.daemon.store.Entries(ctx, []docket.DocketKey{docket.KeyOf(a.of.court, n)})
	return slices.ContainsFunc(list, func(e docket.Entry) bool {
		return e.DocumentNumber == a.entry && e.Text != "" && e.Told == docket.ToldYes
	}), err
}

// joining is a user who lists more cases: the daemon is stopped, reads its
// configuration, and starts.
func (m *simulation) joining() {
	if m.world.joins.IsZero() {
		return
	}
	m.plans = append(m.plans, act{m.world.joins, "the user lists more cases", func(context.Context) error {
		m.cases = append(slices.Clone(m.world.cases), m.world.late...)
		if m.daemon == nil {
			return nil
		}
		err := m.daemon.store.Close()
		m.daemon, m.wakes = nil, m.clock.now()
		return err
	}})
}

// subscriptions are the daily check of docket alerts.
func (m *simulation) subscriptions() {
	for at := m.world.start.Add(2 * time.Hour); at.Before(m.world.over); at = at.Add(12 * time.Hour) {
		m.plans = append(m.plans, act{at, "docket alerts are checked", func(ctx context.Context) error {
			if d := m.daemon; d != nil {
				m.alive(func() {
					_, err := d.cl.Alerts(ctx)
					m.trace.note("docket alerts: %v", word(err))
				})
			}
			m.house.CourtListener().Enable() // its owner looks at the page
			return nil
		}})
	}
}

// jumps are a clock that is set wrong and right again.
func (m *simulation) jumps(r *rand.Rand) {
	if r.IntN(3) > 0 {
		return
	}
	from := m.world.start.Add(time.Duration(r.Int64N(int64(m.world.end.Sub(m.world.start)))))
	by := []time.Duration{time.Hour, -time.Hour, 24 * time.Hour, -24 * time.Hour, 5 * time.Minute}[r.IntN(5)]
	back := from.Add(time.Duration(r.Int64N(int64(6 * time.Hour))))
	for _, x := range []struct {
		at time.Time
		to time.Duration
	}{{from, by}, {back, 0}} {
		m.plans = append(m.plans, act{x.at, "the daemon's clock is wrong by " + x.to.String(), func(context.Context) error {
			m.clock.skew, m.clock.wrong = x.to, true
			m.network.excused()
			m.rouse()
			return nil
		}})
	}
}

// served notes what a court showed whole.
func (m *simulation) served(court string, items int, _ bool) { m.offered[court] = items }

// took notes which of it the daemon took, and where the window had gone by.
func (m *simulation) took() {
	if m.daemon == nil {
		return
	}
	for _, s := range m.daemon.watching.States() {
		court, isFeed := cutCourt(s.Name)
		items, asked := m.offered[court]
		if !isFeed || !asked || s.Failures > 0 {
			continue
		}
		if was, before := m.seen[court]; before && items-was > m.world.size.Window {
			m.overran[court] = append(m.overran[court], m.clock.daemon())
			m.trace.note("the window of %s has passed by: %d items since the last look", court, items-was)
		}
		m.seen[court] = max(m.seen[court], items)
	}
	clear(m.offered)
}

func cutCourt(source string) (court string, ok bool) {
	const feed = "court_rss/"
	if len(source) <= len(feed) || source[:len(feed)] != feed {
		return "", false
	}
	return source[len(feed):], true
}

// committed counts what turns met.
func (m *simulation) committed(t docket.Turn) {
	m.figures.Turns++
	for _, ref := range t.Dockets {
		if _, known := m.since[ref.Key()]; !known {
			m.since[ref.Key()] = m.clock.now()
		}
	}
	if m.daemon != nil && len(t.Entries)+len(t.Asked) > 0 { // there may be more to ask for, and to read
		m.daemon.parts[1].at, m.daemon.parts[2].at = time.Time{}, time.Time{}
	}
	c := t.Counts
	if t.Source == "settle" || t.Outcome == docket.LookFailed {
		return
	}
	if sum := c.Unwatched + c.Irrelevant + c.Baseline + c.Housekeeping + c.Late + c.New + c.Enriched + c.Amended + c.Confirmed + c.Unchanged; sum != c.Read {
		m.breaks("a look at %s read %d filings and accounts for %d: %+v", t.Source, c.Read, sum, c)
	}
}
