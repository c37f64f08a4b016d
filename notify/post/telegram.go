package post

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/notify"
)

// telegramLimit is in UTF-16 units after entities are read
// (core.telegram.org/bots/api, sendMessage).
const telegramLimit = 4096

// telegram posts as a bot. No parse_mode is ever sent: what is bold and what is
// a link stands beside the text, by its place in it.
type telegram struct {
	*Client
	base string // with the token: a secret
	chat string
}

type telegramMessage struct {
	Chat     string           `json:"chat_id"`
	ID       int64            `json:"message_id,omitempty"` // to edit
	Text     string           `json:"text"`
	Entities []telegramEntity `json:"entities"`
	Preview  telegramPreview  `json:"link_preview_options"`
	Reply    *telegramReply   `json:"reply_parameters,omitempty"`
}

// telegramEntity gives a stretch of the text its look, in UTF-16 units.
type telegramEntity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	URL    string `json:"url,omitempty"`
}

type telegramPreview struct {
	Disabled bool `json:"is_disabled"`
}

type telegramReply struct {
	ID           int64 `json:"message_id"`
	AllowMissing bool  `json:"allow_sending_without_reply"`
}

// NewTelegram makes the destination of one entry, and says how it threads.
func NewTelegram(e config.Entry, n notify.Net) (notify.Destination, string, error) {
	s := struct {
		Token  config.Secret `yaml:"token"`
		Chat   string        `yaml:"chat"`
		URL    string        `yaml:"url"`
		Thread string        `yaml:"thread"`
		Pace   time.Duration `yaml:"pace"`
	}{URL: "https://api.telegram.org/", Thread: "per_entry", Pace: 3 * time.Second} // 20 a minute in a group (Bots FAQ)
	d := notify.Destination{Name: e.Name, Kind: e.Kind, Pace: s.Pace}
	if err := e.Options.Decode(&s); err != nil {
		return d, "", err
	}
	switch {
	case !s.Token.IsSet():
		return d, "", e.Problem("token: env:TELEGRAM_BOT_TOKEN, from @BotFather", "token is missing")
	case strings.ContainsAny(s.Token.Reveal(), "/?# "):
		return d, "", e.Problem(`it looks like 123456:ABC…`, "the token is no bot token")
	case s.Chat == "":
		return d, "", e.Problem(`chat: "-1001234567890", or "@channelname"`, "chat is missing")
	case !slices.Contains([]string{"per_entry", "per_case", "none"}, s.Thread):
		return d, "", e.Problem("per_entry, per_case or none", "thread: %q is no way to thread", s.Thread)
	}
	c, err := NewClient(n, "telegram", s.URL, false)
	if err != nil {
		return d, "", e.Problem("", "url: %v", err)
	}
	d.Pace = s.Pace
	d.Notifier = &telegram{Client: c, base: strings.TrimSuffix(s.URL, "/") + "/bot" + s.Token.Reveal() + "/", chat: s.Chat}
	return d, s.Thread, nil
}

// Send posts one message; the reference is Telegram's id of it.
func (t *telegram) Send(ctx context.Context, m notify.Message) (string, error) {
	body := t.body(m)
	if root, err := strconv.ParseInt(m.ThreadRef, 10, 64); err == nil && !m.Plain {
		body.Reply = &telegramReply{ID: root, AllowMissing: true}
	}
	a, err := t.call(ctx, "sendMessage", body)
	if err != nil {
		return "", err
	}
	if a.Result.ID == 0 {
		return "", &notify.Uncertain{Reason: "telegram: an answer without the message's id"}
	}
	return strconv.FormatInt(a.Result.ID, 10), nil
}

// Edit changes a message that the bot sent.
func (t *telegram) Edit(ctx context.Context, ref string, m notify.Message) error {
	body := t.body(m)
	id, err := strconv.ParseInt(ref, 10, 64)
	if err != nil {
		return &notify.Permanent{Reason: "telegram: no id of a message"}
	}
	body.ID = id
	a, err := t.call(ctx, "editMessageText", body)
	if err != nil && strings.Contains(a.Description, "message is not modified") { // it says already what it should
		return nil
	}
	return err
}

// telegramAnswer is what every method answers (making requests; ResponseParameters).
type telegramAnswer struct {
	OK          bool   `json:"ok"`
	Description string `json:"description"`
	Result      struct {
		ID int64 `json:"message_id"`
	} `json:"result"`
	Parameters struct {
		RetryAfter float64 `json:"retry_after"`
		MovedTo    int64   `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

func (t *telegram) call(ctx context.Context, method string, body telegramMessage) (telegramAnswer, error) {
	a, err := t.Do(ctx, Request{URL: t.base + method, Body: body})
	if err != nil {
		return telegramAnswer{}, err
	}
	var said telegramAnswer
	broken := json.Unmarshal(a.Body, &said)
	word := strings.ToLower(said.Description)
	switch {
	case a.Status == http.StatusOK && (broken != nil || !said.OK):
		return said, &notify.Uncertain{Reason: "telegram: an answer that says neither yes nor no"}
	case a.Status == http.StatusTooManyRequests && said.Parameters.RetryAfter > 0:
		return said, &notify.RetryAfter{After: after(said.Parameters.RetryAfter), Reason: "telegram: too many requests"}
	case said.Parameters.MovedTo != 0:
		return said, &notify.Permanent{Destination: true, Reason: "telegram: the group became a supergroup; its chat is now " + strconv.FormatInt(said.Parameters.MovedTo, 10)}
	case a.Status == http.StatusBadRequest && (strings.Contains(word, "chat not found") || strings.Contains(word, "not enough rights") || strings.Contains(word, "have no rights")):
		return said, &notify.Permanent{Destination: true, Reason: "telegram: " + notify.Clean(said.Description, 120)}
	}
	return said, t.Sort(a, said.Description)
}

func (t *telegram) body(m notify.Message) telegramMessage {
	return fit(m, func(told notify.Told) telegramMessage {
		x := telegramMessage{Chat: t.chat, Preview: telegramPreview{Disabled: true}}
		var b strings.Builder
		at := 0
		add := func(s string) (offset, length int) {
			b.WriteString(s)
			offset, length = at, units(s)
			at += length
			return offset, length
		}
		from, long := add(notify.Defuse(told.Headline))
		x.Entities = append(x.Entities, telegramEntity{Type: "bold", Offset: from, Length: long})
		add("\n" + notify.Defuse(strings.Join(told.Lines(), "\n")))
		for i, l := range told.Links {
			add(map[bool]string{true: "\n", false: " · "}[i == 0])
			from, long := add(notify.Defuse(l.Word))
			x.Entities = append(x.Entities, telegramEntity{Type: "text_link", Offset: from, Length: long, URL: l.To})
		}
		x.Text = b.String()
		return x
	}, func(x telegramMessage) bool { return units(x.Text) <= telegramLimit })
}
