package docket

import "time"

// An Action is something that a person asked of the daemon, in a chat or on the
// command line. The trail of them is never edited.
type Action struct {
	ID      string    `json:"id"` // the same when a chat repeats the question
	At      time.Time `json:"at"`
	Who     string    `json:"who"`  // the chat's id of the person; the account of the system on the command line
	What    string    `json:"what"` // "mute"
	Words   string    `json:"words"`
	Ended   time.Time `json:"ended,omitzero"` // zero: begun, and not known to have ended
	Outcome string    `json:"outcome,omitempty"`
}

// A Mute keeps the new filings of a case quiet for a while. They are kept and
// counted, and what they argue is told all the same.
type Mute struct {
	Case  string    `json:"case"`
	Until time.Time `json:"until,omitzero"` // zero: until it is lifted
	By    string    `json:"by"`
	At    time.Time `json:"at"`
}

// Holds reports whether the mute is in force.
func (m Mute) Holds(now time.Time) bool { return m.Until.IsZero() || now.Before(m.Until) }
