package scotus

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/docketsheet"
)

var (
	petition = line{"Mar 05 2025", "Petition for a writ of certiorari filed. (Response due April 9, 2025)", []string{"352298/Petition.pdf", "352298/Proof of Service.pdf"}}
	waiver   = line{"Mar 12 2025", "Waiver of right of respondent California to respond filed.", nil}
	sent     = line{"Mar 19 2025", "DISTRIBUTED for Conference of 4/4/2025.", nil}
)

func TestAProceedingInTheLedgersWords(t *testing.T) {
	c := newClerk(t, "24-966")
	body := docketOf("24-966 ", "05/02/2025", petition, waiver)
	c.shows(body)
	got := c.look()
	if len(got) != 2 || got[0].Text != waiver.text {
		t.Fatalf("the newest stands first: %+v", got)
	}
	const at = "https://www.supremecourt.gov/DocketPDF/24/24-966/352298/"
	want := docket.Sighting{
		Source: "scotus/24-966", Court: "scotus", Number: refOf(t, "scotus", "24-966").Number, CaseName: "United States, Petitioner v. California",
		SourceID: got[1].SourceID, Text: petition.text, Filed: "2025-03-05", DocumentURL: at + "Petition.pdf",
		DocketURL: "https://www.supremecourt.gov/search.aspx?filename=/docket/docketfiles/html/public/24-966.html",
		Documents: []docket.Document{{Description: "Petition", URLs: []string{at + "Petition.pdf"}},
			{Attachment: 1, Description: "Proof of Service", URLs: []string{at + "Proof%20of%20Service.pdf"}}},
		Seen: c.now, Digest: digest(body),
	}
	if diff := cmp.Diff(want, got[1]); diff != "" {
		t.Error(diff)
	}
	if want.SourceID == "" || got[0].SourceID == got[1].SourceID || docket.EntryKeys(got[1])[0] != "x:"+got[1].SourceID {
		t.Errorf("names: %q, %q", got[0].SourceID, got[1].SourceID)
	}
}

func TestOnlyWhatIsNewIsTold(t *testing.T) {
	for _, c := range []struct {
		name  string
		first []line
		then  []line
		want  []string // texts told at the second look
	}{
		{"nothing but the date of the JSON", []line{petition}, []line{petition}, nil},
		{"one added at the end", []line{petition}, []line{petition, waiver}, []string{waiver.text}},
		{"one put in before the others, under an earlier day", []line{waiver}, []line{{"Jan 02 2025", "Application granted by Justice Kagan.", nil}, waiver}, []string{"Application granted by Justice Kagan."}},
		{"the same in another order", []line{petition, waiver, sent}, []line{sent, petition, waiver}, nil},
		{"the same words on the same day, once more", []line{sent}, []line{sent, sent}, []string{sent.text}},
		{"the same words on another day", []line{sent}, []line{sent, {"Apr 02 2025", sent.text, nil}}, []string{sent.text}},
		{"one worded like another that stays", []line{{"Apr 09 2025", "Brief amicus curiae of City A filed.", nil}}, []line{{"Apr 09 2025", "Brief amicus curiae of City A filed.", nil}, {"Apr 09 2025", "Brief amicus curiae of City B filed.", nil}}, []string{"Brief amicus curiae of City B filed."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := newClerk(t, "24-966")
			k.shows(docketOf("24-966 ", "05/02/2025", c.first...))
			k.look()
			k.shows(docketOf("24-966 ", "05/03/2025", c.then...))
			var got []string
			names := make(map[string]bool)
			for _, s := range k.look() {
				got = append(got, s.Text)
				names[s.SourceID] = true
			}
			if diff := cmp.Diff(c.want, got); diff != "" || len(names) != len(got) {
				t.Error(diff, names)
			}
			if more := k.look(); len(more) > 0 {
				t.Errorf("told again: %+v", more)
			}
		})
	}
}

