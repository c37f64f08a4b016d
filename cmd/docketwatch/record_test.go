package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"

	"docketwatch/courtsim"
	"docketwatch/watcher/shelf"
)

const recordSource = `  - {kind: courtlistener, schedule: "@every 1s", token: env:DOCKETWATCH_DEMO_CL, plan: legacy, url: "http://HOUSE/cl/api/rest/v4/", storage: "http://HOUSE/cl/storage/"}
`

// A filing is told in seconds as the court's feed shows it; the same message
// becomes the full entry, with its filer, and its document read to the last page.
func TestAStubBecomesTheFullEntryInTheSameMessage(t *testing.T) {
	b := newBenchAt(t, courtsim.CourtListenerOptions{Plan: "legacy"}, recordSource)
	var log lines
	d := b.start(&log)
	b.until("the baselines", b.baselined)
	for len(b.told("Santa Clara v. Trump", "No. 46")) == 0 {
		b.house.Step()
		b.until("what was filed", func() bool { return len(untold(b.house)) == 0 })
	}
	first := b.told("Santa Clara v. Trump", "No. 46")[0]
	b.play(4) // the text and the paper arrive at CourtListener
	b.until("the full entry", func() bool {
		m := b.told("Santa Clara v. Trump", "No. 46")
		return len(m) == 1 && strings.Contains(m[0].Text, "PDF, 4 pages")
	})
	m := b.told("Santa Clara v. Trump", "No. 46")[0]
	for _, words := range []string{"OPPOSITION/RESPONSE (re 26", "filed by the federal government", "/cl/storage/recap/"} {
		if !strings.Contains(m.Text, words) {
			t.Errorf("%q is missing in:\n%s", words, m.Text)
		}
	}
	t.Logf("as told:\n%s", m.Text)
	if m.TS != first.TS || m.Edits == 0 || strings.Contains(m.Text, "not yet available") {
		t.Errorf("not the same message, made whole: %+v", m)
	}
	b.until("what it argues", func() bool { return heard(b.house, "The government argues: the challenge comes too early") > 0 })
	if n := heard(b.house, "The government argues: the challenge comes too early"); n != 1 {
		t.Errorf("what it argues is told %d times", n)
	}
	var out, errs bytes.Buffer
	if code := command([]string{"arguments", "-c", b.file, "--case", "santa"}, streams{out: &out, err: &errs}); code != 0 ||
		!strings.Contains(out.String(), "ripeness") || !strings.Contains(out.String(), "government asserts") {
		t.Errorf("the argument ledger: %d, %s%s", code, out.String(), errs.String())
	}
	told, err := runWords(t.Context(), b.file, []string{"alerts", "--json"})
	if err != nil {
		t.Error(err)
	}
	proven := false
	for line := range strings.Lines(told) {
		var a struct {
			ID   int64
			Kind string
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if a.Kind != "argument" {
			continue
		}
		why, err := runWords(t.Context(), b.file, []string{"why", strconv.FormatInt(a.ID, 10)})
		if err != nil {
			t.Error(err)
		}
		proven = proven || strings.Contains(why, "government asserts ripeness (alert), p. 2, by the pattern ") || strings.Contains(why, "government asserts ripeness (alert), p. 3, by the pattern ")
	}
	if !proven {
		t.Errorf("no alert shows the pattern that found it:\n%s", told)
	}
	d.signal(t, syscall.SIGTERM)
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("it did not drain: %v", err)
	}
	if report := count(b.house); report.untold > 0 || report.extra > 0 {
		t.Errorf("%s", report)
	}
	triesRules(t, b.file)
}

