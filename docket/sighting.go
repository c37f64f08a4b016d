package docket

import "time"

// A Date is a calendar day where the court sits, as "2017-03-22"; "" is unknown.
type Date string

// A Sighting is what one source said of one filing, in that source's words.
// Entries are the merge of their sightings.
type Sighting struct {
	Source string // the source's name in the ledger: "court_rss/cand"

	Court       string // CourtListener id, taken from the address that was asked
	Number      Number
	CaseName    string // caption as shown; never identity
	PacerCaseID string // the court's internal case id; "" where the source has none

	DocumentNumber string   // number on the docket sheet: "46"; "" for an entry without one
	PacerDocID     string   // normalised: fourth digit 0
	SeqNo          string   // de_seq_num, unique within PacerCaseID
	PartID         string   // appellate partId, unique within the court
	SourceID       string   // the source's own id of the entry: "courtlistener/444537793"
	Ordinal        int      // 0 for the first, 1 for the second … of otherwise equal sightings
	Events         []string // short event texts of one filing, in the feed's order
	Text           string   // full docket text; "" where the source has only events

	Entered     time.Time // when the clerk's system recorded it; zero: the source did not say
	Filed       Date      // day of filing; "" where the source did not say
	DocumentURL string
	DocketURL   string
	Documents   []Document // main document and attachments, as far as the source knows them
	Standing    Standing   // what the source says of it; open where it says nothing

	Learned time.Time // when the source itself learned of it; zero: it did not say
	Seen    time.Time // when we saw it
	Digest  string    // SHA-256 (hex) of the raw bytes it was read from
}

// Docket is the identity of the docket the sighting belongs to.
func (s Sighting) Docket() DocketKey { return KeyOf(s.Court, s.Number) }
