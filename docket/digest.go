package docket

import "time"

// A DigestMark is where the digests of one destination stand.
type DigestMark struct {
	Spec  string    // the schedule for which Next was reckoned
	Next  time.Time // when the next is due
	Last  time.Time // up to when the last one told
	Looks int64     // how often all sources had been looked at by then
}

// DigestFacts are what a digest is made of: everything since the last.
type DigestFacts struct {
	Since, Until time.Time
	Alerts       []Alert // as they were told, in their order
	Review       []Finding
	Untold       []Untold // entries that were kept and not told
	Gaps         []Gap    // open ones
	Sources      []SourceState
	Looks        int64 // of all sources, ever

	// Deliveries of the destination that are not sent.
	Held, Dead, Waiting int
	Dropped             int // since the last digest
}

// An Untold counts entries of one docket that were kept and not told.
type Untold struct {
	Docket DocketKey
	Told   Told   // why: muted, housekeeping
	Kind   string // of document
	Count  int
}
