package docket_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
)

func TestEntryKeysStandInTheOrderOfTheirStrength(t *testing.T) {
	whole := docket.Sighting{DocumentNumber: "46", PacerDocID: "035015123456", PartID: "10974397", SeqNo: "188", PacerCaseID: "307491",
		Text: "ORDER", Entered: time.Unix(1492000000, 0)}
	for name, c := range map[string]struct {
		strip func(*docket.Sighting)
		want  []string
	}{
		"all that is known":     {func(*docket.Sighting) {}, []string{"n:46", "d:035015123456", "p:10974397", "s:307491/188"}},
		"an entry without text": {func(s *docket.Sighting) { s.Text, s.Entered = "", time.Time{} }, []string{"n:46", "d:035015123456", "p:10974397", "s:307491/188"}},
		"no document number":    {func(s *docket.Sighting) { s.DocumentNumber = "" }, []string{"d:035015123456", "p:10974397", "s:307491/188"}},
		"an appeal":             {func(s *docket.Sighting) { s.DocumentNumber, s.PacerDocID, s.SeqNo = "", "", "" }, []string{"p:10974397"}},
		"a minute entry":        {func(s *docket.Sighting) { s.DocumentNumber, s.PacerDocID, s.PartID = "", "", "" }, []string{"s:307491/188"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := whole
			c.strip(&s)
			if got := docket.EntryKeys(s); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestTheLastRungTellsEntriesWithoutAnyNumberApart(t *testing.T) {
	base := docket.Sighting{PacerCaseID: "406598", Events: []string{"Order on Motion to Quash"}, Entered: time.Unix(1524000000, 0)}
	first := docket.EntryKeys(base)
	if len(first) != 1 || !strings.HasPrefix(first[0], "h:") || !strings.HasSuffix(first[0], ".0") {
		t.Fatalf("%q", first)
	}
	again := base
	again.Source, again.CaseName, again.Seen = "another", "renamed", time.Unix(1, 0)
	if !slices.Equal(docket.EntryKeys(again), first) {
		t.Error("source, caption and moment of sight are taken for identity")
	}
	for name, change := range map[string]func(*docket.Sighting){
		"another case":                    func(s *docket.Sighting) { s.PacerCaseID = "406599" },
		"another second":                  func(s *docket.Sighting) { s.Entered = s.Entered.Add(time.Second) },
		"another event":                   func(s *docket.Sighting) { s.Events = []string{"Order"} },
		"a second one in the same second": func(s *docket.Sighting) { s.Ordinal = 1 },
	} {
		s := base
		change(&s)
		if slices.Equal(docket.EntryKeys(s), first) {
			t.Errorf("%s has the same key", name)
		}
	}
}

func TestASightingKnowsItsDocket(t *testing.T) {
	n, err := docket.ParseNumber("3:17-cv-00574-WHO")
	if err != nil {
		t.Fatal(err)
	}
	s := docket.Sighting{Court: "cand", Number: n}
	ref := docket.DocketRef{Court: "cand", Number: n}
	if s.Docket() != "cand/2017-cv-574" || ref.Key() != s.Docket() || s.Docket().Court() != "cand" {
		t.Errorf("%s, %s", s.Docket(), ref.Key())
	}
}

func TestAnEntrySpeaksInTheFullestWordsKnown(t *testing.T) {
	e := docket.Entry{Docket: "cand/2017-cv-574", Key: "n:46", Events: []string{"Order", "Terminate Motions"}}
	if e.Wording() != "Order; Terminate Motions" {
		t.Errorf("%q", e.Wording())
	}
	e.Text = "ORDER by Judge Orrick granting the motion."
	if e.Wording() != e.Text {
		t.Errorf("%q", e.Wording())
	}
	if e.Subject() != "entry:cand/2017-cv-574#n:46" {
		t.Errorf("%q", e.Subject())
	}
	if r := (docket.Release{Cluster: "2025-08-05 list"}); r.Subject() != "release:2025-08-05 list" {
		t.Errorf("%q", r.Subject())
	}
}
