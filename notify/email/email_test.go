package email_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-smtp"
	"golang.org/x/net/html"

	"docketwatch/config"
	"docketwatch/notify"
	"docketwatch/notify/email"
	"docketwatch/notify/notifytest"
)

func entry(t testing.TB, options string) config.Entry {
	t.Helper()
	t.Setenv("DW_USER", "desk")
	t.Setenv("DW_PASSWORD", "canary-password")
	o, err := config.OptionsOf(options)
	if err != nil {
		t.Fatal(err)
	}
	return config.Entry{Kind: "email", Name: "Ops desk", Path: `notify[0] "ops"`, Line: 7, Options: o}
}

func options(smtp string) string {
	return `{smtp: "` + smtp + `", user: env:DW_USER, password: env:DW_PASSWORD, from: "docketwatch <dw@example.org>", to: [desk@example.org, "Second Desk <two@example.net>"]}`
}

func build(t testing.TB, address string, n notify.Net) notify.Notifier {
	t.Helper()
	d, thread, err := email.New(entry(t, options(address)), n)
	if err != nil || thread != "per_entry" {
		t.Fatalf("%v, %q", err, thread)
	}
	return d.Notifier
}

// show reads a mail as a mail program does.
func show(t testing.TB, m received) (s notifytest.Shown, good bool) {
	x, err := mail.ReadMessage(bytes.NewReader(m.raw))
	if err != nil {
		t.Fatalf("no mail: %v", err)
	}
	good = true
	for name, values := range x.Header {
		known := []string{"From", "To", "Subject", "Date", "Message-Id", "In-Reply-To", "References", "List-Id", "Auto-Submitted",
			"X-Auto-Response-Suppress", "X-Docketwatch-Kind", "Mime-Version", "Content-Type"}
		good = good && slices.Contains(known, name) && len(values) == 1
	}
	lines := bufio.NewScanner(bytes.NewReader(m.raw))
	for lines.Scan() {
		good = good && len(lines.Text()) <= 998
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(x.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	good = good && utf8.RuneCountInString(subject) <= 200
	kind, params, err := mime.ParseMediaType(x.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("%s, %v", kind, err)
	}
	s.Text, s.PublicID, s.Thread = subject+"\n", x.Header.Get("Message-Id"), x.Header.Get("In-Reply-To")
	good = good && x.Header.Get("References") == s.Thread
	parts := multipart.NewReader(x.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil || !utf8.Valid(raw) {
			t.Fatalf("a part that cannot be read: %v", err)
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
			text, links, live := page(t, raw)
			s.Text, s.Links, s.Mentions = s.Text+text, append(s.Links, links...), append(s.Mentions, live...)
		} else {
			s.Text += string(raw)
		}
	}
	links, mentions := notifytest.Live(s.Text)
	s.Links, s.Mentions = append(s.Links, links...), append(s.Mentions, mentions...)
	return s, good
}

// page reads HTML: its text, its links, and every element that does more.
func page(t testing.TB, raw []byte) (text string, links, more []string) {
	root, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode:
			text += n.Data + "\n"
		case n.Type == html.ElementNode && !slices.Contains([]string{"html", "head", "meta", "title", "body", "h3", "p", "a"}, n.Data):
			more = append(more, "<"+n.Data+">")
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "href":
				links = append(links, a.Val)
			case "charset", "rel":
			default:
				more = append(more, a.Key+"=")
			}
		}
	}
	return text, links, more
}

func open(rooms *sync.Map) func(t testing.TB) *notifytest.Room {
	return func(t testing.TB) *notifytest.Room {
		s := serve(t, nil)
		breaches := 0
		r := &notifytest.Room{Notifier: build(t, "smtp://"+s.addr, notifytest.Net()), Secrets: []string{"canary", "Y2FuYXJ5LXBhc3N3b3Jk"}}
		var list []notifytest.Shown
		r.Shown = func() []notifytest.Shown {
			for _, m := range s.all()[len(list):] {
				shown, good := show(t, m)
				if !good {
					breaches++
				}
				list = append(list, shown)
			}
			return list
		}
		r.Breaches = func() int { return breaches }
		rooms.Store(r, s)
		return r
	}
}

