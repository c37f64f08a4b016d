package slack_test

import (
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
	"docketwatch/docket"
)

const known = "OPPOSITION/RESPONSE (re 26 MOTION for Preliminary Injunction) filed by Donald J. Trump."

// learn queues what became known of the filing that enqueue told of.
func (r *room) learn(text string) {
	r.t.Helper()
	a := docket.Alert{Subject: "entry:1", Kind: docket.AlertUpdate, Digest: text, Case: "Santa Clara v. Trump", Entry: "46",
		Title: "Opposition", Body: text, Reason: "full text now known"}
	if err := r.store.Enqueue(r.t.Context(), []docket.Plan{{Alert: a, Destinations: []string{"slack", "other"},
		Threads: map[string]string{"slack": a.Subject}}}, time.Now()); err != nil {
		r.t.Fatal(err)
	}
}

func TestWhatBecomesKnownEditsTheMessage(t *testing.T) {
	tests := []struct {
		name     string
		mode     courtsim.Mode
		n        int
		messages int
	}{
		{"all is well", courtsim.Mode{}, 0, 1},
		{"429 with a wait", courtsim.Mode{Status: 429, RetryAfter: "1"}, 1, 1},
		{"500, and edited all the same", courtsim.Mode{Status: 500, Accept: true}, 1, 1},
		{"edited, and no answer ever comes", courtsim.Mode{Accept: true, Hang: true}, 1, 1},
		{"500, not edited", courtsim.Mode{Status: 500}, 2, 1},
		{"the message may no longer be edited", courtsim.Mode{Word: "edit_window_closed"}, 1, 2},
		{"the token is refused for a while", courtsim.Mode{Word: "invalid_auth"}, 1, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRoom(t, bot)
			r.enqueue("Opposition")
			r.deliver(r.queueEmpty)
			before := r.slack.Messages()[0]
			r.slack.Fail(tt.n, tt.mode)
			r.learn(known)
			r.deliver(r.queueEmpty)
			got := r.slack.Messages()
			if len(got) != tt.messages {
				t.Fatalf("%d messages: %+v", len(got), got)
			}
			last := got[len(got)-1]
			if !strings.Contains(last.Text, known) {
				t.Errorf("it does not show the text: %q", last.Text)
			}
			if tt.messages == 1 && (got[0].TS != before.TS || got[0].PublicID != before.PublicID || got[0].Edits == 0) {
				t.Errorf("not the same message: %+v", got[0])
			}
			if tt.messages == 2 && last.ThreadTS != before.TS {
				t.Errorf("what follows is not in the thread: %+v", last)
			}
		})
	}
}

func TestAMessageThatAUserDeletedIsNotMissed(t *testing.T) {
	r := newRoom(t, bot)
	r.enqueue("Opposition")
	r.deliver(r.queueEmpty)
	r.slack.Delete(r.slack.Messages()[0].TS)
	r.learn(known)
	r.deliver(r.queueEmpty)
	if got := r.slack.Messages(); len(got) != 1 || !strings.Contains(got[0].Text, known) {
		t.Errorf("%+v", got)
	}
}

func TestAnEditWaitsForTheMessageItEdits(t *testing.T) {
	r := newRoom(t, bot)
	r.slack.Fail(3, courtsim.Mode{Status: 500})
	r.enqueue("Opposition")
	r.learn(known)
	r.deliver(r.queueEmpty)
	got := r.slack.Messages()
	if len(got) != 1 || got[0].Edits != 1 || !strings.Contains(got[0].Text, known) {
		t.Errorf("%+v", got)
	}
}

func TestWhereNothingCanBeEditedAShortMessageFollows(t *testing.T) {
	r := newRoom(t, `{webhook: env:DW_HOOK, pace: 1ms}`)
	r.enqueue("Opposition")
	r.learn(known)
	r.deliver(r.queueEmpty)
	got := r.slack.Messages()
	if len(got) != 2 || !strings.Contains(got[1].Text, known) || !strings.Contains(got[1].Text, "Follow-up: Opposition") {
		t.Errorf("%+v", got)
	}
}
