package notifytest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"syscall"
	"testing"
	"time"

	"docketwatch/notify"
)

// A Server is a destination that is called over HTTP. Read and Yes make it a
// certain one.
type Server struct {
	*httptest.Server
	Read func(r *http.Request, body []byte) (s Shown, good bool) // what readers have of a call; not good: a limit is broken
	Yes  func(w http.ResponseWriter, n int)                      // the answer to the nth message taken

	mu       sync.Mutex
	shown    []Shown
	breaches int
	next     *Answer
}

// An Answer is given in place of the usual one, once.
type Answer struct {
	Status int
	Header map[string]string
	Body   string
	Take   bool // the message is taken all the same
	Hang   bool // and nothing is ever answered
	Reset  bool // and the connection breaks
}

// NewServer starts a destination.
func NewServer(t testing.TB, read func(*http.Request, []byte) (Shown, bool), yes func(http.ResponseWriter, int)) *Server {
	s := &Server{Read: read, Yes: yes}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// Net lets a notifier reach loopback.
func Net() notify.Net {
	return notify.Net{Lab: true, Now: time.Now,
		Control: func(bool, uint16) func(string, string, syscall.RawConn) error { return nil }}
}

// Room is the server's, with a notifier.
func (s *Server) Room(n notify.Notifier, secrets ...string) *Room {
	return &Room{Notifier: n, Secrets: secrets, Server: s,
		Shown: func() []Shown {
			s.mu.Lock()
			defer s.mu.Unlock()
			return append([]Shown(nil), s.shown...)
		},
		Breaches: func() int {
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.breaches
		}}
}

// Next is the answer to the next call.
func (s *Server) Next(a Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next = &a
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return // the caller hung up
	}
	s.mu.Lock()
	next := s.next
	s.next = nil
	if next == nil || next.Take {
		shown, good := s.Read(r, body)
		if !good {
			s.breaches++
		}
		s.shown = append(s.shown, shown)
	}
	n := len(s.shown)
	s.mu.Unlock()
	switch {
	case next == nil:
		s.Yes(w, n)
	case next.Hang:
		<-r.Context().Done()
	case next.Reset:
		panic(http.ErrAbortHandler) // breaks the connection without an answer
	default:
		for k, v := range next.Header {
			w.Header().Set(k, v)
		}
		w.WriteHeader(next.Status)
		_, _ = io.WriteString(w, next.Body) // the caller may have hung up
	}
}

// Meets makes the next call meet an answer.
func Meets(a Answer) func(*Room) { return func(r *Room) { r.Server.Next(a) } }

// Silence takes the next message and never answers.
func Silence(r *Room) { r.Server.Next(Answer{Take: true, Hang: true}) }

// HTTPFaults are those that every kind meets which is called over HTTP. Where
// the receiver knows a repeat, nothing is ever in doubt.
func HTTPFaults(known bool) []Fault {
	unclear := Unclear
	if known {
		unclear = Transient
	}
	strike := Meets
	return []Fault{
		{Name: "400", Strike: strike(Answer{Status: 400, Body: "canary {"}), Want: Message},
		{Name: "413", Strike: strike(Answer{Status: 413}), Want: Message},
		{Name: "401", Strike: strike(Answer{Status: 401}), Want: Destination},
		{Name: "403", Strike: strike(Answer{Status: 403}), Want: Destination},
		{Name: "404", Strike: strike(Answer{Status: 404, Body: "<html>no"}), Want: Destination},
		{Name: "410", Strike: strike(Answer{Status: 410}), Want: Destination, Say: "410"},
		{Name: "a redirect", Strike: strike(Answer{Status: 307, Header: map[string]string{"Location": "https://evil.example/?canary"}}), Want: Destination, Say: "redirect"},
		{Name: "a redirect that would become a GET", Strike: strike(Answer{Status: 303, Header: map[string]string{"Location": "/elsewhere?canary"}}), Want: Destination, Say: "redirect"},
		{Name: "429 with seconds", Strike: strike(Answer{Status: 429, Header: map[string]string{"Retry-After": "7"}}), Want: Later, After: 7 * time.Second},
		{Name: "429 with a date", Strike: func(r *Room) {
			r.Server.Next(Answer{Status: 429, Header: map[string]string{"Retry-After": time.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat)}})
		}, Want: Later, After: 90 * time.Second},
		{Name: "429 that cannot be read", Strike: strike(Answer{Status: 429, Header: map[string]string{"Retry-After": "soon"}}), Want: Later, After: 30 * time.Second},
		{Name: "429 for a year", Strike: strike(Answer{Status: 429, Header: map[string]string{"Retry-After": "31536000"}}), Want: Later, After: 24 * time.Hour},
		{Name: "503 with seconds", Strike: strike(Answer{Status: 503, Header: map[string]string{"Retry-After": "120"}}), Want: Later, After: 2 * time.Minute},
		{Name: "503 without", Strike: strike(Answer{Status: 503}), Want: Later, After: 30 * time.Second},
		{Name: "500, and taken all the same", Strike: strike(Answer{Status: 500, Take: true}), Want: unclear},
		{Name: "502", Strike: strike(Answer{Status: 502, Body: "<html>Bad gateway"}), Want: unclear},
		{Name: "taken, and the connection breaks", Strike: strike(Answer{Take: true, Reset: true}), Want: unclear},
		{Name: "nobody listens", Strike: func(r *Room) { r.Server.Close() }, Want: Transient},
	}
}
