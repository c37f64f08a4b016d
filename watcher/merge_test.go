package watcher_test

import (
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

var entered = time.Date(2017, 3, 10, 0, 12, 0, 0, time.UTC)

// sighting is the opposition of 9 March as a court's feed shows it.
func sighting(t *testing.T, change func(*docket.Sighting)) docket.Sighting {
	t.Helper()
	n, err := docket.ParseNumber("3:17-cv-00574-WHO")
	if err != nil {
		t.Fatal(err)
	}
	s := docket.Sighting{
		Source: "court_rss/cand", Court: "cand", Number: n, CaseName: "County of Santa Clara v. Trump", PacerCaseID: "307687",
		DocumentNumber: "46", PacerDocID: "035015264587", SeqNo: "140", Events: []string{"Opposition/Response to Motion"}, Entered: entered, Seen: entered,
	}
	if change != nil {
		change(&s)
	}
	return s
}

func TestMerge(t *testing.T) {
	known := watcher.Merge(nil, "cand/2017-cv-574", sighting(t, nil)).Entry
	tests := []struct {
		name   string
		change func(*docket.Sighting)
		want   docket.Change
	}{
		{"the same filing again changes nothing", nil, docket.Unchanged},
		{"a caption that changed is not identity", func(s *docket.Sighting) { s.CaseName = "Renamed" }, docket.Unchanged},
		{"a number that arrives later enriches", func(s *docket.Sighting) { s.Filed = "2017-03-09" }, docket.Enriched},
		{"one more event of the same filing enriches", func(s *docket.Sighting) { s.Events = append(s.Events, "~Util - Set Deadlines") }, docket.Enriched},
		{"another wording amends", func(s *docket.Sighting) { s.Events = []string{"Memorandum in Opposition"} }, docket.Amended},
		{"the same document under another number is the same filing", func(s *docket.Sighting) { s.DocumentNumber = "47" }, docket.Enriched},
		{"the same number with another document is another filing", func(s *docket.Sighting) {
			s.PacerDocID, s.SeqNo = "035015299999", "155"
		}, docket.New},
		{"the same sequence number in another defendant's case is another filing", func(s *docket.Sighting) {
			s.DocumentNumber, s.PacerDocID, s.PacerCaseID = "", "", "999999"
		}, docket.New},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := watcher.Merge([]docket.Entry{known}, "cand/2017-cv-574", sighting(t, tt.change))
			if got.Kind != tt.want {
				t.Fatalf("got %s, want %s: %+v", got.Kind, tt.want, got.Entry)
			}
			if (got.Kind == docket.Amended) != (got.Revision != nil) {
				t.Errorf("a revision goes with an amendment, and with nothing else: %+v", got.Revision)
			}
			if got.Kind == docket.New && got.Entry.Key == known.Key {
				t.Errorf("two filings share the key %s", got.Entry.Key)
			}
		})
	}
}

func TestMergeKeepsApartWhatOnlyLooksAlike(t *testing.T) {
	minute := func(ordinal int) docket.Sighting {
		return sighting(t, func(s *docket.Sighting) {
			s.DocumentNumber, s.PacerDocID, s.SeqNo, s.Ordinal = "", "", "", ordinal
			s.Events = []string{"Order on Motion to Quash"}
		})
	}
	first := watcher.Merge(nil, "cand/2017-cv-574", minute(0))
	second := watcher.Merge([]docket.Entry{first.Entry}, "cand/2017-cv-574", minute(1))
	if second.Kind != docket.New || second.Entry.Key == first.Entry.Key {
		t.Fatalf("two unnumbered orders of one second became one: %+v", second)
	}
	again := watcher.Merge([]docket.Entry{first.Entry, second.Entry}, "cand/2017-cv-574", minute(1))
	if again.Kind != docket.Unchanged || again.Entry.Key != second.Entry.Key {
		t.Fatalf("the second of them was not recognised: %+v", again)
	}
}

func TestMergeLeavesWhatIsKnownAlone(t *testing.T) {
	known := []docket.Entry{watcher.Merge(nil, "cand/2017-cv-574", sighting(t, nil)).Entry}
	before := len(known[0].Keys)
	watcher.Merge(known, "cand/2017-cv-574", sighting(t, func(s *docket.Sighting) { s.PartID = "77" }))
	if len(known[0].Keys) != before {
		t.Fatal("Merge wrote into the entry it was given")
	}
}

func TestMergeRelease(t *testing.T) {
	old := docket.Release{Key: "u1", Title: "Letters to Nine Jurisdictions", Digest: "a", Told: docket.ToldYes, Cluster: "c"}
	known := map[string]docket.Release{"u1": old}
	if ch := watcher.MergeRelease(known, old); ch.Kind != docket.Unchanged {
		t.Errorf("the same release: %s", ch.Kind)
	}
	edited := old
	edited.Title, edited.Digest, edited.Told, edited.Cluster = "Letters to Ten Jurisdictions", "b", "", "d"
	ch := watcher.MergeRelease(known, edited)
	if ch.Kind != docket.Amended || ch.Release.Told != docket.ToldYes || ch.Release.Cluster != "c" || ch.Revision.Was != old.Title {
		t.Errorf("an edited release stays told and with its copies: %+v", ch)
	}
	if ch := watcher.MergeRelease(known, docket.Release{Key: "u2"}); ch.Kind != docket.New {
		t.Errorf("another release: %s", ch.Kind)
	}
}
