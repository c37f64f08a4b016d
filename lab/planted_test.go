package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/watcher"
)

// TestEveryPlantedBugIsCaught proves that the promises are really looked at: each
// bug that a program like this can have is put between two rooms, and some seed
// must break a promise that it keeps without the bug. DOCKETWATCH_PLANT plants
// only those whose name holds the word.
func TestEveryPlantedBugIsCaught(t *testing.T) {
	if testing.Short() {
		t.Skip("long: plays many worlds")
	}
	l := openLab(t)
	most := uint64(number(t, "DOCKETWATCH_PLANT_SEEDS", 60))
	for _, p := range planted() {
		if only := os.Getenv("DOCKETWATCH_PLANT"); !strings.Contains(p.name, only) {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			honest := bug{alone: p.bug.alone, twins: p.bug.twins}
			for seed := uint64(1); seed <= most; seed++ {
				r := l.simulate(t.Context(), seed, Small(), p.bug)
				if len(r.Broken) == 0 || len(l.simulate(t.Context(), seed, Small(), honest).Broken) > 0 {
					continue
				}
				t.Logf("caught with seed %d: %s", seed, r.Broken[0])
				return
			}
			t.Errorf("not caught with %d seeds", most)
		})
	}
}

// A plant is a bug and what it would be called.
type plant struct {
	name string
	bug  bug
}

func planted() []plant {
	return []plant{
		{"the cursor is saved before what it vouches for", bug{alone: true, ledger: committing(func(ctx context.Context, l watcher.SettleLedger, t docket.Turn) error {
			if err := l.Commit(ctx, cursorOf(t)); err != nil {
				return err
			}
			return l.Commit(ctx, t)
		})}},
		{"alerts are written after the commit", bug{ledger: committing(func(ctx context.Context, l watcher.SettleLedger, t docket.Turn) error {
			late := cursorOf(t)
			late.State.Cursor, late.Plans, t.Plans = nil, t.Plans, nil
			if err := l.Commit(ctx, t); err != nil || len(late.Plans) == 0 {
				return err
			}
			return l.Commit(ctx, late)
		})}},
		{"no attempt is recorded before a send", bug{outbox: claiming(func(ctx context.Context, d *daemon, o notify.Outbox, to string, now time.Time, lease time.Duration) (docket.Claim, bool, error) {
			c, ok, err := o.Claim(ctx, to, now, lease)
			if ok && err == nil && !c.Uncertain {
				err = d.store.Outbox().Settle(ctx, docket.Settlement{Delivery: c.ID, State: docket.Pending, NotBefore: now, At: now})
			}
			return c, ok, err
		})}},
		{"an uncertain outcome is taken for sent", bug{notifier: sending(func(ctx context.Context, n notify.Notifier, m notify.Message) (string, error) {
			ref, err := n.Send(ctx, m)
			if doubtful(err) {
				return "C0DESK:1.000001", nil
			}
			return ref, err
		})}},
		{"an uncertain outcome is taken for not sent", bug{notifier: sending(func(ctx context.Context, n notify.Notifier, m notify.Message) (string, error) {
			ref, err := n.Send(ctx, m)
			if doubtful(err) {
				return "", errors.New("failed")
			}
			return ref, err
		})}},
		{"a first look that was cut off is taken for whole", bug{alone: true, source: polling(func(ctx context.Context, s watcher.Source, at watcher.Cursor) (watcher.Batch, error) {
			b, err := s.Poll(ctx, at)
			if at.State == nil && err == nil {
				b.Sightings = b.Sightings[:len(b.Sightings)/2]
				b.Next = nil
			}
			return b, err
		})}},
		{"what was told is known by its number alone", bug{ledger: forgetful()}},
		{"entries without a number are known by their day alone", bug{alone: true, source: daily()}},
		{"a quiet answer is taken for an empty one", bug{source: polling(func(ctx context.Context, s watcher.Source, at watcher.Cursor) (watcher.Batch, error) {
			b, err := s.Poll(ctx, at)
			if errors.Is(err, watcher.ErrNotModified) || err == nil && len(b.Sightings) == 0 && b.Partial == nil {
				return watcher.Batch{Next: []byte{}}, nil
			}
			return b, err
		})}},
		{"Slack's Retry-After is not kept", bug{notifier: sending(func(ctx context.Context, n notify.Notifier, m notify.Message) (string, error) {
			ref, err := n.Send(ctx, m)
			var wait *notify.RetryAfter
			if errors.As(err, &wait) {
				wait.After = 0
			}
			return ref, err
		})}},
		{"two daemons look, and neither asks for the lease", bug{twins: true, ledger: unleased}},
		{"what waited is forgotten at a restart", bug{outbox: forgetting()}},
		{"what follows on an entry stands outside its thread", bug{notifier: sending(func(ctx context.Context, n notify.Notifier, m notify.Message) (string, error) {
			m.ThreadRef = ""
			return n.Send(ctx, m)
		})}},
		{"an edit goes out as a new message", bug{notifier: func(_ string, n notify.Notifier) notify.Notifier {
			return &sender{n, func(ctx context.Context, n notify.Notifier, m notify.Message) (string, error) {
				m.FollowUp = false
				return n.Send(ctx, m)
			}}
		}}},
		{"a gap is not recorded", bug{ledger: committing(func(ctx context.Context, l watcher.SettleLedger, t docket.Turn) error {
			t.Gap, t.Plans = nil, without(t.Plans, docket.AlertGap)
			return l.Commit(ctx, t)
		})}},
		{"a filing that gains its text is told as a new one", bug{ledger: committing(func(ctx context.Context, l watcher.SettleLedger, t docket.Turn) error {
			for i := range t.Plans {
				if a := &t.Plans[i].Alert; a.Kind == docket.AlertUpdate {
					a.Kind = docket.AlertFiling
				}
			}
			return l.Commit(ctx, t)
		})}},
		{"the clerk's edits are not told", bug{ledger: committing(func(ctx context.Context, l watcher.SettleLedger, t docket.Turn) error {
			t.Plans = without(t.Plans, docket.AlertAmended)
			return l.Commit(ctx, t)
		})}},
		{"a start takes its baselines anew", bug{alone: true, ledger: rebased}},
		{"a pushed event is acknowledged before it is kept", bug{keep: lazily}},
		{"a clock that is set back tells again", bug{ledger: repeating()}},
	}
}

