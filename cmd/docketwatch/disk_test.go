//go:build linux

package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"docketwatch/courtsim"
)

// A disk runs full under the daemon, with the record and its documents on: what
// was filed waits and is told when there is room again, without a restart; and
// however often the daemon is started meanwhile, nothing is told twice.
// DOCKETWATCH_RESTARTS says how often (50 where unset).
func TestAFullDiskLosesNothingAndRepeatsNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("long: starts a daemon fifty times")
	}
	restarts := 50
	if n, err := strconv.Atoi(os.Getenv("DOCKETWATCH_RESTARTS")); err == nil && n > 0 {
		restarts = n
	}
	disk := newDisk(t, "32m")
	listen, path := freeAddress(t), strings.Repeat("k3", 16)
	t.Setenv("DOCKETWATCH_DEMO_HOOK", path)
	hook := "http://" + listen + "/hooks/" + path
	b := newBenchIn(t, string(disk), courtsim.CourtListenerOptions{Plan: "legacy"}, recordSource)
	raw, err := os.ReadFile(b.file)
	if err != nil {
		t.Fatal(err)
	}
	b.configure(string(raw) + "web: {listen: '" + listen + "', webhook_path: env:DOCKETWATCH_DEMO_HOOK}\n")
	var log lines
	d := b.start(&log)
	b.until("the baselines", b.baselined)
	b.play(9)
	b.until("what was filed while there was room", func() bool { return len(untold(b.house)) == 0 })

	disk.fill(t)
	b.play(20)
	b.until("word of the full disk", func() bool { return log.has("database or disk is full") })
	b.until("a hook that keeps nothing", func() bool { return push(t, hook) == http.StatusServiceUnavailable })
	disk.free(t)
	b.until("what was filed meanwhile, without a restart", func() bool { return len(untold(b.house)) == 0 })
	b.until("a hook that keeps", func() bool { return push(t, hook) == http.StatusNoContent })

	disk.fill(t)
	d.kill(t)
	b.play(20)
	for range restarts {
		d := b.start(&log)
		alive(t, time.Duration(100+rand.IntN(400))*time.Millisecond)
		_ = d.cmd.Process.Kill() // it may have ended by itself: there was no room to start
		_ = d.cmd.Wait()         // it was killed: its status says nothing
	}
	disk.free(t)
	d = b.start(&log)
	b.until("what was filed while the disk was full", func() bool { return len(untold(b.house)) == 0 })
	d.signal(t, syscall.SIGTERM)
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("it did not drain: %v: %s", err, log.last())
	}
	report := count(b.house)
	t.Logf("%d starts on a full disk: %s", restarts, report)
	if report.untold > 0 || report.extra > 0 {
		t.Errorf("%s", report)
	}
}

// push sends an event as CourtListener does, a large one, and returns the answer's status; 0
// where nobody answers.
func push(t *testing.T, hook string) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, hook, strings.NewReader(`{"payload": {"results": []}, "webhook": {"event_type": 1, "version": 2}}`+strings.Repeat(" ", 1<<19)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Idempotency-Key", fmt.Sprintf("%016x%016x", rand.Uint64(), rand.Uint64()))
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	_ = resp.Body.Close() // the status is all that is asked for
	return resp.StatusCode
}

// A disk is a small file system of its own, that the test can fill.
type disk string

func newDisk(t *testing.T, size string) disk {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("a disk that can run full needs leave to mount one: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	return disk(dir)
}

func (d disk) filler() string { return filepath.Join(string(d), "filler") }

func (d disk) fill(t *testing.T) {
	t.Helper()
	f, err := os.Create(d.filler())
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 1<<12)
	for err == nil {
		_, err = f.Write(block)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func (d disk) free(t *testing.T) {
	t.Helper()
	if err := os.Remove(d.filler()); err != nil {
		t.Fatal(err)
	}
}
