package courtlistener

import (
	"bytes"
	"fmt"
	"testing"
)

// BenchmarkPage reads a page of twenty entries and makes sightings of them.
func BenchmarkPage(b *testing.B) {
	var list [][]byte
	for i := range 20 {
		list = append(list, asJSON(b, map[string]any{"id": 1000 + i, "entry_number": i + 1, "docket": 4214664}))
	}
	body := fmt.Appendf(nil, `{"count":"x","next":null,"previous":null,"results":[%s]}`, bytes.Join(list, []byte(",")))
	c, err := NewClient(Options{})
	if err != nil {
		b.Fatal(err)
	}
	copies := []Copy{{ID: 4214664, Number: "3:17-cv-00574", PacerCaseID: "307687"}}
	b.SetBytes(int64(len(body)))
	n := 0
	for b.Loop() {
		p, err := c.page("docket-entries", answer{body: body})
		if err != nil {
			b.Fatal(err)
		}
		entries, bad := p.entries()
		if len(bad) > 0 {
			b.Fatal(bad)
		}
		for i := range entries {
			n += len(c.place(&entries[i], "cand/2017-cv-574", copies, look{}))
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "entries/s")
}
