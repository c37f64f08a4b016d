package docketsheet

import (
	"bytes"
	"unicode"
	"unicode/utf8"

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

// linksFrom is how far into a cell's text links are remembered: the number of
// an entry stands first, and its text may hold hundreds of links.
const linksFrom = 64

func (r *rowReader) openLink() {
	r.closeLink()
	c := r.cellHere()
	if c == nil || len(r.buf)-c.start > linksFrom {
		return
	}
	a := sheetAnchor{start: len(r.buf), end: len(r.buf)}
	for {
		key, value, more := r.z.TagAttr()
		switch string(key) {
		case "href":
			a.href = string(value)
		case "onclick":
			a.onclick = string(value)
		}
		if !more {
			break
		}
	}
	c.anchors = append(c.anchors, a)
	r.link = true
}

func (r *rowReader) closeLink() {
	if !r.link {
		return
	}
	r.link = false
	if n := len(r.row.cells); n > 0 {
		if anchors := r.row.cells[n-1].anchors; len(anchors) > 0 {
			anchors[len(anchors)-1].end = len(r.buf)
		}
	}
}

func (r *rowReader) readInput() {
	var in sheetInput
	kind := ""
	for {
		key, value, more := r.z.TagAttr()
		switch string(key) {
		case "type":
			kind = string(bytes.ToLower(value))
		case "name":
			in.name = string(value)
		case "value":
			in.value = string(value)
		case "id":
			in.id = string(value)
		}
		if !more {
			break
		}
	}
	c := r.cellHere()
	if c == nil {
		return
	}
	c.hasInput = true
	if kind != "hidden" || c.input == (sheetInput{}) {
		c.input = in
	}
	if r.depth == 1 && in.name == seqNums {
		if after := in.id[min(len(in.id), len(seqNums)+1):]; in.id == "" || after == in.value {
			r.row.seqNo = in.value
		}
	}
}

// seqNums is the name of the checkboxes that stand for entries.
const seqNums = "arr_de_seq_nums"

// addText adds text to the cell: every run of white space is one space, none
// stands before a comma, and control characters are no text.
func (r *rowReader) addText(text []byte) {
	fresh := r.buf[len(r.buf)-1] == '\n'
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			r.space = true
			i++
			continue
		case c < ' ' || c == 0x7f:
			i++
			continue
		case c >= utf8.RuneSelf:
			if u, size := utf8.DecodeRune(text[i:]); unicode.IsSpace(u) {
				r.space = true
				i += size
				continue
			}
		}
		if r.space && !fresh && c != ',' {
			r.buf = append(r.buf, ' ')
		}
		r.space, fresh = false, false
		// A word goes over in one piece.
		j := i + 1
		for j < len(text) && text[j] > ' ' && text[j] < 0x7f {
			j++
		}
		for j < len(text) && text[j] >= utf8.RuneSelf && !utf8.RuneStart(text[j]) {
			j++ // the rest of one character
		}
		r.buf = append(r.buf, text[i:j]...)
		i = j
	}
}