// What a clerk edits keeps its name, so that the ledger sees an amendment.
func TestAnEditedProceedingKeepsItsName(t *testing.T) {
	for _, c := range []struct {
		name     string
		was, now line
		same     bool
	}{
		{"words added", line{"Mar 05 2025", "Petition for a writ of certiorari filed.", nil}, petition, true},
		{"a date corrected in the words", sent, line{sent.day, "DISTRIBUTED for Conference of 4/11/2025.", nil}, true},
		{"other words, the filing the same", line{"Apr 09 2025", "Brief filed.", []string{"777/Brief.pdf"}}, line{"Apr 10 2025", "Motion of petitioner to dispense with printing an appendix filed.", []string{"777/Brief.pdf"}}, true},
		{"the same words moved to another day", waiver, line{"Mar 13 2025", waiver.text, nil}, true},
		{"a document added", waiver, line{waiver.day, waiver.text, []string{"353001/Waiver.pdf"}}, true},
		{"other words", sent, line{sent.day, "Motion of the Solicitor General for leave to intervene GRANTED.", nil}, false},
		{"words half alike, under another day", line{"Mar 05 2025", "Petition for a writ of certiorari filed.", nil}, line{"Mar 06 2025", petition.text, nil}, false},
		{"words shared too few", line{"Mar 20 2025", "Application granted by the Court.", nil}, line{"Mar 20 2025", "The motion of the Solicitor General for divided argument is granted by the Court.", nil}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := newClerk(t, "24-966")
			others := []line{{"Jan 14 2025", "Application (24A500) to extend the time granted.", nil}, {"Jan 02 2025", "Application (24A500) submitted to Justice Kagan.", nil}}
			k.shows(docketOf("24-966 ", "05/02/2025", append(others, c.was)...))
			var name string
			for _, s := range k.look() {
				if s.Text == c.was.text {
					name = s.SourceID
				}
			}
			k.shows(docketOf("24-966 ", "05/02/2025", append(others, c.now)...))
			told := k.look()
			switch {
			case c.same && (len(told) != 1 || told[0].SourceID != name || told[0].Text != c.now.text || told[0].Standing != docket.StandingOpen):
				t.Errorf("an edit is told as %+v; its name was %s", told, name)
			case !c.same && (len(told) != 2 || told[1].SourceID == name || told[1].Text != c.now.text || told[0].SourceID != name || told[0].Standing != docket.StandingRemoved):
				t.Errorf("a new one, and one taken down, are told as %+v; the name was %s", told, name)
			}
			// It keeps it when it is edited back, and a later one of the first words gets another.
			k.shows(docketOf("24-966 ", "05/02/2025", append(others, c.now, c.was)...))
			again := k.look()
			if c.same && (len(again) != 1 || again[0].SourceID == name || again[0].Text != c.was.text) {
				t.Errorf("beside the edited one: %+v", again)
			}
			if !c.same && (len(again) != 1 || again[0].SourceID != name || again[0].Standing != docket.StandingOpen) {
				t.Errorf("back on the docket: %+v", again)
			}
		})
	}
}

func TestEditsOfSeveralOnOneDayAreNotMixedUp(t *testing.T) {
	k := newClerk(t, "24-966")
	brief := func(city, tail string) line {
		return line{"Apr 09 2025", "Brief amici curiae of " + city + " et al. filed." + tail, nil}
	}
	k.shows(docketOf("24-966 ", "05/02/2025", brief("Seattle", ""), brief("Boston", ""), brief("Chicago", "")))
	names := make(map[string]string)
	for _, s := range k.look() {
		names[strings.Fields(s.Text)[4]] = s.SourceID
	}
	k.shows(docketOf("24-966 ", "05/02/2025", brief("Denver", ""), brief("Chicago", " (Corrected)"), brief("Boston", " (Corrected)"), brief("Seattle", " (Corrected)")))
	for _, s := range k.look() {
		city := strings.Fields(s.Text)[4]
		if names[city] != s.SourceID && city != "Denver" || city == "Denver" && s.SourceID == names["Seattle"] {
			t.Errorf("%s is told under the name of another: %v", s.Text, names)
		}
	}
}

func TestADocketThatLostMostOfItselfIsRefused(t *testing.T) {
	k := newClerk(t, "24-966")
	k.shows(docketOf("24-966 ", "05/02/2025", petition, waiver, sent))
	k.look()
	for _, left := range [][]line{{}, {petition}} {
		k.shows(docketOf("24-966 ", "05/02/2025", left...))
		_, err := k.poll(false)
		var refused *watcher.Refused
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), "of its 3 proceedings") || len(refused.Body) == 0 {
			t.Errorf("%d left: %v", len(left), err)
		}
	}
	k.shows(docketOf("24-966 ", "05/02/2025", petition, sent))
	if told := k.look(); len(told) != 1 || told[0].Standing != docket.StandingRemoved || told[0].Text != waiver.text {
		t.Errorf("one taken down: %+v", told)
	}
	if told := k.look(); len(told) > 0 {
		t.Errorf("taken down twice: %+v", told)
	}
}

