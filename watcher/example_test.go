package watcher_test

import (
	"fmt"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// A second sighting of a filing fills in what the first lacked.
func ExampleMerge() {
	stub := docket.Sighting{Court: "cand", DocumentNumber: "46", Events: []string{"Opposition/Response to Motion"}}
	entry := watcher.Merge(nil, "cand/2017-cv-574", stub).Entry
	full := docket.Sighting{Court: "cand", DocumentNumber: "46", Text: "OPPOSITION re 26 filed by Donald J. Trump."}
	change := watcher.Merge([]docket.Entry{entry}, "cand/2017-cv-574", full)
	fmt.Println(change.Kind, change.Entry.Wording())
	// Output: enriched OPPOSITION re 26 filed by Donald J. Trump.
}

func ExampleParseSchedule() {
	_, err := watcher.ParseSchedule("* * * * *", time.UTC, 2*time.Minute)
	fmt.Println(err)
	// Output: bad schedule "* * * * *": every 1m0s is too often; the least here is every 2m0s
}
