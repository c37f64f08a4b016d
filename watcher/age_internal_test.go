package watcher

import (
	"testing"
	"time"

	"docketwatch/docket"
)

func TestOldFilingsAreNoNews(t *testing.T) {
	learned := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		s    docket.Sighting
		want bool
	}{
		"filed yesterday":                           {docket.Sighting{Filed: "2026-11-19", Learned: learned}, false},
		"filed years ago":                           {docket.Sighting{Filed: "2017-03-22", Learned: learned}, true},
		"shown by the court itself":                 {docket.Sighting{Filed: "2017-03-22", Entered: learned, Learned: learned}, false},
		"of no known day":                           {docket.Sighting{Learned: learned}, false},
		"old to us, and fresh when the source knew": {docket.Sighting{Filed: "2017-03-22", Learned: time.Date(2017, 3, 23, 0, 0, 0, 0, time.UTC), Seen: learned}, false},
	} {
		if got := late(tt.s); got != tt.want {
			t.Errorf("%s: late is %v", name, got)
		}
	}
}

func TestAFilingOlderThanOurWatchingIsNotToldAsNews(t *testing.T) {
	since := time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC) // the evening of the 19th in San Francisco
	for day, want := range map[docket.Date]bool{"2026-11-18": true, "2026-11-19": false, "2026-11-20": false, "": false} {
		if got := before(docket.Sighting{Filed: day}, "cand/2026-cv-1", since); got != want {
			t.Errorf("filed %q: before is %v", day, got)
		}
	}
}
