package docketsheet

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docketwatch/watcher"
)

// appellatePage is a docket as CM/ECF writes it, with its capitals, missing
// quotes and missing ends. what replaces pieces of it, in pairs.
func appellatePage(what ...string) []byte {
	return []byte(strings.NewReplacer(what...).Replace(`<HTML><HEAD><TITLE>17-17478 Docket</TITLE></HEAD><BODY>
<table width=100% border=0><tr><td align=center><b>General Docket<br>
	United States Court of Appeals for the Ninth Circuit</b></td></tr></table>
<table width=100% border=1 cellpadding=4>
<!-- ===================== NEW SECTION - Case Stub ======================== -->
<tr><td>
	<table width=100% border=0><tr><td><b>Court of Appeals Docket #: </b>17-17478</td>
		<td valign=top align=right rowspan=2><b>Docketed:</b> 12/18/2017<BR><b>Termed:</b> 08/01/2018</td></tr>
<tr><td><b>Nature of Suit: </b>
	2440 Other Civil Rights</td></tr>
<tr><td>City and County of San Francisc, et al v. Donald J. Trump, et al</td></tr>
	<tr><td><b>Appeal From:</b>
	U.S. District Court for Northern California, San Francisco</td>
<td valign=top align=right rowspan=2><b>Case Handler: </b>A. Clerk<br>(415) 355-8000</td></tr>
	<tr><td><b>Fee Status:</b>  USA - No Fee Req</td></tr></table>
</td></tr>
<!-- ==================== NEW SECTION - Case Type ========================= -->
<tr><td>
	<table><tr><td><b>Case Type Information:</b></td></tr>
	<tr><td><b>&nbsp;&nbsp;1)</b> civil</td></tr>
	<tr><td><b>&nbsp;&nbsp;2)</b> united states</td></tr>
	<tr><td><b>&nbsp;&nbsp;3)</b> null</td></tr></table>
</td></tr>
<!-- =================== NEW SECTION - Orig Court ========================= -->
<tr><td>
	<table><tr><td colspan=4><b>Originating Court Information:</b></td></tr>
<tr><td colspan=4>&nbsp;&nbsp;<B>District: </B>0971-3 : <A href="https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?caseNumber=3:17-cv-00485-WHO">3:17-cv-00485-WHO</A></td></tr>
<tr><td colspan=4>&nbsp;&nbsp;<B>Court Reporter: </B>A. Doe, Court Reporter<tr><td colspan=4>&nbsp;&nbsp;<B>Trial Judge: </B>William Horsley Orrick, District Judge<tr><td colspan=2><B>&nbsp;&nbsp;Date Filed: </B>01/31/2017</td></tr>
<TR><TD><B>&nbsp;&nbsp;Date Order/Judgment:</B></TD><TD><B>&nbsp;&nbsp;Date Order/Judgment EOD:</B></TD><TD><B>&nbsp;&nbsp;Date NOA Filed:</B></TD><TD><B>&nbsp;&nbsp;Date Rec'd COA:</B></TD></TR>
<TR><TD>&nbsp;&nbsp;11/20/2017</TD><TD>&nbsp;&nbsp;11/21/2017</TD><TD>&nbsp;&nbsp;12/14/2017</TD><TD>&nbsp;&nbsp;12/15/2017</TD></TR></table>
</td></tr>
<!-- =============== NEW SECTION - Prior and/or Assoc Cases =============== -->
<tr><td><table><tr><td colspan=2><B>Prior Cases:</B></td></tr>
<tr><td colspan=9>&nbsp;&nbsp;<a href="TransportRoom?caseNum=17-16886">17-16886</a>&nbsp;<b>Date Filed:</b> 09/19/2017&nbsp;<b>Date Disposed:</b> 01/04/2018&nbsp;<b>Disposition:</b> Dismissed</td></tr></TABLE></td></tr>
<!-- ================= NEW SECTION - Panel Assignment ===================== -->
<tr><td><b>Panel Assignment:</b>
<BR>&nbsp;&nbsp;<b>Panel:</b> SRT&nbsp;&nbsp;&nbsp;FFF&nbsp;&nbsp;&nbsp;RMG<BR>&nbsp;<b>Date of Hearing:</b> 04/11/2018</td></tr>
</table>
<!-- ===================NEW SECTION - Party/Aty List ====================== -->
<table width=100% border=1><tr><td>
	<table><tr><td colspan=2></td></tr>
	<tr><td valign=top width=50%>CITY AND COUNTY OF SAN FRANCISCO<BR>

&nbsp;&nbsp;&nbsp;&nbsp;Plaintiff&nbsp;-&nbsp;Appellee,

</td>
		<td valign=top width=50%>
Jane Doe, Attorney<br>Direct: 415-555-0100<br>[COR LD NTC Retained]<br>City Hall<br>San Francisco, CA 94102<BR><BR>
John Doe<br>[COR NTC Retained]<br>City Hall</td></tr>
<tr><td colspan=2>&nbsp;&nbsp;&nbsp;v.<BR><BR></td></tr>
	<tr><td valign=top width=50%>DONALD J. TRUMP, President of the United States<BR><B>Terminated: </B>07/31/2018<BR>also known as The President<BR>
&nbsp;&nbsp;Defendant&nbsp;-&nbsp;Appellant,
</td>
		<td valign=top width=50%>
Jane Doe, Attorney<br>Direct: 415-555-0100<br>[NTC Other]<BR>(see above)
<BR><BR>
A Stranger<br>[NTC Other]<BR>(see above)
</td></tr>
	<tr><td valign=top width=50%>UNITED STATES OF AMERICA<BR>

Intervenor

</td>
		<td valign=top width=50%>
</td></tr></table>
</td></tr></table>
<!-- ================= NEW SECTION - DOCKET ENTRIES =================== -->
<FORM name="dktEntry"><table width=100% border=1><TR><TD>
		<table border=0 cellpadding=4>
<!-- NEED 1 -->
		<tr><td valign=top>12/18/2017</td><td valign=top NOWRAP>
<input type=checkbox name='d' value='10692100' onclick='sumSelected(this,2,202400);'>
<a HREF="https://ecf.ca9.uscourts.gov/docs1/009129888001" ONCLICK="return doDocPostURL('009129888001','309001');">&nbsp;1&nbsp;</a>
<BR><Font size=-2>2 pg, 197.66 KB</FONT></td><td width=90% valign=top>DOCKETED CAUSE AND ENTERED APPEARANCES OF COUNSEL.<BR>SEND MQ: Yes. [10692100]  (RT) [Entered: 12/19/2017 09:33 AM]</td></tr>
<tr><td width="10%"> </td><td width="10%"></td><td width="50%"><table border="1"><tr><td><table><tr><th colspan="3">Document</th><th>Description</th><th>Pages</th><th>Size</th></tr>
<tr><td><input type="checkbox" name="md" value="10692100 29888001 1 100200"></td><td>1</td><td><a href="https://ecf.ca9.uscourts.gov/docs1/009129888001"><img src="document.gif"></a>&nbsp;</td><td>Main Document</td><td>1</td><td>97.85 KB</td></tr>
<tr><td><input type="checkbox" name="md" value="10692100 29888002 1 102200"></td><td>2</td><td><a href="https://ecf.ca9.uscourts.gov/docs1/009129888002"><img src="document.gif"></a>&nbsp;</td><td></td><td>1</td><td>99.8 KB</td></tr></table></td></tr></table></td></tr>
<!-- NEED 0 -->
		<tr><td valign=top>12/20/2017</td><td valign=top NOWRAP>
<input type=checkbox name='d' value='10694000' onclick='sumSelected(this,0,0);'>

		&nbsp;2&nbsp;
</td><td width=90% valign=top>Terminated <i>amicus</i> , if any. [<A HREF='https://ecf.ca9.uscourts.gov/docs1/009029888001?caseId=309001'>1</A>]</td></tr>
</TABLE></TABLE>
<INPUT type='hidden' name='caseId' value='309001'></FORM>
</BODY></HTML>
`))
}

