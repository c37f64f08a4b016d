package watcher_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"

	"docketwatch/docket"
	"docketwatch/rules"
	"docketwatch/watcher"
)

// shelf is a Papers whose answers are written by the test.
type shelf struct {
	asked []docket.Document
	paper docket.Paper
	err   error
}

func (p *shelf) Read(_ context.Context, d docket.Document) (docket.Paper, error) {
	p.asked = append(p.asked, d)
	return p.paper, p.err
}

// whole is a desk that has told of the opposition and knows a free copy.
func whole(t *testing.T) *desk {
	t.Helper()
	d := stub(t)
	o := &oracle{answer: []docket.Sighting{fromCL(t, func(s *docket.Sighting) {
		s.Documents = []docket.Document{{Number: "46", URLs: []string{"https://storage.example/46.pdf"}},
			{Number: "46", Attachment: 1, URLs: []string{"https://storage.example/46.1.pdf"}}}
	})}}
	want(t, d.step(d.settler(o), 3*time.Minute), docket.AlertUpdate)
	return d
}

// shipped finds the arguments that come with the program. They are compiled once.
var shipped = sync.OnceValues(func() (*watcher.Arguer, error) {
	arguments, err := rules.Arguments()
	if err != nil {
		return nil, err
	}
	return watcher.NewArguer(arguments, nil)
})

// read lets a reader work until it has nothing to do.
func (d *desk) read(p watcher.Papers, after time.Duration) []docket.Alert {
	d.t.Helper()
	d.now = d.now.Add(after)
	arguer, err := shipped()
	if err != nil {
		d.t.Fatal(err)
	}
	r := watcher.NewReader(watcher.ReaderOptions{Ledger: d.store, Papers: p, Arguer: arguer, Watch: watcher.NewWatch(d.cases), Router: d.routes(), Rulebook: d.book,
		Now: func() time.Time { return d.now }, Log: zaptest.NewLogger(d.t)})
	for range 10 {
		wait, err := r.Step(d.t.Context())
		if err != nil {
			d.t.Fatal(err)
		}
		if wait > 0 {
			break
		}
	}
	return d.fresh()
}

func TestTheDocumentsOfAToldEntryAreReadOnce(t *testing.T) {
	d := whole(t)
	p := &shelf{paper: docket.Paper{URL: "https://storage.example/46.pdf", Digest: "d", Size: 9, Reader: "pdfium", Pages: []docket.Page{{Number: 1, Text: "An index."}}}}
	got := d.read(p, time.Minute)
	want(t, got, docket.AlertUpdate)
	if got[0].Paper != "PDF, 1 page" || !got[0].EditOnly || got[0].Link != "https://storage.example/46.pdf" {
		t.Errorf("told as %+v", got[0])
	}
	if len(p.asked) != 2 || p.asked[0].Attachment != 0 {
		t.Errorf("read %+v", p.asked)
	}
	want(t, d.read(p, 24*time.Hour))
	if len(p.asked) != 2 {
		t.Errorf("read again: %+v", p.asked)
	}
}

func TestWhatADocumentArguesIsToldInTheThreadOfItsEntry(t *testing.T) {
	d := whole(t)
	p := &shelf{paper: docket.Paper{URL: "https://storage.example/46.pdf", Digest: "d", Pages: []docket.Page{
		{Number: 1, Stamp: 7, Text: "Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 7 of 9\nBACKGROUND\nThe President signed the Order on January 25, 2017."},
		{Number: 2, Stamp: 8, Text: "Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 8 of 9\nThe County's claims are not yet ripe for adjudication, because no grant has been withheld."},
	}}}
	got := d.read(p, time.Minute)
	want(t, got, docket.AlertUpdate, docket.AlertArgument)
	a := got[1]
	if a.Title != "The government argues: the challenge comes too early" || a.Link != "https://storage.example/46.pdf#page=2" || a.Subject != got[0].Subject {
		t.Errorf("told as %q, %s", a.Title, a.Link)
	}
	if a.Body != "The government argues: the challenge comes too early: “The County's claims are not yet ripe for adjudication, because no grant has been withheld.” p. 8" {
		t.Errorf("told as %s", a.Body)
	}
	found, err := d.store.Findings(t.Context(), "cand/2017-cv-574")
	if err != nil || len(found) == 0 || found[0].Sheet != 2 || found[0].Page != 8 || found[0].FiledBy != "government" {
		t.Errorf("kept: %+v, %v", found, err)
	}
}

func TestADocumentThatCannotBeReadGivesItsReasonOnce(t *testing.T) {
	d := whole(t)
	p := &shelf{err: &watcher.Illegible{Reason: "encrypted"}}
	got := d.read(p, time.Minute)
	want(t, got, docket.AlertUpdate)
	if got[0].Paper != "PDF, its text cannot be read: encrypted" {
		t.Errorf("told as %q", got[0].Paper)
	}
	want(t, d.read(p, 24*time.Hour))
}

func TestADocumentThatCannotBeHadIsTriedAgainAndGivenUp(t *testing.T) {
	d := whole(t)
	p := &shelf{err: errors.New("connection refused")}
	for range 30 {
		want(t, d.read(p, 24*time.Hour))
	}
	if n := len(p.asked); n != 2*8 {
		t.Errorf("%d tries for two documents", n)
	}
}
