package pacer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// options are the keys of a `kind: court_rss` entry.
type options struct {
	Courts []string `yaml:"courts"` // CourtListener or PACER ids; default: every court of a watched docket
	URL    string   `yaml:"url"`    // for a mirror or a test; {court} is the PACER id
}

// A Source is the feed of one court.
type Source struct {
	court  docket.Court
	url    string
	client *fetch.Client
}

// New makes one source for each court the entry names, or else for each of
// watched. Among the problems are warnings: of courts whose feed carries only a
// part, and of those that have none and get no source.
func New(e config.Entry, watched []docket.Court, client *fetch.Client) ([]watcher.Source, config.Problems) {
	var o options
	if err := e.Options.Decode(&o); err != nil {
		var problems config.Problems
		if errors.As(err, &problems) {
			return nil, problems
		}
		return nil, e.Problem("", "%v", err)
	}
	problems := checkURL(e, o.URL)
	named := len(o.Courts) > 0
	if named {
		var more config.Problems
		watched, more = courtsOf(e, o.Courts)
		problems = append(problems, more...)
	}
	var sources []watcher.Source
	taken := make(map[string]bool)
	for _, c := range watched {
		if taken[c.ID] {
			continue
		}
		taken[c.ID] = true
		switch {
		case c.FeedURL == "" && (!named || o.URL == ""): // a mirror may have a feed that the court has not
			problems = append(problems, warning(e, "its dockets need another source", "%s (%s) has no RSS feed", c.ID, c.Citation))
			continue
		case c.Coverage == docket.CoveragePartial:
			problems = append(problems, warning(e, "other entries need another source", "the feed of %s is known to carry only: %s", c.ID, c.Carries))
		}
		address := c.FeedURL
		if o.URL != "" {
			address = strings.ReplaceAll(o.URL, "{court}", c.PACER)
		}
		sources = append(sources, &Source{court: c, url: address, client: client})
	}
	if len(sources) == 0 && len(problems) == 0 {
		problems = append(problems, warning(e, "name them with `courts: [cand, …]`", "no watched docket is in a court with a feed"))
	}
	return sources, problems
}

func checkURL(e config.Entry, address string) config.Problems {
	if address == "" {
		return nil
	}
	u, err := url.Parse(strings.ReplaceAll(address, "{court}", "court"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return e.Problem("write http://host/{court}/rss", "url is no web address")
	}
	return nil
}

func courtsOf(e config.Entry, ids []string) (courts []docket.Court, problems config.Problems) {
	for _, id := range ids {
		c, ok := docket.CourtByID(id)
		if !ok {
			problems = append(problems, e.Problem(config.CourtHint(id), "unknown court id %q", id)...)
			continue
		}
		courts = append(courts, c)
	}
	return courts, problems
}

func warning(e config.Entry, hint, format string, args ...any) config.Problem {
	p := e.Problem(hint, format, args...)[0]
	p.Warning = true
	return p
}

// Name is the source's row in the ledger: "court_rss/cand".
func (s *Source) Name() string { return "court_rss/" + s.court.ID }

// Court is the CourtListener id of the court.
func (s *Source) Court() string { return s.court.ID }

// Clock reads from a cursor when the court made the feed, and how far it reached
// back. A feed that never had an item says nothing of its window.
func (s *Source) Clock(cursor []byte) (made time.Time, reach time.Duration, ok bool) {
	was, err := decodeState(cursor)
	return was.clock, was.reach, err == nil && was.items
}

// Poll looks at the feed once. Courts send neither ETag nor Last-Modified, so
// the bytes decide what is new.
func (s *Source) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	res, err := s.client.Get(ctx, fetch.Request{URL: s.url, Header: http.Header{"Accept": {"application/rss+xml, application/xml;q=0.9, */*;q=0.1"}}})
	if err != nil {
		return watcher.Batch{}, denied(err)
	}
	cut := ""
	if res.Cut {
		cut = res.Why
	}
	return s.read(res.Body, cut, at)
}

// denied recognises the refusals among the errors of a fetch. The fetch's own
// error stays inside: it knows when to come back.
func denied(err error) error {
	var status *fetch.StatusError
	if !errors.As(err, &status) {
		return err
	}
	r := refused(status.Body)
	if !r.Blocked {
		if status.Status != http.StatusForbidden && status.Status != http.StatusUnauthorized {
			return err
		}
		r.Got, r.Blocked = fmt.Sprintf("HTTP status %d", status.Status), true
	}
	return fmt.Errorf("%w (%w)", r, err)
}
