package lab

import "time"

// A clock is the world's, and the daemon's, which may be wrong.
type clock struct {
	world time.Time
	skew  time.Duration // how far the daemon's is ahead
	wrong bool          // it was, once
}

func (c *clock) now() time.Time    { return c.world }
func (c *clock) daemon() time.Time { return c.world.Add(c.skew) }

func (c *clock) pass(d time.Duration) {
	if d > 0 {
		c.world = c.world.Add(d)
	}
}
