package rules

import (
	"fmt"

	"docketwatch/docket"
)

// Findings are a reading as the ledger keeps it: the action first, then whom it
// is about, under which law, until when.
func (r PressReading) Findings(subject string) []docket.PressFinding {
	var list []docket.PressFinding
	add := func(f docket.PressFinding, m Mark) {
		f.Subject, f.Field, f.Quote, f.Start, f.End = subject, m.Field, m.Quote, m.Start, m.End
		list = append(list, f)
	}
	for _, a := range r.Acts {
		add(docket.PressFinding{What: docket.PressAction, Value: string(a.Action)}, a.Mark)
	}
	for _, n := range r.Jurisdictions {
		add(docket.PressFinding{What: docket.PressJurisdiction, Value: n.String(), Kind: string(n.Kind), State: n.State, Aimed: n.Aimed}, n.Mark)
	}
	for _, l := range r.Laws {
		add(docket.PressFinding{What: docket.PressLaw, Value: l.Name, Kind: string(l.Kind)}, l.Mark)
	}
	for _, d := range r.Deadlines {
		value := string(d.Date)
		if value == "" {
			value = fmt.Sprintf("within %d days", d.Days)
		}
		add(docket.PressFinding{What: docket.PressDeadline, Value: value}, d.Mark)
	}
	return list
}
