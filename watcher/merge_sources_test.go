package watcher_test

import (
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

const fullText = "OPPOSITION/RESPONSE (re 26 MOTION for Preliminary Injunction) filed by Donald J. Trump. (Filed on 3/9/2017)"

// fromCL is the opposition as CourtListener shows it.
func fromCL(t *testing.T, change func(*docket.Sighting)) docket.Sighting {
	t.Helper()
	return sighting(t, func(s *docket.Sighting) {
		s.Source, s.Events, s.Text, s.SeqNo = "courtlistener", nil, fullText, ""
		s.Filed, s.SourceID, s.Entered = "2017-03-09", "courtlistener/1", time.Time{}
		if change != nil {
			change(s)
		}
	})
}

func TestSourcesThatSeeOneFilingMakeOneEntry(t *testing.T) {
	stub := watcher.Merge(nil, "cand/2017-cv-574", sighting(t, nil)).Entry
	full := watcher.Merge([]docket.Entry{stub}, "cand/2017-cv-574", fromCL(t, nil)).Entry
	tests := []struct {
		name   string
		known  docket.Entry
		seen   docket.Sighting
		want   docket.Change
		gained docket.Gained
	}{
		{"the full text enriches the stub", stub, fromCL(t, nil), docket.Enriched, docket.Gained{Text: true}},
		{"a free copy enriches it", full, fromCL(t, func(s *docket.Sighting) {
			s.Documents = []docket.Document{{Number: "46", URLs: []string{"https://storage.example/46.pdf"}}}
		}), docket.Enriched, docket.Gained{Document: true}},
		{"the same again is nothing", full, fromCL(t, nil), docket.Unchanged, docket.Gained{}},
		{"the feed's own stub again is nothing", full, sighting(t, nil), docket.Unchanged, docket.Gained{}},
		{"a docket sheet's trim of the same text confirms it", full, fromCL(t, func(s *docket.Sighting) {
			s.Source, s.SourceID, s.Text = "nef", "", "OPPOSITION/RESPONSE (re [26] MOTION for Preliminary Injunction) filed by Donald J. Trump. (Filed on 3/9/2017) (Entered: 03/09/2017)"
		}), docket.Confirmed, docket.Gained{}},
		{"another source's words for the event confirm it", full, sighting(t, func(s *docket.Sighting) {
			s.Source, s.Events = "nef", []string{"Response in Opposition"}
		}), docket.Confirmed, docket.Gained{}},
		{"a source that changes its own text tells of an edit", full, fromCL(t, func(s *docket.Sighting) { s.Text = "STRICKEN. " + fullText + " Modified." }), docket.Amended, docket.Gained{}},
		{"a fuller text of another source is taken", full, fromCL(t, func(s *docket.Sighting) {
			s.Source, s.SourceID, s.Text = "nef", "", fullText+" (Attachments: # 1 Exhibit A)"
		}), docket.Enriched, docket.Gained{}},
		{"a text that only another source shows changed is an edit", full, fromCL(t, func(s *docket.Sighting) {
			s.Source, s.SourceID, s.Text = "nef", "", "OPPOSITION/RESPONSE filed by Jefferson B. Sessions."
		}), docket.Amended, docket.Gained{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := watcher.Merge([]docket.Entry{tt.known}, "cand/2017-cv-574", tt.seen)
			if got.Kind != tt.want || got.Gained != tt.gained {
				t.Fatalf("got %s %+v, want %s %+v: %+v", got.Kind, got.Gained, tt.want, tt.gained, got.Entry)
			}
			if _, heard := got.Entry.By(tt.seen.Source); !heard {
				t.Errorf("that %s saw it is not kept: %+v", tt.seen.Source, got.Entry.Said)
			}
		})
	}
}

func TestWhoMaySeeAnEntryIsToldByTheSourceThatSaidSo(t *testing.T) {
	e := watcher.Merge(nil, "cand/2017-cv-574", fromCL(t, nil)).Entry
	step := func(what string, s docket.Sighting, want docket.AlertKind, standing docket.Standing) {
		t.Helper()
		ch := watcher.Merge([]docket.Entry{e}, "cand/2017-cv-574", s)
		if ch.Standing != want || ch.Entry.Standing != standing {
			t.Errorf("%s: told as %q, stands as %q; want %q, %q", what, ch.Standing, ch.Entry.Standing, want, standing)
		}
		e = ch.Entry
	}
	sealed := fromCL(t, func(s *docket.Sighting) { s.Standing = docket.StandingSealed })
	step("sealed", sealed, docket.AlertSealed, docket.StandingSealed)
	step("sealed, seen again", sealed, "", docket.StandingSealed)
	step("the feed, which knows nothing of seals", sighting(t, nil), "", docket.StandingSealed)
	step("open again", fromCL(t, nil), docket.AlertRestored, docket.StandingOpen)
	step("gone", fromCL(t, func(s *docket.Sighting) { s.Standing = docket.StandingRemoved }), docket.AlertRemoved, docket.StandingRemoved)
}
