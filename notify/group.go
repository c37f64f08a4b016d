package notify

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"docketwatch/docket"
)

// A group is read in one piece, so that it must fit every destination whole:
// no name in it is ever cut away.
const (
	groupRunes = 2800
	groupLines = 40
)

// groupOf makes one message of the first n deliveries of a list.
func groupOf(destination string, list []docket.Queued, title, reason string, now time.Time) (g docket.Group, n int) {
	var s sheet
	var rings, ids []string
	for n < len(list) {
		before := s.clone()
		s.add(list[n].Alert)
		if runes, lines := s.size(); n > 0 && (runes > groupRunes || lines > groupLines) {
			s = before
			break
		}
		g.Members = append(g.Members, list[n].ID)
		rings, ids = append(rings, string(list[n].Alert.Kind)), append(ids, list[n].PublicID)
		if list[n].Alert.Kind == docket.AlertFiling {
			rings = append(rings, list[n].Alert.Document)
		}
		n++
	}
	slices.Sort(rings)
	rings = slices.Compact(rings)
	first := list[0]
	g.Thread = first.Thread
	for _, q := range list[:n] {
		if q.Thread != g.Thread {
			g.Thread = ""
		}
	}
	a := docket.Alert{
		Kind: docket.AlertDigest, Subject: "together:" + destination, Digest: strconv.FormatInt(first.ID, 10), Title: title, Reason: reason,
		Parts: s.parts(), Rings: rings, Carries: ids, Seen: now,
	}
	if title == "" {
		a.Title = s.counted() + " at once"
	} else {
		a.Title = title + ": " + s.counted()
	}
	if len(a.Parts) == 1 && first.Alert.Case != "" {
		a.Case, a.Court, a.CourtName, a.Number, a.Labels = first.Alert.Case, first.Alert.Court, first.Alert.CourtName, first.Alert.Number, first.Alert.Labels
		a.Zone, a.DocketURL = first.Alert.Zone, first.Alert.DocketURL
	}
	a.Body = partsText(a.Parts)
	g.Alert = a
	return g, n
}

// among is a message that told of many, with what is known of them now.
func among(a docket.Alert, updates []docket.Alert) docket.Alert {
	for i, p := range a.Parts {
		a.Parts[i].Lines = slices.Clone(p.Lines)
		for j, l := range p.Lines {
			for _, u := range updates {
				if l.Subject != "" && u.Subject == l.Subject {
					u.Kind = docket.AlertFiling
					a.Parts[i].Lines[j] = lineOf(u)
				}
			}
		}
	}
	a.Body = partsText(a.Parts)
	return a
}

// A sheet gathers alerts by docket, each entry once.
type sheet struct {
	order   []string // keys
	heads   map[string]string
	entries map[string][]sheetLine
}

type sheetLine struct {
	subject string
	kind    docket.AlertKind
	docket.Line
}

func (s *sheet) clone() sheet {
	c := sheet{order: slices.Clone(s.order), heads: maps.Clone(s.heads), entries: make(map[string][]sheetLine)}
	for k, v := range s.entries {
		c.entries[k] = slices.Clone(v)
	}
	return c
}

// add takes one alert in. An update of an entry that is told here anyway
// replaces its line: it says the same, and more.
func (s *sheet) add(a docket.Alert) {
	key, head := headOf(a)
	if s.entries == nil {
		s.entries, s.heads = make(map[string][]sheetLine), make(map[string]string)
	}
	if !slices.Contains(s.order, key) {
		s.order = append(s.order, key)
	}
	if len(head) >= len(s.heads[key]) { // some sources leave the judge out of the number
		s.heads[key] = head
	}
	if a.Kind == docket.AlertUpdate && s.merge(a) {
		return
	}
	s.entries[key] = append(s.entries[key], sheetLine{a.Subject, a.Kind, lineOf(a)})
}

// merge puts an update into the line that tells of its entry; false where there
// is none.
func (s *sheet) merge(a docket.Alert) bool {
	key, _ := headOf(a)
	for i, l := range s.entries[key] {
		if l.subject == a.Subject && (l.kind == docket.AlertFiling || l.kind == docket.AlertUpdate) {
			a.Kind = l.kind
			s.entries[key][i] = sheetLine{a.Subject, l.kind, lineOf(a)}
			return true
		}
	}
	return false
}

