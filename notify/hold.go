package notify

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// arrange holds, lets go and gathers what waits, before anything more is sent.
func (w *worker) arrange(ctx context.Context, now time.Time) error {
	b, err := w.d.o.Outbox.Backlog(ctx, w.Name, now.Add(-w.Manners.Flood.Within))
	if err != nil || len(b.Waiting) == 0 {
		return err
	}
	plan := arrange(w.Name, b, w.Manners, w.silent, now)
	if plan.Empty() {
		return nil
	}
	err = w.d.o.Outbox.Arrange(context.WithoutCancel(ctx), w.Name, plan, now)
	if isStale(err) { // somebody was quicker with one of them: the next turn sees it
		w.log.Debug("queue not arranged", zap.Error(err))
		return nil
	}
	if err == nil {
		w.log.Info("queue arranged", zap.Int("held", len(plan.Hold)), zap.Int("let_go", len(plan.Release)), zap.Int("gathered", len(plan.Groups)))
	}
	return err
}

// silent reports whether a delivery changes a message that stands, or is worth
// nothing more than that.
func (w *worker) silent(q docket.Queued) bool {
	return q.Alert.EditOnly || w.edits(docket.Claim{Delivery: q.Delivery, Alert: q.Alert, EditRef: q.EditRef})
}

// isStale reports whether a write lost a race and is to be thought over.
func isStale(err error) bool {
	var stale interface{ Stale() bool }
	return errors.As(err, &stale) && stale.Stale()
}

// behind is how long a worker may stand still: a send, its look-up and the wait
// for the ledger take less.
const behind = 3 * time.Minute

// tolerance is how long a destination may be down before that is worth a call.
const tolerance = 15 * time.Minute

// Delivering answers "does what is found get out?": every worker gets on, and no
// destination refuses us. Why says what is wrong.
func (d *Dispatcher) Delivering() (ok bool, why string) {
	var wrong []string
	for _, w := range d.workers {
		turned, failing := w.turned.Load(), w.failing.Load()
		now := d.o.Now().UnixMilli()
		switch {
		case w.refuses.Load():
			wrong = append(wrong, w.Name+" takes no messages")
		case failing != 0 && now-failing > tolerance.Milliseconds():
			wrong = append(wrong, w.Name+" has taken nothing since "+time.UnixMilli(failing).UTC().Format(time.RFC1123))
		case turned != 0 && now-turned > behind.Milliseconds():
			wrong = append(wrong, fmt.Sprintf("%s has stood still since %s", w.Name, time.UnixMilli(turned).UTC().Format(time.RFC1123)))
		}
	}
	return len(wrong) == 0, strings.Join(wrong, "; ")
}
