package docket_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"docketwatch/docket"
)

const county = docket.DocketKey("cand/2017-cv-574")

var noon = time.Date(2017, 3, 9, 20, 0, 0, 0, time.UTC) // 12:00 PST

// entriesOf are entries by number; those up to the floor stood there before.
func entriesOf(floor int, numbers ...int) (list []docket.Numbered) {
	for _, n := range numbers {
		list = append(list, docket.Numbered{Docket: county, Number: n, Baseline: n <= floor, Source: "court_rss/cand"})
	}
	return list
}

func TestCompletenessInWords(t *testing.T) {
	whole := []docket.Witness{{Source: "court_rss/cand", Whole: true, Through: noon}, {Source: "courtlistener", Through: noon.Add(time.Hour)}}
	part := []docket.Witness{{Source: "court_rss/nyed", Through: noon}}
	tests := []struct {
		name      string
		entries   []docket.Numbered
		missing   []docket.Missing
		witnesses []docket.Witness
		want      string
	}{
		{"nothing was ever seen", nil, nil, nil, "nothing seen yet"},
		{"no numbered entry", nil, nil, whole, "no numbered entry seen as of Mar 9 12:00 PST"},
		{"what stood there before is no hole", entriesOf(45, 30, 33, 45), nil, whole, "nothing numbered since No. 45 as of Mar 9 12:00 PST"},
		{"every number since", entriesOf(45, 45, 46, 47), nil, whole, "complete through No. 47 as of Mar 9 12:00 PST"},
		{"where nothing stood there, the first entry begins it", entriesOf(0, 46, 47), nil, whole, "complete through No. 47 as of Mar 9 12:00 PST"},
		{"a hole that was noticed just now", entriesOf(45, 45, 48), nil, whole, "seen through No. 48, but for Nos. 46, 47 as of Mar 9 12:00 PST"},
		{"a hole that is asked for", entriesOf(45, 45, 46, 48), []docket.Missing{{Docket: county, Number: 47, Asks: 2, Next: noon.Add(130 * time.Minute)}}, whole,
			"seen through No. 48, but for No. 47 as of Mar 9 12:00 PST; asked for 2 times, again at Mar 9 14:10"},
		{"a hole that nobody can be asked for", entriesOf(45, 45, 46, 48), []docket.Missing{{Docket: county, Number: 47}}, whole,
			"seen through No. 48, but for No. 47 as of Mar 9 12:00 PST; no other source to ask"},
		{"a hole that was given up", entriesOf(45, 45, 46, 48), []docket.Missing{{Docket: county, Number: 47, Closed: noon, How: "sealed"}}, whole,
			"complete through No. 48 as of Mar 9 12:00 PST; no source ever showed No. 47"},
		{"a source that leaves entries out", entriesOf(45, 45, 46), nil, part, "complete through No. 46 as of Mar 9 12:00 PST by a source that does not carry everything (court_rss/nyed)"},
		{"a leap of the numbering is no hole", entriesOf(45, 45, 46, 9000), nil, whole, "complete through No. 9000 as of Mar 9 12:00 PST"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := docket.Complete(county, noon, tt.entries, tt.missing, tt.witnesses).Words(); got != tt.want {
				t.Errorf("%s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestWhatNumbersLookLike(t *testing.T) {
	for text, want := range map[string]int{"46": 46, "": 0, "64-1": 0, "0": 0, "-3": 0, "00919409219": 0, "99999": 99999, "100000": 0} {
		if n, ok := docket.EntryNumber(text); ok != (want > 0) || ok && n != want {
			t.Errorf("%q: %d, %v", text, n, ok)
		}
	}
	for want, list := range map[string][]int{"No. 8": {8}, "Nos. 8, 9": {8, 9}, "Nos. 201-204, 208": {201, 202, 203, 204, 208}} {
		if got := docket.Numbers(list); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Whatever is seen in whatever order: each number above the floor and below the
// highest is seen, or missing, or given up, and never two of these.
func TestEveryNumberIsAccountedForOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		floor := rapid.IntRange(0, 20).Draw(t, "floor")
		numbers := rapid.SliceOfN(rapid.IntRange(1, 60), 0, 40).Draw(t, "numbers")
		var missing []docket.Missing
		for _, n := range rapid.SliceOfDistinct(rapid.IntRange(1, 60), func(n int) int { return n }).Draw(t, "missing") {
			m := docket.Missing{Docket: county, Number: n}
			if rapid.Bool().Draw(t, "closed") {
				m.Closed = noon
			}
			missing = append(missing, m)
		}
		entries := entriesOf(floor, numbers...)
		c := docket.Complete(county, noon, entries, missing, nil)
		open := c.Open()
		for n := c.Floor + 1; n <= c.Through; n++ {
			seen := slices.Contains(numbers, n)
			given := slices.ContainsFunc(c.Unfound, func(m docket.Missing) bool { return m.Number == n })
			count := 0
			for _, is := range []bool{seen, slices.Contains(open, n), given} {
				if is {
					count++
				}
			}
			if count != 1 {
				t.Fatalf("No. %d is accounted for %d times: %+v", n, count, c)
			}
		}
		if c.Run(c.Floor, c.Through) != (len(slices.DeleteFunc(open, func(n int) bool { return n <= c.Floor || n >= c.Through })) == 0) {
			t.Fatalf("Run contradicts Open: %+v", c)
		}
		if strings.Contains(c.Words(), "%!") {
			t.Fatal(c.Words())
		}
	})
}
