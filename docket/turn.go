package docket

import "time"

// Outcome says how one look at a source ended.
type Outcome string

// The outcomes of a look. Only OK and Quiet prove that nothing was missed.
const (
	LookOK      Outcome = "ok"      // proven whole, something changed
	LookQuiet   Outcome = "quiet"   // proven whole, nothing new
	LookPartial Outcome = "partial" // some of it could not be read
	LookFailed  Outcome = "failed"  // no answer, or not the thing asked for
)

// Health is the standing state of a source or destination.
type Health string

// The states of health.
const (
	HealthNew     Health = "new" // never looked at yet
	HealthOK      Health = "ok"
	HealthPartial Health = "partial"
	HealthFailing Health = "failing"
	HealthBlocked Health = "blocked" // a captcha, a login or a refusal: asking harder will not help
)

// A SourceState is what the ledger knows of one source.
type SourceState struct {
	Name        string    `json:"name"` // "court_rss/cand"
	Cursor      []byte    `json:"-"`    // the source's own; committed with what it vouches for
	WatchDigest string    `json:"-"`    // of the watched dockets when the cursor was written
	Next        time.Time `json:"next,omitzero"`
	LastLook    time.Time `json:"last_look,omitzero"`
	LastGood    time.Time `json:"last_good,omitzero"`   // last look that was proven whole
	LastChange  time.Time `json:"last_change,omitzero"` // last look that held something new
	Failures    int       `json:"failures"`             // looks in a row that were not proven whole
	Health      Health    `json:"health"`
	Why         string    `json:"why,omitempty"`
	Since       time.Time `json:"since,omitzero"`     // of Health
	Coverage    string    `json:"coverage,omitempty"` // what the source itself says it carries
	Items       int       `json:"items"`              // in its window at the last look
	Looks       int64     `json:"looks"`              // how often it was looked at, ever
}

// A Gap is a stretch that a source may have shown and we did not see.
type Gap struct {
	ID     int64     `json:"id"`
	Source string    `json:"source"`
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`
	Why    string    `json:"why"`
	Opened time.Time `json:"opened,omitzero"`
	Closed time.Time `json:"closed,omitzero"`
	How    string    `json:"how,omitempty"` // how it was closed
}

// Raw is the bytes of a changed, failed or partial look, kept for replay and
// evidence. A changed look keeps what was new in it; the rest is already kept.
type Raw struct {
	Source string
	At     time.Time
	Reason string // "changed", "partial", "failed"
	Digest string // SHA-256 (hex) of the whole body as it came
	Size   int    // of the whole body, bytes
	Body   []byte // uncompressed; the store compresses it
}

// An EntryChange is one merged sighting, to be committed.
type EntryChange struct {
	Entry    Entry
	Sighting Sighting
	Kind     Change
	Revision *Revision // set for Amended
	Gained   Gained    // what an enriched entry has now and had not
	Read     bool      // its free documents are to be read
	Standing AlertKind // sealed, removed or restored, where that is what was amended; else ""
	Rules    []RuleHit // of its text, where Ruled
	Ruled    bool      // the user's rules were run over the text
}

// Gained says what of a filing became known.
type Gained struct {
	Text     bool // its full text
	Document bool // a free copy of its main document
	Entered  bool // the moment at which it was put on the docket
}

// And is what either brought.
func (g Gained) And(h Gained) Gained {
	return Gained{Text: g.Text || h.Text, Document: g.Document || h.Document, Entered: g.Entered || h.Entered}
}

// A ReleaseChange is one merged press item, to be committed.
type ReleaseChange struct {
	Release  Release
	Kind     Change
	Revision *Revision // set for Amended
	Rules    []RuleHit
	Read     bool // it was read: Found and Argued replace what was found before
	Found    []PressFinding
	Argued   []Finding
}

// Change is what a sighting did to what was known.
type Change string

// The changes. New and Amended are told; Enriched edits what was told; the
// others are only recorded.
const (
	New       Change = "new"
	Enriched  Change = "enriched"
	Amended   Change = "amended"
	Confirmed Change = "confirmed" // another source has seen it too, and added nothing
	Unchanged Change = "unchanged"
)

// Counts are what a turn met; together they account for every item of the look.
type Counts struct {
	Items        int `json:"items"`        // in the source's window
	Read         int `json:"read"`         // filings or releases read this time; the rest were read before
	Unwatched    int `json:"unwatched"`    // of dockets that nobody watches
	Irrelevant   int `json:"irrelevant"`   // press items that are not about the watched matter
	Baseline     int `json:"baseline"`     // stood there at the first look
	Housekeeping int `json:"housekeeping"` // clerk's events kept and not told
	Muted        int `json:"muted"`        // kept and not told, because a mute rule fits
	Late         int `json:"late"`         // filed long before the source learned of them: told in a list
	New          int `json:"new"`
	Enriched     int `json:"enriched"`
	Amended      int `json:"amended"`
	Confirmed    int `json:"confirmed"` // seen by another source before
	Unchanged    int `json:"unchanged"`
}

// A Turn is one look at one source, committed whole or not at all.
type Turn struct {
	Source   string
	Owner    string // the process whose lease this turn is under
	Started  time.Time
	Ended    time.Time
	Outcome  Outcome
	Error    string // redacted; "" unless partial or failed
	Counts   Counts
	State    SourceState // as it is to stand after this turn; nil Cursor leaves the cursor as it was
	Dockets  []DocketRef // watched dockets whose baseline this turn takes
	Entries  []EntryChange
	Releases []ReleaseChange
	Gap      *Gap
	Plans    []Plan
	Raw      *Raw
	Asked    []Asked

	Suggested []Suggestion
}

// Asked says when a source is next asked for what an entry lacks.
type Asked struct {
	Entry int64     // the ledger's row
	Next  time.Time // zero: never again
	Asks  int       // how often it was asked so far
}

// Known is what the ledger holds on the sightings of one look.
type Known struct {
	Baselined map[DocketKey]bool      // dockets that this source has a baseline of
	Since     map[DocketKey]time.Time // when a docket's first baseline was taken, by any source; absent: never
	Entries   []Entry                 // every entry that shares a key with a sighting
	Releases  map[string]Release      // by Release.Key
	Waiting   map[DocketKey]bool      // dockets with entries that wait to be told in a list
	Suggested map[DocketKey]bool      // suggested before, of the dockets that were asked about
	Mutes     []Mute                  // of whole cases, in force
}