func TestEmail(t *testing.T) {
	var rooms sync.Map
	meet := func(f fault) func(*notifytest.Room) { return strike(&rooms, f) }
	notifytest.Run(t, notifytest.Kind{
		Open: open(&rooms), Public: true,
		Hang: meet(fault{hang: true}),
		Faults: []notifytest.Fault{
			{Name: "greylisted", Strike: meet(fault{rcpt: answer(450, "4.2.0 Recipient address rejected: Greylisted, see https://example.org")}), Want: notifytest.Later, After: 5 * time.Minute},
			{Name: "the server is going down", Strike: meet(fault{mail: answer(421, "4.3.2 shutting down")}), Want: notifytest.Later, After: time.Minute},
			{Name: "421 after the last dot", Strike: meet(fault{data: answer(421, "4.3.0 too busy")}), Want: notifytest.Later},
			{Name: "a full mailbox", Strike: meet(fault{rcpt: answer(452, "4.2.2 mailbox full")}), Want: notifytest.Transient, Say: "452"},
			{Name: "no room, said after the last dot", Strike: meet(fault{data: answer(452, "4.3.1 insufficient storage")}), Want: notifytest.Transient},
			{Name: "the password is wrong", Strike: meet(fault{auth: answer(535, "5.7.8 no such password: canary-password Y2FuYXJ5LXBhc3N3b3Jk")}), Want: notifytest.Destination, Say: "535"},
			{Name: "signing in fails for now", Strike: meet(fault{auth: answer(454, "4.7.0 temporary authentication failure")}), Want: notifytest.Transient},
			{Name: "the sender is refused", Strike: meet(fault{mail: answer(553, "5.7.1 not your address")}), Want: notifytest.Destination},
			{Name: "every recipient is refused", Strike: meet(fault{rcpt: answer(550, "5.1.1 no such user")}), Want: notifytest.Destination},
			{Name: "one recipient is to be tried later", Strike: meet(fault{rcpt: answer(450, "4.2.1 busy"), only: "two@example.net"}), Want: notifytest.Transient},
			{Name: "the content is refused", Strike: meet(fault{data: answer(554, "5.7.1 looks like spam")}), Want: notifytest.Message},
			{Name: "too large", Strike: meet(fault{data: answer(552, "5.3.4 too large")}), Want: notifytest.Message},
			{Name: "taken, and the connection breaks", Strike: meet(fault{take: true, cut: true}), Want: notifytest.Unclear},
			{Name: "nobody listens", Strike: func(r *notifytest.Room) { s, _ := rooms.Load(r); s.(*server).stop() }, Want: notifytest.Transient},
		},
	})
}

func TestARecipientThatIsRefusedIsNamedToTheOthers(t *testing.T) {
	s := serve(t, nil)
	s.fails(fault{rcpt: answer(550, "5.1.1 no such user"), only: "two@example.net"})
	if _, err := build(t, "smtp://"+s.addr, notifytest.Net()).Send(t.Context(), notify.Message{PublicID: "d1", Alert: notifytest.Filing()}); err != nil {
		t.Fatal(err)
	}
	got := s.all()
	if len(got) != 1 || !slices.Equal(got[0].to, []string{"desk@example.org"}) {
		t.Fatalf("%d mails", len(got))
	}
	if read, _ := show(t, got[0]); !strings.Contains(read.Text, "two@example.net (550)") {
		t.Errorf("nobody hears of it: %q", read.Text)
	}
}

