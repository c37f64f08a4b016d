package docket

import "time"

// A Denial is where a filing of the government says that nothing has been done:
// no enforcement, nothing withheld, nobody designated. One document has one, its
// plainest.
type Denial struct {
	Entry      int64 // the ledger's row
	Attachment int
	Tier       string
	Quote      string // the original, character for character
	Plain      string // the same for reading
	Page       int    // the court's own number where it is stamped; 0 where none is known
	Sheet      int    // page of the file, from 1
	Start, End int    // byte offsets of Quote in the document's text, pages joined by form feeds
	Pattern    string // which rule fired
	Laws       []string
	Link       string // the document at that page
	Found      time.Time
}

// A Candidate is a denial and a release that announces an action near it in
// time, as the ledger holds them; whether they belong together is still to be
// judged. At least one of the two was news when it was seen.
type Candidate struct {
	Denial  Denial
	Entry   Entry
	Release Release // of its copies the one with a number, else the first
	Found   []PressFinding
}

// A Pair is a filing that says that nothing has been done, beside a release that
// announces something, as it was told. Both stand with their words.
type Pair struct {
	EntryID int64     `json:"-"`
	Subject string    `json:"subject"` // of the entry
	Release string    `json:"release"` // subject of the release
	Case    string    `json:"case"`
	Docket  DocketKey `json:"-"`

	Number         string `json:"docket_number,omitempty"`
	DocumentNumber string `json:"document_number,omitempty"`
	Filed          Date   `json:"date_filed"`
	Denied         string `json:"denied"` // what the government told the court
	Page           int    `json:"page"`
	Link           string `json:"link,omitempty"`

	Announced     Date      `json:"date_announced"`
	By            string    `json:"announced_by"` // "the Justice Department"
	Title         string    `json:"title"`        // of the release
	Action        string    `json:"action"`       // "letter"
	Words         string    `json:"words"`        // in which the release tells it
	ReleaseNumber string    `json:"release_number,omitempty"`
	URL           string    `json:"url,omitempty"`
	Tie           string    `json:"tie"`            // party, state or law
	Because       string    `json:"because"`        // the tie in words, for people
	Laws          []string  `json:"laws,omitempty"` // that both are about
	At            time.Time `json:"paired,omitzero"`
}

// A PairTurn is what one pass of pairing found, committed whole. A pair that the
// ledger holds already is not told again: a plan is told where any of its pairs
// is new.
type PairTurn struct {
	Told []ToldPairs
	At   time.Time
}

// ToldPairs are pairs that one message tells.
type ToldPairs struct {
	Pairs []Pair
	Plan  Plan
}
