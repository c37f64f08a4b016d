package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"docketwatch/courtsim"
	"docketwatch/docket"
)

// A backup is made, the story goes on for thirty beats and is told, the disk is
// lost, and the backup is put in place: nothing is told twice, nothing is lost,
// and one message says what was caught up.
func TestARestoredLedgerTellsNothingTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("long: plays the story to three lives of a daemon, twice")
	}
	for _, lookUp := range []bool{true, false} {
		t.Run(fmt.Sprintf("look-up=%v", lookUp), func(t *testing.T) { restoreAndCatchUp(t, lookUp) })
	}
}

func restoreAndCatchUp(t *testing.T, lookUp bool) {
	dir := t.TempDir()
	b := newBenchIn(t, dir, courtsim.CourtListenerOptions{Plan: "legacy"}, recordSource)
	text, err := os.ReadFile(b.file)
	if err != nil {
		t.Fatal(err)
	}
	config := strings.Replace(string(text), "  - {name: screen, kind: console}\n", "", 1)
	if !lookUp {
		from := strings.Index(config, "token: env:DOCKETWATCH_DEMO_TOKEN")
		to := from + strings.Index(config[from:], ", pace")
		host := config[strings.Index(config, `http://`):]
		t.Setenv("DOCKETWATCH_TEST_HOOK", host[:strings.Index(host[7:], "/")+7]+"/slack/hook/x")
		config = config[:from] + "webhook: env:DOCKETWATCH_TEST_HOOK" + config[to:]
	}
	b.configure(config)
	var log lines
	d := b.start(&log)
	b.until("the baselines", b.baselined)
	b.play(15)
	allTold := func() bool { return len(untold(b.house)) == 0 && emptyQueue(t, b.file) && allRead(t, b.file) }
	b.until("what was filed before the backup", allTold)
	copied := filepath.Join(dir, "copy.db")
	var out, errs bytes.Buffer
	if code := command([]string{"backup", "-c", b.file, copied}, streams{out: &out, err: &errs}); code != exitDone {
		t.Fatalf("backup: exit code %d: %s", code, errs.String())
	}
	b.play(30)
	b.until("what was filed after the backup", allTold)
	d.signal(t, syscall.SIGTERM)
	if err := d.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	before := count(b.house)
	messages := len(b.house.Slack().Messages())
	earlier := texts(b.house.Slack().Messages())
	b.play(6) // while nobody looks

	ledger := filepath.Join(dir, "ledger.db")
	for _, name := range []string{ledger, ledger + "-wal", ledger + "-shm"} {
		if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	if err := os.Rename(copied, ledger); err != nil {
		t.Fatal(err)
	}
	d = b.start(&log)
	b.until("the message about it", func() bool { return heard(b.house, "restored from a copy") > 0 && emptyQueue(t, b.file) })
	d.signal(t, syscall.SIGTERM)
	if err := d.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	again := time.Now()
	d = b.start(&log) // and after one more start
	b.until("a look at every source", func() bool { return b.lookedSince(again) && emptyQueue(t, b.file) })
	d.signal(t, syscall.SIGTERM)
	if err := d.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	after := count(b.house)
	t.Logf("before: %s; after: %s; %d messages were %d", before, after, len(b.house.Slack().Messages()), messages)
	for text, n := range texts(b.house.Slack().Messages()) {
		if n > max(1, earlier[text]) && !strings.Contains(text, "entry without number") {
			t.Errorf("%d messages say: %.300s", n, text)
		}
	}
	for _, f := range b.house.Filed() {
		n := 0
		for _, m := range b.house.Slack().Messages() {
			if f.ToldBy(m.Text) {
				n++
			}
		}
		// What has no number is known by who showed it first; another order after the
		// restore makes it another name, and one copy more.
		if n > 1 && (f.Entry != "" || n > 2) {
			t.Errorf("told %d times: %+v", n, f)
		}
	}
	if n := heard(b.house, "restored from a copy"); n != 1 {
		t.Errorf("%d messages say that it was restored", n)
	}
	if lookUp && after.untold > 0 {
		t.Errorf("lost: %+v", untold(b.house))
	}
	said := out.String()
	out.Reset()
	if code := command([]string{"verify", "-c", b.file}, streams{out: &out, err: &errs}); code != exitDone {
		t.Errorf("verify: exit code %d: %s%s", code, out.String(), errs.String())
	}
	if !strings.Contains(said, "every page and the chain checked") {
		t.Error(said)
	}
}

// texts counts the messages of each wording.
func texts(messages []courtsim.Message) map[string]int {
	count := make(map[string]int)
	for _, m := range messages {
		count[strings.Replace(m.Text, "(may repeat) ", "", 1)]++
	}
	return count
}

// allRead: no document waits to be read.
func allRead(t *testing.T, file string) bool {
	_, s, err := openReader(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // only read from
	due, next, err := s.Wanted(t.Context(), time.Now(), 1)
	return err == nil && len(due) == 0 && next.IsZero()
}

// lookedSince: every source was read whole since then.
func (b *bench) lookedSince(when time.Time) bool {
	_, s, err := openReader(b.t.Context(), b.file)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // only read from
	states, err := s.Sources(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return !slices.ContainsFunc(states, func(x docket.SourceState) bool { return !x.LastGood.After(when) })
}
