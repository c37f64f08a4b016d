package docket

import (
	"strings"
	"time"
)

// An Entry is one line on a docket: the merge of every sighting of it.
type Entry struct {
	ID      int64 // the ledger's row; 0 before the first commit
	Version int   // counts commits, so that two writers cannot overwrite each other unseen

	Docket         DocketKey
	Key            string   // strongest key when first seen; stable for ever after
	Keys           []string // every key it is known under
	CaseName       string
	Number         string // docket number as the court prints it
	PacerCaseID    string
	DocumentNumber string
	PacerDocID     string
	SeqNo          string
	PartID         string
	Events         []string
	Text           string
	Entered        time.Time
	Filed          Date
	DocumentURL    string
	DocketURL      string

	FirstSeen   time.Time
	FirstSource string
	Told        Told
}

// Told says whether users have heard of an entry, and if not, why not. Nothing
// that is kept back goes uncounted.
type Told string

// The reasons. A housekeeping entry that gains a real event becomes told.
const (
	ToldYes          Told = "told"
	ToldBaseline     Told = "baseline"     // it stood there when we first looked
	ToldHousekeeping Told = "housekeeping" // only the clerk's "~Util" events
	ToldIrrelevant   Told = "irrelevant"   // a press item that is not about the watched matter
)

// Subject names the entry in alerts and threads.
func (e Entry) Subject() string { return "entry:" + string(e.Docket) + "#" + e.Key }

// Wording is the fullest description known: the docket text, else the events.
func (e Entry) Wording() string {
	if e.Text != "" {
		return e.Text
	}
	return strings.Join(e.Events, "; ")
}

// A Revision is an earlier wording of an entry or release: clerks edit docket
// text, and press offices edit releases, after we told of them.
type Revision struct {
	Was    string
	Source string
	At     time.Time
}
