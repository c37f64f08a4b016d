package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
)

const noticesScript = `docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump
docket SF cand 3:17-cv-00485-WHO 307351 City and County of San Francisco v. Trump et al | San Francisco v. Trump
docket CHI scotus 17-312 0 United States v. Doe | Doe
docket OTHER scotus 17A100 0 Roe v. Doe | Roe
at 2017-03-08 10:00
file SC 45 Notice of Appearance
scotus 17-312 | Petition for a writ of certiorari filed.
at 2017-03-09 16:12
file SC 46 Opposition/Response to Motion
scotus 17-312@2017-03-07 | Brief of respondent filed.
scotus 17A100 | Application (17A100) for a stay submitted to Justice Kennedy.
at 2017-04-25 13:03
file SC 98 Order on Motion
file SF 82 Order on Motion
mail forged SC 99 Order Dismissing the Case
mail damaged SC 97 Order
scotus-edit 17-312 | Petition for | Petition for a writ of certiorari filed. (Response due April 9, 2018)
scotus-edit 17-312 | Brief of | Brief of respondent John Doe filed.
`

// The mailbox and the Supreme Court, from the court to the desk.
func TestNoticesAndTheSupremeCourtReachTheDeskOnce(t *testing.T) {
	script, err := courtsim.ParseScript(strings.NewReader(noticesScript))
	if err != nil {
		t.Fatal(err)
	}
	house, addr, stop, err := openCourthouse(t.Context(), "127.0.0.1:0", courtsim.Options{Script: script, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	mail, shut, err := openMailbox(t.Context(), "127.0.0.1:0", house.Mailbox())
	if err != nil {
		t.Fatal(err)
	}
	defer shut()
	t.Setenv("DOCKETWATCH_TEST_TOKEN", "xoxb-test")
	t.Setenv("DOCKETWATCH_TEST_MAIL", courtsim.MailboxPassword)
	dir := t.TempDir()
	file := filepath.Join(dir, "docketwatch.yaml")
	text := fmt.Sprintf(`storage: sqlite:%s
lab: {allow_private_addresses: true}
sources:
  - {kind: scotus, url: "http://%[2]s/scotus/RSS/Cases/JSON/{number}.json"}
  - {kind: nef_mailbox, host: "imap://%[3]s", user: %[4]s, password: env:DOCKETWATCH_TEST_MAIL, auth_server: %[5]s}
notify:
  - {name: newsroom, kind: slack, token: env:DOCKETWATCH_TEST_TOKEN, channel: C1, url: "http://%[2]s/slack/api/", pace: 1ms}
cases:
  - {name: Santa Clara v. Trump, dockets: [{court: cand, number: "3:17-cv-00574"}]}
  - {name: San Francisco v. Trump, dockets: [{court: cand, number: "3:17-cv-00485"}]}
  - {name: Doe, dockets: [{court: scotus, number: "17-312"}]}
  - {name: Roe, dockets: [{court: scotus, number: "17A100"}]}
`, filepath.Join(dir, "l.db"), addr, mail, courtsim.MailboxUser, courtsim.MailboxServer)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	once := func() {
		t.Helper()
		var out, errs bytes.Buffer
		if code := command([]string{"once", "-c", file}, streams{out: &out, err: &errs}); code != exitDone {
			t.Fatalf("exit %d: %s", code, errs.String())
		}
		for _, secret := range []string{"magic_num", "newsroom.example", "Jane Doe", courtsim.MailboxPassword} {
			if strings.Contains(errs.String()+out.String(), secret) {
				t.Errorf("%q stands in the log: %s", secret, errs.String())
			}
		}
	}
	want := func(n int, words string) {
		t.Helper()
		if got := heard(house, words); got != n {
			t.Errorf("%d messages hold %q, want %d", got, words, n)
		}
	}

	house.Step()
	once() // the baselines, of each source its own
	want(3, "Now watching")
	want(1, "Now watching 2 dockets in N.D. Cal.")
	want(0, "Notice of Appearance")
	want(0, "Petition for a writ")

	house.Step()
	once()
	once()
	want(1, "No. 46\n")
	want(1, "OPPOSITION/RESPONSE TO MOTION in County of Santa Clara")
	want(1, "https://ecf.cand.uscourts.gov/doc1/")
	want(1, "Brief of respondent filed.") // under a day before the first look, and new
	want(1, "Application (17A100) for a stay")

	house.Step()
	once()
	house.Mailbox().Renumber()
	once() // everything is read again, and nothing told again
	want(1, "No. 98\n")
	want(1, "No. 82\n")
	want(0, "Dismissing the Case")
	want(1, "auth_server") // told of the forged one
	want(1, "notice without docket text")
	want(1, "No. 46\n")
	want(1, "Docket text changed")
	want(1, "Brief of respondent {+John Doe+} filed.")

	for _, m := range house.Slack().Messages() {
		for _, secret := range []string{"magic_num", "newsroom.example", "Jane Doe", courtsim.MailboxPassword} {
			if strings.Contains(m.Text, secret) {
				t.Errorf("%q is told: %s", secret, m.Text)
			}
		}
	}
	raw, err := os.ReadFile(filepath.Join(dir, "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"magic_num=", "jane.doe@"} {
		if bytes.Contains(raw, []byte(secret)) {
			t.Errorf("the ledger holds %q", secret)
		}
	}
}
