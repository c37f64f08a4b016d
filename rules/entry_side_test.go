package rules_test

import (
	"testing"

	"docketwatch/rules"
)

func TestTheFilerDecidesTheSide(t *testing.T) {
	const (
		sued    = "County of Santa Clara v. Trump"
		suing   = "United States v. State of Illinois"
		private = "Doe v. Acme Widgets, Inc."
	)
	for name, c := range map[string]struct {
		caseName, text string
		want           rules.Side
	}{
		"officers by full name are the government":         {sued, "RESPONSE in Opposition re 26 MOTION filed by Dana J. Boente, Donald J. Trump.", rules.SideGovernment},
		"so are successors whom the caption does not know": {sued, "REPLY by Elaine Duke, Kirstjen Nielsen re 12 MOTION", rules.SideGovernment},
		"so are agencies":                                          {sued, "NOTICE by U.S. Department of Homeland Security, FEMA", rules.SideGovernment},
		"who sues it is the challenger":                            {sued, "REPLY filed byCounty of Santa Clara. (Doe, Jane)", rules.SideChallenger},
		"plaintiffs of whom the caption says nothing, too":         {sued, "MOTION to Stay by Plaintiffs City of Example, Jane Doe", rules.SideChallenger},
		"defendants in a suit against it are the government":       {sued, "MOTION to Stay by Defendants", rules.SideGovernment},
		"in its own suit it is the plaintiff":                      {suing, "MOTION to Stay by Plaintiff. (Doe, John)", rules.SideGovernment},
		"and whom it sues is the challenger":                       {suing, "MOTION to Stay by Defendants City of Chicago, J.B. Pritzker", rules.SideChallenger},
		"a former state officer is on the state's side there":      {"United States v. California", "REPLY by Xavier Becerra, State of California re 18 Motion", rules.SideChallenger},
		"a state's department of justice is the state's":           {"United States v. California", "NOTICE by California Department of Justice", rules.SideChallenger},
		"a state's officer is not the government":                  {"Doe v. Secretary of State for the State of Georgia", "BRIEF by Appellee Secretary of State for the State of Georgia", rules.SideDefendant},
		"a state's attorney general is not":                        {"Doe v. James", "REPLY BRIEF, on behalf of Appellant Letitia A. James, FILED.", rules.SideDefendant},
		"a union of government employees is not":                   {"American Federation of Government Employees v. Trump", "ANSWERING BRIEF filed by Appellee American Federation of Government Employees, AFL-CIO.", rules.SideChallenger},
		"former officials are amici":                               {"Trump v. Doe", "Brief amici curiae of Former Government Officials filed.", rules.SideAmicus},
		"a company with the country in its name is not":            {"Doe v. Hetero USA, Inc.", "NOTICE by Hetero USA, Inc. of Change of Address", rules.SideDefendant},
		"nor is a steel maker":                                     {"Doe v. United States Steel Corporation", "MOTION to Stay by United States Steel Corporation", rules.SideDefendant},
		"the note on every amicus brief is no filer":               {"Doe v. Roe (ca9 20-1)", "Submitted (ECF) Amicus brief for review (by government or with consent per FRAP 29(a)). Submitted by Example Watch, Inc.. Date of service: 02/15/2017.", rules.SideAmicus},
		"the United States may be the amicus":                      {"Doe v. State of Arizona (ca9 20-1)", "Submitted (ECF) Amicus brief for review (by government or with consent per FRAP 29(a)). Submitted by United States. Date of service: 02/15/2017.", rules.SideGovernment},
		"who asks to be heard as a friend is an amicus":            {sued, "ADMINISTRATIVE MOTION for Leave to File Amicus Brief filed by State of California.", rules.SideAmicus},
		"a lawyer is no party: who signs":                          {sued, "NOTICE of Appearance by Jane Doe (Doe, Jane)", rules.SideUnknown},
		"a lawyer is no party: for whom":                           {sued, "LETTER filed by Attorney Jane Doe for Respondent Merrick B. Garland.", rules.SideGovernment},
		"a lawyer is no party: on whose behalf":                    {sued, "NOTICE of Appearance by Jane Doe on behalf of County of Santa Clara (Doe, Jane)", rules.SideChallenger},
		"the filer of the motion answered is not the filer":        {private, "Response in Opposition to Motion, filed by Acme Widgets, Inc., re [42] MOTION to Certify Class filed by Plaintiff Jane Doe (Roe, Richard)", rules.SideDefendant},
		"where the list stands last it is the filer's":             {sued, "RESPONSE in Opposition re 12 MOTION to Stay filed by Donald J. Trump.", rules.SideGovernment},
		"the possessive before the event names the filer":          {"United States v. Doe", "Government's OPPOSITION to defendant's motion to suppress", rules.SideGovernment},
		"a judge is no filer":                                      {private, "REQUEST for Reassignment by Judge Jane Doe", rules.SideUnknown},
		"a day is no filer":                                        {private, "NOTICE of Filing by March 3, 2024", rules.SideUnknown},
		"without the government there are two sides":               {private, "MOTION to Compel by Jane Doe. (Roe, Richard)", rules.SidePlaintiff},
		"and the other one":                                        {private, "MOTION to Compel by Acme Widgets, Inc.. (Roe, Richard)", rules.SideDefendant},
		"who moves to dismiss is sued":                             {"Roe v. Poe", "MOTION to Dismiss for Failure to State a Claim by Example & Company, Inc.. (Doe, Jane)", rules.SideDefendant},
		"a complaint is filed by who sues":                         {sued, "COMPLAINT against All Defendants. (Doe, Jane)", rules.SideChallenger},
		"an answer by who is sued":                                 {sued, "ANSWER to Complaint", rules.SideGovernment},
		"a petition for habeas corpus challenges an official":      {"Doe v. Roe", "PETITION for Writ of Habeas Corpus, filed by JANE DOE.", rules.SideChallenger},
		"in the Supreme Court the government may stand left":       {"Trump v. Doe", "Application (25A11) for a stay, submitted to Justice Kagan.", rules.SideGovernment},
		"and its opponent right":                                   {"Trump v. Doe", "Response to application from respondents Jane Doe, et al. filed.", rules.SideChallenger},
		"an appellee without a name is the other one":              {"United States v. Doe", "APPELLEE'S BRIEF FILED. Reply Brief due on 08/28/2023 for Appellant Jane Doe", rules.SideGovernment},
		"an intervenor is an intervenor":                           {private, "MOTION to Seal by Putative Intervenor. (Roe, Richard)", rules.SideIntervenor},
		"who moves to intervene is one":                            {suing, "MOTION to Intervene by Example Voters League. (Roe, Richard)", rules.SideIntervenor},
		"an order is the court's whoever asked":                    {sued, "ORDER granting 12 MOTION to Stay filed by Donald J. Trump.", rules.SideCourt},
		"a known lawyer signs where no filer is named":             {"State of Hawaii v. Trump", "Declaration re #303 Reply. (Katyal, Neal)", rules.SideChallenger},
		"an unknown one does not":                                  {"State of Hawaii v. Trump", "Declaration re #303 Reply. (Roe, Richard)", rules.SideUnknown},
		"a common surname is an officer against a county":          {"King County v. Turner", "MOTION to Stay by Defendants", rules.SideGovernment},
		"and nobody against a person":                              {"Doe v. Turner", "MOTION to Stay by Defendants", rules.SideDefendant},
		"names of a plaintiff that an officer shares are his":      {"John Kelly v. Acme Widgets, Inc.", "MOTION to Compel by John Kelly. (Roe, Richard)", rules.SidePlaintiff},
		"a name that a preposition begins is a name":               {private, "MOTION to Intervene by Hispanic Example League (Roe, Richard)", rules.SideIntervenor},
		"a coalition against violence keeps its name":              {"Example Coalition Against Domestic Violence v. Bondi", "REPLY by Example Coalition Against Domestic Violence re 3 Motion", rules.SideChallenger},
		"a text in capitals is read alike":                         {"DOE v. FEDERAL EMERGENCY MANAGEMENT AGENCY", "MOTION for Order by FEDERAL EMERGENCY MANAGEMENT AGENCY (Roe, Richard)", rules.SideGovernment},
		"the first to sign a joint paper files it: the government": {suing, "JOINT STATUS REPORT by United States of America, State of Illinois", rules.SideGovernment},
		"the first to sign a joint paper files it: its opponent":   {suing, "JOINT STATUS REPORT by State of Illinois, United States of America", rules.SideChallenger},
		"the same where it is sued":                                {sued, "JOINT CASE MANAGEMENT STATEMENT filed by County of Santa Clara, Donald J. Trump.", rules.SideChallenger},
		"a stipulation of both is nobody's":                        {"King County v. Turner", "STIPULATION AND PROPOSED ORDER re briefing schedule by parties", rules.SideUnknown},
		"a transcript is the court's":                              {sued, "TRANSCRIPT of Proceedings held on 4/14/2017 before Judge Jane Doe.", rules.SideCourt},
		"an order for one is of whoever wants it":                  {sued, "TRANSCRIPT ORDER for proceedings held on 4/14/2017 by Donald J. Trump.", rules.SideGovernment},
		"unlisted filers in a suit against the government sue":     {"Organized Example v. Noem", "NOTICE by Arab American Example, Jane Doe #2 and HIAS, Inc.", rules.SideChallenger},
		"movants are on no side that can be known":                 {suing, "MOTION to Quash by Movant Example Newspaper.", rules.SideUnknown},
		"an empty entry is nobody's":                               {sued, "", rules.SideUnknown},
		"a struck entry is the court's":                            {sued, "***DELETED DOCUMENT. Deleted document number 12 MOTION by Donald J. Trump.", rules.SideCourt},
		"an entry in a case without a name is read all the same":   {"", "MOTION to Stay by Donald J. Trump, United States of America", rules.SideGovernment},
	} {
		t.Run(name, func(t *testing.T) {
			got := rules.ReadEntry(rules.EntrySubject{Text: c.text, CaseName: c.caseName})
			if got.FiledBy != c.want {
				t.Errorf("%q in %q: %s, want %s", c.text, c.caseName, got.FiledBy, c.want)
			}
		})
	}
}

func TestKnownPartiesGoBeforeEveryRule(t *testing.T) {
	parties := []rules.Party{{Name: "Example Newspaper Company", Side: rules.SideIntervenor}, {Name: "Jane Doe", Side: rules.SideAmicus}}
	for text, want := range map[string]rules.Side{
		"MOTION to Unseal by Example Newspaper Company. (Roe, Richard)": rules.SideIntervenor,
		"MOTION to Unseal by Example Voters League. (Roe, Richard)":     rules.SideChallenger,
		"MOTION to Unseal by Jane Doe. (Roe, Richard)":                  rules.SideAmicus,
	} {
		if got := rules.ReadEntry(rules.EntrySubject{Text: text, CaseName: "Roe v. Trump", Parties: parties}); got.FiledBy != want {
			t.Errorf("%q: %s, want %s", text, got.FiledBy, want)
		}
	}
}
