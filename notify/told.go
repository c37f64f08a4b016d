package notify

import (
	"strings"

	"docketwatch/docket"
)

// Told is what is told of one alert, part by part, in the order in which it is
// read. Every part is clean and cut, and still hostile to a destination that
// gives some letters a meaning: that one escapes it, or sets it as plain text.
type Told struct {
	Headline string   // which case and entry: "Santa Clara v. Trump · No. 46"
	Title    string   // what it is, under the words that mark a repeat, a follow-up or a test
	Where    string   // place and time; "" where neither is known
	Filer    string   // "opposition, filed by the federal government"
	Body     string   // more, in lines
	Facts    []string // labels, what came of the document, what is still awaited
	Why      string   // why the reader is told
	Links    []Named  // fit to be followed, the one that matters most first
}

// A Named link says what it leads to, and on which machine.
type Named struct {
	Word string // "document (ecf.cand.uscourts.gov)"
	To   string
}

// Tell takes an alert apart. No part but a link has more than room runes, and
// none more than people read; for the plainest form the body is short and the
// facts stay out.
func Tell(m Message, room int) Told {
	a := m.Alert
	cut := func(s string, most int) string { return Cut(s, min(room, most)) }
	t := Told{
		Headline: cut(Headline(a), 150),
		Title:    cut(Title(m, min(room, 300)), 340),
		Where:    cut(strings.Trim(Place(a)+", "+When(a), ", "), 400),
		Filer:    cut(Filer(a), 200),
		Why:      cut(Clean(a.Reason, 300), 300),
	}
	body := min(room, 3000)
	if m.Plain {
		body = min(room, 300)
	} else {
		for _, fact := range []string{RuleLine(a), strings.Join(a.Labels, ", "), a.Paper, a.Awaiting} {
			if fact = Clean(fact, min(room, 200)); fact != "" {
				t.Facts = append(t.Facts, fact)
			}
		}
	}
	t.Body = Lines(a.Body, body)
	t.Links = links(a)
	return t
}

// Lines are the parts below the headline as lines of text, without the links.
func (t Told) Lines() []string {
	list := []string{t.Title, t.Where, t.Filer}
	if t.Body != "" {
		list = append(list, strings.Split(t.Body, "\n")...)
	}
	list = append(list, t.Facts...)
	if t.Why != "" {
		list = append(list, "why: "+t.Why)
	}
	said := list[:0]
	for _, line := range list {
		if line != "" {
			said = append(said, line)
		}
	}
	return said
}

// links are the addresses that the sources gave, each with its machine.
func links(a docket.Alert) []Named {
	var list []Named
	for _, l := range []Named{{"document", a.Link}, {"docket", a.DocketURL}} {
		if a.Kind == docket.AlertRelease {
			l.Word = "release"
		}
		if l.To = Link(l.To); l.To == "" {
			continue
		}
		l.Word += " (" + Clean(Host(l.To), 80) + ")"
		list = append(list, l)
	}
	return list
}
