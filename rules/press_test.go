package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"docketwatch/docket"
	"docketwatch/rules"
)

func ExamplePress() {
	grade, why := rules.Press(docket.Release{Title: "Justice Department Publishes List of Sanctuary Jurisdictions"})
	fmt.Println(grade, why)
	// Output: relevant "Sanctuary Jurisdictions" in the title
}

// The titles are those of real items. The bodies are ours, in the
// manner of the real ones; "" asks for the title alone.
func TestPressFindsTheRealItems(t *testing.T) {
	for _, c := range []struct{ title, body string }{
		{"Attorney General Jeff Sessions Delivers Remarks on Sanctuary Jurisdictions", ""},
		{"Department of Justice Sends Letter to Nine Jurisdictions Requiring Proof of Compliance with 8 U.S.C. § 1373", ""},
		{"Department of Justice Sends Letter to Nine Jurisdictions Requiring Proof of Compliance with 8 U.S.C. §\u00a01373", ""},
		{"Department of Justice Reviewing Letters from Ten Potential Sanctuary Jurisdictions", ""},
		{"Attorney General Sessions Announces Immigration Compliance Requirements for Edward Byrne Memorial Justice Assistance Grant Programs", ""},
		{"Justice Department Provides Last Chance for Cities to Show 1373 Compliance",
			"The Department found preliminary violations of a federal statute that promotes information sharing related to immigration enforcement."},
		{"Justice Department Sends Letters to 29 Jurisdictions Regarding Their Compliance with 8 U.S.C. 1373", ""},
		{"Justice Department Demands Documents and Threatens to Subpoena 23 Jurisdictions",
			"The letters ask whether each may be unlawfully restricting information sharing with federal immigration authorities, and recall Section 1373."},
		{"Justice Department Sends 1373 Compliance Letter to City of Oakland, Document Request and Subpoena Threat to Two Other Jurisdictions",
			"The letters ask how the cities share information with federal immigration authorities."},
		{"Department of Justice Announces New Immigration Compliance Requirements for FY 2018 Grants", ""},
		{"The Justice Department Files Lawsuit Against Sanctuary City Policies in Los Angeles, California", ""},
		{"Justice Department Sues New York City Over Sanctuary Policies", ""},
		{"JUSTICE DEPARTMENT SUES NEW YORK CITY OVER \u201cSANCTUARY\u201d POLICIES", ""},
		{"Justice Department Publishes List of Sanctuary Jurisdictions", ""},
		{"Department of Justice Sues City of Boston, Mayor Michelle Wu Over Sanctuary City Laws", ""},
		{"Justice Department Announces Memorandum of Understanding with Nevada to Collaborate on Immigration Enforcement", ""},
		{"Protecting American Communities from Criminal Aliens", ""},
		{"Enhancing Public Safety in the Interior of the United States", ""},
		{"Justice Department Files Complaint Against Colorado and Denver",
			"The complaint says that the state's laws impede federal immigration enforcement and are preempted under the Supremacy Clause."},
		{"Statement of the Attorney General", "The Department will appeal the injunction against Executive Order No. 13768."},
		{"Justice Department Sues New Jersey", "The suit says Executive Order No. 12 of the Governor obstructs federal immigration authorities and is preempted."},
	} {
		t.Run(c.title, func(t *testing.T) {
			grade, why := rules.Press(docket.Release{Title: c.title, Body: c.body})
			if grade != docket.Relevant || why == "" {
				t.Errorf("%s (%s)", grade, why)
			}
		})
	}
}

