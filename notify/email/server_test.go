package email_test

import (
	"errors"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"docketwatch/notify/notifytest"
)

// server is a real SMTP server on loopback that can fail in every way.
type server struct {
	t    testing.TB
	addr string
	stop func()

	mu    sync.Mutex
	fault fault
	mails []received
}

type received struct {
	from string
	to   []string
	raw  []byte
}

// fault is what goes wrong: an answer at a stage, or silence.
type fault struct {
	auth, mail, rcpt, data *smtp.SMTPError
	only                   string // the one recipient that rcpt is about
	take                   bool   // take the mail all the same
	cut, hang              bool   // after the last dot
}

func serve(t testing.TB, tune func(*smtp.Server)) *server {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, addr: l.Addr().String()}
	x := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{s: s, conn: c}, nil }))
	x.Domain, x.AllowInsecureAuth, x.MaxLineLength, x.MaxMessageBytes = "localhost", true, 998, 1<<20
	x.ErrorLog = silent{}
	if tune != nil {
		tune(x)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = x.Serve(l) // ends when it is closed
	}()
	var once sync.Once
	s.stop = func() { once.Do(func() { _ = x.Close(); _ = l.Close(); <-done }) }
	t.Cleanup(s.stop)
	return s
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

func (s *server) fails(f fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

func (s *server) now() fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fault
}

func (s *server) all() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]received(nil), s.mails...)
}

type session struct {
	s    *server
	conn *smtp.Conn
	in   bool
	mail received
}

func (c *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if f := c.s.now().auth; f != nil {
			return f
		}
		if user != "desk" || password != "canary-password" {
			return smtp.ErrAuthFailed
		}
		c.in = true
		return nil
	}), nil
}

func orNil(e *smtp.SMTPError) error {
	if e == nil {
		return nil
	}
	return e
}

func (c *session) Mail(from string, _ *smtp.MailOptions) error {
	if !c.in {
		return smtp.ErrAuthRequired
	}
	c.mail = received{from: from}
	return orNil(c.s.now().mail)
}

func (c *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if f := c.s.now(); f.rcpt != nil && (f.only == "" || f.only == to) {
		return f.rcpt
	}
	c.mail.to = append(c.mail.to, to)
	return nil
}

func (c *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	f := c.s.now()
	c.mail.raw = raw
	if f.data == nil || f.take {
		c.s.mu.Lock()
		c.s.mails = append(c.s.mails, c.mail)
		c.s.mu.Unlock()
	}
	switch {
	case f.cut:
		_ = c.conn.Conn().Close() // no answer
		return errors.New("cut")
	case f.hang:
		_, _ = c.conn.Conn().Read(make([]byte, 1)) // until the client goes
		return errors.New("gone")
	}
	return orNil(f.data)
}

func (c *session) Reset()        {}
func (c *session) Logout() error { return nil }

// answer is a reply as servers give it.
func answer(code int, text string) *smtp.SMTPError {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.NoEnhancedCode, Message: text}
}

// strike makes the server of a room fail.
func strike(rooms *sync.Map, f fault) func(*notifytest.Room) {
	return func(r *notifytest.Room) {
		s, _ := rooms.Load(r)
		s.(*server).fails(f)
	}
}
