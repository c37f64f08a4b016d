package courtlistener

import (
	"context"
	"fmt"

	"docketwatch/docket"
)

// Identify finds the court and number of a docket that is known by an id only:
// CourtListener's own, or a court's internal case id. It costs one request.
func (s *Source) Identify(ctx context.Context, l docket.Location) (docket.Location, error) {
	q := query{{"id", l.CourtListenerID}, {"fields", docketFields}}
	if l.CourtListenerID == "" {
		q = query{{"court", l.Court}, {"pacer_case_id", l.PacerCaseID}, {"fields", docketFields}}
	}
	p, err := s.client.list(ctx, Settle, "dockets", q)
	if err != nil {
		return l, err
	}
	if len(p.results) == 0 {
		return l, fmt.Errorf("CourtListener has no such docket")
	}
	o, err := objectOf("docket", p.results[0])
	if err != nil {
		return l, err
	}
	court, number := o.scalar("court_id"), o.scalar("docket_number")
	caption := o.scalar("case_name")
	if err := o.err(); err != nil {
		return l, err
	}
	c, known := docket.CourtByID(court)
	if !known {
		return l, fmt.Errorf("CourtListener's court %q is not one that can be watched", court)
	}
	n, err := docket.ParseNumber(number)
	if err != nil {
		return l, err
	}
	l.Court, l.Number, l.Caption = c.ID, n, caption
	return l, nil
}
