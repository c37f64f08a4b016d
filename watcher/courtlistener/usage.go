package courtlistener

import (
	"context"
	"fmt"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// A Use is how much of one limit the account has used, by CourtListener's own
// count. Everything that is asked here is of the scope "user"; "api_usage" only
// limits the asking for this.
type Use struct {
	Scope     string    `json:"scope"`
	Rate      string    `json:"rate"` // "125/day"
	Used      int       `json:"used"`
	Limit     int       `json:"limit"`
	Remaining int       `json:"remaining"`
	ResetAt   time.Time `json:"reset_at,omitzero"` // when the oldest request leaves the window; zero: it is empty
	Blocked   bool      `json:"blocked,omitempty"`
}

// Usage asks api-usage/ for every limit of the account, and proves by that that
// the token is good: a wrong one is nobody's, with a hundred requests a day. It
// has a limit of its own, ten a minute, and costs nothing of the others. It is
// for a person who asks, not for a loop.
func (c *Client) Usage(ctx context.Context) ([]Use, error) {
	if err := c.held(); err != nil {
		return nil, err
	}
	a, err := c.fetch(ctx, "api-usage", c.base.JoinPath("api-usage", "/").String())
	if err != nil {
		return nil, fmt.Errorf("ask CourtListener's api-usage: %w", err)
	}
	o, err := objectOf("api-usage", a.body)
	if err != nil {
		return nil, &watcher.Refused{Want: wantAnswer, Got: kindOf(a.body), Body: a.body}
	}
	var uses []Use
	for _, raw := range o.list("current_usage") {
		x, err := objectOf("usage of a scope", raw)
		if err != nil {
			return nil, err
		}
		u := Use{Scope: x.scalar("scope"), Rate: x.scalar("rate"), Used: int(x.number("used")), Limit: int(x.number("limit")),
			Remaining: int(x.number("remaining")), ResetAt: x.moment("reset_at"), Blocked: x.flag("blocked")}
		if err := x.err(); err != nil {
			return nil, err
		}
		uses = append(uses, u)
	}
	return uses, o.err()
}

// Contradicts says in words where CourtListener's own limits are not those of
// the plan that the file names; "" where they agree.
func (p Plan) Contradicts(uses []Use) string {
	names := map[string]time.Duration{"min": time.Minute, "minute": time.Minute, "hour": time.Hour, "day": day}
	var wrong []string
	for _, u := range uses {
		_, unit, _ := strings.Cut(u.Rate, "/")
		window, known := names[unit]
		if u.Scope != "user" || !known {
			continue
		}
		if most, has := p.Limits()[window]; !has || most != u.Limit {
			wrong = append(wrong, u.Rate)
		}
	}
	if len(wrong) == 0 {
		return ""
	}
	return fmt.Sprintf("the plan %s does not have the limits that CourtListener counts for this account: %s", p, strings.Join(wrong, ", "))
}

// A CourtFeed is what CourtListener knows of a court's own feed.
type CourtFeed struct {
	Court string
	Has   bool
	Types string // what it carries, as the court names it: "all"
}

// Feed asks what a court's feed is known to carry. It costs one request.
func (c *Client) Feed(ctx context.Context, court docket.Court) (CourtFeed, error) {
	a, err := c.get(ctx, Gap, "courts", c.base.JoinPath("courts", court.ID, "/").String())
	if err != nil {
		return CourtFeed{}, fmt.Errorf("ask CourtListener for the court %s: %w", court.ID, err)
	}
	o, err := objectOf("court "+court.ID, a.body)
	if err != nil {
		return CourtFeed{}, &watcher.Refused{Want: wantAnswer, Got: kindOf(a.body), Body: a.body}
	}
	f := CourtFeed{Court: o.scalar("id"), Has: o.flag("pacer_has_rss_feed"), Types: o.scalar("pacer_rss_entry_types")}
	return f, o.err()
}
