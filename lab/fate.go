package lab

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"time"

	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/store"
	"docketwatch/watcher"
)

// A fate decides at each step that matters whether the process dies there, the
// disk takes the write, or the answer of a commit is lost.
type fate struct {
	random *rand.Rand
	clock  *clock
	trace  *trace
	end    time.Time
	chance float64
	full   []spell // the disk is full
	deaths int
	refuse int // writes that failed
}

// die ends the life that is under way, perhaps.
func (f *fate) die(where string) { f.dies(where, f.chance) }

func (f *fate) dies(where string, chance float64) {
	if f.clock.now().Before(f.end) && f.random.Float64() < chance {
		f.deaths++
		f.trace.fault("the process dies %s", where)
		runtime.Goexit()
	}
}

// write is the weather of one write: whether it fails, and whether its answer
// is lost though it is on the disk.
func (f *fate) write(what string) (err error, doubt bool) {
	if !f.clock.now().Before(f.end) {
		return nil, false
	}
	if f.disk(what) {
		return store.ErrFull, false
	}
	switch f.random.IntN(600) {
	case 0:
		f.refuse++
		f.trace.fault("refused: %s", what)
		return store.ErrBusy, false
	case 1:
		f.refuse++
		f.trace.fault("written, and the answer lost: %s", what)
		return nil, true
	}
	return nil, false
}

// disk reports whether there is no room now.
func (f *fate) disk(what string) bool {
	now := f.clock.now()
	for _, s := range f.full {
		if !now.Before(s.from) && now.Before(s.to) {
			f.refuse++
			f.trace.note("disk full: %s", what)
			return true
		}
	}
	return false
}

var errDoubt = errors.New("the ledger's answer was lost")

// mortal runs one write under the fate.
func (f *fate) mortal(what string, write func() error) error {
	return f.risk(what, f.chance, write)
}

func (f *fate) risk(what string, chance float64, write func() error) error {
	f.dies("before "+what, chance)
	err, doubt := f.write(what)
	if err != nil {
		return err
	}
	if err := write(); err != nil {
		return err
	}
	f.dies("after "+what, chance)
	if doubt {
		return errDoubt
	}
	return nil
}

// A ledger is the store as the watching half sees it, under the fate.
type ledger struct {
	*store.Store
	fate *fate
	saw  func(docket.Turn) // every turn that was committed
}

func (l *ledger) Commit(ctx context.Context, t docket.Turn) error {
	return l.fate.mortal("commit of "+t.Source, func() error {
		err := l.Store.Commit(ctx, t)
		if err == nil {
			l.saw(t)
		}
		return err
	})
}

func (l *ledger) Mark(ctx context.Context, owner string, states []docket.SourceState, lease time.Duration) error {
	return l.fate.risk("mark", l.fate.chance/20, func() error { return l.Store.Mark(ctx, owner, states, lease) })
}

func (l *ledger) CommitRead(ctx context.Context, t docket.ReadTurn) error {
	return l.fate.mortal("commit of a reading", func() error { return l.Store.CommitRead(ctx, t) })
}

func (l *ledger) Spend(ctx context.Context, account string, limits map[time.Duration]int, now time.Time) (wait time.Duration, err error) {
	err = l.fate.risk("count of a request", l.fate.chance/20, func() error { wait, err = l.Store.Spend(ctx, account, limits, now); return err })
	return wait, err
}

func (l *ledger) Keep(ctx context.Context, source, key string, body []byte, now time.Time) error {
	return l.fate.mortal("keeping a pushed event", func() error { return l.Store.Keep(ctx, source, key, body, now) })
}

// An outbox is the store as the delivering half sees it, under the fate.
type outbox struct {
	*store.Outbox
	fate *fate
}

func (o *outbox) Claim(ctx context.Context, destination string, now time.Time, lease time.Duration) (c docket.Claim, ok bool, err error) {
	if o.fate.disk("claim for " + destination) {
		return c, false, store.ErrFull
	}
	c, ok, err = o.Outbox.Claim(ctx, destination, now, lease)
	if err != nil || !ok {
		return c, ok, err
	}
	// What is refused here was written all the same: a claim without its owner.
	if err := o.fate.mortal("claim for "+destination, func() error { return nil }); err != nil {
		return docket.Claim{}, false, err
	}
	return c, true, nil
}

func (o *outbox) Settle(ctx context.Context, s docket.Settlement) error {
	return o.fate.mortal("settling", func() error { return o.Outbox.Settle(ctx, s) })
}

// A notifier can die just before and just after a send.
type notifier struct {
	notify.Notifier
	fate *fate
	name string
}

func (n *notifier) Send(ctx context.Context, m notify.Message) (string, error) {
	n.fate.die("before sending to " + n.name)
	ref, err := n.Notifier.Send(ctx, m)
	n.fate.trace.note("send to %s, %s %q: %v", n.name, m.Alert.Kind, m.Alert.Subject, word(err))
	n.fate.die("after sending to " + n.name)
	return ref, err
}

// A searchable notifier has a history, and can edit.
type searchable struct {
	notifier
	notify.Finder
	notify.Editor
}

func (n *searchable) Edit(ctx context.Context, ref string, m notify.Message) error {
	n.fate.die("before an edit at " + n.name)
	err := n.Editor.Edit(ctx, ref, m)
	n.fate.trace.note("edit at %s, %q: %v", n.name, m.Alert.Subject, word(err))
	n.fate.die("after an edit at " + n.name)
	return err
}

func word(err error) string {
	if err == nil {
		return "ok"
	}
	return err.Error()
}

var (
	_ watcher.SettleLedger = (*ledger)(nil)
	_ watcher.ReadLedger   = (*ledger)(nil)
	_ notify.Outbox        = (*outbox)(nil)
)
