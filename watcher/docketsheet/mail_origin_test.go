package docketsheet

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTheOriginOfANotice(t *testing.T) {
	const docketLink = "https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001"
	const paper = "https://ecf.cand.uscourts.gov/doc1/"
	const at = "2017-03-09T15:10:00-08:00"
	for _, c := range []struct {
		why  string
		mail []byte
		want string // court, moment, which reader
	}{
		{"a notice as HTML", nefHTML(), "cand " + at + " NEF"},
		{"the same as plain text", nefPlain(), "cand " + at + " NEF"},
		{"the same as a whole message", wholeMessage("base64"), "cand " + at + " NEF"},
		{"no filer and no zone", nefHTML("entered  by Doe, Jane on", "entered on", "PM PST", "PM"), "cand " + at + " NEF"},
		{"the hour is the court's own, whatever zone is printed", nefHTML("PM PST", "PM EDT"), "cand " + at + " NEF"},
		{"a filer whose name holds the word", nefHTML("Doe, Jane", "Entered, On"), "cand " + at + " NEF"},
		{"no hour", nefHTML(" at 3:10\nPM PST", ""), "cand - NEF"},
		{"a day the calendar does not have", nefHTML("3/9/2017", "13/9/2017"), "cand - NEF"},
		{"a text without a document", nefHTML(`<a href="`+paper+`035115000001?caseid=307001&amp;de_seq_num=146&magic_num=69077486">46</a>`, "46(No document attached)"), "cand " + at + " NEF"},
		{"PACER's own id of a court", nefHTML("ecf.cand.", "ecf.azb."), "arb 2017-03-09T15:10:00-07:00 NEF"},
		{"another host", nefHTML("ecf.cand.uscourts.gov", "ecf.cand.uscourts.gov.example.org"), "- - NEF"},
		{"a court nobody knows", nefHTML("ecf.cand.", "ecf.zzz."), "- - NEF"},
		{"a host of a court that is not its docket", nefHTML("ecf.cand.", "www.cand."), "- - NEF"},
		{"links to two courts", nefHTML(docketLink, "https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?1"), "- - NEF"},
		{"a link in the text of the entry counts for nothing", nefHTML(`<a href="`+paper+`035115000009?magic_num=1">here</a>`, `<a href="https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?1">here</a>`), "cand " + at + " NEF"},
		{"a notice of docket activity", ndaHTML(), "ca9 2017-12-19T15:20:58-08:00 NDA"},
		{"one that says only when it was filed", ndaHTML("entered on 12/19/2017 at 3:20:58 PM Pacific Standard Time and ", ""), "ca9 - NDA"},
		{"a heading lost, a case left", nefHTML("Notice of Electronic Filing", ""), "cand " + at + " NEF"},
		{"any mail", []byte("Subject: Lunch\nFrom: a@example.gov\n\nAt noon?"), "- - other"},
		{"a mail without a text", []byte("Subject: Lunch\nFrom: a@example.gov\nContent-Type: text/html\n\n<p> <br>"), "- - nothing"},
		{"a part whose encoding is not what it says", []byte("Subject: x\nFrom: a@example.gov\nContent-Transfer-Encoding: base64\n\n!!!!"), "- - nothing"},
	} {
		o := OriginOf(c.mail)
		court, moment, reader := o.Court, "-", "nothing"
		if court == "" {
			court = "-"
		}
		if !o.Entered.IsZero() {
			moment = o.Entered.Format(time.RFC3339)
		}
		switch {
		case o.Notice && o.Appellate:
			reader = "NDA"
		case o.Notice:
			reader = "NEF"
		case o.Readable:
			reader = "other"
		}
		if got := court + " " + moment + " " + reader; got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

// filedOnly: some courts of appeals do not print when an entry was made.
func filedOnly(mail []byte) bool {
	return strings.Contains(squeeze(textOfLetter(openMail(mail))), "transaction was filed on")
}

// Every real notice says which court it is of, and mostly when it was entered.
func TestOriginsOfRealNotices(t *testing.T) {
	agree, of := 0, 0
	for _, k := range sampleKinds() {
		if k.dir != "nef" && k.dir != "nda" {
			continue
		}
		for name, mail := range k.samples(t) {
			raw, err := os.ReadFile(filepath.Join(sampleDir(), k.dir, name+k.expect))
			if err != nil {
				t.Fatal(err)
			}
			var want struct {
				Court     string `json:"court_id"`
				Appellate bool   `json:"appellate"`
			}
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			o := OriginOf(mail)
			for field, ok := range map[string]bool{"court": o.Court == want.Court, "kind": o.Notice && o.Appellate == want.Appellate, "moment": o.Entered.IsZero() == filedOnly(mail)} {
				of++
				if ok {
					agree++
				} else {
					t.Errorf("%s: %s: %+v, want %+v", name, field, o, want)
				}
			}
		}
	}
	t.Logf("%d of %d fields agree", agree, of)
}

func FuzzOriginOf(f *testing.F) {
	f.Add(nefHTML())
	f.Add(nefPlain())
	f.Add(ndaHTML())
	f.Add(wholeMessage("quoted-printable"))
	f.Add([]byte("Case Name: x\nCase Number: 1 https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?1\nDocket Text: x"))
	f.Fuzz(func(t *testing.T, mail []byte) {
		o := OriginOf(mail)
		if o.Court != "" && !strings.Contains(strings.ToLower(string(mail)), ".us") && !o.Readable {
			t.Errorf("a court from nowhere: %+v", o)
		}
		if o.Court == "" && !o.Entered.IsZero() || o.Notice && !o.Readable {
			t.Errorf("%+v", o)
		}
	})
}
