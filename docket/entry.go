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
	Documents      []Document // main document and attachments, as far as any source knows
	Standing       Standing
	Kind           string // of document, as package rules reads the words: "opposition"; "unknown" where they do not say
	FiledBy        string // side of the filer: "government", "challenger" …

	FirstSeen   time.Time
	FirstSource string
	Told        Told
	Muted       string // the mute rule that keeps it silent, where Told says so
	Listed      Listed
	Said        []Said    // what each source said last, in the order of their first word
	Ask         time.Time // when a source is next asked for what is missing; zero: nothing is asked
	Asks        int       // how often it was asked
}

// Said is the last word of one source on an entry.
type Said struct {
	Source   string   `json:"source"`
	Text     string   `json:"text,omitempty"` // full docket text; "" where it gave events only
	Standing Standing `json:"standing,omitempty"`
}

// By is the last word of the named source; false if it has said nothing.
func (e Entry) By(source string) (Said, bool) {
	for _, s := range e.Said {
		if s.Source == source {
			return s, true
		}
	}
	return Said{}, false
}

// Main is the main document; false while no source has shown one.
func (e Entry) Main() (Document, bool) {
	for _, d := range e.Documents {
		if d.Attachment == 0 {
			return d, true
		}
	}
	return Document{}, false
}

// Settled reports whether nothing is left to ask for: the full text is known,
// and a free copy of the main document where the entry has one. An entry
// without a number is text only; it has no document.
func (e Entry) Settled() bool {
	if e.Text == "" {
		return false
	}
	main, ok := e.Main()
	return e.DocumentNumber == "" && !ok || ok && (main.Free() || main.Sealed) || e.Standing != StandingOpen
}

// Standing says whether the public can still see an entry. The set is closed.
type Standing string

// The standings of an entry.
const (
	StandingOpen    Standing = ""
	StandingSealed  Standing = "sealed"  // on the docket, and its document is not open
	StandingRemoved Standing = "removed" // no longer on the docket
)

// Told says whether users have heard of an entry, and if not, why not. Nothing
// that is kept back goes uncounted.
type Told string

// The reasons. A housekeeping entry that gains a real event becomes told.
const (
	ToldYes          Told = "told"
	ToldBaseline     Told = "baseline"     // it stood there when we first looked
	ToldHousekeeping Told = "housekeeping" // only the clerk's "~Util" events
	ToldMuted        Told = "muted"        // a mute rule of the user's fits it
	ToldIrrelevant   Told = "irrelevant"   // a press item that is not about the watched matter
	ToldLate         Told = "late"         // filed long before any source showed it: told in a list, never as news
)

// Listed says whether a told entry was told in a list with others, because it
// was found long after it was made. The set is closed.
type Listed string

// The ways of an entry to its users.
const (
	ListedNo   Listed = ""        // by a message of its own
	ListedSoon Listed = "waiting" // it waits for the others that were missed with it
	ListedDone Listed = "listed"
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
