package scotus

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
	"docketwatch/watcher/docketsheet"
	"docketwatch/watcher/fetch"
)

// court is the Supreme Court's id in CourtListener.
const court = "scotus"

// address is where the court publishes a case.
const address = "https://www.supremecourt.gov/RSS/Cases/JSON/{number}.json"

// believeFor is how long the server's word that nothing changed is believed: now
// and then the docket is asked for whatever it says.
const believeFor = time.Hour

// options are the keys of a `kind: scotus` entry.
type options struct {
	URL string `yaml:"url"` // for a mirror or a test; {number} is the docket number as the court writes it
}

// A Source is one docket.
type Source struct {
	ref    docket.DocketRef
	number string // as the court writes it: "24-966", "25A169"
	url    string
	client *fetch.Client
}

// New makes one source for each of the watched dockets of the Supreme Court. A
// docket number of another court's form is a problem; where no docket is watched
// a warning says so.
func New(e config.Entry, watched []docket.DocketRef, client *fetch.Client) ([]watcher.Source, config.Problems) {
	o := options{URL: address}
	if err := e.Options.Decode(&o); err != nil {
		var problems config.Problems
		if errors.As(err, &problems) {
			return nil, problems
		}
		return nil, e.Problem("", "%v", err)
	}
	u, err := url.Parse(strings.ReplaceAll(o.URL, "{number}", "24-966"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || !strings.Contains(o.URL, "{number}") {
		return nil, e.Problem("write https://host/path/{number}.json", "url is no web address with a {number} in it")
	}
	var sources []watcher.Source
	var problems config.Problems
	taken := make(map[docket.DocketKey]bool)
	for _, ref := range watched {
		number := written(ref.Number)
		switch {
		case ref.Court != court || taken[ref.Key()]:
			continue
		case number == "":
			problems = append(problems, e.Problem("write 24-966 or 25A169", "%q is no docket number of the Supreme Court", ref.Number)...)
			continue
		}
		taken[ref.Key()] = true
		sources = append(sources, &Source{ref: ref, number: number, url: strings.ReplaceAll(o.URL, "{number}", number), client: client})
	}
	if len(sources) == 0 && len(problems) == 0 {
		problems = e.Problem("watch one with `{court: scotus, number: 24-966}`", "no watched docket is in the Supreme Court")
		problems[0].Warning = true
	}
	return sources, problems
}

// written is a number in the court's own form, whatever zeros or words the user
// wrote: "24-966"; 25A169 is an application, 22O141 an original case, 25M12 a
// motion. "" for a number of another form.
func written(n docket.Number) string {
	switch {
	case n.Year == 0 || n.Serial == 0 || n.Office != "" || n.Defendant != 0:
		return ""
	case n.Type == "":
		return fmt.Sprintf("%02d-%d", n.Year%100, n.Serial)
	case n.Type == "A", n.Type == "O", n.Type == "M":
		return fmt.Sprintf("%02d%s%d", n.Year%100, n.Type, n.Serial)
	}
	return ""
}

// Name is the source's row in the ledger: "scotus/24-966".
func (s *Source) Name() string { return "scotus/" + s.number }

// Court is the CourtListener id of the court.
func (s *Source) Court() string { return court }

// Dockets is the one docket that the source looks at.
func (s *Source) Dockets() []docket.DocketRef { return []docket.DocketRef{s.ref} }

// Poll looks at the docket once.
func (s *Source) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	was, first := decodeState(at.State)
	since := at.Now.Sub(time.UnixMilli(was.Asked))
	whole := at.Full || first || was.Distrust || since < 0 || since >= believeFor
	header := http.Header{"Accept": {"application/json, */*;q=0.1"}}
	if !whole {
		was.ask(header)
	}
	res, err := s.client.Get(ctx, fetch.Request{URL: s.url, Header: header})
	switch {
	case err != nil:
		return watcher.Batch{}, denied(err)
	case res.Status == http.StatusNotModified:
		return watcher.Batch{}, watcher.ErrNotModified
	case res.Cut: // half a docket is none
		return watcher.Batch{}, &watcher.Refused{Want: s.want(), Got: "one cut off: " + res.Why, Body: res.Body}
	}
	d, err := docketsheet.ParseScotus(res.Body)
	if err != nil {
		return watcher.Batch{}, err
	}
	if err := s.prove(d, res, &was); err != nil {
		return watcher.Batch{}, err
	}
	return s.compare(d, res, was, at, whole, first)
}

func (s *Source) want() string { return "the docket of " + s.number }

// prove makes sure that the docket is the one asked for, and no older copy of it.
func (s *Source) prove(d *docketsheet.ScotusDocket, res *fetch.Response, was *state) error {
	n, err := docket.ParseNumber(d.DocketNumber)
	if err != nil || n.Key() != s.ref.Number.Key() {
		return &watcher.Refused{Want: s.want(), Got: fmt.Sprintf("that of %q", d.DocketNumber), Body: res.Body}
	}
	made, err := http.ParseTime(res.Header.Get("Last-Modified"))
	before, errBefore := http.ParseTime(was.Modified)
	if err == nil && errBefore == nil && made.Before(before) {
		return fmt.Errorf("an older copy of %s: made %s, and the last one read %s", s.want(), made.UTC().Format(time.RFC3339), before.UTC().Format(time.RFC3339))
	}
	return nil
}

// denied recognises the refusals among the errors of a fetch. The fetch's own
// error stays inside: it knows when to come back.
func denied(err error) error {
	var status *fetch.StatusError
	if !errors.As(err, &status) || status.Status != http.StatusForbidden && status.Status != http.StatusUnauthorized {
		return err
	}
	r := &watcher.Refused{Want: "a Supreme Court docket", Got: fmt.Sprintf("HTTP status %d", status.Status), Blocked: true, Body: status.Body}
	return fmt.Errorf("%w (%w)", r, err)
}
