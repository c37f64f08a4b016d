package lab

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"go.uber.org/zap"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/notify/slack"
	"docketwatch/store"
	"docketwatch/watcher"
	"docketwatch/watcher/courtlistener"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/pacer"
	"docketwatch/web"
)

// A daemon is one life of the program: the rooms as serve.go wires them, over
// the simulated network. It ends by being dropped.
type daemon struct {
	store    *store.Store
	watch    *watcher.Watch
	watching *watcher.Watcher
	twin     *watcher.Watcher // of another process; mostly nil
	settling *watcher.Settler
	reading  *watcher.Reader
	sending  *notify.Dispatcher
	hook     http.Handler
	cl       *courtlistener.Source
	parts    []*part
}

// bug puts something between two rooms. The zero value changes nothing; tests
// plant bugs with it, so that no room has to carry any.
type bug struct {
	ledger   func(*daemon, watcher.SettleLedger) watcher.SettleLedger
	outbox   func(*daemon, notify.Outbox) notify.Outbox
	source   func(watcher.Source) watcher.Source
	notifier func(string, notify.Notifier) notify.Notifier
	keep     func(keep) keep
	alone    bool // the courts' feeds are the only sources: no other makes up for what a bug loses
	twins    bool // a second process looks, over the same ledger
}

type keep func(ctx context.Context, key string, body []byte) error

const hookPath = "9f2c6b1e7a3d4c5f8b0e2d4a6c8f1b3d"

// wake opens the ledger and builds the rooms for the cases.
func (m *simulation) wake(ctx context.Context, cases []docket.Case) error {
	m.lives++
	owner := fmt.Sprintf("life-%d", m.lives)
	s, err := store.Open(ctx, "sqlite:"+m.file, store.Options{Daemon: true, Owner: owner, Now: m.clock.daemon})
	if err != nil {
		return err
	}
	d := &daemon{store: s, watch: watcher.NewWatch(cases), parts: parts()}
	m.daemon = d
	log := zap.NewNop()
	if m.log != nil {
		log = m.log
	}
	through := m.network
	sources, err := m.sources(d, through)
	if err != nil {
		return err
	}
	destinations, router, err := m.destinations(through)
	if err != nil {
		return err
	}
	committed := func() { d.parts[3].at = time.Time{} } // the queue holds something new
	var book watcher.SettleLedger = &ledger{Store: s, fate: m.fate, saw: m.committed}
	if m.bug.ledger != nil {
		book = m.bug.ledger(d, book)
	}
	var queue notify.Outbox = &outbox{Outbox: s.Outbox(), fate: m.fate}
	if m.bug.outbox != nil {
		queue = m.bug.outbox(d, queue)
	}
	d.watching = watcher.New(watcher.Options{Ledger: book, Sources: sources, Watch: d.watch, Router: router, Owner: owner, Now: m.clock.daemon,
		Log: log, Committed: committed, Width: 1, Settles: !m.bug.alone})
	if m.bug.twins {
		d.twin = watcher.New(watcher.Options{Ledger: book, Sources: sources, Watch: d.watch, Router: router, Owner: owner + "-twin", Now: m.clock.daemon,
			Log: log, Committed: committed, Width: 1, Settles: true})
	}
	d.settling = watcher.NewSettler(watcher.SettlerOptions{Ledger: book, Resolvers: []watcher.Resolver{d.cl.Resolver()}, Watch: d.watch, Router: router,
		Owner: owner, Now: m.clock.daemon, Log: log, Committed: committed, Jitter: m.jitter})
	arguer, err := watcher.NewArguer(nil, nil)
	if err != nil {
		return err
	}
	d.reading = watcher.NewReader(watcher.ReaderOptions{Ledger: &ledger{Store: s, fate: m.fate}, Papers: &desk{m}, Arguer: arguer, Watch: d.watch,
		Router: router, Now: m.clock.daemon, Log: log, Committed: committed, Jitter: m.jitter})
	d.sending = notify.New(notify.Options{Outbox: queue, Destinations: destinations, Now: m.clock.daemon, Log: log, Jitter: m.jitter,
		HealthRoute: func(broken string) []string {
			for _, x := range destinations {
				if x.Name != broken {
					return []string{x.Name}
				}
			}
			return nil
		}})
	d.hook = m.openHook(s)
	return nil
}

