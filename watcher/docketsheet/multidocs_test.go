package docketsheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// multiDocs is a sheet made with "view multiple documents": the docket table
// stands in a form and has a column of checkboxes.
func multiDocs(rows ...string) []byte {
	s := sheet{rows: rows, form: `<form method="post" name="view_multi_docs" action="show_multidocs.pl?caseid=223205"><input type="hidden" name="caseid" value="223205">`}
	page := strings.Replace(string(s.page()), "<th>#</th>", `<th>#</th><td><small>Select<br><a href="#" onclick="select_all_documents(true, false)">all</a> / <a href="#">clear</a></small></td>`, 1)
	return []byte(strings.Replace(page, "</table><br>\n<HR>", `</table><br><input type="hidden" name="zipit" value="0">
<table><tbody><tr><td><input type="button" value="View Selected"></td><td>&nbsp;</td><td><div>Total filesize of selected documents (MB):</div></td></tr></tbody></table><HR>`, 1))
}

func TestAttachmentsUnderAnEntryAreItsOwn(t *testing.T) {
	page := multiDocs(
		`<tr><td>10/20/2020</td><td><a href="/doc1/04508117526" onclick="goDLS('/doc1/04508117526','223205','15','','2','','','','');">1</a>&nbsp;</td>
<td align="center"><input type="checkbox" name="all_documents" value="223205_15"><br><div>  1.2 MB</div></td><td><!--SB-->COMPLAINT (Entered: 10/20/2020)</td></tr>
<tr><td></td><td></td><td></td><td><table><tbody><tr><td><input name="document_223205_15_0" type="checkbox" value="8117526-1074119-64"></td><td>0</td><td>Main Document</td><td>64 pages</td><td>  1.0 MB</td></tr>
<tr><td><input name="document_223205_15_1" type="checkbox" value="8117527-0-2"></td><td>1</td><td>Exhibit, page 7</td><td>2 pages</td><td></td></tr></tbody></table></td></tr>
`,
		`<tr><td>10/21/2020</td><td>&nbsp;</td><td align="center">&nbsp;</td><td>MINUTE ORDER</td></tr>`,
		`<tr><td>10/22/2020</td><td>2&nbsp;</td><td align="center">&nbsp;</td><td>SEALED DOCUMENT</td></tr>`,
	)
	want := []Entry{
		{DateFiled: ptr("2020-10-20"), DateEntered: ptr("2020-10-20"), Number: ptr("1"), PacerDocID: ptr("04508117526"), PacerSeqNo: ptr("15"), Description: "COMPLAINT (Entered: 10/20/2020)",
			PageCount: ptr(64), FileSize: "1.0 MB", FileBytes: ptr(1074119),
			Attachments: []Attachment{{Number: 1, Description: "Exhibit, page 7", PageCount: ptr(2), PacerDocID: ptr("04508117527"), PacerSeqNo: ptr("15")}}},
		{DateFiled: ptr("2020-10-21"), Description: "MINUTE ORDER"},
		{DateFiled: ptr("2020-10-22"), Number: ptr("2"), Description: "SEALED DOCUMENT"},
	}
	d := mustParse(t, page, "dcd")
	if diff := cmp.Diff(want, d.Entries); diff != "" {
		t.Error(diff)
	}
	if len(d.Unlisted) != 0 || *d.PacerCaseID != "223205" {
		t.Errorf("got %+v", d)
	}
}

func TestCheckboxesOfBankruptcyCourtsHoldTheSequenceNumber(t *testing.T) {
	row := func(number, box, text string) string {
		return `<tr><td>01/05/2017</td><td><nobr>  &nbsp;</nobr></td><td>` + number + `</td><td align="center">` + box + `</td><td>  ` + text + `</td></tr>`
	}
	page := multiDocs(
		row(`<a href="/doc1/018133396437">1</a>`, `<input type="checkbox" name="arr_de_seq_nums" value="2">`, "Petition"),
		row("9", "&nbsp;", "Order"),
		row("12", `<input type="checkbox" name="arr_de_seq_nums" value="37" id="arr_de_seq_nums_37">`, "Notice"),
		row("13", `<input type="checkbox" name="arr_de_seq_nums" value="41" id="arr_de_seq_nums_x">`, "Another's box"),
		`<tr><td></td><td></td><td></td><td></td><td><table><tr><td><input type="checkbox" name="download_documents" value="33396999" id="arr_de_seq_nums_37_90555"></td><td>1</td><td>Exhibit</td><td>3 pages</td><td>90.6 kb</td></tr></table></td></tr>`,
	)
	want := []Entry{
		{DateFiled: ptr("2017-01-05"), Number: ptr("1"), PacerDocID: ptr("018033396437"), PacerSeqNo: ptr("2"), Description: "Petition"},
		{DateFiled: ptr("2017-01-05"), Number: ptr("9"), Description: "Order"},
		{DateFiled: ptr("2017-01-05"), Number: ptr("12"), PacerSeqNo: ptr("37"), Description: "Notice"},
		{DateFiled: ptr("2017-01-05"), Number: ptr("13"), Description: "Another's box"},
	}
	d := mustParse(t, page, "alnb")
	if diff := cmp.Diff(want, d.Entries); diff != "" { // the list below the last is of another entry
		t.Error(diff)
	}
	page = []byte(strings.Replace(string(page), row("13", `<input type="checkbox" name="arr_de_seq_nums" value="41" id="arr_de_seq_nums_x">`, "Another's box"), "", 1))
	d = mustParse(t, page, "alnb")
	list := []Attachment{{Number: 1, Description: "Exhibit", PageCount: ptr(3), FileSize: "90.6 kb", FileBytes: ptr(90555), PacerDocID: ptr("018033396999"), PacerSeqNo: ptr("37")}}
	if diff := cmp.Diff(list, d.Entries[2].Attachments); diff != "" {
		t.Error(diff)
	}
}
