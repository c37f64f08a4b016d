package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// A ruleTally is what came of one rule, argument or mute rule.
type ruleTally struct {
	Rule      string              `json:"rule,omitempty"`
	Argument  string              `json:"argument,omitempty"`
	Mute      string              `json:"mute,omitempty"`
	Tier      string              `json:"tier,omitempty"`
	Told      int                 `json:"told"` // entries, documents and releases; of a mute rule, what it does not silence
	Entries   int                 `json:"entries"`
	Documents int                 `json:"documents"`
	Releases  int                 `json:"releases"`
	Muted     int                 `json:"muted"` // of a mute rule: entries it silences; of a review rule: hits that are only kept
	Days      map[docket.Date]int `json:"days"`
	Examples  []example           `json:"examples,omitempty"`
}

// An example is one thing that would have been told.
type example struct {
	Subject string      `json:"subject"`
	Day     docket.Date `json:"day"`
	Number  string      `json:"document_number,omitempty"`
	Page    int         `json:"page,omitempty"`
	Quote   string      `json:"quote"`
}

// mostExamples is how many of them are shown of each rule.
const mostExamples = 3

// A score counts what rules would have told.
type score struct {
	book      *watcher.Rulebook
	rules     map[string]*ruleTally
	arguments map[string]*ruleTally
	mutes     map[string]*ruleTally
	entries   int
	releases  int
}

func newScore(book *watcher.Rulebook) *score {
	s := &score{book: book, rules: map[string]*ruleTally{}, arguments: map[string]*ruleTally{}, mutes: map[string]*ruleTally{}}
	for _, r := range book.Rules.Rules() {
		s.rules[r.Name] = &ruleTally{Rule: r.Name, Tier: string(r.Tier), Days: map[docket.Date]int{}}
	}
	for _, m := range book.Mutes {
		s.mutes[m.Name] = &ruleTally{Mute: m.Name, Days: map[docket.Date]int{}}
	}
	return s
}

func (s *score) seen() int { return s.entries + s.releases }

func (s *score) entry(e docket.Entry, day docket.Date, a watcher.Again) {
	s.entries++
	s.hits(a.Hits, day, e.DocumentNumber)
	for _, f := range a.Findings {
		t := s.arguments[f.Argument]
		if t == nil {
			t = &ruleTally{Argument: f.Argument, Tier: f.Tier, Days: map[docket.Date]int{}}
			s.arguments[f.Argument] = t
		}
		t.add(day, example{Subject: f.Subject, Day: day, Number: e.DocumentNumber, Page: f.Page, Quote: f.Quote})
		t.Documents++
	}
	if a.Muted == "" {
		return
	}
	t := s.mutes[a.Muted]
	if a.Spared {
		t.Told++
		return
	}
	t.Muted++
	t.Days[day]++
	if len(t.Examples) < mostExamples {
		t.Examples = append(t.Examples, example{Subject: e.Subject(), Day: day, Number: e.DocumentNumber, Quote: e.Wording()})
	}
}

func (s *score) release(_ docket.Release, day docket.Date, a watcher.Again) {
	s.releases++
	s.hits(a.Hits, day, "")
}

func (s *score) hits(hits []docket.RuleHit, day docket.Date, number string) {
	for _, h := range hits {
		t := s.rules[h.Rule]
		switch h.In {
		case "entry":
			t.Entries++
		case "document":
			t.Documents++
		default:
			t.Releases++
		}
		if h.Tier == "review" {
			t.Muted++
			continue
		}
		t.add(day, example{Subject: h.Subject, Day: day, Number: number, Page: h.Page, Quote: h.Quote})
	}
}

func (t *ruleTally) add(day docket.Date, x example) {
	t.Told++
	t.Days[day]++
	if len(t.Examples) < mostExamples {
		t.Examples = append(t.Examples, x)
	}
}

// busiest is the day with the most, and how many.
func (t *ruleTally) busiest() (docket.Date, int) {
	var best docket.Date
	for _, d := range slices.Sorted(maps.Keys(t.Days)) {
		if t.Days[d] > t.Days[best] {
			best = d
		}
	}
	return best, t.Days[best]
}

func (s *score) print(std streams, asJSON bool) error {
	var list []*ruleTally
	for _, m := range []map[string]*ruleTally{s.rules, s.arguments, s.mutes} {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			list = append(list, m[name])
		}
	}
	if asJSON {
		return jsonLines(std.out, list)
	}
	_, _ = fmt.Fprintf(std.err, "%d entries and %d press items; nothing was changed and nobody was told\n", s.entries, s.releases)
	var told, silent [][]string
	days := make(map[docket.Date][]string)
	for _, t := range list {
		day, most := t.busiest()
		busy := "-"
		if most > 0 {
			busy = fmt.Sprintf("%d on %s", most, day)
		}
		if t.Mute != "" {
			silent = append(silent, []string{t.Mute, strconv.Itoa(t.Muted), strconv.Itoa(t.Told), busy})
			continue
		}
		name := t.Rule
		if t.Argument != "" {
			name = "argument " + t.Argument
		}
		told = append(told, []string{name, t.Tier, strconv.Itoa(t.Told), strconv.Itoa(t.Entries), strconv.Itoa(t.Documents), strconv.Itoa(t.Releases),
			strconv.Itoa(len(t.Days)), busy})
		for d, n := range t.Days {
			days[d] = append(days[d], fmt.Sprintf("%s ×%d", name, n))
		}
	}
	if err := table(std.out, "RULE\tTIER\tTOLD\tENTRIES\tDOCUMENTS\tPRESS\tDAYS\tBUSIEST", told); err != nil {
		return err
	}
	if len(silent) > 0 {
		_, _ = fmt.Fprintln(std.out) // errors come back from the table
		if err := table(std.out, "MUTE RULE\tMUTED\tTOLD ALL THE SAME\tBUSIEST", silent); err != nil {
			return err
		}
	}
	if len(days) == 0 {
		return nil
	}
	var rows [][]string
	for _, d := range slices.Sorted(maps.Keys(days)) {
		slices.Sort(days[d])
		rows = append(rows, []string{string(d), strings.Join(days[d], ", ")})
	}
	_, _ = fmt.Fprintln(std.out) // errors come back from the table
	return table(std.out, "DAY\tWOULD HAVE BEEN TOLD", rows)
}
