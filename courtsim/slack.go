package courtsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Slack is a simulated Slack that keeps what it took, with its limits, its rate
// limit and its ways to fail.
type Slack struct {
	now  func() time.Time
	pace time.Duration

	mu       sync.Mutex
	messages []Message
	last     map[string]time.Time // of each channel
	mode     Mode
	left     int // how many posts the mode still strikes; negative for all
	seq      int
	Breaches int // limits a post broke

	socket *socket  // of the app that listens
	acked  []string // envelopes
	asked  []string // what people wrote to the app, "CHANNEL:TS"
}

// A Message is what a user would see.
type Message struct {
	Channel   string   `json:"channel"`
	TS        string   `json:"ts"`
	ThreadTS  string   `json:"thread_ts,omitempty"`
	Broadcast bool     `json:"reply_broadcast,omitempty"`
	Text      string   `json:"text"` // of the blocks, a line each; of the message where it has none
	PublicID  string   `json:"public_id,omitempty"`
	Edits     int      `json:"edits,omitempty"`    // how often it was changed
	Mentions  []string `json:"mentions,omitempty"` // that would have rung somebody
	Links     []string `json:"links,omitempty"`    // that a click would follow
	Raw       string   `json:"-"`                  // the blocks as they came
	metadata  json.RawMessage
}

// Mode is a way to answer chat.postMessage and webhooks.
type Mode struct {
	Word       string // Slack's error word: "invalid_auth", "channel_not_found" …
	Status     int    // HTTP status in place of an answer: 429, 500
	RetryAfter string // header of a 429; "" for none
	Accept     bool   // take the message all the same
	Hang       bool   // and never answer
	Reset      bool   // and break the connection
}

func newSlack(now func() time.Time, pace time.Duration) *Slack {
	return &Slack{now: now, pace: pace, last: make(map[string]time.Time)}
}

// Fail makes the next n posts meet the mode; n < 0: every post until further word.
func (s *Slack) Fail(n int, m Mode) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mode, s.left = m, n
}

// Messages are what users see, oldest first.
func (s *Slack) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

func (s *Slack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	args := arguments(r)
	switch strings.TrimPrefix(r.URL.Path, "/slack/api/") {
	case "chat.postMessage":
		s.post(w, r, args, false)
	case "chat.update":
		s.update(w, r, args)
	case "conversations.history":
		s.history(w, args, "")
	case "conversations.replies":
		s.history(w, args, args.Get("ts"))
	case "apps.connections.open":
		answer(w, map[string]any{"ok": true, "url": "ws://" + r.Host + "/slack/api/socket"})
	case "socket":
		s.serveSocket(w, r)
	case "auth.test":
		w.Header().Set("X-OAuth-Scopes", "chat:write,channels:history,channels:read")
		answer(w, map[string]any{"ok": true, "team": "Demo", "user": "docketwatch"})
	default:
		if strings.HasPrefix(r.URL.Path, "/slack/hook/") {
			s.post(w, r, args, true)
			return
		}
		answer(w, map[string]any{"ok": false, "error": "unknown_method"})
	}
}

// arguments reads a call in either form that Slack takes.
func arguments(r *http.Request) url.Values {
	if strings.Contains(r.Header.Get("Content-Type"), "json") {
		var raw map[string]json.RawMessage
		args := url.Values{}
		if err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, 1<<20)).Decode(&raw); err != nil {
			return args
		}
		for k, v := range raw {
			var text string
			if json.Unmarshal(v, &text) != nil {
				text = string(v)
			}
			args.Set(k, text)
		}
		return args
	}
	_ = r.ParseForm() // what cannot be read is missing below
	return r.Form
}

func answer(w http.ResponseWriter, v map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // the asker hung up: nobody to tell
}

