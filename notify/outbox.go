package notify

import (
	"context"
	"time"

	"docketwatch/docket"
)

// An Outbox is the queue of deliveries, kept by the ledger.
type Outbox interface {
	// Claim takes the oldest delivery for the destination that can go now. For
	// one that is to be sent the attempt row is on the disk when Claim returns;
	// without it nothing is sent, so that a full disk cannot become a flood.
	Claim(ctx context.Context, destination string, now time.Time, lease time.Duration) (docket.Claim, bool, error)
	// Settle records what came of a claim.
	Settle(ctx context.Context, s docket.Settlement) error
	// Backlog is what waits for the destination, oldest first, and how many
	// messages it has had since.
	Backlog(ctx context.Context, destination string, since time.Time) (docket.Backlog, error)
	// Arrange holds, lets go and gathers deliveries, all of it or nothing.
	Arrange(ctx context.Context, destination string, a docket.Arrangement, now time.Time) error
	// NextDue says when the destination's queue can next move; false when it is empty.
	NextDue(ctx context.Context, destination string, now time.Time) (time.Time, bool, error)
}

// A Journal remembers where the digests of each destination stand.
type Journal interface {
	// DigestMark is where the destination's digests stand; false before the first.
	DigestMark(ctx context.Context, destination string) (docket.DigestMark, bool, error)
	// KeepDigestMark sets it where no digest is told.
	KeepDigestMark(ctx context.Context, destination string, m docket.DigestMark) error
	// Facts are what a digest is made of.
	Facts(ctx context.Context, destination string, since, now time.Time) (docket.DigestFacts, error)
	// CommitDigest queues a digest and moves the mark, both or neither.
	CommitDigest(ctx context.Context, p docket.Plan, m docket.DigestMark, now time.Time) error
}