func TestARepeatHasTheSameIdentity(t *testing.T) {
	s := serve(t, nil)
	n := build(t, "smtp://"+s.addr, notifytest.Net())
	m := notify.Message{PublicID: "0198-abc", Alert: notifytest.Filing()}
	first, err := n.Send(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	m.MayRepeat = true
	again, err := n.Send(t.Context(), m)
	if err != nil || first != again || first != "<0198-abc.docketwatch@example.org>" {
		t.Errorf("%q, then %q: %v", first, again, err)
	}
	reply, err := n.Send(t.Context(), notify.Message{PublicID: "0198-abd", ThreadRef: first, FollowUp: true, Alert: notifytest.Filing()})
	if err != nil || reply == first {
		t.Errorf("%q, %v", reply, err)
	}
	last := s.all()[2]
	for _, want := range []string{"In-Reply-To: " + first, "References: " + first, "List-Id: docketwatch <ops-desk.docketwatch.example.org>", "Auto-Submitted: auto-generated"} {
		if !bytes.Contains(last.raw, []byte(want+"\r\n")) {
			t.Errorf("%q is not in\n%s", want, last.raw)
		}
	}
	if last.from != "dw@example.org" || len(last.to) != 2 {
		t.Errorf("%q to %q", last.from, last.to)
	}
}

// certificate is a server's for 127.0.0.1, and who trusts it.
func certificate(t testing.TB) (*tls.Config, *x509.CertPool) {
	x := httptest.NewUnstartedServer(nil)
	x.StartTLS()
	t.Cleanup(x.Close)
	pool := x509.NewCertPool()
	pool.AddCert(x.Certificate())
	return &tls.Config{Certificates: x.TLS.Certificates, MinVersion: tls.VersionTLS12}, pool
}

func TestMailIsSentEncryptedOrNotAtAll(t *testing.T) {
	secured, pool := certificate(t)
	outside := notifytest.Net()
	outside.Lab, outside.Roots = false, pool
	strangers := outside
	strangers.Roots = x509.NewCertPool()
	starttls := serve(t, func(x *smtp.Server) { x.TLSConfig, x.AllowInsecureAuth = secured, false })
	open := serve(t, nil)
	for _, tt := range []struct {
		name, address string
		net           notify.Net
		want          notifytest.Class
	}{
		{"STARTTLS", "smtp://" + starttls.addr, outside, ""},
		{"encrypted from the first byte", "smtps://" + tlsFront(t, open.addr, secured), outside, ""},
		{"no STARTTLS on offer", "smtp://" + open.addr, outside, notifytest.Destination},
		{"a certificate that nobody trusts", "smtp://" + starttls.addr, strangers, notifytest.Destination},
		{"the same from the first byte", "smtps://" + tlsFront(t, open.addr, secured), strangers, notifytest.Destination},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := build(t, tt.address, tt.net).Send(t.Context(), notify.Message{PublicID: "d1", Alert: notifytest.Filing()})
			if got := notifytest.Classify(err); got != tt.want {
				t.Errorf("%q: %v, want %q", got, err, tt.want)
			}
		})
	}
	if len(starttls.all()) != 1 || len(open.all()) != 1 {
		t.Errorf("%d and %d mails were taken", len(starttls.all()), len(open.all()))
	}
}

// tlsFront is a port that speaks TLS before a server that does not.
func tlsFront(t testing.TB, to string, c *tls.Config) string {
	l, err := tls.Listen("tcp", "127.0.0.1:0", c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // the test is over
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = in.Close() }() // both sides are done
				out, err := net.Dial("tcp", to)
				if err != nil {
					return
				}
				go func() { _, _ = io.Copy(out, in); _ = out.Close() }()
				_, _ = io.Copy(in, out) // ends with either side
			}()
		}
	}()
	return l.Addr().String()
}

func TestNewRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"no server":          `{from: a@example.org, to: [b@example.org]}`,
		"another scheme":     `{smtp: "https://mail.example.org", from: a@example.org, to: [b@example.org]}`,
		"a password in it":   `{smtp: "smtp://u:canary@mail.example.org", from: a@example.org, to: [b@example.org]}`,
		"no sender":          `{smtp: "smtp://mail.example.org", to: [b@example.org]}`,
		"nobody to write to": `{smtp: "smtp://mail.example.org", from: a@example.org}`,
		"no address":         `{smtp: "smtp://mail.example.org", from: a@example.org, to: ["b@example.org\nBcc: c@example.org"]}`,
		"half a sign-in":     `{smtp: "smtp://mail.example.org", user: env:DW_USER, from: a@example.org, to: [b@example.org]}`,
		"a way to thread":    `{smtp: "smtp://mail.example.org", thread: sideways, from: a@example.org, to: [b@example.org]}`,
		"a mistyped key":     `{smpt: "smtp://mail.example.org", from: a@example.org, to: [b@example.org]}`,
	} {
		if _, _, err := email.New(entry(t, text), notifytest.Net()); err == nil {
			t.Errorf("%s: taken", name)
		} else if strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: a secret stands in the error: %v", name, err)
		}
	}
	// All that is wrong is said at once.
	_, _, err := email.New(entry(t, `{smtp: "x://y", from: nobody, to: [nobody]}`), notifytest.Net())
	if got := strings.Count(fmt.Sprint(err), "\n"); got != 2 {
		t.Errorf("%v", err)
	}
}

func ExampleNew() {
	o, err := config.OptionsOf(`{smtp: "smtp://mail.example.org:587", from: docketwatch@example.org, to: [desk@example.org]}`)
	if err != nil {
		panic(err)
	}
	d, thread, err := email.New(config.Entry{Kind: "email", Name: "desk", Options: o}, notifytest.Net())
	fmt.Println(d.Name, d.Notifier, thread, err)
	// Output: desk email per_entry <nil>
}
