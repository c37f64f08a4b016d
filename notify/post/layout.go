package post

import (
	"strings"
	"time"
	"unicode/utf16"

	"docketwatch/config"
	"docketwatch/notify"
)

// fit lays a message out in as much room as the limits of its destination leave.
func fit[T any](m notify.Message, lay func(notify.Told) T, fits func(T) bool) T {
	for room := 3000; ; room = room * 2 / 3 {
		laid := lay(notify.Tell(m, room))
		if fits(laid) || room < 40 {
			return laid
		}
	}
}

// units is the length of a text as most services count it: in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// markdown makes text literal where Markdown is read: every letter that could
// mean something is escaped (CommonMark 2.4), and what programs find without
// any mark-up is defused.
func markdown(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(notify.Defuse(s), "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		digits := 0
		for at, r := range line {
			if r >= '0' && r <= '9' && at == digits {
				digits++
			}
			list := (r == '.' || r == ')') && at == digits && at > 0 // "1." begins a list
			if list || strings.ContainsRune("\\`*_{}[]<>()#+-!|~=:@&$^", r) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// a hook is what the kinds have in common whose secret is their address.
type hook struct {
	Webhook config.Secret `yaml:"webhook"`
	Pace    time.Duration `yaml:"pace"` // least time between two messages
}

// open reads the options of a kind and makes its client. Errors are
// [config.Problems] and hold no address.
func (h *hook) open(e config.Entry, n notify.Net, service, hint string, private func() bool, into any) (*Client, error) {
	if err := e.Options.Decode(into); err != nil {
		return nil, err
	}
	if !h.Webhook.IsSet() {
		return nil, e.Problem(hint, "webhook is missing")
	}
	c, err := NewClient(n, service, h.Webhook.Reveal(), private())
	if err != nil {
		return nil, e.Problem(hint, "webhook: %v", err)
	}
	return c, nil
}

func never() bool { return false }

// defaultPace is the least time between two messages of most services.
const defaultPace = time.Second
