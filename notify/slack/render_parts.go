package slack

import (
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"docketwatch/docket"
	"docketwatch/notify"
)

// mostParts is how many parts get blocks of their own: Slack takes fifty blocks.
const mostParts = 20

// partBlocks lays a digest out: of each part its lines, literal, and below them
// the links, which are ours. Where all of it would be too long the links go
// first, then the ends of lines, and never a line.
func partBlocks(parts []docket.Part, room int) []slack.Block {
	var list []slack.Block
	for i, p := range parts {
		if i == mostParts { // the rest in one
			var rest docket.Part
			for _, x := range parts[i:] {
				rest.Lines = append(append(rest.Lines, docket.Line{Text: x.Head}), x.Lines...)
			}
			p, room = rest, min(room, 500)
		}
		for _, text := range sections(p, max(room/5, 24)) {
			list = append(list, slack.NewSectionBlock(plainText(text, sectionLimit), nil, nil))
		}
		if links := partLinks(p); links != nil && room > 500 {
			list = append(list, slack.NewContextBlock("", links...))
		}
		if i == mostParts {
			break
		}
	}
	return list
}

// sections are the lines of a part, in texts that a section can hold.
func sections(p docket.Part, line int) []string {
	var texts []string
	var b strings.Builder
	add := func(s string) {
		if s = notify.Clean(s, 450); s == "" {
			return
		}
		if b.Len() > 0 && utf8.RuneCountInString(escape(b.String()))+utf8.RuneCountInString(escape(s)) > sectionLimit-100 {
			texts = append(texts, b.String())
			b.Reset()
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s)
	}
	add(notify.Cut(p.Head, line))
	for _, l := range p.Lines {
		add(notify.Cut(l.Text, line))
	}
	if b.Len() > 0 {
		texts = append(texts, b.String())
	}
	return texts
}

// partLinks are the links of a part, each by the word of its line, in as many
// elements as a context block takes.
func partLinks(p docket.Part) []slack.MixedElement {
	var all []slack.MixedElement
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 && len(all) < 10 {
			all = append(all, slack.NewTextBlockObject(slack.MarkdownType, b.String(), false, true))
		}
		b.Reset()
	}
	for _, l := range p.Lines {
		link := notify.Link(l.Link)
		if link == "" || len(link) > 500 {
			continue
		}
		one := "<" + escape(link) + "|" + escape(notify.Clean(l.Word, 30)) + ">"
		if utf8.RuneCountInString(b.String())+utf8.RuneCountInString(one) > 1900 {
			flush()
		}
		if b.Len() > 0 {
			b.WriteString(" · ")
		}
		b.WriteString(one)
	}
	flush()
	return all
}
