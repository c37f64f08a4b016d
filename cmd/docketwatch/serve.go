package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"go.uber.org/zap"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/store"
	"docketwatch/watcher"
)

// A service is the assembled rooms while they run. serve is the only place that
// starts long-lived goroutines, and stop is the list of what is torn down.
type service struct {
	store *store.Store
	owner string
	log   *zap.Logger
	now   func() time.Time
	keep  store.Keep // how long looks and their bytes are kept
	lab   bool       // short waits, for a laboratory on loopback

	spaces func(*config.Config) ([]space, error) // nil: those of this machine

	// What a reload replaces.
	watching   atomic.Pointer[watcher.Watcher]
	reading    atomic.Pointer[record]
	pairing    atomic.Pointer[watcher.Pairer]
	delivering atomic.Pointer[notify.Dispatcher]
	auditing   atomic.Pointer[watcher.Auditor]
	pinging    atomic.Pointer[pinger] // nil: no sign of life is sent

	file    atomic.Pointer[config.Config] // that they were made of
	routing atomic.Pointer[watcher.Router]
}

// router is who hears of what.
func (d *service) router() watcher.Router { return *d.routing.Load() }

// openService takes the ledger for this process alone.
func openService(ctx context.Context, storage string, log *zap.Logger) (*service, error) {
	owner := newOwner()
	s, err := store.Open(ctx, storage, store.Options{Daemon: true, Owner: owner, Now: time.Now})
	if err != nil {
		return nil, err
	}
	return &service{store: s, owner: owner, log: log, now: time.Now}, nil
}

// newOwner names this process in leases: no two lives share a name.
func newOwner() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails on any supported system
	return hex.EncodeToString(b[:])
}

// mount builds the two halves of an assembly over the ledger.
func (d *service) mount(a *assembly) error {
	dispatcher := notify.New(notify.Options{
		Outbox: d.store.Outbox(), Journal: d.store, Destinations: a.destinations, Now: d.now, Log: d.log.Named("notify"),
		HealthRoute: a.secondRoad, CaseOf: a.caseOf, Lab: a.config.Private,
	})
	pairer := watcher.NewPairer(watcher.PairerOptions{Ledger: d.store, Watch: a.watch, Router: a.router, Now: d.now,
		Log: d.log.Named("pairing"), Committed: dispatcher.WakeAll, Lab: a.config.Private})
	committed := func() {
		dispatcher.WakeAll()
		pairer.Wake()
	}
	r, err := d.record(a, committed)
	if err != nil {
		return err
	}
	d.file.Store(a.config)
	d.pairing.Store(nil)
	if r.arguer.Tells("ripeness") {
		d.pairing.Store(pairer)
	}
	d.lab, d.keep = a.config.Private, store.Keep{Raws: a.config.Retention.Raws, Looks: a.config.Retention.Looks}
	d.routing.Store(&a.router)
	d.delivering.Store(dispatcher)
	d.pinging.Store(newPinger(a.config.Health, d.alive, d.log.Named("ping")))
	d.reading.Store(r)
	sources := append(slices.Clone(a.sources), r.inboxes...)
	watching := watcher.New(watcher.Options{
		Ledger: d.store, Sources: sources, Watch: a.watch, Router: a.router, Owner: d.owner, Now: d.now,
		Log: d.log.Named("watcher"), Committed: committed, Arguer: r.arguer, Discover: a.discover, Rulebook: a.rulebook, Lab: a.config.Private, Settles: len(r.resolvers) > 0,
	})
	d.watching.Store(watching)
	d.auditing.Store(watcher.NewAuditor(watcher.AuditorOptions{
		Ledger: d.store, Filler: r.filler, Sources: sources, States: watching.States, Watch: a.watch, Router: a.router, Owner: d.owner, Now: d.now,
		Log: d.log.Named("audit"), Committed: committed, Lab: a.config.Private,
	}))
	runtime.GC()
	debug.FreeOSMemory() // reading the file and compiling the patterns took ten times what stays
	return nil
}

// secondRoad lists who hears of a broken destination: never the broken one.
func (a *assembly) secondRoad(broken string) []string {
	var others watcher.Router
	for _, r := range a.router {
		if r.Name != broken {
			others = append(others, r)
		}
	}
	return others.Health()
}

// caseOf is the case that a docket belongs to; "" for one that nobody watches.
func (a *assembly) caseOf(key docket.DocketKey) string {
	if c := a.watch.Case(key); c != nil {
		return c.Name
	}
	return ""
}

// serve runs the halves until ctx is done or a reload replaces them, and
// returns when both have stopped.
func (d *service) serve(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	var failed atomic.Pointer[error]
	start := func(what string, run func(context.Context) error) {
		wg.Go(func() {
			if err := run(ctx); err != nil && ctx.Err() == nil {
				err = fmt.Errorf("%s: %w", what, err)
				failed.CompareAndSwap(nil, &err)
				cancel() // one half alone is no daemon: stop, and let the service manager start anew
			}
		})
	}
	start("watching", d.watching.Load().Run)
	start("delivering", d.delivering.Load().Run)
	if r := d.reading.Load(); len(r.resolvers) > 0 {
		start("settling", r.settler.Run)
		start("reading", r.reader.Run)
		start("subscribing", r.subscribe)
	}
	if p := d.pairing.Load(); p != nil {
		start("pairing", p.Run)
	}
	start("auditing", d.auditing.Load().Run)
	start("pruning", d.prune)
	if d.file.Load().Chat.AppToken.IsSet() {
		start("chat", d.listenToChat)
	}
	start("catching up", d.catchUp)
	start("watching the disk", d.watchSpace)
	if p := d.pinging.Load(); p != nil {
		start("pinging", p.run)
	}
	wg.Wait()
	d.reading.Load().close()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}

// prune keeps the disk from filling: once a day, old raw bytes and old copies of
// documents go. Their text stays in the ledger, and is taken into the index.
func (d *service) prune(ctx context.Context) error {
	for {
		if err := d.store.Prune(ctx, d.keep, d.now()); err != nil && ctx.Err() == nil {
			d.log.Warn("old raw bytes not removed", zap.Error(err))
		}
		if err := d.store.Index(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("new entries not taken into the index; the next search does it", zap.Error(err))
		}
		if err := d.reading.Load().prune(d.now()); err != nil {
			d.log.Warn("old copies of documents not removed; they are tried again tomorrow", zap.Error(err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(24 * time.Hour):
		}
	}
}
