package docketsheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// menuRow is a row of an attachment menu as CM/ECF prints one today.
func menuRow(number int, description string) string {
	return fmt.Sprintf(`<tr><td width="50px"><input type="checkbox" name="document_16_%d" onchange="update_sizes(this)" value="19137%03d-175910-3" /></td>
<td><a href="https://ecf.nyed.uscourts.gov/doc1/123119137%03d" onClick="goDLS('/doc1/123119137%03d','475249','70','','','','79492711','','');return(false);">%d</a></td>
<td colspan="2">%s</td><td>3 pages</td><td>171.8 KB</td></tr>
`, number, number, number, number, number, description)
}

const menuMain = `<tr><td colspan="2"><b>Document Number:</b></td>
<td width="50px"><input type="checkbox" name="document_16_0" onchange="update_sizes(this)" value="19137000-205962-4" /></td>
<td><a href="https://ecf.nyed.uscourts.gov/doc1/123119137000" onClick="goDLS('/doc1/123119137000','475249','70','','','','79492711','','');return(false);">16</a></td>
<td>4 pages</td><td>201.1 KB</td></tr>
<tr height="50px"><td colspan="2"><b>Attachment</b></td><td colspan="2"><b>Description</b></td><td><b>Pages</b></td><td><b>Size</b></td></tr>
`

func menuOf(rows string) []byte {
	return []byte(`<html><head><title>NYED</title></head><body><div id="cmecfMainContent"><p><b>Document Selection Menu</b></p>
<form><table style="margin: 20px">` + rows + `<tr><td colspan="6"><hr></td></tr>
<tr><td colspan="4"><input type="button" onclick="submit_form(0, '/cgi-bin/show_multidocs.pl?caseid=475249&arr_de_seq_nums=70&magic_num=')" value="View Selected"></td>
<td>page</td><td>373 KB</td></tr></table></form></div></body></html>`)
}

func menuPage(rows ...string) []byte { return menuOf(menuMain + strings.Join(rows, "")) }

func TestAnAttachmentMenuIsReadInFull(t *testing.T) {
	got, err := ParseAttachments(menuPage(menuRow(1, "Exhibit &quot;A&quot; - page 3"), menuRow(2, "")), "nyed")
	if err != nil {
		t.Fatal(err)
	}
	want := &AttachmentPage{
		Number: ptr(16), PageCount: ptr(4), FileSize: "201.1 KB", FileBytes: ptr(205962), PacerDocID: ptr("123019137000"), PacerCaseID: ptr("475249"), PacerSeqNo: ptr("70"),
		Attachments: []Attachment{
			{Number: 1, Description: `Exhibit "A" - page 3`, PageCount: ptr(3), FileSize: "171.8 KB", FileBytes: ptr(175910), PacerDocID: ptr("123019137001"), PacerSeqNo: ptr("70")},
			{Number: 2, PageCount: ptr(3), FileSize: "171.8 KB", FileBytes: ptr(175910), PacerDocID: ptr("123019137002"), PacerSeqNo: ptr("70")},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMenusOfOtherMakesAreRead(t *testing.T) {
	const old = `<tr><td colspan=2><B>Document Number:</B> <a href="/doc1/04515784391" onClick="goDLS('/doc1/04515784391','178502','97','','','0','','');return(false);">23</a></td><td>3 pages</td><td>39 kb</td><tr><td>&nbsp;</td><tr><td><B>Attachment</B></TD><TD><B>Description</B></TD>
<tr><td><a href="/doc1/04515784392" onClick="goDLS('/doc1/04515784392','178502','97','','','0','','');return(false);">1</a></td><td>Exhibit A</td><td>9 pages</td><td>135 kb</td></tr>`
	const bankruptcy = `<tr><th>Part</th><th>&nbsp;</td><th>Description</th></tr>
<TR><TD><a href='/doc1/04218015230'>1</a></TD><TD></TD><TD>Main Document  </TD><TD>7 pages</TD></TR>
<TR><TD><a href='/doc1/04218015231'>2</a></TD><TD></TD><TD> Exhibit A</TD><TD>3 pages</TD></TR>`
	for _, c := range []struct {
		why, court, rows string
		want             *AttachmentPage
	}{
		{"of the time before checkboxes", "dcd", old, &AttachmentPage{
			Number: ptr(23), PageCount: ptr(3), FileSize: "39 kb", PacerDocID: ptr("04505784391"), PacerCaseID: ptr("178502"), PacerSeqNo: ptr("97"),
			Attachments: []Attachment{{Number: 1, Description: "Exhibit A", PageCount: ptr(9), FileSize: "135 kb", PacerDocID: ptr("04505784392"), PacerSeqNo: ptr("97")}}}},
		{"of a bankruptcy court, which counts the main document as number 1", "deb", bankruptcy, &AttachmentPage{
			PageCount: ptr(7), PacerDocID: ptr("04208015230"), PacerCaseID: ptr("475249"), PacerSeqNo: ptr("70"),
			Attachments: []Attachment{{Number: 1, Description: "Exhibit A", PageCount: ptr(3), PacerDocID: ptr("04208015231"), PacerSeqNo: ptr("70")}}}},
		{"whose main document is sealed", "nyed", menuRow(1, "Exhibit A"), &AttachmentPage{
			Number: ptr(16), PacerDocID: ptr("123019137001"), PacerCaseID: ptr("475249"), PacerSeqNo: ptr("70"),
			Attachments: []Attachment{{Number: 1, Description: "Exhibit A", PageCount: ptr(3), FileSize: "171.8 KB", FileBytes: ptr(175910), PacerDocID: ptr("123019137001"), PacerSeqNo: ptr("70")}}}},
	} {
		t.Run(c.why, func(t *testing.T) {
			got, err := ParseAttachments(menuOf(c.rows), c.court)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDistrictsOnceCountedTheMainDocumentToo(t *testing.T) {
	row := func(id string, number int) string {
		return fmt.Sprintf(`<tr><td><a href="/doc1/%s" onClick="goDLS('/doc1/%s','1','2','','','','');">%d</a></td><td>Exhibit</td><td>1 page</td><td>9 kb</td></tr>`, id, id, number)
	}
	main := strings.Replace(row("0231682796", 261), "<td>Exhibit</td>", "", 1)
	p, err := ParseAttachments(menuOf(main+row("0231682797", 2)+row("0231682798", 2)), "akd") // the last one is of the day after
	if err != nil || len(p.Attachments) != 2 || p.Attachments[0].Number != 1 || p.Attachments[1].Number != 2 {
		t.Errorf("got %+v, %v", p, err)
	}
	if n := len(lastCounted()); n != 42 {
		t.Errorf("%d districts changed over", n)
	}
}

func TestAMenuWithoutDocumentsIsRefused(t *testing.T) {
	if _, err := ParseAttachments(menuOf(""), "nyed"); err == nil || err.Error() != "not an attachment menu: menu without documents" {
		t.Error(err)
	}
}
