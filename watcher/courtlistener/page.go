package courtlistener

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"docketwatch/watcher"
)

// A page is one answer of a list. Its count is an address or a guess and is
// never read.
type page struct {
	endpoint string
	body     []byte
	date     time.Time // by CourtListener's clock; zero where it did not say
	results  []json.RawMessage
	next     string // verbatim; "" for the last page
}

// page proves that an answer is a list of that endpoint's kind.
func (c *Client) page(endpoint string, a answer) (page, error) {
	p := page{endpoint: endpoint, body: a.body, date: a.date}
	refuse := func(got string) (page, error) {
		return page{}, c.expected(&watcher.Refused{Want: wantAnswer, Got: got, Body: a.body, Blocked: got == "captcha page" || got == "login page"})
	}
	o, err := objectOf("the answer of "+endpoint, a.body)
	if err != nil {
		return refuse(kindOf(a.body))
	}
	results, next := o.raw("results"), o.scalar("next")
	if err := o.err(); err != nil {
		return refuse(err.Error())
	}
	if !bytes.HasPrefix(bytes.TrimSpace(results), []byte("[")) || json.Unmarshal(results, &p.results) != nil {
		return refuse("results that are no list")
	}
	if next != "" {
		if err := c.ours(next); err != nil {
			return page{}, err
		}
	}
	p.next = next
	return p, nil
}

// ours refuses a next page elsewhere: the token goes to one host only, and only
// in the way in which that was asked.
func (c *Client) ours(next string) error {
	u, err := url.Parse(next)
	if err != nil || !strings.EqualFold(u.Scheme, c.base.Scheme) || !strings.EqualFold(u.Host, c.base.Host) || u.User != nil {
		return fmt.Errorf("CourtListener's next page is not where the API is (%s://%s); not followed", c.base.Scheme, c.base.Host)
	}
	return nil
}
