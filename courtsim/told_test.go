package courtsim_test

import (
	"testing"
	"time"

	"docketwatch/courtsim"
)

func TestWhichMessageTellsOfAFiling(t *testing.T) {
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2017, 3, 9, 16, 12, 0, 0, zone)
	numbered := courtsim.Filing{Case: "Santa Clara v. Trump", Court: "cand", Number: "3:17-cv-00574-WHO", Entry: "46", Events: []string{"Reply"}, At: at}
	minutes := courtsim.Filing{Case: "Santa Clara v. Trump", Court: "cand", Number: "3:17-cv-00574-WHO", Events: []string{"Minute Entry"}, At: at}
	const head = "Santa Clara v. Trump\n3 new entries at once\nSanta Clara v. Trump · N.D. Cal. 3:17-cv-00574-WHO\n"
	tests := []struct {
		name    string
		f       courtsim.Filing
		message string
		want    bool
	}{
		{"its own message", numbered, "Santa Clara v. Trump · No. 46\nReply\nN.D. Cal. 3:17-cv-00574-WHO, entered Mar 9, 2017 4:12 PM PST", true},
		{"a message on another number", numbered, "Santa Clara v. Trump · No. 461\nReply\nN.D. Cal. 3:17-cv-00574-WHO", false},
		{"a follow-up", numbered, "Santa Clara v. Trump · No. 46\nFollow-up: Reply\nN.D. Cal. 3:17-cv-00574-WHO", false},
		{"a line of a message on many", numbered, head + "No. 45 · Motion · entered Mar 9\nNo. 46 · Reply · entered Mar 9", true},
		{"beside a follow-up", numbered, head + "No. 45 · Follow-up: Motion\nNo. 46 · Reply", true},
		{"a line that follows up", numbered, head + "No. 46 · Follow-up: Reply", false},
		{"a line of another case", numbered, head + "No. 45 · Reply\nRichmond v. Trump · N.D. Cal. 3:17-cv-01535-WHO\nNo. 46 · Reply", false},
		{"what it is stands in another line", numbered, head + "No. 45 · Reply\nNo. 46 · Motion", false},
		{"a line on an entry without number", minutes, head + "entry without number · Minute Entry · entered Mar 9, 2017 4:12 PM PST", true},
		{"one of another day", minutes, head + "entry without number · Minute Entry · entered Mar 8, 2017 4:12 PM PST\nNo. 3 · Reply · entered Mar 9, 2017 4:12 PM PST", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.f.ToldBy(tt.message); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}
