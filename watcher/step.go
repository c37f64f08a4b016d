package watcher

import (
	"context"
	"time"
)

// Step takes every source that is due through a turn, one after another, and
// says how long none will be: one round of [Watcher.Run], for who moves the
// clock himself.
func (w *Watcher) Step(ctx context.Context) (time.Duration, error) {
	if len(w.States()) == 0 {
		if err := w.claim(ctx); err != nil {
			return 0, err
		}
		w.marked = w.o.Now()
	}
	for {
		due, wake := w.due(w.o.Now())
		if len(due) == 0 {
			if now := w.o.Now(); now.Sub(w.marked) >= markEvery {
				w.mark(ctx)
				w.marked = now
			}
			return wake, nil
		}
		for _, s := range due {
			w.take(ctx, s)
		}
	}
}