func TestWhatIsNotTheDocketAskedForIsRefused(t *testing.T) {
	for body, want := range map[string]string{
		string(docketOf("24-967 ", "", petition)):             `not the docket of 23A999: that of "24-967"`,
		string(docketOf("23-999", "", petition)):              `that of "23-999"`,
		string(docketOf("a docket", "", petition)):            `that of "a docket"`,
		`{"CaseNumber":"23A999"}`:                             "not a Supreme Court docket: JSON of another kind",
		"<!DOCTYPE html><html><h1>404 Not Found</h1></html>":  "not a Supreme Court docket: HTML page",
		`{"CaseNumber":"23A999 ","ProceedingsandOrder":null}`: "JSON of another kind",
	} {
		k := newClerk(t, "23A999")
		k.shows([]byte(body))
		_, err := k.poll(false)
		var refused *watcher.Refused
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, want %s", body, err, want)
		}
	}
	k := newClerk(t, "23A999")
	k.shows(docketOf("23A999 *** CAPITAL CASE ***", "05/02/2025", petition))
	if got := k.look(); len(got) != 1 || got[0].DocketURL != "https://www.supremecourt.gov/search.aspx?filename=/docket/docketfiles/html/public/23a999.html" {
		t.Errorf("a capital case: %+v", got)
	}
	k.answer = func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusForbidden) }
	var refused *watcher.Refused
	if _, err := k.poll(false); !errors.As(err, &refused) || !refused.Blocked {
		t.Errorf("forbidden: %v", err)
	}
}

func TestTheServersWordIsBelievedForSixHours(t *testing.T) {
	k := newClerk(t, "24-966")
	old := time.Date(2025, 5, 1, 8, 0, 0, 0, time.UTC)
	k.shows(docketOf("24-966 ", "05/02/2025", petition), "ETag", `"one"`, "Last-Modified", old.Format(http.TimeFormat))
	k.look()
	if k.asked.Get("If-None-Match") != "" {
		t.Error("a first look asked whether anything had changed")
	}
	k.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) }
	if _, err := k.poll(false); !errors.Is(err, watcher.ErrNotModified) {
		t.Fatal(err)
	}
	if k.asked.Get("If-None-Match") != `"one"` || k.asked.Get("If-Modified-Since") != old.Format(http.TimeFormat) {
		t.Errorf("asked with %v", k.asked)
	}
	// A full look asks for everything.
	k.shows(docketOf("24-966 ", "05/02/2025", petition), "ETag", `"one"`, "Last-Modified", old.Format(http.TimeFormat))
	b, err := k.poll(true)
	if err != nil || len(b.Sightings) != 1 || b.Raw != nil || k.asked.Get("If-None-Match") != "" {
		t.Errorf("a full look: %v, %+v, asked with %v", err, b, k.asked)
	}
	// After six hours too; and a server that lied is not asked that way again.
	k.now = k.now.Add(believeFor)
	k.shows(docketOf("24-966 ", "05/02/2025", petition, waiver), "ETag", `"one"`, "Last-Modified", old.Format(http.TimeFormat))
	b, err = k.poll(false)
	if err != nil || len(b.Sightings) != 1 || b.Note == "" || k.asked.Get("If-None-Match") != "" {
		t.Errorf("after six hours: %v, %+v, asked with %v", err, b, k.asked)
	}
	k.look()
	if k.asked.Get("If-None-Match") != "" {
		t.Error("a server that lied is believed")
	}
	// An older copy, as a cache may hold it, takes nothing back.
	k.shows(docketOf("24-966 ", "05/01/2025", petition), "Last-Modified", old.Add(-time.Hour).Format(http.TimeFormat))
	if _, err := k.poll(false); err == nil || !strings.Contains(err.Error(), "an older copy of the docket of 24-966") {
		t.Errorf("an older copy: %v", err)
	}
}

func TestTheEvidenceIsWhatWasNewAndNobodysAddress(t *testing.T) {
	k := newClerk(t, "24-966")
	k.shows(docketOf("24-966 ", "05/02/2025", petition, sent))
	k.look()
	body := docketOf("24-966 ", "05/02/2025", petition, waiver, sent)
	k.shows(body)
	b, err := k.poll(false)
	if err != nil || b.Raw == nil {
		t.Fatal(err)
	}
	d, err := docketsheet.ParseScotus(b.Raw.Body)
	if err != nil || d.DocketNumber != "24-966" || len(d.Entries) != 1 || d.Entries[0].Description != waiver.text || strings.Contains(string(b.Raw.Body), "example.gov") {
		t.Errorf("%v: %s", err, b.Raw.Body)
	}
	if b.Raw.Reason != "changed" || b.Raw.Digest != digest(body) || b.Raw.Size != len(body) || b.Raw.Source != "scotus/24-966" || !b.Whole {
		t.Errorf("%+v", b.Raw)
	}
}

func TestACursorOfAnotherMakeReadsEverythingAgain(t *testing.T) {
	k := newClerk(t, "24-966")
	k.shows(docketOf("24-966 ", "05/02/2025", petition, waiver))
	first := k.look()
	k.state = []byte("\x01other")
	if again := k.look(); cmp.Diff(names(first), names(again)) != "" {
		t.Errorf("%v, then %v", names(first), names(again))
	}
}

func names(list []docket.Sighting) (ids []string) {
	for _, s := range list {
		ids = append(ids, s.SourceID)
	}
	return ids
}
