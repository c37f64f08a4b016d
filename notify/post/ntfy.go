package post

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/notify"
)

// ntfyLimit is in bytes: a longer message becomes an attachment (docs.ntfy.sh,
// publish, limitations).
const ntfyLimit = 4096

// ntfyTitle keeps a notification's title to what a phone shows.
const ntfyTitle = 200

// ntfyQuota is the error code of a message quota that is used up for the day
// (binwiederhier/ntfy, server/errors.go); asking every half minute is no use.
const ntfyQuota = 42908

// ntfy publishes JSON to the root of a server. The topic of a public server is
// all that keeps strangers from reading along, so it is a secret.
type ntfy struct {
	*Client
	address, topic, token string
}

type ntfyMessage struct {
	Topic    string `json:"topic"`
	Title    string `json:"title"`
	Message  string `json:"message"`
	Priority int    `json:"priority"`
	Click    string `json:"click,omitempty"`
}

// NewNtfy makes the destination of one entry.
func NewNtfy(e config.Entry, n notify.Net) (notify.Destination, error) {
	s := struct {
		URL     string        `yaml:"url"`
		Topic   config.Secret `yaml:"topic"`
		Token   config.Secret `yaml:"token"`
		Private bool          `yaml:"private"`
		Pace    time.Duration `yaml:"pace"`
	}{URL: "https://ntfy.sh/", Pace: 5 * time.Second} // sixty at once, then one every 5 s
	d := notify.Destination{Name: e.Name, Kind: e.Kind, Pace: s.Pace}
	if err := e.Options.Decode(&s); err != nil {
		return d, err
	}
	if !s.Topic.IsSet() {
		return d, e.Problem("topic: env:NTFY_TOPIC, a name that nobody guesses", "topic is missing")
	}
	c, err := NewClient(n, "ntfy", s.URL, s.Private)
	if err != nil {
		return d, e.Problem("", "url: %v", err)
	}
	d.Notifier, d.Pace = &ntfy{Client: c, address: s.URL, topic: s.Topic.Reveal(), token: s.Token.Reveal()}, s.Pace
	return d, nil
}

// Send publishes one message; the reference is the server's id of it.
func (p *ntfy) Send(ctx context.Context, m notify.Message) (string, error) {
	header := http.Header{}
	if p.token != "" {
		header.Set("Authorization", "Bearer "+p.token)
	}
	a, err := p.Do(ctx, Request{URL: p.address, Header: header, Body: p.body(m)})
	if err != nil {
		return "", err
	}
	var said struct {
		ID   string `json:"id"`
		Code int    `json:"code"`
	}
	_ = json.Unmarshal(a.Body, &said) // what is not there is not said
	if a.Status == http.StatusTooManyRequests && said.Code == ntfyQuota {
		return "", &notify.RetryAfter{After: time.Hour, Reason: "ntfy: the day's quota of messages is used up"}
	}
	if err := p.Sort(a, ""); err != nil {
		return "", err
	}
	if said.ID == "" {
		return "", &notify.Uncertain{Reason: "ntfy: an answer without the message's id"}
	}
	return said.ID, nil
}

func (p *ntfy) body(m notify.Message) ntfyMessage {
	return fit(m, func(t notify.Told) ntfyMessage {
		x := ntfyMessage{Topic: p.topic, Title: notify.Cut(notify.Defuse(t.Headline), ntfyTitle),
			Message: notify.Defuse(strings.Join(t.Lines(), "\n")), Priority: ntfyPriority(m.Alert)}
		if len(t.Links) > 0 {
			x.Click = t.Links[0].To
		}
		return x
	}, func(x ntfyMessage) bool { return len(x.Message) <= ntfyLimit })
}

// ntfyPriority: 4 makes a phone ring longer, 3 is the default, 2 makes no sound
// (docs.ntfy.sh, message priority). What waits for a human reading rings.
func ntfyPriority(a docket.Alert) int {
	switch {
	case a.Kind == docket.AlertArgument, slices.Contains([]string{"order", "judgment", "mandate"}, a.Document) && a.Kind == docket.AlertFiling:
		return 4
	case slices.Contains([]docket.AlertKind{docket.AlertUpdate, docket.AlertLate, docket.AlertWatching, docket.AlertSuggested}, a.Kind):
		return 2
	}
	return 3
}
