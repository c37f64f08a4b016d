package rules

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"docketwatch/docket"
)

func query(t testing.TB, text string) *Query {
	t.Helper()
	q, err := ParseQuery(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return q
}

// fit reports whether a query fits a text.
func fit(t testing.TB, text, in string, facts Facts) bool {
	t.Helper()
	set := NewRuleSet([]UserRule{{Name: "rule", Query: query(t, text)}})
	return len(set.Read(RuleText{Where: WhereEntry, Text: in, Facts: facts})) > 0
}

func TestAQueryFits(t *testing.T) {
	const letter = "The Department awarded a Byrne JAG grant. Its new conditions bind every grantee.\n\nThe County's claims are not ripe; § 1373 isn’t at issue in San José."
	tests := []struct {
		name, query string
		want        bool
	}{
		{"a phrase", `"Byrne JAG"`, true},
		{"a phrase in another case", `"BYRNE jag"`, true},
		{"a phrase whose words stand apart", `"Byrne grant"`, false},
		{"a phrase over the end of a paragraph", `"grantee the County"`, false},
		{"a phrase over a full stop, which is punctuation", `"grant its new"`, true},
		{"two words, which is AND", `byrne ripe`, true},
		{"two words of which one is missing", `byrne moot`, false},
		{"either", `moot OR ripe`, true},
		{"AND before OR", `moot AND gone OR ripe`, true},
		{"parentheses", `moot AND (gone OR ripe)`, false},
		{"operators in small letters", `byrne and not moot`, true},
		{"signs for operators", `byrne & ripe % moot`, true},
		{"but not", `byrne NOT ripe`, false},
		{"next to each other", `byrne w/1 jag`, true},
		{"within so many words, in either order", `grant NEAR/3 byrne`, true},
		{"one word too far", `byrne w/1 grant`, false},
		{"in this order", `byrne pre/2 grant`, true},
		{"not in this order", `grant pre/2 byrne`, false},
		{"Westlaw's plus", `byrne +2 grant`, true},
		{"Westlaw's slash", `grant /2 byrne`, true},
		{"the same sentence", `department /s grant`, true},
		{"another sentence", `department w/s conditions`, false},
		{"the same paragraph", `department w/p conditions`, true},
		{"another paragraph", `department w/p ripe`, false},
		{"no distance reaches over a paragraph", `grantee w/20 claims`, false},
		{"one of several near", `(moot OR jag) w/2 (byrne OR nothing)`, true},
		{"a chain", `byrne w/2 grant w/5 conditions`, true},
		{"the nearer binds first", `department /s jag w/1 grant`, true},
		{"a word is not near itself", `ripe w/5 ripe`, false},
		{"any ending", `condition*`, true},
		{"any ending, as Westlaw writes it", `condition!`, true},
		{"one letter", `gr?nt`, true},
		{"one letter too many", `jag?`, false},
		{"letters in the middle", `con*ns`, true},
		{"an ending in a phrase", `"new condition*"`, true},
		{"a possessive is its word", `"county claims"`, true},
		{"a contraction is its words", `"is not at issue"`, true},
		{"a contraction, and a typographer's apostrophe", `"isn't at"`, true},
		{"a section sign counts for nothing", `"ripe 1373"`, true},
		{"a number", `1373`, true},
		{"an accent", `"san jose"`, true},
		{"an accent in the query", `"San Josè"`, true},
		{"a hyphen is no letter", `"byrne-jag"`, true},
		{"quotation marks of a word processor", `“byrne jag”`, true},
		{"a field", `by:government AND ripe`, true},
		{"a field that is otherwise", `by:challenger AND ripe`, false},
		{"a field alone", `kind:order`, true},
		{"one of several values", `kind:(letter OR order)`, true},
		{"a field before a word", `case:clara ripe`, true},
		{"part of a case's name", `case:"v. trump"`, true},
		{"a court", `court:ca9`, false},
		{"a label", `label:"EO 13768"`, true},
		{"not a kind", `ripe NOT kind:order`, false},
	}
	facts := Facts{By: SideGovernment, Kinds: []string{"order"}, Case: "Santa Clara v. Trump", Court: "cand", Labels: []string{"EO 13768"}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fit(t, tt.query, letter, facts); got != tt.want {
				t.Errorf("%s is read as %s, and fits: %v", tt.query, query(t, tt.query), got)
			}
		})
	}
}

