package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher"
)

// dryRun looks at every source and prints what would be sent. The ledger, if
// there is one, is read and never written.
func dryRun(ctx context.Context, a *assembly, std streams, log *zap.Logger) error {
	ledger := &dryLedger{out: std.out}
	under, err := store.Open(ctx, a.config.Storage, store.Options{Now: time.Now})
	switch {
	case errors.Is(err, store.ErrNotFound): // a first look: everything would be new to it
	case err != nil:
		return err
	default:
		defer func() { _ = under.Close() }() // only read from
		ledger.under = under
	}
	w := watcher.New(watcher.Options{Ledger: ledger, Sources: a.sources, Watch: a.watch, Router: a.router, Rulebook: a.rulebook,
		Owner: newOwner(), Now: time.Now, Log: log, Width: 1})
	failed, err := w.Once(ctx)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(std.err, "dry run: %d alerts would be sent; nothing was written\n", ledger.alerts)
	return unread(failed, w)
}

// dryLedger reads the real ledger and prints what a commit would have told.
type dryLedger struct {
	under  *store.Store
	out    io.Writer
	alerts int
}

func (l *dryLedger) Claim(ctx context.Context, _ string, names []string, now time.Time, _ time.Duration) ([]docket.SourceState, error) {
	known := make(map[string]docket.SourceState)
	if l.under != nil {
		states, err := l.under.Sources(ctx)
		if err != nil {
			return nil, err
		}
		for _, s := range states {
			known[s.Name] = s
		}
	}
	list := make([]docket.SourceState, len(names))
	for i, n := range names {
		s, ok := known[n]
		if !ok {
			s = docket.SourceState{Name: n, Health: docket.HealthNew, Next: now}
		}
		list[i] = s
	}
	return list, nil
}

func (l *dryLedger) Known(ctx context.Context, source string, dockets []docket.DocketKey, sightings []docket.Sighting, releases []docket.Release) (docket.Known, error) {
	if l.under == nil {
		return docket.Known{}, nil
	}
	return l.under.Known(ctx, source, dockets, sightings, releases)
}

func (l *dryLedger) Captions(ctx context.Context) (map[docket.DocketKey]string, error) {
	if l.under == nil {
		return nil, nil
	}
	return l.under.Captions(ctx)
}

func (l *dryLedger) Commit(_ context.Context, t docket.Turn) error {
	for _, p := range t.Plans {
		l.alerts++
		if _, err := fmt.Fprintf(l.out, "%s | %s | %s %s | no. %s | %s -> %s\n", p.Alert.Kind, p.Alert.Case, p.Alert.CourtName,
			p.Alert.Number, orDash(p.Alert.Entry), oneLine(p.Alert.Title), strings.Join(p.Destinations, ", ")); err != nil {
			return err
		}
	}
	return nil
}

func (l *dryLedger) Mark(context.Context, string, []docket.SourceState, time.Duration) error {
	return nil
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
