package docket

import "time"

// A Reading is one document on its way to being text.
type Reading struct {
	ID         int64
	Entry      Entry
	Attachment int // 0 for the main document
	Tries      int
}

// Document is what is to be read; false if the entry lost it.
func (r Reading) Document() (Document, bool) {
	for _, d := range r.Entry.Documents {
		if d.Attachment == r.Attachment {
			return d, true
		}
	}
	return Document{}, false
}

// ReadingState says how far a document has come. The set is closed.
type ReadingState string

// The states of a reading.
const (
	ReadingWanted      ReadingState = "wanted"
	ReadingDone        ReadingState = "read"
	ReadingIllegible   ReadingState = "illegible"   // there is no text to be had, for the reason given
	ReadingUnreachable ReadingState = "unreachable" // given up after many tries
)

// A Paper is a document as it was fetched and read.
type Paper struct {
	URL    string // where it came from
	Digest string // SHA-256 (hex) of the file
	Size   int64  // bytes
	Reader string // what read it: "pdfium", "pdftotext", "courtlistener"
	Pages  []Page
}

// A Page is the text of one page.
type Page struct {
	Number int    // in the file, from 1; 0 for a text whose pages nobody knows
	Stamp  int    // the court's own page number, stamped on it; 0 where there is none
	Text   string // as it stands on the page, line by line
}

// A ReadTurn is what came of one try to read, committed whole.
type ReadTurn struct {
	Reading Reading
	State   ReadingState
	Why     string    // of a failure
	Next    time.Time // of the next try; zero: none
	Paper   Paper
	Found   []Finding
	Rules   []RuleHit
	Unmute  bool    // the entry was muted, and is told after all
	Denied  *Denial // where it says that nothing has been done; nil where it does not
	Plans   []Plan
	At      time.Time
}
