package console_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/notify/console"
)

func ExampleText() {
	fmt.Print(console.Text(notify.Message{Alert: docket.Alert{
		Kind: docket.AlertFiling, Case: "Santa Clara v. Trump", CourtName: "N.D. Cal.", Number: "3:17-cv-00574-WHO", Entry: "46",
		Title: "Opposition/Response to Motion", When: time.Date(2017, 3, 10, 0, 12, 0, 0, time.UTC), Zone: "America/Los_Angeles",
		Link: "https://ecf.cand.uscourts.gov/doc1/035015264587",
	}}))
	// Output:
	// ==> Santa Clara v. Trump · No. 46
	//   Opposition/Response to Motion
	//   N.D. Cal. 3:17-cv-00574-WHO, entered Mar 9, 2017 4:12 PM PST
	//   https://ecf.cand.uscourts.gov/doc1/035015264587
}

func TestNothingInAnAlertMovesTheCursor(t *testing.T) {
	hostile := "\x1b[2J\x1b]0;owned\x07\r\x08\u202eevil\x00\u009b31m"
	text := console.Text(notify.Message{Alert: docket.Alert{Kind: docket.AlertAmended, Case: hostile, CourtName: hostile, Number: hostile, Entry: hostile,
		Title: hostile, Body: hostile + "\n" + hostile, Link: "javascript:" + hostile, DocketURL: "https://x.example/" + hostile}})
	for _, r := range text {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u202e' {
			t.Errorf("%q stands in %q", r, text)
		}
	}
	if strings.Contains(text, "javascript:") {
		t.Errorf("a link that is none: %q", text)
	}
}
