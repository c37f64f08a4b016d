package slack

import (
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"docketwatch/docket"
	"docketwatch/notify"
)

// Limits in characters, after escaping: Slack's own (block reference), and for
// the whole message a budget below the undocumented 13,000 of bolt-js#2509.
const (
	headerLimit  = 150
	sectionLimit = 3000
	wholeLimit   = 8000
	digestLimit  = 11000 // of many in one message, each of which must be named
)

// blocks lays an alert out. Text of a court or a press office stands in
// plain_text objects only, where nothing is a mention, a link or markup; the
// only mrkdwn is the line of links, which is ours.
func blocks(m notify.Message) []slack.Block {
	whole := wholeLimit
	if len(m.Alert.Parts) > 0 {
		whole = digestLimit
	}
	for room := 2000; ; room /= 2 {
		list := layout(m, room)
		raw, err := json.Marshal(list)
		if err == nil && len(raw) <= whole || room < 50 {
			return list
		}
	}
}

func layout(m notify.Message, room int) []slack.Block {
	a := m.Alert
	list := []slack.Block{slack.NewHeaderBlock(plainText(notify.Headline(a), headerLimit))}
	list = append(list, slack.NewSectionBlock(plainText(notify.Title(m, min(room, 300)), sectionLimit), nil, nil))
	if len(a.Parts) > 0 {
		list = append(list, partBlocks(a.Parts, room)...)
	} else if body := notify.Lines(a.Body, room); body != "" {
		list = append(list, slack.NewSectionBlock(plainText(body, sectionLimit), nil, nil))
	}
	var facts []slack.MixedElement
	if where := strings.Trim(notify.Place(a)+", "+notify.When(a), ", "); where != "" {
		facts = append(facts, plainText(where, 400))
	}
	if filer := notify.Filer(a); filer != "" {
		facts = append(facts, plainText(filer, 200))
	}
	if rule := notify.RuleLine(a); rule != "" {
		facts = append(facts, plainText(rule, 300))
	}
	if links := linkLine(a); links != "" {
		line := slack.NewTextBlockObject(slack.MarkdownType, links, false, true)
		facts = append(facts, line)
	}
	if labels := notify.Clean(strings.Join(a.Labels, ", "), 200); labels != "" {
		facts = append(facts, plainText(labels, 200))
	}
	for _, fact := range []string{a.Paper, a.Awaiting} {
		if fact = notify.Clean(fact, 200); fact != "" {
			facts = append(facts, plainText(fact, 200))
		}
	}
	facts = append(facts, plainText("why: "+a.Reason, 400))
	return append(list, slack.NewContextBlock("", facts...))
}

// linkLine shows the links we were given by the court's own feed, each with the
// machine it leads to.
func linkLine(a docket.Alert) string {
	var parts []string
	for _, l := range []struct{ word, to string }{{"document", a.Link}, {"release", a.PressURL}, {"docket", a.DocketURL}} {
		if a.Kind == docket.AlertRelease {
			l.word = "release"
		}
		link := notify.Link(l.to)
		if link == "" || len(link) > 1000 {
			continue
		}
		parts = append(parts, "<"+escape(link)+"|"+l.word+" ("+escape(notify.Clean(notify.Host(link), 100))+")>")
	}
	return strings.Join(parts, " · ")
}

// plainText is a text object in which everything is literal. Slack counts the
// escaped length, so it is that which must fit.
func plainText(s string, limit int) *slack.TextBlockObject {
	s = notify.Lines(s, limit)
	for len([]rune(escape(s))) > limit {
		s = notify.Cut(s, len([]rune(s))*9/10)
	}
	if s == "" {
		s = "–"
	}
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

// fallback is the text of notifications and of the plainest form. It is
// escaped, and sent with markup switched off.
func fallback(m notify.Message) string {
	a := m.Alert
	parts := []string{notify.Headline(a), notify.Title(m, 300), notify.Place(a), notify.When(a)}
	if m.Plain { // nothing else will show it
		parts = append(parts, notify.Clean(a.Body, plainRoom(a)))
	}
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	text := escape(defuse(strings.Join(said, " · ")))
	if link := notify.Link(a.Link); link != "" && m.Plain {
		text += " <" + escape(link) + ">"
	}
	return text
}

// plainRoom: a digest names each of many, and no name may be lost.
func plainRoom(a docket.Alert) int {
	if len(a.Parts) > 0 {
		return 5000
	}
	return 1000
}

// escape is Slack's whole escaping (formatting page). It comes before any
// cutting, so that nothing is ever cut inside an entity.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// defuse keeps words that some clients turn into mentions or links from being
// turned: a word joiner changes nothing that a reader sees.
func defuse(s string) string {
	return strings.NewReplacer("@", "@\u2060", "://", ":\u2060//").Replace(s)
}
