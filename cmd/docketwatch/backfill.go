package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher"
	"docketwatch/watcher/courtlistener"
)

type backfillCmd struct {
	configFlag
	Case string `arg:"" help:"A case's name, or part of it, as in the configuration."`
}

// Run reads every docket of a case as far as CourtListener goes, beside a
// running daemon or without one. It asks within the same allowance, and waits
// where that is spent.
func (c *backfillCmd) Run(ctx context.Context, std streams) error {
	a, err := load(c.Config, std.out)
	if err != nil {
		return err
	}
	watched, err := oneCase(a.config.Cases, c.Case)
	if err != nil {
		return usageError{err}
	}
	source := courtListenerOf(a)
	if source == nil {
		return usageError{errors.New("nothing to read from: add a source of kind courtlistener with a token")}
	}
	s, err := store.Open(ctx, a.config.Storage, store.Options{Now: time.Now})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // what was read is committed
	source.Keep(s, nil, time.Now)
	b := watcher.NewBackfill(s, a.watch, a.router, a.rulebook, newOwner(), time.Now)
	for i, ref := range watched.Dockets {
		bar := progress{out: std.err, label: fmt.Sprintf("%s %s", ref.Court, ref.Number), part: i, parts: len(watched.Dockets)}
		counts, err := c.docket(ctx, source.Resolver(), b, ref, &bar)
		bar.end()
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(std.out, "%s %s: %d entries read; %d were not known, %d gained something, %d are missed ones and are told in one list\n",
			ref.Court, ref.Number, counts.Read, counts.Baseline+counts.New+counts.Late+counts.Housekeeping+counts.Muted, counts.Enriched, counts.Late)
	}
	return nil
}

// docket reads one docket; where the allowance is spent it waits and goes on
// from the day it had come to.
func (c *backfillCmd) docket(ctx context.Context, r *courtlistener.Resolver, b *watcher.Backfill, ref docket.DocketRef, bar *progress) (docket.Counts, error) {
	var total docket.Counts
	from := docket.Date("")
	for {
		got, err := r.Fill(ctx, ref.Key(), from, "")
		if len(got) > 0 {
			counts, cerr := b.Put(ctx, ref, got)
			if cerr != nil {
				return total, cerr
			}
			total = sum(total, counts)
			from = got[len(got)-1].Filed
			bar.show(total.Read, string(from))
		}
		var waits *courtlistener.NotAsked
		switch {
		case err == nil:
			return total, nil
		case !errors.As(err, &waits):
			return total, err
		}
		bar.wait(waits.Until)
		timer := time.NewTimer(waits.Wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return total, ctx.Err()
		case <-timer.C:
		}
	}
}

func sum(a, b docket.Counts) docket.Counts {
	a.Read += b.Read
	a.Baseline += b.Baseline
	a.New += b.New
	a.Late += b.Late
	a.Muted += b.Muted
	a.Housekeeping += b.Housekeeping
	a.Enriched += b.Enriched
	return a
}

// progress is one line on a terminal that is written over again and again.
type progress struct {
	out         io.Writer
	label       string
	part, parts int
	width       int
}

func (p *progress) line(text string) {
	done := strings.Repeat("#", 20*p.part/max(p.parts, 1))
	text = fmt.Sprintf("[%-20s] %s: %s", done, p.label, text)
	pad := strings.Repeat(" ", max(p.width-len(text), 0))
	p.width = len(text)
	_, _ = fmt.Fprint(p.out, "\r"+text+pad) // a broken pipe ends the program by itself
}

func (p *progress) show(entries int, day string) {
	p.line(fmt.Sprintf("%d entries, read up to %s", entries, or(day, "the beginning")))
}

func (p *progress) wait(until time.Time) {
	p.line("the day's requests are spent; it goes on at " + until.Local().Format("15:04:05"))
}

func (p *progress) end() {
	if p.width > 0 {
		_, _ = fmt.Fprintln(p.out) // a broken pipe ends the program by itself
	}
}
