package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher/courtlistener"
)

type followCmd struct {
	configFlag
	What []string `arg:"" help:"A docket's address at PACER, CourtListener, the Supreme Court, Justia or the Internet Archive; or a court and a number: cand 3:17-cv-00574."`
}

// Run prints what to paste under cases:. It changes nothing. An address that
// names a case by an id only is looked up at CourtListener, where the
// configuration has an account for it.
func (c *followCmd) Run(ctx context.Context, std streams) error {
	for _, text := range c.addresses() {
		l, err := docket.Locate(text)
		if err != nil {
			return usageError{err}
		}
		if l.Number.IsZero() {
			if l, err = c.identify(ctx, l); err != nil {
				return err
			}
		}
		name := l.Caption
		if name == "" {
			name = l.Court + " " + l.Number.String()
		}
		_, _ = fmt.Fprintf(std.out, "  - name: %s\n    dockets:\n      - {court: %s, number: %q}\n", strconv.Quote(name), l.Court, l.Number.String()) // a broken pipe ends the program by itself
		if court, ok := docket.CourtByID(l.Court); ok && court.Coverage == docket.CoverageNone {
			_, _ = fmt.Fprintf(std.err, "note: %s has no feed; only CourtListener can show this docket\n", court.Citation)
		}
	}
	return nil
}

// addresses are the arguments, or all of them together where they are a court
// and a number that nobody quoted.
func (c *followCmd) addresses() []string {
	if len(c.What) > 1 && !strings.Contains(strings.Join(c.What, ""), "://") {
		if _, err := docket.Locate(strings.Join(c.What, " ")); err == nil {
			return []string{strings.Join(c.What, " ")}
		}
	}
	return c.What
}

// identify asks CourtListener for the number behind an id.
func (c *followCmd) identify(ctx context.Context, l docket.Location) (docket.Location, error) {
	what := "CourtListener's docket " + l.CourtListenerID
	if l.CourtListenerID == "" {
		what = fmt.Sprintf("%s's case id %s", l.Court, l.PacerCaseID)
	}
	missing := fmt.Errorf("the address names %s and no docket number; with a courtlistener source in the configuration it can be looked up, or write the number: docketwatch follow %s 1:25-cv-01234",
		what, or(l.Court, "COURT"))
	if _, err := os.Stat(c.Config); errors.Is(err, os.ErrNotExist) {
		return l, usageError{missing}
	}
	a, err := load(c.Config, os.Stderr)
	if err != nil {
		return l, err
	}
	source := courtListenerOf(a)
	if source == nil {
		return l, usageError{missing}
	}
	s, err := store.Open(ctx, a.config.Storage, store.Options{Now: time.Now})
	if err != nil {
		return l, fmt.Errorf("the requests are counted in the ledger: %w", err)
	}
	defer func() { _ = s.Close() }() // what was counted is committed
	source.Keep(s, nil, time.Now)
	return source.Identify(ctx, l)
}

// courtListenerOf is the configured source, not started; nil where there is none.
func courtListenerOf(a *assembly) *courtlistener.Source {
	for _, s := range a.sources {
		if cl, ok := s.Source.(*courtlistener.Source); ok {
			return cl
		}
	}
	return nil
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
