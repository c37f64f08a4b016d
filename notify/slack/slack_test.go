package slack_test

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"

	"docketwatch/config"
	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/notify/slack"
	"docketwatch/store"
)

// room is a dispatcher over a real ledger and a simulated Slack.
type room struct {
	t     *testing.T
	store *store.Store
	slack *courtsim.Slack
	dests []notify.Destination
	other *recorder
}

// recorder is a second destination, to see that it is left unharmed.
type recorder struct {
	mu  sync.Mutex
	got []string
}

func (r *recorder) Send(_ context.Context, m notify.Message) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.got = append(r.got, m.Alert.Title)
	return "r", nil
}

// titles are what has arrived so far.
func (r *recorder) titles() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.got)
}

func newRoom(t *testing.T, options string) *room {
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
	s, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "l.db"), store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // the test is over
	r := &room{t: t, store: s, slack: house.Slack(), other: &recorder{}}
	n, settings, err := slack.New(entryOf(t, strings.ReplaceAll(options, "URL", server.URL)))
	if err != nil {
		t.Fatal(err)
	}
	r.dests = []notify.Destination{{Name: "slack", Kind: "slack", Notifier: n, Pace: settings.Pace}, {Name: "other", Notifier: r.other}}
	return r
}

func entryOf(t testing.TB, options string) config.Entry {
	t.Helper()
	o, err := config.OptionsOf(options)
	if err != nil {
		t.Fatal(err)
	}
	return config.Entry{Kind: "slack", Name: "slack", Options: o}
}

const bot = `{token: env:DW_TOKEN, channel: C1, url: "URL/slack/api/", pace: 1ms}`

// enqueue queues a filing and, with a wording, what follows in its thread.
func (r *room) enqueue(titles ...string) {
	r.t.Helper()
	for i, title := range titles {
		a := docket.Alert{Subject: "entry:1", Kind: docket.AlertFiling, Case: "Santa Clara v. Trump", Title: title, Reason: "test"}
		if i > 0 {
			a.Kind, a.Digest = docket.AlertAmended, title
		}
		if err := r.store.Enqueue(r.t.Context(), []docket.Plan{{Alert: a, Destinations: []string{"slack", "other"},
			Threads: map[string]string{"slack": a.Subject}}}, time.Now()); err != nil {
			r.t.Fatal(err)
		}
	}
}

// deliver runs the dispatcher until the answer is yes.
func (r *room) deliver(yes func() bool) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), 30*time.Second)
	defer cancel()
	d := notify.New(notify.Options{Outbox: r.store.Outbox(), Destinations: r.dests, Now: time.Now, Log: zaptest.NewLogger(r.t), Lab: true,
		HealthRoute: func(string) []string { return []string{"other"} }})
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for !yes() && ctx.Err() == nil {
		<-ticker.C
	}
	if ctx.Err() != nil {
		r.t.Errorf("not delivered: %+v", r.slack.Messages())
	}
	cancel()
	if err := <-done; err != nil {
		r.t.Error(err)
	}
}

func (r *room) queueEmpty() bool {
	q, err := r.store.QueueCounts(r.t.Context())
	return err == nil && q.Waiting() == 0
}

func TestWhateverSlackAnswersNothingIsLostOrTwice(t *testing.T) {
	tests := []struct {
		name string
		n    int
		mode courtsim.Mode
	}{
		{"all is well", 0, courtsim.Mode{}},
		{"429 with a wait", 2, courtsim.Mode{Status: 429, RetryAfter: "1"}},
		{"500, not taken", 1, courtsim.Mode{Status: 500}},
		{"500, and taken all the same", 1, courtsim.Mode{Status: 500, Accept: true}},
		{"taken, and the connection breaks", 1, courtsim.Mode{Accept: true, Reset: true}},
		{"taken, and no answer ever comes", 1, courtsim.Mode{Accept: true, Hang: true}},
		{"an internal error that did take it", 1, courtsim.Mode{Word: "internal_error", Accept: true}},
		{"an internal error that did not", 1, courtsim.Mode{Word: "fatal_error"}},
		{"the token is refused for a while", 2, courtsim.Mode{Word: "invalid_auth"}},
		{"the channel is archived for a while", 1, courtsim.Mode{Word: "is_archived"}},
		{"the blocks are refused once", 1, courtsim.Mode{Word: "invalid_blocks"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRoom(t, bot)
			r.slack.Fail(tt.n, tt.mode)
			r.enqueue("Opposition", "Amended once", "Amended twice")
			r.deliver(r.queueEmpty)
			got := r.slack.Messages()
			if len(got) != 3 {
				t.Fatalf("%d messages: %+v", len(got), got)
			}
			for i, want := range []string{"Opposition", "Amended once", "Amended twice"} {
				if !strings.Contains(got[i].Text, want) {
					t.Errorf("message %d is not %q: %q", i, want, got[i].Text)
				}
				if i > 0 && got[i].ThreadTS != got[0].TS {
					t.Errorf("message %d is not in the thread of the first: %q", i, got[i].ThreadTS)
				}
			}
			if len(r.other.titles()) < 3 {
				t.Errorf("the other destination got %v", r.other.titles())
			}
		})
	}
}

func TestARefusedTokenIsToldByAnotherRoadOnce(t *testing.T) {
	r := newRoom(t, bot)
	r.slack.Fail(-1, courtsim.Mode{Word: "token_revoked"})
	r.enqueue("Opposition", "Amended")
	r.deliver(func() bool { return len(r.other.titles()) >= 3 })
	told := 0
	for _, title := range r.other.titles() {
		if strings.Contains(title, "takes no messages") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("told %d times: %v", told, r.other.titles())
	}
	waiting, err := r.store.Deliveries(t.Context(), docket.Pending)
	if err != nil || len(waiting) != 2 {
		t.Fatalf("waiting: %+v, %v", waiting, err)
	}
	for _, d := range waiting {
		if strings.Contains(d.LastError, "canary") {
			t.Errorf("a secret stands in the ledger: %q", d.LastError)
		}
	}
	r.slack.Fail(0, courtsim.Mode{})
	r.deliver(r.queueEmpty)
	if got := r.slack.Messages(); len(got) != 2 {
		t.Errorf("%d messages after the token came back", len(got))
	}
}

func TestAWebhookMayRepeatOnceAndNoMore(t *testing.T) {
	r := newRoom(t, `{webhook: env:DW_HOOK, pace: 1ms}`)
	r.slack.Fail(-1, courtsim.Mode{Status: 500, Accept: true}) // it takes everything and never says so
	r.enqueue("Opposition")
	r.deliver(r.queueEmpty)
	got := r.slack.Messages()
	if len(got) != 2 || !strings.Contains(got[1].Text, "may repeat") {
		t.Fatalf("%d copies: %+v", len(got), got)
	}
	dead, err := r.store.Deliveries(t.Context(), docket.Dead)
	if err != nil || len(dead) != 1 {
		t.Fatalf("dead: %+v, %v", dead, err)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Setenv("DW_TOKEN", "xoxb-canary-token")
	for name, options := range map[string]string{
		"neither token nor webhook": `{channel: C1}`,
		"no channel":                `{token: env:DW_TOKEN}`,
		"an unknown way to thread":  `{token: env:DW_TOKEN, channel: C1, thread: sideways}`,
		"a mistyped key":            `{token: env:DW_TOKEN, chanel: C1}`,
	} {
		if _, _, err := slack.New(entryOf(t, options)); err == nil {
			t.Errorf("%s: taken", name)
		} else if strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: a secret stands in the error: %v", name, err)
		}
	}
}
