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
// A source of one court says which with a method Court() string. One that looks
// at some dockets of a court, or at dockets of several, lists them with a method
// Dockets() []docket.DocketRef: their baselines it takes, and no other's. A
// source with neither is press.
//
// A Source keeps no memory between polls but the cursor, because the cursor is
// committed together with what it vouches for. (A cache that only saves time
// is no memory.)
type Source interface {
	Name() string
	Poll(ctx context.Context, at Cursor) (Batch, error)
}

// A Cursor is where the last good look ended.
type Cursor struct {
	State []byte    // the source's own encoding; nil at the first look
	Full  bool      // read everything in the window, also what the state says is known
	Now   time.Time // the moment of this look
}

// A Batch is what one look brought.
type Batch struct {
	Sightings []docket.Sighting // filings read this time; may repeat what the ledger knows
	Releases  []docket.Release
	Next      []byte // the new state; committed only if the look was whole
	Items     int    // in the window
	Coverage  string // what the source itself says it carries; "" if it does not say
	Whole     bool   // it shows its dockets whole: what is new in it is new on them, whatever its date
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

// Refused means that what came is not what was asked for: a login page, a
// maintenance notice, a captcha, another court's feed, an empty body.
type Refused struct {
	Want    string // "a court feed"
	Got     string // "login page"
	Blocked bool   // asking harder will not help: slow down and tell a person
	Body    []byte // kept as evidence
}

func (r *Refused) Error() string { return fmt.Sprintf("not %s: %s", r.Want, r.Got) }
