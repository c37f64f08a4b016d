package lab

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher/courtlistener"
)

// judge holds the promises against what the channels, the ledger and the
// network remember. The courthouse knows what was filed; nobody else is asked.
func (m *simulation) judge(ctx context.Context) {
	if m.daemon == nil {
		m.breaks("the daemon is down at the end")
		return
	}
	l, err := m.memory(ctx)
	if err != nil {
		m.breaks("the ledger cannot be read: %v", err)
		return
	}
	m.figures.Alerts, m.figures.Gaps, m.figures.Messages = len(l.alerts), len(l.gaps), len(m.house.Slack().Messages())
	m.filings(l)
	m.strangers(l)
	m.deliveries(l)
	m.threads(l)
	m.edits(l)
	m.windows(l)
	m.health(l)
	m.letters(ctx)
	m.broken = append(m.broken, m.network.broke...)
	for _, a := range m.house.CourtListener().Asked() {
		// Who takes today for tomorrow believes that he may ask again; and a request
		// whose connection broke is sent once more, and counted once.
		if a.Status == 429 && !m.clock.wrong && m.network.struck[broken] == 0 {
			m.breaks("CourtListener was asked more often than the plan allows, at %s", a.At.UTC())
			break
		}
	}
	if n := m.house.Slack().Breaches; n > 0 {
		m.breaks("%d messages broke a limit of Slack's", n)
	}
}

// memory is what the ledger holds at the end.
type memory struct {
	alerts  []store.Told
	gaps    []docket.Gap
	sources []docket.SourceState
	byID    map[string]store.Told // alert by a delivery's public id
}

func (m *simulation) memory(ctx context.Context) (l memory, err error) {
	s := m.daemon.store
	if l.alerts, err = s.Alerts(ctx, 1<<20); err != nil {
		return l, err
	}
	slices.Reverse(l.alerts)
	if l.gaps, err = s.Gaps(ctx, false); err != nil {
		return l, err
	}
	if l.sources, err = s.Sources(ctx); err != nil {
		return l, err
	}
	l.byID = make(map[string]store.Told)
	for _, a := range l.alerts {
		for _, d := range a.Deliveries {
			l.byID[d.PublicID] = a
		}
	}
	return l, nil
}

// channel of a destination in the simulated Slack.
func channel(destination string) string {
	return map[string]string{"desk": "C0DESK", "relay": "/slack/hook/x"}[destination]
}

// filings: I1 and I2. Every watched filing is told at each destination, once
// where the history can be searched, twice at most where it cannot; or it stood
// in no window that we could see, and a gap says so.
func (m *simulation) filings(l memory) {
	heard := make(map[string]map[string]int) // channel -> text -> times
	for _, x := range m.house.Slack().Messages() {
		if heard[x.Channel] == nil {
			heard[x.Channel] = make(map[string]int)
		}
		heard[x.Channel][x.Text]++
	}
	index := make(map[string]map[string][]string) // channel -> case -> texts
	for c, texts := range heard {
		index[c] = make(map[string][]string)
		for text := range texts {
			name, _, _ := strings.Cut(text, " · ")
			index[c][name] = append(index[c][name], text)
		}
	}
	for _, f := range m.house.Filed() {
		if !f.Watched || f.Housekeeping {
			continue
		}
		since, watched := m.since[keyOf(f)]
		if !watched {
			if m.isWatched(keyOf(f)) {
				m.breaks("%s was never looked at", keyOf(f))
			}
			continue
		}
		before := !f.At.After(since)
		if !before {
			m.figures.Filings++
		}
		for _, to := range []string{"desk", "relay"} {
			copies := 0
			for _, text := range index[channel(to)][f.Case] {
				if f.ToldBy(text) {
					copies += heard[channel(to)][text]
				}
			}
			m.told(l, f, to, copies, before)
		}
	}
}

func (m *simulation) told(l memory, f courtsim.Filing, to string, copies int, before bool) {
	what := fmt.Sprintf("%s %s No. %q %q of %s", f.Court, f.Number, f.Entry, strings.Join(f.Events, " + "), f.At.UTC().Format(time.DateTime))
	most := 1
	if to == "relay" {
		most = 2
	}
	switch {
	case before && copies > 0:
		m.breaks("%s stood there before it was watched and was told as news at %s", what, to)
	case before:
	case copies > most:
		m.breaks("%s was told %d times at %s", what, copies, to)
	case copies > 0:
		if to == "desk" {
			m.figures.Told++
		} else {
			m.figures.Copies += copies - 1
		}
	case m.givenUp(l, f, to):
		m.figures.Dead++
	case m.inGap(l, f):
		m.figures.InGap++
	case m.listed(l, f), m.byDay(l, f):
	default:
		m.breaks("%s was never told at %s", what, to)
	}
}

