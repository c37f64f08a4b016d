package docketsheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// historyRow is a row of a history report as CM/ECF prints one.
func historyRow(number, day, event string) string {
	cell := "&nbsp;"
	if number != "" {
		cell = fmt.Sprintf(`<a href="https://ecf.cand.uscourts.gov/doc1/0351%07s" onclick="goDLS('/doc1/0351%07s','300999','6','','','1','','');return(false);">%s</a>`, number, number, number)
	}
	return fmt.Sprintf(`<tr valign="top"><td align="center" rowspan="1">%s</td>
<td><table width="100%%"><tbody><tr><td><i>Filed &amp; Entered: &nbsp;</i></td><td align="right">%s</td></tr></tbody></table></td>
<td><a href="javascript:DktText('1','300999','1','6','')"><img src="/graphics/silverball.gif" alt="Docket Text"></a>
	%s</td></tr>
`, cell, day, event)
}

func historyPage(rows ...string) []byte {
	return []byte(`<html><head><title>CAND-ECF-History/Documents Query</title></head><body><div id="cmecfMainContent">
<center><b><font size="+1">3:17-cv-00999-JQD-RR</font></b> City of Springfield et al v. USA<br>Jane Q. DuDoe, presiding<br>Richard Roe, Jr., referral<br><b>Date filed:</b> 01/31/2017<br><b>Date terminated:</b> 02/01/2018<br><b>Date of last filing:</b> 12/08/2017<br>
</center><br><h2 align="center">History</h2><center>
<table cellpadding="2" cellspacing="0" border="1"><tbody><tr><th>Doc.<br>No.</th><th>Dates</th><th>Description</th></tr>
` + strings.Join(rows, "") + "</tbody></table>" + receipt + "</center></div></body></html>")
}

func TestAHistoryReportIsReadInFull(t *testing.T) {
	two := `<tr valign="top"><td rowspan="2">doc</td><td><table><tr><td><i>Filed: </i></td><td>01/31/2017</td></tr><tr><td><i>Entered: </i></td><td>02/01/2017</td></tr></table></td><td>Letter</td></tr>
<tr><td colspan="2"><i>Docket Text:</i> LETTER from the clerk.</td></tr>
`
	text := "<tr><td colspan=\"2\"><i>Docket Text:</i> MOTION for Extension\n of Time , filed by City.</td></tr>\n"
	got, err := ParseHistory(historyPage(historyRow("1", "12/07/2017", "Motion for Extension of Time"), text, two, historyRow("", "12/08/2017", "Motions Referred")), "cand")
	if err != nil {
		t.Fatal(err)
	}
	want := &History{
		CourtID: "cand", Number: ptr("3:17-cv-00999"), CaseName: "City of Springfield v. United States", PacerCaseID: ptr("300999"),
		DateFiled: ptr("2017-01-31"), DateLastFiling: ptr("2017-12-08"), DateTerminated: ptr("2018-02-01"), AssignedTo: "Jane Q. DuDoe", ReferredTo: "Richard Roe Jr.",
		Federal: Federal{Office: ptr("3"), CaseType: ptr("cv"), Assigned: ptr("JQD"), Referred: ptr("RR")},
		Entries: []Entry{
			{DateFiled: ptr("2017-12-07"), DateEntered: ptr("2017-12-07"), Number: ptr("1"), PacerDocID: ptr("03500000001"), PacerSeqNo: ptr("6"),
				Short: "Motion for Extension of Time", Description: "MOTION for Extension of Time, filed by City."},
			{DateFiled: ptr("2017-12-08"), DateEntered: ptr("2017-12-08"), Short: "Motions Referred"},
		},
		Unlisted: []Entry{{DateFiled: ptr("2017-01-31"), DateEntered: ptr("2017-02-01"), Number: ptr("doc"), Short: "Letter", Description: "LETTER from the clerk."}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestABankruptcysHistoryNamesItsDebtor(t *testing.T) {
	page := strings.NewReplacer("3:17-cv-00999-JQD-RR</font></b> City of Springfield et al v. USA<br>Jane Q. DuDoe, presiding<br>Richard Roe, Jr., referral",
		"15-25418-LMI</font></b>\n<b></b>John Doe\n<br>\n<b>Case type:</b> bk\n<b>Judge:</b> Laurel M Roe").Replace(string(historyPage(historyRow("1", "08/26/2015", "Voluntary Petition"))))
	h, err := ParseHistory([]byte(page), "flsb")
	if err != nil || h.CaseName != "John Doe" || *h.Number != "15-25418" || h.AssignedTo != "Laurel M. Roe" {
		t.Errorf("got %+v, %v", h, err)
	}
}
