// Package console prints alerts for a person in front of a screen or a log.
package console

import (
	"context"
	"fmt"
	"io"
	"strings"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/notify"
)

// A Console prints each alert as a few lines of plain text.
type Console struct{ out io.Writer }

// New makes a console; the kind has no options.
func New(e config.Entry, out io.Writer) (*Console, error) {
	var none struct{}
	if err := e.Options.Decode(&none); err != nil {
		return nil, err
	}
	return &Console{out: out}, nil
}

// Send prints the alert in one write, so that two of them never mix. The
// reference is empty: a screen keeps nothing.
func (c *Console) Send(ctx context.Context, m notify.Message) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	_, err := io.WriteString(c.out, Text(m))
	return "", err
}

// Text is an alert as it is printed. Nothing in it can move the cursor.
func Text(m notify.Message) string {
	a := m.Alert
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", sign(a.Kind), notify.Headline(a))
	fmt.Fprintf(&b, "  %s\n", notify.Title(m, 300))
	where := strings.TrimSpace(notify.Place(a))
	if when := notify.When(a); when != "" {
		where = strings.TrimPrefix(where+", "+when, ", ")
	}
	if where != "" {
		fmt.Fprintf(&b, "  %s\n", where)
	}
	if filer := notify.Filer(a); filer != "" {
		fmt.Fprintf(&b, "  %s\n", filer)
	}
	if rule := notify.RuleLine(a); rule != "" {
		fmt.Fprintf(&b, "  %s\n", rule)
	}
	body := notify.Lines(a.Body, 1200)
	if len(a.Parts) > 0 {
		body = parts(a.Parts)
	}
	for line := range strings.SplitSeq(body, "\n") {
		if line != "" {
			fmt.Fprintf(&b, "  | %s\n", line)
		}
	}
	for _, fact := range []string{a.Paper, a.Awaiting} {
		if fact = notify.Clean(fact, 200); fact != "" {
			fmt.Fprintf(&b, "  (%s)\n", fact)
		}
	}
	if link := notify.Link(a.Link); link != "" {
		fmt.Fprintf(&b, "  %s\n", link)
	} else if link := notify.Link(a.DocketURL); link != "" {
		fmt.Fprintf(&b, "  %s\n", link)
	}
	if link := notify.Link(a.PressURL); link != "" {
		fmt.Fprintf(&b, "  %s\n", link)
	}
	b.WriteString("\n")
	return b.String()
}

// parts are a digest's, each line with where it leads.
func parts(list []docket.Part) string {
	var b strings.Builder
	for _, p := range list {
		fmt.Fprintf(&b, "%s\n", notify.Clean(p.Head, 300))
		for _, l := range p.Lines {
			fmt.Fprintf(&b, "  %s\n", notify.Clean(l.Text, 700))
			if link := notify.Link(l.Link); link != "" {
				fmt.Fprintf(&b, "    %s\n", link)
			}
		}
	}
	return b.String()
}

// sign lets an eye that runs down the screen sort the kinds.
func sign(k docket.AlertKind) string {
	switch k {
	case docket.AlertFiling:
		return "==>"
	case docket.AlertUpdate:
		return "-->"
	case docket.AlertArgument, docket.AlertRule:
		return "»»»"
	case docket.AlertPaired:
		return "<=>"
	case docket.AlertAmended, docket.AlertSealed, docket.AlertRemoved, docket.AlertRestored:
		return "~~>"
	case docket.AlertRelease:
		return "==]"
	case docket.AlertHealth, docket.AlertGap, docket.AlertExpected:
		return "!!!"
	case docket.AlertDigest:
		return "==="
	}
	return "..."
}
