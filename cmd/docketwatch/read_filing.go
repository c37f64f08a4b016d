package main

import "docketwatch/rules"

// filingReading is what `read filing` prints.
type filingReading struct {
	ID       string             `json:"id"`
	Kind     rules.DocumentKind `json:"kind"`
	FiledBy  rules.Side         `json:"filed_by"`
	Findings []readFinding      `json:"findings"`
	Rules    []readRule         `json:"rules,omitzero"` // with --rules
}

// readFinding is one argument. Start and end are byte offsets in the text.
type readFinding struct {
	Argument string       `json:"argument"`
	Tier     rules.Tier   `json:"tier"`
	Stance   rules.Stance `json:"stance"`
	Speaker  rules.Side   `json:"speaker"`
	Holder   rules.Side   `json:"holder"`
	Quote    string       `json:"quote"`
	Page     int          `json:"page"`
	Start    int          `json:"start"`
	End      int          `json:"end"`
	Pattern  string       `json:"pattern"`
}

// shippedReader reads with the arguments that this program ships.
func shippedReader() (*rules.Reader, error) {
	arguments, err := rules.Arguments()
	if err != nil {
		return nil, err
	}
	return rules.NewReader(arguments)
}

// readFiling reads a document. What the input says already stands.
func readFiling(r *rules.Reader, own *rules.RuleSet) func(readItem) any {
	return func(item readItem) any {
		f := rules.Filing{Text: item.Text, Kind: item.Kind, FiledBy: item.FiledBy, Government: item.Government, Case: item.Case}
		got, hits := r.ReadFilingWith(f, own, rules.Facts{Case: item.Case})
		out := filingReading{ID: item.ID, Kind: got.Kind, FiledBy: got.FiledBy, Findings: findingsOf(got)}
		if own != nil {
			out.Rules = rulesIn(hits)
		}
		return out
	}
}

func findingsOf(got rules.FilingReading) []readFinding {
	list := []readFinding{}
	for _, f := range got.Findings {
		list = append(list, readFinding{Argument: f.Argument, Tier: f.Tier, Stance: f.Stance, Speaker: f.Speaker, Holder: f.Holder,
			Quote: f.Quote, Page: f.Page, Start: f.Start, End: f.End, Pattern: f.Pattern})
	}
	return list
}
