package courtlistener

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// options are the keys of a `kind: courtlistener` entry.
type options struct {
	Token     config.Secret `yaml:"token"`
	Plan      string        `yaml:"plan"`      // free where it is not given
	URL       string        `yaml:"url"`       // of the API, for a mirror or a test
	Storage   string        `yaml:"storage"`   // of the free papers, the same
	Extension bool          `yaml:"extension"` // the account uses the RECAP extension: ten docket alerts more
}

// A Source sweeps the watched dockets of every court through CourtListener. It
// is not the first to know: the courts' feeds are. It finds what they do not
// carry, and what came later.
type Source struct {
	name      string
	client    *Client
	book      Book
	refs      []docket.DocketRef
	pace      pace
	extension bool
}

// New makes the source of an entry for the watched dockets. It asks nothing, and
// cannot be asked itself before [Source.Keep] has given it a ledger.
func New(e config.Entry, watched []docket.DocketRef, client *fetch.Client) (*Source, config.Problems) {
	var o options
	if err := e.Options.Decode(&o); err != nil {
		var problems config.Problems
		if errors.As(err, &problems) {
			return nil, problems
		}
		return nil, e.Problem("", "%v", err)
	}
	var problems config.Problems
	if !o.Token.IsSet() {
		problems = append(problems, e.Problem("`token: env:COURTLISTENER_TOKEN`; the token stands on the profile page of a CourtListener account", "token is missing")...)
	}
	plan, err := ParsePlan(o.Plan)
	if err != nil {
		problems = append(problems, e.Problem("", "%v", err)...)
	}
	c, err := NewClient(Options{URL: o.URL, Storage: o.Storage, Token: o.Token, Plan: plan, Client: client})
	if err != nil {
		problems = append(problems, e.Problem("", "%v", err)...)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	s := &Source{name: e.Name, client: c, pace: paceOf(plan), extension: o.Extension}
	for _, ref := range watched {
		if !slices.ContainsFunc(s.refs, func(r docket.DocketRef) bool { return r.Key() == ref.Key() }) {
			s.refs = append(s.refs, ref)
		}
	}
	return s, nil
}

// Keep gives the source the ledger that it keeps its budget and its book in, who
// writes for it (nil: docket alerts are only read), and its clock. It must come
// before the first look.
func (s *Source) Keep(l Ledger, w Writer, now func() time.Time) {
	s.client.budget, s.book, s.client.writer, s.client.now = l, l, w, now
}

// Jittered replaces the chance in its waits; for simulations.
func (s *Source) Jittered(j func(time.Duration) time.Duration) { s.client.jitter = j }

// Name is the source's row in the ledger.
func (s *Source) Name() string { return s.name }

// Dockets are the watched dockets that the source looks at, whatever their court.
func (s *Source) Dockets() []docket.DocketRef { return s.refs }

// Client is the source's own.
func (s *Source) Client() *Client { return s.client }

// Resolver asks about single entries, under the source's name and budget.
func (s *Source) Resolver() *Resolver {
	refs := make(map[docket.DocketKey]docket.DocketRef, len(s.refs))
	for _, r := range s.refs {
		refs[r.Key()] = r
	}
	return &Resolver{client: s.client, book: s.book, name: s.name, refs: refs}
}

// Alerts compares the account's docket alerts with the watched dockets, and makes
// and renews what is missing within the plan's allowance. A docket that
// CourtListener holds more than once gets one alert before any gets a second.
func (s *Source) Alerts(ctx context.Context) (Comparison, error) {
	var first, more []int64
	for _, ref := range s.refs {
		l, err := s.book.Listing(ctx, ref.Key())
		if err != nil {
			return Comparison{}, err
		}
		for i, x := range l.Copies {
			if i == 0 {
				first = append(first, x.ID)
			} else {
				more = append(more, x.ID)
			}
		}
	}
	return s.client.Subscribe(ctx, append(first, more...), s.client.plan.Alerts(s.extension))
}

// Sightings puts the entries of a webhook event into the ledger's words, under
// the name of the source that they came through. The dockets that nobody watches
// come back by their ids: an event of one is no error.
func (s *Source) Sightings(ctx context.Context, entries []Entry, source string, seen time.Time, digest string) (list []docket.Sighting, unknown []int64, err error) {
	for i := range entries {
		e := &entries[i]
		key, known, err := s.book.ListedAs(ctx, e.Docket)
		if err != nil {
			return nil, nil, err
		}
		if !known {
			unknown = append(unknown, e.Docket)
			continue
		}
		l, err := s.book.Listing(ctx, key)
		if err != nil {
			return nil, nil, err
		}
		for _, c := range s.client.place(e, key, l.Copies, look{source: source, seen: seen, digest: digest}) {
			list = append(list, c.sighting)
		}
	}
	return list, unknown, nil
}

// Poll takes one look: what is due of it, as far as the budget goes.
//
// A look at which nothing is due, or for which there is no request left, is no
// look: it is [*NotAsked], neither good nor failed. A look that read at least
// one docket whole is a good one; a docket that could not be read waits with its
// own mark where it was, so that nothing of it is lost, and is named in the
// batch's note. A look that read none because of failures has failed.
func (s *Source) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	if s.book == nil || s.client.budget == nil {
		return watcher.Batch{}, fmt.Errorf("%s: no ledger to count requests in", s.name)
	}
	st, err := decodeState(at.State)
	if err != nil {
		st = newState()
	}
	st.rewind(at.Now)
	if at.Full {
		for _, r := range st.Dockets {
			r.Seen = nil // what is read again in the overlap is told again
		}
	}
	w := &sweep{source: s, state: st, now: at.Now}
	if err := w.run(ctx); err != nil {
		return watcher.Batch{}, err
	}
	return w.batch()
}
