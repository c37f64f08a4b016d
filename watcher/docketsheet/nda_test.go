package docketsheet

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docketwatch/watcher"
)

// ndaHTML is the text of a notice as CM/ECF's appellate half writes it; what
// replaces pieces of it, in pairs.
func ndaHTML(what ...string) []byte {
	return []byte(strings.NewReplacer(what...).Replace(`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML>
<HEAD>
<TITLE>17-17478 City and County of San Francisc, et al v. Donald J. Trump, et al "Motion EXTEND TIME TO FILE BRIEF" (3:17-cv-00485-WHO)</TITLE>
</HEAD>
<BODY>
<P><STRONG>
***NOTE TO PUBLIC ACCESS USERS*** Judicial Conference of the United States policy permits attorneys of record to receive one free electronic copy.</STRONG><BR>
<P><CENTER><STRONG>United States Court of Appeals for the Ninth Circuit</STRONG></CENTER>
<P><STRONG>Amended 12/20/2017 12:24:49: Notice of Docket Activity</STRONG><BR>
<BR>
The following transaction was entered on 12/19/2017 at 3:20:58 PM Pacific Standard Time and filed on 12/18/2017
<TABLE BORDER=0 CELLSPACING=3>
<TR><TD><STRONG>Case Name:</STRONG></TD>
<TD colspan='2'>City and County of San Francisc, et al v. Donald J. Trump, et al<BR>
</TD></TR>
<TR><TD><STRONG>Case Number:&nbsp;&nbsp;</STRONG></TD>
<TD><A HREF="https://ecf.ca9.uscourts.gov/n/beam/servlet/TransportRoom?servlet=DocketReportFilter.jsp&caseId=309001">17-17478</A></TD></TR>
<TR><TD><STRONG>Document(s):</STRONG></TD>
<TD><A HREF="https://ecf.ca9.uscourts.gov/docs1/009029888001?uid=337433b9bebbd7c7">Document(s)</A></TD></TR>
</TABLE><BR>
<P><STRONG>Docket Text:</STRONG><BR>
<i>MOTION of Appellants &lt;EDIT by Clerk&gt; to extend time.</i> [10692100] [17-17478] (Doe, Jane)<BR>
<BR>
<STRONG>Notice will be electronically mailed to:</STRONG><BR><BR>
<a name="R0">Jane Doe, -</a>: jane.doe@example.gov, john.doe@example.gov<BR>
<BR><BR><STRONG>Notice will be stored in the notice cart for:</STRONG><BR><BR>
Quality Control 1<BR>
<BR>
The following document(s) are associated with this transaction:<BR>
<STRONG>Document Description: </STRONG>Motion<BR>
<STRONG>Original Filename: </STRONG>motion.pdf<BR>
[STAMP acecfStamp_ID=1106763461]<BR>
<STRONG>Recipients: </STRONG><UL>
<LI><a href="#R0">Jane Doe, -</a>
</UL>
</BODY></HTML>
`))
}

