package watcher

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// filingAlert is the first word of a new entry on a watched docket.
func filingAlert(c *docket.Case, e docket.Entry, s docket.Sighting) docket.Alert {
	a := entryAlert(c, e, s)
	a.Kind = docket.AlertFiling
	a.Title = what(e)
	a.Body = e.Text
	a.Reason = "new on a watched docket, seen in " + s.Source
	return a
}

// amendedAlert tells that the wording of a told entry changed.
func amendedAlert(c *docket.Case, ch docket.EntryChange) docket.Alert {
	a := entryAlert(c, ch.Entry, ch.Sighting)
	a.Kind = docket.AlertAmended
	a.Digest = shortDigest(ch.Entry.Wording())
	a.Title = "Docket text changed"
	a.Body = "was: " + ch.Revision.Was + "\nnow: " + ch.Entry.Wording()
	a.Reason = "the clerk edited an entry you were told of, seen in " + ch.Sighting.Source
	return a
}

// entryAlert holds what every alert on an entry says. Case, court and number
// come from our own keys, never from the text of a filing.
func entryAlert(c *docket.Case, e docket.Entry, s docket.Sighting) docket.Alert {
	a := docket.Alert{
		Subject: e.Subject(), Case: c.Name, Labels: c.Labels,
		Court: s.Court, CourtName: s.Court, Number: s.Number.String(), Entry: e.DocumentNumber,
		Link: e.DocumentURL, DocketURL: e.DocketURL, When: e.Entered, Source: s.Source, Seen: s.Seen,
	}
	if court, ok := docket.CourtByID(s.Court); ok {
		a.CourtName, a.Zone = court.Citation, court.Zone
	}
	return a
}

// what says what a filing is, in the court's own event words. Housekeeping
// events stand beside the real ones in the ledger, not in the headline.
func what(e docket.Entry) string {
	var events []string
	for _, event := range e.Events {
		if !rules.Housekeeping([]string{event}) {
			events = append(events, event)
		}
	}
	if len(events) == 0 {
		return "New docket entry"
	}
	return strings.Join(events, "; ")
}

// releaseAlert tells of a press item.
func releaseAlert(r docket.Release) docket.Alert {
	a := docket.Alert{
		Subject: r.Subject(), Kind: docket.AlertRelease, CourtName: office(r), Number: r.Number,
		Title: r.Title, Body: r.Teaser, Link: r.URL, When: r.Published, Zone: "America/New_York",
		Source: r.Source, Seen: r.Seen, Reason: "about the watched matter: " + r.Why,
	}
	if a.When.IsZero() {
		a.When, a.DayOnly = dayOf(r.Date), true
	}
	if a.Body == "" {
		a.Body = firstRunes(r.Body, 300)
	}
	return a
}

// office is the body that published a release, as it names itself.
func office(r docket.Release) string {
	if len(r.Components) > 0 {
		return strings.Join(r.Components, ", ")
	}
	return strings.TrimPrefix(r.Source, "feed/")
}

// watchingAlert says that a first look has taken its baseline: what stood there
// is known and is not told, everything after it will be.
func watchingAlert(source, digest string, dockets []docket.DocketRef, counts map[docket.DocketKey]int, w *Watch, b Batch, now time.Time) docket.Alert {
	var lines []string
	for _, ref := range dockets {
		name := string(ref.Key())
		if c := w.Case(ref.Key()); c != nil {
			name = c.Name
		}
		lines = append(lines, fmt.Sprintf("%s, %s: %s already in the feed", name, ref.Number, plural(counts[ref.Key()], "entry", "entries")))
	}
	a := docket.Alert{
		Subject: "source:" + source, Kind: docket.AlertWatching, Digest: digest, Source: source, Seen: now,
		Title:  "Now watching " + plural(len(dockets), "docket", "dockets"),
		Body:   strings.Join(lines, "\n"),
		Reason: "first look; what is already there is not told as news",
	}
	if len(dockets) > 0 {
		if court, ok := docket.CourtByID(dockets[0].Court); ok {
			a.Title += " in " + court.Citation
			a.Court, a.CourtName, a.Zone = court.ID, court.Citation, court.Zone
		}
	} else {
		a.Title = "Now watching " + source
		a.Body = plural(b.Items, "item", "items") + " already there"
	}
	return a
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

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func shortDigest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// fullDigest is the SHA-256 (hex) by which raw bytes are known.
func fullDigest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n])) + "…"
}

// dayOf is noon in UTC of a calendar day: far enough from midnight that no
// American zone shows another day. Zero for a date that cannot be read.
func dayOf(d docket.Date) time.Time {
	t, err := time.Parse("2006-01-02", string(d))
	if err != nil {
		return time.Time{}
	}
	return t.Add(17 * time.Hour)
}
