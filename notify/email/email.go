// Package email sends alerts as mail, through a server that takes mail for
// submission. A mail that was taken is not a mail that was read: what happens
// after the server's answer (a bounce, a spam folder) is not seen from here.
package email

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"docketwatch/config"
	"docketwatch/notify"
)

// settings are the options of the kind, by the names of the configuration.
type settings struct {
	SMTP     string        `yaml:"smtp"` // smtp://host:587 with STARTTLS, smtps://host:465
	User     config.Secret `yaml:"user"`
	Password config.Secret `yaml:"password"`
	From     string        `yaml:"from"`
	To       []string      `yaml:"to"`
	Thread   string        `yaml:"thread"`  // per_entry | per_case | none
	Private  bool          `yaml:"private"` // the server is in a private network of ours
	Pace     time.Duration `yaml:"pace"`
}

// connectTimeout ends the way to a server, sendTimeout the talk with it.
const (
	connectTimeout = 5 * time.Second
	sendTimeout    = 15 * time.Second
)

// An Email sends each alert as one mail to all its recipients.
type Email struct {
	name           string
	host           string
	port           uint16
	secured        *tls.Config // smtps: encrypted from the first byte; nil: STARTTLS
	from           *mail.Address
	to             []*mail.Address
	user, password string
	dialer         *net.Dialer
	options        []gomail.Option
	now            func() time.Time
}

// New makes the destination of one entry, and says how it threads. Errors are
// [config.Problems].
func New(e config.Entry, n notify.Net) (notify.Destination, string, error) {
	s := settings{Thread: "per_entry", Pace: time.Second}
	d := notify.Destination{Name: e.Name, Kind: e.Kind}
	if err := e.Options.Decode(&s); err != nil {
		return d, "", err
	}
	m := &Email{name: e.Name, user: s.User.Reveal(), password: s.Password.Reveal(), now: n.Now}
	var problems config.Problems
	problem := func(hint, format string, args ...any) {
		problems = append(problems, e.Problem(hint, format, args...)...)
	}
	secure, err := m.server(s.SMTP)
	if err != nil {
		problem("smtp: smtp://mail.example.org:587, or smtps://…:465", "smtp: %v", err)
	}
	if m.from, err = mail.ParseAddress(s.From); err != nil {
		problem("from: docketwatch@example.org", "from: %q is no mail address", s.From)
	}
	if len(s.To) == 0 {
		problem("to: [desk@example.org]", "to is missing")
	}
	for _, to := range s.To {
		a, err := mail.ParseAddress(to)
		if err != nil {
			problem("to: [desk@example.org]", "to: %q is no mail address", to)
			continue
		}
		m.to = append(m.to, a)
	}
	if s.User.IsSet() != s.Password.IsSet() {
		problem("set both, or neither where the server asks for none", "user and password belong together")
	}
	if !slices.Contains([]string{"per_entry", "per_case", "none"}, s.Thread) {
		problem("per_entry, per_case or none", "thread: %q is no way to thread", s.Thread)
	}
	if len(problems) > 0 {
		return d, "", problems
	}
	m.dialer = &net.Dialer{Timeout: connectTimeout, Control: n.Control(s.Private || n.Lab, m.port)}
	m.options = m.clientOptions(secure, n)
	if _, err := gomail.NewClient(m.host, m.options...); err != nil {
		return d, "", e.Problem("", "smtp: %v", err)
	}
	d.Notifier, d.Pace = m, s.Pace
	return d, s.Thread, nil
}

// server reads the address of the mail server and says whether it is encrypted
// from the first byte.
func (m *Email) server(text string) (secure bool, err error) {
	u, err := url.Parse(text)
	if err != nil {
		return false, fmt.Errorf("no address")
	}
	port := u.Port()
	switch {
	case text == "":
		return false, fmt.Errorf("the server is missing")
	case u.User != nil:
		return false, fmt.Errorf("user and password do not stand in the address")
	case u.Scheme != "smtp" && u.Scheme != "smtps":
		return false, fmt.Errorf("%q is neither smtp nor smtps", u.Scheme)
	case u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "":
		return false, fmt.Errorf("not a host and a port")
	case port == "" && u.Scheme == "smtps":
		port = "465"
	case port == "":
		port = "587"
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return false, fmt.Errorf("no such port: %s", port)
	}
	m.host, m.port = u.Hostname(), uint16(number)
	return u.Scheme == "smtps", nil
}

