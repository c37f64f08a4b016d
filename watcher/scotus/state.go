package scotus

import (
	"encoding/json"
	"net/http"
)

// A state is what the last good look left behind. It is the cursor, committed
// with the proceedings it vouches for.
type state struct {
	ETag     string  `json:"etag,omitempty"`
	Modified string  `json:"modified,omitempty"`
	Distrust bool    `json:"distrust,omitempty"` // the validators have lied
	Asked    int64   `json:"asked"`              // when the docket was last asked for without validators, Unix ms
	Known    []known `json:"known"`
}

// known is a proceeding as it was last seen.
type known struct {
	ID     string `json:"id"` // its name in the ledger, of the wording in which it was first seen
	Day    string `json:"day"`
	Text   string `json:"text"`
	Papers string `json:"papers,omitempty"` // a digest of its documents
	Filing int64  `json:"filing,omitempty"` // its number in the addresses of its documents
	Gone   bool   `json:"gone,omitempty"`   // no longer on the docket
}

// decodeState reads a cursor. Without one, or with one of another make, the look
// is a first one: it reads everything, and the ledger knows what it has.
func decodeState(b []byte) (s state, first bool) {
	if len(b) == 0 || json.Unmarshal(b, &s) != nil {
		return state{}, true
	}
	return s, false
}

func (s *state) encode() []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return nil // unreachable: strings and numbers
	}
	return b
}

// ask puts the validators into a request.
func (s *state) ask(h http.Header) {
	if s.ETag != "" {
		h.Set("If-None-Match", s.ETag)
	}
	if s.Modified != "" {
		h.Set("If-Modified-Since", s.Modified)
	}
}

// vouched reports whether an answer has the validators that the last one had.
func (s *state) vouched(h http.Header) bool {
	return s.ETag == h.Get("ETag") && s.Modified == h.Get("Last-Modified") && s.ETag+s.Modified != ""
}
