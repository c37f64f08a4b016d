package slack_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"docketwatch/courtsim"
	"docketwatch/notify/notifytest"
)

// suite plays what every notifier must pass against the simulated Slack.
func suite(t *testing.T, options string, more ...notifytest.Fault) {
	type place struct {
		slack  *courtsim.Slack
		server *httptest.Server
	}
	var rooms sync.Map
	fail := func(m courtsim.Mode) func(*notifytest.Room) {
		return func(r *notifytest.Room) {
			p, _ := rooms.Load(r)
			p.(place).slack.Fail(1, m)
		}
	}
	for i, f := range more {
		if f.Strike == nil {
			more[i].Strike = fail(courtsim.Mode{Word: f.Name})
		}
	}
	notifytest.Run(t, notifytest.Kind{
		Open: func(t testing.TB) *notifytest.Room {
			n, house, server := roomOn(t, options)
			r := &notifytest.Room{Notifier: n, Secrets: []string{"canary"},
				Shown: func() []notifytest.Shown {
					var list []notifytest.Shown
					for _, m := range house.Messages() {
						s := notifytest.Shown{Text: m.Text, Mentions: m.Mentions, Links: m.Links, PublicID: m.PublicID}
						if m.ThreadTS != "" {
							s.Thread = m.Channel + ":" + m.ThreadTS
						}
						list = append(list, s)
					}
					return list
				},
				Breaches: func() int { return house.Breaches }}
			rooms.Store(r, place{house, server})
			return r
		},
		Public: strings.Contains(options, "token"),
		Hang:   fail(courtsim.Mode{Accept: true, Hang: true}),
		Faults: append([]notifytest.Fault{
			{Name: "429 with seconds", Strike: fail(courtsim.Mode{Status: 429, RetryAfter: "7"}), Want: notifytest.Later, After: 7 * time.Second},
			{Name: "429 that cannot be read", Strike: fail(courtsim.Mode{Status: 429, RetryAfter: "soon"}), Want: notifytest.Later, After: 30 * time.Second},
			{Name: "429 with a date", Strike: func(r *notifytest.Room) {
				fail(courtsim.Mode{Status: 429, RetryAfter: time.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat)})(r)
			}, Want: notifytest.Later, After: 90 * time.Second},
			{Name: "500, and taken all the same", Strike: fail(courtsim.Mode{Status: 500, Accept: true}), Want: notifytest.Unclear},
			{Name: "taken, and the connection breaks", Strike: fail(courtsim.Mode{Accept: true, Reset: true}), Want: notifytest.Unclear},
			{Name: "nobody listens", Strike: func(r *notifytest.Room) {
				p, _ := rooms.Load(r)
				p.(place).server.Close()
			}, Want: notifytest.Transient},
		}, more...),
	})
}

func TestBotPassesTheSuite(t *testing.T) {
	suite(t, bot,
		notifytest.Fault{Name: "invalid_blocks", Want: notifytest.Message}, notifytest.Fault{Name: "msg_too_long", Want: notifytest.Message},
		notifytest.Fault{Name: "invalid_auth", Want: notifytest.Destination}, notifytest.Fault{Name: "is_archived", Want: notifytest.Destination},
		notifytest.Fault{Name: "ratelimited", Want: notifytest.Later}, notifytest.Fault{Name: "fatal_error", Want: notifytest.Unclear},
		notifytest.Fault{Name: "a_word_nobody_knows", Want: notifytest.Unclear})
}

func TestWebhookPassesTheSuite(t *testing.T) {
	suite(t, `{webhook: env:DW_HOOK, pace: 1ms}`,
		notifytest.Fault{Name: "invalid_payload", Want: notifytest.Message}, notifytest.Fault{Name: "no_service", Want: notifytest.Destination},
		notifytest.Fault{Name: "channel_is_archived", Want: notifytest.Destination})
}
