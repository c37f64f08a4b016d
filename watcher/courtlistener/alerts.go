package courtlistener

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"docketwatch/watcher/fetch"
)

// A DocketAlert is the account's subscription to one docket. Its secret key,
// which unsubscribes, is never read.
type DocketAlert struct {
	ID      int64     `json:"id"`
	Docket  int64     `json:"docket"` // CourtListener's id
	On      bool      `json:"on"`
	LastHit time.Time `json:"date_last_hit,omitzero"`
}

func parseAlert(raw json.RawMessage) (DocketAlert, error) {
	o, err := objectOf("docket alert", raw)
	if err != nil {
		return DocketAlert{}, fmt.Errorf("docket alert: %w", err)
	}
	a := DocketAlert{ID: o.id("id"), Docket: o.id("docket"), On: o.number("alert_type") == 1, LastHit: o.moment("date_last_hit")}
	return a, o.err()
}

// Alerts lists the account's docket alerts, those that are off too.
func (c *Client) Alerts(ctx context.Context) ([]DocketAlert, error) {
	p, err := c.list(ctx, Gap, "docket-alerts", query{{"order_by", "date_created"}})
	var all []DocketAlert
	for {
		if err != nil {
			return nil, err
		}
		for _, raw := range p.results {
			a, err := parseAlert(raw)
			if err != nil {
				return nil, err
			}
			all = append(all, a)
		}
		if p.next == "" {
			return all, nil
		}
		p, err = c.following(ctx, Gap, p)
	}
}

// A Comparison is what the docket alerts are beside what they should be.
type Comparison struct {
	On       []int64       // as wanted
	Create   []int64       // wanted, and there is none
	Renew    []DocketAlert // wanted, and switched off: CourtListener does so with cases terminated long ago
	Over     []int64       // wanted, beyond what the plan allows
	Unwanted []DocketAlert // on, and of no watched docket; they are left alone, and count
}

// Compare says what is to be done about the alerts of wanted dockets
// (CourtListener's ids, the most important first). No more than most are on at
// the end, those that nobody wants included; -1 is no limit. Dropped ones are
// renewed before new ones are made.
func Compare(wanted []int64, have []DocketAlert, most int) Comparison {
	var x Comparison
	byDocket := make(map[int64]DocketAlert)
	room := most
	for _, a := range have {
		if old, again := byDocket[a.Docket]; !again || a.On && !old.On {
			byDocket[a.Docket] = a
		}
		if a.On {
			room--
			if !slices.Contains(wanted, a.Docket) {
				x.Unwanted = append(x.Unwanted, a)
			}
		}
	}
	var missing []int64
	take := func() bool {
		room--
		return most < 0 || room >= 0
	}
	for _, id := range unique(wanted) {
		switch a, ok := byDocket[id]; {
		case !ok:
			missing = append(missing, id)
		case a.On:
			x.On = append(x.On, id)
		case take():
			x.Renew = append(x.Renew, a)
		default:
			x.Over = append(x.Over, id)
		}
	}
	for _, id := range missing {
		if take() {
			x.Create = append(x.Create, id)
		} else {
			x.Over = append(x.Over, id)
		}
	}
	return x
}

func unique(ids []int64) []int64 {
	var list []int64
	for _, id := range ids {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// Subscribe compares the alerts with what is wanted, makes and renews what is
// missing, and says what it found. Renew in the answer are those that had been
// dropped. Where making one fails, the answer tells what was to be done, and the
// error what was not.
func (c *Client) Subscribe(ctx context.Context, wanted []int64, most int) (Comparison, error) {
	have, err := c.Alerts(ctx)
	if err != nil {
		return Comparison{}, err
	}
	x := Compare(wanted, have, most)
	for _, a := range x.Renew {
		if err := c.write(ctx, http.MethodPatch, fmt.Sprintf("docket-alerts/%d/", a.ID), map[string]int64{"alert_type": 1}); err != nil {
			return x, fmt.Errorf("renew the docket alert of docket %d: %w", a.Docket, err)
		}
	}
	for _, id := range x.Create {
		if err := c.write(ctx, http.MethodPost, "docket-alerts/", map[string]int64{"docket": id, "alert_type": 1}); err != nil {
			return x, fmt.Errorf("make a docket alert of docket %d: %w", id, err)
		}
	}
	return x, nil
}

// write changes something at CourtListener, inside the budget.
func (c *Client) write(ctx context.Context, method, path string, body any) error {
	if c.writer == nil {
		return fmt.Errorf("nothing is written to CourtListener here")
	}
	if err := c.held(); err != nil {
		return err
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	if err := c.spend(ctx, Gap); err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base.JoinPath(path).String(), bytes.NewReader(raw))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Token "+c.token.Reveal())
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	res, err := c.writer.Do(req)
	if err != nil {
		return c.judge(ctx, "docket-alerts", err)
	}
	defer func() { _ = res.Body.Close() }() // all that is wanted of it is read below
	text, err := io.ReadAll(io.LimitReader(res.Body, fetch.MaxErrorBody))
	if err != nil {
		return err
	}
	if res.StatusCode/100 == 2 {
		return nil
	}
	status := &fetch.StatusError{URL: req.URL.Scheme + "://" + req.URL.Host + req.URL.EscapedPath(), Status: res.StatusCode, Body: text, Header: res.Header}
	status.RetryAfter, status.HasRetryAfter = fetch.RetryAfter(res.Header.Get("Retry-After"), c.now())
	return c.judge(ctx, "docket-alerts", status)
}
