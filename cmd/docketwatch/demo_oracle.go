package main

import (
	"fmt"
	"strings"

	"docketwatch/courtsim"
)

// untold lists the watched filings that the simulated Slack has not heard of.
// The courthouse knows what it released; the channel knows what arrived.
func untold(house *courtsim.Courthouse) []courtsim.Filing {
	heard := make(map[string]int)
	for _, m := range house.Slack().Messages() {
		heard[m.Text]++
	}
	var missing []courtsim.Filing
	for _, f := range house.Filed() {
		if f.Watched && !f.Housekeeping && copies(heard, f) == 0 {
			missing = append(missing, f)
		}
	}
	return missing
}

// copies counts the messages that tell of a filing: they name its docket, its
// number and its event.
func copies(heard map[string]int, f courtsim.Filing) int {
	n := 0
	for text, times := range heard {
		if f.ToldBy(text) {
			n += times
		}
	}
	return n
}

// summary says how the story was told.
func summary(house *courtsim.Courthouse) string {
	watched, noise := 0, 0
	for _, f := range house.Filed() {
		switch {
		case f.Watched && !f.Housekeeping:
			watched++
		default:
			noise++
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d filings of watched cases were made, %d of them told; %d others were made and kept quiet.\n",
		watched, watched-len(untold(house)), noise)
	fmt.Fprintf(&b, "The simulated Slack holds %d messages.\n", len(house.Slack().Messages()))
	return b.String()
}
