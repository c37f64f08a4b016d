package docket

import "strconv"

// A Suggestion is a docket that nobody watches, and that somebody may want to.
// It is told once and never followed by itself.
type Suggestion struct {
	Docket  DocketRef
	Caption string   // as the court prints it; hostile until escaped
	Why     string   // which rule, or which entry of which watched case
	Link    string   // the docket's page; "" where the source gave none
	Notify  []string // destinations; empty means every general one
}

// Config is what a user pastes under `cases:` to watch it. The caption is quoted
// as YAML quotes: nothing in it can become configuration.
func (s Suggestion) Config() string {
	return "- name: " + strconv.QuoteToASCII(s.Caption) + "\n  dockets: [{court: " + s.Docket.Court + ", number: " + strconv.QuoteToASCII(s.Docket.Number.String()) + "}]"
}
