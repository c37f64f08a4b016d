package rules_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/rules"
)

func TestWhoStandsAgainstTheGovernment(t *testing.T) {
	for caption, c := range map[string]struct {
		role   docket.Role
		courts []string
		want   string
	}{
		"County of Santa Clara v. Trump et al":                  {docket.RoleDefendant, []string{"cand"}, "Santa Clara County, CA"},
		"City and County of San Francisco v. Donald J. Trump":   {docket.RoleUnknown, []string{"ca9", "cand"}, "San Francisco, CA"},
		"City of Richmond v. Trump et al":                       {docket.RoleDefendant, []string{"cand"}, "Richmond, CA"},
		"City of Chelsea et al v. Trump et al":                  {docket.RoleDefendant, []string{"mad"}, "Chelsea, MA"},
		"United States of America v. State of Illinois et al":   {docket.RolePlaintiff, []string{"ilnd"}, "Illinois"},
		"United States v. City of New York":                     {docket.RoleUnknown, []string{"nyed"}, "New York City, NY"},
		"New York v. Trump":                                     {docket.RoleDefendant, []string{"nysd"}, "New York"},
		"State of California ex rel. Becerra v. Sessions et al": {docket.RoleDefendant, []string{"cand"}, "California"},
		"King County v. Turner":                                 {docket.RoleDefendant, []string{"wawd"}, "King County, WA"},
		"County of Adams v. Trump":                              {docket.RoleDefendant, []string{"dcd"}, "Adams County"},
		"Doe v. Smith":                                          {docket.RoleUnknown, []string{"cand"}, ""},
		"In re Bay Freight":                                     {docket.RoleDefendant, []string{"cand"}, ""},
	} {
		var got []string
		for _, j := range rules.Challengers(caption, c.role, c.courts...) {
			got = append(got, j.String())
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q", caption, got, c.want)
		}
	}
}

func TestHowAReleaseIsTiedToACase(t *testing.T) {
	order := []string{"EO 13768"}
	for name, c := range map[string]struct {
		caption, title, body string
		laws                 []string
		want                 rules.TieKind // "" for none
		in                   string        // of the named, or of the laws
	}{
		"a letter to the party":                           {"County of Santa Clara v. Trump", "Justice Department Sends Letters to Santa Clara County and Seattle", "", nil, rules.TieParty, "Santa Clara County, CA"},
		"a letter to its State":                           {"County of Santa Clara v. Trump", "Justice Department Sends Letter on 8 U.S.C. 1373", "Letters were sent to the California Board of State and Community Corrections and to Chicago.", order, rules.TieState, "California"},
		"a letter to a city of a State that is the party": {"State of Illinois v. Trump", "Justice Department Sends Letter to Chicago Under 8 U.S.C. 1373", "", order, rules.TieState, "Chicago, IL"},
		"a letter to others under the same statute":       {"City of Seattle v. Trump", "Justice Department Sends Letter to Chicago Under 8 U.S.C. 1373", "", order, rules.TieLaw, "Chicago, IL"},
		"a letter to others about something else":         {"City of Seattle v. Trump", "Justice Department Sends Letter to Chicago on Sanctuary Policies", "", order, "", ""},
		"another order, another statute":                  {"City of Seattle v. Trump", "Justice Department Sends Letter to Chicago Under 8 U.S.C. 1373", "", []string{"EO 14218"}, "", ""},
		"a letter to a county of another State":           {"County of Cook v. Trump", "Justice Department Sends Letter to Cook County, Minnesota", "", nil, "", ""},
		"the city is not the county":                      {"County of Los Angeles v. Trump", "Justice Department Sues City of Los Angeles", "", nil, "", ""},
		"New York, nobody says which":                     {"State of New York v. Trump", "Justice Department Sends Letters", "Letters were sent to Boston, New York and Denver.", nil, "", ""},
		"the party is only spoken of":                     {"County of Santa Clara v. Trump", "Justice Department Sends Letter to Chicago", "Santa Clara County has sued over the order.", nil, "", ""},
		"a threat":                                        {"City of Seattle v. Trump", "Statement", "Seattle may be sued under 8 U.S.C. 1373.", order, "", ""},
		"conditions for everybody":                        {"City of Seattle v. Trump", "Department Announces Compliance Requirements for Grant Programs", "Recipients must certify compliance with 8 U.S.C. 1373.", order, "", ""},
		"jurisdictions that are counted and not named":    {"City of Seattle v. Trump", "Justice Department Sends Letter to Nine Jurisdictions Under 8 U.S.C. 1373", "", order, rules.TieLaw, ""},
		"the suit itself":                                 {"United States v. City of Boston", "Justice Department Files Complaint", "The Department today filed a complaint, United States v. City of Boston.", nil, rules.TieParty, "Boston, MA"},
	} {
		t.Run(name, func(t *testing.T) {
			found := rules.ReadRelease(docket.Release{Title: c.title, Body: c.body, Date: "2017-04-21"}).Findings("release:x")
			tie, ok := rules.TieOf(rules.Challengers(c.caption, docket.RoleUnknown), c.laws, found)
			if ok != (c.want != "") || tie.Kind != c.want {
				t.Fatalf("%+v, %v", tie, ok)
			}
			if ok && c.in != "" && !slices.ContainsFunc(tie.Named, func(f docket.PressFinding) bool { return f.Value == c.in }) {
				t.Errorf("tied by %+v", tie.Named)
			}
		})
	}
}

// Whoever is not named in a release, and whose laws it does not cite, is never
// tied to it, whatever else it says.
func TestNothingTiesAStranger(t *testing.T) {
	titles := []string{"Justice Department Sues Chicago", "Justice Department Sends Letter to Cook County, Illinois Under 8 U.S.C. 1373", "Office of Justice Programs Terminates Byrne JAG Grants to Denver and Oregon"}
	rapid.Check(t, func(t *rapid.T) {
		caption := rapid.SampledFrom([]string{"City of Seattle v. Trump", "County of Santa Clara v. Trump", "State of Vermont v. Noem"}).Draw(t, "caption")
		title := rapid.SampledFrom(titles).Draw(t, "title")
		laws := rapid.SampledFrom([][]string{nil, {"EO 14218"}, {"ORR"}}).Draw(t, "laws")
		found := rules.ReadRelease(docket.Release{Title: title, Date: "2025-05-05"}).Findings("r")
		if tie, ok := rules.TieOf(rules.Challengers(caption, docket.RoleDefendant), laws, found); ok {
			t.Fatalf("%s, %s: %+v", caption, title, tie)
		}
	})
}

func TestDenialsAreFactsAndNothingElse(t *testing.T) {
	all, err := rules.Arguments()
	if err != nil {
		t.Fatal(err)
	}
	facts := rules.Denials(all)
	if len(facts) != 2 || len(facts[0].Patterns) < 2 || len(facts[1].Patterns) < 15 {
		t.Fatalf("%+v", facts)
	}
	for _, p := range append(slices.Clone(facts[0].Patterns), facts[1].Patterns...) {
		if p.Doctrine || p.Sense == rules.SenseAgainst {
			t.Errorf("%s is no statement that nothing has been done", p.Name)
		}
	}
	r, err := rules.NewReader(facts)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"The claims are not ripe. No enforcement action has been taken against the County.": true,
		"The Secretary has not designated anyone.":                                          true,
		"The claims are not ripe, and may never be.":                                        false,
		"The agencies have already withheld a grant.":                                       false,
	} {
		got := r.ReadFiling(rules.Filing{Text: text, FiledBy: rules.SideGovernment, Kind: rules.KindOpposition}).Findings
		if (len(got) > 0) != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}
