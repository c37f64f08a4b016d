package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"docketwatch/courtsim"
)

// TestKill kills the daemon with SIGKILL at random moments while the story of
// 2017 is played to it, and then counts what the simulated Slack holds.
// DOCKETWATCH_KILLS says how often (20 where unset).
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("long: kills a daemon many times")
	}
	kills := 20
	if n, err := strconv.Atoi(os.Getenv("DOCKETWATCH_KILLS")); err == nil && n > 0 {
		kills = n
	}
	for _, lookUp := range []bool{true, false} {
		t.Run(fmt.Sprintf("look-up=%v", lookUp), func(t *testing.T) { killMany(t, kills, lookUp) })
	}
}

func killMany(t *testing.T, kills int, lookUp bool) {
	script, err := courtsim.Script2017()
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	house, addr, stop, err := openCourthouse(t.Context(), "127.0.0.1:0", courtsim.Options{Script: script, Now: time.Now,
		CourtListener: courtsim.CourtListenerOptions{Plan: "legacy"}})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	dir := t.TempDir()
	file := filepath.Join(dir, "docketwatch.yaml")
	text := withRecord(demoConfig(addr, filepath.Join(dir, "ledger.db"), script), addr)
	text = strings.Replace(text, "  - {name: screen, kind: console}\n", "", 1)
	env := append(os.Environ(), "DOCKETWATCH_TEST_CHILD=1", "DOCKETWATCH_DEMO_TOKEN=xoxb-test", "DOCKETWATCH_DEMO_CL=simulated")
	if !lookUp { // an incoming webhook keeps no history
		env = append(env, "DOCKETWATCH_TEST_HOOK=http://"+addr+"/slack/hook/x")
		from := strings.Index(text, "token: env:DOCKETWATCH_DEMO_TOKEN")
		to := from + strings.Index(text[from:], ", pace")
		text = text[:from] + "webhook: env:DOCKETWATCH_TEST_HOOK" + text[to:]
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	await(t, file, env, func() bool { return heard(house, "Now watching") >= 5 }) // the baselines

	beats := script.Beats()
	played := 0
	for k := range kills {
		d := start(t, file, env)
		for ; played < beats*(k+1)/kills; played++ {
			house.Step()
		}
		alive(t, time.Duration(random.IntN(1500))*time.Millisecond)
		d.kill(t)
	}
	for house.Step() {
	}
	// What the dead left uncertain is looked for, and everything is told.
	await(t, file, env, func() bool { return len(untold(house)) == 0 && emptyQueue(t, file) })
	report := count(house)
	t.Logf("%d kills: %s", kills, report)
	if report.untold > 0 {
		t.Errorf("%d filings were never told, among them %+v", report.untold, untold(house)[0])
	}
	if lookUp && report.extra > 0 {
		t.Errorf("%d extra copies, with the history to look at", report.extra)
	}
	if report.most > 2 {
		t.Errorf("one filing was told %d times", report.most)
	}
}

// tally is what a channel holds against what was filed.
type tally struct{ filings, untold, extra, most int }

func (c tally) String() string {
	return fmt.Sprintf("%d filings, %d untold, %d extra copies, at most %d of one", c.filings, c.untold, c.extra, c.most)
}

func count(house *courtsim.Courthouse) tally {
	messages := make(map[string]int)
	for _, m := range house.Slack().Messages() {
		messages[m.Text]++
	}
	var c tally
	for _, f := range house.Filed() {
		if !f.Watched || f.Housekeeping {
			continue
		}
		c.filings++
		n := copies(messages, f)
		c.most = max(c.most, n)
		if n == 0 {
			c.untold++
		}
		c.extra += max(n-1, 0)
	}
	return c
}

func heard(house *courtsim.Courthouse, words string) int {
	n := 0
	for _, m := range house.Slack().Messages() {
		if strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// child is one life of the daemon.
type child struct{ cmd *exec.Cmd }

func start(t *testing.T, file string, env []string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0], "run", "-c", file)
	cmd.Env = env
	if testing.Verbose() && os.Getenv("DOCKETWATCH_TEST_LOG") != "" {
		cmd.Stderr = os.Stderr
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &child{cmd}
}

func (c *child) kill(t *testing.T) {
	t.Helper()
	if err := c.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Errorf("the daemon was dead before it was killed: %v", err)
	}
	_ = c.cmd.Wait() // it was killed: its status says nothing
}

// alive lets the daemon live for a while: the moment of its death is the test.
func alive(t *testing.T, span time.Duration) {
	t.Helper()
	timer := time.NewTimer(span)
	defer timer.Stop()
	<-timer.C
}

// await runs a daemon until the answer is yes, then stops it gently.
func await(t *testing.T, file string, env []string, yes func() bool) {
	t.Helper()
	d := start(t, file, env)
	defer func() {
		if err := d.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Errorf("the daemon died by itself: %v", err)
		}
		if err := d.cmd.Wait(); err != nil {
			t.Errorf("the daemon did not drain: %v", err)
		}
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for !yes() {
		select {
		case <-ctx.Done():
			t.Errorf("still waiting after two minutes")
			return
		case <-ticker.C:
		}
	}
}

func emptyQueue(t *testing.T, file string) bool {
	t.Helper()
	_, s, err := openReader(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // only read from
	q, err := s.QueueCounts(t.Context())
	return err == nil && q.Waiting() == 0
}
