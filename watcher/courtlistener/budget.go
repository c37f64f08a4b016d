package courtlistener

import (
	"context"
	"time"
)

// A Budget counts the requests of an account. It is kept in the ledger, so that
// it outlives the process and every worker shares it.
type Budget interface {
	// Spend takes one request, if every window (its length) holds fewer than its
	// limit and nobody was told to be silent. Where nothing was taken, wait says
	// how long until it is worth asking again.
	Spend(ctx context.Context, account string, limits map[time.Duration]int, now time.Time) (wait time.Duration, err error)
	// Bar silences everybody until then; it never shortens a silence.
	Bar(ctx context.Context, account string, until time.Time) error
	// Left says how much room each window has, and until when the account is
	// barred; zero where it is not.
	Left(ctx context.Context, account string, limits map[time.Duration]int, now time.Time) (left map[time.Duration]int, barred time.Time, err error)
}

// spend takes a request from the budget or says when to come again.
func (c *Client) spend(ctx context.Context, pr Priority) error {
	now := c.now()
	wait, err := c.budget.Spend(ctx, c.account, c.plan.limits(pr), now)
	if err != nil {
		return err // not counted, so not asked
	}
	if wait > 0 {
		return &NotAsked{Wait: wait, Until: now.Add(wait), Why: "the requests of the plan are spent, or CourtListener asked for silence"}
	}
	return nil
}

// unheard is the silence after a 429 that does not say for how long.
const unheard = time.Minute

// bar makes one worker's 429 everybody's. The jitter keeps workers that all
// wait from coming back together.
func (c *Client) bar(ctx context.Context, wait time.Duration, said bool) (time.Duration, error) {
	if !said {
		wait = unheard
	}
	wait = max(wait, time.Second)
	wait += c.jitter(wait/10 + time.Second)
	return wait, c.budget.Bar(context.WithoutCancel(ctx), c.account, c.now().Add(wait))
}

// Left is what the plan has left in each window, the minute, the hour and the
// day, as counted here, and until when CourtListener wants silence; zero where
// it does not. Nothing is asked.
func (c *Client) Left(ctx context.Context) (left map[time.Duration]int, barred time.Time, err error) {
	return c.budget.Left(ctx, c.account, c.plan.Limits(), c.now())
}
