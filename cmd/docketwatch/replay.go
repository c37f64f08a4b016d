package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher"
)

type replayCmd struct {
	configFlag
	Since    string   `help:"Only what is of this day or later: 2017-03-01, or 90d for the last 90 days."`
	Rules    string   `help:"The rules to try: a configuration, or a file with a rules: section. Left out: those of the configuration." type:"path"`
	Labelled []string `help:"Labelled passages (JSON lines, or folders of them) to take precision and recall on, in place of the ledger." type:"path"`
	JSON     bool     `help:"One JSON object a line: a rule, an argument or a mute rule."`
}

// Run runs the rules again over what the ledger keeps, or over labelled
// passages, and says what would have been told. It changes nothing and tells
// nobody.
func (c *replayCmd) Run(ctx context.Context, std streams) error {
	if len(c.Labelled) > 0 && c.Rules != "" { // no ledger is needed
		book, notes, err := loadRules(c.Rules, time.UTC)
		if err != nil {
			return err
		}
		_, _ = fmt.Fprint(std.err, notes.In(c.Rules))
		return c.labelled(book, std)
	}
	cfg, err := config.Load(c.Config)
	if err != nil {
		return asFileError(c.Config, err)
	}
	name := c.Config
	if c.Rules != "" {
		name = c.Rules
	}
	book, notes, err := loadRules(name, zoneOf(cfg))
	var nothing *fileError
	if c.Rules == "" && errors.As(err, &nothing) && len(cfg.Rules)+len(cfg.Mute) == 0 { // the arguments alone
		book, err = &watcher.Rulebook{}, nil
	}
	if err != nil {
		return err
	}
	_, _ = fmt.Fprint(std.err, notes.In(name))
	if len(c.Labelled) > 0 {
		return c.labelled(book, std)
	}
	since, err := sinceDay(c.Since, time.Now())
	if err != nil {
		return usageError{err}
	}
	s, err := store.Open(ctx, cfg.Storage, store.Options{Now: time.Now})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	arguer, err := newArguer(cfg)
	if err != nil {
		return err
	}
	score := newScore(book)
	if err := c.history(ctx, s, watcher.NewReplay(book, arguer, watcher.NewWatch(cfg.Cases)), since, score, std.err); err != nil {
		return err
	}
	return score.print(std, c.JSON)
}

// history runs everything over the ledger, entries first. What day something is
// of is its own: when the court entered it, or the office published it.
func (c *replayCmd) history(ctx context.Context, s *store.Store, r *watcher.Replay, since docket.Date, score *score, screen io.Writer) error {
	bar := progress{out: screen, label: "entries", parts: 2}
	shown := time.Now()
	show := func(day docket.Date) {
		if now := time.Now(); now.Sub(shown) > time.Second {
			shown = now
			bar.line(fmt.Sprintf("%d done, at %s", score.seen(), day))
		}
	}
	defer bar.end()
	err := s.EveryEntry(ctx, time.Time{}, func(e docket.Entry) error {
		day := dayOfEntry(e)
		if day < since {
			return nil
		}
		read, err := s.ReadDocuments(ctx, e.ID)
		if err != nil {
			return err
		}
		documents := make(map[int][]docket.Page)
		for _, n := range read {
			if documents[n], err = s.Pages(ctx, e.ID, n); err != nil {
				return err
			}
		}
		score.entry(e, day, r.Entry(e, documents, time.Now()))
		show(day)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	bar.label, bar.part = "press", 1
	return s.EveryRelease(ctx, time.Time{}, func(x docket.Release) error {
		day := dayOfRelease(x)
		if day < since {
			return nil
		}
		score.release(x, day, r.Release(x, time.Now()))
		show(day)
		return ctx.Err()
	})
}

// dayOfEntry is the court's day of an entry, or that on which it was first seen.
func dayOfEntry(e docket.Entry) docket.Date {
	court, ok := docket.CourtByID(e.Docket.Court())
	switch {
	case ok && !e.Entered.IsZero():
		return docket.Date(e.Entered.In(court.Location()).Format(time.DateOnly))
	case e.Filed != "":
		return e.Filed
	}
	return docket.Date(e.FirstSeen.UTC().Format(time.DateOnly))
}

func dayOfRelease(x docket.Release) docket.Date {
	switch {
	case x.Date != "":
		return x.Date
	case !x.Published.IsZero():
		return docket.Date(x.Published.UTC().Format(time.DateOnly))
	}
	return docket.Date(x.Seen.UTC().Format(time.DateOnly))
}

// sinceDay reads a day, or how long ago.
func sinceDay(text string, now time.Time) (docket.Date, error) {
	if text == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return docket.Date(text), nil
	}
	d, err := config.Duration(text)
	if err != nil {
		return "", fmt.Errorf("--since %q is neither a day (2017-03-01) nor a length of time (90d)", text)
	}
	return docket.Date(now.Add(-d).Format(time.DateOnly)), nil
}
