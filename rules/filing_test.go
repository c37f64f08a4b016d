package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"docketwatch/rules"
)

func ExampleReader_ReadFiling() {
	arguments, err := rules.Arguments()
	if err != nil {
		panic(err)
	}
	reader, err := rules.NewReader(arguments)
	if err != nil {
		panic(err)
	}
	text := "Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 8 of 31\n" +
		"No enforcement action has been taken against the County."
	f := reader.ReadFiling(rules.Filing{Text: text, FiledBy: rules.SideGovernment}).Findings[0]
	fmt.Println(f.Speaker, f.Stance, f.Argument, f.Tier, "page", f.Page)
	fmt.Println(f.Quote)
	// Output:
	// government asserts ripeness alert page 8
	// No enforcement action has been taken against the County.
}

func reader(t testing.TB) *rules.Reader {
	t.Helper()
	arguments, err := rules.Arguments()
	if err != nil {
		t.Fatal(err)
	}
	r, err := rules.NewReader(arguments)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The papers of the simulated courthouse are read as whole documents: nothing
// but their text is given.
func TestPapersOfTheSimulatedCourthouse(t *testing.T) {
	r := reader(t)
	for name, want := range map[string]struct {
		kind  rules.DocumentKind
		by    rules.Side
		says  rules.Stance // on ripeness; "" for nothing
		tier  rules.Tier
		page  int
		voice rules.Side
	}{
		"sc26_motion.txt":     {rules.KindMotionPITRO, rules.SideChallenger, rules.StanceOpposes, rules.TierReview, 2, rules.SideChallenger},
		"sc46_opposition.txt": {rules.KindOpposition, rules.SideGovernment, rules.StanceAsserts, rules.TierAlert, 3, rules.SideGovernment},
		"sf35_opposition.txt": {rules.KindOpposition, rules.SideGovernment, rules.StanceAsserts, rules.TierAlert, 2, rules.SideGovernment},
		"sc98_order.txt":      {rules.KindOrder, rules.SideCourt, rules.StanceRejects, rules.TierAlert, 2, rules.SideCourt},
		"sc108_motion.txt":    {rules.KindMotionOther, rules.SideGovernment, "", "", 0, ""},
		"sc115_motion.txt":    {rules.KindMotionToDismiss, rules.SideGovernment, rules.StanceAsserts, rules.TierAlert, 2, rules.SideGovernment},
		"sea24_motion.txt":    {rules.KindMotionToDismiss, rules.SideGovernment, rules.StanceAsserts, rules.TierAlert, 2, rules.SideGovernment},
		"sf146_order.txt":     {rules.KindOrder, rules.SideCourt, rules.StanceRejects, rules.TierAlert, 2, rules.SideCourt},
		"ri42_order.txt":      {rules.KindOrder, rules.SideCourt, rules.StanceAccepts, rules.TierAlert, 2, rules.SideCourt},
	} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "courtsim", "papers", name))
			if err != nil {
				t.Fatal(err)
			}
			got := r.ReadFiling(rules.Filing{Text: string(text)})
			if got.Kind != want.kind || got.FiledBy != want.by {
				t.Errorf("a %s by %s, want %s by %s", got.Kind, got.FiledBy, want.kind, want.by)
			}
			count := 0
			for _, f := range got.Findings {
				if f.Quote != string(text[f.Start:f.End]) {
					t.Errorf("%d:%d is not %q", f.Start, f.End, f.Quote)
				}
				if f.Argument != "ripeness" || f.Stance == rules.StanceRecites {
					continue
				}
				count++
				if f.Stance != want.says || f.Tier != want.tier || f.Page != want.page || f.Speaker != want.voice {
					t.Errorf("%s %s (%s) on page %d: %q", f.Speaker, f.Stance, f.Tier, f.Page, f.Quote)
				}
			}
			if want.says == "" && count != 0 || want.says != "" && count != 1 {
				t.Errorf("%d findings", count)
			}
		})
	}
}

func TestContentsHeadingAndTextAreOneFinding(t *testing.T) {
	text := "Case 3:17-cv-00485-WHO Document 35 Filed 03/22/17 Page 1 of 3\n" +
		"TABLE OF CONTENTS\nINTRODUCTION ............ 2\nI. THE CITY'S CLAIMS ARE NOT RIPE .......... 3\n" +
		"Case 3:17-cv-00485-WHO Document 35 Filed 03/22/17 Page 2 of 3\nINTRODUCTION\nThe City asks for relief.\n" +
		"Case 3:17-cv-00485-WHO Document 35 Filed 03/22/17 Page 3 of 3\nI. THE CITY'S CLAIMS ARE NOT RIPE\nNo enforcement action has been taken against the City.\n"
	findings := reader(t).ReadFiling(rules.Filing{Text: text, FiledBy: rules.SideGovernment}).Findings
	if len(findings) != 1 {
		t.Fatalf("%d findings", len(findings))
	}
	f := findings[0]
	if f.Page != 3 || f.Form != rules.FormBody || f.Quote != "No enforcement action has been taken against the City." {
		t.Errorf("page %d, %s: %q", f.Page, f.Form, f.Quote)
	}
	if len(f.Also) != 2 || f.Also[0].Form != rules.FormHeading || f.Also[0].Page != 3 || f.Also[1].Form != rules.FormTOC || f.Also[1].Page != 1 {
		t.Errorf("also: %+v", f.Also)
	}
}