func (m *Email) clientOptions(secure bool, n notify.Net) []gomail.Option {
	secured := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: m.host, RootCAs: n.Roots}
	policy := gomail.TLSMandatory
	if secure {
		m.secured = secured
	}
	if secure || n.Lab { // encrypted already, or free to do without
		policy = gomail.TLSOpportunistic
	}
	options := []gomail.Option{gomail.WithPort(int(m.port)), gomail.WithTimeout(sendTimeout), gomail.WithTLSConfig(secured), gomail.WithTLSPolicy(policy)}
	if m.user != "" {
		auth := gomail.SMTPAuthAutoDiscover // the best that both sides know; nothing readable on an open line
		if n.Lab && !secure {
			auth = gomail.SMTPAuthPlainNoEnc
		}
		options = append(options, gomail.WithUsername(m.user), gomail.WithPassword(m.password), gomail.WithSMTPAuth(auth))
	}
	return options
}

// String does not hold the password.
func (m *Email) String() string { return "email" }

// GoString does not hold the password.
func (m *Email) GoString() string { return "email" }

// Send sends one mail; the reference is its Message-ID, which is the same at
// every attempt.
func (m *Email) Send(ctx context.Context, msg notify.Message) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	c, hangUp, err := m.connect(ctx)
	if err != nil {
		return "", m.sort(ctx, stageConnect, err)
	}
	defer hangUp()
	if err := c.Mail(m.from.Address); err != nil {
		return "", m.sort(ctx, stageSender, err)
	}
	refused, err := m.recipients(ctx, c)
	if err != nil {
		return "", err
	}
	letter, err := m.letter(msg, refused)
	if err != nil {
		return "", &notify.Permanent{Reason: "email: " + err.Error()}
	}
	w, err := c.Data()
	if err != nil {
		return "", m.sort(ctx, stageData, err)
	}
	if _, err := letter.WriteTo(w); err != nil { // no last dot, no mail (RFC 5321, 4.1.1.4)
		return "", m.sort(ctx, stageWrite, err)
	}
	// -- from the last dot to the answer nobody knows whether the mail is theirs or ours --
	if err := w.Close(); err != nil {
		return "", m.sort(ctx, stageDot, err)
	}
	return letter.GetMessageID(), nil
}

// connect dials, greets, encrypts and signs in. A context that is done cuts the
// connection, whatever is being said on it.
func (m *Email) connect(ctx context.Context) (c *smtp.Client, hangUp func(), err error) {
	var conn net.Conn
	cut := func() bool { return true }
	dial := func(ctx2 context.Context, network, address string) (net.Conn, error) {
		raw, err := m.dialer.DialContext(ctx2, network, address)
		if err != nil {
			return nil, err
		}
		conn = raw
		cut = context.AfterFunc(ctx, func() { _ = raw.Close() }) // it is given up
		if m.secured == nil {
			return raw, nil
		}
		secured := tls.Client(raw, m.secured)
		return secured, secured.HandshakeContext(ctx2)
	}
	client, err := gomail.NewClient(m.host, append(slices.Clone(m.options), gomail.WithDialContextFunc(dial))...)
	if err != nil {
		return nil, nil, err
	}
	c, err = client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		cut()
		if conn != nil {
			_ = conn.Close() // nothing was sent on it
		}
		return nil, nil, err
	}
	return c, func() {
		cut()
		_ = c.Quit() // the mail is theirs, or is not, by now
		_ = conn.Close()
	}, nil
}

// recipients names them to the server. Who is refused for good is left out and
// named in the mail to the others, so that somebody hears of it; if nobody is
// left, or one of them is to be tried later, nothing is sent.
func (m *Email) recipients(ctx context.Context, c *smtp.Client) (refused []string, err error) {
	var last error
	for _, to := range m.to {
		err := c.Rcpt(to.Address)
		switch code := codeOf(err); {
		case err == nil:
		case code/100 == 5:
			refused, last = append(refused, fmt.Sprintf("%s (%d)", to.Address, code)), err
		default:
			return nil, m.sort(ctx, stageRecipient, err)
		}
	}
	if len(refused) == len(m.to) {
		return nil, m.sort(ctx, stageRecipient, last)
	}
	return refused, nil
}
