package watcher

import (
	"context"
	"errors"
	"slices"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// A Resolver is a source that can be asked about entries. Settle asks for what
// is missing of entries of one docket and returns whatever it shows of that
// docket, these entries and others. An empty answer is a good one: nothing is
// known yet. [ErrCannotKnow] means that this source never shows the docket. An
// error that says when to come back (RetryIn) holds every further question.
type Resolver interface {
	Name() string
	Settle(ctx context.Context, entries []docket.Entry) ([]docket.Sighting, error)
}

// ErrCannotKnow means that a resolver does not know the docket.
var ErrCannotKnow = errors.New("this source does not know the docket")

// settleRow is the settler's row among the sources of the ledger.
const settleRow = "settle"

// asks is the patience with an entry: when it is asked for again after each
// question that brought nothing, faster while it is young. After the last, the
// entry stays as it is: no source has shown more in a fortnight.
var asks = []time.Duration{
	10 * time.Minute, 50 * time.Minute, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 12 * time.Hour,
	24 * time.Hour, 24 * time.Hour, 2 * 24 * time.Hour, 3 * 24 * time.Hour, 6 * 24 * time.Hour,
}

// firstAsk is how long a new entry is left alone: no source has it sooner.
const firstAsk = 2 * time.Minute

// labHaste is how much faster everything is asked for in a laboratory, where a
// year is played in a minute.
const labHaste = 60

// haste is a pause as it is, or as short as a laboratory's.
func haste(d time.Duration, lab bool) time.Duration {
	if lab {
		return d / labHaste
	}
	return d
}

// ask puts a new entry among those to ask for.
func (t *turner) ask(turn *docket.Turn, e *docket.Entry) {
	if !t.settles || e.Settled() {
		return
	}
	e.Ask = t.now().Add(haste(firstAsk, t.lab))
	if e.ID != 0 { // kept before, told only now
		turn.Asked = append(turn.Asked, docket.Asked{Entry: e.ID, Next: e.Ask})
	}
}

// again says when to ask next for an entry that was just asked for.
func again(e docket.Entry, now time.Time, lab bool, j Jitter) docket.Asked {
	a := docket.Asked{Entry: e.ID, Asks: e.Asks + 1}
	if !e.Settled() && e.Asks < len(asks) {
		wait := haste(asks[e.Asks], lab)
		a.Next = now.Add(wait + j.draw(wait/10))
	}
	return a
}

// SettlerOptions are what a Settler is made of.
type SettlerOptions struct {
	Ledger    SettleLedger
	Resolvers []Resolver // the cheapest first
	Watch     *Watch
	Router    Router
	Rulebook  *Rulebook
	Owner     string
	Now       func() time.Time
	Log       *zap.Logger
	Committed func() // called after a turn that planned something to tell
	Lab       bool   // short pauses, for a laboratory on loopback
	Jitter    Jitter // nil: random
}

// A Settler asks for the full text and the document of entries that were told
// as stubs, until both are known or its patience is spent.
type Settler struct {
	o      SettlerOptions
	turner *turner
	state  docket.SourceState
	until  time.Time // nothing is asked before
}

// NewSettler makes a Settler; nothing runs yet.
func NewSettler(o SettlerOptions) *Settler {
	return &Settler{o: o, turner: &turner{ledger: o.Ledger, watch: o.Watch, router: o.Router, owner: o.Owner, now: o.Now, settles: true, lab: o.Lab, book: o.Rulebook}}
}

// settlePause is the longest the settler sleeps: its lease must be renewed.
const settlePause = time.Minute

// Run asks until ctx is done.
func (s *Settler) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		wait, err := s.Step(ctx)
		if err != nil && ctx.Err() == nil {
			s.o.Log.Error("not settled; it is asked again", zap.Error(err))
			wait = settlePause
		}
		timer := time.NewTimer(min(max(wait, 0), settlePause))
		select {
		case <-ctx.Done():
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// Step asks for the entries of one docket that are due and says how long there
// is nothing to ask.
func (s *Settler) Step(ctx context.Context) (time.Duration, error) {
	now := s.o.Now()
	pause := haste(settlePause, s.o.Lab)
	held, err := s.o.Ledger.Claim(ctx, s.o.Owner, []string{settleRow}, now, leaseFor)
	if err != nil || len(held) == 0 { // another process settles
		return pause, err
	}
	s.state = held[0]
	if wait := s.until.Sub(now); wait > 0 {
		return wait, nil
	}
	due, next, err := s.o.Ledger.Unsettled(ctx, now, 100)
	if err != nil {
		return 0, err
	}
	if len(due) == 0 {
		if next.IsZero() {
			return pause, nil
		}
		return next.Sub(now), nil
	}
	// Where one entry of a docket is asked for, the others that wait come along:
	// many cost no more than one.
	along, _, err := s.o.Ledger.Unsettled(ctx, now.Add(haste(companions, s.o.Lab)), 100)
	if err != nil {
		return 0, err
	}
	which := due[0].Docket
	along = slices.DeleteFunc(along, func(e docket.Entry) bool { return e.Docket != which })
	return 0, s.settle(ctx, along, now)
}

// companions is how far ahead of its time an entry is asked for with another.
const companions = 12 * time.Hour

// settle asks for entries of one docket and commits what came of it.
func (s *Settler) settle(ctx context.Context, due []docket.Entry, now time.Time) error {
	var sightings []docket.Sighting
	var failure error
	held := false
	for _, r := range s.o.Resolvers {
		got, err := r.Settle(ctx, due)
		sightings = append(sightings, got...) // what came before an error is good
		switch {
		case ctx.Err() != nil: // told to stop while asking: this was no question
			return nil
		case errors.Is(err, ErrCannotKnow):
			continue
		case err != nil:
			if s.hold(err, now) {
				held = true
				continue
			}
			failure = err
			s.o.Log.Warn("a source could not be asked", zap.String("source", r.Name()), zap.Error(err))
			continue
		}
		if settlesAll(due, got) {
			break
		}
	}
	for try := 0; ; try++ {
		err := s.commit(ctx, due, sightings, held, failure, now)
		if try < 3 && isStale(err) {
			continue
		}
		return err
	}
}

// hold keeps the settler quiet for as long as a source says.
func (s *Settler) hold(err error, now time.Time) bool {
	var waits interface {
		RetryIn() (wait time.Duration, said bool)
	}
	if !errors.As(err, &waits) {
		return false
	}
	wait, said := waits.RetryIn()
	if said {
		s.until = later(s.until, now.Add(wait))
	}
	return said
}

// settlesAll reports whether an answer holds a text for every entry asked for:
// then a dearer source has nothing to add yet.
func settlesAll(due []docket.Entry, got []docket.Sighting) bool {
	for _, e := range due {
		if !slices.ContainsFunc(got, func(x docket.Sighting) bool {
			return x.Text != "" && slices.ContainsFunc(docket.EntryKeys(x), func(k string) bool { return slices.Contains(e.Keys, k) })
		}) {
			return false
		}
	}
	return true
}

// commit merges the answer with the ledger. A question that failed, or could
// not be asked, does not count against an entry's patience.
func (s *Settler) commit(ctx context.Context, due []docket.Entry, sightings []docket.Sighting, held bool, failure error, now time.Time) error {
	t := s.turner
	m := docket.Turn{Source: settleRow, Outcome: docket.LookOK}
	m.Counts.Items, m.Counts.Read = len(due), len(sightings)
	watched := t.match(sightings, &m.Counts)
	found := t.discovered(nil, watched, nil)
	keys := keysOf(watched)
	for _, s := range found {
		keys = append(keys, s.Docket.Key())
	}
	known, err := t.ledger.Known(ctx, settleRow, keys, sightingsOf(watched), nil)
	if err != nil {
		return err
	}
	for _, key := range keysOf(watched) {
		known.Baselined[key] = true // a docket is asked about only after an entry of it was told
	}
	t.mergeEntries(&m, watched, footing{known: known, lookingBack: true})
	t.suggest(&m, found, known, now)
	next := looked(s.state, docket.LookOK, now, now.Add(settlePause))
	if failure != nil {
		m.Outcome, m.Error = docket.LookFailed, failure.Error()
		next = looked(s.state, docket.LookFailed, now, now.Add(settlePause))
		next.Why = failure.Error()
	}
	for _, e := range due {
		for _, ch := range m.Entries {
			if ch.Entry.ID == e.ID {
				e = ch.Entry
			}
		}
		a := again(e, now, t.lab, s.o.Jitter)
		if e.Ask.After(now) && !e.Settled() { // it only came along
			a = docket.Asked{Entry: e.ID, Asks: e.Asks, Next: e.Ask}
		}
		if (held || failure != nil) && !e.Settled() {
			a = docket.Asked{Entry: e.ID, Asks: e.Asks, Next: later(s.until, now.Add(haste(settlePause, t.lab)))}
		}
		m.Asked = append(m.Asked, a)
	}
	m.State = next
	if res := t.commit(ctx, t.health(m, s.state, ""), now); res.err != nil {
		return res.err
	} else if res.alerts > 0 && s.o.Committed != nil {
		s.o.Committed()
	}
	return nil
}
