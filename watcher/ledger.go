package watcher

import (
	"context"
	"errors"
	"time"

	"docketwatch/docket"
)

// A Ledger remembers. It is the only thing both halves share.
type Ledger interface {
	// Claim takes or renews the lease on every named source that no other live
	// owner holds, and returns the states of those it got.
	Claim(ctx context.Context, owner string, sources []string, now time.Time, lease time.Duration) ([]docket.SourceState, error)
	// Known returns what the ledger holds on these sightings and releases.
	Known(ctx context.Context, source string, dockets []docket.DocketKey, sightings []docket.Sighting, releases []docket.Release) (docket.Known, error)
	// Captions are the dockets' case names as their courts print them.
	Captions(ctx context.Context) (map[docket.DocketKey]string, error)
	// Commit writes a turn whole or not at all. An error for which
	// IsStale holds means that another writer came first: read again.
	Commit(ctx context.Context, t docket.Turn) error
	// Mark records looks that found nothing new, many at once, and renews leases.
	Mark(ctx context.Context, owner string, states []docket.SourceState, lease time.Duration) error
}

// A SettleLedger remembers what is still to be asked for.
type SettleLedger interface {
	Ledger
	// Unsettled returns the entries whose time to ask has come, the most urgent
	// first, and when the next one's comes (zero: none waits).
	Unsettled(ctx context.Context, now time.Time, limit int) (due []docket.Entry, next time.Time, err error)
}

// A ReadLedger remembers which documents are still to be read.
type ReadLedger interface {
	// Wanted returns documents whose time has come, and when the next one's
	// comes (zero: none waits).
	Wanted(ctx context.Context, now time.Time, limit int) (due []docket.Reading, next time.Time, err error)
	// CommitRead keeps what came of one try.
	CommitRead(ctx context.Context, t docket.ReadTurn) error
}

// isStale reports whether a commit lost a race and should read and merge anew.
func isStale(err error) bool {
	var stale interface{ Stale() bool }
	return errors.As(err, &stale) && stale.Stale()
}
