package mailbox

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

var noon = time.Date(2025, 5, 2, 12, 0, 0, 0, time.UTC)

const password = "correct horse"

// A post is a mail server with one account and one mailbox, and what is wrong
// with it.
type post struct {
	t       testing.TB
	address string
	roots   *x509.CertPool

	mu     sync.Mutex
	user   *imapmemserver.User
	faults faults
	sent   int // bytes, on all connections
}

// faults are what strikes a server; zero is none.
type faults struct {
	login, open, find, show error // answers in place of the right one
	silent                  bool  // it never answers
	garbage                 string
	cutAt                   int // bytes after which the connection breaks; 0: never
	hide                    imap.UID
	broken                  imap.UID // it will not show this one, nor any others together with it
	noNext                  bool     // it does not say which UID comes next
}

func no(code imap.ResponseCode, text string) error {
	return &imap.Error{Type: imap.StatusResponseTypeNo, Code: code, Text: text}
}

func newPost(t testing.TB, secure bool) *post {
	t.Helper()
	p := &post{t: t, user: imapmemserver.NewUser("desk", password)}
	if err := p.user.Create("INBOX", nil); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.address = "imap://" + l.Addr().String()
	served := net.Listener(&cutting{l, p})
	if secure {
		certified := httptest.NewUnstartedServer(http.NotFoundHandler())
		certified.StartTLS()
		t.Cleanup(certified.Close)
		p.roots = x509.NewCertPool()
		p.roots.AddCert(certified.Certificate())
		served = tls.NewListener(served, &tls.Config{Certificates: certified.TLS.Certificates, MinVersion: tls.VersionTLS12})
		p.address = "imaps://" + l.Addr().String()
	}
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			house := imapmemserver.New()
			p.mu.Lock()
			defer p.mu.Unlock()
			house.AddUser(p.user)
			return &session{house.NewSession(), p}, nil, nil
		},
		Logger: log.New(io.Discard, "", 0), InsecureAuth: true,
	})
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(served) // ends when it is closed
	}()
	t.Cleanup(func() {
		_ = server.Close() // the test is over
		<-done
	})
	return p
}

// strike sets what is wrong with the server.
func (p *post) strike(f faults) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = f
}

func (p *post) now() faults {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.faults
}

// count is how many bytes it has sent.
func (p *post) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent
}

// put brings mail, as if it arrived at that moment.
func (p *post) put(arrived time.Time, mails ...[]byte) {
	p.t.Helper()
	for _, m := range mails {
		if _, err := p.user.Append("INBOX", literal{bytes.NewReader(m)}, &imap.AppendOptions{Time: arrived}); err != nil {
			p.t.Fatal(err)
		}
	}
}

type literal struct{ *bytes.Reader }

// renumber gives every message a new UID, and the mailbox a new UIDVALIDITY.
func (p *post) renumber(arrived time.Time, mails ...[]byte) {
	p.t.Helper()
	if err := errors.Join(p.user.Delete("INBOX"), p.user.Create("INBOX", nil)); err != nil {
		p.t.Fatal(err)
	}
	p.put(arrived, mails...)
}

// seen is how many messages are marked as seen.
func (p *post) seen() uint32 {
	p.t.Helper()
	data, err := p.user.Status("INBOX", &imap.StatusOptions{NumUnseen: true, NumMessages: true})
	if err != nil {
		p.t.Fatal(err)
	}
	return *data.NumMessages - *data.NumUnseen
}

// A session is the server's side of one connection.
type session struct {
	imapserver.Session
	p *post
}

func (s *session) Login(user, pass string) error {
	if err := s.p.now().login; err != nil {
		return err
	}
	return s.Session.Login(user, pass)
}

func (s *session) Select(name string, o *imap.SelectOptions) (*imap.SelectData, error) {
	if !o.ReadOnly {
		s.changed("SELECT")
	}
	if err := s.p.now().open; err != nil {
		return nil, err
	}
	data, err := s.Session.Select(name, o)
	if err == nil && s.p.now().noNext {
		data.UIDNext = 0
	}
	return data, err
}

func (s *session) Search(kind imapserver.NumKind, c *imap.SearchCriteria, o *imap.SearchOptions) (*imap.SearchData, error) {
	if err := s.p.now().find; err != nil {
		return nil, err
	}
	return s.Session.Search(kind, c, o)
}

