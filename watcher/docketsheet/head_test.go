package docketsheet

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestADefendantsCountsAreRead(t *testing.T) {
	heading := func(name string) string {
		return `<tr><td valign=top width="40%"><br><b><u>` + name + `</u></b></td><td></td><td valign=top width="40%"><br><b><u>Disposition</u></b></td></tr>`
	}
	level := func(name, level string) string {
		return `<tr><td valign=top width="40%"><br><b><u>` + name + `</u></b></td></tr><tr><td valign=top width="40%">
` + level + `</td></tr>`
	}
	none := "<tr><td>\nNone\n</td></tr>"
	s := sheet{
		number: "2:17-cr-00125-DAK-1",
		head:   `<TABLE width='100%'><tr><td><br>Case title: USA v. Doe et al</td><td><br>Date Filed: 03/05/2017<br>Date Terminated: 05/26/2018</td></tr></table>`,
		parties: `<HR><TABLE width="100%"><tr><td>Assigned to: Judge JANE A DOE</td></tr>
<tr><td><br><b><u>Defendant                                 (1)</u></b></td></tr>
<tr><td><B>John Doe</B><BR><I>TERMINATED: 05/26/2018</I></td><td align=right>represented&nbsp;by</td><td><B>Mary Roe</B><BR>1 Main Street<BR><I>LEAD ATTORNEY</I><BR><I>Designation: Retained</I></td></tr>
` + heading("Pending Counts") + `<tr><td> 18:1201(a)(1) KIDNAPPING<br>(1)</td><td></td><td>Guilty by verdict .</td></tr><tr><td> 18:2423(a) TRANSPORT<br>(2)</td></tr>` +
			level("Highest Offense Level (Opening)", "Felony") + heading("Terminated Counts") + none + level("Highest Offense Level (Terminated)", "None") +
			heading("Complaints") + `<tr><td>18:1201</td><td></td><td>Dismissed</td></tr></TABLE><HR>
<TABLE><tr><td><br><b><u>Plaintiff</u></b></td></tr><tr><td><B>USA</B></td><td align=right>represented&nbsp;by</td><td><B>Richard Roe</B><BR>2 Main Street</td></tr></table>`,
		rows: []string{unnumbered("03/05/2017", "Arrest")},
	}
	d := mustParse(t, s.page(), "utd")
	want := []Party{
		{Name: "John Doe", Type: "Defendant", ExtraInfo: "TERMINATED: 05/26/2018", DateTerminated: ptr("2018-05-26"),
			Attorneys: []Attorney{{Name: "Mary Roe", Contact: "1 Main Street\n", Roles: []string{"LEAD ATTORNEY"}}},
			Criminal: &CriminalData{
				Counts: []Count{
					{Name: "18:1201(a)(1) KIDNAPPING(1)", Disposition: "Guilty by verdict .", Status: "pending"},
					{Name: "18:2423(a) TRANSPORT(2)", Status: "pending"},
				},
				Complaints:             []Count{{Name: "18:1201", Disposition: "Dismissed"}},
				HighestLevelOpening:    "Felony",
				HighestLevelTerminated: "None",
			}},
		{Name: "USA", Type: "Plaintiff", Attorneys: []Attorney{{Name: "Richard Roe", Contact: "2 Main Street\n", Roles: []string{}}}},
	}
	if diff := cmp.Diff(want, d.Parties); diff != "" {
		t.Error(diff)
	}
	if d.CaseName != "United States v. Doe" || d.AssignedTo != "Jane A. Doe" || *d.Defendant != "1" || *d.DateTerminated != "2018-05-26" {
		t.Errorf("got %+v", d)
	}
}

const bankruptcyTable = `<table class="DktRpt" border="1"><tbody><tr><th>Filing Date</th><th colspan="2">#</th><th>Docket Text</th></tr>
<tr><td>09/27/2017</td><td><nobr><a href="/cgi-bin/DisplayReceipt.pl?646603,49"><img src="/graphics/silverball.gif"></a></nobr></td><td><a href="/doc1/196131035110">1</a> <br><nobr>(45&nbsp;pgs)</nobr></td><td>Petition. (Entered: 09/27/2017 at 15:49:00)</td></tr></tbody></table>` + receipt + "</body></html>"

