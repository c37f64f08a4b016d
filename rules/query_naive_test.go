package rules

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A naive evaluator reads a query the slow way: every pair of places is tried,
// and nothing is looked up. Its texts are made of plain words, with "." for the
// end of a sentence; gap ends a paragraph.
type naive struct {
	words               []string
	sentence, paragraph []int
}

func naively(text, gap string) naive {
	var n naive
	s := 0
	for p, paragraph := range strings.Split(text, gap) {
		for _, sentence := range strings.Split(paragraph, ".") {
			for _, w := range strings.Fields(strings.ToLower(sentence)) {
				n.words = append(n.words, w)
				n.sentence = append(n.sentence, s)
				n.paragraph = append(n.paragraph, p)
			}
			s++
		}
	}
	return n
}

func (n naive) holds(q *queryNode) bool {
	switch q.op {
	case opAnd:
		for _, k := range q.kids {
			if !n.holds(k) {
				return false
			}
		}
		return true
	case opOr:
		for _, k := range q.kids {
			if n.holds(k) {
				return true
			}
		}
		return false
	case opNot:
		return !n.holds(q.kids[0])
	}
	return len(n.places(q)) > 0
}

func (n naive) places(q *queryNode) (all [][2]int) {
	switch q.op {
	case opOr:
		for _, k := range q.kids {
			all = append(all, n.places(k)...)
		}
	case opWords:
	next:
		for i := 0; i+len(q.words) <= len(n.words); i++ {
			for k, w := range q.words {
				have := n.words[i+k]
				stem, open := strings.CutSuffix(w.text, "*")
				if n.paragraph[i+k] != n.paragraph[i] || have != w.text && (!open || !strings.HasPrefix(have, stem)) {
					continue next
				}
			}
			all = append(all, [2]int{i, i + len(q.words)})
		}
	case opNear:
		for _, a := range n.places(q.kids[0]) {
			for _, b := range n.places(q.kids[1]) {
				if n.near(a, b, q.reach) {
					all = append(all, [2]int{a[0], b[1]})
				}
				if !q.reach.ordered && n.near(b, a, q.reach) {
					all = append(all, [2]int{b[0], a[1]})
				}
			}
		}
	}
	return all
}

func (n naive) near(a, b [2]int, r nearness) bool {
	if a[1] > b[0] || n.paragraph[a[0]] != n.paragraph[b[1]-1] {
		return false
	}
	switch r.unit {
	case unitSentence:
		return n.sentence[a[0]] == n.sentence[b[1]-1]
	case unitParagraph:
		return true
	}
	return b[0]-a[1]+1 <= r.words
}

var plainSpeech = []string{"grant", "county", "condition", "conditions", "ripe", "moot", "order", "Court"}

// aQuery draws the text of a query.
func aQuery(t *rapid.T, depth int, placed bool) string {
	kinds := 5
	if depth == 0 {
		kinds = 1
	} else if placed {
		kinds = 3
	}
	switch rapid.IntRange(0, kinds).Draw(t, "kind") {
	case 2:
		return "(" + aQuery(t, depth-1, placed) + " OR " + aQuery(t, depth-1, placed) + ")"
	case 3:
		near := rapid.SampledFrom([]string{"w/1", "w/2", "NEAR/5", "pre/1", "pre/3", "/s", "pre/s", "w/p", "+p"}).Draw(t, "near")
		return "(" + aQuery(t, depth-1, true) + " " + near + " " + aQuery(t, depth-1, true) + ")"
	case 4:
		return "(" + aQuery(t, depth-1, false) + " AND " + aQuery(t, depth-1, false) + ")"
	case 5:
		return "(" + aQuery(t, depth-1, false) + " NOT " + aQuery(t, depth-1, false) + ")"
	case 1:
		return `"` + strings.Join(rapid.SliceOfN(rapid.SampledFrom(append(plainSpeech, "cond*")), 1, 3).Draw(t, "phrase"), " ") + `"`
	}
	return rapid.SampledFrom(append(plainSpeech, "condition*", "ord*")).Draw(t, "word")
}

