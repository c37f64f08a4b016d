package rules

import (
	"fmt"
	"strings"
	"testing"
)

// brief is a brief of so many pages, printed on numbered paper with stamps,
// running feet and footnotes: about 2.5 KB a page, as 28 lines of print are.
func brief(pages int) string {
	argued := make([]string, len(plantable))
	for i, s := range plantable {
		argued[i] = fmt.Sprintf(s, "Alameda")
	}
	words := []string{
		"The complaint names the Secretary of Homeland Security and the Attorney General in their official capacities.",
		"Plaintiffs answer that they need not wait until their funds are gone; they are mistaken, as Defendants have shown above.",
		"The Court of Appeals held otherwise in a case about water rights, and nothing in that decision helps the County here.",
		"Congress appropriated the money in 2017, Pub. L. No. 115-31, 131 Stat. 135, and left its distribution to the Department.",
		"It directs the agencies to act \"to the extent consistent with law,\" and no more than that.",
		"A preliminary injunction is an extraordinary remedy, Winter v. NRDC, Inc., 555 U.S. 7, 24 (2008), and universal relief more so.",
	}
	var b strings.Builder
	n := 0
	for page := 1; page <= pages; page++ {
		fmt.Fprintf(&b, "Case 3:17-cv-00485-WHO   Document 35   Filed 03/22/17   Page %d of %d\n", page, pages)
		for i := 1; i <= 28; i++ {
			text := words[n%len(words)]
			if n++; n%9 == 0 {
				text = filler[n%len(filler)]
			}
			if n%40 == 0 {
				text = argued[n/40%len(argued)]
			}
			text = fmt.Sprintf("%s In the year %d it stood otherwise.", text, 1900+n%117)
			fmt.Fprintf(&b, "%2d  %.82s\n", i, text)
		}
		fmt.Fprintf(&b, "\nDefs.' Opp. to Pl.'s Mot. for Prelim. Inj.\nNo. 3:17-cv-00485-WHO\n%d\n\f", page)
	}
	return b.String()
}

// A 100-page brief is to be read in 50 ms with all arguments.
func BenchmarkReadFilingOf100Pages(b *testing.B) {
	r := builtin(b)
	text := brief(100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if len(r.ReadFiling(Filing{Text: text, FiledBy: SideGovernment}).Findings) == 0 {
			b.Fatal("nothing is found")
		}
	}
	b.ReportMetric(float64(len(r.patterns)), "patterns")
}

func BenchmarkClean(b *testing.B) {
	text := brief(100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		clean(text, nil)
	}
}

func BenchmarkTokenise(b *testing.B) {
	r := builtin(b)
	text := clean(brief(100), nil).text
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tokenise(text, r.matcher.lexicon)
	}
}

// The matcher is to cost what the hits cost, not what the patterns cost.
func BenchmarkMatch(b *testing.B) {
	r := builtin(b)
	s := tokenise(clean(brief(100), nil).text, r.matcher.lexicon)
	var hits []hit
	b.SetBytes(int64(len(s.text)))
	for b.Loop() {
		hits = r.matcher.in(s, 0, len(s.tokens), hits[:0])
	}
	b.ReportMetric(float64(len(r.matcher.rows)), "rows")
}

// The program starts with it.
func BenchmarkNewReader(b *testing.B) {
	for b.Loop() {
		builtin(b)
	}
}
