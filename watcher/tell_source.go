package watcher

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
)

// watchingAlert says that a first look has taken its baseline: what stood there
// is known and is not told, everything after it will be.
func watchingAlert(source string, dockets []docket.DocketRef, counts map[docket.DocketKey]int, w *Watch, b Batch, now time.Time) docket.Alert {
	var lines []string
	for _, ref := range dockets {
		name := string(ref.Key())
		if c := w.Case(ref.Key()); c != nil {
			name = c.Name
		}
		lines = append(lines, fmt.Sprintf("%s, %s: %s already there", name, ref.Number, plural(counts[ref.Key()], "entry", "entries")))
	}
	a := docket.Alert{
		Subject: "source:" + source, Kind: docket.AlertWatching, Digest: digestOf(dockets), Source: source, Seen: now,
		Title:  "Now watching " + plural(len(dockets), "docket", "dockets"),
		Body:   strings.Join(lines, "\n"),
		Reason: "first look; what is already there is not told as news",
	}
	courts := make(map[string]bool)
	for _, ref := range dockets {
		courts[ref.Court] = true
	}
	switch len(courts) {
	case 0:
		a.Title = "Now watching " + source
		a.Body = plural(b.Items, "item", "items") + " already there"
	case 1:
		if court, ok := docket.CourtByID(dockets[0].Court); ok {
			a.Title += " in " + court.Citation
			a.Court, a.CourtName, a.Zone = court.ID, court.Citation, court.Zone
		}
	default:
		a.Title += " through " + source
	}
	return a
}

// unreadAlert tells what of a source could not be read, and never will be: once,
// however often a full look comes by it.
func unreadAlert(source string, p Partial, now time.Time) docket.Alert {
	return docket.Alert{
		Subject: "source:" + source, Kind: docket.AlertHealth, Digest: "unread-" + shortDigest(p.Why), Source: source, Seen: now,
		Title: source + " holds what cannot be read", Body: p.String(), Reason: "the watching itself",
	}
}

// gapAlert says that filings may have passed unseen.
func gapAlert(g docket.Gap, now time.Time) docket.Alert {
	return docket.Alert{
		Subject: "source:" + g.Source, Kind: docket.AlertGap, Digest: strconv.FormatInt(g.From.UnixMilli(), 10), Source: g.Source, Seen: now,
		Title:  "Filings may have been missed in " + g.Source,
		Body:   fmt.Sprintf("from %s to %s: %s", g.From.UTC().Format(time.RFC1123), g.To.UTC().Format(time.RFC1123), g.Why),
		Reason: "the source's window does not reach back to the last look",
	}
}
