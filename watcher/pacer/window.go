package pacer

import (
	"fmt"
	"time"
)

// A window is what a look found in the feed, before any item is read.
type window struct {
	clock    time.Time // see state
	newest   time.Time // zero where no item has a usable time
	oldest   time.Time
	coverage string
	seen     []uint64 // sorted
}

// maxAhead is how far ahead of ours a court's clock may be. What is dated later
// says nothing of the window: one such item would hide every gap behind it.
const maxAhead = 24 * time.Hour

// take widens the window by an item's time.
func (w *window) take(t, now time.Time) {
	if t.IsZero() || t.After(now.Add(maxAhead)) {
		return
	}
	if t.After(w.newest) {
		w.newest = t
	}
	if w.oldest.IsZero() || t.Before(w.oldest) {
		w.oldest = t
	}
	if t.After(w.clock) { // nmid's build date is older than its newest item
		w.clock = t
	}
}

// built takes in the time the feed says it was made.
func (w *window) built(t, now time.Time) {
	if t.After(w.clock) && !t.After(now.Add(maxAhead)) {
		w.clock = t
	}
}

// gap says from when on, up to the oldest item of this look, something may have
// stood in the feed that no look saw, and why. The zero time: nothing.
//
// Two things show that the window passed us by. The newest item we knew is
// gone, though the feed reached back far enough to hold it still. Or the feed's
// clock went on by more than the window reaches, and all it shows is from after
// our last look.
func (s *state) gap(w *window) (from time.Time, why string) {
	if s.clock.IsZero() || w.oldest.IsZero() || !w.clock.After(s.clock) { // no time to compare, or an older copy
		return time.Time{}, ""
	}
	oldest, away, reach := w.oldest, w.clock.Sub(s.clock), s.reach
	if !s.items {
		reach = 24 * time.Hour // the nominal window: no item has shown the real one yet
	}
	if s.items && oldest.After(s.newest) && w.clock.Sub(s.newest) < reach {
		return s.newest, fmt.Sprintf("the newest item of the last look should still be in the feed's window (%s), and is gone", words(reach))
	}
	if away > reach && oldest.After(s.clock) {
		from = s.newest
		if from.IsZero() {
			from = s.clock
		}
		return from, fmt.Sprintf("%s passed between two looks, and the feed's window reached back %s", words(away), words(reach))
	}
	return time.Time{}, ""
}

// words prints a duration to the minute, as people say it: "2 h 53 min".
func words(d time.Duration) string {
	d = d.Round(time.Minute)
	if h := int(d.Hours()); h > 0 {
		return fmt.Sprintf("%d h %d min", h, int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d min", int(d.Minutes()))
}

// after is the state when this look is committed. A feed that shows an older
// copy of itself takes nothing back: what was seen stays seen.
func (s *state) after(w *window) state {
	next := state{clock: w.clock, newest: s.newest, reach: s.reach, items: s.items, coverage: w.coverage, seen: w.seen}
	if next.clock.Before(s.clock) {
		next.clock = s.clock
		next.seen = union(s.seen, w.seen)
		return next
	}
	if !w.newest.IsZero() {
		next.newest, next.reach, next.items = w.newest, w.clock.Sub(w.oldest), true
	}
	if next.newest.Before(s.newest) {
		next.newest = s.newest
	}
	return next
}

// same reports whether a look without fresh items leaves the state as it was.
func (s *state) same(w *window) bool {
	if w.clock.Before(s.clock) { // an older copy
		return true
	}
	return w.clock.Equal(s.clock) && len(w.seen) == len(s.seen) && w.coverage == s.coverage
}

// union joins two sorted lists; what stands in both is taken once.
func union(a, b []uint64) []uint64 {
	all := make([]uint64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			all, a = append(all, a[0]), a[1:]
		case a[0] > b[0]:
			all, b = append(all, b[0]), b[1:]
		default:
			all, a, b = append(all, a[0]), a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}
