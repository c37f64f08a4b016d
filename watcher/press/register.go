package press

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// registerURL is the Federal Register's API, which needs no key
// (https://www.federalregister.gov/developers/documentation/api/v1).
const registerURL = "https://www.federalregister.gov/api/v1/"

const (
	registerOverlap = 14  // days read again behind the newest known publication
	registerKeep    = 60  // days that a document is remembered after it was last shown
	registerPage    = 200 // documents; the first look reads no more
	registerPages   = 20  // of one look
)

// registerTerms are what is looked for where the file names nothing: bare
// numbers, because orders are cited in many ways ("E.O. 14287", "Executive
// Orders 14159 and 14218"). What the numbers find besides, the press rule drops.
func registerTerms() []string {
	return []string{"sanctuary jurisdiction", "8 U.S.C. 1373", "14287", "14218", "14159", "13768"}
}

// Register is the Federal Register: documents that a search finds, and those on
// public inspection, which shows presidential documents days before they are
// published. A document is one release from its filing on: its publication
// fills it in.
type Register struct {
	name     string
	base     *url.URL // ends in "/"
	terms    []string
	types    []string
	agencies []string
	inspect  bool
	rule     bool
	client   *fetch.Client
	pause    time.Duration
}

// NewRegister reads the options `query` (a list of phrases; one is enough),
// `types` (RULE, PRORULE, NOTICE, PRESDOCU), `agencies` (as in the addresses of
// federalregister.gov/agencies/), `inspection` (false: publications only),
// `relevance` ("rule": what the press rule calls relevant; "relevant": all that
// is found) and `url` (for mirrors and tests). Errors are [config.Problems].
func NewRegister(entry config.Entry, client *fetch.Client) (watcher.Source, error) {
	o := struct {
		URL        string   `yaml:"url"`
		Query      []string `yaml:"query"`
		Types      []string `yaml:"types"`
		Agencies   []string `yaml:"agencies"`
		Inspection bool     `yaml:"inspection"`
		Relevance  string   `yaml:"relevance"`
	}{URL: registerURL, Query: registerTerms(), Inspection: true}
	if err := entry.Options.Decode(&o); err != nil {
		return nil, err
	}
	r := &Register{name: entry.Name, types: o.Types, agencies: o.Agencies, inspect: o.Inspection, client: client, pause: betweenAsks}
	if r.name == "" {
		r.name = "federal_register"
	}
	var problems config.Problems
	if r.base = webURL("", o.URL); r.base == nil {
		problems = append(problems, entry.Problem("write http:// or https:// and a host", "url is no address of the web")...)
	} else if !strings.HasSuffix(r.base.Path, "/") {
		r.base = r.base.JoinPath("/")
	}
	for _, term := range o.Query {
		if term = oneLine(strings.ReplaceAll(term, `"`, " ")); term != "" {
			r.terms = append(r.terms, term)
		}
	}
	if len(r.terms) == 0 {
		problems = append(problems, entry.Problem(`write query: ["sanctuary jurisdiction"]; without a word everything would be told`, "query is empty")...)
	}
	for _, t := range o.Types {
		if !slices.Contains(registerTypes(), t) {
			problems = append(problems, entry.Problem("types are "+strings.Join(registerTypes(), ", "), "types: %q is none", t)...)
		}
	}
	for _, a := range o.Agencies {
		if a == "" || strings.Trim(a, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			problems = append(problems, entry.Problem(`write the last part of its address: "justice-department"`, "agencies: %q is none", a)...)
		}
	}
	rule, bad := relevanceOption(entry, o.Relevance, "rule")
	r.rule = rule
	if problems = append(problems, bad...); len(problems) > 0 {
		return nil, problems
	}
	return r, nil
}

func registerTypes() []string { return []string{"RULE", "PRORULE", "NOTICE", "PRESDOCU"} }

// Name is the source's row in the ledger.
func (r *Register) Name() string { return r.name }

// Poll looks once: at what is published, then at the public inspection desk.
func (r *Register) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	ctx, stop := context.WithTimeout(ctx, lookLimit)
	defer stop()
	l := &registerLook{r: r, at: at, old: readRegisterState(at.State)}
	if err := l.published(ctx); err != nil {
		return watcher.Batch{}, err
	}
	var desk error
	if r.inspect {
		desk = l.inspection(ctx)
	}
	return l.batch(ctx, desk)
}

// search is the address of the first page of what is published since a day
// ("" for ever), newest first. A mistyped field would be an error; a mistyped condition would
// be ignored, so these names stay exactly as documented.
func (r *Register) search(since docket.Date) string {
	q := url.Values{"per_page": {strconv.Itoa(registerPage)}, "order": {"newest"}}
	phrases := make([]string, len(r.terms))
	for i, t := range r.terms {
		phrases[i] = `"` + t + `"`
	}
	q.Set("conditions[term]", strings.Join(phrases, " | "))
	if since != "" {
		q.Set("conditions[publication_date][gte]", string(since))
	}
	for _, t := range r.types {
		q.Add("conditions[type][]", t)
	}
	for _, a := range r.agencies {
		q.Add("conditions[agencies][]", a)
	}
	for _, f := range []string{"document_number", "title", "type", "subtype", "abstract", "excerpts", "publication_date", "signing_date",
		"executive_order_number", "citation", "html_url", "raw_text_url", "agencies"} {
		q.Add("fields[]", f)
	}
	u := r.base.JoinPath("documents.json")
	u.RawQuery = q.Encode()
	return u.String()
}

// get asks for one page of JSON.
func (r *Register) get(ctx context.Context, address, want string) (*fetch.Response, error) {
	res, err := r.client.Get(ctx, fetch.Request{URL: address, Header: http.Header{"Accept": {"application/json"}, "Cache-Control": {"no-cache"}}})
	if err != nil {
		return nil, refusal(want, err)
	}
	if res.Cut {
		return nil, &watcher.Refused{Want: want, Got: res.Why, Body: res.Body}
	}
	if kind := res.Header.Get("Content-Type"); kind != "" && !isJSON(kind) {
		return nil, refused(want, res.Body)
	}
	return res, nil
}

// wait keeps the pace between two requests of one look.
func (r *Register) wait(ctx context.Context) error {
	timer := time.NewTimer(r.pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ours reports whether an address is one of the same API.
func (r *Register) ours(address string) bool {
	u := webURL("", address)
	return u != nil && u.Host == r.base.Host && u.Scheme == r.base.Scheme
}

// registerState is the cursor of Register.
type registerState struct {
	Newest docket.Date       `json:"newest"` // newest day of publication seen
	Known  map[string]filing `json:"known"`  // by document number
}

// filing is what is remembered of a document.
type filing struct {
	Digest  string      `json:"d"`
	Date    docket.Date `json:"t"`           // of publication, or the day it was seen
	Advance bool        `json:"a,omitempty"` // seen on inspection only
	Tries   int         `json:"n,omitempty"` // times that its text was asked for in vain; -1: it is there
}

// readRegisterState reads a cursor; one that cannot be read is that of a first look.
func readRegisterState(b []byte) registerState {
	var s registerState
	if len(b) == 0 || json.Unmarshal(b, &s) != nil {
		return registerState{}
	}
	return s
}

func (s registerState) encode() ([]byte, error) {
	b, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("keep the state: %w", err)
	}
	return b, nil
}
