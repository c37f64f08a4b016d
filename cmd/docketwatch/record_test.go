package main

import (
	"strings"
	"syscall"
	"testing"

	"docketwatch/courtsim"
)

const recordSource = `  - {kind: courtlistener, schedule: "@every 1s", token: env:DOCKETWATCH_DEMO_CL, plan: legacy, url: "http://HOUSE/cl/api/rest/v4/", storage: "http://HOUSE/cl/storage/"}
`

// A filing is told in seconds as the court's feed shows it; the same message
// becomes the full entry, with its filer, and its document read to the last page.
func TestAStubBecomesTheFullEntryInTheSameMessage(t *testing.T) {
	b := newBenchAt(t, courtsim.CourtListenerOptions{Plan: "legacy"}, recordSource)
	var log lines
	d := b.start(&log)
	b.until("the baselines", func() bool { return heard(b.house, "Now watching") >= 5 })
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
	d.signal(t, syscall.SIGTERM)
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("it did not drain: %v", err)
	}
	if report := count(b.house); report.untold > 0 || report.extra > 0 {
		t.Errorf("%s", report)
	}
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
