package notify

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// send sends one claimed delivery and sorts what came of it into its class.
func (w *worker) send(ctx context.Context, c docket.Claim) docket.Settlement {
	w.lastSend = w.d.o.Now()
	edits := w.edits(c)
	if c.Alert.EditOnly && !edits {
		return docket.Settlement{State: docket.Dropped, Error: docket.NoEdit}
	}
	ref, err := w.guarded(ctx, c, edits)
	now := w.d.o.Now()
	if err == nil {
		w.log.Debug("sent", zap.Int64("delivery", c.ID), zap.String("ref", ref))
		w.failing.Store(0)
		s := docket.Settlement{State: docket.Sent, Ref: ref}
		s.Raise = w.mended()
		return s
	}
	var permanent *Permanent
	var after *RetryAfter
	var uncertain *Uncertain
	switch {
	case errors.Is(err, ErrAmong):
		return docket.Settlement{State: docket.Dropped, Error: err.Error()}
	case errors.As(err, &permanent) && permanent.Destination:
		return w.refused(err, now)
	case errors.As(err, &permanent) && edits:
		w.log.Warn("message not edited; a new one follows", zap.Int64("delivery", c.ID), zap.Error(err))
		return docket.Settlement{State: docket.Pending, NotBefore: now, Error: cannotEdit}
	case errors.As(err, &permanent):
		return w.unsendable(c, err, now)
	case errors.As(err, &after):
		w.until = now.Add(min(max(after.After, time.Second), 24*time.Hour))
		s := docket.Settlement{State: docket.Pending, NotBefore: w.until, Error: err.Error()}
		if remembered(c) {
			s.Error = c.LastError
		}
		return s
	case errors.As(err, &uncertain) && edits:
		return w.again(c, err, now) // the same edit again does no harm
	case errors.As(err, &uncertain) && c.LastError == mayRepeat:
		return w.dead(c, err) // in doubt twice, and no way to look: a third copy would be a flood
	case errors.As(err, &uncertain):
		w.log.Warn("it may have arrived: looking before repeating", zap.Int64("delivery", c.ID), zap.Error(err))
		return docket.Settlement{State: docket.Uncertain, NotBefore: now.Add(w.d.waits.firstLook), Error: err.Error()}
	default:
		return w.again(c, err, now)
	}
}

// What LastError of a delivery says when the next try must differ from the last.
const (
	refusedOnce = "refused in full; to be sent in its plainest form"
	mayRepeat   = "it may have arrived, and this destination cannot be searched; sent once more"
	cannotEdit  = "the message cannot be edited; told by a new one"
)

// remembered: what the next try must know is not written over by a new error.
func remembered(c docket.Claim) bool {
	return c.LastError == mayRepeat || c.LastError == refusedOnce || c.LastError == cannotEdit
}

// edits reports whether a claim changes a message that stands already. Where
// there is none, or the destination cannot change it, a short new one follows.
func (w *worker) edits(c docket.Claim) bool {
	_, can := w.Notifier.(Editor)
	return can && c.Alert.Kind == docket.AlertUpdate && c.EditRef != "" && c.LastError != cannotEdit && c.LastError != refusedOnce
}

func messageOf(c docket.Claim) Message {
	return Message{PublicID: c.PublicID, Alert: c.Alert, Thread: c.Thread, ThreadRef: c.ThreadRef,
		Plain: c.LastError == refusedOnce, MayRepeat: c.LastError == mayRepeat}
}

// guarded turns a panic in a notifier into a failure.
func (w *worker) guarded(ctx context.Context, c docket.Claim, edits bool) (ref string, err error) {
	defer func() {
		if p := recover(); p != nil {
			w.log.Error("panic while sending", zap.Any("panic", p), zap.Stack("stack"))
			ref, err = "", &Uncertain{Reason: fmt.Sprintf("the notifier broke down: %v", p)}
		}
	}()
	if edits {
		m := messageOf(c)
		if c.Among != nil {
			m.Alert = among(*c.Among, c.Meanwhile)
		}
		return c.EditRef, w.Notifier.(Editor).Edit(ctx, c.EditRef, m)
	}
	m := messageOf(c)
	m.FollowUp = c.Alert.Kind == docket.AlertUpdate
	return w.Notifier.Send(ctx, m)
}

// look searches the destination's history for a delivery in doubt. Twice not
// found, some time apart, means that it did not arrive.
func (w *worker) look(ctx context.Context, c docket.Claim) docket.Settlement {
	now := w.d.o.Now()
	if w.edits(c) { // the same edit again does no harm
		return docket.Settlement{State: docket.Pending, Looked: true, NotBefore: now, Error: "whether it was edited is not known; it is edited again"}
	}
	ref, err := w.find(ctx, c)
	var permanent *Permanent
	switch {
	case errors.Is(err, ErrNoHistory) && c.Restored: // one message lists all of these: each again would be a flood
		return docket.Settlement{State: docket.Dropped, Looked: true, Error: "it may have been told before the ledger was restored, and this destination cannot be searched; listed in one message"}
	case errors.Is(err, ErrNoHistory) && c.LastError == mayRepeat: // twice it may have arrived: a third copy would be a flood
		return w.dead(c, errors.New("in doubt twice, and this destination cannot be searched"))
	case errors.Is(err, ErrNoHistory): // rather twice than not at all, and never more than once more
		return docket.Settlement{State: docket.Pending, Looked: true, NotBefore: now.Add(w.d.waits.repeat), Error: mayRepeat}
	case err == nil && ref != "":
		return docket.Settlement{State: docket.Sent, Looked: true, Ref: ref, Raise: w.mended()}
	case err == nil && c.Looks == 0:
		return docket.Settlement{State: docket.Uncertain, Looked: true, NotBefore: now.Add(w.d.waits.secondLook), Error: "not in the history yet"}
	case err == nil && now.Sub(c.Created) > w.d.waits.giveUp:
		return w.dead(c, errors.New("tried for three days, and never in the history"))
	case err == nil:
		return docket.Settlement{State: docket.Pending, Looked: true, NotBefore: now.Add(w.backoff(c)), Error: "not in the history: it did not arrive"}
	case errors.As(err, &permanent) && permanent.Destination:
		s := w.refused(err, now)
		s.State = docket.Uncertain
		return s
	}
	// A history that cannot be read now proves nothing: the doubt stays.
	wait := w.d.waits.secondLook
	var after *RetryAfter
	if errors.As(err, &after) {
		wait = max(wait, min(after.After, 24*time.Hour))
		w.until = now.Add(wait) // the others in doubt are looked for in the same history
	}
	if now.Sub(c.Created) > w.d.waits.giveUp {
		return w.dead(c, err)
	}
	return docket.Settlement{State: docket.Uncertain, NotBefore: now.Add(wait), Error: "history: " + err.Error()}
}

