package post

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"docketwatch/config"
	"docketwatch/notify"
)

// mattermostLimit is in runes: what a post may have at least, whatever the
// database (mattermost/mattermost, model/post.go, PostMessageMaxRunesV2).
const mattermostLimit = 16383

// mattermost posts through an incoming webhook. It says "ok" and nothing else.
type mattermost struct {
	*Client
	address string // a secret
}

type mattermostPost struct {
	Text string `json:"text"`
}

// NewMattermost makes the destination of one entry.
func NewMattermost(e config.Entry, n notify.Net) (notify.Destination, error) {
	var s struct {
		hook    `yaml:",inline"`
		Private bool `yaml:"private"`
	}
	s.Pace = defaultPace
	c, err := s.open(e, n, "mattermost", "webhook: env:MATTERMOST_WEBHOOK_URL", func() bool { return s.Private }, &s)
	d := notify.Destination{Name: e.Name, Kind: e.Kind, Pace: s.Pace}
	if err != nil {
		return d, err
	}
	d.Notifier = &mattermost{Client: c, address: s.Webhook.Reveal()}
	return d, nil
}

// Send posts one message; the reference is "webhook".
func (p *mattermost) Send(ctx context.Context, m notify.Message) (string, error) {
	a, err := p.Do(ctx, Request{URL: p.address, Body: mattermostBody(m)})
	if err != nil {
		return "", err
	}
	var said struct {
		ID string `json:"id"` // "web.incoming_webhook.text.app_error"
	}
	_ = json.Unmarshal(a.Body, &said) // what is not there is not said
	if a.Status == 400 && strings.HasPrefix(said.ID, "web.incoming_webhook.") && !strings.Contains(said.ID, ".text.") && !strings.Contains(said.ID, ".parse.") {
		// The hook is gone, or its channel or its owner: no message would be taken.
		return "", &notify.Permanent{Destination: true, Reason: "mattermost: " + notify.Clean(said.ID, 80)}
	}
	if err := p.Sort(a, said.ID); err != nil {
		return "", err
	}
	if strings.TrimSpace(string(a.Body)) != "ok" {
		return "", &notify.Uncertain{Reason: "mattermost: an answer other than ok"}
	}
	return "webhook", nil
}

func mattermostBody(m notify.Message) mattermostPost {
	return fit(m, func(t notify.Told) mattermostPost {
		lines := []string{"**" + markdown(t.Headline) + "**", markdown(strings.Join(t.Lines(), "\n"))}
		var links []string
		for _, l := range t.Links {
			links = append(links, "["+markdown(l.Word)+"](<"+l.To+">)")
		}
		if len(links) > 0 {
			lines = append(lines, strings.Join(links, " · "))
		}
		return mattermostPost{Text: strings.Join(lines, "\n")}
	}, func(x mattermostPost) bool { return utf8.RuneCountInString(x.Text) <= mattermostLimit })
}
