package courtlistener

import (
	"testing"
	"time"

	"docketwatch/docket"
)

// entryOf is a candidate: an entry of CourtListener's and its sighting.
func entryOf(s docket.Sighting, id int64, filed docket.Date) candidate {
	return candidate{&Entry{ID: id, Filed: filed, Modified: noon.Add(time.Duration(id) * time.Second)}, s}
}

func TestWhichEntryIsMeant(t *testing.T) {
	free := []docket.Document{{Number: "46", URLs: []string{"https://x/46.pdf"}}}
	entered := time.Date(2017, 4, 14, 18, 45, 0, 0, time.UTC) // 11:45 where the court sits
	minute := docket.Entry{Docket: "cand/2017-cv-574", PacerCaseID: "307687", SeqNo: "77", Keys: []string{"s:307687/77"}, Events: []string{"Minute Entry for Motion Hearing", "~Util - Terminate Hearings"}, Entered: entered}
	const full = "Minute Entry for proceedings held before Judge William H. Orrick: Motion Hearing held on 4/14/2017"
	for _, c := range []struct {
		name  string
		entry docket.Entry
		list  []candidate
		want  int64 // 0: none
	}{
		{"a number is enough", docket.Entry{DocumentNumber: "46"}, []candidate{entryOf(docket.Sighting{DocumentNumber: "45"}, 1, ""), entryOf(docket.Sighting{DocumentNumber: "46"}, 2, "")}, 2},
		{"a number whose document is another is another filing", docket.Entry{DocumentNumber: "46", PacerDocID: "035015264587"},
			[]candidate{entryOf(docket.Sighting{DocumentNumber: "46", PacerDocID: "035015264599"}, 1, "")}, 0},
		{"a number whose sequence number is another is another filing", docket.Entry{DocumentNumber: "46", PacerCaseID: "1", SeqNo: "5"},
			[]candidate{entryOf(docket.Sighting{DocumentNumber: "46", PacerCaseID: "1", SeqNo: "6"}, 1, ""), entryOf(docket.Sighting{DocumentNumber: "46", PacerCaseID: "2", SeqNo: "6"}, 2, "")}, 2},
		{"of two copies the one with the text", docket.Entry{DocumentNumber: "46"},
			[]candidate{entryOf(docket.Sighting{DocumentNumber: "46", Text: "x"}, 1, ""), entryOf(docket.Sighting{DocumentNumber: "46", Documents: free}, 2, "")}, 1},
		{"of two with text the one with a free paper", docket.Entry{DocumentNumber: "46"},
			[]candidate{entryOf(docket.Sighting{DocumentNumber: "46", Text: "x", Documents: free}, 1, ""), entryOf(docket.Sighting{DocumentNumber: "46", Text: "x"}, 2, "")}, 1},
		{"a numbered entry is never one without number", docket.Entry{DocumentNumber: "46", Events: minute.Events, Entered: entered}, []candidate{entryOf(docket.Sighting{Text: full}, 1, "2017-04-14")}, 0},
		{"an entry without number is never a numbered one", minute, []candidate{entryOf(docket.Sighting{DocumentNumber: "46", Text: full}, 1, "2017-04-14")}, 0},
		{"a sequence number is enough", minute, []candidate{entryOf(docket.Sighting{PacerCaseID: "307687", SeqNo: "77", Text: "Something else"}, 1, ""), entryOf(docket.Sighting{Text: full}, 2, "2017-04-14")}, 1},
		{"day and words are enough", minute, []candidate{entryOf(docket.Sighting{Text: full}, 1, "2017-04-14"), entryOf(docket.Sighting{Text: "Case closed."}, 2, "2017-04-14")}, 1},
		{"the stub's own event is enough", minute, []candidate{entryOf(docket.Sighting{Events: []string{"Minute Entry for Motion Hearing"}}, 1, "2017-04-14")}, 1},
		{"stub and text are one entry", minute, []candidate{entryOf(docket.Sighting{Events: []string{"Minute Entry for Motion Hearing"}}, 1, "2017-04-14"), entryOf(docket.Sighting{Text: full}, 2, "2017-04-14")}, 2},
		{"the clerk's housekeeping matches nothing", minute, []candidate{entryOf(docket.Sighting{Events: []string{"~Util - Terminate Hearings"}}, 1, "2017-04-14")}, 0},
		{"two that could be it are none", minute, []candidate{entryOf(docket.Sighting{Text: full}, 1, "2017-04-14"), entryOf(docket.Sighting{Text: full + " again"}, 2, "2017-04-14")}, 0},
		{"the day decides between two", minute, []candidate{entryOf(docket.Sighting{Text: full}, 1, "2017-04-13"), entryOf(docket.Sighting{Text: full}, 2, "2017-04-14")}, 2},
		{"a day that a feed moved is still found", minute, []candidate{entryOf(docket.Sighting{Text: full}, 1, "2017-04-15")}, 1},
		{"other words are another entry", minute, []candidate{entryOf(docket.Sighting{Text: "ORDER granting stipulation"}, 1, "2017-04-14")}, 0},
		{"a text that is known is known by its words", docket.Entry{Docket: "cand/2017-cv-574", Text: "Case  CLOSED.", Events: []string{"Case Closed"}, Filed: "2017-04-14"},
			[]candidate{entryOf(docket.Sighting{Text: "Case reopened, closed before."}, 1, "2017-04-14"), entryOf(docket.Sighting{Text: "case closed."}, 2, "2017-04-14")}, 2},
		{"nothing is nothing", minute, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := pick(c.entry, c.list)
			var id int64
			if ok {
				id = got.entry.ID
			}
			if id != c.want {
				t.Errorf("picked %d, want %d", id, c.want)
			}
		})
	}
}

func TestAnAdoptedSightingTakesOnlyWhatItLacks(t *testing.T) {
	e := docket.Entry{PacerCaseID: "307687", SeqNo: "77", PartID: "5"}
	if s := adopt(e, docket.Sighting{Text: "x", PacerCaseID: "1"}); s.SeqNo != "77" || s.PacerCaseID != "307687" || s.PartID != "5" {
		t.Errorf("%+v", s)
	}
	if s := adopt(e, docket.Sighting{DocumentNumber: "46", PacerCaseID: "1"}); s.SeqNo != "" || s.PacerCaseID != "1" {
		t.Errorf("%+v", s)
	}
	if s := adopt(docket.Entry{PacerCaseID: "2"}, docket.Sighting{PacerCaseID: "1"}); s.PacerCaseID != "1" {
		t.Errorf("%+v", s)
	}
}
