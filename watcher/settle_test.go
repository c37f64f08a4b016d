package watcher_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// oracle is a resolver whose answers are written by the test.
type oracle struct {
	asked  [][]docket.Entry
	answer []docket.Sighting
	err    error
}

func (o *oracle) Name() string { return "courtlistener" }

func (o *oracle) Settle(_ context.Context, entries []docket.Entry) ([]docket.Sighting, error) {
	o.asked = append(o.asked, entries)
	return o.answer, o.err
}

// settler is a desk whose entries are asked for.
func (d *desk) settler(resolvers ...watcher.Resolver) *watcher.Settler {
	return watcher.NewSettler(watcher.SettlerOptions{
		Ledger: d.store, Resolvers: resolvers, Watch: watcher.NewWatch(d.cases), Router: d.routes(), Rulebook: d.book, Owner: "me",
		Now: func() time.Time { return d.now }, Log: zaptest.NewLogger(d.t),
	})
}

// step lets the settler work until it has nothing to do, and returns the alerts.
func (d *desk) step(s *watcher.Settler, after time.Duration) []docket.Alert {
	d.t.Helper()
	d.now = d.now.Add(after)
	for range 10 {
		wait, err := s.Step(d.t.Context())
		if err != nil {
			d.t.Fatal(err)
		}
		if wait > 0 {
			break
		}
	}
	return d.fresh()
}

// stub is a desk that has told of the opposition by its stub.
func stub(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.settles = true
	want(t, d.look(watcher.Batch{Next: []byte("1")}, nil), docket.AlertWatching)
	got := d.look(watcher.Batch{Sightings: []docket.Sighting{sighting(t, nil)}, Next: []byte("2")}, nil)
	want(t, got, docket.AlertFiling)
	if got[0].Awaiting != "full text and document not yet available" {
		t.Errorf("it does not say what is missing: %q", got[0].Awaiting)
	}
	return d
}

func TestAStubIsAskedForUntilItIsWhole(t *testing.T) {
	d := stub(t)
	o := &oracle{}
	s := d.settler(o)
	want(t, d.step(s, 10*time.Second)) // too early: nobody has it yet
	if len(o.asked) != 0 {
		t.Fatalf("asked at once: %v", o.asked)
	}
	want(t, d.step(s, 3*time.Minute)) // asked, and nothing is known
	o.answer = []docket.Sighting{fromCL(t, nil)}
	got := d.step(s, 15*time.Minute)
	want(t, got, docket.AlertUpdate)
	if got[0].Body != fullText || got[0].Awaiting != "document not yet available" {
		t.Errorf("the update: %+v", got[0])
	}
	o.answer[0].Documents = []docket.Document{{Number: "46", URLs: []string{"https://storage.example/46.pdf"}}}
	want(t, d.step(s, time.Hour), docket.AlertUpdate)
	asked := len(o.asked)
	if asked < 3 {
		t.Fatalf("asked %d times", asked)
	}
	want(t, d.step(s, 24*time.Hour))
	if len(o.asked) != asked {
		t.Errorf("a settled entry is asked for again")
	}
}

func TestPatienceEnds(t *testing.T) {
	d := stub(t)
	o := &oracle{}
	s := d.settler(o)
	for range 40 {
		want(t, d.step(s, 24*time.Hour))
	}
	if n := len(o.asked); n < 8 || n > 14 {
		t.Errorf("asked %d times in forty days", n)
	}
}

// slow is a source that says when to come back.
type slow struct{ wait time.Duration }

func (e *slow) Error() string                  { return "too many requests" }
func (e *slow) RetryIn() (time.Duration, bool) { return e.wait, true }

func TestASourceThatCannotBeAskedCostsNoPatience(t *testing.T) {
	d := stub(t)
	o := &oracle{err: &slow{2 * time.Hour}}
	s := d.settler(o)
	want(t, d.step(s, 3*time.Minute))
	want(t, d.step(s, time.Hour)) // still told to wait
	if len(o.asked) != 1 {
		t.Fatalf("asked %d times inside the wait", len(o.asked))
	}
	o.err = errors.New("no route to host")
	d.step(s, 2*time.Hour)
	entries, err := d.store.Entries(t.Context(), []docket.DocketKey{"cand/2017-cv-574"})
	if err != nil || len(entries) != 1 || entries[0].Asks != 0 || entries[0].Ask.IsZero() {
		t.Fatalf("%+v, %v", entries, err)
	}
	o.err, o.answer = nil, []docket.Sighting{fromCL(t, nil)}
	if got := d.step(s, time.Hour); !slices.ContainsFunc(got, func(a docket.Alert) bool { return a.Kind == docket.AlertUpdate }) {
		t.Errorf("nothing came of it: %+v", got)
	}
}

func TestADearerSourceIsAskedOnlyForWhatTheCheaperDoesNotKnow(t *testing.T) {
	d := stub(t)
	never, cheap, dear := &oracle{err: watcher.ErrCannotKnow}, &oracle{}, &oracle{}
	s := d.settler(never, cheap, dear)
	d.step(s, 3*time.Minute)
	if len(cheap.asked) != 1 || len(dear.asked) != 1 {
		t.Fatalf("asked %d and %d times", len(cheap.asked), len(dear.asked))
	}
	cheap.answer = []docket.Sighting{fromCL(t, nil)}
	d.step(s, 15*time.Minute)
	if len(dear.asked) != 1 {
		t.Error("the dearer source was asked for what the cheaper one knew")
	}
}

func TestWhatAnAnswerShowsBesidesIsToldOnce(t *testing.T) {
	d := stub(t)
	o := &oracle{answer: []docket.Sighting{
		fromCL(t, nil),
		fromCL(t, func(s *docket.Sighting) { // the feed never showed it
			s.DocumentNumber, s.PacerDocID, s.SourceID, s.Text = "47", "035015264600", "courtlistener/2", "ORDER setting hearing."
			s.Filed = "2017-03-10"
		}),
		fromCL(t, func(s *docket.Sighting) { // it stood there before we watched
			s.DocumentNumber, s.PacerDocID, s.SourceID, s.Filed = "26", "035015264100", "courtlistener/3", "2017-02-23"
		}),
	}}
	s := d.settler(o)
	got := d.step(s, 3*time.Minute)
	want(t, got, docket.AlertUpdate, docket.AlertFiling)
	if got[1].Entry != "47" {
		t.Errorf("told of %s", got[1].Entry)
	}
	want(t, d.step(s, time.Hour))
}