// givenUp: its delivery is dead after two doubts, and somebody was told so.
func (m *simulation) givenUp(l memory, f courtsim.Filing, to string) bool {
	for _, a := range l.alerts {
		if a.Kind != docket.AlertFiling || a.Court != f.Court || a.Case != f.Case || a.Entry != f.Entry {
			continue
		}
		for _, d := range a.Deliveries {
			if d.Destination == to && d.State == docket.Dead && to == "relay" && slices.ContainsFunc(l.alerts, func(x store.Told) bool {
				return x.Kind == docket.AlertHealth && x.Digest == fmt.Sprintf("dead-%d", d.ID)
			}) {
				return true
			}
		}
	}
	return false
}

// inGap: a gap of its court's feed covers it, and the ledger does not hold it.
func (m *simulation) inGap(l memory, f courtsim.Filing) bool {
	for _, a := range l.alerts {
		if a.Kind == docket.AlertFiling && a.Court == f.Court && a.Case == f.Case && a.Entry == f.Entry && a.Entry != "" {
			return false // it was seen
		}
	}
	return slices.ContainsFunc(l.gaps, func(g docket.Gap) bool {
		return g.Source == "court_rss/"+f.Court && !f.At.Before(g.From.Add(-time.Minute)) && !f.At.After(g.To.Add(2*time.Minute)) // items of one minute stand in no order
	})
}

// listed: told in a list of what was learned late.
func (m *simulation) listed(l memory, f courtsim.Filing) bool {
	return slices.ContainsFunc(l.alerts, func(a store.Told) bool {
		return a.Kind == docket.AlertLate && a.Case == f.Case && f.Entry != "" && strings.Contains(a.Body, "No. "+f.Entry+",")
	})
}

// byDay: CourtListener was the only one to show it, and it knows no hour and no
// number of an entry that has none.
func (m *simulation) byDay(l memory, f courtsim.Filing) bool {
	return f.Entry == "" && slices.ContainsFunc(l.alerts, func(a store.Told) bool {
		return a.Kind == docket.AlertFiling && a.Case == f.Case && a.Court == f.Court && a.Entry == "" &&
			(a.When.IsZero() || a.DayOnly && a.When.Sub(f.At).Abs() < 36*time.Hour)
	})
}

func keyOf(f courtsim.Filing) docket.DocketKey {
	n, _ := docket.ParseNumber(f.Number) // scripts hold good numbers
	return docket.KeyOf(f.Court, n)
}

func (m *simulation) isWatched(k docket.DocketKey) bool { return m.daemon.watch.Case(k) != nil }

// strangers: I3. Nothing is told of a docket that nobody watches, and every
// alert of a filing names one that was made.
func (m *simulation) strangers(l memory) {
	made := make(map[string]bool)
	for _, f := range m.house.Filed() {
		if f.Watched {
			made[fmt.Sprint(keyOf(f), f.Entry, f.Case)] = true
		}
	}
	for _, a := range l.alerts {
		if a.Kind != docket.AlertFiling {
			continue
		}
		n, err := docket.ParseNumber(a.Number)
		key := docket.KeyOf(a.Court, n)
		if err != nil || !m.isWatched(key) {
			m.breaks("an alert tells of %s %s, which nobody watches", a.Court, a.Number)
		} else if !made[fmt.Sprint(key, a.Entry, a.Case)] {
			m.breaks("an alert tells of %s No. %q in %q, which nobody filed", key, a.Entry, a.Case)
		}
	}
}

// deliveries: nothing is lost on its way. When the trouble is long over, nothing
// waits, and what is said to be sent stands in the channel.
func (m *simulation) deliveries(l memory) {
	stands := make(map[string]int)
	for _, x := range m.house.Slack().Messages() {
		if x.PublicID != "" {
			stands[x.PublicID]++
		}
	}
	for _, a := range l.alerts {
		if len(a.Deliveries) == 0 {
			m.breaks("alert %d (%s %s) goes nowhere", a.ID, a.Kind, a.Subject)
		}
		for _, d := range a.Deliveries {
			switch {
			case d.State == docket.Dropped && a.EditOnly:
			case d.State == docket.Dead && d.Destination == "relay":
			case d.State != docket.Sent:
				m.breaks("delivery %d to %s (%s %s) is %s when all is over: %s", d.ID, d.Destination, a.Kind, a.Subject, d.State, d.LastError)
			case d.Destination == "desk" && a.Kind != docket.AlertUpdate && stands[d.PublicID] == 0:
				m.breaks("delivery %d (%s %s) is said to be sent, and the channel has no such message", d.ID, a.Kind, a.Subject)
			}
			if stands[d.PublicID] > 1 {
				m.breaks("delivery %d (%s %s) stands %d times in a channel that can be searched", d.ID, a.Kind, a.Subject, stands[d.PublicID])
			}
		}
	}
}

