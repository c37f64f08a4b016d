package docketsheet

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docketwatch/watcher"
)

// acmsJSON is a case as ACMS answers it; what replaces pieces of it, in pairs.
func acmsJSON(what ...string) []byte {
	return []byte(strings.NewReplacer(what...).Replace(`{
  "caseDetails": {
    "caseId": "0199c58d-9e5c-ee11-a81c-001dd80ad0b3", "caseNumber": "25-21", "name": "City and County of San Francisco, et al. v. Trump, et al.",
    "caseOpened": "2025-06-24", "aNumber": null,
    "partyAttorneyList": "<table width='100%'><tr><td width='30%'> CITY AND COUNTY OF SAN FRANCISCO<br>&nbsp;&nbsp;AKA The City, <br>&nbsp;&nbsp;Appellee, </td><td><div>Jane Doe, -<br>Direct: 415-555-0100<br>[Retained]<br>Doe & Roe LLP</div><div><p>&nbsp;</p></div><div>John Doe<br><strong>Terminated:</strong> 07/01/2025<br>[Pro Se]</div></td></tr><tr><td width='30%'> DONALD J. TRUMP<br><strong>Terminated:</strong> 07/02/2025<br>&nbsp;&nbsp;Appellant </td><td></td></tr></table>",
    "court": {"name": "San Francisco, Northern California", "identifier": "160"},
    "caseType": "Civil", "caseSubType": "United States", "caseSubSubType": null, "districtCourtName": null, "feeStatus": "Exempt"
  },
  "docketInfo": {
    "docketEntries": [
      {"endDate": "2025-06-24", "entryNumber": 2, "docketEntryText": "<p><strong>ORDER.</strong>&nbsp;Granted.</p><p>The stay&rsquo;s end.<br>[Entered: 06/24/2025 03:56 PM] [Edited: 06/25/2025 10:51:07 AM]</p>",
       "docketEntryId": "aaaaaaaa-0000-0000-0000-000000000001", "createdOn": "2025-06-24T22:53:24Z", "documentCount": 1, "pageCount": 18, "fileSize": 142},
      {"endDate": "2025-06-24", "entryNumber": 3, "docketEntryText": "<p>BRIEF , filed.</p>", "docketEntryId": "aaaaaaaa-0000-0000-0000-000000000002", "pageCount": 0},
      {"endDate": "2025-06-24", "entryNumber": null, "docketEntryText": "<p>BRIEF , filed.</p>", "docketEntryId": "aaaaaaaa-0000-0000-0000-000000000003", "pageCount": 0}
    ]
  }
}`))
}

