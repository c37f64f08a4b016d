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
	// NextDue says when the destination's queue can next move; false when it is empty.
	NextDue(ctx context.Context, destination string, now time.Time) (time.Time, bool, error)
}
