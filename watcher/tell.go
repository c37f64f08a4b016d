package watcher

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
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

// updateAlert is the message that told of an entry, with what is known now.
func updateAlert(c *docket.Case, ch docket.EntryChange) docket.Alert {
	a := filingAlert(c, ch.Entry, ch.Sighting)
	a.Kind = docket.AlertUpdate
	what := "full text"
	switch {
	case ch.Gained.Text && ch.Gained.Document:
		what = "full text and document"
	case ch.Gained.Document:
		what = "document"
	}
	a.Reason = what + " now known, from " + ch.Sighting.Source
	a.Digest = shortDigest(a.Body + "\x00" + a.Link)
	a.Seen = ch.Entry.FirstSeen
	if !ch.Entry.Ask.IsZero() {
		a.Awaiting = awaiting(ch.Entry)
	}
	return a
}

// awaiting says what of an entry is not known yet.
func awaiting(e docket.Entry) string {
	main, has := e.Main()
	switch document := e.DocumentNumber != "" && (!has || !main.Free()); {
	case e.Text == "" && document:
		return "full text and document not yet available"
	case e.Text == "":
		return "full text not yet available"
	case document:
		return "document not yet available"
	}
	return ""
}

// lateAfter is how old a filing may be when its source learns of it, and still
// be news. Somebody who uploads an old docket makes a hundred old entries "new".
const lateAfter = 7 * 24 * time.Hour

// late reports whether a filing was made long before its source learned of it.
// A sighting that says when it was entered comes from the court itself.
func late(s docket.Sighting) bool {
	filed := dayOf(s.Filed)
	if !s.Entered.IsZero() || filed.IsZero() {
		return false
	}
	learned := s.Learned
	if learned.IsZero() {
		learned = s.Seen
	}
	return learned.Sub(filed) > lateAfter
}

// before reports whether a filing is older than our watching of its docket: it
// stood there when we first looked, though the source we looked at did not reach
// back to it.
func before(s docket.Sighting, key docket.DocketKey, since time.Time) bool {
	court, ok := docket.CourtByID(key.Court())
	if !ok || since.IsZero() || s.Filed == "" || !s.Entered.IsZero() {
		return false
	}
	return s.Filed < docket.Date(since.In(court.Location()).Format(time.DateOnly))
}

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
		Reason: "filed more than a week before " + source + " learned of them",
	}
	if court, ok := docket.CourtByID(a.Court); ok {
		a.CourtName, a.Zone = court.Citation, court.Zone
	}
	return a
}

// amendedAlert tells that the wording of a told entry changed.
func amendedAlert(c *docket.Case, ch docket.EntryChange) docket.Alert {
	a := entryAlert(c, ch.Entry, ch.Sighting)
	a.Kind = docket.AlertAmended
	a.Digest = shortDigest(string(ch.Entry.Standing) + ch.Entry.Wording())
	a.Title = "Docket text changed"
	a.Body = "was: " + ch.Revision.Was + "\nnow: " + ch.Entry.Wording()
	a.Reason = "the clerk edited an entry you were told of, seen in " + ch.Sighting.Source
	if ch.Standing == "" {
		return a
	}
	a.Kind, a.Body = ch.Standing, ch.Entry.Wording()
	a.Digest = shortDigest(string(ch.Standing) + ch.Sighting.Seen.UTC().Format(time.RFC3339)) // it may come and go
	switch ch.Standing {
	case docket.AlertSealed:
		a.Title, a.Link = "Sealed: no longer open to the public", ""
	case docket.AlertRemoved:
		a.Title, a.Link = "No longer on the docket", ""
	case docket.AlertRestored:
		a.Title = "Open to the public again"
	}
	a.Reason = "the court changed who may see an entry you were told of, seen in " + ch.Sighting.Source
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
	if a.When.IsZero() && e.Filed != "" {
		a.When, a.DayOnly = dayOf(e.Filed), true
	}
	if main, ok := e.Main(); ok && main.Free() && e.Standing == docket.StandingOpen {
		a.Link = main.URLs[0] // everybody can open it; the court's own costs money
	}
	if court, ok := docket.CourtByID(s.Court); ok {
		a.CourtName, a.Zone = court.Citation, court.Zone
	}
	return a
}

// what says what a filing is, in the court's own event words, or where no feed
// gave any in the first words of its text. Housekeeping events stand beside the
// real ones in the ledger, not in the headline.
func what(e docket.Entry) string {
	var events []string
	for _, event := range e.Events {
		if !rules.Housekeeping([]string{event}) {
			events = append(events, event)
		}
	}
	switch {
	case len(events) > 0:
		return strings.Join(events, "; ")
	case e.Text != "":
		return firstRunes(e.Text, 100)
	}
	return "New docket entry"
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

// amendedRelease tells that a release we told of was edited.
func amendedRelease(ch docket.ReleaseChange) docket.Alert {
	a := releaseAlert(ch.Release)
	a.Kind = docket.AlertAmended
	a.Digest = shortDigest(ch.Release.Digest)
	a.Reason = "a release you were told of was edited"
	if ch.Revision.Was != ch.Release.Title {
		a.Body = "title was: " + ch.Revision.Was
	} else {
		a.Body = "the title is the same; the text was edited"
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
		lines = append(lines, fmt.Sprintf("%s, %s: %s already there", name, ref.Number, plural(counts[ref.Key()], "entry", "entries")))
	}
	a := docket.Alert{
		Subject: "source:" + source, Kind: docket.AlertWatching, Digest: digest, Source: source, Seen: now,
		Title:  "Now watching " + plural(len(dockets), "docket", "dockets"),
		Body:   strings.Join(lines, "\n"),
		Reason: "first look; what is already there is not told as news",
	}
	if len(dockets) > 0 {
		one := !slices.ContainsFunc(dockets, func(r docket.DocketRef) bool { return r.Court != dockets[0].Court })
		if court, ok := docket.CourtByID(dockets[0].Court); ok && one {
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

// unreadAlert tells what of a source could not be read, and never will be: once,
// however often a full look comes by it.
func unreadAlert(source string, p Partial, now time.Time) docket.Alert {
	return docket.Alert{
		Subject: "source:" + source, Kind: docket.AlertHealth, Digest: "unread-" + shortDigest(p.Why), Source: source, Seen: now,
		Title: source + " holds what cannot be read", Body: p.String(), Reason: "the watching itself",
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
