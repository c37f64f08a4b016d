package docket

import "time"

// A Fill is the part of a gap that concerns one docket: how another source is
// asked for what may have been missed.
type Fill struct {
	Gap    int64     `json:"-"`
	Docket DocketKey `json:"docket"`
	Asks   int       `json:"asks"`
	Asked  time.Time `json:"asked,omitzero"`
	Next   time.Time `json:"next,omitzero"` // zero: nobody can be asked
	Found  int       `json:"found"`         // entries that came of it
	Closed time.Time `json:"closed,omitzero"`
	How    string    `json:"how,omitempty"`
}

// Stand is the state of a source: the set is closed.
type Stand string

// The states of a source, the worst last.
const (
	StandNew     Stand = "new"
	StandOK      Stand = "ok"
	StandLate    Stand = "late"    // silent for longer than it ever is, frozen, or not looked at in time
	StandGap     Stand = "gap"     // well again, and something of the past may be missing
	StandPartial Stand = "partial" // some of what it shows cannot be read
	StandBlocked Stand = "blocked" // a captcha, a login or a refusal
	StandBroken  Stand = "broken"  // no answer, or not the thing asked for
)

// A SourceStand is how one source stands, since when and why.
type SourceStand struct {
	Source string    `json:"source"`
	Stand  Stand     `json:"state"`
	Since  time.Time `json:"since,omitzero"`
	Why    string    `json:"why,omitempty"`
	Told   time.Time `json:"told,omitzero"` // when somebody was told of it; zero: nobody
}

// An Expected is what a docket entry says will be filed or held, and by when.
type Expected struct {
	Docket DocketKey `json:"docket"`
	Entry  int64     `json:"-"`               // the ledger's row of the entry that says so
	Number string    `json:"document_number"` // of that entry; "" where it has none
	What   string    `json:"what"`            // "response", "hearing"
	Day    Date      `json:"day"`             // where the court sits
	Due    time.Time `json:"due"`             // when it is late
	Opened time.Time `json:"opened,omitzero"`
	Closed time.Time `json:"closed,omitzero"`
	How    string    `json:"how,omitempty"` // "filed as No. 47", "vacated by No. 50", "told"
}

// An AuditTurn is what an audit found, committed whole or not at all. Rows are
// written over those of the same key.
type AuditTurn struct {
	At       time.Time
	Missing  []Missing
	Gaps     []Gap // ID 0 opens one
	Fills    []Fill
	Stands   []SourceStand
	Expected []Expected
	Listed   []int64 // entries that waited to be told in a list, and are now
	Plans    []Plan
}

// Audited is what an audit is made over.
type Audited struct {
	Since    map[DocketKey]time.Time // when a docket's first baseline was taken
	By       map[DocketKey][]string  // sources that have one
	Numbers  []Numbered
	Missing  []Missing
	Gaps     []Gap // the open ones, and those that closed of late
	Fills    []Fill
	Stands   []SourceStand
	Expected []Expected
	Waiting  []Entry // entries that wait to be told in a list
}
