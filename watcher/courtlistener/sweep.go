package courtlistener

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// A sweep is one look of the source.
type sweep struct {
	source *Source
	state  *state
	now    time.Time

	copies map[int64]docket.DocketKey
	ofKey  map[docket.DocketKey][]Copy
	open   []docket.DocketRef // to be looked up

	asked   bool           // some request was made
	read    map[int64]bool // dockets read whole
	failed  int
	failure error // the first
	stopped error // no more is asked in this look
	fresh   []candidate
	shown   map[int64]string // digests of the fresh ones
	items   int
	bodies  [][]byte // of answers with something fresh in them
	notes   []string
}

// run does what is due, the most useful first. An error means that this was no
// good look, and that nothing of it is kept.
func (w *sweep) run(ctx context.Context) error {
	if err := w.take(ctx); err != nil {
		return err
	}
	for _, step := range []func(context.Context){w.hint, w.wanted, w.lookUp, w.setUp, w.turn} {
		if w.stopped == nil {
			step(ctx)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	switch {
	case len(w.read) > 0, w.asked && w.failure == nil:
		return nil
	case w.failure != nil:
		return w.failure
	case w.stopped != nil:
		return w.stopped
	}
	until := w.nextDue()
	return &NotAsked{Wait: until.Sub(w.now), Until: until, Why: "nothing is due"}
}

// take reads from the book which dockets there are.
func (w *sweep) take(ctx context.Context) error {
	w.copies, w.ofKey = make(map[int64]docket.DocketKey), make(map[docket.DocketKey][]Copy)
	w.read, w.shown = make(map[int64]bool), make(map[int64]string)
	for _, ref := range w.source.refs {
		l, err := w.source.book.Listing(ctx, ref.Key())
		if err != nil {
			return err
		}
		if due(l, w.now) {
			w.open = append(w.open, ref)
		}
		w.know(ref.Key(), l)
	}
	w.state.follow(w.copies)
	return nil
}

func (w *sweep) know(key docket.DocketKey, l Listing) {
	w.ofKey[key] = l.Copies
	for _, x := range l.Copies {
		w.copies[x.ID] = key
	}
}

// tries is how many requests of one look may fail before it ends. More than one,
// because a docket that can never be read must not keep the others waiting.
const tries = 3

// fail sorts an error: what concerns everything ends the look, what concerns one
// docket does not.
func (w *sweep) fail(err error) {
	var none *NotAsked
	if errors.As(err, &none) {
		w.stopped = err
		return
	}
	w.asked = true
	w.failed++
	if w.failure == nil {
		w.failure = err
	}
	var silence *Throttled
	var down *Down
	var refused *watcher.Refused
	if w.failed == tries || errors.As(err, &silence) || errors.As(err, &down) || errors.As(err, &refused) && refused.Blocked {
		w.stopped = err
	}
}

// lookUp finds the copies of dockets that are new, or whose copies are to be
// counted again, inside the allowance for what is new.
func (w *sweep) lookUp(ctx context.Context) {
	for _, ref := range w.open {
		if w.stopped != nil || !w.setupLeft() {
			return
		}
		if w.now.Before(w.state.Later[string(ref.Key())]) {
			continue
		}
		l, err := w.source.client.resolve(ctx, Sweep, w.source.book, ref)
		if err != nil {
			w.fail(err)
			w.state.later(ref.Key(), w.now.Add(time.Hour))
			continue
		}
		w.asked = true
		w.state.Setup++
		delete(w.state.Later, string(ref.Key()))
		w.found(ref.Key(), l)
	}
}

func (w *sweep) found(key docket.DocketKey, l Listing) {
	maps.DeleteFunc(w.copies, func(_ int64, k docket.DocketKey) bool { return k == key })
	w.know(key, l)
	w.state.follow(w.copies)
	if len(l.Copies) > 0 {
		delete(w.state.Missing, string(key))
		return
	}
	if _, known := w.state.Missing[string(key)]; !known {
		if w.state.Missing == nil {
			w.state.Missing = make(map[string]time.Time)
		}
		w.state.Missing[string(key)] = w.now
		w.notes = append(w.notes, fmt.Sprintf("CourtListener has no docket %s; it is asked again every day", key))
	}
}

// setupLeft reports whether the day's allowance for new dockets has room.
func (w *sweep) setupLeft() bool {
	if w.now.Sub(w.state.SetupDay) >= day {
		w.state.SetupDay, w.state.Setup = w.now, 0
	}
	return w.state.Setup < w.source.pace.setup
}

// ready lists copies by when they were last read, the longest ago first.
func (w *sweep) ready(keep func(*reading) bool) []int64 {
	ids := slices.Sorted(maps.Keys(w.state.Dockets))
	ids = slices.DeleteFunc(ids, func(id int64) bool {
		r := w.state.Dockets[id]
		return w.now.Before(r.Again) || !keep(r)
	})
	slices.SortStableFunc(ids, func(a, b int64) int { return w.state.Dockets[a].Read.Compare(w.state.Dockets[b].Read) })
	return ids
}

// wanted reads the dockets that a hint pointed at.
func (w *sweep) wanted(ctx context.Context) {
	for _, id := range w.ready(func(r *reading) bool { return r.Want != 0 }) {
		if w.stopped != nil {
			return
		}
		w.one(ctx, id)
	}
}

// setUp reads the newest page of dockets that were never read.
func (w *sweep) setUp(ctx context.Context) {
	for _, id := range w.ready(func(r *reading) bool { return r.Read.IsZero() }) {
		if w.stopped != nil || !w.setupLeft() {
			return
		}
		w.state.Setup++
		w.one(ctx, id)
	}
}

// turn reads the docket that was read longest ago. Where something failed and
// nothing was read, it reads one out of its turn: that tells the trouble of one
// docket from CourtListener's own.
func (w *sweep) turn(ctx context.Context) {
	left := w.source.pace.batch
	if w.now.Sub(w.state.Turned) < w.source.pace.turn {
		if w.failure == nil || len(w.read) > 0 {
			return
		}
		left = 1
	}
	for _, id := range w.ready(func(r *reading) bool { return !r.Read.IsZero() }) {
		if w.stopped != nil || left == 0 {
			return
		}
		if w.read[id] {
			continue
		}
		w.state.Dockets[id].Want |= wantEntries
		if w.one(ctx, id) {
			w.state.Turned = w.now
			left--
		}
	}
}

// nextDue is when something will be.
func (w *sweep) nextDue() time.Time {
	next := w.state.Hinted.Add(w.source.pace.hint)
	if t := w.state.Turned.Add(w.source.pace.turn); t.Before(next) {
		next = t
	}
	if soon := w.now.Add(min(time.Minute, w.source.pace.turn)); next.Before(soon) {
		return soon
	}
	return next
}

// batch is the look as the ledger takes it.
func (w *sweep) batch() (watcher.Batch, error) {
	b := watcher.Batch{Items: w.items, Coverage: w.coverage(), Note: strings.Join(w.notes, "; "), Looked: []docket.DocketKey{}}
	for id := range w.read {
		b.Looked = append(b.Looked, w.copies[id])
	}
	if len(w.fresh) > 0 {
		body := bytes.Join(w.bodies, []byte("\n"))
		digest := digestOf(body)
		for _, c := range w.fresh {
			c.sighting.Digest = digest
			b.Sightings = append(b.Sightings, c.sighting)
		}
		b.Raw = &docket.Raw{Source: w.source.name, At: w.now, Reason: "changed", Digest: digest, Size: len(body), Body: body}
	}
	var err error
	b.Next, err = w.state.encode()
	return b, err
}

// coverage says what the source can see at all.
func (w *sweep) coverage() string {
	listed := 0
	for _, ref := range w.source.refs {
		if len(w.ofKey[ref.Key()]) > 0 {
			listed++
		}
	}
	text := fmt.Sprintf("%d of %d watched dockets are on CourtListener", listed, len(w.source.refs))
	bad := 0
	for _, r := range w.state.Dockets {
		if r.Fails > 1 || r.Bad != "" {
			bad++
		}
	}
	if bad > 0 {
		text += fmt.Sprintf("; %d cannot be read whole", bad)
	}
	return text
}
