// Package watcher is the watching half: it knows when each source is due, takes
// it through a turn (poll, prove, parse, merge, find) and commits the turn to
// the ledger in one transaction. It never talks to the delivering half: the two
// meet in the ledger.
package watcher

import (
	"context"
	"sync"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// Scheduled is a source and when it is due.
type Scheduled struct {
	Source   Source
	Schedule Schedule
}

// court is the court whose feed the source is; "" for press.
func (s Scheduled) court() string {
	if c, ok := s.Source.(interface{ Court() string }); ok {
		return c.Court()
	}
	return ""
}

// dockets are the watched dockets that the source can show: those it names
// itself, or those of its court.
func (s Scheduled) dockets(w *Watch) []docket.DocketRef {
	if d, ok := s.Source.(DocketSource); ok {
		return d.Dockets()
	}
	return w.Dockets(s.court())
}

// digest changes whenever the watched dockets of the source change: what it
// showed and nobody wanted then must be read again now. Press has one for ever:
// one baseline, at the first look.
func (s Scheduled) digest(w *Watch) string {
	if d, ok := s.Source.(DocketSource); ok {
		return digestOf(d.Dockets())
	}
	if court := s.court(); court != "" {
		return w.Digest(court)
	}
	return "press"
}

// ofPress reports whether the source shows press items and no dockets.
func (s Scheduled) ofPress() bool {
	_, dockets := s.Source.(DocketSource)
	return !dockets && s.court() == ""
}

// Options are what a Watcher is made of.
type Options struct {
	Ledger    Ledger
	Sources   []Scheduled
	Watch     *Watch
	Router    Router
	Owner     string // this process, in leases
	Now       func() time.Time
	Log       *zap.Logger
	Committed func() // called after a turn that planned something to tell
	Width     int    // looks at once; 8 where zero
	Discover  []DiscoverRule
	Rulebook  *Rulebook // the user's own rules and mute rules
	Arguer    *Arguer
	Lab       bool // short pauses, for a laboratory on loopback
	Settles   bool // a [Settler] asks for what new entries lack
}

// A Watcher runs the sources.
type Watcher struct {
	o      Options
	turner *turner

	mu       sync.Mutex
	states   map[string]docket.SourceState // of the sources we hold the lease of
	busy     map[string]bool               // a turn is under way
	progress time.Time                     // when a look last ended
	marked   time.Time                     // when [Watcher.Step] last marked
}

const (
	leaseFor  = 3 * time.Minute
	markEvery = 30 * time.Second
)

// New makes a Watcher; nothing runs yet.
func New(o Options) *Watcher {
	if o.Width == 0 {
		o.Width = 8
	}
	if o.Committed == nil {
		o.Committed = func() {}
	}
	return &Watcher{
		o: o, states: make(map[string]docket.SourceState), busy: make(map[string]bool),
		turner: &turner{ledger: o.Ledger, watch: o.Watch, router: o.Router, owner: o.Owner, now: o.Now, settles: o.Settles, discover: o.Discover, lab: o.Lab,
			arguer: o.Arguer, book: o.Rulebook, reach: new(reach)},
	}
}

// Once takes every source through one turn, whatever its schedule, and returns
// how many could not be read whole.
func (w *Watcher) Once(ctx context.Context) (failed int, err error) {
	if len(w.States()) < len(w.o.Sources) {
		if err := w.claim(ctx); err != nil {
			return 0, err
		}
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, w.o.Width)
	for _, s := range w.o.Sources {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			w.take(ctx, s)
		})
	}
	wg.Wait()
	w.mark(ctx)
	for _, s := range w.States() {
		if s.Failures > 0 {
			failed++
		}
	}
	return failed, nil
}