// post takes a message, unless a limit or a mode says otherwise.
func (s *Slack) post(w http.ResponseWriter, r *http.Request, args url.Values, hook bool) {
	s.mu.Lock()
	mode, struck := s.strike()
	channel := args.Get("channel")
	if hook {
		channel = r.URL.Path
	}
	now := s.now()
	if s.pace > 0 && now.Sub(s.last[channel]) < s.pace {
		s.mu.Unlock()
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	if struck && !mode.Accept {
		s.mu.Unlock()
		mode.refuse(w, hook)
		return
	}
	m, word := readMessage(args, channel)
	if word == "" && m.ThreadTS != "" && !slices.Contains(s.asked, channel+":"+m.ThreadTS) && !slices.ContainsFunc(s.messages, func(x Message) bool { return x.Channel == channel && x.TS == m.ThreadTS }) {
		word = "thread_not_found"
	}
	if word == "" {
		s.seq++
		m.TS = fmt.Sprintf("%d.%06d", now.Unix(), s.seq)
		s.last[channel] = now
		s.messages = append(s.messages, m)
	} else {
		if word != "thread_not_found" { // the thread's fault, not the message's
			s.Breaches++
		}
	}
	s.mu.Unlock()
	switch {
	case word != "":
		(Mode{Word: word}).refuse(w, hook)
	case struck:
		mode.after(w, r, hook)
	case hook:
		_, _ = w.Write([]byte("ok")) // the asker hung up: nobody to tell
	default:
		answer(w, map[string]any{"ok": true, "channel": channel, "ts": m.TS})
	}
}

// strike takes one from what the mode still strikes. The caller holds the lock.
func (s *Slack) strike() (mode Mode, struck bool) {
	mode, struck = s.mode, s.left != 0
	if s.left > 0 {
		s.left--
	}
	return mode, struck
}

// after is what becomes of the answer to a call that was taken all the same.
func (m Mode) after(w http.ResponseWriter, r *http.Request, hook bool) {
	switch {
	case m.Hang:
		<-r.Context().Done()
	case m.Reset:
		panic(http.ErrAbortHandler) // breaks the connection without an answer
	default:
		m.refuse(w, hook)
	}
}

func (m Mode) refuse(w http.ResponseWriter, hook bool) {
	switch {
	case m.Status != 0:
		if m.RetryAfter != "" {
			w.Header().Set("Retry-After", m.RetryAfter)
		}
		http.Error(w, "<html>"+http.StatusText(m.Status)+"</html>", m.Status)
	case hook:
		http.Error(w, m.Word, http.StatusForbidden)
	default:
		answer(w, map[string]any{"ok": false, "error": m.Word})
	}
}

// history answers with what stands in a channel, or in a thread, newest first.
func (s *Slack) history(w http.ResponseWriter, args url.Values, thread string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	oldest, _ := strconv.ParseFloat(args.Get("oldest"), 64) // missing: from the beginning
	limit, _ := strconv.Atoi(args.Get("limit"))
	if limit <= 0 {
		limit = 100
	}
	skip, _ := strconv.Atoi(args.Get("cursor"))
	var found []map[string]any
	more := false
	for i := len(s.messages) - 1 - skip; i >= 0; i-- {
		m := s.messages[i]
		ts, _ := strconv.ParseFloat(m.TS, 64) // we wrote it
		in := m.Channel == args.Get("channel") && ts >= oldest
		if thread == "" {
			in = in && (m.ThreadTS == "" || m.Broadcast)
		} else {
			in = in && (m.ThreadTS == thread || m.TS == thread)
		}
		skip++
		if !in {
			continue
		}
		x := map[string]any{"type": "message", "ts": m.TS, "text": m.Text, "thread_ts": m.ThreadTS}
		if args.Get("include_all_metadata") != "" && len(m.metadata) > 0 {
			x["metadata"] = m.metadata
		}
		if found = append(found, x); len(found) == limit {
			more = i > 0
			break
		}
	}
	next := ""
	if more {
		next = strconv.Itoa(skip)
	}
	answer(w, map[string]any{"ok": true, "messages": found, "has_more": more, "response_metadata": map[string]any{"next_cursor": next}})
}
