package watcher

import (
	"context"
	"errors"
	"slices"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// turner takes one source through one turn. It holds nothing of a turn itself.
type turner struct {
	ledger Ledger
	watch  *Watch
	router Router
	owner  string
	now    func() time.Time

	settles  bool // what a new entry lacks is asked for
	lab      bool // short pauses
	discover []DiscoverRule
	book     *Rulebook
	arguer   *Arguer // finds what releases argue; nil: nothing is looked for
	reach    *reach  // nil: nobody knows whether we are offline
}

// result is what came of a turn. Quiet means that nothing was written: the
// state is to be marked with the others.
type result struct {
	state  docket.SourceState
	turn   docket.Turn
	err    error // the ledger refused; the cursor stands where it stood
	quiet  bool
	alerts int
}

// take looks once and commits what it saw.
func (t *turner) take(ctx context.Context, s Scheduled, state docket.SourceState) result {
	started := t.now()
	digest := s.digest(t.watch)

	// Poll, prove, parse, normalise: the source's own business. What was read
	// and thrown away when a docket was not watched yet is read again now.
	batch, err := s.Source.Poll(ctx, Cursor{State: state.Cursor, Full: state.WatchDigest != digest, Now: started, Why: state.Why})
	switch {
	case ctx.Err() != nil: // told to stop while asking: this was no look at all
		return result{state: state, quiet: true}
	case notAsked(err):
		next := state
		next.Next = t.comeBack(s, err)
		return result{state: next, quiet: true}
	case err == nil, errors.Is(err, ErrNotModified):
		t.reach.note(s.Source.Name(), true, started)
	}
	switch {
	case errors.Is(err, ErrNotModified) && state.WatchDigest == digest:
		next := looked(state, docket.LookQuiet, started, s.Schedule.Next(t.now(), started))
		if state.Health == docket.HealthOK {
			return result{state: next, quiet: true}
		}
		return t.commit(ctx, t.health(docket.Turn{Outcome: docket.LookQuiet, State: next}, state, ""), started)
	case err != nil:
		return t.commit(ctx, t.failed(s, state, err, started), started)
	}
	for try := 0; ; try++ {
		turn, err := t.merge(ctx, s, state, batch, started, digest)
		if err != nil {
			return result{state: state, err: err}
		}
		if quiet(turn, state) {
			return result{state: turn.State, turn: turn, quiet: true}
		}
		res := t.commit(ctx, turn, started)
		if try < 3 && isStale(res.err) {
			continue // another source told of the same filing meanwhile: merge with it
		}
		return res
	}
}

// comeBack is when to try a source that was not asked: at its next tick, or when
// it says itself.
func (t *turner) comeBack(s Scheduled, err error) time.Time {
	next := s.Schedule.Next(t.now(), t.now())
	var waits interface {
		RetryIn() (wait time.Duration, said bool)
	}
	if errors.As(err, &waits) {
		if wait, said := waits.RetryIn(); said {
			next = later(next, t.now().Add(wait))
		}
	}
	return next
}

// commit is the one transaction of a turn.
// -- the process may die before it: nothing was seen, the cursor stands where
// it stood, the next look brings the same --
// -- or right after it: alerts and deliveries are in the ledger, and the
// delivering half finds them at its next start --
func (t *turner) commit(ctx context.Context, turn docket.Turn, started time.Time) result {
	turn.Owner, turn.Started, turn.Ended = t.owner, started, t.now()
	if turn.Source == "" {
		turn.Source = turn.State.Name
	}
	if err := t.ledger.Commit(context.WithoutCancel(ctx), turn); err != nil {
		return result{err: err, state: turn.State}
	}
	return result{state: turn.State, turn: turn, alerts: len(turn.Plans)}
}

// quiet: nothing to keep, nothing to tell and nothing to correct, so no row is
// written. The cursor moves in memory only: after a crash the older one reads
// a little more, and loses nothing.
func quiet(turn docket.Turn, was docket.SourceState) bool {
	return turn.Outcome == docket.LookOK && turn.Raw == nil && turn.Gap == nil &&
		len(turn.Entries)+len(turn.Releases)+len(turn.Plans)+len(turn.Dockets)+len(turn.Suggested) == 0 &&
		was.Health == docket.HealthOK && was.WatchDigest == turn.State.WatchDigest
}

// merge compares a look with the ledger and decides what to keep and tell.
func (t *turner) merge(ctx context.Context, s Scheduled, state docket.SourceState, b Batch, now time.Time, digest string) (docket.Turn, error) {
	outcome := docket.LookOK
	if b.Partial != nil {
		outcome = docket.LookPartial
	}
	m := docket.Turn{Source: s.Source.Name(), Outcome: outcome, Raw: b.Raw, Gap: b.Gap}
	m.Counts.Items, m.Counts.Read = b.Items, len(b.Sightings)+len(b.Releases)

	watched := t.match(b.Sightings, &m.Counts)
	first := state.WatchDigest != digest
	keys := keysOf(watched)
	var refs []docket.DocketRef // whose first look this may be
	if first || b.Looked != nil {
		refs = covered(s.dockets(t.watch), b)
		for _, ref := range refs {
			keys = append(keys, ref.Key())
		}
	}
	t.label(b.Releases)
	found := t.discovered(b.Sightings, watched, b.Suggested)
	for _, s := range found {
		keys = append(keys, s.Docket.Key())
	}
	known, err := t.ledger.Known(ctx, s.Source.Name(), keys, sightingsOf(watched), b.Releases)
	if err != nil {
		return m, err
	}
	baseline := t.baseline(refs, known, b)
	t.mergeEntries(&m, watched, footing{known: known, fresh: baseline, whole: b.Whole, lab: t.lab})
	var captions map[docket.DocketKey]string
	if slices.ContainsFunc(b.Releases, func(r docket.Release) bool { return r.Relevance == docket.Relevant }) {
		if captions, err = t.ledger.Captions(ctx); err != nil {
			return m, err
		}
	}
	if len(b.Releases) > 0 { // reading every caption costs more than the rest of a court's turn
		t.mergeReleases(&m, b.Releases, known, first, t.watch.parties(captions))
	}
	t.suggest(&m, found, known, now)
	m = t.finish(m, s, state, b, now, baseline, known, digest)
	return m, nil
}

// matched is a sighting of a watched docket.
type matched struct {
	docket.Sighting
	key docket.DocketKey
	of  *docket.Case
}

func (t *turner) match(sightings []docket.Sighting, counts *docket.Counts) []matched {
	var watched []matched
	for _, s := range sightings {
		key, c, ok := t.watch.Match(s)
		if !ok {
			counts.Unwatched++
			continue
		}
		watched = append(watched, matched{Sighting: s, key: key, of: c})
	}
	// Feeds show the newest first; people are told in the order of events. Within
	// one second it is the feed's order, read from its end.
	slices.Reverse(watched)
	slices.SortStableFunc(watched, func(a, b matched) int { return moment(a.Sighting).Compare(moment(b.Sighting)) })
	return watched
}

// moment is when a filing was entered, or the day it was filed on.
func moment(s docket.Sighting) time.Time {
	if s.Entered.IsZero() {
		return dayOf(s.Filed)
	}
	return s.Entered
}

// keysOf are the dockets of a look, each once.
func keysOf(ms []matched) []docket.DocketKey {
	var keys []docket.DocketKey
	for _, m := range ms {
		if !slices.Contains(keys, m.key) {
			keys = append(keys, m.key)
		}
	}
	return keys
}

func sightingsOf(ms []matched) []docket.Sighting {
	list := make([]docket.Sighting, len(ms))
	for i, m := range ms {
		list[i] = m.Sighting
	}
	return list
}

// baseline lists the dockets whose first look this is. A look whose end is
// missing takes none: what it did not show would later be told as news.
func (t *turner) baseline(refs []docket.DocketRef, known docket.Known, b Batch) []docket.DocketRef {
	if b.Partial != nil && b.Partial.Cut {
		return nil
	}
	var fresh []docket.DocketRef
	for _, ref := range refs {
		if !known.Baselined[ref.Key()] {
			fresh = append(fresh, ref)
		}
	}
	return fresh
}

// covered are the dockets that a look reached.
func covered(refs []docket.DocketRef, b Batch) []docket.DocketRef {
	if b.Looked == nil {
		return refs
	}
	return slices.DeleteFunc(slices.Clone(refs), func(r docket.DocketRef) bool { return !slices.Contains(b.Looked, r.Key()) })
}

// label finds out what each press item is about, unless its source knows.
func (t *turner) label(releases []docket.Release) {
	for i := range releases {
		r := &releases[i]
		if r.Relevance == "" {
			r.Relevance, r.Why = rules.Press(*r)
		}
		if r.Cluster == "" {
			r.Cluster = rules.Cluster(r.Title, r.Date)
		}
	}
}
