package slack

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/notify"
)

// mentions are whom a message rings for, by kind of alert or of document, in
// Slack's own form. They come from the configuration alone: nothing that a court
// or a press office writes can add to them.
type mentions map[string]string

var memberID = regexp.MustCompile(`^[UW][A-Z0-9]{4,}$`)
var groupID = regexp.MustCompile(`^S[A-Z0-9]{4,}$`)

// mentionsOf reads `mention:`. A value is one or more of @here, @channel,
// @everyone, a member's id and a group's id.
func mentionsOf(e config.Entry, written map[string]string) (mentions, config.Problems) {
	m := make(mentions)
	var problems config.Problems
	for kind, text := range written {
		var ring []string
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }) {
			form, ok := mentionForm(word)
			if !ok {
				problems = append(problems, e.Problem("@here, @channel, a member id such as U0123ABCD (profile, Copy member ID) or a group id such as S0123ABCD",
					"mention.%s: %q is nobody whom Slack could ring for", kind, word)...)
				continue
			}
			ring = append(ring, form)
		}
		if len(ring) == 0 && text == "" {
			problems = append(problems, e.Problem(`mention: {argument: "@here"}`, "mention.%s: nobody is named", kind)...)
		}
		m[kind] = strings.Join(ring, " ")
	}
	return m, problems
}

func mentionForm(word string) (form string, ok bool) {
	bare := strings.TrimSuffix(strings.TrimPrefix(word, "<"), ">")
	id := strings.TrimPrefix(strings.TrimPrefix(bare, "!subteam^"), "@")
	switch name := strings.TrimLeft(bare, "@!"); {
	case name == "here" || name == "channel" || name == "everyone":
		return "<!" + name + ">", true
	case memberID.MatchString(id):
		return "<@" + id + ">", true
	case groupID.MatchString(id):
		return "<!subteam^" + id + ">", true
	}
	return "", false
}

// of is whom a message rings for; "" for nobody. A kind of document rings when
// the filing is told, not again for all that follows on it. A message that tells
// of many rings as each of them would.
func (r mentions) of(m notify.Message) string {
	a := m.Alert
	kinds := []string{string(a.Kind)}
	switch {
	case a.Kind == docket.AlertUpdate && !m.FollowUp: // the filing's message, edited: what rang there stays
		kinds = []string{string(docket.AlertFiling), a.Document}
	case a.Kind == docket.AlertFiling:
		kinds = append(kinds, a.Document)
	case a.Kind == docket.AlertDigest:
		kinds = append(kinds, a.Rings...)
	}
	var ring []string
	for _, kind := range kinds {
		if form := r[kind]; kind != "" && form != "" && !slices.Contains(ring, form) {
			ring = append(ring, form)
		}
	}
	return strings.Join(ring, " ")
}

// block puts whom a message rings for below its headline.
func (r mentions) block(m notify.Message, list []slack.Block) []slack.Block {
	ring := r.of(m)
	if ring == "" {
		return list
	}
	line := slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, ring, false, true), nil, nil)
	return slices.Insert(list, min(1, len(list)), slack.Block(line))
}

// before is the same for a message of text alone.
func (r mentions) before(m notify.Message) string {
	if ring := r.of(m); ring != "" && m.Plain {
		return fmt.Sprintf("%s ", ring)
	}
	return ""
}
