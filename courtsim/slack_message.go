package courtsim

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// block is as much of Block Kit as docketwatch's messages use.
type block struct {
	Type     string       `json:"type"`
	Text     *textObject  `json:"text"`
	Elements []textObject `json:"elements"`
}

type textObject struct {
	Type  string `json:"type"`
	Text  string `json:"text"`
	Emoji bool   `json:"emoji"`
}

// readMessage reads a post as Slack does and returns its error word, if any.
func readMessage(args url.Values, channel string) (Message, string) {
	m := Message{Channel: channel, ThreadTS: args.Get("thread_ts"), Broadcast: args.Get("reply_broadcast") == "true", Raw: args.Get("blocks")}
	if raw := args.Get("metadata"); raw != "" {
		var meta struct {
			Payload map[string]string `json:"event_payload"`
		}
		if err := json.Unmarshal([]byte(raw), &meta); err != nil {
			return m, "metadata_must_be_sent"
		}
		m.metadata, m.PublicID = json.RawMessage(raw), meta.Payload["delivery"]
	}
	text := args.Get("text")
	if m.Raw == "" {
		if text == "" {
			return m, "no_text"
		}
		m.Text = unescape(text)
		if args.Get("mrkdwn") != "false" {
			m.markup(text)
		}
		return m, ""
	}
	var blocks []block
	if err := json.Unmarshal([]byte(m.Raw), &blocks); err != nil {
		return m, "invalid_blocks_format"
	}
	if len(blocks) > 50 {
		return m, "invalid_blocks"
	}
	if len(m.Raw) > 13000 {
		return m, "msg_blocks_too_long"
	}
	var lines []string
	for _, b := range blocks {
		if word := b.limits(); word != "" {
			return m, word
		}
		for _, t := range b.texts() {
			if t.Type == "mrkdwn" {
				m.markup(t.Text)
				lines = append(lines, unescape(t.Text))
			} else {
				lines = append(lines, t.Text)
			}
		}
	}
	m.Text = strings.Join(lines, "\n")
	return m, ""
}

func (b block) texts() []textObject {
	if b.Text != nil {
		return []textObject{*b.Text}
	}
	return b.Elements
}

// limits are those of the block reference, counted after escaping.
func (b block) limits() string {
	limit := 3000
	if b.Type == "header" {
		limit = 150
	}
	if len(b.Elements) > 10 {
		return "invalid_blocks"
	}
	for _, t := range b.texts() {
		escaped := t.Text
		if t.Type != "mrkdwn" {
			escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(t.Text)
		}
		if n := utf8.RuneCountInString(escaped); n > limit || n == 0 {
			return "invalid_blocks"
		}
		if b.Type == "header" && t.Type != "plain_text" {
			return "invalid_blocks"
		}
	}
	return ""
}

var angle = regexp.MustCompile(`<([^<>]*)>`)

// markup finds what Slack would make live in mrkdwn text: everything between
// angle brackets that were not escaped, and bare addresses.
func (m *Message) markup(text string) {
	for _, found := range angle.FindAllStringSubmatch(text, -1) {
		inner := found[1]
		switch {
		case strings.HasPrefix(inner, "!"), strings.HasPrefix(inner, "@"), strings.HasPrefix(inner, "#"):
			m.Mentions = append(m.Mentions, inner)
		default:
			link, _, _ := strings.Cut(inner, "|")
			m.Links = append(m.Links, unescape(link))
		}
	}
	for _, word := range strings.Fields(angle.ReplaceAllString(text, " ")) {
		if strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://") {
			m.Links = append(m.Links, word)
		}
	}
}

func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}
