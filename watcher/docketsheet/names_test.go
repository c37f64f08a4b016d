package docketsheet

import "testing"

// reads checks what a reader of printed words makes of each.
func reads(t *testing.T, read func(string) string, printed map[string]string) {
	t.Helper()
	for words, want := range printed {
		if got := read(words); got != want {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}

func TestJudgesAreBareNames(t *testing.T) {
	reads(t, judgeName, map[string]string{
		"Hon. Susan Illston":              "Susan Illston",
		"Magistrate Judge DONNA M RYU":    "Donna M. Ryu",
		"WILLIAM L. OSTEEN, JR":           "William L. Osteen Jr.",
		"Judge T. S. Ellis, III":          "T. S. Ellis III",
		"J. Paul Oetken":                  "Paul Oetken",
		"J. B. Smith":                     "J. B. Smith",
		"James V. Selna":                  "James V. Selna",
		"Kristi K. DuBose":                "Kristi K. DuBose",
		"JOHN J. MCCONNELL, JR.":          "John J. McConnell Jr.",
		"Liam O'Grady":                    "Liam O'Grady",
		"LIAM O'GRADY":                    "Liam O'Grady",
		"Erin Wilder-Doomes":              "Erin Wilder-Doomes",
		"Judge Part One":                  "Part One",
		"Chief Judge Jane Doe (Inactive)": "Jane Doe",
		"Unassigned":                      "",
		"":                                "",
		"Senior Judge":                    "",
	})
}

func TestTypesOfPartyHaveOneName(t *testing.T) {
	reads(t, partyTypeName, map[string]string{
		"Plaintiff                     ":  "Plaintiff",
		"Defendant            (12)":       "Defendant",
		"ThirdParty Plaintiff":            "Third Party Plaintiff",
		"3rd Pty Defendant":               "Third Party Defendant",
		"Counter-Defendant":               "Counter Defendant",
		"Intervenor Dft":                  "Intervenor Defendant",
		"US Trustee":                      "U.S. Trustee",
		"Debtor In Possession":            "Debtor in Possession",
		"Creditor's Committee of the LLC": "Creditor's Committee of the LLC",
		"Plaintiff- Consolidated":         "Consolidated Plaintiff",
		"a.k.a. and/or":                   "A.K.A. And/or",
	})
}

func TestCaptionsAreHarmonised(t *testing.T) {
	reads(t, sheetCaseName, map[string]string{
		"Brady et al v. Deloitte & Touche LLP et al": "Brady v. Deloitte & Touche LLP",
		"USA v. Doe":        "United States v. Doe",
		"The State vs. Doe": "State v. Doe",
		"United States of America v. State of Rhode Island": "United States v. State of Rhode Island",
		"MALIBU MEDIA , LLC. v. JOHN DOE":                   "MALIBU MEDIA , LLC. v. JOHN DOE", // the comma is tidied with the whole sheet
		"Nancy Jacobs, et al v. Herbalife Intl Inc, et al":  "Nancy Jacobs v. Herbalife Intl Inc",
		"No. 12 Doe, Petitioner v Roe":                      "12 Doe v. Roe",
		"Estate of “Doe” v. Roe*":                           `Estate of "Doe" v. Roe`,
	})
}

func TestNumbersArePartedAsTheirCourtsPrintThem(t *testing.T) {
	for _, c := range []struct {
		printed    string
		bankruptcy bool
		want       string // number, office, type, assigned, referred, defendant
	}{
		{"CIVIL DOCKET FOR CASE #: 3:08-cv-00177-SI", false, "3:08-cv-00177 3 cv SI - -"},
		{"CRIMINAL DOCKET FOR CASE #: 3:20-cr-00070-TKW-MAL-1", false, "3:20-cr-00070 3 cr TKW MAL 1"},
		{"CASE #: 1:15-mc-00105-P1", false, "1:15-mc-00105 1 mc P1 - -"},
		{"CIVIL DOCKET FOR CASE #: MDL No. 2168", false, "MDL No. 2168 - - - - -"},
		{"Bankruptcy Petition #: 17-80033-CRJ7", true, "17-80033 - - CRJ - -"},
		{"Bankruptcy Petition #: 4:16-bk-73062", true, "4:16-bk-73062 4 bk - - -"},
		{"Adversary Proceeding #: 10-01083-8-RDD", true, "10-01083 8 - RDD - -"},
		{"Order of 12/13", false, "- - - - - -"},
	} {
		number, parts := findNumber([]string{"", c.printed}, c.bankruptcy)
		got := ""
		for i, p := range []*string{number, parts.Office, parts.CaseType, parts.Assigned, parts.Referred, parts.Defendant} {
			if i > 0 {
				got += " "
			}
			if p == nil {
				got += "-"
			} else {
				got += *p
			}
		}
		if got != c.want {
			t.Errorf("%q is %q, want %q", c.printed, got, c.want)
		}
	}
}