func TestABankruptcysSheetIsRead(t *testing.T) {
	page := `<html><body><center><b><font size="+1">U.S. Bankruptcy Court<br>Western District of Washington (Tacoma)<br>Bankruptcy Petition #: 17-43611-BDL7</font></b></center>
<table width="100%"><tbody><tr><td><font><br><i>Assigned to:</i>       Brian D Roe<br>Chapter          13<br>Voluntary<a href="/cgi-bin/SearchClaims.pl?caseid=646603;sc">Claims Register</a></font></td>
<td align="right"><font><table><tbody><tr><td><i>Date filed:</i></td><td>&nbsp;&nbsp;09/27/2017</td></tr><tr><td><i>Date converted:</i></td><td>&nbsp;&nbsp;11/30/2017</td></tr>
<tr><td><i>Joint debtor discharged:</i></td><td>&nbsp;01/01/2018</td></tr><tr><td><i>Debtor discharged:</i></td><td>&nbsp;03/30/2018</td></tr></tbody></table></font></td></tr></tbody></table>
<table width="100%"><tbody><tr></tr><tr><td><font><i><b>Debtor 1</b></i><br><b>John Doe</b><br>1 Main Street<br>SSN / ITIN: xxx-xx-0000</font></td><td align="right"><font>represented by</font></td>
<td><font><b>Mary Roe</b><br>2 Main Street<br>Email:&nbsp;<a href="mailto:roe@example.org">roe@example.org</a><br></font></td></tr>
<tr><td><font><i><b>US Trustee</b></i><br><b>United States Trustee</b></font></td><td><font>&nbsp;</font></td><td><font>&nbsp;</font></td></tr></tbody></table>` + bankruptcyTable
	d := mustParse(t, []byte(page), "wawb")
	want := &Docket{
		CourtID: "wawb", Number: ptr("17-43611"), CaseName: "John Doe", PacerCaseID: ptr("646603"), DateFiled: ptr("2017-09-27"), DateConverted: ptr("2017-11-30"),
		DateDischarged: ptr("2018-03-30"), AssignedTo: "Brian D. Roe", OrderedBy: ptr("date_filed"), Federal: Federal{Assigned: ptr("BDL")},
		Parties: []Party{
			{Name: "John Doe", Type: "Debtor", ExtraInfo: "1 Main Street\nSSN / ITIN: xxx-xx-0000", Attorneys: []Attorney{{Name: "Mary Roe", Contact: "2 Main Street\nEmail:\n", Roles: []string{}}}},
			{Name: "United States Trustee", Type: "U.S. Trustee", Attorneys: []Attorney{}},
		},
		Entries: []Entry{{DateFiled: ptr("2017-09-27"), DateEntered: ptr("2017-09-27"), Number: ptr("1"), PacerDocID: ptr("196031035110"), PageCount: ptr(45),
			Description: "Petition. (Entered: 09/27/2017 at 15:49:00)"}},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
}

func TestAnAdversaryProceedingListsPartiesUnderDashes(t *testing.T) {
	page := `<html><body><center><b><font size="+1">U.S. Bankruptcy Court<br>Adversary Proceeding #: 10-01083-8-RDD</font></b></center>
<table><tr><td><br><i>Assigned to:</i> Jane Doe<br><i>Lead BK Case:</i> 09-02199<br><i>Lead BK Title:</i> Doe Manufacturing , Inc.<br></td><td><i>Date Filed:</i> 02/03/2010</td></tr></table>
<table><tr><td>Nature[s] of Suit:</td><td>&nbsp;</td><td>14</td><td>Recovery of money</td></tr><tr><td></td><td></td><td>91</td><td>Declaratory judgment</td></tr></table>
<table><tr><td><b>Plaintiff<br>-----------------------</b></td></tr>
<tr><td><b>Doe Manufacturing</b><br>1 Main Street</td><td>represented by</td><td><b>Mary Roe</b><br>(See above for address)</td></tr>
<tr><td><b>Doe Holding</b></td><td>represented by</td><td><b>Mary Roe</b><br>2 Main Street</td></tr>
<tr><td><b>Third Party Defendant<br>-----------------------</b><br><b>John Smith</b></td><td>&nbsp;</td><td>&nbsp;</td></tr></table>` + bankruptcyTable
	d := mustParse(t, []byte(page), "nceb")
	if d.CaseName != "Doe Manufacturing, Inc. - Adversary Proceeding" || d.NatureOfSuit != "14 Recovery of money; 91 Declaratory judgment" || *d.Number != "10-01083" || *d.Office != "8" || *d.Assigned != "RDD" {
		t.Errorf("got %+v", d)
	}
	var got []string
	for _, p := range d.Parties {
		got = append(got, p.Type+": "+p.Name)
	}
	if diff := cmp.Diff([]string{"Plaintiff: Doe Manufacturing", "Plaintiff: Doe Holding", "Third Party Defendant: John Smith"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheCourtOfInternationalTradePrintsTheStatusAtTheBar(t *testing.T) {
	s := sheet{
		number: "1:17-cv-00523-N/A",
		head: `<TABLE><tr><td><br>Doe Manufacturing Co. v. United States<br><B>Assigned to:</b> Unassigned<br><B>Jurisdiction:</b><BR> 28USC &#167; 1581(a)<BR></td>
<td><br><B>Date Filed:</b> 12/10/2017<br><B>Jury Demand: </b> No<BR><B>Date Terminated: </b>07/02/2018<br></td></tr></table>`,
		parties: `<table><tr><td><b><u>Plaintiff</u></b></td></tr><tr><td><B>Doe Manufacturing Co.</B></td><td>represented&nbsp;by</td><td><B>Mary Roe</B><BR>1 Main Street
<BR><FONT COLOR=RED><I><B>TERMINATED: 07/02/2018</B></I></FONT><BR><I><B>Bar Status: <font color=red>INACTIVE</font></B></I></td></tr></table>`,
		rows: []string{numbered("12/10/2017", 1, "Summons")},
	}
	d := mustParse(t, s.page(), "cit")
	if *d.Assigned != "N/A" || d.AssignedTo != "" || d.JuryDemand != "No" || *d.DateTerminated != "2018-07-02" {
		t.Errorf("got %+v", d)
	}
	want := []Party{{Name: "Doe Manufacturing Co.", Type: "Plaintiff", Attorneys: []Attorney{{Name: "Mary Roe", Contact: "1 Main Street\n", Roles: []string{}}}}}
	if diff := cmp.Diff(want, d.Parties); diff != "" {
		t.Error(diff)
	}
}

func TestPartiesPrintedTwiceAreOne(t *testing.T) {
	s := sheet{parties: usualParties + usualParties, rows: []string{unnumbered("12/10/2017", "Order")}}
	if d := mustParse(t, s.page(), "cand"); len(d.Parties) != 2 {
		t.Errorf("got %+v", d.Parties)
	}
}

func TestTheMatterIsTheCaptionOfACaseWithoutSides(t *testing.T) {
	for caption, want := range map[string]string{
		"IN RE: Doe Antitrust Litigation":                  "IN RE: Doe Antitrust Litigation",
		"In the Matter of Closed-Circuit Audio Feed":       "In the Matter of Closed-Circuit Audio Feed",
		"(PC) Doe v. Roe":                                  "(PC) Doe v. Roe",
		"Case title: USA vs Doe et al":                     "United States v. Doe",
		"State of California, Plaintiff v. Sessions et al": "State of California v. Sessions",
	} {
		head := `<table><tr><td><br>` + caption + `<br>Assigned to: Jane Doe</td><td><br>Date Filed: 12/10/2017</td></tr></table>`
		d := mustParse(t, sheet{head: head, rows: []string{unnumbered("12/10/2017", "Order")}}.page(), "cand")
		if d.CaseName != want {
			t.Errorf("%q is %q, want %q", caption, d.CaseName, want)
		}
	}
}
