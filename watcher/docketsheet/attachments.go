package docketsheet

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An AttachmentPage is the menu of the documents of one entry (doc1 with a 0
// as fourth digit), also that of a notice's free look.
type AttachmentPage struct {
	Number      *int         `json:"document_number"` // null where the menu does not print it, as in bankruptcy courts
	PageCount   *int         `json:"page_count"`
	FileSize    string       `json:"file_size_str"` // as printed: "117 kb"
	FileBytes   *int         `json:"file_size_bytes,omitempty"`
	PacerDocID  *string      `json:"pacer_doc_id"`
	PacerCaseID *string      `json:"pacer_case_id"` // of the case the document was filed in: perhaps not the one that was asked
	PacerSeqNo  *string      `json:"pacer_seq_no"`
	Attachments []Attachment `json:"attachments"`
}

const wantAttachments = "an attachment menu"

// ParseAttachments reads an attachment menu; court is the CourtListener or
// PACER id of the court that was asked. Errors are those of [ParseDocket]; a
// document without attachments has no menu.
func ParseAttachments(body []byte, court string) (*AttachmentPage, error) {
	if got := altered(body); got != "" {
		return nil, refuseAs(wantAttachments, got, body)
	}
	page := decodePage(body)
	if !bytes.Contains(bytes.ToLower(page), []byte("document selection menu")) {
		return nil, refuse(wantAttachments, body)
	}
	tree, err := sheetTree(page)
	if err != nil {
		return nil, refuseAs(wantAttachments, "page that nests too deep", body)
	}
	m := menuReader{court: courtID(court), root: tree.Nodes[0]}
	m.seqNo = m.buttonArg("arr_de_seq_nums")
	rows := m.rows()
	if len(rows) == 0 {
		if !endsWhole(page) {
			return nil, refuseAs(wantAttachments, "menu that breaks off", body)
		}
		return nil, refuseAs(wantAttachments, "menu without documents", body)
	}
	p := m.page(rows)
	if !menuEnds(page) {
		return p, &Cut{Missing: "the rest of the menu", Whole: len(p.Attachments)}
	}
	return p, nil
}

// menuEnds reports whether the page comes to its end, or at least the table
// after its last document.
func menuEnds(page []byte) bool {
	if endsWhole(page) {
		return true
	}
	last := bytes.LastIndex(page, []byte("/doc1/"))
	return last >= 0 && bytes.Contains(bytes.ToLower(page[last:]), []byte("</table"))
}

// A menuReader reads the rows of a menu.
type menuReader struct {
	court string
	root  *html.Node
	seqNo *string // of the entry, from the buttons that open all its documents
}

// rows are the rows with a link to a document.
func (m *menuReader) rows() []*html.Node {
	var rows []*html.Node
	for _, tr := range allBelow(m.root, atom.Tr) {
		if docLink(tr) != nil && firstBelow(tr, atom.Tr, nil) == nil {
			rows = append(rows, tr)
		}
	}
	return rows
}

// docLink is the first link to a document in a row.
func docLink(row *html.Node) *html.Node {
	return firstBelow(row, atom.A, func(a *html.Node) bool { return docID(nodeAttr(a, "href")) != "" })
}

func (m *menuReader) page(rows []*html.Node) *AttachmentPage {
	p := &AttachmentPage{Number: m.number(), PacerCaseID: m.caseID(), Attachments: []Attachment{}}
	// Where the main document is sealed, the first row is an attachment.
	main := m.attachment(rows[0])
	p.PacerDocID, p.PacerSeqNo = main.PacerDocID, main.PacerSeqNo
	if n := inputNumber(rows[0]); n == nil || *n == 0 {
		p.PageCount, p.FileSize, p.FileBytes = main.PageCount, main.FileSize, main.FileBytes
		rows = rows[1:]
	}
	for _, row := range rows {
		p.Attachments = append(p.Attachments, m.attachment(row))
	}
	return p
}

// inputName parts the name of a checkbox: "document_16_2" is attachment 2 of
// document 16.
func inputName(row *html.Node) (document, attachment string, ok bool) {
	in := firstBelow(row, atom.Input, nil)
	if in == nil {
		return "", "", false
	}
	parts := strings.Split(nodeAttr(in, "name"), "_")
	if len(parts) != 3 || parts[0] != "document" {
		return "", "", false
	}
	return parts[1], parts[2], true
}

func inputNumber(row *html.Node) *int {
	_, n, ok := inputName(row)
	if !ok {
		return nil
	}
	return intOf(n)
}

// number is the entry's number in the case that was asked; the one that the
// menu prints may be that of another case.
func (m *menuReader) number() *int {
	for _, in := range allBelow(m.root, atom.Input) {
		parts := strings.Split(nodeAttr(in, "name"), "_")
		if len(parts) != 3 || parts[0] != "document" {
			continue
		}
		if parts[1] == "" {
			return nil
		}
		if n := intOf(parts[1]); n != nil && *n != 0 {
			return n
		}
	}
	if isBankruptcy(m.court) {
		return nil
	}
	for _, label := range []string{"Document Number", "Main Document"} {
		for _, tr := range allBelow(m.root, atom.Tr) {
			if strings.Contains(nodeText(tr), label) && firstBelow(tr, atom.Tr, nil) == nil {
				if a := firstBelow(tr, atom.A, nil); a != nil {
					if n := intOf(squeeze(nodeText(a))); n != nil {
						return n
					}
				}
			}
		}
	}
	return nil
}

// caseID looks in the links, then in the buttons.
func (m *menuReader) caseID() *string {
	for _, a := range allBelow(m.root, atom.A) {
		if call, ok := parseDLS(nodeAttr(a, "onclick")); ok {
			return orNil(call.caseID)
		}
	}
	return m.buttonArg("caseid")
}

func (m *menuReader) buttonArg(name string) *string {
	for _, in := range allBelow(m.root, atom.Input) {
		if v := queryArg(nodeAttr(in, "onclick"), name); v != "" {
			return &v
		}
	}
	return nil
}

// attachment reads a row: a checkbox in newer menus, the link with the number,
// in bankruptcy courts an empty cell, then description, pages and size.
func (m *menuReader) attachment(row *html.Node) Attachment {
	link := docLink(row)
	a := Attachment{PacerDocID: orNil(docID(nodeAttr(link, "href")))}
	if call, ok := parseDLS(nodeAttr(link, "onclick")); ok {
		a.PacerSeqNo = orNil(call.seqNo)
	} else {
		a.PacerSeqNo = m.seqNo
	}
	// A bankruptcy court's checkboxes do not count the main document, its links do.
	if n := inputNumber(row); n != nil && !isBankruptcy(m.court) {
		a.Number = *n
	} else if n := intOf(squeeze(nodeText(link))); n != nil {
		a.Number = *n
	}
	if m.countsMain(a.PacerDocID) {
		a.Number--
	}
	m.cells(&a, row, link)
	if in := firstBelow(row, atom.Input, nil); in != nil {
		if parts := strings.Split(nodeAttr(in, "value"), "-"); len(parts) == 3 {
			a.FileBytes = sizeOf(parts[1])
			if n := intOf(parts[2]); n != nil && *n > 0 {
				a.PageCount = n
			}
		}
	}
	return a
}

// cells reads the cells after that of the link.
func (m *menuReader) cells(a *Attachment, row, link *html.Node) {
	cells := childElements(row, atom.Td)
	at := len(cells)
	for i, cell := range cells {
		if enclosing(link, atom.Td) == cell {
			at = i
		}
	}
	about := at + 1
	if isBankruptcy(m.court) {
		about++
	}
	if about < len(cells) {
		a.Description = squeeze(nodeText(cells[about]))
	}
	for i := about + 1; i < len(cells) && a.PageCount == nil; i++ {
		a.PageCount = pagesOf(nodeText(cells[i]))
	}
	// The row of the main document has no description.
	if a.PageCount == nil && about < len(cells) {
		a.PageCount = pagesOf(nodeText(cells[about]))
	}
	if n := len(cells); n > 0 && isSize([]byte(nodeText(cells[n-1]))) {
		a.FileSize = squeeze(nodeText(cells[n-1]))
	}
}

// pagesOf is the count in "7 pages"; nil for none.
func pagesOf(s string) *int {
	digits, unit, _ := strings.Cut(squeeze(s), " ")
	if !strings.HasPrefix(unit, "page") {
		return nil
	}
	return intOf(digits)
}

// countsMain reports whether the numbers in a menu count the main document as
// the first: in bankruptcy courts they do, in districts they once did.
func (m *menuReader) countsMain(id *string) bool {
	if isBankruptcy(m.court) {
		return true
	}
	last, ok := lastCounted()[m.court]
	if !ok || id == nil || len(*id) < 4 {
		return false
	}
	n, err := strconv.Atoi((*id)[3:])
	return err == nil && n <= last
}