func TestAHeadingStandsForAnArgumentThatTheTextDoesNotRepeat(t *testing.T) {
	text := "TABLE OF CONTENTS\nI. THE CITY'S CLAIMS ARE NOT RIPE .......... 3\n\fARGUMENT\nI. THE CITY'S CLAIMS ARE NOT RIPE\nThe City asks for relief.\n"
	findings := reader(t).ReadFiling(rules.Filing{Text: text, FiledBy: rules.SideGovernment}).Findings
	if len(findings) != 1 || findings[0].Form != rules.FormHeading || findings[0].Page != 2 || len(findings[0].Also) != 1 {
		t.Errorf("%+v", findings)
	}
}

func TestOneSentenceMayMakeSeveralArguments(t *testing.T) {
	text := "The Order violates the separation of powers, the Spending Clause, the Tenth Amendment and the Due Process Clause."
	made := map[string]bool{}
	for _, f := range reader(t).ReadFiling(rules.Filing{Text: text, FiledBy: rules.SideChallenger}).Findings {
		if f.Stance == rules.StanceAsserts && f.Tier == rules.TierAlert && f.Holder == rules.SideChallenger {
			made[f.Argument] = true
		}
	}
	if len(made) != 4 || !made["separation_of_powers"] || !made["spending_clause"] || !made["tenth_amendment"] || !made["due_process"] {
		t.Errorf("%v", made)
	}
}

func TestALongSentenceIsQuotedAroundItsWords(t *testing.T) {
	text := strings.Repeat("and the statute, which has many parts, goes on, ", 40) + "so that no enforcement action has been taken against the County, " + strings.Repeat("and the statute, which has many parts, goes on, ", 40)
	f := reader(t).ReadFiling(rules.Filing{Text: text, FiledBy: rules.SideGovernment}).Findings[0]
	if len(f.Quote) > 800 || !strings.Contains(f.Quote, "no enforcement action has been taken") || text[f.Start:f.End] != f.Quote {
		t.Errorf("%d bytes: %q", len(f.Quote), f.Quote)
	}
}

func TestOneReaderReadsForMany(t *testing.T) {
	r := reader(t)
	text := "The suit is premature: no action has been taken against the County."
	want := len(r.ReadFiling(rules.Filing{Text: text}).Findings)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				if got := len(r.ReadFiling(rules.Filing{Text: text}).Findings); got != want {
					t.Errorf("%d findings, want %d", got, want)
				}
			}
		})
	}
	group.Wait()
}

func TestBrokenArgumentFilesAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"not YAML":                  "argument: [",
		"an unknown key":            "argument: x\nholder: government\ncolour: red\npatterns: [{name: a, find: ripe}]",
		"no pattern":                "argument: x\nholder: government",
		"a holder that holds none":  "argument: x\nholder: court\npatterns: [{name: a, find: ripe}]",
		"an unknown tier":           "argument: x\nholder: government\npatterns: [{name: a, find: ripe, tier: loud}]",
		"an unknown sense":          "argument: x\nholder: government\npatterns: [{name: a, find: ripe, sense: maybe}]",
		"an unknown support":        "argument: x\nholder: government\npatterns: [{name: a, find: ripe, support: plenty}]",
		"one document and an alert": "argument: x\nholder: government\npatterns: [{name: a, find: ripe, tier: alert, single: true}]",
	} {
		if a, err := rules.ParseArgument([]byte(text)); err == nil {
			t.Errorf("%s is accepted: %+v", name, a)
		}
	}
}

func TestEveryBrokenPatternIsTold(t *testing.T) {
	_, err := rules.NewReader([]rules.Argument{{Name: "x", Holder: rules.SideGovernment, Patterns: []rules.Pattern{
		{Name: "first", Find: "(no"}, {Name: "second", Find: "ripe", Unless: []string{"motion @near"}}, {Name: "third", Find: "NOBODY"},
	}}})
	if err == nil {
		t.Fatal("no error")
	}
	for _, name := range []string{"first", "second", "third"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not told: %v", name, err)
		}
	}
}