func TestACaseOfACMSIsReadWhole(t *testing.T) {
	got, err := ParseACMS(acmsJSON(), "ca9")
	if err != nil {
		t.Fatal(err)
	}
	s := func(s string) *string { return &s }
	n := func(n int64) *int64 { return &n }
	want := &ACMSDocket{
		CourtID: "ca9", DocketNumber: "25-21", PacerCaseID: "0199c58d-9e5c-ee11-a81c-001dd80ad0b3",
		CaseName: "City and County of San Francisco, et al. v. Trump, et al.", DateFiled: s("2025-06-24"),
		AppealFrom: "San Francisco, Northern California", FeeStatus: "Exempt", CaseType: "Civil, United States",
		Originating: &ACMSOrigin{Name: "San Francisco, Northern California", Identifier: "160"},
		Parties: []AppellateParty{
			{Party: Party{Name: "CITY AND COUNTY OF SAN FRANCISCO", Type: "Appellee", Attorneys: []Attorney{
				{Name: "Jane Doe, -", Contact: "Direct: 415-555-0100\nDoe & Roe LLP", Roles: []string{"Retained"}},
				{Name: "John Doe", Contact: "Terminated: 07/01/2025", Roles: []string{"Pro Se"}},
			}}, Unparsed: []string{"AKA The City,"}},
			{Party: Party{Name: "DONALD J. TRUMP", Type: "Appellant", DateTerminated: s("2025-07-02"), Attorneys: []Attorney{}}},
		},
		Entries: []ACMSEntry{
			{
				DocumentNumber: n(2), PacerDocID: "aaaaaaaa-0000-0000-0000-000000000001", DateFiled: s("2025-06-24"),
				DateEntered: s("2025-06-24T15:56:00"), DateEdited: s("2025-06-25T10:51:07"), PageCount: 18,
				Description: "ORDER. Granted. The stay’s end. [Entered: 06/24/2025 03:56 PM] [Edited: 06/25/2025 10:51:07 AM]",
				HTML:        "<p><strong>ORDER.</strong>&nbsp;Granted.</p><p>The stay&rsquo;s end.<br>[Entered: 06/24/2025 03:56 PM] [Edited: 06/25/2025 10:51:07 AM]</p>",
			},
			{DocumentNumber: n(3), PacerDocID: "aaaaaaaa-0000-0000-0000-000000000002", DateFiled: s("2025-06-24"), Description: "BRIEF , filed.", HTML: "<p>BRIEF , filed.</p>"},
			{PacerDocID: "aaaaaaaa-0000-0000-0000-000000000003", DateFiled: s("2025-06-24"), Description: "BRIEF , filed.", HTML: "<p>BRIEF , filed.</p>"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheDistrictIsNamedWhereACMSKnowsIt(t *testing.T) {
	d, err := ParseACMS(acmsJSON(`"districtCourtName": null`, `"districtCourtName": "Los Angeles Central California"`, `"aNumber": null`, `"aNumber": "A999-999-999"`), "ca9")
	if err != nil {
		t.Fatal(err)
	}
	if want := (ACMSOrigin{Name: "Los Angeles Central California", Identifier: "160", AlienNumber: "A999-999-999"}); *d.Originating != want {
		t.Errorf("%+v", *d.Originating)
	}
}

func TestAnEmptyListOfEntriesIsSaidAndNotLeftOut(t *testing.T) {
	whole := string(acmsJSON())
	entries := whole[strings.Index(whole, `[
      {"endDate"`) : strings.LastIndex(whole, "]")+1]
	d, err := ParseACMS([]byte(strings.Replace(whole, entries, "[]", 1)), "ca9")
	if err != nil || len(d.Entries) != 0 {
		t.Errorf("an empty list: %+v, %v", d, err)
	}
	d, err = ParseACMS([]byte(strings.Replace(whole, entries, "null", 1)), "ca9")
	var refused *watcher.Refused
	if !errors.As(err, &refused) || d != nil {
		t.Errorf("no list: %+v, %v", d, err)
	}
}

func TestWhatIsNoDocketOfACMSIsRefused(t *testing.T) {
	for _, c := range []struct{ why, page, want string }{
		{"nothing", "", "empty body"},
		{"the page of its login", "<html><title>Login</title>", "login page"},
		{"another JSON", `{"CaseNumber": "24-966 "}`, "JSON of another kind"},
		{"a list", `[1]`, "JSON of another shape: array"},
		{"its own error", `{"caseDetails": null, "docketInfo": null}`, "JSON of another kind"},
		{"only the beginning", string(acmsJSON()[:900]), "damaged JSON: unexpected end of JSON input"},
		{"a number that has become text", string(acmsJSON(`"entryNumber": 3`, `"entryNumber": "3"`)), "JSON of another shape: string in place of docketInfo.docketEntries.entryNumber"},
	} {
		d, err := ParseACMS([]byte(c.page), "ca9")
		var refused *watcher.Refused
		if !errors.As(err, &refused) || d != nil || err.Error() != "not an ACMS docket: "+c.want {
			t.Errorf("%s: %+v, %v, want %s", c.why, d, err, c.want)
		}
	}
}
