package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
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