func TestPressLetsOtherSanctuariesPass(t *testing.T) {
	alien := strings.Repeat("Elsewhere the order speaks of immigration and of illegal aliens at the border. ", 8)
	for name, c := range map[string]struct{ title, body string }{
		"a marine sanctuary":                     {"Man Charged with Poaching in Channel Islands National Marine Sanctuary", "The sanctuary is protected by law. " + alien},
		"an order on fishing":                    {"Restoring American Commercial Fishing in the Pacific", "The Marine Protection, Research and Sanctuaries Act; the sanctuary regulations."},
		"a wildlife sanctuary":                   {"Hunter Sentenced", "He shot a protected bird in a wildlife sanctuary. " + alien},
		"a church":                               {"Man Pleads Guilty to Attack on Church", "He set fire to the sanctuary of the church. " + alien},
		"a nongovernmental organization":         {"Grants Awarded", "Grants went to Sanctuary for Families and to others. " + alien},
		"a Second Amendment sanctuary":           {"Man Charged", "The county calls itself a Second Amendment sanctuary county. A grant was paid. " + alien},
		"a sanctuary city for the unborn":        {"Justice Department Sues City", "The town calls itself a sanctuary city for the unborn. It was sued."},
		"a sanctuary city for the unborn, title": {"Justice Department Sues Sanctuary City for the Unborn", ""},
		"transgender sanctuary states":           {"Protecting Children", "Transgender sanctuary States shall receive no funds. " + alien},
		"states and a medical procedure":         {"Protecting Children", "Funding ends for so-called sanctuary States that shield the mutilation of children from law. The Secretaries report on it within ninety days of the date of this order. " + alien},
		"sanctuary for terrorists":               {"Statement", "It was accused of giving sanctuary to terrorist organizations. " + alien},
		"weekly statistics":                      {"District of Arizona Charges 268 Individuals for Immigration-Related Criminal Conduct this Week", "The cases are part of Operation Take Back America. Homeland Security Task Force."},
		"illegal reentry and a detainer":         {"Mexican National Sentenced for Illegal Reentry", "ICE lodged an immigration detainer after his arrest by police in Denver, and he will be removed."},
		"a protest against officers":             {"Portland Man Charged with Impeding Federal Officers", "He refused to comply with commands of immigration officers and impeded immigration agents, the complaint says. ICE had lodged a detainer."},
		"a teaser about another kind":            {"Justice Department Sues Sanctuary City", "The town is one for the unborn."},
		"immigration judges":                     {"EOIR Announces 77 Immigration Judges", "They will hear cases in New York, Chicago and Seattle."},
		"section 1373 of another title":          {"Company Settles", "It violated 42 U.S.C. 1396 and Section 1373 of the Code on taxes."},
		"a military lawyer":                      {"JAG Officer Honored", "The Judge Advocate General's Corps, JAG for short, was honored."},
		"a Justice Assistance Grant for police":  {"Police Department to Receive Byrne JAG Grant", "The Office of Justice Programs and the COPS Office pay for it."},
		"a governor's Executive Order No. 12":    {"Justice Department and Governor Agree", "Executive Order No. 12 of the Governor is about highways."},
		"nothing at all":                         {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if grade, why := rules.Press(docket.Release{Title: c.title, Body: c.body}); grade == docket.Relevant {
				t.Errorf("%s", why)
			}
		})
	}
}

func TestTalkIsAMention(t *testing.T) {
	grade, why := rules.Press(docket.Release{
		Title: "Criminal Alien Sentenced to Ten Years",
		Body:  strings.Repeat("He was found guilty by a jury after a trial of four days. ", 20) + "So-called “sanctuary” states let criminal aliens like him walk free, the agent in charge said.",
	})
	if grade != docket.MentionOnly || why != `"sanctuary states" in the body, in passing` {
		t.Errorf("%s (%s)", grade, why)
	}
}

func TestPressNamesTheWordsThatDecided(t *testing.T) {
	_, why := rules.Press(docket.Release{Title: "Statement", Body: "The city must comply with 8 U.S.C. &#167;&amp;nbsp;1373."})
	if why != `"8 U.S.C. § 1373" in the body` {
		t.Error(why)
	}
}

func FuzzPress(f *testing.F) {
	f.Add("Sanctuary City", "sanctuary \u2011 city §1373 \xff")
	f.Add("1373 compliance", "immigration 287(g) grants Byrne JAG")
	f.Fuzz(func(t *testing.T, title, body string) {
		grade, why := rules.Press(docket.Release{Title: title, Body: body})
		if (grade == docket.Irrelevant) != (why == "") {
			t.Errorf("%s without a reason, or a reason without a grade: %q", grade, why)
		}
		rules.Cluster(title, "2025-01-01")
	})
}

func BenchmarkPress(b *testing.B) {
	r := docket.Release{Title: "Man Sentenced for Illegal Reentry", Body: strings.Repeat("The alien was removed by immigration officers and a detainer was lodged. Notice was given of access. ", 60)}
	for b.Loop() {
		rules.Press(r)
	}
}
