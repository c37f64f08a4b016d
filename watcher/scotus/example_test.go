package scotus_test

import (
	"fmt"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/scotus"
)

// A watched docket of the Supreme Court is a source of its own.
func Example() {
	number, err := docket.ParseNumber("No. 24-966")
	if err != nil {
		fmt.Println(err)
		return
	}
	watched := []docket.DocketRef{{Court: "scotus", Number: number}}
	sources, problems := scotus.New(config.Entry{Kind: "scotus"}, watched, fetch.New(fetch.Options{}))
	fmt.Println(len(problems), sources[0].Name())
	// Output: 0 scotus/24-966
}
