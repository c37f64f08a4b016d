package watcher_test

import (
	"strings"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// sheet is a source that lists the dockets it looks at.
type sheet struct {
	feed
	refs []docket.DocketRef
}

func (s *sheet) Dockets() []docket.DocketRef { return s.refs }

// lookAt takes one turn of every source and returns the alerts it added.
func (d *desk) lookAt(sources ...watcher.Source) []docket.Alert {
	d.t.Helper()
	schedule, err := watcher.ParseSchedule("@every 1s", time.UTC, time.Second)
	if err != nil {
		d.t.Fatal(err)
	}
	d.now = d.now.Add(5 * time.Minute)
	var scheduled []watcher.Scheduled
	for _, s := range sources {
		scheduled = append(scheduled, watcher.Scheduled{Source: s, Schedule: schedule})
	}
	w := watcher.New(watcher.Options{
		Ledger: d.store, Sources: scheduled, Watch: watcher.NewWatch(d.cases), Width: 1,
		Router: watcher.Router{{Name: "desk"}}, Owner: "me", Now: func() time.Time { return d.now }, Log: zaptest.NewLogger(d.t),
	})
	if _, err := w.Once(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	return d.fresh()
}

func ofSupreme(t *testing.T, number, text string, filed docket.Date) docket.Sighting {
	return docket.Sighting{Source: "scotus/" + number, Court: "scotus", Number: ref(t, "scotus", number).Number, SourceID: "scotus/" + text,
		Text: text, Filed: filed, Digest: "x", Seen: entered}
}

func TestSourcesOfOneCourtTakeTheBaselineOfTheirOwnDocketOnly(t *testing.T) {
	one, other := ref(t, "scotus", "24-966"), ref(t, "scotus", "25A169")
	d := newDesk(t, nil, docket.Case{Name: "One", Dockets: []docket.DocketRef{one}}, docket.Case{Name: "Other", Dockets: []docket.DocketRef{other}})
	first := &sheet{feed{name: "scotus/24-966", court: "scotus"}, []docket.DocketRef{one}}
	second := &sheet{feed{name: "scotus/25A169", court: "scotus"}, []docket.DocketRef{other}}
	first.looks = []look{{batch: batch("1", ofSupreme(t, "24-966", "Petition filed.", "2017-03-08"))}}
	second.looks = []look{{err: &watcher.Refused{Want: "a docket", Got: "nothing"}}}
	got := d.lookAt(first, second)
	want(t, got, docket.AlertWatching)
	if got[0].Title != "Now watching 1 docket in U.S." || strings.Contains(got[0].Body, "25A169") {
		t.Errorf("%+v", got[0])
	}

	// What the other source finds at its own first good look stood there before.
	first.looks = []look{{err: watcher.ErrNotModified}}
	second.looks = []look{{batch: batch("1", ofSupreme(t, "25A169", "Application submitted.", "2017-03-09"))}}
	want(t, d.lookAt(first, second), docket.AlertWatching)

	// And each tells what is new on its docket, without reading anything again.
	first.looks = []look{{batch: batch("2", ofSupreme(t, "24-966", "Petition DENIED.", "2017-03-09"))}}
	second.looks = []look{{batch: batch("2", ofSupreme(t, "25A169", "Application granted.", "2017-03-09"))}}
	got = d.lookAt(first, second)
	want(t, got, docket.AlertFiling, docket.AlertFiling)
	for _, s := range []*sheet{first, second} {
		if at := s.cursors[2]; at.Full {
			t.Errorf("%s: cursor %+v", s.name, at)
		}
	}

	// A third docket is nothing to them.
	d.cases = append(d.cases, docket.Case{Name: "Third", Dockets: []docket.DocketRef{ref(t, "scotus", "24-10")}})
	first.looks, second.looks = []look{{err: watcher.ErrNotModified}}, []look{{err: watcher.ErrNotModified}}
	want(t, d.lookAt(first, second))
	if first.cursors[3].Full {
		t.Error("another docket of the court made the source read everything again")
	}
}

func TestASourceOfSeveralCourtsTakesTheBaselineOfEveryDocketItLists(t *testing.T) {
	trial, appeal := ref(t, "cand", "3:17-cv-00574"), ref(t, "ca9", "17-17480")
	d := newDesk(t, nil, docket.Case{Name: "Santa Clara v. Trump", Dockets: []docket.DocketRef{trial, appeal}})
	mail := &sheet{feed{name: "nef"}, []docket.DocketRef{trial, appeal}}
	mail.looks = []look{{batch: batch("1")}}
	got := d.lookAt(mail)
	want(t, got, docket.AlertWatching)
	if got[0].Title != "Now watching 2 dockets through nef" || got[0].Court != "" {
		t.Errorf("two courts are not one: %+v", got[0])
	}
	notice := sighting(t, func(s *docket.Sighting) { s.Source, s.Court, s.Number = "nef", "ca9", appeal.Number })
	mail.looks = []look{{batch: batch("2", notice)}}
	want(t, d.lookAt(mail), docket.AlertFiling)
}

func TestWhatAWholeDocketDidNotShowBeforeIsNewWhateverItsDate(t *testing.T) {
	one := ref(t, "scotus", "24-966")
	for _, c := range []struct {
		whole bool
		old   time.Duration
		want  []docket.AlertKind
	}{
		{true, 48 * time.Hour, []docket.AlertKind{docket.AlertFiling}}, {true, 30 * 24 * time.Hour, []docket.AlertKind{docket.AlertFiling}},
		{false, 48 * time.Hour, []docket.AlertKind{docket.AlertLate}}, {false, 30 * 24 * time.Hour, nil},
	} {
		d := newDesk(t, nil, docket.Case{Name: "One", Dockets: []docket.DocketRef{one}})
		s := &sheet{feed{name: "scotus/24-966", court: "scotus"}, []docket.DocketRef{one}}
		s.looks = []look{{batch: batch("1")}}
		want(t, d.lookAt(s), docket.AlertWatching)
		// Put in later, under a day before we looked first.
		b := batch("2", ofSupreme(t, "24-966", "Brief of respondents filed.", docket.Date(entered.Add(-c.old).Format(time.DateOnly))))
		b.Whole = c.whole
		s.looks = []look{{batch: b}}
		want(t, d.lookAt(s), c.want...)
	}
}

func TestWhatWillNeverBeReadIsToldAndTheCursorMovesOn(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.look(batch("1"), nil)
	b := batch("2", numbered(t, "46", "Opposition"))
	b.Partial = &watcher.Partial{Whole: 1, Of: 2, Why: "notice 1a2b: no docket text", Final: true}
	got := d.look(b, nil)
	want(t, got, docket.AlertFiling, docket.AlertHealth)
	if got[1].Title != "court_rss/cand holds what cannot be read" || got[1].Body != "partial: 1 of 2 items: notice 1a2b: no docket text" {
		t.Errorf("%+v", got[1])
	}
	if s := d.state(); string(s.Cursor) != "2" || s.Health != docket.HealthPartial || s.Failures != 0 || !s.LastGood.Equal(d.now) {
		t.Errorf("%+v", s)
	}
	// The same again, as after a full look, is not told again; and it is well again.
	want(t, d.look(b, nil))
	want(t, d.look(watcher.Batch{}, watcher.ErrNotModified))
	if s := d.state(); s.Health != docket.HealthOK || s.Why != "" {
		t.Errorf("%+v", s)
	}
}
