package slack_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/notify/notifytest"
	"docketwatch/notify/slack"
)

// post sends one alert made of hostile text everywhere and returns what Slack shows.
func post(t testing.TB, n notify.Notifier, house *courtsim.Courthouse, text, link string, plain bool) courtsim.Message {
	t.Helper()
	before := len(house.Slack().Messages())
	_, err := n.Send(context.Background(), notify.Message{PublicID: "p", Plain: plain, Alert: docket.Alert{
		Subject: "s", Kind: docket.AlertFiling, Case: text, CourtName: text, Number: text, Entry: text, Labels: []string{text, text},
		Title: text, Body: text + "\n" + text, Link: link, DocketURL: link, Reason: text, When: time.Now(), Zone: "America/New_York"}})
	if err != nil {
		t.Fatalf("%.60q: %v", text, err)
	}
	all := house.Slack().Messages()
	if len(all) != before+1 {
		t.Fatalf("%.60q: %d messages", text, len(all)-before)
	}
	return all[before]
}

func hostileRoom(t testing.TB) (notify.Notifier, *courtsim.Courthouse) {
	t.Helper()
	script, err := courtsim.Script2017()
	if err != nil {
		t.Fatal(err)
	}
	house := courtsim.New(courtsim.Options{Script: script, Now: time.Now})
	server := httptest.NewServer(house)
	t.Cleanup(server.Close)
	t.Setenv("DW_TOKEN", "xoxb-canary-token")
	o := entryOf(t, `{token: env:DW_TOKEN, channel: C1, url: "`+server.URL+`/slack/api/"}`)
	n, _, err := slack.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return n, house
}

func harmless(t testing.TB, m courtsim.Message, text string) {
	t.Helper()
	if len(m.Mentions) > 0 {
		t.Errorf("%.60q rings %v", text, m.Mentions)
	}
	for _, link := range m.Links {
		if !strings.HasPrefix(link, "https://ecf.cand.uscourts.gov/") {
			t.Errorf("%.60q makes a link to %q", text, link)
		}
	}
	for _, r := range m.Text {
		if r >= 0x202a && r <= 0x202e || r == 0x200b || r == 0 || r == 0x1b {
			t.Errorf("%.60q shows U+%04X", text, r)
		}
	}
	if len(m.Raw) > 13000 {
		t.Errorf("%.60q makes %d characters of blocks", text, len(m.Raw))
	}
}

func TestHostileTextCannotPingLinkOrBreakALimit(t *testing.T) {
	n, house := hostileRoom(t)
	for _, text := range notifytest.Hostile() {
		for _, plain := range []bool{false, true} {
			harmless(t, post(t, n, house, text, "https://ecf.cand.uscourts.gov/doc1/1", plain), text)
		}
	}
	if house.Slack().Breaches != 0 {
		t.Errorf("%d messages broke a limit", house.Slack().Breaches)
	}
}

func TestHostileLinksAreNoLinks(t *testing.T) {
	n, house := hostileRoom(t)
	for _, link := range []string{"javascript:alert(1)", "data:text/html,x", "//evil.example", "https://u:p@evil.example/", "https://ecf.cand.uscourts.gov/|x>y<z",
		"https://ecf.cand.uscourts.gov/\u202e", "ftp://evil.example", "https://", " ", "http://[::1", "https://ecf.cand.uscourts.gov/" + strings.Repeat("a", 5000)} {
		harmless(t, post(t, n, house, "Order", link, false), link)
	}
}

func FuzzSend(f *testing.F) {
	for _, text := range notifytest.Hostile() {
		if len(text) < 10000 {
			f.Add(text)
		}
	}
	n, house := hostileRoom(f)
	f.Fuzz(func(t *testing.T, text string) {
		harmless(t, post(t, n, house, text, "https://ecf.cand.uscourts.gov/doc1/1", false), text)
	})
}
