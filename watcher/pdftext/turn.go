package pdftext

import (
	"context"
	"time"
)

// take waits for the turn to read.
func (e *Extractor) take(ctx context.Context) error {
	select {
	case e.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if e.closed {
		<-e.turn
		return ErrClosed
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.idle != nil {
		e.idle.Stop()
	}
	return nil
}

// leave gives the turn on; a child that is not wanted for a while is ended.
func (e *Extractor) leave() {
	if e.worker != nil {
		e.mu.Lock()
		e.idle = time.AfterFunc(e.o.Idle, func() {
			select {
			case e.turn <- struct{}{}:
				e.dismiss()
				<-e.turn
			default: // somebody is reading again
			}
		})
		e.mu.Unlock()
	}
	<-e.turn
}

// Close waits for the document under way and ends the child.
func (e *Extractor) Close() {
	e.turn <- struct{}{}
	defer func() { <-e.turn }()
	e.closed = true
	e.mu.Lock()
	if e.idle != nil {
		e.idle.Stop()
	}
	e.mu.Unlock()
	e.dismiss()
}

// Stats are figures for metrics.
type Stats struct {
	Children int64 // started so far
	Peak     int64 // largest resident set of any child so far, in bytes; 0 off Linux
}

// Stats may be asked at any time.
func (e *Extractor) Stats() Stats {
	return Stats{Children: e.starts.Load(), Peak: e.peak.Load()}
}
