package slack_test

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"docketwatch/config"
	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/notify/notifytest"
	"docketwatch/notify/slack"
)

func roomWith(t testing.TB, options string) (notify.Notifier, *courtsim.Slack) {
	t.Helper()
	n, house, _ := roomOn(t, options)
	return n, house
}

// roomOn makes the notifier of some options, on a simulated Slack of its own.
func roomOn(t testing.TB, options string) (notify.Notifier, *courtsim.Slack, *httptest.Server) {
	t.Helper()
	script, err := courtsim.Script2017()
	if err != nil {
		t.Fatal(err)
	}
	house := courtsim.New(courtsim.Options{Script: script, Now: time.Now})
	server := httptest.NewServer(house)
	t.Cleanup(server.Close)
	t.Setenv("DW_TOKEN", "xoxb-canary-token")
	t.Setenv("DW_HOOK", server.URL+"/slack/hook/canary")
	n, _, err := slack.New(entryOf(t, strings.ReplaceAll(options, "URL", server.URL)))
	if err != nil {
		t.Fatal(err)
	}
	return n, house.Slack(), server
}

const ringing = `mention: {argument: "@here", order: "@channel", filing: "U0123ABCD", update: "S0123ABCD", digest: "<!everyone>"}`

func TestAMessageRingsForTheKindsThatAreNamed(t *testing.T) {
	tests := []struct {
		name  string
		m     notify.Message
		rings []string
	}{
		{"a filing", notify.Message{Alert: docket.Alert{Kind: docket.AlertFiling}}, []string{"@U0123ABCD"}},
		{"an order that is filed", notify.Message{Alert: docket.Alert{Kind: docket.AlertFiling, Document: "order"}}, []string{"@U0123ABCD", "!channel"}},
		{"an argument in an order", notify.Message{Alert: docket.Alert{Kind: docket.AlertArgument, Document: "order"}}, []string{"!here"}},
		{"a follow-up", notify.Message{FollowUp: true, Alert: docket.Alert{Kind: docket.AlertUpdate, Document: "order"}}, []string{"!subteam^S0123ABCD"}},
		{"a redline", notify.Message{Alert: docket.Alert{Kind: docket.AlertAmended, Document: "order"}}, nil},
		{"trouble", notify.Message{Alert: docket.Alert{Kind: docket.AlertHealth}}, nil},
		{"many in one", notify.Message{Alert: docket.Alert{Kind: docket.AlertDigest, Rings: []string{"filing", "order"}, Parts: []docket.Part{{Head: "x"}}}},
			[]string{"!everyone", "@U0123ABCD", "!channel"}},
		{"a court that writes the name of a kind", notify.Message{Alert: docket.Alert{Kind: docket.AlertRelease, Title: "argument order filing"}}, nil},
	}
	for _, options := range []string{`{token: env:DW_TOKEN, channel: C1, url: "URL/slack/api/", pace: 1ms, ` + ringing + `}`, `{webhook: env:DW_HOOK, ` + ringing + `}`} {
		n, house := roomWith(t, options)
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				if _, err := n.Send(t.Context(), tt.m); err != nil {
					t.Fatal(err)
				}
				all := house.Messages()
				if got := all[len(all)-1].Mentions; !slices.Equal(got, tt.rings) {
					t.Errorf("rings for %q, want %q", got, tt.rings)
				}
			})
		}
	}
}

func TestAMentionOfNobodyIsRefused(t *testing.T) {
	t.Setenv("DW_TOKEN", "xoxb-canary-token")
	for _, who := range []string{"@alice", "#channel", "here everyone bob", "U1", "<!date^1>", "<@U0123ABCD|x>", "*", ""} {
		t.Run(who, func(t *testing.T) {
			_, _, err := slack.New(entryOf(t, fmt.Sprintf(`{token: env:DW_TOKEN, channel: C1, mention: {filing: %q}}`, who)))
			var problems config.Problems
			if !errors.As(err, &problems) {
				t.Errorf("%q is taken: %v", who, err)
			}
		})
	}
	for _, who := range []string{"@here", "here", "@channel, U0123ABCD", "<@U0123ABCD>", "<!subteam^S0123ABCD>", "W0123ABCD S0123ABCD"} {
		if _, _, err := slack.New(entryOf(t, fmt.Sprintf(`{token: env:DW_TOKEN, channel: C1, mention: {filing: %q}}`, who))); err != nil {
			t.Errorf("%q is refused: %v", who, err)
		}
	}
}

// digestOf is as large a group as there is, made of one text.
func digestOf(text, link string, parts, lines int) docket.Alert {
	a := docket.Alert{Kind: docket.AlertDigest, Subject: "together:x", Title: text, Reason: text, Seen: time.Now()}
	for i := range parts {
		p := docket.Part{Head: fmt.Sprintf("%d %s", i, text)}
		for j := range lines {
			p.Lines = append(p.Lines, docket.Line{Text: fmt.Sprintf("No. %d · %s", i*lines+j, text), Word: "No. " + text, Link: link})
		}
		a.Parts = append(a.Parts, p)
	}
	return a
}

func TestADigestKeepsSlacksLimitsAndNamesEach(t *testing.T) {
	n, house := roomWith(t, bot)
	texts := append(notifytest.Hostile(), strings.Repeat("<&> ", 100), strings.Repeat("Motion for Leave ", 20))
	for _, size := range [][2]int{{1, 40}, {40, 1}, {4, 10}, {20, 2}} {
		for i, text := range texts {
			for _, plain := range []bool{false, true} {
				_, err := n.Send(t.Context(), notify.Message{Plain: plain, Alert: digestOf(notify.Clean(text, 200), "https://ecf.cand.uscourts.gov/doc1/0351"+strings.Repeat("1", i), size[0], size[1])})
				if err != nil {
					t.Fatalf("%v, %.40q: %v", size, text, err)
				}
				if plain {
					continue
				}
				all := house.Messages()
				m := all[len(all)-1]
				for k := range 40 {
					if !strings.Contains(m.Text, fmt.Sprintf("No. %d · ", k)) && notify.Clean(text, 200) != "" {
						t.Fatalf("%v, %.40q: number %d is not named", size, text, k)
					}
				}
				if len(m.Mentions) > 0 {
					t.Fatalf("%.40q rings for %q", text, m.Mentions)
				}
				for _, l := range m.Links {
					if !strings.HasPrefix(l, "https://ecf.cand.uscourts.gov/") {
						t.Fatalf("%.40q leads to %q", text, l)
					}
				}
			}
		}
	}
	if house.Breaches > 0 {
		t.Errorf("%d limits broken", house.Breaches)
	}
}
