package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"

	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
)

// sinks are the destinations of the stories: servers that take what each kind
// sends and keep it.
type sinks struct {
	mu     sync.Mutex
	took   map[string][]string // by kind
	answer map[string]int      // a status in place of the usual answer
}

type sinksKey struct{}

// openSinks starts them; stories find them as SINK and SMTP.
func openSinks(env *testscript.Env) error {
	s := &sinks{took: make(map[string][]string), answer: make(map[string]int)}
	server := httptest.NewServer(s)
	env.Defer(server.Close)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	mail := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &sinkSession{s}, nil }))
	mail.Domain = "localhost"
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = mail.Serve(l) // ends when it is closed
	}()
	env.Defer(func() { _, _ = mail.Close(), l.Close(); <-done })
	env.Setenv("SINK", server.URL)
	env.Setenv("SMTP", l.Addr().String())
	for _, kind := range []string{"teams", "discord", "mattermost"} {
		env.Setenv(strings.ToUpper(kind), server.URL+"/"+kind+"/canary")
	}
	env.Setenv("BOT", "123:canary")
	env.Setenv("TOPIC", "canary")
	env.Setenv("WHSEC", "whsec_Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5")
	env.Values[sinksKey{}] = s
	return nil
}

func (s *sinks) take(kind, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.took[kind] = append(s.took[kind], text)
}

func (s *sinks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kind, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller hung up
	}
	s.mu.Lock()
	status := s.answer[kind]
	s.mu.Unlock()
	if status != 0 {
		w.WriteHeader(status)
		return
	}
	s.take(kind, strings.ReplaceAll(string(raw), "\u2060", ""))
	_, _ = io.WriteString(w, map[string]string{ // as each kind says that it took a message
		"discord": `{"id":"11"}`, "mattermost": "ok", "telegram": `{"ok":true,"result":{"message_id":12}}`, "ntfy": `{"id":"m13"}`,
	}[kind])
}

type sinkSession struct{ s *sinks }

func (c *sinkSession) Mail(string, *smtp.MailOptions) error { return nil }
func (c *sinkSession) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (c *sinkSession) Reset()                               {}
func (c *sinkSession) Logout() error                        { return nil }
func (c *sinkSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	c.s.take("email", string(raw))
	return nil
}

// tookCommand: "took KIND N WORDS" says that N messages of a kind hold the words.
func tookCommand(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.Value(sinksKey{}).(*sinks)
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	words := strings.Join(args[2:], " ")
	s.mu.Lock()
	defer s.mu.Unlock()
	got := 0
	for _, text := range s.took[args[0]] {
		if strings.Contains(text, words) {
			got++
		}
	}
	if got != want {
		ts.Fatalf("%d messages of %s hold %q, want %d: %s", got, args[0], words, want, fmt.Sprint(s.took[args[0]]))
	}
}

// answersCommand: "answers KIND STATUS" makes a destination give that answer; 0
// makes it well again.
func answersCommand(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.Value(sinksKey{}).(*sinks)
	status, err := strconv.Atoi(args[1])
	ts.Check(err)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer[args[0]] = status
}