func TestADocketOfACourtOfAppealsIsReadWhole(t *testing.T) {
	got, err := ParseAppellate(appellatePage(), "ca9")
	if err != nil {
		t.Fatal(err)
	}
	s := func(s string) *string { return &s }
	n := func(n int) *int { return &n }
	want := &AppellateDocket{
		CourtID: "ca9", DocketNumber: "17-17478", PacerCaseID: s("309001"), CaseName: "City and County of San Francisc v. Donald J. Trump",
		Panel: []string{"SRT", "FFF", "RMG"}, NatureOfSuit: "2440 Other Civil Rights", AppealFrom: "U.S. District Court for Northern California, San Francisco",
		FeeStatus: "USA - No Fee Req", DateFiled: s("2017-12-18"), DateTerminated: s("2018-08-01"), CaseType: "civil, united states",
		Originating: &OriginatingCourt{
			CourtID: "cand", DocketNumber: s("3:17-cv-00485"), AssignedTo: "William Horsley Orrick", CourtReporter: "A. Doe, Court Reporter",
			DateFiled: s("2017-01-31"), DateJudgment: s("2017-11-20"), DateEOD: s("2017-11-21"), DateNOA: s("2017-12-14"), DateReceived: s("2017-12-15"),
		},
		Parties: []AppellateParty{
			{Party: Party{Name: "CITY AND COUNTY OF SAN FRANCISCO", Type: "Plaintiff - Appellee", Attorneys: []Attorney{
				{Name: "Jane Doe, Attorney", Contact: "Direct: 415-555-0100\nCity Hall\nSan Francisco, CA 94102", Roles: []string{"COR LD NTC Retained"}},
				{Name: "John Doe", Contact: "City Hall", Roles: []string{"COR NTC Retained"}},
			}}},
			{Party: Party{Name: "DONALD J. TRUMP, President of the United States", Type: "Defendant - Appellant", DateTerminated: s("2018-07-31"), Attorneys: []Attorney{
				{Name: "Jane Doe, Attorney", Contact: "Direct: 415-555-0100\nCity Hall\nSan Francisco, CA 94102", Roles: []string{"NTC Other"}},
				{Name: "A Stranger", Roles: []string{"NTC Other"}},
			}}, Unparsed: []string{"also known as The President"}},
			{Party: Party{Name: "UNITED STATES OF AMERICA", Type: "Intervenor", Attorneys: []Attorney{}}},
		},
		Entries: []AppellateEntry{
			{
				DateFiled: s("2017-12-18"), DateEntered: s("2017-12-19"), DocumentNumber: s("1"), PacerDocID: s("009029888001"), PacerSeqNo: s("10692100"),
				Description: "DOCKETED CAUSE AND ENTERED APPEARANCES OF COUNSEL. SEND MQ: Yes. [10692100] (RT) [Entered: 12/19/2017 09:33 AM]",
				PageCount:   n(2), FileSize: "197.66 KB",
				Attachments: []Attachment{
					{Number: 1, Description: "Main Document", PageCount: n(1), FileSize: "97.85 KB", FileBytes: n(100200), PacerDocID: s("009029888001"), PacerSeqNo: s("10692100")},
					{Number: 2, PageCount: n(1), FileSize: "99.8 KB", FileBytes: n(102200), PacerDocID: s("009029888002"), PacerSeqNo: s("10692100")},
				},
			},
			{DateFiled: s("2017-12-20"), DocumentNumber: s("2"), PacerSeqNo: s("10694000"), Description: "Terminated amicus, if any. [1]"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestVariantsOfAnAppellateDocketAreRead(t *testing.T) {
	const number = "<b>Court of Appeals Docket #: </b>17-17478"
	value := func(p *string) string {
		if p == nil {
			return "null"
		}
		return *p
	}
	for _, c := range []struct {
		why  string
		page []byte
		get  func(*AppellateDocket) string
		want string
	}{
		{"a browser makes a telephone number of the docket number", appellatePage(number, `<b>Court of Appeals Docket #: </b><a href="tel:17-17478">17-17478</a>`),
			func(d *AppellateDocket) string { return d.DocketNumber }, "17-17478"},
		{"a bankruptcy appellate panel", appellatePage(number, "<b>Bankruptcy Appellate Panel Docket #: </b>15-1074"),
			func(d *AppellateDocket) string { return d.DocketNumber }, "15-1074"},
		{"the Court of Appeals for Veterans Claims", appellatePage(number, "<b>Case Number:</b>18-3815"),
			func(d *AppellateDocket) string { return d.DocketNumber }, "18-3815"},
		{"documents of a bankruptcy appellate panel lie in docs4", appellatePage("/docs1/009129888001", "/docs4/0090284296"),
			func(d *AppellateDocket) string { return value(d.Entries[0].PacerDocID) }, "0090284296"},
		{"a document without a number has its id for one", appellatePage("&nbsp;1&nbsp;</a>", "<img></a>"),
			func(d *AppellateDocket) string { return value(d.Entries[0].DocumentNumber) }, "009029888001"},
		{"an entry may have neither", appellatePage("&nbsp;2&nbsp;", "&nbsp;&nbsp;"),
			func(d *AppellateDocket) string {
				return value(d.Entries[1].DocumentNumber) + value(d.Entries[1].PacerDocID)
			}, "nullnull"},
		{"an entry without a day is still an entry", appellatePage("<tr><td valign=top>12/20/2017</td>", "<tr><td valign=top>&nbsp;</td>"),
			func(d *AppellateDocket) string { return value(d.Entries[1].DateFiled) + d.Entries[1].Description[:10] }, "nullTerminated"},
		{"comments of the page are not needed", appellatePage("<!--", "<p>", "-->", ""),
			func(d *AppellateDocket) string { return strings.Repeat("entry ", len(d.Entries)) }, "entry entry "},
		{"the width of the text is not needed", appellatePage("width=90% ", ""),
			func(d *AppellateDocket) string { return strings.Repeat("entry ", len(d.Entries)) }, "entry entry "},
		{"what a browser's extension adds to the text is not the court's", appellatePage("SEND MQ: Yes.", `SEND MQ: <div class="recap-inline-appellate"><a href="https://example.org/docs1/12345678"><img></a></div>Yes.`),
			func(d *AppellateDocket) string { return d.Entries[0].Description[51:64] }, "SEND MQ: Yes."},
		{"an appeal from an agency may have the number of an alien, kept apart", appellatePage("0971-3 : ", "BIA-1 : A999-999-999", `<A href="https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?caseNumber=3:17-cv-00485-WHO">3:17-cv-00485-WHO</A>`, ""),
			func(d *AppellateDocket) string {
				return d.Originating.AlienNumber + " " + value(d.Originating.DocketNumber) + d.Originating.CourtID
			}, "A999-999-999 null"},
		{"an agency's decision is what is appealed from", appellatePage("Date Order/Judgment:", "Date Decided:"),
			func(d *AppellateDocket) string { return value(d.Originating.DateJudgment) }, "2017-11-20"},
		{"ca5 calls the judge of the trial the originating judge", appellatePage("Trial Judge: </B>William Horsley Orrick, District Judge", "Originating Judge: </B>Jane Doe, Junior, Chief U.S. District Judge"),
			func(d *AppellateDocket) string { return d.Originating.AssignedTo }, "Jane Doe Junior"},
		{"of two reporters the first is kept", appellatePage("Court Reporter: </B>A. Doe, Court Reporter<tr>", "Court Reporter: </B>A. Doe<tr><td colspan=4><B>Court Reporter: </B>B. Doe<tr>"),
			func(d *AppellateDocket) string { return d.Originating.CourtReporter }, "A. Doe"},
		{"a defendant's suffix is not of the number below", appellatePage("3:17-cv-00485-WHO", "6:21-CR-138-1"),
			func(d *AppellateDocket) string { return value(d.Originating.DocketNumber) }, "6:21-CR-138"},
		{"an agency's number is of its own form", appellatePage("3:17-cv-00485-WHO", "12345-17"),
			func(d *AppellateDocket) string { return value(d.Originating.DocketNumber) }, "12345-17"},
		{"what became of the case below", appellatePage("<B>&nbsp;&nbsp;Date Filed: </B>", "<B>Disposition: </B>Remanded<BR><B>Date Disposed: </B>11/22/2017<BR><B>&nbsp;&nbsp;Date Filed: </B>"),
			func(d *AppellateDocket) string { return d.Originating.Disposition + value(d.Originating.DateDisposed) }, "Remanded2017-11-22"},
		{"several aliens are kept apart as one is", appellatePage("3:17-cv-00485-WHO", "A999-999-998, A999-999-999"),
			func(d *AppellateDocket) string { return d.Originating.AlienNumber + value(d.Originating.DocketNumber) }, "A999-999-998, A999-999-999null"},
		{"a link to another site names no court", appellatePage("https://ecf.cand.uscourts.gov", "https://example.org"),
			func(d *AppellateDocket) string { return "court " + d.Originating.CourtID }, "court "},
		{"CM/ECF writes null for nothing", appellatePage("U.S. District Court for Northern California, San Francisco", "null"),
			func(d *AppellateDocket) string { return "from " + d.AppealFrom }, "from "},
		{"a case without a panel", appellatePage("<b>Panel:</b> SRT&nbsp;&nbsp;&nbsp;FFF&nbsp;&nbsp;&nbsp;RMG", "Not available"),
			func(d *AppellateDocket) string { return strings.Join(d.Panel, " ") + "." }, "."},
		{"the case's number at PACER stands also in the script of a link", appellatePage("<INPUT type='hidden' name='caseId' value='309001'>", ""),
			func(d *AppellateDocket) string { return value(d.PacerCaseID) }, "309001"},
	} {
		d, err := ParseAppellate(c.page, "ca9")
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		if got := c.get(d); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

func TestADocketMayHaveNoEntriesAndNoOrigin(t *testing.T) {
	page := appellatePage("<tr><td valign=top>", "<!--", `<tr><td width="10%">`, "<!--", "</TABLE></TABLE>", "--><tr><td><b>No docket entries found.</b></td></tr></TABLE></TABLE>",
		"<B>District: </B>", "None<!--", "<TR><TD>&nbsp;&nbsp;11/20/2017", "--><TR><TD>&nbsp;&nbsp;11/20/2017")
	d, err := ParseAppellate(page, "ca9")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Entries) != 0 || d.Originating != nil || len(d.Parties) != 3 {
		t.Errorf("%d entries, origin %+v, %d parties", len(d.Entries), d.Originating, len(d.Parties))
	}
}

func TestAnAppellateDocketThatIsNotWholeSaysSo(t *testing.T) {
	whole := string(appellatePage())
	for _, c := range []struct {
		why, page, want string
		entries         int
	}{
		{"cut off in the text of the last entry", whole[:strings.Index(whole, ", if any.")], "partial: 1 entry: the end of the page is missing", 1},
		{"cut off before the first", whole[:strings.Index(whole, "DOCKET ENTRIES")], "partial: 0 entries: the end of the page is missing", 0},
		{"asked for without entries", whole[:strings.Index(whole, "<!-- ================= NEW SECTION - DOCKET")] + "</BODY>", "partial: 0 entries: the docket table is missing", 0},
	} {
		d, err := ParseAppellate([]byte(c.page), "ca9")
		var cut *Cut
		if !errors.As(err, &cut) || d == nil || len(d.Entries) != c.entries || err.Error() != c.want {
			t.Errorf("%s: %+v, %v", c.why, d, err)
		}
	}
}

func TestWhatIsNoAppellateDocketIsRefused(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"", "empty body"},
		{"<html><form><input type=password></form></html>", "login page"},
		{"<html><h3>U.S. District Court</h3>CIVIL DOCKET FOR CASE #: 3:17-cv-00485-WHO</html>", "docket report"},
		{"<html>Notice of Docket Activity</html>", "notice of docket activity"},
		{"<html>CM/ECF is down for maintenance</html>", "court down"},
		{`{"caseDetails": {}}`, "JSON"},
		{string(appellatePage("TRUMP", "Drumpf", "Trump", "Drumpf")), "page altered by a browser extension"},
		{"<html>" + strings.Repeat("<span>", 600), "unreadable page"},
		{"<html><b>Case Number:</b> 3:17-cv-00485</html>", "HTML page"},
	} {
		d, err := ParseAppellate([]byte(c.page), "ca9")
		var refused *watcher.Refused
		if !errors.As(err, &refused) || d != nil {
			t.Errorf("%q: %+v, %v", c.page, d, err)
			continue
		}
		if err.Error() != "not an appellate docket: "+c.want || string(refused.Body) != c.page {
			t.Errorf("%q: %v", c.page, err)
		}
	}
}
