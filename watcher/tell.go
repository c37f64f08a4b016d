package watcher

import (
	"crypto/sha256"
	"encoding/hex"
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

// amendedAlert tells that the wording of a told entry changed.
func amendedAlert(c *docket.Case, ch docket.EntryChange) docket.Alert {
	a := entryAlert(c, ch.Entry, ch.Sighting)
	a.Kind = docket.AlertAmended
	a.Digest = shortDigest(string(ch.Entry.Standing) + ch.Entry.Wording())
	a.Title = "Docket text changed"
	a.Body = Redline(ch.Revision.Was, ch.Entry.Wording(), redlineRoom)
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

// redlineRoom is how many characters an edit may take to show.
const redlineRoom = 1500

// entryAlert holds what every alert on an entry says. Case, court and number
// come from our own keys, never from the text of a filing.
func entryAlert(c *docket.Case, e docket.Entry, s docket.Sighting) docket.Alert {
	a := docket.Alert{
		Subject: e.Subject(), Case: c.Name, Labels: c.Labels,
		Court: s.Court, CourtName: s.Court, Number: s.Number.String(), Entry: e.DocumentNumber,
		Link: e.DocumentURL, DocketURL: e.DocketURL, When: e.Entered, Source: s.Source, Seen: s.Seen,
	}
	if e.Kind != string(rules.KindUnknown) {
		a.Document = e.Kind
	}
	if e.FiledBy != string(rules.SideUnknown) {
		a.FiledBy = e.FiledBy
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

// releaseAlert tells of a press item, and below its words what it says in brief.
func releaseAlert(r docket.Release, brief ...string) docket.Alert {
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
	if len(brief) > 0 {
		a.Body = strings.TrimSpace(a.Body + "\n" + strings.Join(brief, "\n"))
	}
	return a
}

// releaseWith tells of a press item and which of the user's rules fit it. Where
// they are the only reason, they are the one that is given.
func releaseWith(r docket.Release, hits []docket.RuleHit, says ...string) docket.Alert {
	a := releaseAlert(r, says...)
	if r.Relevance == docket.Relevant {
		return because(a, hits)
	}
	a.Rules, a.Reason = hits, saying(hits)
	return a
}

// office is the body that published a release, as it names itself.
func office(r docket.Release) string {
	if len(r.Components) > 0 {
		return strings.Join(r.Components, ", ")
	}
	return strings.TrimPrefix(r.Source, "feed/")
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
