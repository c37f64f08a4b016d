package watcher_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"

	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher"
)

// feed is a source whose looks are written by the test.
type feed struct {
	name, court string
	looks       []look
	cursors     []watcher.Cursor // that it was asked with
}

type look struct {
	batch watcher.Batch
	err   error
}

func (f *feed) Name() string  { return f.name }
func (f *feed) Court() string { return f.court }

func (f *feed) Poll(_ context.Context, at watcher.Cursor) (watcher.Batch, error) {
	f.cursors = append(f.cursors, at)
	next := f.looks[0]
	f.looks = f.looks[1:]
	return next.batch, next.err
}

// desk is a watcher over a real ledger, and the alerts that came of it.
type desk struct {
	t     *testing.T
	store *store.Store
	feed  *feed
	cases []docket.Case
	now   time.Time
	told  int

	settles bool           // what new entries lack is asked for
	source  watcher.Source // looked at in place of the feed

	discover []watcher.DiscoverRule
	book     *watcher.Rulebook
	router   watcher.Router // the one destination "desk" where nil
}

func newDesk(t *testing.T, f *feed, cases ...docket.Case) *desk {
	t.Helper()
	d := &desk{t: t, feed: f, cases: cases, now: entered}
	s, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "l.db"), store.Options{Daemon: true, Now: func() time.Time { return d.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // the test is over
	d.store = s
	return d
}

// look takes one turn and returns the alerts that it added, oldest first.
func (d *desk) look(batch watcher.Batch, err error) []docket.Alert {
	d.t.Helper()
	d.feed.looks = append(d.feed.looks, look{batch, err})
	schedule, perr := watcher.ParseSchedule("@every 1s", time.UTC, time.Second)
	if perr != nil {
		d.t.Fatal(perr)
	}
	d.now = d.now.Add(5 * time.Minute)
	source := watcher.Source(d.feed)
	if d.source != nil {
		source = d.source
	}
	w := watcher.New(watcher.Options{
		Ledger: d.store, Sources: []watcher.Scheduled{{Source: source, Schedule: schedule}}, Watch: watcher.NewWatch(d.cases),
		Router: d.routes(), Owner: "me", Now: func() time.Time { return d.now }, Log: zaptest.NewLogger(d.t),
		Settles: d.settles, Discover: d.discover, Rulebook: d.book,
	})
	if _, err := w.Once(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	return d.fresh()
}

func (d *desk) routes() watcher.Router {
	if d.router == nil {
		return watcher.Router{{Name: "desk"}}
	}
	return d.router
}

// fresh are the alerts since it was last asked, oldest first.
func (d *desk) fresh() []docket.Alert {
	d.t.Helper()
	all, err := d.store.Alerts(d.t.Context(), 1000)
	if err != nil {
		d.t.Fatal(err)
	}
	var fresh []docket.Alert
	for i := len(all) - d.told - 1; i >= 0; i-- {
		fresh = append(fresh, all[i].Alert)
	}
	d.told = len(all)
	return fresh
}

func (d *desk) state() docket.SourceState {
	d.t.Helper()
	states, err := d.store.Sources(d.t.Context())
	if err != nil || len(states) != 1 {
		d.t.Fatalf("%v, %v", states, err)
	}
	return states[0]
}

func want(t *testing.T, got []docket.Alert, kinds ...docket.AlertKind) {
	t.Helper()
	if len(got) != len(kinds) {
		t.Fatalf("got %d alerts, want %v: %+v", len(got), kinds, got)
	}
	for i := range kinds {
		if got[i].Kind != kinds[i] {
			t.Fatalf("alert %d is %s, want %s: %+v", i, got[i].Kind, kinds[i], got[i])
		}
	}
}

func santaClara(t *testing.T) docket.Case {
	return docket.Case{Name: "Santa Clara v. Trump", Dockets: []docket.DocketRef{ref(t, "cand", "3:17-cv-00574")}}
}

func batch(next string, sightings ...docket.Sighting) watcher.Batch {
	return watcher.Batch{Sightings: sightings, Next: []byte(next), Items: len(sightings),
		Raw: &docket.Raw{Reason: "changed", Digest: next, Body: []byte(next), Size: len(next)}}
}

func numbered(t *testing.T, number string, events ...string) docket.Sighting {
	return sighting(t, func(s *docket.Sighting) {
		s.DocumentNumber, s.PacerDocID, s.SeqNo, s.Events, s.Digest = number, "0350152"+number, "9"+number, events, number
	})
}

func TestFirstLookIsQuietAndWhatFollowsIsToldOnce(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	want(t, d.look(batch("1", numbered(t, "45", "Order"), numbered(t, "44", "Motion")), nil), docket.AlertWatching)
	got := d.look(batch("2", numbered(t, "46", "Opposition"), numbered(t, "45", "Order")), nil)
	want(t, got, docket.AlertFiling)
	a := got[0]
	if a.Case != "Santa Clara v. Trump" || a.Court != "cand" || a.CourtName != "N.D. Cal." || a.Number != "3:17-cv-00574-WHO" || a.Entry != "46" || a.Title != "Opposition" {
		t.Errorf("the alert does not say what it should: %+v", a)
	}
	want(t, d.look(batch("3", numbered(t, "46", "Opposition"), numbered(t, "45", "Order")), nil))
}

func TestUnwatchedFilingsAreCountedAndNotKept(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	other := sighting(t, func(s *docket.Sighting) { s.Number = ref(t, "cand", "3:17-cv-05813").Number })
	want(t, d.look(batch("2", other), nil))
	entries, err := d.store.Entries(t.Context(), []docket.DocketKey{"cand/2017-cv-5813"})
	if err != nil || len(entries) != 0 {
		t.Fatalf("%v, %v", entries, err)
	}
}

func TestHousekeepingIsKeptAndToldWhenARealEventJoinsIt(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	want(t, d.look(batch("2", numbered(t, "50", "~Util - Set Deadlines")), nil))
	got := d.look(batch("3", numbered(t, "50", "Order", "~Util - Set Deadlines")), nil)
	want(t, got, docket.AlertFiling)
	if got[0].Title != "Order" {
		t.Errorf("headline %q", got[0].Title)
	}
}

func TestAClerksEditIsToldAsAnAmendment(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	first := d.look(batch("2", numbered(t, "50", "Order")), nil)
	got := d.look(batch("3", numbered(t, "50", "Order Granting Motion")), nil)
	want(t, got, docket.AlertAmended)
	if got[0].Subject != first[0].Subject {
		t.Error("the amendment does not belong to the entry")
	}
}

func TestAPartialLookTellsWhatIsWholeAndMovesNoCursor(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	cut := batch("2", numbered(t, "46", "Opposition"))
	cut.Partial = &watcher.Partial{Whole: 1, Of: 2, Why: "cut off", Cut: true}
	want(t, d.look(cut, nil), docket.AlertFiling)
	if s := d.state(); string(s.Cursor) != "1" || s.Health != docket.HealthPartial || s.Failures != 1 {
		t.Fatalf("%+v", s)
	}
	whole := batch("3", numbered(t, "47", "Reply"), numbered(t, "46", "Opposition"))
	want(t, d.look(whole, nil), docket.AlertFiling)
}

func TestACutFirstLookTakesNoBaseline(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	cut := batch("", numbered(t, "46", "Opposition"))
	cut.Partial = &watcher.Partial{Whole: 1, Of: 2, Cut: true}
	want(t, d.look(cut, nil))
	want(t, d.look(batch("1", numbered(t, "46", "Opposition"), numbered(t, "45", "Motion")), nil), docket.AlertWatching)
	want(t, d.look(batch("2", numbered(t, "47", "Reply")), nil), docket.AlertFiling)
}

func TestAQuarantinedItemAtTheFirstLookDoesNotSilenceWhatFollows(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	bad := func(s ...docket.Sighting) watcher.Batch {
		b := batch("", s...)
		b.Partial = &watcher.Partial{Whole: len(s), Of: len(s) + 1, Why: "item 2"}
		return b
	}
	want(t, d.look(bad(numbered(t, "45", "Motion")), nil), docket.AlertWatching)
	got := d.look(bad(numbered(t, "46", "Opposition"), numbered(t, "45", "Motion")), nil)
	want(t, got, docket.AlertFiling, docket.AlertHealth)
}

func TestAFailedLookIsNeverAnEmptyOne(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1", numbered(t, "45", "Order")), nil)
	refused := &watcher.Refused{Want: "a court feed", Got: "login page", Body: []byte("<html>login")}
	want(t, d.look(watcher.Batch{}, refused))
	want(t, d.look(watcher.Batch{}, refused), docket.AlertHealth)
	want(t, d.look(watcher.Batch{}, refused)) // said once, not at every look
	if s := d.state(); string(s.Cursor) != "1" || s.Failures != 3 || s.Health != docket.HealthFailing {
		t.Fatalf("%+v", s)
	}
	got := d.look(batch("2", numbered(t, "46", "Opposition"), numbered(t, "45", "Order")), nil)
	want(t, got, docket.AlertFiling, docket.AlertHealth)
	if s := d.state(); s.Failures != 0 || s.Health != docket.HealthOK {
		t.Fatalf("%+v", s)
	}
}

func TestABlockedSourceIsAskedLessAndNotHarder(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(watcher.Batch{}, &watcher.Refused{Want: "a court feed", Got: "captcha page", Blocked: true})
	if s := d.state(); s.Health != docket.HealthBlocked || s.Next.Before(d.now.Add(59*time.Minute)) {
		t.Fatalf("%+v", s)
	}
}

func TestAGapIsTold(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	b := batch("2")
	b.Gap = &docket.Gap{Source: "court_rss/cand", From: entered, To: entered.Add(time.Hour), Why: "the window has passed us by"}
	want(t, d.look(b, nil), docket.AlertGap)
	gaps, err := d.store.Gaps(t.Context(), true)
	if err != nil || len(gaps) != 1 || !gaps[0].From.Equal(entered) {
		t.Fatalf("%v, %v", gaps, err)
	}
}

func TestADocketAddedLaterIsReadFromWhatTheFeedStillShows(t *testing.T) {
	f := &feed{name: "court_rss/cand", court: "cand"}
	d := newDesk(t, f, santaClara(t))
	d.look(batch("1"), nil)
	d.cases = append(d.cases, docket.Case{Name: "San Francisco v. Trump", Dockets: []docket.DocketRef{ref(t, "cand", "3:17-cv-00485")}})
	other := sighting(t, func(s *docket.Sighting) { s.Number = ref(t, "cand", "3:17-cv-00485").Number })
	got := d.look(batch("2", other, numbered(t, "46", "Opposition")), nil)
	want(t, got, docket.AlertFiling, docket.AlertWatching)
	if !f.cursors[1].Full {
		t.Error("the source was not asked to read everything again")
	}
	want(t, d.look(batch("3", numbered(t, "47", "Reply")), nil), docket.AlertFiling)
	if f.cursors[2].Full {
		t.Error("the source is asked to read everything at every look")
	}
}

func TestNothingNewWritesNoRow(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	before := d.state()
	want(t, d.look(watcher.Batch{}, watcher.ErrNotModified))
	want(t, d.look(watcher.Batch{Next: []byte("2")}, nil)) // items aged out of the window; nothing new
	after := d.state()
	if string(after.Cursor) != string(before.Cursor) {
		t.Errorf("a cursor was written: %q", after.Cursor)
	}
	if !after.LastGood.After(before.LastGood) {
		t.Error("the look was not marked as good")
	}
}

func TestCopiesOfOneReleaseAreToldOnce(t *testing.T) {
	d := newDesk(t, &feed{name: "doj_press"})
	press := func(key, office string) docket.Release {
		return docket.Release{Source: "doj_press", Key: key, Title: "Justice Department Sues County Over Sanctuary Policies", Date: "2017-04-21",
			Body: "The complaint challenges policies that obstruct federal immigration enforcement under 8 U.S.C. 1373.", URL: "https://www.justice.gov/" + key,
			Components: []string{office}, Digest: key, Seen: d.now}
	}
	first := d.look(watcher.Batch{Releases: []docket.Release{press("old", "OPA")}, Next: []byte("1"), Items: 1}, nil)
	want(t, first, docket.AlertWatching)
	news := press("u1", "Office of Public Affairs")
	news.Title = "Another Sanctuary Lawsuit over Immigration Detainers and 8 U.S.C. 1373"
	twin := news
	twin.Key, twin.Digest, twin.Components = "u2", "u2", []string{"USAO - Illinois, Northern"}
	want(t, d.look(watcher.Batch{Releases: []docket.Release{news, twin}, Next: []byte("2"), Items: 3}, nil), docket.AlertRelease)
	fish := docket.Release{Source: "doj_press", Key: "u3", Title: "Man Sentenced for Poaching in National Marine Sanctuary", Date: "2017-04-22", Body: "Lobsters.", Digest: "u3"}
	want(t, d.look(watcher.Batch{Releases: []docket.Release{fish}, Next: []byte("3"), Items: 4}, nil))
}

func TestAPanicInAReaderCostsOneLook(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	d.feed.looks = nil
	f := &panicking{feed: d.feed}
	schedule, err := watcher.ParseSchedule("@every 1s", time.UTC, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	w := watcher.New(watcher.Options{Ledger: d.store, Sources: []watcher.Scheduled{{Source: f, Schedule: schedule}}, Watch: watcher.NewWatch(d.cases),
		Owner: "me", Now: func() time.Time { return d.now }, Log: zaptest.NewLogger(t)})
	failed, err := w.Once(t.Context())
	if err != nil || failed != 1 {
		t.Fatalf("%d, %v", failed, err)
	}
	if s := d.state(); s.Health != docket.HealthFailing || string(s.Cursor) != "1" {
		t.Fatalf("%+v", s)
	}
}

type panicking struct{ *feed }

func (p *panicking) Poll(context.Context, watcher.Cursor) (watcher.Batch, error) { panic("a bug") }

// sheets is a source that takes its dockets in turn.
type sheets struct {
	feed
	refs []docket.DocketRef
}

func (s *sheets) Dockets() []docket.DocketRef { return s.refs }

func TestASourceThatTakesItsDocketsInTurnHasABaselineOfEach(t *testing.T) {
	one, two := ref(t, "cand", "3:17-cv-00574"), ref(t, "wawd", "2:17-cv-00497")
	f := &sheets{refs: []docket.DocketRef{one, two}}
	f.name = "courtlistener"
	cases := []docket.Case{{Name: "One", Dockets: []docket.DocketRef{one}}, {Name: "Two", Dockets: []docket.DocketRef{two}}}
	d := newDesk(t, &f.feed, cases...)
	d.source = f
	of := func(r docket.DocketRef, number string) docket.Sighting {
		return sighting(t, func(s *docket.Sighting) {
			s.Source, s.Court, s.Number, s.DocumentNumber, s.PacerDocID, s.SeqNo = "courtlistener", r.Court, r.Number, number, "", ""
		})
	}
	want(t, d.look(watcher.Batch{Sightings: []docket.Sighting{of(one, "1")}, Looked: []docket.DocketKey{one.Key()}, Next: []byte("1")}, nil), docket.AlertWatching)
	// The other docket's first look is no news either, though the source's first look is over.
	want(t, d.look(watcher.Batch{Sightings: []docket.Sighting{of(two, "1"), of(two, "2")}, Looked: []docket.DocketKey{two.Key()}, Next: []byte("2")}, nil), docket.AlertWatching)
	got := d.look(watcher.Batch{Sightings: []docket.Sighting{of(two, "3")}, Looked: []docket.DocketKey{two.Key()}, Next: []byte("3")}, nil)
	want(t, got, docket.AlertFiling)
	if got[0].Case != "Two" || got[0].Entry != "3" {
		t.Errorf("told of %s %s", got[0].Case, got[0].Entry)
	}
}

func TestThatASecondSourceHasItsBaselineTooIsNoNews(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	want(t, d.look(watcher.Batch{Next: []byte("1")}, nil), docket.AlertWatching)
	d.feed = &feed{name: "mirror/cand", court: "cand"}
	want(t, d.look(watcher.Batch{Next: []byte("1")}, nil))
}