// triesRules: a mute rule that would have hidden what was told of No. 46 is
// refused, with the entry; rules are replayed over its document.
func triesRules(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	muted := strings.TrimSuffix(file, ".yaml") + "-muted.yaml"
	if err := os.WriteFile(muted, append(text, "\nmute: [{name: briefs, kind: [opposition]}]\nrules: [{name: ripe, find: 'by:government AND ripe*'}]\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := command([]string{"check", "-c", muted}, streams{out: &out, err: &errs}); code != exitUsage ||
		!strings.Contains(errs.String(), `mute[0] "briefs": it would hide No. 46 of Santa Clara v. Trump`) || !strings.Contains(errs.String(), "the government asserts ripeness: “") {
		t.Errorf("check: %d, %s%s", code, out.String(), errs.String())
	}
	out.Reset()
	errs.Reset()
	if code := command([]string{"replay", "--json", "-c", muted}, streams{out: &out, err: &errs}); code != exitDone {
		t.Errorf("replay: %d, %s", code, errs.String())
	}
	for _, want := range []string{`"rule":"ripe","tier":"alert","told":1,"entries":0,"documents":1`, `"argument":"ripeness"`, `"mute":"briefs","told":1`, `"page":3`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("replay does not say %s:\n%s", want, out.String())
		}
	}
}

// A clerk's edit is told as a redline in the thread; a sealed paper as sealed;
// one that is open again as that.
func TestWhatACourtChangesLaterIsToldInTheThread(t *testing.T) {
	b := newBenchAt(t, courtsim.CourtListenerOptions{Plan: "legacy"}, recordSource)
	var log lines
	b.start(&log)
	b.until("the baselines", b.baselined)
	for len(b.told("Santa Clara v. Trump", "No. 26")) == 0 {
		b.house.Step()
		b.until("what was filed", func() bool { return len(untold(b.house)) == 0 })
	}
	b.play(2)
	b.until("the full text", func() bool {
		return strings.Contains(b.told("Santa Clara v. Trump", "No. 26")[0].Text, "Motion Hearing set for 4/5/2017")
	})
	root := b.told("Santa Clara v. Trump", "No. 26")[0]
	cl := b.house.CourtListener()
	if !cl.Amend("cand", "3:17-cv-00574", "26", "MOTION for Preliminary Injunction filed by County of Santa Clara. Motion Hearing set for 4/14/2017 09:00 AM before Hon. William H. Orrick.") {
		t.Fatal("there is no such entry")
	}
	b.until("the redline", func() bool {
		return heard(b.house, "[-4/5/2017 02:00 PM") == 1 && heard(b.house, "{+4/14/2017 09:00 AM") == 1
	})
	cl.Seal("cand", "3:17-cv-00574", "26", true)
	b.until("word of the seal", func() bool { return heard(b.house, "Sealed: no longer open to the public") == 1 })
	cl.Seal("cand", "3:17-cv-00574", "26", false)
	b.until("word of its end", func() bool { return heard(b.house, "Open to the public again") == 1 })
	for _, m := range b.told("Santa Clara v. Trump", "No. 26") {
		if m.TS != root.TS && m.ThreadTS != root.TS {
			t.Errorf("not in the thread: %s", m.Text)
		}
	}
}

// While the court's feed is down, CourtListener's push is the first to tell; a
// push that is lost is made good by asking.
func TestAPushIsAHintAndAskingIsTheRecord(t *testing.T) {
	listen := freeAddress(t)
	const path = "b4Jx0wQ2n8Lr5Tz7Vd1Kf3Hs6Yp9Mc"
	t.Setenv("DOCKETWATCH_DEMO_HOOK", path)
	b := newBenchAt(t, courtsim.CourtListenerOptions{Plan: "legacy", Webhook: "http://" + listen + "/hooks/" + path}, recordSource)
	raw, err := os.ReadFile(b.file)
	if err != nil {
		t.Fatal(err)
	}
	b.configure(string(raw) + "web: {listen: '" + listen + "', webhook_path: env:DOCKETWATCH_DEMO_HOOK}\n")
	var log lines
	b.start(&log)
	b.until("the baselines", b.baselined)
	b.until("the docket alerts", func() bool { return log.has(`"msg":"docket alerts"`) && !log.has(`"made":0`) })

	for _, court := range []string{"cand", "wawd", "mad"} {
		b.house.Fault(court, courtsim.Fault{Kind: courtsim.FaultHTTP500})
	}
	b.play(4) // up to the first complaint
	if n := b.house.CourtListener().Deliver(t.Context()); n == 0 {
		enabled, made, arrived := b.house.CourtListener().Endpoint()
		t.Fatalf("nothing was pushed: enabled %v, made %d, arrived %d", enabled, made, arrived)
	}
	b.until("what was pushed", func() bool { return len(b.told("San Francisco v. Trump", "No. 1")) == 1 })
	if !log.has(`"source":"courtlistener_webhook"`) {
		t.Error("it was not the push that told")
	}
	b.house.Step() // the second complaint, whose push is lost
	b.until("what was not pushed", func() bool { return len(b.told("Santa Clara v. Trump", "No. 1")) == 1 })
	b.house.CourtListener().Deliver(t.Context()) // late, and again
	for _, court := range []string{"cand", "wawd", "mad"} {
		b.house.Fault(court, courtsim.Fault{})
	}
	b.house.Step()
	b.until("what the feed shows again", func() bool { return len(b.told("Chelsea v. Trump", "No. 1")) == 1 })
	for _, of := range []string{"San Francisco v. Trump", "Santa Clara v. Trump", "Chelsea v. Trump"} {
		if n := len(b.told(of, "No. 1")); n != 1 {
			t.Errorf("%s is told %d times", of, n)
		}
	}
	if log.has(path) {
		t.Error("the secret path stands in the log")
	}
}

// baselined reports whether every source of the configuration had a good look.
func (b *bench) baselined() bool {
	_, s, err := openReader(b.t.Context(), b.file)
	if err != nil {
		return false // the daemon has not made its ledger yet
	}
	defer func() { _ = s.Close() }() // only read from
	states, err := s.Sources(b.t.Context())
	if err != nil || len(states) < 6 {
		return false
	}
	for _, x := range states {
		if x.LastGood.IsZero() && x.Name != "settle" {
			return false
		}
	}
	return true
}

// told are the messages that speak of one entry of a case.
func (b *bench) told(of, entry string) (list []courtsim.Message) {
	for _, m := range b.house.Slack().Messages() {
		if strings.HasPrefix(m.Text, of+" · "+entry+"\n") {
			list = append(list, m)
		}
	}
	return list
}

func TestOldCopiesOfDocumentsAreRemovedAndYoungOnesKept(t *testing.T) {
	shelf, err := shelf.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	digest, _, err := shelf.Put(strings.NewReader("%PDF-1.7"))
	if err != nil {
		t.Fatal(err)
	}
	kept := func() bool {
		f, err := shelf.Open(digest)
		if err == nil {
			_ = f.Close() // it was only looked for
		}
		return err == nil
	}
	day := 24 * time.Hour
	for _, c := range []struct {
		keep, age time.Duration
		want      bool
	}{{90 * day, 89 * day, true}, {0, 900 * day, true}, {90 * day, 91 * day, false}} {
		r := &record{shelf: shelf, keep: c.keep, log: zaptest.NewLogger(t)}
		if err := r.prune(time.Now().Add(c.age)); err != nil || kept() != c.want {
			t.Errorf("kept %v, after %v: there is %v, %v", c.keep, c.age, kept(), err)
		}
	}
}