// threads: what follows on an entry stands in the entry's thread, after it.
func (m *simulation) threads(l memory) {
	root := make(map[string]courtsim.Message)
	for _, x := range m.house.Slack().Messages() {
		a, ours := l.byID[x.PublicID]
		if !ours || x.Channel != channel("desk") || !strings.HasPrefix(a.Subject, "entry:") {
			continue
		}
		first, later := root[a.Subject]
		switch {
		case !later && x.ThreadTS != "":
			m.breaks("the first message on %s is a reply", a.Subject)
		case later && x.ThreadTS != first.TS:
			m.breaks("a message on %s (%s) does not stand in the thread of its entry", a.Subject, a.Kind)
		case later && a.Kind == docket.AlertFiling:
			m.breaks("%s was told twice as a filing", a.Subject)
		}
		if !later {
			root[a.Subject] = x
			if a.Kind != docket.AlertFiling {
				m.breaks("the first message on %s is of kind %s", a.Subject, a.Kind)
			}
		}
	}
}

// edits: a clerk's edit of an entry that was told is told.
func (m *simulation) edits(l memory) {
	if m.world.plan == "free" || m.clock.wrong { // there are not requests enough to come by every docket again
		return
	}
	for _, a := range m.amended {
		if m.sweeps(a.at) < 2*len(m.world.dockets) {
			continue // the requests were spent: it is found tomorrow
		}
		edited := false
		for _, x := range l.alerts {
			if x.Court == a.of.court && x.Case == a.of.name && x.Entry == a.entry {
				edited = edited || x.Kind == docket.AlertAmended
			}
		}
		if !edited {
			m.breaks("the edit of %s %s No. %s of %s was never told", a.of.court, a.of.number, a.entry, a.at.UTC().Format(time.DateTime))
		}
	}
}

// sweeps counts the good readings of dockets at CourtListener after a moment.
func (m *simulation) sweeps(after time.Time) (n int) {
	for _, a := range m.house.CourtListener().Asked() {
		if a.At.After(after) && a.At.After(m.world.end) && a.Status == 200 && strings.Contains(a.Query, "order_by=date_modified") {
			n++
		}
	}
	return n
}

// windows: wherever a feed's window passed us by, the ledger says so.
func (m *simulation) windows(l memory) {
	for court, list := range m.overran {
		for _, x := range list {
			m.figures.Overruns++
			if !slices.ContainsFunc(l.gaps, func(g docket.Gap) bool {
				return g.Source == "court_rss/"+court && x.Sub(g.Opened).Abs() < time.Hour
			}) {
				m.breaks("the window of %s passed us by before %s, and no gap says so", court, x.UTC().Format(time.DateTime))
			}
		}
	}
	for _, g := range l.gaps {
		if !slices.ContainsFunc(l.alerts, func(a store.Told) bool { return a.Kind == docket.AlertGap && a.Source == g.Source }) {
			m.breaks("the gap of %s was told to nobody", g.Source)
		}
	}
}

// health: a court that cannot be read for a quarter of an hour is told of.
func (m *simulation) health(l memory) {
	for _, s := range m.network.servers {
		if !s.long || s.odds[0] != stale {
			continue
		}
		if !slices.ContainsFunc(l.alerts, func(a store.Told) bool {
			return a.Kind == docket.AlertHealth && a.Source == "court_rss/"+s.name && strings.HasPrefix(a.Digest, "failing-")
		}) {
			m.breaks("%s could not be read for long, and nobody was told", s.name)
		}
	}
	for _, s := range l.sources {
		if _, feed := cutCourt(s.Name); feed && s.Failures > 0 {
			m.breaks("%s cannot be read when all is over: %s", s.Name, s.Why)
		}
	}
}

// letters: every pushed event that was acknowledged is kept.
func (m *simulation) letters(ctx context.Context) {
	_, _, arrived := m.house.CourtListener().Endpoint()
	kept := 0
	for after := int64(0); ; {
		list, err := m.daemon.store.Letters(ctx, courtlistener.InboxName("courtlistener"), after, 500)
		if err != nil {
			m.breaks("the inbox cannot be read: %v", err)
			return
		}
		if len(list) == 0 {
			break
		}
		kept += len(list)
		after = list[len(list)-1].ID
	}
	if kept < arrived {
		m.breaks("%d pushed events were acknowledged and %d are kept", arrived, kept)
	}
}
