package rules_test

import (
	"slices"
	"strings"
	"testing"

	"docketwatch/rules"
)

// citedAs is how a case of the corpus is cited in the sources of a pattern.
var citedAs = map[string][]string{
	"Trump v. New York":                  {"Trump v. New York"},
	"National Park Hospitality":          {"Nat'l Park Hosp. Ass'n"},
	"Shalala v. Illinois Council":        {"Shalala v. Ill. Council", "Ill. Council on Long Term Care"},
	"Texas v. United States":             {"Texas v. United States"},
	"Ohio Forestry":                      {"Ohio Forestry"},
	"Summers v. Earth Island":            {"Summers v. Earth Island"},
	"CIC Services":                       {"CIC Services"},
	"Whole Woman's Health":               {"Whole Woman's Health v. Jackson"},
	"303 Creative":                       {"303 Creative"},
	"Department of Commerce v. New York": {"Dep't of Commerce v. New York"},
	"Biden v. Nebraska":                  {"Biden v. Nebraska"},
	"Dodd v. United States":              {"Dodd v. United States"},
	"Stewart v. Martinez-Villareal":      {"Stewart v. Martinez-Villareal"},
	"Washington v. Trump":                {"Washington v. Trump"},
	"bid protest (Fed. Cl.)":             {"bid protest (Fed. Cl.)"},
}

// citations are the names under which a pattern would cite the case.
func citations(t *testing.T, caseName string) []string {
	t.Helper()
	for name, cited := range citedAs {
		if strings.Contains(caseName, name) {
			return cited
		}
	}
	t.Errorf("case %q has no citation: add it to citedAs", caseName)
	return nil
}

// heard reports whether the source is a hearing: a passage that was read when
// the pattern was written. Other sources state the doctrine.
func heard(source string) bool {
	return strings.Contains(source, "argued") || strings.Contains(source, "hearing")
}

// without is a reader that has forgotten what it learnt from the case: the
// patterns that have no other source or, strictly, all that any hearing in the
// case helped to write.
func without(t *testing.T, cited []string, strictly bool) *rules.Reader {
	t.Helper()
	arguments, err := rules.Arguments()
	if err != nil {
		t.Fatal(err)
	}
	of := func(source string) bool {
		return slices.ContainsFunc(cited, func(name string) bool { return strings.Contains(source, name) })
	}
	for i := range arguments {
		arguments[i].Patterns = slices.DeleteFunc(arguments[i].Patterns, func(p rules.Pattern) bool {
			if strictly {
				return slices.ContainsFunc(p.From, func(source string) bool { return of(source) && heard(source) })
			}
			return !slices.ContainsFunc(p.From, func(source string) bool { return !of(source) })
		})
	}
	r, err := rules.NewReader(arguments)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Each passage of the corpus is read by a reader that has forgotten its case.
// The strict figures are the ones to believe of filings that nobody has read:
// they take away doctrine too wherever a hearing of the case put it well.
func TestTheCorpusWithEachCaseLeftOut(t *testing.T) {
	byCase := map[string][]passage{}
	for _, p := range passages(t, corpus(t, "arguments/passages.jsonl")) {
		byCase[p.Case] = append(byCase[p.Case], p)
	}
	for _, strictly := range []bool{false, true} {
		readers := map[string]*rules.Reader{}
		for name := range byCase {
			readers[name] = without(t, citations(t, name), strictly)
		}
		for _, argument := range rules.ArgumentNames() {
			var alert, review score
			for name, some := range byCase {
				alert.add(asserted(readers[name], some, argument, true, rules.TierAlert, nil))
				review.add(asserted(readers[name], some, argument, true, rules.TierReview, nil))
			}
			if alert.right+alert.wrong+alert.missed+review.wrong == 0 {
				continue // the corpus says nothing of it
			}
			t.Logf("strictly %-5v %-20s alert %s; review or better %s", strictly, argument, alert, review)
			floor := [2]float64{0.6, 0.8}
			if strictly {
				floor = [2]float64{0.4, 0.7}
			}
			if argument == "ripeness" && (alert.precision() < 0.9 || review.precision() < 0.75 || alert.recall() < floor[0] || review.recall() < floor[1]) {
				t.Errorf("below the floor, strictly %v", strictly)
			}
		}
	}
}
