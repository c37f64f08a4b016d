package docket

import "time"

// A Finding is one argument that one document makes, with the words. Its sets
// are closed, and those of package rules: arguments, tiers, stances, sides,
// forms, kinds of documents.
type Finding struct {
	ID         int64  `json:"id"`
	Subject    string `json:"subject"` // of the entry or the release
	Entry      int64  `json:"-"`       // the ledger's row; 0 for a release
	Attachment int    `json:"attachment_number,omitempty"`

	Argument string `json:"argument"` // "ripeness"
	Tier     string `json:"tier"`
	Stance   string `json:"stance"`
	Speaker  string `json:"speaker"` // whose words these are
	Holder   string `json:"holder"`  // whose argument it is
	Quote    string `json:"quote"`   // the original, character for character
	Plain    string `json:"plain"`   // the same for reading: without line numbers, stamps and broken words
	Page     int    `json:"page"`    // the court's own number where it is stamped; 0 where none is known
	Sheet    int    `json:"sheet"`   // page of the file, from 1; 0 where unknown
	Start    int    `json:"start"`   // byte offsets of Quote in the document's text, pages joined by form feeds
	End      int    `json:"end"`
	Form     string `json:"form"`
	Pattern  string `json:"pattern"` // which rule fired, for `why`

	Kind    string `json:"kind"`     // of the document
	FiledBy string `json:"filed_by"` // of the document

	// Where it stands, for the argument ledger.
	Case           string    `json:"case,omitempty"`
	Docket         DocketKey `json:"-"`
	Number         string    `json:"docket_number,omitempty"`
	DocumentNumber string    `json:"document_number,omitempty"`
	Filed          Date      `json:"date_filed,omitempty"`
	Link           string    `json:"link,omitempty"`
	Found          time.Time `json:"found,omitzero"`
}
