package docketsheet

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docketwatch/watcher"
)

// scotusJSON is a case as the court publishes it; what replaces pieces of it, in
// pairs.
func scotusJSON(what ...string) []byte {
	return []byte(strings.NewReplacer(what...).Replace(`{
  "CaseNumber": "24-966 ", "bCapitalCase": false, "sJsonCreationDate": "05/03/2025", "sJsonTerm": "2024", "RelatedCaseNumber": [],
  "PetitionerTitle": "United States, Petitioner", "RespondentTitle": "California ", "DocketedDate": "March 10, 2025", "Links": "Linked with 24A500",
  "LowerCourt": "United States Court of Appeals for the Ninth Circuit", "LowerCourtCaseNumbers": "(18-16496, 18-16497)", "LowerCourtDecision": "April 18, 2024",
  "LowerCourtRehearingDenied": "October 22, 2024", "QPLink": "../qp/24-00966qp.pdf",
  "ProceedingsandOrder": [
    {"Date": "Mar 05 2025", "Text": "Petition for a writ of certiorari filed.  (Response due April 9, 2025)", "Links": [
      {"Description": "Petition ", "File": "p.pdf", "DocumentUrl": "http://www.supremecourt.gov/DocketPDF/24/24-966/352298/20250305_p.pdf"},
      {"Description": "Proof of Service", "File": "s.pdf", "DocumentUrl": null}]},
    {"Date": "Jan 14 2025", "Text": "Application (24A500) <i>granted</i> by Justice Kagan."},
    {"Date": "", "Text": "Application (24A500) <i>granted</i> by Justice Kagan.", "Links": [{"Description": "Main Document", "DocumentUrl": "http://www.supremecourt.gov/opinions/x.pdf"}]}
  ],
  "Petitioner": [{"Attorney": "Jane Doe", "IsCounselofRecord": true, "Title": "Solicitor General", "PrisonerId": null, "Phone": "202-555-0100", "Address": "Department of Justice\r\n950 Pennsylvania Avenue, NW ", "City": "Washington", "State": "DC", "Zip": "20530", "Email": null, "PartyName": "United States"}],
  "Respondent": [
    {"Attorney": "John Doe", "IsCounselofRecord": true, "Title": null, "Phone": null, "Address": null, "City": null, "State": null, "Zip": null, "Email": null, "PartyName": "California"},
    {"Attorney": "A Stranger", "IsCounselofRecord": true, "PartyName": "Oregon"},
    {"Attorney": "James Doe", "IsCounselofRecord": null, "PartyName": "California "}],
  "Other": [{"Attorney": "A Friend", "IsCounselofRecord": true, "PartyName": "California"}]
}`))
}

