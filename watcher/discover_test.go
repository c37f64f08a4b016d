package watcher_test

import (
	"regexp"
	"strings"
	"testing"

	"docketwatch/docket"
	"docketwatch/watcher"
)

func TestCasesNobodyListedAreSuggestedOnceAndTogether(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.discover = []watcher.DiscoverRule{{Caption: regexp.MustCompile(`(City|County) .* v\. Trump`)}}
	want(t, d.look(watcher.Batch{Next: []byte("1")}, nil), docket.AlertWatching)
	of := func(number, caption string) docket.Sighting {
		n, err := docket.ParseNumber(number)
		if err != nil {
			t.Fatal(err)
		}
		return docket.Sighting{Source: "court_rss/cand", Court: "cand", Number: n, CaseName: caption, DocumentNumber: "1", Events: []string{"Complaint"}, Entered: entered, Seen: entered}
	}
	seen := []docket.Sighting{
		of("3:26-cv-01001", "City of Alameda v. Trump"), of("3:26-cv-01002", "County of Marin\", dockets: [evil] # v. Trump"), of("3:26-cv-01001", "City of Alameda v. Trump"),
		of("3:26-cv-01003", "Doe v. Harbor Mutual"), of("3:17-cv-00574", "County of Santa Clara v. Trump"),
	}
	got := d.look(watcher.Batch{Sightings: seen, Next: []byte("2")}, nil)
	want(t, got, docket.AlertFiling, docket.AlertSuggested)
	body := got[1].Body
	if got[1].Title != "2 cases that nobody watches may be yours" || !strings.Contains(body, `{court: cand, number: "3:26-cv-01001"}`) || strings.Contains(body, "00574") {
		t.Errorf("suggested: %s\n%s", got[1].Title, body)
	}
	if !strings.Contains(body, `"County of Marin\", dockets: [evil] # v. Trump"`) {
		t.Errorf("a caption became configuration:\n%s", body)
	}
	want(t, d.look(watcher.Batch{Sightings: seen[:1], Next: []byte("3")}, nil))
}

func TestTheAppealOfAWatchedCaseIsSuggested(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	want(t, d.look(watcher.Batch{Next: []byte("1")}, nil), docket.AlertWatching)
	got := d.look(watcher.Batch{Sightings: []docket.Sighting{sighting(t, func(s *docket.Sighting) {
		s.DocumentNumber, s.PacerDocID, s.SeqNo, s.Text = "184", "", "", "USCA Case Number 17-17480 for 183 Notice of Appeal filed by Donald J. Trump."
	})}, Next: []byte("2")}, nil)
	want(t, got, docket.AlertFiling, docket.AlertSuggested)
	if got[1].Court != "ca9" || got[1].Number != "17-17480" {
		t.Errorf("suggested %s %s", got[1].Court, got[1].Number)
	}
}
