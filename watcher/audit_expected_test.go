package watcher_test

import (
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
	"docketwatch/watcher"
)

// said is an entry of the Santa Clara docket that was told, as the ledger gives it.
func said(id int64, day, number, text string) docket.Entry {
	seen, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err) // a test's own date
	}
	kind := rules.ReadEntry(rules.EntrySubject{Text: text}).Kind
	return docket.Entry{ID: id, Docket: "cand/2017-cv-574", DocumentNumber: number, Text: text, Filed: docket.Date(day), FirstSeen: seen.Add(20 * time.Hour),
		Told: docket.ToldYes, Kind: string(kind)}
}

const motion = "MOTION for Preliminary Injunction filed by County of Santa Clara. Motion Hearing set for 4/5/2017 02:00 PM before Judge Orrick. Responses due by 3/9/2017. Replies due by 3/16/2017."

func TestWhatBecomesOfWhatAnEntryExpects(t *testing.T) {
	old := said(1, "2017-02-23", "26", motion)
	old.Told = docket.ToldBaseline
	clerk := said(2, "2017-03-01", "27", "")
	clerk.Told, clerk.Events = docket.ToldHousekeeping, []string{"~Util - Set Deadlines"}
	tests := []struct {
		name    string
		entries []docket.Entry
		now     string
		want    []string // what, day and what became of it
	}{
		{"nothing is due yet", []docket.Entry{said(1, "2017-02-23", "26", motion)}, "2017-03-09", []string{
			"hearing 2017-04-05 ", "response 2017-03-09 ", "reply 2017-03-16 "}},
		{"what stood there before expects nothing", []docket.Entry{old}, "2017-03-10", nil},
		{"the response came", []docket.Entry{said(1, "2017-02-23", "26", motion), said(2, "2017-03-09", "46", "OPPOSITION/RESPONSE (re 26 MOTION for Preliminary Injunction) filed by Donald J. Trump.")},
			"2017-03-10", []string{"hearing 2017-04-05 ", "response 2017-03-09 met by No. 46", "reply 2017-03-16 "}},
		{"the clerk's own events meet nothing", []docket.Entry{said(1, "2017-02-23", "26", motion), clerk}, "2017-03-10", []string{
			"hearing 2017-04-05 ", "response 2017-03-09 ", "reply 2017-03-16 "}},
		{"more time was asked for", []docket.Entry{said(1, "2017-02-23", "26", motion), said(2, "2017-03-08", "44", "STIPULATION WITH PROPOSED ORDER to extend time to respond filed by Donald J. Trump.")},
			"2017-03-10", []string{"hearing 2017-04-05 more time, or another, was asked for: No. 44", "response 2017-03-09 more time, or another, was asked for: No. 44",
				"reply 2017-03-16 more time, or another, was asked for: No. 44"}},
		{"the hearing is moved", []docket.Entry{said(1, "2017-02-23", "26", motion), said(2, "2017-03-20", "60", "CLERK'S NOTICE resetting hearing: Motion Hearing reset for 4/14/2017 09:00 AM.")},
			"2017-03-21", []string{"hearing 2017-04-05 the date was changed or vacated: No. 60", "response 2017-03-09 the date was changed or vacated: No. 60",
				"reply 2017-03-16 the date was changed or vacated: No. 60", "hearing 2017-04-14 "}},
		{"an old day in a young entry is none", []docket.Entry{said(1, "2017-03-20", "61", "ORDER: Joint Status Report due by 3/1/2017. Signed by Judge Orrick.")}, "2017-03-21", nil},
		{"a week after the day it is too old to be told", []docket.Entry{said(1, "2017-02-23", "26", "ORDER: Joint Status Report due by 3/1/2017. Signed by Judge Orrick.")}, "2017-03-12",
			[]string{"report 2017-03-01 not seen, and too old to be told"}},
	}
	c := santaClara(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			day, err := time.Parse(time.DateOnly, tt.now)
			if err != nil {
				t.Fatal(err)
			}
			now := day.Add(20 * time.Hour)
			got := watcher.Expect("cand/2017-cv-574", &c, tt.entries, nil, now)
			var list []string
			for _, x := range got {
				list = append(list, x.What+" "+string(x.Day)+" "+x.How)
				if (x.How != "") != !x.Closed.IsZero() {
					t.Errorf("closed %v without a word, or the reverse: %+v", x.Closed, x)
				}
			}
			if strings.Join(list, "; ") != strings.Join(tt.want, "; ") {
				t.Errorf("got  %q\nwant %q", list, tt.want)
			}
			// A second look at the same entries opens nothing anew.
			for _, x := range watcher.Expect("cand/2017-cv-574", &c, tt.entries, got, now) {
				if x.Opened.Equal(now) && x.Due.After(now) {
					t.Errorf("opened twice: %+v", x)
				}
			}
		})
	}
}

// A response is late two hours after midnight by its court's clock, on the day
// that the clocks change too; the minutes of a hearing five working days later.
func TestWhenSomethingIsLate(t *testing.T) {
	c := santaClara(t)
	got := watcher.Expect("cand/2017-cv-574", &c, []docket.Entry{said(1, "2017-02-23", "26",
		"MOTION to Dismiss filed by Donald J. Trump. Motion Hearing set for 5/25/2017 02:00 PM before Judge Orrick. Responses due by 3/11/2017.")}, nil, entered)
	want := map[string]string{"response": "2017-03-12T10:00:00Z", "hearing": "2017-06-03T09:00:00Z"} // the clocks change at 2:00 on the 12th; Memorial Day is the 29th
	if len(got) != 2 {
		t.Fatalf("%+v", got)
	}
	for _, x := range got {
		if x.Due.UTC().Format(time.RFC3339) != want[x.What] {
			t.Errorf("%s of %s is late at %s, want %s", x.What, x.Day, x.Due.UTC().Format(time.RFC3339), want[x.What])
		}
	}
}
