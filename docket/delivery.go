package docket

import "time"

// DeliveryState is where one delivery stands. The set is closed, and the
// ledger repeats it as a CHECK.
type DeliveryState string

// The states of a delivery.
const (
	Pending   DeliveryState = "pending"   // to be sent when NotBefore has come
	Sending   DeliveryState = "sending"   // an attempt is recorded and under way
	Sent      DeliveryState = "sent"      // the destination has it
	Uncertain DeliveryState = "uncertain" // it may have it: look before repeating
	Held      DeliveryState = "held"      // kept back on purpose
	Dead      DeliveryState = "dead"      // given up; a person decides: retry or drop
	Dropped   DeliveryState = "dropped"   // a person decided
)

// A Delivery is one alert for one destination.
type Delivery struct {
	ID          int64         `json:"id"`
	PublicID    string        `json:"public_id"` // opaque; travels with the message so that it can be found again
	AlertID     int64         `json:"alert_id"`
	Destination string        `json:"destination"`
	Thread      string        `json:"thread,omitempty"` // deliveries of one thread are sent in order; the first is its root
	State       DeliveryState `json:"state"`
	Attempts    int           `json:"attempts"`
	Looks       int           `json:"looks,omitempty"` // how often history was searched since the outcome became uncertain
	NotBefore   time.Time     `json:"not_before,omitzero"`
	LastError   string        `json:"last_error,omitempty"`
	Ref         string        `json:"ref,omitempty"` // the destination's own id of the message (Slack: channel and ts)
	Created     time.Time     `json:"created,omitzero"`
	Updated     time.Time     `json:"updated,omitzero"`
	Hold        string        `json:"hold,omitempty"`    // why it is held; "" where it is not
	Carrier     int64         `json:"carrier,omitempty"` // the delivery whose message tells this one too; 0: it goes by itself
}

// The reasons to hold a delivery back.
const (
	HoldQuiet   = "quiet hours"
	HoldFlood   = "flood brake"
	HoldCarried = "told in one message with others"
	HoldByHand  = "released by hand" // never held again
)

// NoEdit is the error of an alert that was worth an edit only, where there is no
// message that can be edited. Nothing that a reader should know is lost with it.
const NoEdit = "worth an edit only, and there is no message here that can be edited"

// A Claim is a delivery that this process now owns, with all that is needed to
// send it. For a pending delivery the ledger has already written a durable
// attempt row: without one, nothing is sent. An uncertain one is claimed to be
// looked for first; the attempt row is written when it is sent again.
type Claim struct {
	Delivery
	Alert     Alert
	Attempt   int64     // the attempt row; 0 while the outcome is Uncertain
	Attempted time.Time // when the attempt that became uncertain began
	ThreadRef string    // reference of the thread's root; "" if this is the root, or the root is dead
	EditRef   string    // for an update: reference of the message that told of the entry; "" if none was sent
	Among     *Alert    // what that message tells, where it told of the entry among others
	Meanwhile []Alert   // and the updates of what it tells, oldest first, down to this one
	Uncertain bool      // claimed to look, not to send
	Restored  bool      // in doubt because the ledger was restored from a backup, which is being caught up
}

// A Settlement is what came of a claim.
type Settlement struct {
	Delivery  int64
	Attempt   int64
	State     DeliveryState // sent, pending (again), uncertain, dead
	Ref       string
	NotBefore time.Time
	Looked    bool   // this settles a look in history, not a send
	Error     string // redacted
	At        time.Time
	Raise     *Plan // a health alert to commit with it
}

// A Queued is a delivery that is not sent, with what it tells.
type Queued struct {
	Delivery
	Subject string
	Alert   Alert
	EditRef string // for an update: reference of the message that told of the entry
}

// A Backlog is what waits for one destination, oldest first, and how much it has
// had of late.
type Backlog struct {
	Waiting []Queued
	Sent    int // messages since the moment that was asked about; edits make no noise and are not counted
}

// An Arrangement is what becomes of a backlog before anything more is sent. It
// is written whole or not at all.
type Arrangement struct {
	Hold    []Hold
	Release []int64 // deliveries that are held, and go now
	Groups  []Group
}

// Empty reports whether nothing is to be written.
func (a Arrangement) Empty() bool { return len(a.Hold)+len(a.Release)+len(a.Groups) == 0 }

// A Hold keeps one delivery back.
type Hold struct {
	Delivery int64
	Why      string
	Until    time.Time
}

// A Group is one message in place of many: its members are sent when it is.
type Group struct {
	Alert   Alert
	Thread  string
	Members []int64
}

// An Attempt is one recorded try to send.
type Attempt struct {
	ID       int64     `json:"id"`
	Delivery int64     `json:"delivery"`
	Started  time.Time `json:"started"`
	Ended    time.Time `json:"ended,omitzero"`
	Outcome  string    `json:"outcome,omitempty"` // the state it settled to; "" while under way
	Error    string    `json:"error,omitempty"`
}
