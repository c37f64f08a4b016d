package post_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"docketwatch/config"
	"docketwatch/notify"
	"docketwatch/notify/notifytest"
	"docketwatch/notify/post"
)

func entry(t testing.TB, kind, options string) config.Entry {
	t.Helper()
	o, err := config.OptionsOf(options)
	if err != nil {
		t.Fatal(err)
	}
	return config.Entry{Kind: kind, Name: kind, Path: `notify[0] "` + kind + `"`, Line: 7, Options: o}
}

// strict reads a call as JSON with no field that the reader does not know.
func strict(raw []byte, into any) bool {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	return d.Decode(into) == nil
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

// room opens a destination of a kind over a server.
func room(t testing.TB, s *notifytest.Server, build func(config.Entry, notify.Net) (notify.Destination, error), options string) *notifytest.Room {
	t.Helper()
	t.Setenv("DW_HOOK", s.URL+"/hooks/canary-secret")
	t.Setenv("DW_TOKEN", "123:canary-secret")
	d, err := build(entry(t, "kind", strings.ReplaceAll(options, "URL", s.URL)), notifytest.Net())
	if err != nil {
		t.Fatal(err)
	}
	return s.Room(d.Notifier, "canary")
}

func say(text string) func(http.ResponseWriter, int) {
	return func(w http.ResponseWriter, n int) {
		_, _ = fmt.Fprint(w, strings.ReplaceAll(text, "N", fmt.Sprint(n))) // the caller may have hung up
	}
}

func readDiscord(r *http.Request, body []byte) (s notifytest.Shown, good bool) {
	var m struct {
		Embeds []struct {
			Title, URL, Description string
		} `json:"embeds"`
		Mentions struct {
			Parse []string `json:"parse"`
		} `json:"allowed_mentions"`
	}
	good = strict(body, &m) && len(m.Embeds) == 1 && m.Mentions.Parse != nil && (r.Method != http.MethodPost || r.URL.Query().Get("wait") == "true")
	if len(m.Embeds) == 0 {
		return s, false
	}
	e := m.Embeds[0]
	good = good && units(e.Title) <= 256 && units(e.Title) > 0 && units(e.Description) <= 4096 && units(e.Title)+units(e.Description) <= 6000 && len(e.URL) <= 2048
	title, links, mentions := readMarkdown(e.Title, false)
	text, more, others := readMarkdown(e.Description, false)
	s.Text, s.Links, s.Mentions = title+"\n"+text, append(links, more...), append(mentions, others...)
	if e.URL != "" {
		s.Links = append(s.Links, e.URL)
	}
	s.Mentions = append(s.Mentions, m.Mentions.Parse...)
	return s, good
}

func TestDiscord(t *testing.T) {
	notifytest.Run(t, notifytest.Kind{
		Open: func(t testing.TB) *notifytest.Room {
			return room(t, notifytest.NewServer(t, readDiscord, say(`{"id":"110000000N","channel_id":"1"}`)), post.NewDiscord, `{webhook: env:DW_HOOK}`)
		},
		Hang: notifytest.Silence,
		Faults: append(notifytest.HTTPFaults(false),
			notifytest.Fault{Name: "429 with the wait in its JSON", Want: notifytest.Later, After: 1500 * time.Millisecond,
				Strike: notifytest.Meets(notifytest.Answer{Status: 429, Body: `{"message":"You are being rate limited.","retry_after":1.5,"global":false}`})},
			notifytest.Fault{Name: "an unknown webhook", Want: notifytest.Destination, Say: "Unknown Webhook",
				Strike: notifytest.Meets(notifytest.Answer{Status: 404, Body: `{"message":"Unknown Webhook","code":10015}`})},
			notifytest.Fault{Name: "200 without an id", Want: notifytest.Unclear, Strike: notifytest.Meets(notifytest.Answer{Status: 200, Body: `{}`})}),
	})
}

func TestDiscordEdits(t *testing.T) {
	s := notifytest.NewServer(t, readDiscord, say(`{"id":"110000000N"}`))
	r := room(t, s, post.NewDiscord, `{webhook: env:DW_HOOK}`)
	edit := r.Notifier.(notify.Editor).Edit
	if err := edit(t.Context(), "1", notify.Message{PublicID: "a", Alert: notifytest.Filing()}); err != nil || r.Breaches() != 0 {
		t.Errorf("%v, %d", err, r.Breaches())
	}
	s.Next(notifytest.Answer{Status: 404, Body: `{"message":"Unknown Message","code":10008}`})
	if got := notifytest.Classify(edit(t.Context(), "1", notify.Message{Alert: notifytest.Filing()})); got != notifytest.Message {
		t.Errorf("a message that is gone: %s", got)
	}
	s.Next(notifytest.Answer{Status: 404, Body: `{"message":"Unknown Webhook","code":10015}`})
	if got := notifytest.Classify(edit(t.Context(), "1", notify.Message{Alert: notifytest.Filing()})); got != notifytest.Destination {
		t.Errorf("a webhook that is gone: %s", got)
	}
}

func readTeams(_ *http.Request, body []byte) (s notifytest.Shown, good bool) {
	var m struct {
		Type        string
		Attachments []struct {
			ContentType string `json:"contentType"`
			Content     struct {
				Schema        string `json:"$schema"`
				Type, Version string
				Body          []struct {
					Type    string
					Inlines []struct {
						Type, Text, Weight, Size string
						Subtle                   bool `json:"isSubtle"`
					}
				}
				Actions []struct{ Type, Title, URL string }
			}
		}
	}
	good = strict(body, &m) && m.Type == "message" && len(m.Attachments) == 1 && len(body) <= 21000
	for _, a := range m.Attachments {
		good = good && a.ContentType == "application/vnd.microsoft.card.adaptive" && a.Content.Type == "AdaptiveCard"
		for _, b := range a.Content.Body {
			good = good && b.Type == "RichTextBlock" // in a text block Markdown would be read
			for _, run := range b.Inlines {
				good = good && run.Type == "TextRun" && run.Text != ""
				s.Text += run.Text + "\n"
			}
		}
		for _, action := range a.Content.Actions {
			good = good && action.Type == "Action.OpenUrl"
			s.Links = append(s.Links, action.URL)
			s.Text += action.Title + "\n"
		}
	}
	links, mentions := notifytest.Live(s.Text)
	s.Links, s.Mentions = append(s.Links, links...), mentions
	return s, good
}

func TestTeams(t *testing.T) {
	notifytest.Run(t, notifytest.Kind{
		Open: func(t testing.TB) *notifytest.Room {
			return room(t, notifytest.NewServer(t, readTeams, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusAccepted) }), post.NewTeams, `{webhook: env:DW_HOOK}`)
		},
		Hang: notifytest.Silence, Faults: notifytest.HTTPFaults(false),
	})
}

