package courtsim

import (
	"bytes"
	"errors"
	"io"
	"log"
	"net"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

// The account that reads the notices, and the server that vouches for who sent
// them.
const (
	MailboxUser     = "desk"
	MailboxPassword = "open-sesame"
	MailboxServer   = "mx.courthouse.example"
)

// A Mailbox is the mailbox of somebody whom the courts notify of every filing in
// the script's dockets, whether anybody serves it or not.
type Mailbox struct {
	now   func() time.Time
	fault func() Fault

	mu    sync.Mutex
	user  *imapmemserver.User
	mails []mail // as brought, with the moment
}

type mail struct {
	text []byte
	at   time.Time
}

func newMailbox(now func() time.Time, fault func() Fault) *Mailbox {
	m := &Mailbox{now: now, fault: fault, user: imapmemserver.NewUser(MailboxUser, MailboxPassword)}
	_ = m.user.Create("INBOX", nil) // an account without mailboxes has none of that name
	return m
}

// bring puts mails into the mailbox.
func (m *Mailbox) bring(texts ...[]byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, text := range texts {
		m.mails = append(m.mails, mail{text, m.now()})
		m.append(m.mails[len(m.mails)-1])
	}
}

func (m *Mailbox) append(x mail) {
	_, _ = m.user.Append("INBOX", mailLiteral{bytes.NewReader(x.text)}, &imap.AppendOptions{Time: x.at}) // to memory
}

type mailLiteral struct{ *bytes.Reader }

// Renumber gives every message another UID, and the mailbox another UIDVALIDITY,
// as a server does whose index was lost.
func (m *Mailbox) Renumber() {
	m.mu.Lock()
	defer m.mu.Unlock()
	_ = m.user.Delete("INBOX")      // it is there
	_ = m.user.Create("INBOX", nil) // it is not any more
	for _, x := range m.mails {
		m.append(x)
	}
}

// Serve answers IMAP on l, without encryption: loopback only. It returns when l
// is closed, or with the error that ended it.
func (m *Mailbox) Serve(l net.Listener) error {
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			accounts := imapmemserver.New()
			accounts.AddUser(m.user)
			return &mailSession{accounts.NewSession(), m}, nil, nil
		},
		Logger: log.New(io.Discard, "", 0), InsecureAuth: true,
	})
	defer func() { _ = server.Close() }() // what is left of its connections
	if err := server.Serve(&mailListener{l, m}); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

// A mailSession is one that can be struck.
type mailSession struct {
	imapserver.Session
	mailbox *Mailbox
}

func (s *mailSession) Login(user, password string) error {
	if s.mailbox.fault().Kind == FaultLogin {
		return imapserver.ErrAuthFailed
	}
	return s.Session.Login(user, password)
}

// A mailListener opens connections that can be struck.
type mailListener struct {
	net.Listener
	mailbox *Mailbox
}

func (l *mailListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &mailConn{Conn: conn, fault: l.mailbox.fault()}, nil
}

// A mailConn answers nothing (FaultHang, FaultEmpty), or only so many bytes.
type mailConn struct {
	net.Conn
	fault Fault
	sent  int
}

func (c *mailConn) Write(b []byte) (int, error) {
	switch c.fault.Kind {
	case FaultHang:
		return len(b), nil
	case FaultEmpty:
		_ = c.Close() // nothing was said
		return 0, net.ErrClosed
	case FaultTruncate:
		if left := c.fault.At - c.sent; len(b) > left {
			_, _ = c.Conn.Write(b[:max(left, 0)]) // then it breaks
			_ = c.Close()
			return 0, net.ErrClosed
		}
	}
	n, err := c.Conn.Write(b)
	c.sent += n
	return n, err
}
