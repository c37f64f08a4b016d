package mailbox

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/emersion/go-imap/v2"
)

// A state is where the last good look ended. It is the cursor, committed with
// the notices it vouches for.
type state struct {
	Validity uint32   `json:"validity"` // the mailbox's UIDVALIDITY: UIDs mean something only under it
	UID      imap.UID `json:"uid"`      // every message up to it was looked at
	At       int64    `json:"at"`       // when, Unix ms
	Trust    string   `json:"trust"`    // whom it believed: mail refused under other rules is looked at again
	Tally    tally    `json:"tally"`
}

// A tally counts mail by what became of it, since the first look.
type tally struct {
	Notices  int `json:"notices"`            // read
	Other    int `json:"other,omitempty"`    // of courts, and no notices of a filing
	Unread   int `json:"unread,omitempty"`   // notices that could not be read
	Foreign  int `json:"foreign,omitempty"`  // of senders who are not allowed
	Unproven int `json:"unproven,omitempty"` // of nobody knows whom, under an allowed sender's name
}

// String is how users see it: what the mailbox held, and how much was not read.
func (t tally) String() string {
	return fmt.Sprintf("notices so far: %d; other mail of courts: %d; of other senders: %d; not proven to be a court's: %d; unreadable: %d",
		t.Notices, t.Other, t.Foreign, t.Unproven, t.Unread)
}

// decodeState reads a cursor. Without one, or with one of another make, the look
// is a first one.
func decodeState(b []byte) (s state, first bool) {
	if len(b) == 0 || json.Unmarshal(b, &s) != nil {
		return state{}, true
	}
	return s, false
}

func (s state) encode() []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return nil // unreachable: strings and numbers
	}
	return b
}

func (s state) at() time.Time { return time.UnixMilli(s.At).UTC() }
