package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"syscall"
	"testing"

	"docketwatch/courtsim"
)

// In March the government tells the court that nothing has been done; in April
// the Department announces letters: one message, in the thread of the filing, and
// the argument ledger shows both.
func TestAFilingIsSetBesideTheReleaseThatFollowsIt(t *testing.T) {
	b := newBenchAt(t, courtsim.CourtListenerOptions{Plan: "legacy"}, recordSource)
	var log lines
	d := b.start(&log)
	b.until("the baselines", b.baselined)
	for len(b.told("Santa Clara v. Trump", "No. 46")) == 0 {
		b.house.Step()
		b.until("what was filed", func() bool { return len(untold(b.house)) == 0 })
	}
	b.play(4)
	b.until("what it argues", func() bool { return heard(b.house, "The government argues: the challenge comes too early") > 0 })
	const beside = "No action taken, the government told the court"
	if n := heard(b.house, beside); n != 0 {
		t.Fatalf("%d pairs before anything was announced", n)
	}
	for heard(b.house, "Sends Letter to Nine Jurisdictions") == 0 {
		b.house.Step()
		b.until("what was filed", func() bool { return len(untold(b.house)) == 0 })
		b.house.Step()
		b.until("what was filed", func() bool { return len(untold(b.house)) == 0 })
	}
	b.until("the pair", func() bool { return pairsOf(b, "Santa Clara v. Trump", "No. 46", beside) > 0 })
	for _, m := range b.told("Santa Clara v. Trump", "No. 46") {
		if !strings.Contains(m.Text, beside) {
			continue
		}
		t.Logf("as told:\n%s", m.Text)
		if root := b.told("Santa Clara v. Trump", "No. 46")[0]; m.ThreadTS != root.TS {
			t.Error("it is not in the thread of the filing")
		}
		for _, words := range []string{"On Mar 9, 2017 the government told the court: “Here no enforcement action has been taken against the County, and none is under way.” (No. 46, p. 3)",
			"On Apr 21, 2017 the Justice Department announced (17-436): “Department of Justice Sends Letter to Nine Jurisdictions",
			"The release does not name Santa Clara County, CA; of the same State it names California Board of State and Community Corrections."} {
			if !strings.Contains(m.Text, words) {
				t.Errorf("%q is missing", words)
			}
		}
	}
	var out, errs bytes.Buffer
	if code := command([]string{"arguments", "-c", b.file, "--case", "santa"}, streams{out: &out, err: &errs}); code != 0 ||
		!strings.Contains(out.String(), "TOLD THE COURT") || !strings.Contains(out.String(), "2017-04-21") {
		t.Errorf("the argument ledger: %d, %s%s", code, out.String(), errs.String())
	}
	out.Reset()
	if code := command([]string{"arguments", "-c", b.file, "--case", "santa", "--json"}, streams{out: &out, err: &errs}); code != 0 {
		t.Errorf("%s", errs.String())
	}
	pairs := 0
	for line := range strings.Lines(out.String()) {
		var x struct{ Kind, Denied, Tie, URL string }
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatal(err)
		}
		if x.Kind == "pair" {
			pairs++
			if x.Tie != "state" || x.Denied == "" || !strings.HasPrefix(x.URL, "https://www.justice.gov/opa/pr/") {
				t.Errorf("%+v", x)
			}
		}
	}
	if pairs != 1 {
		t.Errorf("%d pairs:\n%s", pairs, out.String())
	}
	d.signal(t, syscall.SIGTERM)
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("it did not drain: %v", err)
	}
	if n := pairsOf(b, "Santa Clara v. Trump", "No. 46", beside); n != 1 {
		t.Errorf("told %d times", n)
	}
}

func pairsOf(b *bench, of, entry, words string) (n int) {
	for _, m := range b.told(of, entry) {
		if strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}
