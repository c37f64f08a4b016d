package docket

// A PressFinding is one thing that a release says, with the words. Its sets are
// closed, and those of package rules: kinds of jurisdictions and laws, actions.
type PressFinding struct {
	Subject string    `json:"subject,omitempty"` // of the release
	What    PressWhat `json:"what"`
	Value   string    `json:"value"`           // "Cook County, IL", "8 U.S.C. 1373", "letter"; of a deadline its day, or "within 14 days"
	Kind    string    `json:"kind,omitempty"`  // of a jurisdiction: state, county, city, unclear; of a law: statute, order, program
	State   string    `json:"state,omitempty"` // of a jurisdiction: postal code; "" where nothing tells
	Aimed   bool      `json:"aimed,omitempty"` // of a jurisdiction: something is done to it, it is not only spoken of
	Field   string    `json:"field"`           // "title", "teaser" or "body"
	Quote   string    `json:"quote"`           // the original, character for character
	Start   int       `json:"start"`           // byte offsets of Quote in the field
	End     int       `json:"end"`
}

// PressWhat says what a press finding is of. The set is closed, and the ledger
// repeats it as a CHECK.
type PressWhat string

// What is found in releases.
const (
	PressJurisdiction PressWhat = "jurisdiction"
	PressLaw          PressWhat = "law"
	PressAction       PressWhat = "action"
	PressDeadline     PressWhat = "deadline"
)
