package watcher

import (
	"context"
	"errors"
	"fmt"
	"time"

	"docketwatch/docket"
)

// A Source is one thing that can be looked at: one court's feed, the Justice
// Department's press API, one feed. Its name is its row in the ledger.
//
// Poll looks once. An error is a failed look, never an empty one: return
// [*Refused] when something else came in place of what was asked for, and
// [ErrNotModified] for a cheap and proven "nothing new". A look that could be
// read only in part is no error: it is a Batch with Partial set, and its Next
// is not used unless the part is final.
//
// A Source keeps no memory between polls but the cursor, because the cursor is
// committed together with what it vouches for. (A cache that only saves time
// is no memory.)
type Source interface {
	Name() string
	Poll(ctx context.Context, at Cursor) (Batch, error)
}

// A DocketSource looks at dockets of its own, whatever their court: one docket of
// the Supreme Court, every watched docket of CourtListener's.
type DocketSource interface {
	Source
	Dockets() []docket.DocketRef
}

// A Cursor is where the last good look ended.
type Cursor struct {
	State []byte    // the source's own encoding; nil at the first look
	Full  bool      // read everything in the window, also what the state says is known
	Now   time.Time // the moment of this look
	Why   string    // the error of the look before this one; "" if it was good
}

// A Batch is what one look brought.
type Batch struct {
	Sightings []docket.Sighting // filings read this time; may repeat what the ledger knows
	Releases  []docket.Release
	Suggested []docket.Suggestion // cases nobody listed, where the source itself finds some
	Next      []byte              // the new state; committed only if the look was whole, or what is missing is final
	Looked    []docket.DocketKey  // dockets that this look covered, where it takes its dockets in turn; nil: all of them
	Items     int                 // in the window
	Coverage  string              // what the source itself says it carries; "" if it does not say
	Whole     bool                // it shows its dockets whole: what is new in it is new on them, whatever its date
	Partial   *Partial
	Gap       *docket.Gap
	Note      string      // a doubt worth telling an operator; "" mostly
	Raw       *docket.Raw // the bytes to keep; nil when nothing was new
}

// Partial says how much of a damaged answer was whole.
type Partial struct {
	Whole, Of int
	Why       string // "cut off", "item 14: …"
	Cut       bool   // the end is missing, so that more may have stood there
	Final     bool   // what could not be read is told of and never asked for again: Next is used
}

// String is the form users see: "partial: 357 of 358 items: cut off".
func (p *Partial) String() string {
	s := fmt.Sprintf("partial: %d of %d items", p.Whole, p.Of)
	if p.Why != "" {
		s += ": " + p.Why
	}
	return s
}

// ErrNotModified means that the source has proven that nothing is new.
var ErrNotModified = errors.New("not modified")

// notAsked reports that a look was not made: a source whose requests are counted
// had none left, or nothing was due. It is neither a good look nor a failed one.
func notAsked(err error) bool {
	var n interface{ NotAsked() bool }
	return errors.As(err, &n) && n.NotAsked()
}

// Refused means that what came is not what was asked for: a login page, a
// maintenance notice, a captcha, another court's feed, an empty body.
type Refused struct {
	Want    string // "a court feed"
	Got     string // "login page"
	Blocked bool   // asking harder will not help: slow down and tell a person
	Body    []byte // kept as evidence
}

func (r *Refused) Error() string { return fmt.Sprintf("not %s: %s", r.Want, r.Got) }
