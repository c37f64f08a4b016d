package docketsheet

import (
	"bytes"

	"golang.org/x/net/html"
)

// The docket table is read row by row, without a tree: a docket of 20,000
// entries is some 19 MB of text, and a tree of it would take ten times that.

// A sheetRow is one row of the docket table. It is valid until the next.
type sheetRow struct {
	cells  []sheetCell
	nested []sheetRow // rows of tables inside the cells
	seqNo  string     // of the checkbox that stands for the entry
	table  int        // which table of the page, from 1
	ended  bool       // the page closes it
	buf    *[]byte
}

// A sheetCell is one cell. Its text is squeezed already.
type sheetCell struct {
	start, end int // of the text
	line       int // where its first line ends, if a <br> ends it; else 0
	input      sheetInput
	hasInput   bool // holds a checkbox, right under it
	anchors    []sheetAnchor
}

type sheetAnchor struct {
	start, end    int // of the text
	href, onclick string
}

// A sheetInput is a checkbox; what it selects stands in its attributes.
type sheetInput struct{ name, value, id string }

func (r *sheetRow) text(i int) []byte {
	return bytes.TrimSpace((*r.buf)[r.cells[i].start:r.cells[i].end])
}

// firstLine is the text up to the first <br>.
func (r *sheetRow) firstLine(i int) []byte {
	c := &r.cells[i]
	if c.line == 0 {
		return r.text(i)
	}
	return bytes.TrimSpace((*r.buf)[c.start:c.line])
}

func (r *sheetRow) anchorText(a *sheetAnchor) []byte {
	return bytes.TrimSpace((*r.buf)[a.start:a.end])
}

// A rowReader finds rows in the tags of a page, as a browser would: a <tr> ends
// the row before it, whether that was closed or not.
type rowReader struct {
	z     *html.Tokenizer
	each  func(*sheetRow) (more bool)
	row   sheetRow
	buf   []byte
	space bool   // white space is due before the next text
	depth int    // of tables; the rows wanted are those of depth 1
	cells []bool // whether a cell is open, by depth
	inRow bool   // at depth 1
	link  bool   // an anchor of the last cell is open
	skip  bool   // in a script
	done  bool   // each wants no more, or the page has ended
	whole bool   // the page ended as pages do
}

// readRows calls each for every row of the tables in page, which starts with
// one, until each wants no more. It reports whether the page then came to its
// own end: if not, a part of it is missing.
func readRows(page []byte, each func(*sheetRow) bool) (whole bool) {
	r := &rowReader{z: html.NewTokenizer(bytes.NewReader(page)), each: each, cells: make([]bool, 2, 8)}
	r.row.buf = &r.buf
	for !r.done {
		switch r.z.Next() {
		case html.ErrorToken:
			r.endRow(false)
			return r.whole
		case html.TextToken:
			if !r.skip && r.depth > 0 && r.cells[1] {
				r.addText(r.z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			r.open()
		case html.EndTagToken:
			r.close()
		}
	}
	return r.whole
}

func (r *rowReader) open() {
	name, attrs := r.z.TagName()
	switch string(name) {
	case "table":
		if r.depth > 0 && !r.cells[r.depth] {
			r.endTable() // a table may not stand right in a table: it ends it
		}
		if r.depth++; r.depth == 1 {
			r.row.table++
		}
		if len(r.cells) <= r.depth {
			r.cells = append(r.cells, false)
		}
		r.cells[r.depth] = false
	case "tr":
		r.newRow()
	case "td", "th":
		r.newCell()
	case "tbody", "thead", "tfoot":
		r.endRowHere()
	case "a":
		if r.depth == 1 && r.cells[1] && attrs {
			r.openLink()
		}
	case "input":
		if r.depth > 0 && r.cells[r.depth] && attrs {
			r.readInput()
		}
	case "br", "p":
		if c := r.cellHere(); c != nil && c.line == 0 && len(r.buf) > c.start {
			c.line = len(r.buf)
		}
	case "script", "style":
		r.skip = true
	}
}

func (r *rowReader) close() {
	name, _ := r.z.TagName()
	switch string(name) {
	case "table":
		if r.depth > 0 {
			r.endTable()
		}
	case "tr", "tbody", "thead", "tfoot":
		r.endRowHere()
	case "td", "th":
		for r.depth > 1 && !r.cells[r.depth] {
			r.depth-- // somebody's text holds a <table> that nothing closes
		}
		if r.depth > 0 {
			r.endCell()
		}
	case "a":
		r.closeLink()
	case "script", "style":
		r.skip = false
	case "body", "html":
		if r.depth == 0 { // in a cell it is text that somebody pasted
			r.done, r.whole = true, true
		}
	}
}

func (r *rowReader) endTable() {
	r.endRowHere()
	r.depth--
}

// newRow starts a row, at depth 2 one of a table inside a cell.
func (r *rowReader) newRow() {
	r.endRowHere()
	switch r.depth {
	case 1:
		r.buf = r.buf[:0]
		r.row.cells, r.row.nested, r.row.seqNo = r.row.cells[:0], r.row.nested[:0], ""
		r.inRow, r.space = true, false
	case 2:
		if n := len(r.row.nested); n < cap(r.row.nested) {
			r.row.nested = r.row.nested[:n+1]
			r.row.nested[n].cells = r.row.nested[n].cells[:0]
		} else {
			r.row.nested = append(r.row.nested, sheetRow{})
		}
		r.row.nested[len(r.row.nested)-1].buf = &r.buf
	}
}

func (r *rowReader) newCell() {
	if r.depth == 0 {
		return
	}
	if r.depth == 1 && !r.inRow {
		r.newRow()
	}
	r.endCell()
	r.cells[r.depth] = true
	if row := r.rowHere(); row != nil {
		if r.depth == 1 {
			r.buf = append(r.buf, '\n') // between the texts of two cells
			r.space = false
		}
		row.cells = append(row.cells, sheetCell{start: len(r.buf), end: len(r.buf)})
	}
}

// rowHere is the row that is open at this depth; nil for none.
func (r *rowReader) rowHere() *sheetRow {
	switch {
	case r.depth == 1 && r.inRow:
		return &r.row
	case r.depth == 2 && len(r.row.nested) > 0:
		return &r.row.nested[len(r.row.nested)-1]
	}
	return nil
}

func (r *rowReader) cellHere() *sheetCell {
	if row := r.rowHere(); row != nil && len(row.cells) > 0 && r.cells[r.depth] {
		return &row.cells[len(row.cells)-1]
	}
	return nil
}

func (r *rowReader) endCell() {
	if c := r.cellHere(); c != nil {
		if r.depth == 1 {
			r.closeLink()
		}
		c.end = len(r.buf)
	}
	r.cells[r.depth] = false
}

func (r *rowReader) endRowHere() {
	if r.depth == 0 {
		return
	}
	r.endCell()
	if r.depth == 1 {
		r.endRow(true)
	}
}

func (r *rowReader) endRow(closed bool) {
	if !r.inRow {
		return
	}
	r.inRow, r.row.ended = false, closed
	if !closed && len(r.row.cells) > 0 {
		r.row.cells[len(r.row.cells)-1].end = len(r.buf)
	}
	if len(r.row.cells) > 0 && isReceipt(r.row.text(0)) {
		r.done, r.whole = true, true
		return
	}
	if !r.each(&r.row) {
		r.done = true
	}
}

// isReceipt reports whether a row is of the receipt that PACER prints below
// every sheet.
func isReceipt(text []byte) bool {
	return bytes.HasPrefix(text, []byte("PACER Service Center")) || bytes.HasPrefix(text, []byte("Transaction Receipt"))
}
