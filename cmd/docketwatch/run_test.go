package main

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A daemon is told to read its file again, to stop, and that it is one too many.
func TestTheLifeOfADaemon(t *testing.T) {
	b := newBench(t)
	good, err := os.ReadFile(b.file)
	if err != nil {
		t.Fatal(err)
	}
	var log lines
	d := b.start(&log)
	b.until("the baselines", func() bool { return heard(b.house, "Now watching") >= 5 })

	second := exec.Command(os.Args[0], "run", "-c", b.file)
	second.Env = b.env()
	if out, err := second.CombinedOutput(); err == nil || !strings.Contains(string(out), "another docketwatch runs on this ledger") {
		t.Errorf("a second daemon on the ledger: %v, %s", err, out)
	}

	b.configure("sources: [{kind: court_rss, schedule: \"CRON_TZ=X\"}]\nnotify: [{kimd: x}]\n")
	d.signal(t, syscall.SIGHUP)
	b.until("word of the broken file", func() bool { return log.has("configuration not reloaded; the old one runs on") })
	if !log.has("docketwatch.yaml:1") || !log.has("a zone and nothing after it") {
		t.Errorf("the log does not say what is wrong: %s", log.text())
	}
	b.play(9)
	b.until("what was filed under the old file", func() bool { return len(untold(b.house)) == 0 })

	b.configure(strings.Replace(string(good), "thread: none", "", 1) + "  - {name: Another, dockets: [{court: nysd, number: \"1:18-cv-06471\"}]}\n")
	d.signal(t, syscall.SIGHUP)
	b.until("the new file", func() bool { return heard(b.house, "Now watching 1 docket in S.D.N.Y.") == 1 })
	b.play(5)
	b.until("what was filed under the new file", func() bool { return len(untold(b.house)) == 0 })

	d.signal(t, syscall.SIGTERM)
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("it did not drain: %v", err)
	}
	if report := count(b.house); report.untold > 0 || report.extra > 0 {
		t.Errorf("%s", report)
	}
	if log.has("xoxb-test") {
		t.Error("the token stands in the log")
	}
}

// start runs a daemon whose log can be read while it runs.
func (b *bench) start(log *lines) *child {
	b.t.Helper()
	cmd := exec.Command(os.Args[0], "run", "-c", b.file)
	cmd.Env, cmd.Stderr = b.env(), log
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = cmd.Process.Kill() }) // dead already, mostly
	return &child{cmd}
}

func (c *child) signal(t *testing.T, s syscall.Signal) {
	t.Helper()
	if err := c.cmd.Process.Signal(s); err != nil {
		t.Errorf("the daemon died by itself: %v", err)
	}
}

// until asks again and again until the answer is yes.
func (b *bench) until(what string, yes func() bool) {
	b.t.Helper()
	deadline := time.NewTimer(time.Minute)
	defer deadline.Stop()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for !yes() {
		select {
		case <-deadline.C:
			b.t.Fatalf("still waiting for %s", what)
		case <-ticker.C:
		}
	}
}
