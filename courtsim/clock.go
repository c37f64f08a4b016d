package courtsim

import (
	"sync"
	"time"
)

// A Clock is one that only the test which holds it moves.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock makes one that stands at the given moment.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// Now is where the clock stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Add moves the clock.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}
