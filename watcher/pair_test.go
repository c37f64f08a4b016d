package watcher

import (
	"testing"
	"time"

	"docketwatch/docket"
)

var minuteDay = time.Date(2017, 4, 14, 19, 30, 0, 0, time.UTC) // noon in San Francisco

func feedMinute(events string, at time.Time, ordinal int) docket.Sighting {
	return docket.Sighting{Source: "court_rss/cand", Court: "cand", Number: number(), Events: []string{events}, Entered: at, Ordinal: ordinal, Seen: at}
}

func clMinute(id, text string, day docket.Date) docket.Sighting {
	return docket.Sighting{Source: "courtlistener", Court: "cand", Number: number(), Text: text, Filed: day, SourceID: "courtlistener/" + id, Seen: minuteDay}
}

func number() docket.Number {
	n, _ := docket.ParseNumber("3:17-cv-00574-WHO") // it is one
	return n
}

func TestEntriesWithoutNumberAreJoinedOnlyWhereNothingElseCouldBeMeant(t *testing.T) {
	const key = docket.DocketKey("cand/2017-cv-574")
	hearing := "Minute Entry for proceedings held before Judge William H. Orrick: Motion Hearing held on 4/14/2017."
	order := "ORDER granting 40 Administrative Motion. Signed by Judge William H. Orrick."
	other := "ORDER denying 41 Administrative Motion. Signed by Judge William H. Orrick."
	tests := []struct {
		name  string
		known []docket.Sighting
		seen  []docket.Sighting
		match map[int]int
		doubt int
	}{
		{"one stub and one text of the day are one", []docket.Sighting{feedMinute("Minute Entry", minuteDay, 0)},
			[]docket.Sighting{clMinute("1", hearing, "2017-04-14")}, map[int]int{0: 0}, 0},
		{"of another day they are two", []docket.Sighting{feedMinute("Minute Entry", minuteDay, 0)},
			[]docket.Sighting{clMinute("1", hearing, "2017-04-15")}, nil, 0},
		{"of other words they are two", []docket.Sighting{feedMinute("Minute Entry", minuteDay, 0)},
			[]docket.Sighting{clMinute("1", order, "2017-04-14")}, nil, 0},
		{"two stubs and one text: nobody can tell", []docket.Sighting{feedMinute("Order", minuteDay, 0), feedMinute("Order", minuteDay.Add(time.Hour), 0)},
			[]docket.Sighting{clMinute("1", order, "2017-04-14")}, nil, 1},
		{"one stub and two texts: nobody can tell", []docket.Sighting{feedMinute("Order", minuteDay, 0)},
			[]docket.Sighting{clMinute("1", order, "2017-04-14"), clMinute("2", other, "2017-04-14")}, nil, 2},
		{"different kinds of one day find each their own", []docket.Sighting{feedMinute("Minute Entry", minuteDay, 0), feedMinute("Order on Administrative Motion", minuteDay, 0)},
			[]docket.Sighting{clMinute("1", order, "2017-04-14"), clMinute("2", hearing, "2017-04-14")}, map[int]int{0: 1, 1: 0}, 0},
		{"one text under two ids is one entry", []docket.Sighting{clMinute("1", order, "2017-04-14")},
			[]docket.Sighting{{Source: "webhook", Court: "cand", Number: number(), Text: order + " (Entered: 04/14/2017)", Filed: "2017-04-14", SourceID: "x/9"}}, map[int]int{0: 0}, 0},
		{"a source tells its own entries apart", []docket.Sighting{clMinute("1", order, "2017-04-14")},
			[]docket.Sighting{clMinute("2", order, "2017-04-14")}, nil, 0},
		{"what has a number is not looked at", []docket.Sighting{feedMinute("Order", minuteDay, 0)},
			[]docket.Sighting{{Source: "courtlistener", Court: "cand", Number: number(), DocumentNumber: "98", Text: order, Filed: "2017-04-14"}}, nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var known []docket.Entry
			for _, s := range tt.known {
				known = append(known, Merge(known, key, s).Entry)
			}
			match, doubt := pair(known, key, tt.seen)
			if len(match) != len(tt.match) || len(doubt) != tt.doubt {
				t.Fatalf("matched %v, in doubt %v", match, doubt)
			}
			for i, j := range tt.match {
				if match[i] != j {
					t.Errorf("sighting %d is entry %d, want %d", i, match[i], j)
				}
			}
		})
	}
}
