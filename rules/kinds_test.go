package rules_test

import (
	"slices"
	"strings"
	"testing"

	"docketwatch/rules"
)

// The words are a contract: reports, filters and stored readings use them.
func TestTheClosedSetsAreWhatWasPublished(t *testing.T) {
	kinds := words(rules.DocumentKinds())
	if want := `complaint answer motion_to_dismiss motion_pi_tro motion_other memorandum_support opposition reply response_other
		brief_appellate amicus_brief notice notice_of_appeal appeal order judgment mandate scheduling minute_entry transcript clerk_notice
		appearance pro_hac_vice letter exhibit_declaration unknown`; !slices.Equal(kinds, strings.Fields(want)) {
		t.Errorf("document kinds %q", kinds)
	}
	sides := words(rules.Sides())
	if want := "government challenger plaintiff defendant court amicus intervenor unknown"; !slices.Equal(sides, strings.Fields(want)) {
		t.Errorf("sides %q", sides)
	}
	if dates := words(rules.DateKinds()); !slices.Equal(dates, []string{"hearing", "deadline", "trial"}) {
		t.Errorf("dates %q", dates)
	}
}

func words[S ~string](set []S) []string {
	list := make([]string, len(set))
	for i, w := range set {
		list[i] = string(w)
	}
	return list
}