func (s *sheet) lines() (all []sheetLine) {
	for _, k := range s.order {
		all = append(all, s.entries[k]...)
	}
	return all
}

func (s *sheet) parts() []docket.Part {
	parts := make([]docket.Part, len(s.order))
	for i, k := range s.order {
		parts[i].Head = s.heads[k]
		for _, l := range s.entries[k] {
			parts[i].Lines = append(parts[i].Lines, l.Line)
		}
	}
	return parts
}

// counted says how many of what are gathered: "3 new entries, 2 follow-ups".
func (s *sheet) counted() string {
	filings, updates, others := 0, 0, 0
	for _, l := range s.lines() {
		switch l.kind {
		case docket.AlertFiling:
			filings++
		case docket.AlertUpdate:
			updates++
		default:
			others++
		}
	}
	var parts []string
	for _, c := range []struct {
		n         int
		one, many string
	}{{filings, "new entry", "new entries"}, {updates, "follow-up", "follow-ups"}, {others, "other alert", "other alerts"}} {
		if c.n > 0 {
			parts = append(parts, countWords(c.n, c.one, c.many))
		}
	}
	return strings.Join(parts, ", ")
}

func (s *sheet) size() (runes, lines int) {
	text := partsText(s.parts())
	return utf8.RuneCountInString(text), strings.Count(text, "\n") + 1
}

// partsText is a digest as plain text, without its links.
func partsText(parts []docket.Part) string {
	var lines []string
	for _, p := range parts {
		if p.Head != "" {
			lines = append(lines, p.Head)
		}
		for _, l := range p.Lines {
			lines = append(lines, l.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// headOf is what an alert is told under: its docket, or what it is about; and
// the key by which two are the same docket.
func headOf(a docket.Alert) (key, head string) {
	if a.Case == "" {
		return kindWords(a.Kind), kindWords(a.Kind)
	}
	head = strings.TrimSuffix(Clean(a.Case, 120)+" · "+Place(a), " · ")
	n, err := docket.ParseNumber(a.Number)
	if err != nil {
		return head, head
	}
	return a.Case + "\x00" + string(docket.KeyOf(a.Court, n)), head
}

// lineRunes is how much of a title, and of what an edit or an argument says,
// stands in a line.
const (
	lineRunes  = 200
	quoteRunes = 240
)

// lineOf is an alert in one line: "No. 46 · Response in Opposition · entered …".
func lineOf(a docket.Alert) docket.Line {
	var parts []string
	l := docket.Line{Link: a.Link, Word: "link"}
	if a.Kind == docket.AlertFiling {
		l.Subject = a.Subject
	}
	switch {
	case a.Entry != "":
		l.Word = "No. " + Clean(a.Entry, 20)
		parts = append(parts, l.Word)
	case ofEntry(a):
		l.Word = "entry"
		parts = append(parts, "entry without number")
	}
	if a.Link == "" {
		l.Link = a.DocketURL
	}
	title := Clean(a.Title, lineRunes)
	if a.Kind == docket.AlertUpdate {
		title = "Follow-up: " + title
	}
	parts = append(parts, title)
	if a.Kind == docket.AlertFiling || a.Kind == docket.AlertUpdate {
		if filer := Filer(a); filer != "" {
			parts = append(parts, filer)
		}
	}
	if when := When(a); when != "" && a.Kind != docket.AlertArgument {
		parts = append(parts, when)
	}
	switch a.Kind {
	case docket.AlertFiling, docket.AlertUpdate, docket.AlertRelease:
	default: // what it says is the news
		if body := Clean(a.Body, quoteRunes); body != "" {
			parts = append(parts, body)
		}
	}
	l.Text = strings.Join(parts, " · ")
	return l
}

func quietTitle(q *Quiet) string {
	if q == nil { // they were switched off meanwhile
		return "Held during quiet hours"
	}
	return fmt.Sprintf("Held during quiet hours (%02d:%02d to %02d:%02d)", q.From/60, q.From%60, q.To/60, q.To%60)
}

func floodTitle(l Limit) string {
	if l.Over == 0 {
		return "Flood brake"
	}
	return fmt.Sprintf("Flood brake: more than %d messages in %s", l.Over, shortly(l.Within))
}

// shortly is a length of time without zeros: "10m", not "10m0s".
func shortly(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

func countWords(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
