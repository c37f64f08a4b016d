package press

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// believeFor is how long validators are believed: some servers keep an ETag
// while the content changes, so now and then the whole feed is asked for.
const believeFor = time.Hour

// Feed is one RSS or Atom feed, or a listing that is as good as one.
type Feed struct {
	name   string
	url    string
	client *fetch.Client
	want   string // "a feed"
	accept string
	office string // whose releases these are, where the feed's own name does not say
	parse  func(body []byte, base string) (feedPage, error)
}

// NewFeed reads the option `url`. Errors are [config.Problems].
func NewFeed(entry config.Entry, client *fetch.Client) (watcher.Source, error) {
	var o struct {
		URL string `yaml:"url"`
	}
	if err := entry.Options.Decode(&o); err != nil {
		return nil, err
	}
	if o.URL == "" {
		return nil, entry.Problem("a feed needs its address", "url is missing")
	}
	if webURL("", o.URL) == nil {
		return nil, entry.Problem("write http:// or https:// and a host, without a password", "url is no address of the web")
	}
	return &Feed{name: "feed/" + entry.Name, url: o.URL, client: client, want: wantFeed, accept: acceptFeed, parse: parseFeed}, nil
}

// Name is the source's row in the ledger.
func (f *Feed) Name() string { return f.name }

// validators are what a server gives to ask "has it changed?" with.
type validators struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
}

func validatorsOf(h http.Header) validators {
	return validators{ETag: h.Get("ETag"), Modified: h.Get("Last-Modified")}
}

func (v validators) ask(h http.Header) {
	if v.ETag != "" {
		h.Set("If-None-Match", v.ETag)
	}
	if v.Modified != "" {
		h.Set("If-Modified-Since", v.Modified)
	}
}

// feedState is the cursor of Feed.
type feedState struct {
	validators
	Distrust bool              `json:"distrust,omitempty"` // the validators have lied
	Body     string            `json:"body"`               // digest of the last whole body
	Whole    int64             `json:"whole"`              // when the feed was last asked for without validators, Unix ms
	Changed  int64             `json:"changed"`            // when its items last changed, Unix ms
	Items    int               `json:"items"`
	Known    map[string]string `json:"known"` // key -> digest
}

// Poll looks once.
func (f *Feed) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	var old feedState
	if len(at.State) > 0 && json.Unmarshal(at.State, &old) != nil {
		old = feedState{} // read everything again; the ledger knows what it has
	}
	since := at.Now.Sub(time.UnixMilli(old.Whole))
	whole := at.Full || old.Distrust || since < 0 || since >= believeFor
	header := http.Header{"Accept": {f.accept}, "Cache-Control": {"no-cache"}}
	if !whole {
		old.ask(header)
	}
	res, err := f.client.Get(ctx, fetch.Request{URL: f.url, Header: header})
	if err != nil {
		return watcher.Batch{}, refusal(f.want, err)
	}
	if res.Status == http.StatusNotModified {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	if res.Cut && len(bytes.TrimSpace(res.Body)) == 0 {
		return watcher.Batch{}, &watcher.Refused{Want: f.want, Got: "an empty body: " + res.Why}
	}
	p, err := f.parse(res.Body, res.URL)
	if err != nil {
		return watcher.Batch{}, err
	}
	if res.Cut {
		p.partial = cutShort(p.partial, len(p.Items), res.Why)
	}
	return f.compare(p, res, old, at, whole)
}

// compare says what is new or edited since the last look.
func (f *Feed) compare(p feedPage, res *fetch.Response, old feedState, at watcher.Cursor, whole bool) (watcher.Batch, error) {
	next := feedState{validators: validatorsOf(res.Header), Distrust: old.Distrust, Body: itemDigest(res.Body),
		Whole: old.Whole, Changed: old.Changed, Items: len(p.Items), Known: make(map[string]string, len(p.Items))}
	if whole {
		next.Whole = at.Now.UnixMilli()
	}
	b := watcher.Batch{Items: len(p.Items), Partial: p.partial}
	overlap := false
	for _, item := range p.Items {
		r := item.release(f.name, at.Now)
		if f.office != "" {
			r.Components = []string{f.office}
		}
		d, seen := old.Known[r.Key]
		overlap = overlap || seen
		if _, twice := next.Known[r.Key]; twice {
			continue // the same item once more
		}
		next.Known[r.Key] = short(r.Digest)
		if at.Full || !seen || d != short(r.Digest) {
			b.Releases = append(b.Releases, r)
		}
	}
	if len(b.Releases) > 0 {
		b.Raw = rawOf(f.name, "changed", at.Now, res.Body, res.Body)
	}
	if b.Partial != nil {
		b.Raw = rawOf(f.name, "partial", at.Now, res.Body, res.Body)
		return b, nil
	}
	b.Note, b.Gap = f.doubts(p, old, next, at, overlap, len(b.Releases) > 0)
	if len(p.Items) == 0 {
		next.Known = old.Known // what was seen stays seen
	}
	if len(b.Releases) > 0 || next.Changed == 0 {
		next.Changed = at.Now.UnixMilli()
	}
	if whole && len(b.Releases) > 0 && old.Body != "" && !at.Full && next.same(old) {
		next.Distrust = true
		b.Note = "Its server says “not modified” when it was: from now on the whole feed is asked for at every look."
	}
	state, err := json.Marshal(next)
	if err != nil {
		return watcher.Batch{}, fmt.Errorf("keep the state: %w", err)
	}
	b.Next = state
	if !at.Full && b.Note == "" && bytes.Equal(state, at.State) {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	return b, nil
}

// same reports whether the server gave the validators it gave before.
func (s feedState) same(old feedState) bool {
	return s.validators == old.validators && s.validators != validators{}
}

// doubts are what a whole look leaves to be doubted: a feed that emptied, and a
// window that has moved on past everything known.
func (f *Feed) doubts(p feedPage, old, next feedState, at watcher.Cursor, overlap, news bool) (string, *docket.Gap) {
	switch {
	case len(p.Items) == 0 && old.Items > 0:
		return fmt.Sprintf("It shows nothing now; at the last look it showed %d items.", old.Items), nil
	case len(p.Items) > 0 && len(old.Known) > 0 && !overlap && news && !at.Full:
		return "", &docket.Gap{Source: f.name, From: time.UnixMilli(old.Changed).UTC(), To: at.Now, Opened: at.Now,
			Why: "none of the items known from the last look is still there"}
	}
	return "", nil
}
