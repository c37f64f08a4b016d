package watcher_test

import (
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// twoSources is a desk that watches one docket in its court's feed and in
// CourtListener, both past their first look.
func twoSources(t *testing.T) (d *desk, court, record *feed) {
	t.Helper()
	d = newDesk(t, nil, santaClara(t))
	court, record = &feed{name: "court_rss/cand", court: "cand"}, &feed{name: "courtlistener", court: "cand"}
	court.looks, record.looks = []look{{batch: batch("1")}}, []look{{batch: batch("1")}}
	want(t, d.lookAt(court, record), docket.AlertWatching)
	return d, court, record
}

// seen is one look of a source at some filings.
func seen(cursor string, sightings ...docket.Sighting) []look {
	return []look{{batch: batch(cursor, sightings...)}}
}

var nothing = []look{{err: watcher.ErrNotModified}}

// A filing is not lost because the slower of two sources is the one that knows
// that it is fresh.
func TestAFilingTakenForOldByItsDateIsToldOnceTheCourtShowsIt(t *testing.T) {
	backdated := func(s *docket.Sighting) { s.Filed = "2017-01-20" }
	d, court, record := twoSources(t)
	court.looks, record.looks = nothing, seen("2", fromCL(t, backdated))
	want(t, d.lookAt(court, record)) // filed long before we watched: nobody is told
	court.looks, record.looks = seen("2", sighting(t, nil)), nothing
	got := d.lookAt(court, record)
	want(t, got, docket.AlertFiling)
	if got[0].Body != fullText || got[0].When.IsZero() {
		t.Errorf("what was known is not told with it: %+v", got[0])
	}
	court.looks, record.looks = seen("3", sighting(t, nil)), seen("3", fromCL(t, backdated))
	want(t, d.lookAt(court, record)) // and once
}

func TestAnOldEntryIsNotToldBecauseSomebodyLooksBackAtIt(t *testing.T) {
	d, court, record := twoSources(t)
	court.looks, record.looks = nothing, seen("2", fromCL(t, func(s *docket.Sighting) { s.Filed = "2017-01-20" }))
	want(t, d.lookAt(court, record))
	dated := sighting(t, func(s *docket.Sighting) { s.Source = "backfill" })
	b := watcher.NewBackfill(d.store, watcher.NewWatch(d.cases), watcher.Router{{Name: "desk"}}, nil, "me", func() time.Time { return d.now })
	counts, err := b.Put(t.Context(), d.cases[0].Dockets[0], []docket.Sighting{dated})
	if err != nil || counts.Enriched != 1 {
		t.Errorf("%+v, %v", counts, err)
	}
	want(t, d.fresh())
}

// A source that joins later, or was down at the start, tells what was filed
// while only the other was watching.
func TestTheFirstLookOfASecondSourceTellsWhatWasFiledMeanwhile(t *testing.T) {
	d := newDesk(t, nil, santaClara(t))
	d.now = entered.Add(-24 * time.Hour)
	court, record := &feed{name: "court_rss/cand", court: "cand"}, &feed{name: "courtlistener", court: "cand"}
	record.looks = seen("1")
	want(t, d.lookAt(record), docket.AlertWatching)

	d.now = entered.Add(10 * 24 * time.Hour)
	at := func(number string, when time.Time) docket.Sighting {
		s := numbered(t, number, "Notice")
		s.Entered, s.Seen = when, d.now
		return s
	}
	court.looks = seen("1", at("40", entered.Add(-48*time.Hour)), at("41", entered), at("42", d.now.Add(-time.Hour)))
	got := d.lookAt(court)
	want(t, got, docket.AlertFiling, docket.AlertLate)
	if got[0].Entry != "42" || got[1].Title != "1 older entry learned today" {
		t.Errorf("%+v", got)
	}
}

func TestTheRecordsFirstLookTellsWhatTheFeedLeftOut(t *testing.T) {
	d := newDesk(t, nil, santaClara(t))
	d.now = entered.Add(-24 * time.Hour)
	court, record := &feed{name: "court_rss/cand", court: "cand"}, &feed{name: "courtlistener", court: "cand"}
	court.looks = seen("1")
	want(t, d.lookAt(court), docket.AlertWatching)
	d.now = entered
	on := func(number string, day docket.Date) docket.Sighting {
		return fromCL(t, func(s *docket.Sighting) {
			s.DocumentNumber, s.PacerDocID, s.SourceID, s.Filed = number, "0350152"+number, "courtlistener/"+number, day
		})
	}
	record.looks = seen("1", on("44", "2017-03-08"), on("46", "2017-03-09"))
	got := d.lookAt(record)
	want(t, got, docket.AlertFiling)
	if got[0].Entry != "46" {
		t.Errorf("%+v", got[0])
	}
}