func TestACaseOfTheSupremeCourtIsReadWhole(t *testing.T) {
	got, err := ParseScotus(scotusJSON())
	if err != nil {
		t.Fatal(err)
	}
	s := func(s string) *string { return &s }
	n := int64(352298)
	want := &ScotusDocket{
		DocketNumber: "24-966", CaseName: "United States, Petitioner v. California", DateFiled: s("2025-03-10"), Links: "24A500",
		LowerCourt: "United States Court of Appeals for the Ninth Circuit", LowerNumbersRaw: "(18-16496, 18-16497)", LowerNumbers: []string{"18-16496", "18-16497"},
		LowerDecision: s("2024-04-18"), RehearingDenied: s("2024-10-22"), QuestionsPresent: s("https://www.supremecourt.gov/qp/24-00966qp.pdf"),
		Parties: []ScotusParty{
			{Type: "Petitioner", Name: "United States", Attorneys: []ScotusAttorney{{
				Name: "Jane Doe", CounselOfRecord: true, Title: s("Solicitor General"), Phone: s("202-555-0100"),
				Address: "Department of Justice\n950 Pennsylvania Avenue, NW", City: s("Washington"), State: s("DC"), Zip: s("20530"),
			}}},
			{Type: "Respondent", Name: "California", Attorneys: []ScotusAttorney{{Name: "John Doe", CounselOfRecord: true}, {Name: "James Doe"}}},
			{Type: "Respondent", Name: "Oregon", Attorneys: []ScotusAttorney{{Name: "A Stranger", CounselOfRecord: true}}},
			{Type: "Other", Name: "California", Attorneys: []ScotusAttorney{{Name: "A Friend", CounselOfRecord: true}}},
		},
		Entries: []ScotusEntry{
			{
				DateFiled: s("2025-03-05"), DocumentNumber: &n, Description: "Petition for a writ of certiorari filed. (Response due April 9, 2025)",
				HTML: "Petition for a writ of certiorari filed.  (Response due April 9, 2025)",
				Attachments: []ScotusAttachment{
					{Description: "Petition", URL: s("http://www.supremecourt.gov/DocketPDF/24/24-966/352298/20250305_p.pdf"), DocumentNumber: &n},
					{Description: "Proof of Service", DocumentNumber: &n},
				},
			},
			{DateFiled: s("2025-01-14"), Description: "Application (24A500) granted by Justice Kagan.", HTML: "Application (24A500) <i>granted</i> by Justice Kagan.", Attachments: []ScotusAttachment{}},
			{
				Description: "Application (24A500) granted by Justice Kagan.", HTML: "Application (24A500) <i>granted</i> by Justice Kagan.",
				Attachments: []ScotusAttachment{{Description: "Main Document", URL: s("http://www.supremecourt.gov/opinions/x.pdf")}},
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestACapitalCaseIsMarkedAndItsNumberClean(t *testing.T) {
	for _, page := range [][]byte{
		scotusJSON("24-966 ", "23A999 *** CAPITAL CASE ***"),
		scotusJSON("24-966 ", "23A999 ", `"bCapitalCase": false`, `"bCapitalCase": true`),
	} {
		d, err := ParseScotus(page)
		if err != nil || d.DocketNumber != "23A999" || !d.CapitalCase {
			t.Errorf("%+v, %v", d, err)
		}
	}
}

func TestACaseMayHaveOneSideOnly(t *testing.T) {
	d, err := ParseScotus(scotusJSON(`"RespondentTitle": "California ", `, ""))
	if err != nil || d.CaseName != "United States, Petitioner" {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestNumbersOfTheCourtBelowAreToldApart(t *testing.T) {
	for raw, want := range map[string]string{
		"(23-40273)":                    "23-40273",
		"(3D18-2466, 3D19-0612)":        "3D18-2466 3D19-0612",
		"(83738-9-1)":                   "83738-9-1",
		"(23-2051 (See also 23-2052))":  "23-2051 23-2052",
		"98-35309/35509":                "98-35309 98-35509",
		"96-C-235/239/240":              "96-C-235 96-C-239 96-C-240",
		"98-60240,-60454,-60467,-":      "98-60240 98-60454 98-60467",
		"98-4033;-4214;-4246":           "98-4033 98-4214 98-4246",
		"95-56639 & 96-55194":           "95-56639 96-55194",
		"33094-CW, 33095-CW":            "33094-CW 33095-CW",
		"CR-99-1140":                    "CR-99-1140",
		"1998-CA-0022039-MR":            "1998-CA-0022039-MR",
		"97-1715/98-1111 to 1113":       "97-1715 98-1111 98-1112 98-1113",
		"97-1715/1111 to 1112":          "97-1715 97-1111 97-1112",
		"97-1 to 97-3":                  "97-1 97-2 97-3",
		"97-1 to 99999999999999999999":  "97-1",
		"97-1 to 999999999":             "97-1",
		"97-5 to 3":                     "97-5",
		"":                              "",
		"()":                            "",
		" , ; & -":                      "",
		"12345":                         "12345",
		"AZ-1 to here":                  "AZ-1",
		"(2:25-cv-00814,\n2:25-cv-900)": "2:25-cv-00814 2:25-cv-900",
	} {
		if got := strings.Join(lowerNumbers(raw), " "); got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

func TestWhatIsNoDocketOfTheSupremeCourtIsRefused(t *testing.T) {
	for _, c := range []struct{ why, page, want string }{
		{"nothing", "", "empty body"},
		{"its own page for what it has not", "<!DOCTYPE html><html><h1>404</h1></html>", "HTML page"},
		{"another JSON", string(acmsJSON()), "JSON of another kind"},
		{"a case without proceedings", `{"CaseNumber": "24-966"}`, "JSON of another kind"},
		{"only the beginning", string(scotusJSON()[:700]), "damaged JSON: unexpected end of JSON input"},
		{"another shape", string(scotusJSON(`"bCapitalCase": false`, `"bCapitalCase": "no"`)), "JSON of another shape: string in place of bCapitalCase"},
	} {
		d, err := ParseScotus([]byte(c.page))
		var refused *watcher.Refused
		if !errors.As(err, &refused) || d != nil || err.Error() != "not a Supreme Court docket: "+c.want {
			t.Errorf("%s: %+v, %v, want %s", c.why, d, err, c.want)
		}
	}
}
