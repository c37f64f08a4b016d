package chat_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"docketwatch/chat"
	"docketwatch/docket"
)

func TestWordsBecomeCommands(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "help",
		"<@U0BOT>":                         "help",
		"<@U0BOT> status":                  "status",
		"Status please":                    "status",
		"why 12":                           "why 12",
		"why 12 --json":                    "! An alert has a number",
		"why":                              "! why what?",
		"why -1":                           "! An alert has a number",
		"ack 7":                            "ack 7",
		"search byrne jag":                 "search -- byrne jag",
		"search --config=/etc/passwd x":    "search -- --config=/etc/passwd x",
		"mute Santa Clara v. Trump for 2h": "mute Santa Clara v. Trump --for 2h0m0s",
		"mute Santa Clara for 900h":        "! For how long?",
		"mute Santa Clara for ever":        "! For how long?",
		"mute --for 2h":                    "mute for 2h",
		"unmute Santa Clara":               "unmute Santa Clara",
		"mute":                             "! mute what?",
		"follow <https://www.courtlistener.com/docket/1/x/|courtlistener.com>": "follow -- https://www.courtlistener.com/docket/1/x/",
		"follow cand 3:17-cv-00574": "follow -- cand 3:17-cv-00574",
		"follow <https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307687&amp;x>": "follow -- https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307687&x",
		"outbox drop 3": "! I do not know that word",
		"run":           "! I do not know that word",
	} {
		args, usage := chat.Parse(text)
		got := strings.Join(args, " ")
		if usage != "" {
			got = "! " + usage
		}
		if got != want && (!strings.HasPrefix(want, "! ") || !strings.HasPrefix(got, want)) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Whatever is written, only the words of the list come out of it, and nothing of
// it is an option.
func TestNothingWrittenBecomesAnOption(t *testing.T) {
	words := []string{"help", "status", "why", "search", "follow", "mute", "unmute", "ack", "?"}
	rapid.Check(t, func(r *rapid.T) {
		word := rapid.SampledFrom(append(slices.Clone(words), "run", "outbox")).Draw(r, "word")
		args, usage := chat.Parse(word + " " + rapid.String().Draw(r, "rest"))
		if usage != "" {
			return
		}
		if !slices.Contains(words, args[0]) {
			r.Fatalf("%q", args)
		}
		for i, a := range args[1:] {
			if a == "--" {
				break
			}
			if ours := a == "--for" && args[0] == "mute" && i == 1; !ours && strings.HasPrefix(a, "-") {
				r.Fatalf("%q of %q is an option", a, args)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("mute <https://x.example|x> for 2h")
	f.Add("<@U1> why 1")
	f.Fuzz(func(t *testing.T, text string) {
		if args, _ := chat.Parse(text); len(args) == 0 || args[0] == "" {
			t.Errorf("%q: %q", text, args)
		}
	})
}

// trail is an audit trail that can refuse.
type trail struct {
	kept []docket.Action
	err  error
}

func (x *trail) Begin(_ context.Context, a docket.Action) (bool, error) {
	if x.err != nil || slices.ContainsFunc(x.kept, func(k docket.Action) bool { return k.ID == a.ID }) {
		return false, x.err
	}
	x.kept = append(x.kept, a)
	return true, nil
}

func (x *trail) End(_ context.Context, id string, at time.Time, outcome string) error {
	i := slices.IndexFunc(x.kept, func(k docket.Action) bool { return k.ID == id })
	x.kept[i].Ended, x.kept[i].Outcome = at, outcome
	return nil
}

func TestOnlyThoseNamedAreAnsweredAndAllIsKept(t *testing.T) {
	var done [][]string
	x := &trail{}
	room := &chat.Room{Users: []string{"U1"}, Trail: x, Now: time.Now, Do: func(_ context.Context, args []string) (string, error) {
		done = append(done, args)
		if args[0] == "why" {
			return "no such alert", errors.New("exit code 1")
		}
		return "", nil
	}}
	for _, q := range []struct{ id, user, text, answer, outcome string }{
		{"1", "U1", "mute One", "Done.", "done"},
		{"2", "U2", "mute One", "You are not on the list", "refused"},
		{"3", "U1", "why 9", "no such alert", "failed: exit code 1"},
		{"4", "U1", "dance", "I do not know that word", "not understood"},
		{"5", "U1", "help", "status", "done"},
	} {
		answer, err := room.Answer(t.Context(), chat.Question{ID: q.id, User: q.user, Text: q.text})
		if err != nil || !strings.HasPrefix(answer, q.answer) {
			t.Errorf("%s: %q, %v", q.text, answer, err)
		}
		if last := x.kept[len(x.kept)-1]; last.Outcome != q.outcome || last.Who != q.user || last.Words != q.text {
			t.Errorf("%s: kept as %+v", q.text, last)
		}
	}
	if len(done) != 2 || !slices.Equal(done[0], []string{"mute", "One", "--by", "U1"}) {
		t.Errorf("done: %q", done)
	}
	if _, err := room.Answer(t.Context(), chat.Question{ID: "1", User: "U1", Text: "mute One"}); !errors.Is(err, chat.ErrAsked) {
		t.Errorf("asked twice: %v", err)
	}
	x.err = errors.New("disk full")
	if _, err := room.Answer(t.Context(), chat.Question{ID: "6", User: "U1", Text: "mute One"}); err == nil || len(done) != 2 {
		t.Errorf("done without a trail: %v, %q", err, done)
	}
}