// sources are those that a configuration would name.
func (m *simulation) sources(d *daemon, through *network) ([]watcher.Scheduled, error) {
	client := fetch.New(fetch.Options{Through: through, AllowPrivate: true, Now: m.clock.daemon})
	feeds, err := entry("court_rss", "court_rss", `{url: "http://house/{court}/rss"}`)
	if err != nil {
		return nil, err
	}
	var courts []docket.Court
	for _, id := range d.watch.Courts() {
		c, _ := docket.CourtByID(id) // the world's courts are in the table
		courts = append(courts, c)
	}
	list, problems := pacer.New(feeds, courts, client)
	for _, p := range problems {
		if !p.Warning {
			return nil, problems
		}
	}
	record, err := entry("courtlistener", "courtlistener", fmt.Sprintf(`{token: "file:%s", plan: %s, url: "http://house/cl/api/rest/v4/", storage: "http://house/cl/storage/"}`, m.token, m.world.plan))
	if err != nil {
		return nil, err
	}
	cl, problems := courtlistener.New(record, d.watch.All(), client)
	if cl == nil {
		return nil, problems
	}
	account := &ledger{Store: d.store, fate: m.fate}
	cl.Keep(account, &http.Client{Transport: through}, m.clock.daemon)
	cl.Jittered(m.jitter)
	d.cl = cl
	var all []watcher.Scheduled
	add := func(s watcher.Source, every time.Duration, floor time.Duration) error {
		schedule, err := watcher.ParseSchedule("@every "+every.String(), time.UTC, floor)
		if m.bug.source != nil {
			s = m.bug.source(s)
		}
		all = append(all, watcher.Scheduled{Source: s, Schedule: schedule.Jittered(m.jitter)})
		return err
	}
	var errs []error
	for _, s := range list {
		errs = append(errs, add(s, m.world.size.Every, feedFloor))
	}
	if !m.bug.alone {
		errs = append(errs, add(cl, 30*time.Minute, time.Minute), add(cl.Inbox(d.store), 10*time.Minute, time.Second))
	}
	return all, errors.Join(errs...)
}

// feedFloor is what courts allow.
const (
	feedFloor = 2 * time.Minute
)

func entry(kind, name, options string) (config.Entry, error) {
	o, err := config.OptionsOf(options)
	return config.Entry{Kind: kind, Name: name, Options: o}, err
}

// destinations are a channel that can be searched, and an incoming webhook that
// cannot.
func (m *simulation) destinations(through *network) ([]notify.Destination, watcher.Router, error) {
	var list []notify.Destination
	var router watcher.Router
	for _, x := range []struct{ name, options string }{
		{"desk", fmt.Sprintf(`{token: "file:%s", channel: C0DESK, url: "http://house/slack/api/"}`, m.token)},
		{"relay", fmt.Sprintf(`{webhook: "file:%s"}`, m.webhook)},
	} {
		e, err := entry("slack", x.name, x.options)
		if err != nil {
			return nil, nil, err
		}
		n, settings, err := slack.NewThrough(e, through)
		if err != nil {
			return nil, nil, err
		}
		sent := notifier{Notifier: n, fate: m.fate, name: x.name}
		var all notify.Notifier = &sent
		if finder, ok := n.(notify.Finder); ok {
			all = &searchable{sent, finder, n.(notify.Editor)}
		}
		if m.bug.notifier != nil {
			all = m.bug.notifier(x.name, all)
		}
		list = append(list, notify.Destination{Name: x.name, Kind: "slack", Notifier: all, Pace: settings.Pace})
		router = append(router, watcher.Destination{Name: x.name, Thread: watcher.ThreadBy(settings.Thread)})
	}
	return list, router, nil
}

func (m *simulation) openHook(s *store.Store) http.Handler {
	l := &ledger{Store: s, fate: m.fate}
	var kept keep = func(ctx context.Context, key string, body []byte) error {
		return l.Keep(ctx, courtlistener.InboxName("courtlistener"), key, body, m.clock.daemon())
	}
	if m.bug.keep != nil {
		kept = m.bug.keep(kept)
	}
	return web.Handler(healthy{}, web.Hook{Path: hookPath, Admit: courtlistener.PublicGate().Admit, Keep: kept})
}

type healthy struct{}

func (healthy) Health(context.Context) web.Health { return web.Health{OK: true} }

// A desk reads papers, or has trouble with them.
type desk struct{ m *simulation }

func (d *desk) Read(_ context.Context, doc docket.Document) (docket.Paper, error) {
	switch n := d.m.chance.IntN(20); {
	case n < 3 && d.m.clock.now().Before(d.m.world.end):
		return docket.Paper{}, errors.New("the copy could not be had")
	case n == 3:
		return docket.Paper{}, &watcher.Illegible{Reason: "encrypted"}
	}
	return docket.Paper{URL: doc.URLs[0], Digest: doc.URLs[0], Size: 1, Reader: "lab", Pages: []docket.Page{{Number: 1, Text: "IT IS SO ORDERED."}}}, nil
}
