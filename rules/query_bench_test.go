package rules

import (
	"fmt"
	"testing"
)

// ruleBook is so many rules as a desk might write them, of the words of real
// briefs: phrases, words near each other, alternatives.
func ruleBook(b *testing.B, n int) *RuleSet {
	b.Helper()
	words := spelledWords(brief(3))
	pick := func(i int) string {
		for {
			w := words[(i*7919+13)%len(words)].text
			if _, sign := operators[w]; !sign {
				return w
			}
			i++
		}
	}
	rules := make([]UserRule, n)
	for i := range rules {
		var text string
		switch i % 5 {
		case 0:
			text = fmt.Sprintf(`"%s %s"`, pick(i), pick(i+1))
		case 1:
			text = fmt.Sprintf(`%s%d* OR "%s %s %s"`, "program", i, pick(i), pick(i+3), pick(i+5))
		case 2:
			text = fmt.Sprintf(`%s w/10 (%s OR name%d)`, pick(i), pick(i+2), i)
		case 3:
			text = fmt.Sprintf(`(%s /s %s) AND "jurisdiction %d"`, pick(i), pick(i+4), i)
		case 4:
			text = fmt.Sprintf(`by:government AND %s AND "%s %s" NOT "party %d"`, pick(i), pick(i+1), pick(i+2), i)
		}
		q, err := ParseQuery(text)
		if err != nil {
			b.Fatal(err)
		}
		rules[i] = UserRule{Name: fmt.Sprintf("rule %d", i), Query: q, Tier: TierAlert}
	}
	return NewRuleSet(rules)
}

// A 100-page brief is to be read in 50 ms with all arguments and 500 rules.
func BenchmarkReadFilingWithRules(b *testing.B) {
	for _, n := range []int{0, 10, 500, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r, set, text := builtin(b), ruleBook(b, n), brief(100)
			hits := 0
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				_, found := r.ReadFilingWith(Filing{Text: text, FiledBy: SideGovernment}, set, Facts{})
				hits = len(found)
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
}

// The program starts with it.
func BenchmarkNewRuleSet(b *testing.B) {
	for _, n := range []int{500, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				ruleBook(b, n)
			}
		})
	}
}

// A docket entry is a line or two.
func BenchmarkRulesOverAnEntry(b *testing.B) {
	set := ruleBook(b, 500)
	text := "RESPONSE in Opposition re 12 MOTION for Preliminary Injunction filed by Donald J. Trump. (Attachments: # 1 Declaration)(Entered: 03/22/2017)"
	for b.Loop() {
		set.Read(RuleText{Where: WhereEntry, Text: text})
	}
}

// A file that repeats one word must not stop the daemon.
func BenchmarkRulesOverAHostileText(b *testing.B) {
	q := query(b, `(aaa* w/255 aaa) w/255 (aaa* w/p aaa) w/p aaa`)
	text := make([]byte, 0, 4_000_000)
	for len(text) < 4_000_000 {
		text = append(text, "aaa "...)
	}
	set := NewRuleSet([]UserRule{{Query: q}})
	for b.Loop() {
		set.Read(RuleText{Where: WherePress, Text: string(text)})
	}
}
