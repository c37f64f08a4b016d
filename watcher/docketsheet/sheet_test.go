package docketsheet

import (
	"bytes"
	"fmt"
	"strings"
)

// A sheet is a docket report as CM/ECF prints one, for tests to vary.
type sheet struct {
	number  string // with judges
	head    string // in place of the usual head
	parties string
	rows    []string
	form    string // around the docket table
	tail    string // in place of the usual end
}

const (
	usualHead = `<TABLE width='100%' border=0 CELLSPACING=5><tr>
<td valign=top width="60%"><br>City of Springfield et al v. United States of America<br>
Assigned to: Hon. Jane Q. Doe<br>
Referred to: Magistrate Judge RICHARD ROE<br>
Cause: 05:702 Administrative Procedure Act</td>
<td valign=top width="40%"><br>Date Filed: 01/31/2017<br>
Jury Demand: None<br>
Nature of Suit: 899 Other Statutes: Administrative Procedures Act/Review or Appeal of Agency Decision<br>
Jurisdiction: U.S. Government Defendant</td>
</tr></table>
`
	usualParties = `<table width="100%" border=0 cellspacing=5>
<tr><td><b><u>Plaintiff                               </u></b></td></tr>
<tr><td valign=top width="40%"><B>City of Springfield</B> <br><I>a municipal corporation</I>
</td><td valign=top width="20%" align=right>represented&nbsp;by</td><td valign=top width="40%"><B>John                 Q.              Public                                            , Jr.  </B>
<BR>Office of the City Attorney
<BR>1 Main Street
<BR>Springfield, CA 90000
<BR>Email: jqpublic&#064;example.org
<BR><I>LEAD ATTORNEY</I>
<BR><I>ATTORNEY TO BE NOTICED</I><br><br>
<B>Mary Roe</B>
<BR>(See above for address)
<BR><I>TERMINATED: 03/02/2017</I></td></tr><tr><td></td></tr>
<tr><td valign=top><br>V.<br></td></tr>
<tr><td><b><u>Defendant                               </u></b></td></tr>
<tr><td valign=top width="40%"><B>United States of America</B>
<BR><I>TERMINATED: 04/05/2017</I></td></tr><tr><td></td></tr>
</table>
`
	tableStart = `<br><table align=center width='99%' border=1 rules=all cellpadding=5 cellspacing=0>
<tr><td style='font-weight:bold; width=94; white-space:nowrap'>Date Filed</td>
<th>#</th><td style='font-weight:bold'>Docket Text</td></tr>
`
	receipt = `<HR><CENTER><TABLE BORDER=1 BGCOLOR=white width="400"><TR><TH COLSPAN=4><FONT SIZE=+1 COLOR=DARKRED>PACER Service Center </FONT></TH></TR><TR><TH COLSPAN=4><FONT COLOR=DARKBLUE>Transaction Receipt </FONT></TH></TR><TR></TR><TR><TD COLSPAN=4 ALIGN=CENTER><FONT SIZE=-1 COLOR=DARKBLUE>06/13/2017 15:22:44</FONT></TD></TR></TABLE></CENTER></HR>`
	pageEnd = receipt + `</div></body></html>`
)

func (s sheet) page() []byte {
	or := func(text, usual string) string {
		if text == "" {
			return usual
		}
		return text
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<html><head><title>CM/ECF - Docket Report</title></head><body BGCOLOR=CCFFFF><div id="cmecfMainContent">
<table border=0 cellspacing=0 width="100%%"><tr><td align=right><SPAN >ADRMOP</SPAN></td></tr></table>
<h3 align=center>U.S. District Court<BR>
California Northern District (San Francisco)<BR>
CIVIL DOCKET FOR CASE #: %s</h3>
`, or(s.number, "3:17-cv-00999-JQD-RR"))
	b.WriteString(or(s.head, usualHead))
	b.WriteString(or(s.parties, usualParties))
	b.WriteString(s.form)
	b.WriteString(tableStart)
	for _, row := range s.rows {
		b.WriteString(row)
	}
	b.WriteString("</table><br>\n")
	b.WriteString(or(s.tail, pageEnd))
	return b.Bytes()
}

// numbered is a row with a document.
func numbered(day string, number int, text string) string {
	return fmt.Sprintf(`<tr><td width='94' valign=top nowrap>%s</td><td style='white-space:nowrap' valign='top' align='right'>`+
		`<a href="https://ecf.cand.uscourts.gov/doc1/0351%07d" onClick="goDLS('/doc1/0351%07d','300999','%d','','1','1','','');return(false);">%d</a>&nbsp;</td>`+
		`<td valign=top>%s (Entered: %s)</td></tr>
`, day, 1000000+number, 1000000+number, 2*number+3, number, text, day)
}

// unnumbered is a row of an order without a document.
func unnumbered(day, text string) string {
	return fmt.Sprintf("<tr><td width='94' valign=top nowrap>%s</td><td style='white-space:nowrap' valign='top' align='right'>&nbsp;</td><td valign=top>%s (Entered: %s)</td></tr>\n", day, text, day)
}

// longSheet is a docket of so many entries, each about as long as in life.
func longSheet(entries int) []byte {
	text := strings.Repeat("ORDER by Judge Jane Q. Doe granting in part and denying in part the motion for a preliminary injunction. ", 5)
	s := sheet{}
	for i := range entries {
		day := fmt.Sprintf("%02d/%02d/%d", i/28%12+1, i%28+1, 2017+i/336%8)
		if i%7 == 6 {
			s.rows = append(s.rows, unnumbered(day, "<i>Text only</i> "+text))
			continue
		}
		s.rows = append(s.rows, numbered(day, i+1, "MOTION re "+
			fmt.Sprintf(`<a href="https://ecf.cand.uscourts.gov/doc1/0351%07d" onClick="goDLS('/doc1/0351%07d','300999','9','','1','1','','');return(false);">%d</a> `, 1000000+i, 1000000+i, i)+text))
	}
	return s.page()
}
