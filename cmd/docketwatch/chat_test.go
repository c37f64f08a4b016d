package main

import (
	"os"
	"strings"
	"testing"
)

// A user asks the daemon in Slack; a stranger is refused; what Slack repeats is
// done once; and the trail shows all of it.
func TestTheDaemonAnswersInTheChat(t *testing.T) {
	b := newBench(t)
	raw, err := os.ReadFile(b.file)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DOCKETWATCH_TEST_APP", "xapp-test")
	at := strings.Index(string(raw), `url: "http://`)
	base := string(raw)[at+len(`url: "`):]
	base = base[:strings.IndexByte(base[len("http://"):], '/')+len("http://")]
	b.configure(string(raw) + "chat: {app_token: env:DOCKETWATCH_TEST_APP, token: env:DOCKETWATCH_DEMO_TOKEN, users: [U0EDITOR], url: '" + base + "/slack/api/'}\n")
	var log lines
	b.start(&log)
	b.until("the baselines", func() bool { return heard(b.house, "Now watching") >= 5 })
	slack := b.house.Slack()
	ask := func(id, user, text, answer string) {
		t.Helper()
		before := heard(b.house, answer)
		b.until("somebody who listens", func() bool { return slack.Write(id, user, "C0DEMO", "<@U0BOT> "+text) })
		b.until("the answer to "+text, func() bool { return heard(b.house, answer) > before })
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(log.text())
		}
	})
	ask("Ev1", "U0EDITOR", "status", "court_rss/cand")
	ask("Ev2", "U0STRANGER", "mute Santa Clara", "You are not on the list")
	ask("Ev3", "U0EDITOR", "mute santa for 2h", "Santa Clara v. Trump is muted until")
	ask("Ev4", "U0EDITOR", "follow cand 3:17-cv-00574", `{court: cand, number: "3:17-cv-00574"}`)
	slack.Write("Ev3", "U0EDITOR", "C0DEMO", "<@U0BOT> mute santa for 2h") // Slack repeats itself
	ask("Ev5", "U0EDITOR", "unmute santa", "Santa Clara v. Trump is told of again")
	if n := heard(b.house, "is muted until"); n != 1 {
		t.Errorf("muted %d times", n)
	}
	for _, m := range slack.Messages() {
		if strings.Contains(m.Text, "court_rss/cand") && (m.ThreadTS == "" || len(m.Mentions)+len(m.Links) > 0) {
			t.Errorf("an answer outside its thread, or one that rings: %+v", m)
		}
	}
	if n := len(slack.Acknowledged()); n != 6 {
		t.Errorf("%d envelopes acknowledged", n)
	}
	_, s, err := openReader(t.Context(), b.file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // only read from
	trail, err := s.Actions(t.Context(), 10)
	if err != nil || len(trail) != 5 {
		t.Fatalf("%+v, %v", trail, err)
	}
	for _, a := range trail {
		if want := map[bool]string{true: "done", false: "refused"}[a.Who == "U0EDITOR"]; a.Outcome != want {
			t.Errorf("%+v", a)
		}
	}
	if log.has("xapp-") {
		t.Error("a token stands in the log")
	}
}
