package notify

import (
	"context"
	"time"
)

// Step lets every worker deliver at most one thing, one worker after another,
// and says how long none has anything to do: one round of [Dispatcher.Run], for
// who moves the clock himself.
func (d *Dispatcher) Step(ctx context.Context) time.Duration {
	wait := d.waits.lookAgain
	for _, w := range d.workers {
		wait = min(wait, w.turn(ctx))
	}
	return wait
}
