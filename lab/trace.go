package lab

import (
	"fmt"
	"hash/fnv"
	"io"
	"time"
)

// A trace is what happened, step by step: a fingerprint of all of it, and the
// words of the last steps and of those that were faults.
type trace struct {
	clock  *clock
	sum    uint64
	faults []string
	last   []string
}

// kept is how many steps and faults are kept in words.
const kept = 150

func (t *trace) note(format string, args ...any) { t.last = appended(t.last, t.line(format, args...)) }

// fault notes what struck: it stays longer.
func (t *trace) fault(format string, args ...any) {
	line := t.line(format, args...)
	t.faults, t.last = appended(t.faults, line), appended(t.last, line)
}

func (t *trace) line(format string, args ...any) string {
	line := t.clock.now().UTC().Format(time.DateTime) + " " + fmt.Sprintf(format, args...)
	h := fnv.New64a()
	_, _ = io.WriteString(h, line) // a hash takes every write
	t.sum = t.sum*1099511628211 ^ h.Sum64()
	return line
}

func appended(list []string, line string) []string {
	if len(list) >= 2*kept {
		list = append(list[:0], list[kept:]...)
	}
	return append(list, line)
}