func TestAQueryThatCannotBeReadSaysWhereAndWhy(t *testing.T) {
	tests := []struct{ name, query, says string }{
		{"nothing", ``, "column 1: there is nothing to look for"},
		{"a phrase without end", `ripe OR "not yet`, "column 9: the quotation mark is never closed"},
		{"a parenthesis without end", `ripe AND (moot`, `column 10: "(" is never closed`},
		{"a parenthesis that closes nothing", `ripe) AND moot`, `column 5: ")" closes nothing`},
		{"nothing in parentheses", `ripe AND ()`, `the parentheses hold nothing`},
		{"an operator at the end", `ripe AND`, "column 9: the end stands where something"},
		{"an operator at the beginning", `OR ripe`, `column 1: "OR" stands where`},
		{"two operators", `ripe AND OR moot`, `column 10: "OR" stands where`},
		{"near, and no number", `ripe NEAR moot`, "NEAR of how many words?; write NEAR/10"},
		{"a distance that is none", `ripe w/x moot`, `column 6: "x" is no distance`},
		{"a distance of nothing", `ripe w/0 moot`, "1 is next to each other"},
		{"a distance too far", `ripe w/1000 moot`, "more than 255"},
		{"near what has no place", `ripe w/5 (a AND b)`, "nothing is near it"},
		{"near a field", `ripe w/5 kind:order`, "nothing is near it"},
		{"only what is missing", `NOT ripe`, "merely lacks something"},
		{"one side only of what is missing", `ripe OR NOT moot`, "merely lacks something"},
		{"a field nobody knows", `judge:orrick`, `there is no field "judge"; fields: argument, by`},
		{"a value nobody knows", `kind:oder`, `kind: "oder" is none; there are complaint`},
		{"an argument nobody knows", `argument:mootness`, `argument: "mootness" is none; there are ripeness`},
		{"a court nobody knows", `court:sdny`, `unknown court "sdny"`},
		{"a field without value", `kind: AND ripe`, "the value of kind: is missing"},
		{"too few letters", `a*`, "fewer than 3"},
		{"only signs", `ripe AND "--"`, `column 10: there is no word in "--"`},
		{"a minus", `ripe -moot`, "write NOT moot"},
		{"the place in characters, not bytes", `“é” AND ()`, "column 10"},
		{"the second line", "ripe OR\n  (moot", "line 2, column 3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseQuery(tt.query)
			var e *QueryError
			if !errors.As(err, &e) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%q: %v, want %q", tt.query, err, tt.says)
			}
		})
	}
}

func TestEveryProblemOfAQueryComesAtOnce(t *testing.T) {
	_, err := ParseQuery(`kind:oder AND (x* OR judge:x) w/0 "--"`)
	var e *QueryError
	if !errors.As(err, &e) || len(e.Problems) < 5 {
		t.Fatalf("%v", err)
	}
	for i := range e.Problems[1:] {
		if e.Problems[i].At > e.Problems[i+1].At {
			t.Errorf("not in the order of the query: %v", err)
		}
	}
}

func TestWhatIsReadInOneOfSeveralUsualWaysIsNoted(t *testing.T) {
	for text, want := range map[string]string{
		`Byrne JAG`:                `for the phrase write "Byrne JAG"`,
		`"Byrne JAG" grant`:        "read as AND",
		`byrne AND jag OR grant`:   "AND is read first",
		`by:government ripe`:       "",
		`ripe by:government`:       "",
		`byrne OR jag OR grant`:    "",
		`(byrne AND jag) OR grant`: "",
		`byrne w/5 jag AND grant`:  "",
		`"a" NOT "b"`:              "",
	} {
		notes := fmt.Sprint(query(t, text).Notes)
		if want == "" && notes != "[]" || !strings.Contains(notes, want) {
			t.Errorf("%s: %s, want %q", text, notes, want)
		}
	}
}

func TestAHitQuotesTheOriginal(t *testing.T) {
	text := "Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 7 of 9\nBACKGROUND\nThe President signed the Order.\n\f" +
		"Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 8 of 9\nThe Depart-\nment has not with-\nheld any “Byrne JAG” award from the County.\nIt may."
	set := NewRuleSet([]UserRule{{Name: "jag", Query: query(t, `department w/10 "byrne jag"`), Tier: TierAlert}})
	hits := set.Read(RuleText{Where: WhereDocument, Text: text})
	if len(hits) != 1 || len(hits[0].Places) != 1 {
		t.Fatalf("%+v", hits)
	}
	p := hits[0].Places[0]
	if p.Quote != "The Depart-\nment has not with-\nheld any “Byrne JAG” award from the County." || text[p.Start:p.End] != p.Quote || p.Page != 8 {
		t.Errorf("%+v", p)
	}
	if p.Plain != `The Department has not withheld any "Byrne JAG" award from the County.` {
		t.Errorf("%q", p.Plain)
	}
}

func TestALongSentenceIsQuotedAroundTheHit(t *testing.T) {
	text := strings.Repeat("and so it went on and on, ", 40) + "until the grant conditions came, " + strings.Repeat("and so it went on and on, ", 40)
	set := NewRuleSet([]UserRule{{Name: "rule", Query: query(t, `"grant conditions"`)}})
	hits := set.Read(RuleText{Where: WherePress, Text: text})
	if q := hits[0].Places[0].Quote; len(q) > shortQuote || len(q) < shortQuote-20 || !strings.Contains(q, "grant conditions") || !strings.Contains(text, q) {
		t.Errorf("%d bytes: %q", len(q), q)
	}
}

func TestHowTheParagraphsOfATextAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"every line is one":                             {"a grant\nof conditions", false},
		"also where blank lines end the text":           {"\n\na grant\nof conditions\n\n", false},
		"broken lines, where blank lines part the text": {"a grant\nof conditions\n\nand more", true},
		"a blank line":                                  {"a grant\n\nof conditions", false},
		"a line of spaces":                              {"a grant\r\n \t\r\nof conditions", false},
	} {
		if got := fit(t, "grant w/5 conditions", c.text, Facts{}); got != c.want {
			t.Errorf("%s: %q fits: %v", name, c.text, got)
		}
	}
}

func TestEveryPartThatHadToStandThereIsQuoted(t *testing.T) {
	set := NewRuleSet([]UserRule{{Name: "rule", Query: query(t, `jag AND ripe AND argument:standing`)}})
	facts := Facts{Findings: []Finding{{Argument: "standing", Tier: TierAlert, Stance: StanceAsserts, Place: Place{Quote: "no standing"}}}}
	hits := set.Read(RuleText{Where: WhereDocument, Text: "The JAG came. It went. Nothing is ripe.", Facts: facts})
	if len(hits) != 1 || len(hits[0].Places) != 3 || hits[0].Places[0].Quote != "The JAG came." || hits[0].Places[2].Quote != "no standing" {
		t.Errorf("%+v", hits)
	}
}

func TestARuleRunsOnlyWhereItIsSaidTo(t *testing.T) {
	set := NewRuleSet([]UserRule{{Name: "press", Query: query(t, "grant"), In: []Where{WherePress}}, {Name: "all", Query: query(t, "grant")}})
	if got := set.Read(RuleText{Where: WhereEntry, Text: "a grant"}); len(got) != 1 || got[0].Rule != "all" {
		t.Errorf("%+v", got)
	}
	if got := set.Read(RuleText{Where: WherePress, Text: "a grant"}); len(got) != 2 {
		t.Errorf("%+v", got)
	}
	var none *RuleSet
	if none.Read(RuleText{Where: WhereEntry, Text: "a grant"}) != nil {
		t.Error("no rules, and a hit")
	}
}

func TestADocumentIsReadForArgumentsAndRulesAtOnce(t *testing.T) {
	r := builtin(t)
	text := "Defendants oppose the motion. The County's claims are not yet ripe for adjudication, because no grant has been withheld."
	set := NewRuleSet([]UserRule{{Name: "both", Query: query(t, `argument:ripeness AND by:government AND kind:opposition AND gr?nt`)}})
	got, hits := r.ReadFilingWith(Filing{Text: text, Kind: KindOpposition, FiledBy: SideGovernment, Government: docket.RoleDefendant}, set, Facts{})
	if len(got.Findings) == 0 || len(hits) != 1 {
		t.Fatalf("%+v, %+v", got, hits)
	}
}

func TestRoutineEntriesHaveFinerKinds(t *testing.T) {
	for text, want := range map[string]string{
		"CORPORATE DISCLOSURE STATEMENT by Acme Inc. (Doe, Jane) (Entered: 03/22/2017)": SubkindCorporateDisclosure,
		"Certificate of Interested Entities by County of Santa Clara":                   SubkindCorporateDisclosure,
		"RULE 7.1 DISCLOSURE STATEMENT. Document filed by City of New York.":            SubkindCorporateDisclosure,
		"CERTIFICATE OF SERVICE by Donald J. Trump re 46 Opposition":                    SubkindProofOfService,
		"AFFIDAVIT OF SERVICE of Summons and Complaint":                                 SubkindProofOfService,
		"SUMMONS Returned Executed by City of Chicago":                                  SubkindProofOfService,
		"MOTION to Dismiss. Certificate of service dated 08/08/2022.":                   "",
		"ORDER striking 12 Corporate Disclosure Statement":                              "",
		"MOTION for Preliminary Injunction (Attachments: # 1 Proof of Service)":         "",
		"NOTICE of Appearance by Jane Doe on behalf of Donald J. Trump":                 "",
	} {
		got := EntryKindsOf(KindUnknown, text, nil)
		if want == "" && len(got) != 1 || want != "" && (len(got) != 2 || got[1] != want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if got := EntryKindsOf(KindOrder, "", []string{"Certificate of Service", "Order"}); len(got) != 1 {
		t.Errorf("beside an order: %q", got)
	}
	if got := EntryKindsOf(KindUnknown, "", []string{"~Util - Set Deadlines", "Certificate of Service"}); len(got) != 2 {
		t.Errorf("beside the clerk's own: %q", got)
	}
}

// What users read in the documentation is what the program takes, without a
// warning.
func TestTheExamplesOfTheDocumentationAreQueries(t *testing.T) {
	page, err := os.ReadFile("../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(page), "### Examples\n\n```\n")
	block, _, closed := strings.Cut(after, "```")
	if !ok || !closed {
		t.Fatal("the page has no examples")
	}
	for line := range strings.Lines(block) {
		if q := query(t, strings.TrimSpace(line)); len(q.Notes) > 0 {
			t.Errorf("%s: %v", line, q.Notes)
		}
	}
	for _, f := range fieldNames {
		if !strings.Contains(string(page), "| `"+string(f)+":") {
			t.Errorf("field %s is not described", f)
		}
	}
}
