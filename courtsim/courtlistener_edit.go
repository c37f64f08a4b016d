package courtsim

import "time"

// Amend gives an entry another text, as when somebody uploads the docket after
// the clerk edited it. It reports whether there is such an entry.
func (c *CourtListener) Amend(court, number, entry, text string) bool {
	return c.change(court, number, entry, func(e *clEntry) { e.text = text })
}

// Seal says whether an entry's papers are sealed.
func (c *CourtListener) Seal(court, number, entry string, sealed bool) bool {
	return c.change(court, number, entry, func(e *clEntry) {
		for _, x := range e.documents {
			x.sealed, x.modified = sealed, e.modified
		}
	})
}

// change edits an entry and moves its stamp, a second past the script's clock so
// that who has read up to now sees it.
func (c *CourtListener) change(court, number, entry string, edit func(*clEntry)) bool {
	c.h.mu.Lock()
	defer c.h.mu.Unlock()
	d := c.find(court, number)
	if d == nil {
		return false
	}
	for _, e := range d.entries {
		if e.number == entry {
			e.modified = later(e.modified, c.h.clock).Add(time.Second)
			edit(e)
			return true
		}
	}
	return false
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