// aText draws a text, and what parts its paragraphs: a line end, or a blank line
// in a text whose lines are broken anywhere.
func aText(t *rapid.T) (text, gap string) {
	gap = rapid.SampledFrom([]string{"\n", "\n\n", "\n \n"}).Draw(t, "gap")
	var b strings.Builder
	if gap != "\n" { // so that it is seen to have blank lines
		b.WriteString("first" + gap)
	}
	for _, w := range rapid.SliceOfN(rapid.SampledFrom(append(plainSpeech, ".", "\n")), 0, 40).Draw(t, "text") {
		switch w {
		case ".":
			if n := b.Len(); n > 0 && b.String()[n-1] != '\n' && !strings.HasSuffix(b.String(), ". The ") {
				b.WriteString(". The ")
			}
		case "\n":
			if !strings.HasSuffix(b.String(), "\n") && b.Len() > 0 {
				b.WriteString(gap)
			}
		default:
			b.WriteString(w + " ")
			if gap != "\n" && rapid.IntRange(0, 5).Draw(t, "break") == 0 {
				b.WriteString("\nso ")
			}
		}
	}
	return b.String() + "last" + rapid.SampledFrom([]string{"", "\n", "\n\n"}).Draw(t, "end"), gap
}

// However a query is written, what is found in one pass over all rules is what a
// plain reading finds rule by rule.
func TestAllRulesAtOnceFindWhatAPlainReadingFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, gap := aText(t)
		var rules []UserRule
		for range rapid.IntRange(1, 6).Draw(t, "rules") {
			q, err := ParseQuery(aQuery(t, 3, false))
			if err != nil {
				t.Fatal(err)
			}
			again, err := ParseQuery(q.String())
			if err != nil || again.String() != q.String() {
				t.Fatalf("%s, written out, is %v: %v", q, again, err)
			}
			rules = append(rules, UserRule{Query: q})
		}
		fits := make([]bool, len(rules))
		for _, h := range NewRuleSet(rules).Read(RuleText{Where: WhereEntry, Text: text}) {
			fits[h.Index] = true
			for _, p := range h.Places {
				if text[p.Start:p.End] != p.Quote || p.Quote == "" {
					t.Fatalf("%+v is no quotation of %q", p, text)
				}
			}
		}
		plain := naively(text, gap)
		for i, r := range rules {
			if want := plain.holds(r.Query.root); fits[i] != want {
				t.Fatalf("%s on %q: %v, want %v", r.Query, text, fits[i], want)
			}
		}
	})
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{`"Byrne JAG" OR ("justice assistance grant" NEAR/10 condition*)`, `ripe /s NOT by:government`, `((((`, `)OR(`, `w/ w/s + & %`, `kind:(a OR`,
		`“é” pre/5 §§ 1373(a)`, `gr?nt! +3 "x`, "a\nb:c\r\n\"", "NEAR/99999999999999999999", "hasn't w/2 won’t", "\xff", "İ*** OR ſ?ß"} {
		f.Add(seed, "The Department awarded a Byrne JAG grant. Conditions\n\nfollowed; they’re not ripe.")
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		q, err := ParseQuery(query)
		if (q == nil) == (err == nil) {
			t.Fatalf("%v and %v", q, err)
		}
		if err != nil {
			var e *QueryError
			if !errors.As(err, &e) || len(e.Problems) == 0 {
				t.Fatalf("an error that says nothing: %v", err)
			}
			for _, p := range e.Problems {
				if p.At < 0 || p.At > len(query) || p.Line < 1 || p.Column < 1 {
					t.Fatalf("%+v is no place in the query", p)
				}
			}
			return
		}
		set := NewRuleSet([]UserRule{{Name: "rule", Query: q}})
		for _, where := range Wheres() {
			for _, h := range set.Read(RuleText{Where: where, Text: text}) {
				for _, p := range h.Places {
					if text[p.Start:p.End] != p.Quote {
						t.Fatalf("%+v is no quotation", p)
					}
				}
			}
		}
	})
}
