package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"docketwatch/courtsim"
)

// examine runs the doctor and returns what it found, by what it looked at.
func (b *bench) examine(code int) map[string]diagnosis {
	b.t.Helper()
	var out, errs bytes.Buffer
	if got := command([]string{"doctor", "-c", b.file, "--json"}, streams{out: &out, err: &errs}); got != code {
		b.t.Fatalf("exit code %d, want %d: %s%s", got, code, out.String(), errs.String())
	}
	found := make(map[string]diagnosis)
	for line := range strings.Lines(out.String()) {
		var x diagnosis
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			b.t.Fatalf("%q: %v", line, err)
		}
		found[x.What] = x
	}
	return found
}

func TestTheDoctorLooksAtEverythingAndSendsNothing(t *testing.T) {
	b := newBenchAt(t, courtsim.CourtListenerOptions{Plan: "tier1"}, strings.ReplaceAll(recordSource, "plan: legacy", "plan: tier2"))
	first := b.examine(exitDone)
	if x := first["ledger"]; x.State != "ok" || !strings.Contains(x.Says, "none yet") {
		t.Errorf("%+v", x)
	}
	b.once(0)
	messages := len(b.house.Slack().Messages())
	found := b.examine(exitDone)
	for what, want := range map[string]struct{ state, says string }{
		"ledger":         {"ok", "whole, checked in"},
		"pdf reader":     {"ok", "pdfium"},
		"court_rss/cand": {"ok", "Docket entries of type: all; made "},
		"courtlistener":  {"warn", "the token is good; "}, // the plan of the file is not the account's
		"clock":          {"ok", "agrees"},
	} {
		if x := found[what]; x.State != want.state || !strings.Contains(x.Says, want.says) {
			t.Errorf("%s: %+v", what, x)
		}
	}
	slack := false
	for what, x := range found {
		slack = slack || strings.HasPrefix(what, "notify ") && x.State == "ok" && strings.Contains(x.Says, "chat:write")
	}
	if !slack {
		t.Errorf("Slack was not asked: %+v", found)
	}
	if n := len(b.house.Slack().Messages()); n != messages {
		t.Errorf("%d messages were sent", n-messages)
	}
}

func TestTheDoctorEndsWithAnErrorWhereSomethingFails(t *testing.T) {
	b := newBench(t)
	b.house.Fault("cand", courtsim.Fault{Kind: courtsim.FaultCaptcha})
	b.house.Fault("wawd", courtsim.Fault{Kind: courtsim.FaultOrdersOnly})
	found := b.examine(exitWrong)
	if x := found["court_rss/cand"]; x.State != "fail" || !strings.Contains(x.Says, "captcha") || x.Hint == "" {
		t.Errorf("%+v", x)
	}
	if x := found["court_rss/wawd"]; x.State != "warn" || !strings.Contains(x.Hint, "courtlistener") {
		t.Errorf("%+v", x)
	}
}