func (s *session) Fetch(w *imapserver.FetchWriter, set imap.NumSet, o *imap.FetchOptions) error {
	for _, part := range o.BodySection {
		if !part.Peek {
			s.changed("FETCH without PEEK")
		}
	}
	f := s.p.now()
	if f.show != nil {
		return f.show
	}
	uids, _ := set.(imap.UIDSet)
	if f.broken != 0 && uids.Contains(f.broken) {
		return no("", "it is damaged")
	}
	if f.hide != 0 && uids.Contains(f.hide) {
		all, _ := uids.Nums()
		var left imap.UIDSet
		for _, u := range all {
			if u != f.hide {
				left.AddNum(u)
			}
		}
		if len(left) == 0 {
			return nil
		}
		set = left
	}
	return s.Session.Fetch(w, set, o)
}

func (s *session) Store(w *imapserver.FetchWriter, set imap.NumSet, flags *imap.StoreFlags, o *imap.StoreOptions) error {
	s.changed("STORE")
	return s.Session.Store(w, set, flags, o)
}

func (s *session) Expunge(w *imapserver.ExpungeWriter, uids *imap.UIDSet) error {
	s.changed("EXPUNGE")
	return s.Session.Expunge(w, uids)
}

func (s *session) changed(what string) {
	s.p.t.Errorf("the mailbox is only to be looked at, and the client sent %s", what)
}

// cutting breaks its connections where the server's faults say so.
type cutting struct {
	net.Listener
	p *post
}

func (l *cutting) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &cutConn{Conn: conn, p: l.p, left: l.p.now().cutAt}
	if text := l.p.now().garbage; text != "" {
		_, _ = io.WriteString(conn, text) // nobody waits for more
		_ = conn.Close()
	}
	return c, nil
}

type cutConn struct {
	net.Conn
	p    *post
	left int
}

func (c *cutConn) Write(b []byte) (int, error) {
	f := c.p.now()
	if f.silent {
		return len(b), nil
	}
	c.p.mu.Lock()
	c.p.sent += len(b)
	c.p.mu.Unlock()
	if f.cutAt > 0 {
		if len(b) >= c.left {
			_, _ = c.Conn.Write(b[:c.left]) // then it breaks
			_ = c.Close()
			return 0, net.ErrClosed
		}
		c.left -= len(b)
	}
	return c.Conn.Write(b)
}

// refs are the dockets that the tests watch.
func refs(t testing.TB) []docket.DocketRef {
	t.Helper()
	var list []docket.DocketRef
	for _, d := range [][2]string{{"cand", "3:17-cv-00574"}, {"cand", "3:17-cv-00485"}, {"ca9", "17-17480"}} {
		n, err := docket.ParseNumber(d[1])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, docket.DocketRef{Court: d[0], Number: n})
	}
	return list
}

func entry(t testing.TB, options string) config.Entry {
	t.Helper()
	o, err := config.OptionsOf(options)
	if err != nil {
		t.Fatal(err)
	}
	return config.Entry{Kind: "nef_mailbox", Name: "nef_mailbox", Path: `sources[0] "nef_mailbox"`, Line: 7, Options: o}
}

// reader is a source that reads the post.
func (p *post) reader() *Source {
	p.t.Helper()
	p.t.(interface{ Setenv(key, value string) }).Setenv("DOCKETWATCH_TEST_PASSWORD", password)
	client := fetch.New(fetch.Options{AllowPrivate: true, RootCAs: p.roots})
	s, problems := New(entry(p.t, fmt.Sprintf("{host: '%s', user: desk, password: 'env:DOCKETWATCH_TEST_PASSWORD', auth_server: mx.example.org}", p.address)), refs(p.t), client)
	if len(problems) > 0 {
		p.t.Fatal(problems)
	}
	s.limits.idle, s.limits.total = 2*time.Second, 20*time.Second
	return s
}

func at(state []byte) watcher.Cursor { return watcher.Cursor{State: state, Now: noon} }

// good is a look that must be whole.
func good(t testing.TB, s *Source, c watcher.Cursor) watcher.Batch {
	t.Helper()
	b, err := s.Poll(t.Context(), c)
	if err != nil {
		t.Fatalf("a whole mailbox gave the error: %v", err)
	}
	if b.Partial != nil || len(b.Next) == 0 {
		t.Fatalf("a whole mailbox gave %s, a cursor of %d bytes", b.Partial, len(b.Next))
	}
	return b
}

// told are the entries of a batch, by their strongest name.
func told(b watcher.Batch) map[string]bool {
	all := make(map[string]bool)
	for _, s := range b.Sightings {
		all[string(s.Docket())+"#"+docket.EntryKeys(s)[0]] = true
	}
	return all
}
