package watcher

import (
	"context"
	"time"

	"docketwatch/docket"
)

// backfillRow is the row of the ledger under which a docket is read whole.
const backfillRow = "backfill"

// A Backfill puts a docket that was read whole into the ledger. Nothing old is
// told as new: what was filed before the docket was watched is known and quiet,
// what was missed since comes as one list, and only what is fresh is news.
type Backfill struct {
	turner *turner
	ledger Ledger
}

// NewBackfill makes one for a watch.
func NewBackfill(l Ledger, w *Watch, r Router, b *Rulebook, owner string, now func() time.Time) *Backfill {
	return &Backfill{ledger: l, turner: &turner{ledger: l, watch: w, router: r, book: b, owner: owner, now: now}}
}

// Put commits what a source showed of one docket and says what of it was new.
func (b *Backfill) Put(ctx context.Context, ref docket.DocketRef, sightings []docket.Sighting) (docket.Counts, error) {
	t := b.turner
	now := t.now()
	held, err := b.ledger.Claim(ctx, t.owner, []string{backfillRow}, now, leaseFor)
	if err != nil {
		return docket.Counts{}, err
	}
	state := docket.SourceState{Name: backfillRow}
	if len(held) > 0 {
		state = held[0]
	}
	for i := range sightings {
		sightings[i].Learned = now // whenever its source learned of it: we do now
	}
	for try := 0; ; try++ {
		m := docket.Turn{Source: backfillRow, Outcome: docket.LookOK}
		m.Counts.Items, m.Counts.Read = len(sightings), len(sightings)
		watched := t.match(sightings, &m.Counts)
		known, err := b.ledger.Known(ctx, backfillRow, []docket.DocketKey{ref.Key()}, sightingsOf(watched), nil)
		if err != nil {
			return m.Counts, err
		}
		known.Baselined[ref.Key()] = true
		var fresh []docket.DocketRef
		if known.Since[ref.Key()].IsZero() { // never looked at: all of it was there before
			fresh = append(fresh, ref)
		}
		t.mergeEntries(&m, watched, footing{known: known, fresh: fresh, lookingBack: true})
		m.Dockets = fresh
		m.State = looked(state, docket.LookOK, now, now)
		m.State.Name = backfillRow
		res := t.commit(ctx, m, now)
		if try < 3 && isStale(res.err) {
			continue
		}
		return m.Counts, res.err
	}
}