// cursorOf is a turn that says nothing but where a source stands.
func cursorOf(t docket.Turn) docket.Turn {
	return docket.Turn{Source: t.Source, Owner: t.Owner, Started: t.Started, Ended: t.Ended, Outcome: t.Outcome, State: t.State}
}

func without(plans []docket.Plan, kind docket.AlertKind) (kept []docket.Plan) {
	for _, p := range plans {
		if p.Alert.Kind != kind {
			kept = append(kept, p)
		}
	}
	return kept
}

func doubtful(err error) bool {
	var doubt *notify.Uncertain
	return errors.As(err, &doubt)
}

// book commits in another way.
type book struct {
	watcher.SettleLedger
	commit func(context.Context, watcher.SettleLedger, docket.Turn) error
}

func (b *book) Commit(ctx context.Context, t docket.Turn) error {
	return b.commit(ctx, b.SettleLedger, t)
}

func committing(f func(context.Context, watcher.SettleLedger, docket.Turn) error) func(*daemon, watcher.SettleLedger) watcher.SettleLedger {
	return func(_ *daemon, l watcher.SettleLedger) watcher.SettleLedger { return &book{l, f} }
}

// queue claims in another way.
type queue struct {
	notify.Outbox
	d     *daemon
	claim claimer
}

type claimer func(ctx context.Context, d *daemon, o notify.Outbox, to string, now time.Time, lease time.Duration) (docket.Claim, bool, error)

func (q *queue) Claim(ctx context.Context, to string, now time.Time, lease time.Duration) (docket.Claim, bool, error) {
	return q.claim(ctx, q.d, q.Outbox, to, now, lease)
}

func claiming(f claimer) func(*daemon, notify.Outbox) notify.Outbox {
	return func(d *daemon, o notify.Outbox) notify.Outbox { return &queue{o, d, f} }
}

// sender sends in another way, and cannot edit.
type sender struct {
	notify.Notifier
	send func(context.Context, notify.Notifier, notify.Message) (string, error)
}

func (s *sender) Send(ctx context.Context, m notify.Message) (string, error) {
	return s.send(ctx, s.Notifier, m)
}

func (s *sender) Find(ctx context.Context, m notify.Message, since time.Time) (string, error) {
	if f, ok := s.Notifier.(notify.Finder); ok {
		return f.Find(ctx, m, since)
	}
	return "", notify.ErrNoHistory
}

// editor is a sender that can.
type editor struct {
	sender
	notify.Editor
}

func sending(f func(context.Context, notify.Notifier, notify.Message) (string, error)) func(string, notify.Notifier) notify.Notifier {
	return func(_ string, n notify.Notifier) notify.Notifier {
		if e, ok := n.(notify.Editor); ok {
			return &editor{sender{n, f}, e}
		}
		return &sender{n, f}
	}
}

// poller looks in another way. Of the courts' feeds only: a source that names
// its dockets itself stays as it is.
type poller struct {
	watcher.Source
	poll func(context.Context, watcher.Source, watcher.Cursor) (watcher.Batch, error)
}

