package courtlistener

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"docketwatch/config"
	"docketwatch/watcher/fetch"
)

// Where CourtListener is.
const (
	DefaultURL     = "https://www.courtlistener.com/api/rest/v4/"
	DefaultStorage = "https://storage.courtlistener.com/"
)

// Options are what a Client is made of.
type Options struct {
	URL     string // of the API; DefaultURL where empty
	Storage string // where free papers lie; DefaultStorage where empty
	Token   config.Secret
	Plan    Plan
	Client  *fetch.Client
	Budget  Budget
	Now     func() time.Time
	Writer  Writer                            // for docket alerts; nil: they are only read
	Jitter  func(time.Duration) time.Duration // at most that long; nil: random
}

// A Client asks CourtListener's REST API v4. It is safe for many goroutines.
type Client struct {
	base, storage *url.URL
	account       string // in the budget: the host, since a project may have one account only
	token         config.Secret
	plan          Plan
	client        *fetch.Client
	budget        Budget
	now           func() time.Time
	writer        Writer
	jitter        func(time.Duration) time.Duration

	mu      sync.Mutex
	refused error // the token was: nothing is asked any more
}

// NewClient makes a Client. It asks nothing yet.
func NewClient(o Options) (*Client, error) {
	c := &Client{token: o.Token, plan: o.Plan, client: o.Client, budget: o.Budget, now: o.Now, writer: o.Writer, jitter: o.Jitter}
	var err error
	if c.base, err = address(o.URL, DefaultURL); err != nil {
		return nil, err
	}
	if c.storage, err = address(o.Storage, DefaultStorage); err != nil {
		return nil, err
	}
	c.account = c.base.Host
	if c.now == nil {
		c.now = time.Now
	}
	if c.jitter == nil {
		c.jitter = func(most time.Duration) time.Duration { return rand.N(most + 1) } // #nosec G404 -- jitter, no secret
	}
	return c, nil
}

// address is a folder on the web: it ends in a slash.
func address(text, otherwise string) (*url.URL, error) {
	if text == "" {
		text = otherwise
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" {
		return nil, fmt.Errorf("%q is no web address", text)
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u, nil
}

// An answer is a body that came whole.
type answer struct {
	body []byte
	date time.Time // by CourtListener's clock; zero where it does not say
}

// get asks for an address on behalf of an endpoint, inside the budget.
func (c *Client) get(ctx context.Context, pr Priority, endpoint, address string) (answer, error) {
	if err := c.held(); err != nil {
		return answer{}, err
	}
	if err := c.spend(ctx, pr); err != nil {
		return answer{}, err
	}
	return c.fetch(ctx, endpoint, address)
}

// fetch asks without spending.
func (c *Client) fetch(ctx context.Context, endpoint, address string) (answer, error) {
	res, err := c.client.Get(ctx, fetch.Request{URL: address, Header: http.Header{
		"Authorization": {"Token " + c.token.Reveal()}, "Accept": {"application/json"}}})
	if err == nil && res.Cut {
		err = fmt.Errorf("the answer was cut off after %d bytes: %s", len(res.Body), res.Why)
	}
	if err != nil {
		return answer{}, c.judge(ctx, endpoint, err)
	}
	date, _ := http.ParseTime(res.Header.Get("Date")) // zero where there is none
	return answer{res.Body, date}, nil
}

// Plan is the one that the configuration names.
func (c *Client) Plan() Plan { return c.plan }

// held is the refusal of the token, after which nothing is asked: asking harder
// does not help, and a wrong token counts as nobody's hundred requests a day.
func (c *Client) held() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refused
}

// judge finds out what a failure means.
func (c *Client) judge(ctx context.Context, endpoint string, err error) error {
	if ctx.Err() != nil {
		return err
	}
	var status *fetch.StatusError
	errors.As(err, &status)
	err = c.expected(c.meaning(ctx, endpoint, status, err))
	var token *tokenError
	var down *Down
	if errors.As(err, &token) && !errors.As(err, &down) {
		c.mu.Lock()
		c.refused = err
		c.mu.Unlock()
	}
	return err
}

// expected marks a failure inside the maintenance.
func (c *Client) expected(err error) error {
	var throttled *Throttled
	if end, in := maintenance(c.now()); in && !errors.As(err, &throttled) {
		return &Down{Err: err, Until: end, wait: end.Sub(c.now())}
	}
	return err
}

// list asks an endpoint for its first page.
func (c *Client) list(ctx context.Context, pr Priority, endpoint string, q query) (page, error) {
	text, err := q.encode()
	if err != nil {
		return page{}, fmt.Errorf("ask CourtListener's %s: %w", endpoint, err)
	}
	at := c.base.JoinPath(endpoint, "/")
	at.RawQuery = text
	a, err := c.get(ctx, pr, endpoint, at.String())
	if err != nil {
		return page{}, fmt.Errorf("ask CourtListener's %s: %w", endpoint, err)
	}
	return c.page(endpoint, a)
}

// following is the page after one, at the address that the page itself gave.
func (c *Client) following(ctx context.Context, pr Priority, p page) (page, error) {
	return c.resume(ctx, pr, p.endpoint, p.next)
}

// resume asks for the page at an address that an earlier page gave.
func (c *Client) resume(ctx context.Context, pr Priority, endpoint, next string) (page, error) {
	if err := c.ours(next); err != nil {
		return page{}, err
	}
	a, err := c.get(ctx, pr, endpoint, next)
	if err != nil {
		return page{}, fmt.Errorf("ask CourtListener's %s for its next page: %w", endpoint, err)
	}
	return c.page(endpoint, a)
}
