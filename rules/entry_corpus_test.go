package rules_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"docketwatch/docket"
	"docketwatch/rules"
)

// A labelledEntry is a docket entry that was read by a person.
type labelledEntry struct {
	ID, Text, Case string
	Kind           rules.DocumentKind
	FiledBy        rules.Side `json:"filed_by"`
	Dates          []struct {
		What rules.DateKind
		Date docket.Date
		Time string
	}
}

func labelled(t testing.TB, data []byte) []labelledEntry {
	t.Helper()
	var entries []labelledEntry
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		var e labelledEntry
		if err := json.Unmarshal(scanner.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	return entries
}

// An agreement counts how far the rules and the reader agree.
type agreement struct {
	entries, kinds, sided, sides   int
	found, extra, missed, governed int
	wrongly                        int // called the government's and is not
}

// compare reads the entries and says where rule and reader differ. Sides that
// the reader left open are not scored; days count once an entry.
func compare(t *testing.T, entries []labelledEntry) agreement {
	t.Helper()
	var s agreement
	for _, e := range entries {
		got := rules.ReadEntry(rules.EntrySubject{Text: e.Text, CaseName: e.Case})
		s.entries++
		if got.Kind == e.Kind {
			s.kinds++
		} else {
			t.Logf("%s kind: reader %s, rule %s: %.120q", e.ID, e.Kind, got.Kind, e.Text)
		}
		if e.FiledBy != rules.SideUnknown && e.FiledBy != rules.SideIntervenor {
			s.sided++
			if got.FiledBy == e.FiledBy {
				s.sides++
			} else {
				t.Logf("%s side: reader %s, rule %s: %.120q", e.ID, e.FiledBy, got.FiledBy, e.Text)
			}
		}
		switch isGovernment := e.FiledBy == rules.SideGovernment; {
		case isGovernment && got.FiledBy == rules.SideGovernment:
			s.governed++
		case got.FiledBy == rules.SideGovernment:
			s.wrongly++
		}
		s.days(t, e, got)
	}
	return s
}

func (s *agreement) days(t *testing.T, e labelledEntry, got rules.EntryReading) {
	t.Helper()
	var want, have []docket.Date
	for _, d := range e.Dates {
		if !slices.Contains(want, d.Date) {
			want = append(want, d.Date)
		}
	}
	for _, d := range got.Dates {
		if d.Status != rules.DateVacated && !slices.Contains(have, d.Date) {
			have = append(have, d.Date)
		}
	}
	for _, d := range have {
		if slices.Contains(want, d) {
			s.found++
		} else {
			s.extra++
			t.Logf("%s date: %s is not set: %.120q", e.ID, d, e.Text)
		}
	}
	for _, d := range want {
		if !slices.Contains(have, d) {
			s.missed++
			t.Logf("%s date: %s is missed: %.120q", e.ID, d, e.Text)
		}
	}
}

// hold fails where the score is under the floors.
func (s agreement) hold(t *testing.T, kind, side, precision, recall float64) {
	t.Helper()
	part := func(n, of int) float64 { return float64(n) / float64(max(1, of)) }
	t.Logf("%d of %d kinds agree, %d of %d sides; government filer: %d found, %d wrongly; dates: precision %.3f, recall %.3f (%d found, %d extra, %d missed)",
		s.kinds, s.entries, s.sides, s.sided, s.governed, s.wrongly, part(s.found, s.found+s.extra), part(s.found, s.found+s.missed), s.found, s.extra, s.missed)
	for name, c := range map[string][2]float64{
		"kind":            {part(s.kinds, s.entries), kind},
		"side":            {part(s.sides, s.sided), side},
		"dates precision": {part(s.found, s.found+s.extra), precision},
		"dates recall":    {part(s.found, s.found+s.missed), recall},
	} {
		if c[0] < c[1] {
			t.Errorf("%s: %.3f, under the floor of %.3f", name, c[0], c[1])
		}
	}
	if s.wrongly > 0 {
		t.Errorf("%d entries of others are called the government's", s.wrongly)
	}
}

// Entries of every kind with the traps among them, written in the courts' shapes.
func TestEntriesOfEveryKindAreRead(t *testing.T) {
	data, err := os.ReadFile("testdata/labelled/entries.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	entries := labelled(t, data)
	for _, kind := range rules.DocumentKinds() {
		if kind != rules.KindUnknown && !slices.ContainsFunc(entries, func(e labelledEntry) bool { return e.Kind == kind }) {
			t.Errorf("no entry is a %s", kind)
		}
	}
	compare(t, entries).hold(t, 0.98, 0.98, 0.98, 0.98)
}

// Where they differ: an appellee who sued below (d021) is a plaintiff here; a day
// that a motion only asks for (d023) and a day that the text does not hold (d142)
// are not set; who sues a district attorney (d088) sues no federal officer.
func TestEntriesAgreeWithTheReaderOfRealOnes(t *testing.T) {
	compare(t, labelled(t, corpus(t, "arguments/entries.jsonl"))).hold(t, 0.98, 0.97, 0.97, 0.92)
}

// The entries of the real docket sheets, notices and feeds have no labels; what
// can be asked of them is that nearly all are something, and that no day is made
// up.
func TestRealDocketsAreRead(t *testing.T) {
	total, unknown := 0, 0
	for _, sheet := range dockets(t) {
		for _, e := range sheet.Entries {
			text := e.Description
			if text == "" {
				text = e.Short
			}
			got := rules.ReadEntry(rules.EntrySubject{Text: text, CaseName: sheet.CaseName})
			total++
			if got.Kind == rules.KindUnknown {
				unknown++
			}
			for _, d := range got.Dates {
				if len(d.Date) != len("2006-01-02") || d.Time != "" && len(d.Time) != len("15:04") {
					t.Errorf("%q sets %+v", text, d)
				}
			}
		}
	}
	t.Logf("%d of %d entries have a kind", total-unknown, total)
	if total == 0 || unknown*100 > total {
		t.Errorf("%d of %d entries are unknown", unknown, total)
	}
}

func benchmarkSubjects(b *testing.B) []rules.EntrySubject {
	b.Helper()
	data, err := os.ReadFile("testdata/labelled/entries.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	var subjects []rules.EntrySubject
	for _, e := range labelled(b, data) {
		subjects = append(subjects, rules.EntrySubject{Text: e.Text, CaseName: e.Case})
	}
	return subjects
}
