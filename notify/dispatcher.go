// Package notify is the delivering half: it takes what the ledger holds for each
// destination, sends it, and settles what came of it. Each destination has a
// worker of its own, so that a dead one blocks nobody.
//
// The promise is at least once, with the second copy looked for first: an
// attempt is recorded before each send, and an outcome that is not known is
// looked up in the destination's history before anything is repeated.
package notify

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// A Destination is where messages go.
type Destination struct {
	Name     string
	Kind     string
	Notifier Notifier
	Pace     time.Duration // least time between two sends
	Manners  Manners
}

// Options are what a Dispatcher is made of.
type Options struct {
	Outbox       Outbox
	Journal      Journal // nil: no digests
	Destinations []Destination
	Now          func() time.Time
	Log          *zap.Logger
	HealthRoute  func(broken string) []string      // who hears that a destination is broken
	CaseOf       func(docket.DocketKey) string     // names the case of a docket; "" for none
	Lab          bool                              // short waits, for a laboratory on loopback
	Jitter       func(time.Duration) time.Duration // a pause below the given one; nil: random
}

// A Dispatcher runs one worker for each destination.
type Dispatcher struct {
	o       Options
	waits   waits
	workers []*worker
}

// waits are the pauses between tries.
type waits struct {
	firstLook, secondLook time.Duration // after an outcome became uncertain
	broken, brokenMost    time.Duration // before a destination that refuses us is asked again
	retry, retryMost      time.Duration // after a failure that is known not to have sent
	giveUp                time.Duration // a delivery older than this is dead
	send                  time.Duration // one send

	// repeat is how long a delivery in doubt waits where nobody can look for it:
	// what was down is up again by then, mostly, and there is one repetition only.
	repeat time.Duration
	// lookAgain is the longest a worker sleeps: retries asked for by another
	// process (the command line) wake nobody, and neither does the end of a hold.
	lookAgain time.Duration
}

var (
	usual = waits{firstLook: 2 * time.Second, secondLook: time.Minute, broken: 10 * time.Minute, brokenMost: time.Hour,
		retry: 5 * time.Second, retryMost: time.Hour, giveUp: 72 * time.Hour, send: 20 * time.Second, repeat: 3 * time.Minute, lookAgain: 15 * time.Second}
	laboratory = waits{firstLook: 50 * time.Millisecond, secondLook: time.Second, broken: time.Second, brokenMost: time.Second,
		retry: 100 * time.Millisecond, retryMost: time.Second, giveUp: 72 * time.Hour, send: 2 * time.Second, repeat: 50 * time.Millisecond, lookAgain: time.Second}
)

// New makes a Dispatcher; nothing runs yet.
func New(o Options) *Dispatcher {
	d := &Dispatcher{o: o, waits: usual}
	if o.Lab {
		d.waits = laboratory
	}
	for _, dest := range o.Destinations {
		d.workers = append(d.workers, &worker{Destination: dest, d: d, wake: make(chan struct{}, 1), log: o.Log.With(zap.String("destination", dest.Name))})
	}
	return d
}

// WakeAll tells every worker that the ledger may hold something new.
func (d *Dispatcher) WakeAll() {
	for _, w := range d.workers {
		select {
		case w.wake <- struct{}{}:
		default: // it is awake already
		}
	}
}

// Run delivers until ctx is done, then waits for the sends under way to settle.
func (d *Dispatcher) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	for _, w := range d.workers {
		wg.Go(func() { w.run(ctx) })
	}
	wg.Wait()
	return nil
}

// Drain delivers all that can go now and returns when every queue is empty or
// waits for longer than a minute. What is left stays in the ledger.
func (d *Dispatcher) Drain(ctx context.Context) error {
	var wg sync.WaitGroup
	errs := make([]error, len(d.workers))
	for i, w := range d.workers {
		wg.Go(func() { errs[i] = w.drain(ctx) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// patience is how long a drain waits for a delivery that is not due yet.
const patience = time.Minute

// A worker serves one destination.
type worker struct {
	Destination
	d        *Dispatcher
	log      *zap.Logger
	wake     chan struct{}
	lastSend time.Time
	broken   time.Time     // since when the destination refuses us; zero while it takes messages
	pause    time.Duration // the present wait for a broken destination
	until    time.Time     // nothing is sent before
	turned   atomic.Int64  // when the worker last got on, in Unix milliseconds
	refuses  atomic.Bool   // the destination refuses us
	failing  atomic.Int64  // since when nothing has arrived, in Unix milliseconds; 0 while all is well
	mark     *docket.DigestMark
}

func (w *worker) run(ctx context.Context) {
	for ctx.Err() == nil {
		w.sleep(ctx, w.turn(ctx))
	}
}

func (w *worker) drain(ctx context.Context) error {
	for ctx.Err() == nil {
		wait := w.turn(ctx)
		due, waiting, err := w.d.o.Outbox.NextDue(ctx, w.Name, w.d.o.Now())
		if err != nil {
			return err
		}
		if !waiting {
			return nil
		}
		if due.Sub(w.d.o.Now()) > patience || !w.broken.IsZero() {
			return fmt.Errorf("%s: some deliveries wait; the next start goes on with them", w.Name)
		}
		w.sleep(ctx, wait)
	}
	return ctx.Err()
}

func (w *worker) sleep(ctx context.Context, wait time.Duration) {
	if wait <= 0 {
		return
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-w.wake:
	case <-timer.C:
	}
}

// turn delivers at most one thing and says how long the worker may sleep.
func (w *worker) turn(ctx context.Context) time.Duration {
	now := w.d.o.Now()
	if was := w.turned.Swap(now.UnixMilli()); now.UnixMilli() < was { // a clock without a monotonic reading was set back
		w.lastSend, w.until = time.Time{}, time.Time{}
	}
	if wait := max(w.until.Sub(now), w.lastSend.Add(w.Pace).Sub(now)); wait > 0 {
		return min(wait, w.d.waits.lookAgain)
	}
	w.digest(ctx, now)
	if err := w.arrange(ctx, now); err != nil && ctx.Err() == nil {
		w.log.Error("nothing can be sent while the queue cannot be arranged", zap.Error(err))
		return w.d.waits.retry
	}
	// A claim is ours for longer than any send may take.
	claim, ok, err := w.d.o.Outbox.Claim(ctx, w.Name, now, 3*w.d.waits.send)
	if err != nil {
		if ctx.Err() == nil {
			w.log.Error("nothing can be sent while no attempt can be recorded", zap.Error(err))
		}
		return w.d.waits.retry
	}
	if !ok {
		due, waiting, err := w.d.o.Outbox.NextDue(ctx, w.Name, now)
		if err != nil || !waiting {
			return w.d.waits.lookAgain
		}
		return min(max(due.Sub(now), time.Millisecond), w.d.waits.lookAgain)
	}
	// From here on a stop waits for us: a send that is torn is a doubt.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), w.d.waits.send)
	defer cancel()
	var s docket.Settlement
	if claim.Uncertain {
		s = w.look(ctx, claim)
	} else {
		s = w.send(ctx, claim)
	}
	s.Delivery, s.Attempt, s.At = claim.ID, claim.Attempt, w.d.o.Now()
	// -- the process may die here: the attempt row says that a send was under
	// way, and the next start looks for it before it repeats it --
	if err := w.d.o.Outbox.Settle(context.WithoutCancel(ctx), s); err != nil {
		w.log.Error("outcome not recorded; it will be looked up", zap.Int64("delivery", claim.ID), zap.Error(err))
		return w.d.waits.retry
	}
	if s.Raise != nil {
		w.d.WakeAll()
	}
	return 0
}