func (p *poller) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	return p.poll(ctx, p.Source, at)
}

func (p *poller) Court() string { return p.Source.(interface{ Court() string }).Court() }

func polling(f func(context.Context, watcher.Source, watcher.Cursor) (watcher.Batch, error)) func(watcher.Source) watcher.Source {
	return func(s watcher.Source) watcher.Source {
		if _, feed := s.(interface{ Court() string }); !feed {
			return s
		}
		return &poller{s, f}
	}
}

func forgetful() func(*daemon, watcher.SettleLedger) watcher.SettleLedger {
	return func(_ *daemon, l watcher.SettleLedger) watcher.SettleLedger {
		told := make(map[string]string)
		return &book{l, func(ctx context.Context, l watcher.SettleLedger, t docket.Turn) error {
			var kept []docket.Plan
			for _, p := range t.Plans {
				a := p.Alert
				if of, known := told[a.Entry]; a.Kind == docket.AlertFiling && a.Entry != "" {
					if known && of != a.Subject {
						continue
					}
					told[a.Entry] = a.Subject
				}
				kept = append(kept, p)
			}
			t.Plans = kept
			return l.Commit(ctx, t)
		}}
	}
}

func daily() func(watcher.Source) watcher.Source {
	return polling(func(ctx context.Context, s watcher.Source, at watcher.Cursor) (watcher.Batch, error) {
		b, err := s.Poll(ctx, at)
		days := make(map[string]bool)
		var kept []docket.Sighting
		for _, x := range b.Sightings {
			day := fmt.Sprint(x.Docket(), x.Entered.Format(time.DateOnly))
			if x.DocumentNumber == "" && days[day] {
				continue
			}
			days[day] = days[day] || x.DocumentNumber == ""
			kept = append(kept, x)
		}
		b.Sightings = kept
		return b, err
	})
}

// greedy is a ledger whose leases bind nobody.
type greedy struct {
	watcher.SettleLedger
	d *daemon
}

func unleased(d *daemon, l watcher.SettleLedger) watcher.SettleLedger { return &greedy{l, d} }

func (g *greedy) Claim(ctx context.Context, owner string, names []string, now time.Time, lease time.Duration) ([]docket.SourceState, error) {
	got, err := g.SettleLedger.Claim(ctx, owner, names, now, lease)
	if err != nil || len(got) == len(names) {
		return got, err
	}
	return g.d.store.Sources(ctx)
}

func forgetting() func(*daemon, notify.Outbox) notify.Outbox {
	return func(d *daemon, o notify.Outbox) notify.Outbox {
		var born time.Time
		return &queue{o, d, func(ctx context.Context, d *daemon, o notify.Outbox, to string, now time.Time, lease time.Duration) (docket.Claim, bool, error) {
			if born.IsZero() {
				born = now
			}
			c, ok, err := o.Claim(ctx, to, now, lease)
			if ok && err == nil && c.Created.Before(born.Add(-time.Second)) {
				return c, false, d.store.Outbox().Settle(ctx, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Sent, At: now})
			}
			return c, ok, err
		}}
	}
}

// amnesiac does not know, at its first look, that there was one before.
type amnesiac struct {
	watcher.SettleLedger
	asked map[string]bool
}

func rebased(_ *daemon, l watcher.SettleLedger) watcher.SettleLedger {
	return &amnesiac{l, make(map[string]bool)}
}

func (a *amnesiac) Known(ctx context.Context, source string, dockets []docket.DocketKey, s []docket.Sighting, r []docket.Release) (docket.Known, error) {
	k, err := a.SettleLedger.Known(ctx, source, dockets, s, r)
	if !a.asked[source] {
		clear(k.Baselined)
		a.asked[source] = true
	}
	return k, err
}

func lazily(kept keep) keep {
	var last func() error
	return func(ctx context.Context, key string, body []byte) error {
		if last != nil {
			if err := last(); err != nil {
				return err
			}
		}
		last = func() error { return kept(context.WithoutCancel(ctx), key, body) }
		return nil
	}
}

func repeating() func(*daemon, watcher.SettleLedger) watcher.SettleLedger {
	return func(_ *daemon, l watcher.SettleLedger) watcher.SettleLedger {
		var last time.Time
		var told []docket.Plan
		return &book{l, func(ctx context.Context, l watcher.SettleLedger, t docket.Turn) error {
			for _, p := range t.Plans {
				if p.Alert.Kind == docket.AlertFiling {
					told = append(told, p)
				}
			}
			if t.Started.Before(last.Add(-time.Minute)) {
				for _, p := range told {
					p.Alert.Digest = t.Started.String()
					t.Plans = append(t.Plans, p)
				}
			}
			last = t.Started
			return l.Commit(ctx, t)
		}}
	}
}