// Run takes each source through a turn when it is due, until ctx is done; then
// it waits for the turns under way, whose commits are never torn.
func (w *Watcher) Run(ctx context.Context) error {
	if err := w.claim(ctx); err != nil {
		return err
	}
	var wg sync.WaitGroup
	ended := make(chan struct{}, 1)
	lastMark := w.o.Now()
	for {
		now := w.o.Now()
		due, wake := w.due(now)
		for _, s := range due {
			wg.Go(func() {
				w.take(ctx, s)
				select {
				case ended <- struct{}{}:
				default: // a wake-up is waiting already
				}
			})
		}
		if now.Sub(lastMark) >= markEvery {
			w.mark(ctx)
			lastMark = now
		}
		timer := time.NewTimer(wake)
		select {
		case <-ctx.Done():
			timer.Stop()
			wg.Wait()
			w.mark(context.WithoutCancel(ctx))
			return nil
		case <-ended:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// due lists the sources to look at now, as many as there are free places, marks
// them busy, and says how long the loop may sleep.
func (w *Watcher) due(now time.Time) (list []Scheduled, wake time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	wake = markEvery
	for _, s := range w.o.Sources {
		name := s.Source.Name()
		state, held := w.states[name]
		if !held || w.busy[name] {
			continue
		}
		if state.LastLook.After(now) { // the clock was set back: its next tick may be days away
			state.LastLook, state.Next = now, now
			w.states[name] = state
		}
		if wait := state.Next.Sub(now); wait > 0 {
			wake = min(wake, wait)
			continue
		}
		if len(w.busy) >= w.o.Width { // the next look to end wakes the loop
			break
		}
		w.busy[name] = true
		list = append(list, s)
	}
	return list, wake
}

// claim takes the leases and reads where each source stands.
func (w *Watcher) claim(ctx context.Context) error {
	names := make([]string, len(w.o.Sources))
	for i, s := range w.o.Sources {
		names[i] = s.Source.Name()
	}
	states, err := w.o.Ledger.Claim(ctx, w.o.Owner, names, w.o.Now(), leaseFor)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range states {
		if _, held := w.states[s.Name]; !held {
			w.states[s.Name] = s
			w.turner.reach.remember(s)
		}
	}
	w.progress = w.o.Now()
	return nil
}

// take runs one turn and keeps its outcome. A panic in a parser costs this
// source this turn, and nobody else anything.
func (w *Watcher) take(ctx context.Context, s Scheduled) {
	name := s.Source.Name()
	state, _ := w.state(name)
	res := w.guarded(ctx, s, state)
	log := w.o.Log.With(zap.String("source", name))
	w.mu.Lock()
	w.progress = w.o.Now()
	next := res.state
	next.Name = name
	if res.err != nil { // the ledger refused: nothing was seen
		next = state
		next.Next = s.Schedule.Soon(w.o.Now())
		if res.state.Failures > state.Failures { // it may have said when to come back
			next.Next = later(next.Next, res.state.Next)
		}
	} else if next.Cursor == nil {
		next.Cursor = state.Cursor
	}
	w.states[name] = next
	delete(w.busy, name)
	w.mu.Unlock()
	switch {
	case res.err != nil && ctx.Err() == nil:
		log.Error("turn not committed; it will be taken again", zap.Error(res.err))
	case res.turn.Outcome == docket.LookFailed:
		log.Warn("look failed", zap.String("why", res.turn.Error), zap.Int("in_a_row", next.Failures), zap.Time("next", next.Next))
	case res.turn.Outcome == docket.LookPartial:
		log.Warn("look partial", zap.String("why", res.turn.Error))
	case !res.quiet:
		log.Info("turn", zap.Any("counts", res.turn.Counts), zap.Int("alerts", res.alerts))
	}
	if res.alerts > 0 {
		w.o.Committed()
	}
}

// mark writes the quiet looks, renews every lease, and asks again for those
// that another process held.
func (w *Watcher) mark(ctx context.Context) {
	w.mu.Lock()
	states := make([]docket.SourceState, 0, len(w.states))
	for _, s := range w.states {
		states = append(states, s)
	}
	w.mu.Unlock()
	if err := w.o.Ledger.Mark(ctx, w.o.Owner, states, leaseFor); err != nil && ctx.Err() == nil {
		w.o.Log.Error("quiet looks not recorded", zap.Error(err))
	}
	if len(states) < len(w.o.Sources) {
		if err := w.claim(ctx); err != nil && ctx.Err() == nil {
			w.o.Log.Error("sources not claimed", zap.Error(err))
		}
	}
}

func (w *Watcher) state(name string) (docket.SourceState, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, ok := w.states[name]
	return s, ok
}

// States are the sources as this process knows them now.
func (w *Watcher) States() []docket.SourceState {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := make([]docket.SourceState, 0, len(w.states))
	for _, s := range w.states {
		list = append(list, s)
	}
	return list
}
