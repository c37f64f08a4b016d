package post

import (
	"context"
	"encoding/json"

	"docketwatch/config"
	"docketwatch/notify"
)

// teamsLimit is in bytes of JSON. Microsoft says 28 KB for a message in a channel
// (learn.microsoft.com, Microsoft Teams connector, known limits), and counts
// more than the text; a third is left for that.
const teamsLimit = 18 << 10

// teams posts an Adaptive Card to a workflow ("When a Teams webhook request is
// received", learn.microsoft.com, 2025). The workflow answers 202 once it has
// taken the card; whether the card stands in the channel it does not say.
type teams struct {
	*Client
	address string // a secret
}

type teamsMessage struct {
	Type        string            `json:"type"`
	Attachments []teamsAttachment `json:"attachments"`
}

type teamsAttachment struct {
	ContentType string `json:"contentType"`
	Content     card   `json:"content"`
}

// card is as much of an Adaptive Card 1.4 as is used. Text stands in text runs
// only: in them, other than in a text block, no Markdown is read
// (adaptivecards.io, TextRun).
type card struct {
	Schema  string     `json:"$schema"`
	Type    string     `json:"type"`
	Version string     `json:"version"`
	Body    []richText `json:"body"`
	Actions []openURL  `json:"actions,omitempty"`
}

type richText struct {
	Type    string    `json:"type"`
	Inlines []textRun `json:"inlines"`
}

type textRun struct {
	Type   string `json:"type"`
	Text   string `json:"text"`
	Weight string `json:"weight,omitempty"`
	Size   string `json:"size,omitempty"`
	Subtle bool   `json:"isSubtle,omitempty"`
}

type openURL struct {
	Type  string `json:"type"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

// NewTeams makes the destination of one entry.
func NewTeams(e config.Entry, n notify.Net) (notify.Destination, error) {
	var s struct {
		hook `yaml:",inline"`
	}
	s.Pace = defaultPace // four requests a second are allowed
	c, err := s.open(e, n, "teams", "webhook: env:TEAMS_WEBHOOK_URL, the address of a workflow", never, &s)
	d := notify.Destination{Name: e.Name, Kind: e.Kind, Pace: s.Pace}
	if err != nil {
		return d, err
	}
	d.Notifier = &teams{Client: c, address: s.Webhook.Reveal()}
	return d, nil
}

// Send posts one card; the reference is "workflow".
func (t *teams) Send(ctx context.Context, m notify.Message) (string, error) {
	a, err := t.Do(ctx, Request{URL: t.address, Body: teamsBody(m)})
	if err != nil {
		return "", err
	}
	if err := t.Sort(a, ""); err != nil {
		return "", err
	}
	return "workflow", nil
}

func teamsBody(m notify.Message) teamsMessage {
	return fit(m, func(t notify.Told) teamsMessage {
		c := card{Schema: "http://adaptivecards.io/schemas/adaptive-card.json", Type: "AdaptiveCard", Version: "1.4"}
		add := func(run textRun) {
			run.Type, run.Text = "TextRun", notify.Defuse(run.Text)
			c.Body = append(c.Body, richText{Type: "RichTextBlock", Inlines: []textRun{run}})
		}
		add(textRun{Text: t.Headline, Weight: "bolder", Size: "medium"})
		for i, line := range t.Lines() {
			add(textRun{Text: line, Subtle: i > 0 && line == t.Where})
		}
		for _, l := range t.Links {
			c.Actions = append(c.Actions, openURL{Type: "Action.OpenUrl", Title: notify.Defuse(l.Word), URL: l.To})
		}
		return teamsMessage{Type: "message", Attachments: []teamsAttachment{{ContentType: "application/vnd.microsoft.card.adaptive", Content: c}}}
	}, func(x teamsMessage) bool {
		raw, err := json.Marshal(x)
		return err == nil && len(raw) <= teamsLimit
	})
}
