package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"docketwatch/docket"
)

// A Notifier sends one message to one destination.
//
// Send returns the destination's own reference to the message. Its errors sort
// every failure into exactly one class: [*Permanent] (do not repeat this),
// [*RetryAfter] (known not sent; wait that long), [*Uncertain] (it may have
// arrived: look first). Any other error is transient and known not sent, or
// harmless to repeat because the receiver knows the message by its public id.
type Notifier interface {
	Send(ctx context.Context, m Message) (ref string, err error)
}

// A Finder can tell whether a message arrived. Find searches the destination's
// history since the given moment for the message's public id and returns its
// reference, or "" and nil when the history was read and holds no such message.
// [ErrNoHistory] means that there is no history to be had.
type Finder interface {
	Find(ctx context.Context, m Message, since time.Time) (ref string, err error)
}

// An Editor can change a message that it sent. Editing twice does no harm, so an
// unclear outcome is simply repeated. A message that is gone, or may no longer
// be changed, is a [*Permanent] of the message: it is then told by a new one.
type Editor interface {
	Edit(ctx context.Context, ref string, m Message) error
}

// ErrAmong means that a message tells of others too, so that it cannot be edited
// as if it told of one: what it says of the others would be lost. A ledger that was
// restored finds its deliveries in such messages.
var ErrAmong = errors.New("told in one message with others before the ledger was restored; its line is not rewritten")

// ErrNoHistory means that a destination cannot be searched.
var ErrNoHistory = errors.New("the history cannot be read")

// A Message is one alert on its way to one destination.
type Message struct {
	PublicID  string // opaque id of the delivery, to be carried along where the destination can
	Alert     docket.Alert
	Thread    string // the thread it belongs to; "" for none
	ThreadRef string // reference of the thread's root; "" if this message is the root
	Plain     bool   // the fuller form was refused: send the plainest, shortest form
	MayRepeat bool   // an earlier attempt may have arrived and cannot be looked up
	FollowUp  bool   // more of what an earlier message told, which cannot be edited
}

// Permanent means that repeating the same bytes cannot help.
type Permanent struct {
	Destination bool // the destination itself refuses (token, channel), not this message
	Reason      string
}

func (e *Permanent) Error() string { return e.Reason }

// RetryAfter means that the destination took nothing and said when to come back.
type RetryAfter struct {
	After  time.Duration
	Reason string
}

func (e *RetryAfter) Error() string { return fmt.Sprintf("%s: retry after %s", e.Reason, e.After) }

// Uncertain means that the message may have arrived.
type Uncertain struct{ Reason string }

func (e *Uncertain) Error() string { return e.Reason + ": the message may have arrived" }
