package courtlistener

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"docketwatch/docket"
)

// When a docket is looked up again: the one that was found, because copies
// appear and vanish; the one that was not, because it may be uploaded any day.
const (
	foundAgain    = 7 * day
	notFoundAgain = day
	freshAgain    = 30 * time.Minute
)

// resolve finds the copies of a docket at CourtListener and keeps them.
func (c *Client) resolve(ctx context.Context, pr Priority, book Book, ref docket.DocketRef) (Listing, error) {
	copies, err := c.find(ctx, pr, ref)
	if err != nil {
		return Listing{}, fmt.Errorf("look up %s: %w", ref.Key(), err)
	}
	now := c.now()
	l := Listing{Copies: copies, Looked: now, Again: now.Add(foundAgain)}
	if len(copies) == 0 {
		l.Again = now.Add(notFoundAgain)
		old, err := book.Listing(ctx, ref.Key())
		if err != nil {
			return Listing{}, err
		}
		l.Copies = old.Copies // one empty answer does not undo what was found
	}
	return l, book.KeepListing(ctx, ref.Key(), l)
}

// docketFields are those of a docket that are read.
const docketFields = "id,court_id,docket_number,federal_defendant_number,pacer_case_id,case_name,absolute_url,date_modified"

// find asks for every docket of that court and number, by the core of the
// number, which office and judges do not change. Civil and criminal cases share
// it, so what comes is compared by our own keys. A docket that has no core, or
// is not found by it, is asked for as it is printed.
func (c *Client) find(ctx context.Context, pr Priority, ref docket.DocketRef) ([]Copy, error) {
	var filters []param
	court, _ := docket.CourtByID(ref.Court) // an unknown court is no Supreme one
	if core := coreOf(ref.Number); core != "" && court.Kind != docket.Supreme {
		filters = append(filters, param{"docket_number_core", core})
	}
	if printed := printed(ref.Number); printed != "" {
		filters = append(filters, param{"docket_number", printed})
	}
	if len(filters) == 0 {
		return nil, fmt.Errorf("docket number %q cannot be asked for", ref.Number.Raw)
	}
	for _, f := range filters {
		copies, err := c.copies(ctx, pr, ref, f)
		if err != nil || len(copies) > 0 {
			return copies, err
		}
	}
	return nil, nil
}

// copies asks with one filter, through every page.
func (c *Client) copies(ctx context.Context, pr Priority, ref docket.DocketRef, filter param) ([]Copy, error) {
	p, err := c.list(ctx, pr, "dockets", query{{"court", ref.Court}, filter, {"order_by", "-date_modified"}, {"fields", docketFields}})
	var copies []Copy
	for {
		if err != nil {
			return nil, err
		}
		for _, raw := range p.results {
			x, ours, err := copyOf(raw, ref)
			if err != nil {
				return nil, err
			}
			if ours && !slices.ContainsFunc(copies, func(y Copy) bool { return y.ID == x.ID }) {
				copies = append(copies, x)
			}
		}
		if p.next == "" {
			return copies, nil
		}
		p, err = c.following(ctx, pr, p)
	}
}

// copyOf reads a docket and says whether it is the one that was meant.
func copyOf(raw json.RawMessage, ref docket.DocketRef) (Copy, bool, error) {
	o, err := objectOf("docket", raw)
	if err != nil {
		return Copy{}, false, fmt.Errorf("docket: %w", err)
	}
	x := Copy{ID: o.id("id")}
	if x.ID > 0 {
		o.what = fmt.Sprintf("docket %d", x.ID)
	}
	court := o.scalar("court_id")
	x.Number, x.PacerCaseID, x.CaseName = o.scalar("docket_number"), o.scalar("pacer_case_id"), o.scalar("case_name")
	x.URL = o.scalar("absolute_url")
	defendant := o.number("federal_defendant_number")
	if err := o.err(); err != nil {
		return Copy{}, false, err
	}
	n, err := docket.ParseNumber(x.Number)
	if err != nil || court != ref.Court {
		return x, false, nil
	}
	if n.Defendant == 0 {
		n.Defendant = int(defendant)
	}
	want := ref.Number
	if want.Defendant == 0 {
		n = n.Case()
	}
	if n.Key() != want.Key() {
		return x, false, nil
	}
	if own, err := docket.ParseNumber(x.Number); err != nil || own.Key() != n.Key() {
		x.Number = n.String() // as it reads under our key
	}
	return x, true, nil
}

// coreOf is CourtListener's docket_number_core: two digits of the year, then the
// serial in five digits for a district court's number and in six for an
// appellate or bankruptcy court's (cl/lib/model_helpers.py,
// make_docket_number_core). The Supreme Court's numbers and MDLs have none.
func coreOf(n docket.Number) string {
	switch {
	case n.Year == 0 || n.Serial == 0:
		return ""
	case n.Type == "":
		return fmt.Sprintf("%02d%06d", n.Year%100, n.Serial)
	case n.Type == "A", n.Type == "O", n.Type == "M", n.Type == "mdl":
		return ""
	}
	return fmt.Sprintf("%02d%05d", n.Year%100, n.Serial)
}

// printed is the number as CourtListener stores it: with the office, without the
// judges and the defendant.
func printed(n docket.Number) string {
	n.Initials, n.Defendant = nil, 0
	return n.String()
}

// listing is what is kept of a docket, looked up first where it never was or
// where it is time to. For a fresh filing, a docket that was not there is asked
// for again soon: CourtListener reads the same feeds.
func (c *Client) listing(ctx context.Context, pr Priority, book Book, ref docket.DocketRef) (Listing, error) {
	l, err := book.Listing(ctx, ref.Key())
	if err != nil {
		return l, err
	}
	now := c.now()
	soon := pr == Settle && len(l.Copies) == 0 && now.Sub(l.Looked) >= freshAgain
	if !soon && !due(l, now) {
		return l, nil
	}
	fresh, err := c.resolve(ctx, pr, book, ref)
	if err != nil && len(l.Copies) > 0 { // an old answer serves until there is a new one
		return l, nil
	}
	return fresh, err
}

// due reports whether a docket is to be looked up. A look that lies ahead was
// noted by a clock that was wrong.
func due(l Listing, now time.Time) bool {
	return l.Looked.IsZero() || !now.Before(l.Again) || l.Looked.After(now)
}
