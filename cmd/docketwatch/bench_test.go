package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/zap"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher"
)

// load is 200 feeds of 300 items each, every docket in them watched: the worst
// case, in which each new item is kept and told.
const (
	loadFeeds = 200
	loadItems = 300
)

// BenchmarkCycle is one look at every feed. "news" has one new item in each,
// "nothing" the same bytes as before. cpu-s/cycle is user and system time of
// this process; the feeds are served by another.
func BenchmarkCycle(b *testing.B) {
	for _, news := range []bool{true, false} {
		b.Run(map[bool]string{true: "news", false: "nothing"}[news], func(b *testing.B) {
			feeds := benchFeeds(b)
			w, s := benchWatcher(b, feeds)
			defer func() { _ = s.Close() }() // thrown away
			if failed, err := w.Once(b.Context()); err != nil || failed > 0 {
				b.Fatalf("%d failed, %v", failed, err)
			}
			before := cpu(b)
			cycles := 0
			for b.Loop() {
				if news {
					advance(b, feeds)
				}
				if _, err := w.Once(b.Context()); err != nil {
					b.Fatal(err)
				}
				cycles++
			}
			b.ReportMetric((cpu(b)-before).Seconds()/float64(cycles), "cpu-s/cycle")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func benchWatcher(b *testing.B, url string) (*watcher.Watcher, *store.Store) {
	b.Helper()
	var text strings.Builder
	fmt.Fprintf(&text, "lab: {allow_private_addresses: true}\nsources: [{kind: court_rss, schedule: '@every 1s', url: '%s/{court}'}]\nnotify: [{name: screen, kind: console}]\n", url)
	c, err := config.Parse("bench.yaml", []byte(text.String()))
	if err != nil {
		b.Fatal(err)
	}
	feeds := 0
	for _, court := range docket.Courts() {
		if court.FeedURL == "" || feeds == loadFeeds {
			continue
		}
		feeds++
		watched := docket.Case{Name: court.ID}
		for n := range loadItems / 3 {
			watched.Dockets = append(watched.Dockets, docket.DocketRef{Court: court.ID, Number: docket.Number{Office: "1", Year: 2026, Type: "cv", Serial: n + 1}})
		}
		c.Cases = append(c.Cases, watched)
	}
	a, err := assemble(c, io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "l.db"), store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d feeds of %d items", len(a.sources), loadItems)
	return watcher.New(watcher.Options{Ledger: s, Sources: a.sources, Watch: a.watch, Router: a.router, Owner: "bench", Now: time.Now, Log: zap.NewNop()}), s
}

// cpu is the user and system time of this process so far.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
