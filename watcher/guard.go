package watcher

import (
	"context"
	"fmt"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// guarded turns a panic into a failed look.
func (w *Watcher) guarded(ctx context.Context, s Scheduled, state docket.SourceState) (res result) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		w.o.Log.Error("panic while reading", zap.String("source", s.Source.Name()), zap.Any("panic", p), zap.Stack("stack"))
		turn := w.turner.failed(s, state, fmt.Errorf("the reader broke down: %v", p), w.o.Now())
		res = w.turner.commit(context.WithoutCancel(ctx), turn, w.o.Now())
	}()
	return w.turner.take(ctx, s, state)
}

// Progress says when the watching last got on: a look that ended, or the start.
// Late is how far behind its time the most overdue source is; a healthy loop
// is late by no more than a look may take.
func (w *Watcher) Progress() (last time.Time, late time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.o.Now()
	for _, s := range w.states {
		late = max(late, now.Sub(s.Next))
	}
	return w.progress, late
}