func readMattermost(_ *http.Request, body []byte) (s notifytest.Shown, good bool) {
	var m struct{ Text string }
	good = strict(body, &m) && m.Text != "" && utf8.RuneCountInString(m.Text) <= 16383
	s.Text, s.Links, s.Mentions = readMarkdown(m.Text, true)
	return s, good
}

func TestMattermost(t *testing.T) {
	notifytest.Run(t, notifytest.Kind{
		Open: func(t testing.TB) *notifytest.Room {
			return room(t, notifytest.NewServer(t, readMattermost, say("ok")), post.NewMattermost, `{webhook: env:DW_HOOK, private: true}`)
		},
		Hang: notifytest.Silence,
		Faults: append(notifytest.HTTPFaults(false),
			notifytest.Fault{Name: "a hook that is gone", Want: notifytest.Destination, Strike: notifytest.Meets(notifytest.Answer{Status: 400, Body: `{"id":"web.incoming_webhook.invalid.app_error","status_code":400}`})},
			notifytest.Fault{Name: "no text", Want: notifytest.Message, Strike: notifytest.Meets(notifytest.Answer{Status: 400, Body: `{"id":"web.incoming_webhook.text.app_error","status_code":400}`})},
			notifytest.Fault{Name: "a page in place of ok", Want: notifytest.Unclear, Strike: notifytest.Meets(notifytest.Answer{Status: 200, Body: "<html>"})}),
	})
}

func readNtfy(r *http.Request, body []byte) (s notifytest.Shown, good bool) {
	var m struct {
		Topic, Title, Message, Click string
		Priority                     int
	}
	good = strict(body, &m) && m.Topic == "canary-topic" && len(m.Message) <= 4096 && utf8.RuneCountInString(m.Title) <= 200 &&
		m.Priority >= 1 && m.Priority <= 5 && r.Header.Get("Authorization") == "Bearer 123:canary-secret"
	s.Text = m.Title + "\n" + m.Message
	s.Links, s.Mentions = notifytest.Live(s.Text)
	if m.Click != "" {
		s.Links = append(s.Links, m.Click)
	}
	return s, good
}

func TestNtfy(t *testing.T) {
	notifytest.Run(t, notifytest.Kind{
		Open: func(t testing.TB) *notifytest.Room {
			t.Setenv("DW_TOPIC", "canary-topic")
			return room(t, notifytest.NewServer(t, readNtfy, say(`{"id":"mN","event":"message"}`)), post.NewNtfy, `{url: "URL", topic: env:DW_TOPIC, token: env:DW_TOKEN}`)
		},
		Hang: notifytest.Silence,
		Faults: append(notifytest.HTTPFaults(false),
			notifytest.Fault{Name: "the day's quota is used up", Want: notifytest.Later, After: time.Hour, Strike: notifytest.Meets(notifytest.Answer{Status: 429, Body: `{"code":42908,"http":429,"error":"limit reached"}`})},
			notifytest.Fault{Name: "200 from something else", Want: notifytest.Unclear, Strike: notifytest.Meets(notifytest.Answer{Status: 200, Body: "<html>"})}),
	})
}

