package courtsim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
)

// A script is lines; a courthouse plays them, beat by beat.
func Example() {
	script, err := courtsim.ParseScript(strings.NewReader(`
docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump
at 2017-03-09 16:12
file SC 46 Opposition/Response to Motion
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	house := courtsim.New(courtsim.Options{Script: script, Now: time.Now})
	for house.Step() {
	}
	for _, f := range house.Filed() {
		if f.Watched {
			fmt.Println(f.Case, f.Entry, f.Events[0], f.At.Format(time.RFC3339))
		}
	}
	// Output:
	// Santa Clara v. Trump 46 Opposition/Response to Motion 2017-03-09T16:12:00-08:00
}

func TestAScriptThatCannotBePlayedSaysWhichLine(t *testing.T) {
	const head = "docket SC cand 3:17-cv-00574 307687 Santa Clara\n"
	for text, want := range map[string]string{
		"":                    "no beat",
		"file SC 1 Complaint": "line 1: \"file\" before the first `at`",
		head + "at yesterday": "line 2",
		head + "at 2017-01-02 10:00\nat 2017-01-01 10:00": "line 3: 2017-01-01 10:00 is before",
		head + "at 2017-01-02 10:00\nfile XX 1 Complaint": `line 3: no docket "XX"`,
		head + "at 2017-01-02 10:00\nfile SC 1":           "line 3: file wants",
		head + "at 2017-01-02 10:00\npress doj x":         "line 3: press wants",
		head + "at 2017-01-02 10:00\nsue SC":              `line 3: unknown word "sue"`,
		"docket SC cand":                                  "line 1: docket wants",
		"docket SC sdny 1:17-cv-1 3 X":                    `line 1: unknown court "sdny"`,
	} {
		if _, err := courtsim.ParseScript(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestTheStoryOf2017IsWhole(t *testing.T) {
	script, err := courtsim.Script2017()
	if err != nil {
		t.Fatal(err)
	}
	house := courtsim.New(courtsim.Options{Script: script, Now: time.Now})
	for house.Step() {
	}
	seen := make(map[string]bool)
	for _, f := range house.Filed() {
		seen[f.Case+" "+f.Entry+" "+f.At.Format("2006-01-02")] = true
	}
	for _, must := range []string{ // the eight beats of the litigation, as public sources date them
		"San Francisco v. Trump 1 2017-01-31", "Santa Clara v. Trump 1 2017-02-03", "Santa Clara v. Trump 26 2017-02-23",
		"Santa Clara v. Trump 46 2017-03-09", "San Francisco v. Trump 35 2017-03-22", "Santa Clara v. Trump 98 2017-04-25",
		"Santa Clara v. Trump 108 2017-05-22", "San Francisco v. Trump 146 2017-07-20",
	} {
		if !seen[must] {
			t.Errorf("%s is not filed", must)
		}
	}
	if docs := house.Documents(); len(docs) == 0 || docs[0].Number != "2017-02102" || docs[0].Order != "13768" || docs[0].Citation != "82 FR 8799" ||
		docs[0].Filed.Format(time.DateOnly) != "2017-01-27" || docs[0].Published.Format(time.DateOnly) != "2017-01-30" {
		t.Errorf("Executive Order 13768 is not in the Federal Register as it was: %+v", docs)
	}
	if edits := house.PageEdits(); len(edits) != 6 {
		t.Errorf("%d wordings of pages", len(edits))
	}
	letters := 0
	for _, r := range house.Releases() {
		if strings.Contains(r.Title, "Letter to Nine Jurisdictions") {
			letters++
		}
	}
	if letters == 0 {
		t.Error("the letters of 21 April are missing")
	}
}
