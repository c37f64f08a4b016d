package press

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"docketwatch/config"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// Where the Justice Department publishes (https://www.justice.gov/developer).
const (
	apiURL = "https://www.justice.gov/api/v1/press_releases.json"
	rssURL = "https://www.justice.gov/news/rss?type=press_release"
)

const (
	pageSize    = 50                // the most that the API gives; it cuts a larger wish in silence
	overlap     = 7                 // days read again behind the newest known: releases are back-dated
	mostPages   = 40                // of one look: about a month
	sweepEvery  = time.Hour         // the whole overlap is read at least this often, for edits
	betweenAsks = time.Second       // the API asks for at most 4 a second; one is enough
	staleAfter  = 4                 // days without a release before the order is doubted
	lookLimit   = 150 * time.Second // of one look, all pages together
)

// DOJ is the Justice Department's press releases, by its News API, with the
// department's RSS feed as a cross-check: what the feed shows and the API does
// not, two looks in a row, is told from the feed.
type DOJ struct {
	name   string
	api    *url.URL
	rss    string // "" for no cross-check
	client *fetch.Client
	pause  time.Duration
}

// NewDOJ reads the options `url` (of press_releases.json, for mirrors and
// tests), `rss_url` and `cross_check`. Errors are [config.Problems]. With an
// API elsewhere and no rss_url there is no cross-check: the two would differ.
func NewDOJ(entry config.Entry, client *fetch.Client) (watcher.Source, error) {
	var o struct {
		URL        string `yaml:"url"`
		RSSURL     string `yaml:"rss_url"`
		CrossCheck *bool  `yaml:"cross_check"`
	}
	if err := entry.Options.Decode(&o); err != nil {
		return nil, err
	}
	d := &DOJ{name: entry.Name, client: client, pause: betweenAsks}
	if d.name == "" {
		d.name = "doj_press"
	}
	check := o.URL == "" || o.RSSURL != ""
	if o.CrossCheck != nil {
		check = *o.CrossCheck
	}
	if o.URL == "" {
		o.URL = apiURL
	}
	if check {
		d.rss = o.RSSURL
		if d.rss == "" {
			d.rss = rssURL
		}
		if webURL("", d.rss) == nil {
			return nil, entry.Problem("write http:// or https:// and a host", "rss_url is no address of the web")
		}
	}
	if d.api = webURL("", o.URL); d.api == nil {
		return nil, entry.Problem("write http:// or https:// and a host", "url is no address of the web")
	}
	return d, nil
}

// Name is the source's row in the ledger.
func (d *DOJ) Name() string { return d.name }

// Poll looks once.
func (d *DOJ) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	old := readState(at.State)
	l := &look{doj: d, at: at, old: old, seen: make(map[string]bool)}
	if err := l.read(ctx); err != nil {
		if batch, ok := d.onlyRSS(ctx, at, old, err); ok {
			return batch, nil
		}
		return watcher.Batch{}, err
	}
	return l.batch(ctx)
}

// page asks for one page, newest first. A mistyped parameter would bring the
// oldest releases without an error, so these names stay exactly as documented.
func (d *DOJ) page(ctx context.Context, n int) (apiPage, *fetch.Response, error) {
	if n > 0 && d.pause > 0 {
		timer := time.NewTimer(d.pause)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return apiPage{}, nil, ctx.Err()
		}
	}
	u := *d.api
	q := u.Query()
	q.Set("pagesize", strconv.Itoa(pageSize))
	q.Set("page", strconv.Itoa(n))
	q.Set("sort", "date")
	q.Set("direction", "DESC")
	u.RawQuery = q.Encode()
	res, err := d.client.Get(ctx, fetch.Request{URL: u.String(), Header: http.Header{"Accept": {"application/json"}}})
	if err != nil {
		return apiPage{}, nil, refusal(wantAPI, err)
	}
	if kind := res.Header.Get("Content-Type"); kind != "" && !isJSON(kind) {
		return apiPage{}, nil, refused(wantAPI, res.Body)
	}
	p, err := parseAPI(res.Body)
	if err != nil {
		return p, nil, err
	}
	if res.Cut {
		p.partial = cutShort(p.partial, len(p.Results), res.Why)
	}
	return p, res, nil
}

// onlyRSS answers for an API that is down with what the feed shows. A wall or a
// server that named a time to come back is obeyed instead.
func (d *DOJ) onlyRSS(ctx context.Context, at watcher.Cursor, old state, api error) (watcher.Batch, bool) {
	var refused *watcher.Refused
	var waits interface{ RetryIn() (time.Duration, bool) }
	if d.rss == "" || old.Newest == "" || ctx.Err() != nil || errors.As(api, &refused) && refused.Blocked {
		return watcher.Batch{}, false
	}
	if errors.As(api, &waits) {
		if _, said := waits.RetryIn(); said {
			return watcher.Batch{}, false
		}
	}
	feed, res, err := d.feed(ctx, http.Header{})
	if err != nil {
		return watcher.Batch{}, false
	}
	b := watcher.Batch{Items: len(feed.Items), Raw: rawOf(d.name, "partial", at.Now, res.Body, res.Body)}
	for _, item := range old.missing(feed, old.cutoff()) {
		b.Releases = append(b.Releases, item.release(d.name, at.Now))
	}
	b.Partial = &watcher.Partial{Whole: len(feed.Items), Of: len(feed.Items), Cut: true, Why: "read from RSS only, because of the API: " + api.Error()}
	return b, true
}
