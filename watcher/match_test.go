package watcher_test

import (
	"fmt"
	"testing"

	"docketwatch/docket"
	"docketwatch/watcher"
)

func ref(t testing.TB, court, number string) docket.DocketRef {
	t.Helper()
	n, err := docket.ParseNumber(number)
	if err != nil {
		t.Fatal(err)
	}
	return docket.DocketRef{Court: court, Number: n}
}

func TestMatch(t *testing.T) {
	w := watcher.NewWatch([]docket.Case{
		{Name: "Santa Clara", Dockets: []docket.DocketRef{ref(t, "cand", "3:17-cv-00574"), ref(t, "ca9", "17-17480")}},
		{Name: "Criminal", Dockets: []docket.DocketRef{ref(t, "nysd", "1:18-cr-00224")}},
		{Name: "One defendant", Dockets: []docket.DocketRef{ref(t, "nysd", "1:18-cr-00300-2")}},
	})
	tests := []struct{ name, court, number, want string }{
		{"office and judge are not identity", "cand", "5:17-cv-00574-LHK", "Santa Clara"},
		{"the appeal belongs to the case", "ca9", "17-17480", "Santa Clara"},
		{"the same number in another court is another case", "wawd", "3:17-cv-00574", ""},
		{"a near number is another case", "cand", "3:17-cv-05813", ""},
		{"cv and cr do not collide", "cand", "3:17-cr-00574", ""},
		{"every defendant of a watched criminal case", "nysd", "1:18-cr-00224-7", "Criminal"},
		{"one defendant only", "nysd", "1:18-cr-00300-2", "One defendant"},
		{"and not the others", "nysd", "1:18-cr-00300-1", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := ref(t, tt.court, tt.number)
			_, c, ok := w.Match(docket.Sighting{Court: r.Court, Number: r.Number})
			if got := name(c); got != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func name(c *docket.Case) string {
	if c == nil {
		return ""
	}
	return c.Name
}

// The goal is the same cost for a hundred watched dockets and for a million.
func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{100, 1_000_000} {
		b.Run(fmt.Sprintf("watched=%d", n), func(b *testing.B) {
			cases := make([]docket.Case, n)
			for i := range cases {
				cases[i].Dockets = []docket.DocketRef{{Court: "cand", Number: docket.Number{Year: 2017, Type: "cv", Serial: i + 1}}}
			}
			w := watcher.NewWatch(cases)
			s := docket.Sighting{Court: "cand", Number: docket.Number{Year: 2017, Type: "cv", Serial: 0}}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				s.Number.Serial = i % 200 // half of them watched where 100 are
				w.Match(s)
			}
		})
	}
}
