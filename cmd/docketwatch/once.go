package main

import (
	"context"
	"fmt"

	"docketwatch/watcher"
)

type onceCmd struct {
	configFlag
	DryRun bool `help:"Print what would be sent and write nothing."`
}

// Run takes one turn of every source, delivers, and exits.
func (c *onceCmd) Run(ctx context.Context, std streams) error {
	a, err := load(c.Config, std.out)
	if err != nil {
		return err
	}
	log := newLog(std.err, false)
	if c.DryRun {
		return dryRun(ctx, a, std, log)
	}
	d, err := openService(ctx, a.config.Storage, log)
	if err != nil {
		return err
	}
	defer func() { _ = d.store.Close() }() // everything is committed by now
	if err := d.mount(a); err != nil {
		return err
	}
	failed, err := d.watching.Load().Once(ctx)
	if err != nil {
		return err
	}
	if p := d.pairing.Load(); p != nil {
		if _, err := p.Step(ctx); err != nil {
			return err
		}
	}
	if err := d.auditing.Load().Flush(ctx); err != nil {
		return err
	}
	if err := d.delivering.Load().Drain(ctx); err != nil {
		return err
	}
	if err := d.caughtUpOnce(ctx); err != nil {
		return err
	}
	if q, err := d.store.QueueCounts(ctx); err != nil {
		return err
	} else if q.Held > 0 {
		_, _ = fmt.Fprintf(std.err, "%d deliveries are held; `docketwatch outbox` says why, and a later run sends them\n", q.Held)
	}
	return unread(failed, d.watching.Load())
}

// unread is an error that names the sources a look could not read whole.
func unread(failed int, w *watcher.Watcher) error {
	if failed == 0 {
		return nil
	}
	for _, s := range w.States() {
		if s.Failures > 0 {
			return fmt.Errorf("%d of %d sources could not be read whole, among them %s: %s", failed, len(w.States()), s.Name, s.Why)
		}
	}
	return nil
}
