package pacer

import (
	"errors"
	"fmt"
	"syscall"
	"testing"
	"time"

	"docketwatch/watcher"
)

// The whole dictionary, per item. Linear: the figure at 20,000 items is that at
// 300.
func BenchmarkParse(b *testing.B) {
	for _, n := range []int{300, 20_000} {
		body := generated(1, n)
		b.Run(fmt.Sprintf("%d items", n), func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			began := cpu(b)
			for b.Loop() {
				if _, err := Parse(body, "cand"); err != nil {
					b.Fatal(err)
				}
			}
			perItem(b, began, n)
		})
	}
}

// A look at a feed without news: scanned and hashed, not parsed.
func BenchmarkKnownItems(b *testing.B) {
	for _, n := range []int{300, 20_000} {
		body := generated(1, n)
		s := &Source{court: court("cand")}
		first, err := s.read(body, "", watcher.Cursor{Now: built})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%d items", n), func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			began := cpu(b)
			for b.Loop() {
				if _, err := s.read(body, "", watcher.Cursor{State: first.Next, Now: built}); !errors.Is(err, watcher.ErrNotModified) {
					b.Fatal(err)
				}
			}
			perItem(b, began, n)
		})
	}
}

// A busy cycle: 200 courts of 300 items, one of them new in each.
func BenchmarkCycleOf200Courts(b *testing.B) {
	s := &Source{court: court("cand")}
	before, after := windowOf(1, 300), windowOf(2, 301)
	first, err := s.read(before, "", watcher.Cursor{Now: timeOf(301)})
	if err != nil {
		b.Fatal(err)
	}
	began := cpu(b)
	for b.Loop() {
		for range 200 {
			batch, err := s.read(after, "", watcher.Cursor{State: first.Next, Now: timeOf(301)})
			if err != nil || len(batch.Sightings) != 1 {
				b.Fatal(len(batch.Sightings), err)
			}
		}
	}
	perItem(b, began, 200*300)
}

// perItem reports processor time, user and system, of all threads: what other
// programs do meanwhile does not count. It is called after the loop with the
// clock that was started before it.
func perItem(b *testing.B, began time.Duration, n int) {
	b.ReportMetric(float64((cpu(b)-began).Nanoseconds())/1000/float64(b.N)/float64(n), "cpu-us/item")
}

func cpu(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
