package post

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"docketwatch/config"
	"docketwatch/notify"
)

// Discord's limits (discord.com/developers/docs, Message and Webhook resources,
// 2026): embed title 256, description 4096, footer 2048, all of a message's
// embeds together 6000 characters. Counted here in UTF-16 units, which is never
// less than what Discord counts.
const (
	discordTitle       = 256
	discordDescription = 4096
	discordWhole       = 6000
)

// discord posts through an incoming webhook and edits what it posted.
type discord struct {
	*Client
	address string // a secret
}

type discordMessage struct {
	Embeds   []discordEmbed  `json:"embeds"`
	Mentions discordMentions `json:"allowed_mentions"`
}

type discordEmbed struct {
	Title       string       `json:"title"`
	URL         string       `json:"url,omitempty"`
	Description string       `json:"description,omitempty"`
	Footer      *discordText `json:"footer,omitempty"`
}

type discordText struct {
	Text string `json:"text"`
}

// discordMentions with an empty list: nothing in the message rings anybody.
type discordMentions struct {
	Parse []string `json:"parse"`
}

// NewDiscord makes the destination of one entry.
func NewDiscord(e config.Entry, n notify.Net) (notify.Destination, error) {
	var s struct {
		hook `yaml:",inline"`
	}
	s.Pace = defaultPace // 5 requests in 2 s is what users measure; the headers' word counts
	c, err := s.open(e, n, "discord", "webhook: env:DISCORD_WEBHOOK_URL", never, &s)
	d := notify.Destination{Name: e.Name, Kind: e.Kind, Pace: s.Pace}
	if err != nil {
		return d, err
	}
	d.Notifier = &discord{Client: c, address: s.Webhook.Reveal()}
	return d, nil
}

// Send posts one message; the reference is Discord's id of it. Without wait=true
// Discord would answer before the message is stored.
func (d *discord) Send(ctx context.Context, m notify.Message) (string, error) {
	a, err := d.Do(ctx, Request{URL: d.at("", true), Body: discordBody(m)})
	if err != nil {
		return "", err
	}
	if err := d.sort(a); err != nil {
		return "", err
	}
	var said struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(a.Body, &said); err != nil || said.ID == "" {
		return "", &notify.Uncertain{Reason: "discord: an answer without the message's id"}
	}
	return said.ID, nil
}

// Edit changes a message that this webhook posted.
func (d *discord) Edit(ctx context.Context, ref string, m notify.Message) error {
	a, err := d.Do(ctx, Request{Method: http.MethodPatch, URL: d.at("/messages/"+url.PathEscape(ref), false), Body: discordBody(m)})
	if err != nil {
		return err
	}
	if a.Status == http.StatusNotFound && discordCode(a) == 10008 { // Unknown Message
		return &notify.Permanent{Reason: "discord: the message is gone"}
	}
	return d.sort(a)
}

// at adds to the path of the webhook and keeps its query: `?thread_id=…` posts
// into a thread.
func (d *discord) at(below string, wait bool) string {
	u, err := url.Parse(d.address)
	if err != nil {
		return "" // the constructor has read it once
	}
	u.Path += below
	q := u.Query()
	if wait {
		q.Set("wait", "true")
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// sort: a 429 says in its JSON, to the millisecond, how long to wait.
func (d *discord) sort(a Answer) error {
	var said struct {
		RetryAfter float64 `json:"retry_after"`
		Message    string  `json:"message"`
	}
	_ = json.Unmarshal(a.Body, &said) // what is not there is not said
	if a.Status == http.StatusTooManyRequests && said.RetryAfter > 0 {
		return &notify.RetryAfter{After: after(said.RetryAfter), Reason: "discord: too many requests"}
	}
	return d.Sort(a, said.Message)
}

func discordCode(a Answer) int {
	var said struct {
		Code int `json:"code"`
	}
	_ = json.Unmarshal(a.Body, &said) // what is not there is not said
	return said.Code
}

func discordBody(m notify.Message) discordMessage {
	return fit(m, func(t notify.Told) discordMessage {
		var links []string
		e := discordEmbed{Title: markdown(t.Headline)}
		for i, l := range t.Links {
			if i == 0 {
				e.URL = l.To
			}
			if len(l.To) <= 500 { // the title leads there in any case
				links = append(links, "["+markdown(l.Word)+"](<"+l.To+">)")
			}
		}
		e.Description = markdown(strings.Join(t.Lines(), "\n"))
		if len(links) > 0 {
			e.Description += "\n" + strings.Join(links, " · ")
		}
		return discordMessage{Embeds: []discordEmbed{e}, Mentions: discordMentions{Parse: []string{}}}
	}, func(x discordMessage) bool {
		e := x.Embeds[0]
		return units(e.Title) <= discordTitle && units(e.Description) <= discordDescription && units(e.Title)+units(e.Description) <= discordWhole
	})
}
