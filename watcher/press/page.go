package press

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

const (
	wantPage   = "a web page"
	acceptPage = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
)

// Page is one web page that is edited in place: a list of jurisdictions, a page
// of grant conditions. Its release keeps its key for ever, and every wording has
// a digest of its own, also one that stood there before.
type Page struct {
	name   string
	url    *url.URL
	key    string
	part   cascadia.Selector
	ignore cascadia.Selector // nil for nothing
	chosen string
	rule   bool
	client *fetch.Client
}

// NewPage reads the options `url`, `select` (a CSS selector of the part that
// matters; "main" where it is missing), `ignore` (a selector of what in it does
// not) and `relevance` ("relevant": every change is told; "rule": only while the
// page is about the watched matter). Errors are [config.Problems].
func NewPage(entry config.Entry, client *fetch.Client) (watcher.Source, error) {
	o := struct {
		URL       string `yaml:"url"`
		Select    string `yaml:"select"`
		Ignore    string `yaml:"ignore"`
		Relevance string `yaml:"relevance"`
	}{Select: "main"}
	if err := entry.Options.Decode(&o); err != nil {
		return nil, err
	}
	p := &Page{name: "page/" + entry.Name, chosen: strings.TrimSpace(o.Select), client: client}
	var problems config.Problems
	if p.url = webURL("", o.URL); p.url == nil {
		what := "url is no address of the web"
		if o.URL == "" {
			what = "url is missing"
		}
		problems = append(problems, entry.Problem("write http:// or https:// and a host, without a password", "%s", what)...)
	} else {
		p.url.Fragment = ""
		p.key = p.url.String() + " " + p.chosen
	}
	for _, s := range []struct {
		name, text string
		into       *cascadia.Selector
	}{{"select", p.chosen, &p.part}, {"ignore", o.Ignore, &p.ignore}} {
		if s.name == "ignore" && s.text == "" {
			continue
		}
		compiled, err := cascadia.Compile(s.text)
		if err != nil {
			problems = append(problems, entry.Problem(`write a tag, an #id, a .class or several: "main", "#content", "main .field_body"`,
				"%s is no CSS selector: %q: %v", s.name, s.text, err)...)
		}
		*s.into = compiled
	}
	rule, bad := relevanceOption(entry, o.Relevance, "relevant")
	p.rule = rule
	if problems = append(problems, bad...); len(problems) > 0 {
		return nil, problems
	}
	return p, nil
}

// relevanceOption reads who decides what is told: the press rule, or the user,
// who asked for this source and hears of everything in it.
func relevanceOption(entry config.Entry, value, otherwise string) (rule bool, problems config.Problems) {
	switch value {
	case "":
		return otherwise == "rule", nil
	case "rule":
		return true, nil
	case "relevant":
		return false, nil
	}
	return false, entry.Problem(`"relevant" tells everything, "rule" what is about the watched matter`, "relevance: %q is neither", value)
}

// Name is the source's row in the ledger.
func (p *Page) Name() string { return p.name }

// Poll looks once.
func (p *Page) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	old := p.state(at.State)
	since := at.Now.Sub(time.UnixMilli(old.Whole))
	whole := at.Full || old.Distrust || old.Gone != 0 || since < 0 || since >= believeFor
	header := http.Header{"Accept": {acceptPage}, "Cache-Control": {"no-cache"}}
	if !whole {
		old.ask(header)
	}
	res, err := p.client.Get(ctx, fetch.Request{URL: p.url.String(), Header: header})
	if err != nil {
		return p.failed(err, old, at)
	}
	if res.Status == http.StatusNotModified {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	if res.Cut {
		return watcher.Batch{}, &watcher.Refused{Want: wantPage, Got: res.Why, Body: res.Body}
	}
	now, err := readPage(res.Body, res.Header.Get("Content-Type"), res.URL, p.part, p.ignore, p.chosen)
	if err != nil {
		return watcher.Batch{}, err
	}
	if to, err := url.Parse(res.URL); err == nil && samePath(to) != samePath(p.url) {
		now.to = res.URL
	}
	return p.compare(now, res, old, at, whole)
}

// samePath is an address without what does not make it another page.
func samePath(u *url.URL) string {
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + u.RawQuery
}

// told is the batch of a look that has something to tell.
func (p *Page) told(r docket.Release, next pageState, body []byte, at watcher.Cursor) (watcher.Batch, error) {
	state, err := json.Marshal(next)
	if err != nil {
		return watcher.Batch{}, fmt.Errorf("keep the state: %w", err)
	}
	r.Source, r.Key, r.URL, r.Cluster, r.InPlace, r.Seen = p.name, p.key, p.url.String(), p.name, true, at.Now
	r.Components = []string{strings.TrimPrefix(p.url.Hostname(), "www.")}
	if !p.rule {
		r.Relevance, r.Why = docket.Relevant, "a page that you watch"
	}
	return watcher.Batch{Releases: []docket.Release{r}, Next: state, Raw: rawOf(p.name, "changed", at.Now, body, body)}, nil
}
