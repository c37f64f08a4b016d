package docket

import "time"

// A RuleHit is one of the user's own rules that fits a text, with the words that
// show it.
type RuleHit struct {
	Rule       string    `json:"rule"`
	Tier       string    `json:"tier"`              // of package rules: alert, review
	In         string    `json:"in"`                // entry, document or press
	Subject    string    `json:"subject,omitempty"` // of the entry or the release
	Entry      int64     `json:"-"`                 // the ledger's row; 0 for a release
	Attachment int       `json:"attachment_number,omitempty"`
	Quote      string    `json:"quote,omitempty"` // the original, character for character; "" where fields alone decided
	Plain      string    `json:"plain,omitempty"` // the same for reading
	Page       int       `json:"page,omitempty"`  // the court's own number where it is stamped
	Sheet      int       `json:"sheet,omitempty"` // page of the file, from 1
	Start      int       `json:"start"`           // byte offsets of Quote in the text
	End        int       `json:"end"`
	Count      int       `json:"count"` // how often it stands in the text
	Found      time.Time `json:"found,omitzero"`
	Notify     []string  `json:"notify,omitempty"` // the destinations that the rule names. Not kept but in alerts
}

// A MutedCount is how many entries one mute rule has kept silent.
type MutedCount struct {
	Rule    string    `json:"rule"`
	Entries int       `json:"entries"`
	Last    time.Time `json:"last"` // when the last of them was first seen
}