// find asks the destination's history, if it has one. A panic there is a
// history that cannot be read now.
func (w *worker) find(ctx context.Context, c docket.Claim) (ref string, err error) {
	finder, ok := w.Notifier.(Finder)
	if !ok {
		return "", ErrNoHistory
	}
	defer func() {
		if p := recover(); p != nil {
			ref, err = "", fmt.Errorf("the notifier broke down: %v", p)
		}
	}()
	return finder.Find(ctx, messageOf(c), c.Attempted)
}

// refused: the destination itself takes nothing from us. Its queue stays, the
// others go on, and somebody hears of it by a second road.
func (w *worker) refused(err error, now time.Time) docket.Settlement {
	s := docket.Settlement{State: docket.Pending, Error: err.Error()}
	w.pause = min(max(2*w.pause, w.d.waits.broken), w.d.waits.brokenMost)
	w.until = now.Add(w.pause)
	s.NotBefore = w.until
	if w.broken.IsZero() {
		w.broken = now
		w.refuses.Store(true)
		w.log.Error("the destination refuses us", zap.Error(err))
		s.Raise = w.health("broken", w.Name+" takes no messages", err.Error()+"; its messages wait, none is lost")
	}
	return s
}

// mended says that a broken destination takes messages again.
func (w *worker) mended() *docket.Plan {
	if w.broken.IsZero() {
		return nil
	}
	p := w.health("mended", w.Name+" takes messages again", "it did not since "+w.broken.UTC().Format(time.RFC1123))
	w.broken, w.pause, w.until = time.Time{}, 0, time.Time{}
	w.refuses.Store(false)
	return p
}

// unsendable: this message is refused as it is. The same bytes are never sent
// again; a plainer form is tried once.
func (w *worker) unsendable(c docket.Claim, err error, now time.Time) docket.Settlement {
	if c.LastError == refusedOnce {
		return w.dead(c, err)
	}
	w.log.Warn("message refused; sending its plainest form", zap.Int64("delivery", c.ID), zap.Error(err))
	return docket.Settlement{State: docket.Pending, NotBefore: now, Error: refusedOnce}
}

// again: known not sent. Later, a little less often each time, for three days.
func (w *worker) again(c docket.Claim, err error, now time.Time) docket.Settlement {
	if now.Sub(c.Created) > w.d.waits.giveUp && c.Attempts > 3 { // never for having been down ourselves
		return w.dead(c, err)
	}
	w.failing.CompareAndSwap(0, now.UnixMilli())
	keep := err.Error()
	if remembered(c) {
		keep = c.LastError // what the next try must know
	}
	wait := w.backoff(c)
	w.until = now.Add(min(wait, time.Minute)) // a server that is down is not asked for each message in turn
	return docket.Settlement{State: docket.Pending, NotBefore: now.Add(wait), Error: keep}
}

// backoff is the pause before the next try, longer after each.
func (w *worker) backoff(c docket.Claim) time.Duration {
	wait := min(w.d.waits.retry<<min(max(c.Attempts-1, 0), 12), w.d.waits.retryMost)
	if w.d.o.Jitter != nil {
		return wait + w.d.o.Jitter(wait/5+1)
	}
	return wait + rand.N(wait/5+1) // #nosec G404 -- jitter, no secret
}

// dead: given up, kept, and told. A person decides.
func (w *worker) dead(c docket.Claim, err error) docket.Settlement {
	w.log.Error("given up", zap.Int64("delivery", c.ID), zap.Error(err))
	if c.Alert.Kind == docket.AlertHealth { // word of a dead word would never end
		return docket.Settlement{State: docket.Dead, Error: err.Error()}
	}
	id := strconv.FormatInt(c.ID, 10)
	to := w.d.o.HealthRoute(w.Name)
	if len(to) == 0 { // there is no second road
		to = []string{w.Name}
	}
	return docket.Settlement{State: docket.Dead, Error: err.Error(), Raise: w.plan("dead-"+id, "A message for "+w.Name+" could not be delivered",
		c.Alert.Title+": "+err.Error()+"; `docketwatch outbox retry "+id+"` sends it again", to)}
}

func (w *worker) health(what, title, body string) *docket.Plan {
	return w.plan(what+"-"+strconv.FormatInt(w.broken.UnixMilli(), 10), title, body, w.d.o.HealthRoute(w.Name))
}

func (w *worker) plan(digest, title, body string, to []string) *docket.Plan {
	return &docket.Plan{Destinations: to, Alert: docket.Alert{Subject: "destination:" + w.Name, Kind: docket.AlertHealth, Digest: digest,
		Title: title, Body: body, Seen: w.d.o.Now(), Reason: "the delivering itself"}}
}
