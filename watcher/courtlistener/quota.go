package courtlistener

import (
	"cmp"
	"context"
	"slices"
	"time"

	"docketwatch/config"
)

// A Quota is what an account may still ask, as counted in the ledger.
type Quota struct {
	Source  string        `json:"source"`
	Account string        `json:"account"` // the host
	Plan    Plan          `json:"plan"`
	Windows []QuotaWindow `json:"windows"`               // the shortest first
	Barred  time.Time     `json:"barred_until,omitzero"` // CourtListener asked for silence until then
}

// A QuotaWindow is one rolling window of a plan.
type QuotaWindow struct {
	Seconds int64 `json:"seconds"`
	Limit   int   `json:"limit"`
	Left    int   `json:"left"`
}

// QuotaOf is the quota of a `kind: courtlistener` entry. It asks the ledger and
// nobody else, and needs no token.
func QuotaOf(ctx context.Context, e config.Entry, b Budget, now time.Time) (Quota, error) {
	var o options
	if err := e.Options.Decode(&o); err != nil {
		return Quota{}, err
	}
	plan, err := ParsePlan(o.Plan)
	if err != nil {
		return Quota{}, err
	}
	base, err := address(o.URL, DefaultURL)
	if err != nil {
		return Quota{}, err
	}
	left, barred, err := b.Left(ctx, base.Host, plan.Limits(), now)
	if err != nil {
		return Quota{}, err
	}
	q := Quota{Source: e.Name, Account: base.Host, Plan: plan, Barred: barred}
	for window, limit := range plan.Limits() {
		q.Windows = append(q.Windows, QuotaWindow{Seconds: int64(window / time.Second), Limit: limit, Left: left[window]})
	}
	slices.SortFunc(q.Windows, func(a, b QuotaWindow) int { return cmp.Compare(a.Seconds, b.Seconds) })
	return q, nil
}