func TestANoticeOfDocketActivityIsReadWhole(t *testing.T) {
	got, err := ParseNDA(ndaHTML(), "ca9")
	if err != nil {
		t.Fatal(err)
	}
	s := func(s string) *string { return &s }
	want := &Notice{
		CourtID: "ca9", Appellate: true, Recipients: []string{},
		Dockets: []NoticeDocket{{
			CaseName: "City and County of San Francisc v. Donald J. Trump", DocketNumber: "17-17478",
			Entries: []NoticeEntry{{
				DateFiled: s("2017-12-18"), Description: "MOTION of Appellants <EDIT by Clerk> to extend time. [10692100] [17-17478] (Doe, Jane)", ShortDescription: "Motion EXTEND TIME TO FILE BRIEF",
				DocumentURL: s("https://ecf.ca9.uscourts.gov/docs1/009029888001?uid=337433b9bebbd7c7"), PacerCaseID: s("309001"), PacerDocID: s("009029888001"), PacerMagicNum: s("337433b9bebbd7c7"),
			}},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// acmsMail is a whole message of ACMS.
func acmsMail(what ...string) []byte {
	return []byte(strings.NewReplacer(what...).Replace(`Return-Path: <bounces@example.gov>
Received: from example.gov by example.org; Fri, 25 Jul 2025 01:53:53 +0000 (UTC)
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset=us-ascii
From: ACMS@ca9.fedcourts.us
Mime-Version: 1.0
Subject: City and County of San Francisco, et al. v. Trump, et al. 25-3889 -
 031 - Motion to Stay - Amended - 490133
To: nobody@example.org

<html>
<body>
<div style=3D"text-align:center"><br>
<span><strong>United States Court of Appeals for the&nbsp;Ninth Circuit</s=
trong></span><br>
&nbsp;</div>
<div><span><strong><span style=3D"font-fami=
ly:'Segoe UI',sans-serif">Notice of Docket Activity</span></strong></span></div>
<div><br>
<span>The following transaction was entered on 07/24/2025 9:51:07 PM=
 PDT and filed on 07/23/2025</span></div>
<div><br>
<span><strong>Case Name:&nbsp;</strong><span>City and County of San Francisco, et al. v. Trump, et al.&nbsp;</span></span></div>
<div><br>
<span><strong>Case Number:
</strong><span><a href=
=3D'https://ca9-showdoc.azurewebsites.us/25-3889'>25-3889</a></span></span></div>
<div><br>
<span><strong>Docket Text:</strong></span></div>
<div><br>
<span><div><strong>MOTION</strong> to stay, on behalf of Appellants. [Entered: 07/24/2025 09:52 PM]</div></span></div>
<div><br>
<span><div class=3D'documents'><b>Document:</b> <a href=3D'https://c=
a9-showdoc.azurewebsites.us/NDA/f89f202b-fa68-f011-bec2-001dd80d9613'>Motion</a></div></span><br>
&nbsp;</div>
<div><strong>Notice will be electronically mailed to:</strong><br>
&nbsp;</div>
<div><span>Jane Doe ; jane.doe@example.gov<br/></span></div>
</body>
</html>
`))
}

func TestANoticeOfACMSIsReadWhole(t *testing.T) {
	got, err := ParseNDA(acmsMail(), "ca9")
	if err != nil {
		t.Fatal(err)
	}
	s := func(s string) *string { return &s }
	want := &Notice{
		CourtID: "ca9", Appellate: true, ACMS: true, Recipients: []string{},
		Dockets: []NoticeDocket{{
			CaseName: "City and County of San Francisco v. Trump", DocketNumber: "25-3889",
			Entries: []NoticeEntry{{
				DateFiled: s("2025-07-23"), Description: "MOTION to stay, on behalf of Appellants. [Entered: 07/24/2025 09:52 PM]", ShortDescription: "Motion to Stay - Amended",
				DocumentNumber: s("31"), DocumentURL: s("https://ca9-showdoc.azurewebsites.us/NDA/f89f202b-fa68-f011-bec2-001dd80d9613"), PacerMagicNum: s("f89f202b-fa68-f011-bec2-001dd80d9613"),
			}},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestVariantsOfANoticeOfDocketActivityAreRead(t *testing.T) {
	const row = `<TR><TD><STRONG>Document(s):</STRONG></TD>
<TD><A HREF="https://ecf.ca9.uscourts.gov/docs1/009029888001?uid=337433b9bebbd7c7">Document(s)</A></TD></TR>`
	value := func(p *string) string {
		if p == nil {
			return "null"
		}
		return *p
	}
	entry := func(n *Notice) NoticeEntry { return n.Dockets[0].Entries[0] }
	short := func(n *Notice) string { return entry(n).ShortDescription }
	for _, c := range []struct {
		why  string
		page []byte
		get  func(*Notice) string
		want string
	}{
		{"an entry without a document", ndaHTML(row, "", "<STRONG>Document Description: </STRONG>Motion<BR>", ""), func(n *Notice) string {
			e := entry(n)
			return value(e.DocumentURL) + value(e.PacerDocID) + value(e.PacerMagicNum) + " " + value(e.PacerCaseID) + " " + e.ShortDescription
		}, "nullnullnull 309001 Motion EXTEND TIME TO FILE BRIEF"},
		{"the longer of the two descriptions tells more", ndaHTML("</STRONG>Motion<BR>", "</STRONG>Appellants'_Motion_to_Extend Time to File the Opening Brief<BR>"), short, "Appellants' Motion to Extend Time to File the Opening Brief"},
		{"the document's own where there is no subject", ndaHTML("<TITLE>", "<!--", "</TITLE>", "-->"), short, "Motion"},
		{"several documents are attachments", ndaHTML("<STRONG>Original Filename", "<STRONG>Document Description: </STRONG><BR><STRONG>Original Filename"), func(n *Notice) string {
			if n.ContainsAttachments {
				return "attachments"
			}
			return "none"
		}, "attachments"},
		{"several looks of ACMS, too", acmsMail("'>Motion</a>", "'>Motion</a><br><a href=3D'https://ca9-showdoc.azurewebsites.us/NDA/2'>Exhibit</a>"), func(n *Notice) string {
			if n.ContainsAttachments {
				return "attachments"
			}
			return "none"
		}, "attachments"},
		{"a court that prints the document's number", ndaHTML(">Document(s)</A>", ">46</A>"), func(n *Notice) string { return value(entry(n).DocumentNumber) }, "46"},
		{"a submission to ACMS has no number yet", acmsMail(" 031 - Motion to Stay - Amended - 490133", " Reply Brief Submitted for Filing - 490133"), func(n *Notice) string { return value(entry(n).DocumentNumber) + " " + short(n) }, "null Reply Brief Submitted for Filing"},
		{"an event of ACMS may be a year", acmsMail(" 031 - Motion to Stay - Amended - 490133", " 2025"), short, "2025"},
		{"a subject of ACMS without the number says nothing", acmsMail("25-3889 -", "an appeal -"), func(n *Notice) string { return value(entry(n).DocumentNumber) + short(n) }, "null"},
		{"a document of ACMS that may not be seen ends the text all the same", acmsMail("<a href=3D'https://c=\na9-showdoc.azurewebsites.us/NDA/f89f202b-fa68-f011-bec2-001dd80d9613'>Motion</a>", "Motion (sealed)"), func(n *Notice) string {
			return entry(n).Description[7:] + value(entry(n).DocumentURL)
		}, "to stay, on behalf of Appellants. [Entered: 07/24/2025 09:52 PM]null"},
		{"several appeals share name, text and document", ndaHTML(row, `<TR><TD><STRONG>Case Number:</STRONG></TD><TD><A HREF="https://ecf.ca9.uscourts.gov/n/beam/servlet/TransportRoom?servlet=DocketReportFilter.jsp&caseId=309002">17-17480</A></TD></TR>`+row), func(n *Notice) string {
			a, b := n.Dockets[0], n.Dockets[1]
			if a.CaseName != b.CaseName || a.Entries[0].Description != b.Entries[0].Description || value(a.Entries[0].PacerDocID) != value(b.Entries[0].PacerDocID) {
				return "they do not"
			}
			return a.DocketNumber + value(a.Entries[0].PacerCaseID) + b.DocketNumber + value(b.Entries[0].PacerCaseID)
		}, "17-1747830900117-17480309002"},
	} {
		n, err := ParseNDA(c.page, "ca9")
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		if got := c.get(n); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

func TestAFreeLookStandsInItsOwnFieldsOnly(t *testing.T) {
	const link = "https://ecf.cand.uscourts.gov/doc1/035115000009?caseid=307001&magic_num=69077486&hdr=1"
	n, err := ParseNEF(nefPlain("See here.", "See "+link+" and https://ecf.ca9.uscourts.gov/docs1/009029888001?uid=337433b9bebbd7c7 and https://ca9-showdoc.azurewebsites.us/NDA/f89f202b-fa68.",
		"County of Santa Clara v. Trump et al", "Santa Clara v. Trump magic_num=69077486"), "cand")
	if err != nil {
		t.Fatal(err)
	}
	d := n.Dockets[0]
	for _, shown := range []string{d.Entries[0].Description, d.Entries[0].ShortDescription, d.CaseName} {
		for _, key := range []string{"69077486", "337433b9bebbd7c7", "f89f202b"} {
			if strings.Contains(shown, key) {
				t.Errorf("%q holds the key %s", shown, key)
			}
		}
	}
	if want := "See https://ecf.cand.uscourts.gov/doc1/035115000009?caseid=307001&magic_num=&hdr=1 and"; !strings.Contains(d.Entries[0].Description, want) {
		t.Errorf("the text is %q", d.Entries[0].Description)
	}
}

func TestAFreeLookInPlaceOfTheNumberIsNoNumber(t *testing.T) {
	n, err := ParseNEF(nefPlain("3:17-cv-00574-WHO  https", "https"), "cand")
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Dockets[0].DocketNumber; got != "https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001" {
		t.Errorf("number %q", got)
	}
	n, err = ParseNEF(nefPlain("3:17-cv-00574-WHO  https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001", "/doc1/035115000001?magic_num=69077486"), "cand")
	if err != nil || n.Dockets[0].DocketNumber != "/doc1/035115000001?magic_num=" {
		t.Errorf("%+v, %v", n, err)
	}
}

func TestWhatIsNoNoticeOfDocketActivityIsRefused(t *testing.T) {
	for _, c := range []struct {
		why  string
		page []byte
		want string
	}{
		{"nothing", nil, "empty body"},
		{"a notice from a district court", nefHTML(), "notice of electronic filing"},
		{"the same in plain text", nefPlain(), "notice of electronic filing"},
		{"a page of a court that is down", []byte("<html>CM/ECF is temporarily unavailable"), "court down"},
		{"JSON", acmsJSON(), "JSON"},
		{"any mail", []byte("Subject: Lunch\nFrom: a@example.gov\n\nAt noon?"), "mail of another kind"},
		{"a notice without a case", ndaHTML("Case Name:", "Name:", "Case Number:", "Number:", "Document(s):", "Papers:"), "notice that names no case"},
		{"a notice without a text", ndaHTML("Docket Text:", "Text:"), "notice without docket text"},
	} {
		n, err := ParseNDA(c.page, "ca9")
		var refused *watcher.Refused
		if !errors.As(err, &refused) || n != nil || err.Error() != "not a notice of docket activity: "+c.want {
			t.Errorf("%s: %+v, %v, want %s", c.why, n, err, c.want)
			continue
		}
		if kept := string(refused.Body); strings.Contains(kept, "69077486") || strings.Contains(kept, "337433b9bebbd7c7") || strings.Contains(kept, "@") {
			t.Errorf("%s: the evidence holds a free look or an address: %s", c.why, kept)
		}
	}
}
