package watcher

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

// lateLines is how many old entries a list names; the others are counted.
const lateLines = 20

// lateAlert lists old entries that a source learned of only now: one message,
// never a flood.
func lateAlert(c *docket.Case, list []docket.Entry, source string, now time.Time) docket.Alert {
	slices.SortStableFunc(list, func(a, b docket.Entry) int { return strings.Compare(string(a.Filed), string(b.Filed)) })
	var lines, keys []string
	for i, e := range list {
		keys = append(keys, e.Subject())
		if i >= lateLines {
			continue
		}
		number := "without number"
		if e.DocumentNumber != "" {
			number = "No. " + e.DocumentNumber
		}
		lines = append(lines, fmt.Sprintf("filed %s, learned today: %s, %s", e.Filed, number, firstRunes(e.Wording(), 120)))
	}
	if more := len(list) - lateLines; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more; `docketwatch entries` lists them", more))
	}
	first := list[0]
	a := docket.Alert{
		Subject: "late:" + string(first.Docket), Kind: docket.AlertLate, Digest: shortDigest(strings.Join(keys, "\n")), Case: c.Name, Labels: c.Labels,
		Court: first.Docket.Court(), Number: first.Number, DocketURL: first.DocketURL, Source: source, Seen: now,
		Title: plural(len(list), "older entry", "older entries") + " learned today", Body: strings.Join(lines, "\n"),
		Reason: "filed before they were watched for, or more than a week before " + source + " learned of them",
	}
	if court, ok := docket.CourtByID(a.Court); ok {
		a.CourtName, a.Zone = court.Citation, court.Zone
	}
	return a
}
