package courtlistener

import (
	"context"
	"time"

	"docketwatch/docket"
)

// A Book remembers which of CourtListener's dockets is which of ours. It is kept
// in the ledger, because finding out costs a request.
type Book interface {
	// Listing is what is kept of a docket; zero where nobody asked yet.
	Listing(ctx context.Context, key docket.DocketKey) (Listing, error)
	// KeepListing replaces it.
	KeepListing(ctx context.Context, key docket.DocketKey, l Listing) error
	// ListedAs is the docket that CourtListener keeps under that id.
	ListedAs(ctx context.Context, id int64) (key docket.DocketKey, known bool, err error)
}

// A Ledger is both: what this room keeps between two processes.
type Ledger interface {
	Budget
	Book
}

// A Copy is one docket of CourtListener's that is a docket of ours: it may hold
// the same docket twice. The type is an alias of a plain struct, so that the
// ledger can keep it without importing this room.
type Copy = struct {
	ID          int64
	Number      string // as it reads under our key
	PacerCaseID string // "" where CourtListener has none
	CaseName    string
	URL         string // path of the docket's page
}

// A Listing is what CourtListener answered when it was asked for a docket. No
// copies and a time of asking: it has none.
type Listing = struct {
	Copies []Copy // the one changed last comes first
	Looked time.Time
	Again  time.Time // when to ask again
}
