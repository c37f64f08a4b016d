package mailbox

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"docketwatch/watcher"
)

// open connects, logs in and examines the mailbox. When ctx is done the
// connection is cut, and whoever waits for the server waits no longer.
func (s *Source) open(ctx context.Context) (*box, func(), error) {
	conn, err := s.client.Dial(ctx, s.host, s.port, s.plain)
	if err != nil {
		return nil, nil, err
	}
	cut := context.AfterFunc(ctx, func() { _ = conn.Close() })
	b := &box{conn: conn, mail: s.limits.mail, client: imapclient.New(&line{Conn: conn, idle: s.limits.idle, left: s.limits.bytes}, nil)}
	shut := func() {
		cut()
		_ = b.conn.Close()   // ends the library's reader, so that closing it cannot wait
		_ = b.client.Close() // says only that the connection is closed
	}
	if err := s.enter(b); err != nil {
		shut()
		return nil, nil, s.because(ctx, err)
	}
	return b, shut, nil
}

// enter logs in and examines the mailbox.
func (s *Source) enter(b *box) error {
	if err := b.client.WaitGreeting(); err != nil {
		return fmt.Errorf("greeting: %w", err)
	}
	if b.client.State() == imap.ConnStateNotAuthenticated {
		if err := b.client.Login(s.user, s.password.Reveal()).Wait(); err != nil {
			return s.refusedLogin(err)
		}
	}
	data, err := b.client.Select(s.folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return fmt.Errorf("open it: %w", err)
	}
	if data.UIDValidity == 0 {
		return errors.New("the server numbers its messages anew each time (no UIDVALIDITY): what was read cannot be told from what was not")
	}
	b.validity, b.next = data.UIDValidity, data.UIDNext
	if b.next == 0 { // an old server, which says no more than what the newest one has
		newest, err := b.search(&imap.SearchCriteria{UID: []imap.UIDSet{{{}}}})
		if err != nil {
			return err
		}
		b.next = 1
		if len(newest) > 0 {
			b.next = newest[len(newest)-1] + 1
		}
	}
	return nil
}

// refusedLogin tells a login that will never work from a server that is not
// well: names and passwords that are wrong are not tried in a hurry, since servers
// lock accounts for that.
func (s *Source) refusedLogin(err error) error {
	var answer *imap.Error
	if !errors.As(err, &answer) || answer.Type != imap.StatusResponseTypeNo || unwell(answer) {
		return fmt.Errorf("log in: %w", err)
	}
	return &watcher.Refused{Want: "an open mailbox", Got: "refused login: " + s.shown(answer.Text), Blocked: true}
}

// because says why it broke off: a time that is up is more telling than the
// connection that was cut for it.
func (s *Source) because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	var refused *watcher.Refused
	if errors.As(err, &refused) {
		return err
	}
	return errors.New(s.shown(err.Error()))
}

// shown is a text of the server as it may be shown: one short line, in which the
// password does not stand.
func (s *Source) shown(text string) string {
	if secret := s.password.Reveal(); secret != "" {
		text = strings.ReplaceAll(text, secret, "[secret]")
	}
	text, _, _ = strings.Cut(text, "\n")
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, text))
	if r := []rune(text); len(r) > 200 {
		text = string(r[:200]) + "…"
	}
	return text
}