func readTelegram(r *http.Request, body []byte) (s notifytest.Shown, good bool) {
	var m struct {
		Chat     string `json:"chat_id"`
		ID       int64  `json:"message_id"`
		Text     string
		Entities []struct {
			Type           string
			Offset, Length int
			URL            string
		}
		Preview struct {
			Disabled bool `json:"is_disabled"`
		} `json:"link_preview_options"`
		Reply *struct {
			ID           int64 `json:"message_id"`
			AllowMissing bool  `json:"allow_sending_without_reply"`
		} `json:"reply_parameters"`
	}
	good = strict(body, &m) && m.Chat == "-100" && m.Text != "" && units(m.Text) <= 4096 && m.Preview.Disabled && strings.HasPrefix(r.URL.Path, "/bot123:canary-secret/")
	for _, e := range m.Entities {
		good = good && e.Length > 0 && e.Offset >= 0 && e.Offset+e.Length <= units(m.Text)
		if e.Type == "text_link" {
			s.Links = append(s.Links, e.URL)
		} else if e.Type != "bold" {
			s.Mentions = append(s.Mentions, e.Type)
		}
	}
	if m.Reply != nil {
		s.Thread = fmt.Sprint(m.Reply.ID)
		good = good && m.Reply.AllowMissing
	}
	links, mentions := notifytest.Live(m.Text)
	s.Text, s.Links, s.Mentions = m.Text, append(s.Links, links...), append(s.Mentions, mentions...)
	return s, good
}

func newTelegram(e config.Entry, n notify.Net) (notify.Destination, error) {
	d, _, err := post.NewTelegram(e, n)
	return d, err
}

const telegramOptions = `{url: "URL", token: env:DW_TOKEN, chat: "-100"}`

func TestTelegram(t *testing.T) {
	no := func(code int, text string) func(*notifytest.Room) {
		return notifytest.Meets(notifytest.Answer{Status: code, Body: fmt.Sprintf(`{"ok":false,"error_code":%d,"description":%q,"parameters":{"retry_after":%d}}`, code, text, map[int]int{429: 11}[code])})
	}
	notifytest.Run(t, notifytest.Kind{
		Open: func(t testing.TB) *notifytest.Room {
			return room(t, notifytest.NewServer(t, readTelegram, say(`{"ok":true,"result":{"message_id":N}}`)), newTelegram, telegramOptions)
		},
		Hang: notifytest.Silence,
		Faults: append(notifytest.HTTPFaults(false),
			notifytest.Fault{Name: "flood control", Want: notifytest.Later, After: 11 * time.Second, Strike: no(429, "Too Many Requests: retry after 11")},
			notifytest.Fault{Name: "a chat that is not there", Want: notifytest.Destination, Strike: no(400, "Bad Request: chat not found")},
			notifytest.Fault{Name: "the bot was thrown out", Want: notifytest.Destination, Strike: no(403, "Forbidden: bot was kicked from the group chat")},
			notifytest.Fault{Name: "too long", Want: notifytest.Message, Strike: no(400, "Bad Request: message is too long")},
			notifytest.Fault{Name: "the group moved", Want: notifytest.Destination, Say: "-1009",
				Strike: notifytest.Meets(notifytest.Answer{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1009}}`})},
			notifytest.Fault{Name: "200 that is no answer", Want: notifytest.Unclear, Strike: notifytest.Meets(notifytest.Answer{Status: 200, Body: "<html>"})}),
	})
}

func TestTelegramEdits(t *testing.T) {
	s := notifytest.NewServer(t, readTelegram, say(`{"ok":true,"result":{"message_id":N}}`))
	r := room(t, s, newTelegram, telegramOptions)
	edit := r.Notifier.(notify.Editor).Edit
	m := notify.Message{PublicID: "a", Alert: notifytest.Filing()}
	if err := edit(t.Context(), "5", m); err != nil || r.Breaches() != 0 {
		t.Errorf("%v, %d", err, r.Breaches())
	}
	s.Next(notifytest.Answer{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: message is not modified: specified new message content is the same"}`})
	if err := edit(t.Context(), "5", m); err != nil {
		t.Errorf("it says already what it should: %v", err)
	}
	s.Next(notifytest.Answer{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: message to edit not found"}`})
	if got := notifytest.Classify(edit(t.Context(), "5", m)); got != notifytest.Message {
		t.Errorf("a message that is gone: %s", got)
	}
}
