package docketsheet

import (
	"bytes"
	"strconv"
	"strings"
)

// A docket table's headings stand close to its start; and on no page do many
// tables precede it that speak of "Docket Text".
const (
	headerWithin = 32 << 10
	maxTries     = 100
)

// findDocketTable is where the docket table starts: at the table with the
// heading "Docket Text".
func findDocketTable(page []byte) (start int, found bool) {
	tried := -1
	for at, tries := 0, 0; tries < maxTries; {
		i := nextDocketText(page[at:])
		if i < 0 {
			return 0, false
		}
		i += at
		at = i + len("Docket")
		start, ok := tableBefore(page, i)
		if !ok || start == tried {
			continue
		}
		if hasDocketHeader(page[start:min(len(page), start+headerWithin)]) {
			return start, true
		}
		tried = start
		tries++
	}
	return 0, false
}

// nextDocketText finds "Docket Text", whatever white space is between.
func nextDocketText(page []byte) int {
	for at := 0; ; {
		i := bytes.Index(page[at:], []byte("Docket"))
		if i < 0 {
			return -1
		}
		i += at
		at = i + len("Docket")
		rest := bytes.TrimPrefix(page[at:min(len(page), at+100)], []byte("&nbsp;"))
		if bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n\u00a0"), []byte("Text")) {
			return i
		}
	}
}

// tableBefore is the last <table> before a place, if it is near.
func tableBefore(page []byte, at int) (int, bool) {
	from := max(0, at-headerWithin)
	for i := at; ; {
		i = bytes.LastIndexByte(page[from:i], '<') + from
		if i < from {
			return 0, false
		}
		if name := page[i+1:]; len(name) > 5 && bytes.EqualFold(name[:5], []byte("table")) && strings.IndexByte("> \t\r\n/", name[5]) >= 0 {
			return i, true
		}
	}
}

func hasDocketHeader(page []byte) bool {
	found := false
	readRows(page, func(row *sheetRow) bool {
		found = isDocketHeader(row)
		return false
	})
	return found
}

// isDocketHeader reports whether a row holds the headings of the docket table.
func isDocketHeader(row *sheetRow) bool {
	for i := range row.cells {
		if string(row.text(i)) == "Docket Text" {
			return true
		}
	}
	return false
}

// An entryReader makes entries of rows.
type entryReader struct {
	d      *Docket
	merged bool // the court prints number and text in one column
	multi  bool // rows have a column of checkboxes
	header bool // was seen
	broken bool // the last row broke off
	table  int  // the last table with headings or an entry
	kept   []int

	// Entries of one day share their dates.
	printed string
	day     *string
}

// readEntries reads the docket table and what follows it. The error is a [*Cut].
func readEntries(d *Docket, page []byte, multi bool) error {
	e := &entryReader{d: d, merged: d.CourtID == "txnb", multi: multi}
	d.Entries = []Entry{}
	whole := readRows(page, e.row)
	switch {
	case e.broken:
		return &Cut{Missing: "the rest of an entry", Whole: len(d.Entries)}
	case !whole: // the table may go on in another, so its end proves nothing
		return &Cut{Missing: "the end of the page", Whole: len(d.Entries)}
	}
	return nil
}

func (e *entryReader) row(row *sheetRow) bool {
	if isDocketHeader(row) {
		if !e.header {
			e.d.OrderedBy = orderedBy(row)
		}
		e.header, e.table = true, row.table
		return true
	}
	if !row.ended {
		e.broken = true
		return true
	}
	e.keep(row)
	if len(e.kept) < 2 {
		return true
	}
	if len(row.nested) > 0 && len(row.text(e.kept[0])) == 0 {
		if list := readRowAttachments(row); len(list) > 0 {
			e.attach(list)
			return true
		}
	}
	e.entry(row)
	return true
}

// keep tells the cells that say something from those of the checkboxes. The
// last is the entry's text, whatever it holds.
func (e *entryReader) keep(row *sheetRow) {
	e.kept = e.kept[:0]
	boxed := false
	for i := range row.cells {
		if row.cells[i].hasInput && i < len(row.cells)-1 {
			boxed = true
			continue
		}
		e.kept = append(e.kept, i)
	}
	// Where an entry cannot be selected, its checkbox's cell is empty.
	if n := len(e.kept); e.multi && !boxed && n >= 4 && len(row.text(e.kept[n-2])) == 0 {
		e.kept = append(e.kept[:n-2], e.kept[n-1])
	}
}

// orderedBy tells by the first heading which date the entries are sorted by.
func orderedBy(header *sheetRow) *string {
	order := "date_filed"
	switch string(header.text(0)) {
	case "Date Entered", "Docket Date":
		order = "date_entered"
	}
	return &order
}

// entry reads a row: the date, the number, the text. Some courts have one more
// column before the number (almb), one has number and text in one (txnb).
func (e *entryReader) entry(row *sheetRow) {
	n := len(e.kept)
	number, text := e.kept[max(n-2, 0)], e.kept[n-1]
	merged := n == 2
	if e.merged && n <= 4 {
		text, merged = e.kept[max(1, n-2)], true
	}
	var en Entry
	var printed []byte
	words := row.text(text)
	if merged {
		number = text
		printed, words = splitMerged(words)
	} else {
		cell := row.text(number)
		printed = firstWord(cell)
		en.PageCount = pagesIn(cell)
	}
	en.Description = string(words)
	en.DateFiled = e.sharedDay(row.text(e.kept[0]))
	en.DateEntered = e.sharedDay(enteredDay(words))
	if len(printed) > 0 {
		s := string(printed)
		en.Number = &s
		e.link(&en, row, number)
	}
	if en.PacerSeqNo == nil {
		en.PacerSeqNo = orNil(row.seqNo)
	}
	switch {
	case en.DateFiled != nil && (en.Number == nil || allDigits(*en.Number)):
		e.table = row.table
		e.d.Entries = append(e.d.Entries, en)
	case row.table == e.table && en.Description != "":
		e.d.Unlisted = append(e.d.Unlisted, en)
	}
}

// link reads the link to the document: the first whose text is the number.
func (e *entryReader) link(en *Entry, row *sheetRow, cell int) {
	anchors := row.cells[cell].anchors
	for i := range anchors {
		a := &anchors[i]
		if string(row.anchorText(a)) != *en.Number {
			continue
		}
		en.PacerDocID = orNil(docID(a.href))
		if call, ok := parseDLS(a.onclick); ok {
			en.PacerSeqNo = orNil(call.seqNo)
			if e.d.PacerCaseID == nil {
				e.d.PacerCaseID = orNil(call.caseID)
			}
		}
		return
	}
}

// sharedDay is the date at the start of a text, in ISO form; nil for none.
func (e *entryReader) sharedDay(text []byte) *string {
	switch {
	case len(text) == 0:
		return nil
	case string(text) == e.printed:
		return e.day
	}
	day := parseDay(string(text[:min(len(text), 40)]))
	if day == "" {
		return nil
	}
	if e.day == nil || *e.day != day {
		e.day = &day
	}
	e.printed = string(text)
	return e.day
}

// enteredDay is the text of the date in "(Entered: 01/11/2008)"; nil for none.
func enteredDay(text []byte) []byte {
	const label = "Entered:"
	for {
		i := bytes.Index(text, []byte(label))
		if i < 0 {
			return nil
		}
		text = text[i+len(label):]
		rest, spaced := bytes.CutPrefix(text, []byte(" "))
		n := bytes.IndexFunc(rest, func(r rune) bool {
			return (r < '0' || r > '9') && r != '/' && r != '-' && r != '–' && r != '—'
		})
		if n < 0 {
			n = len(rest)
		}
		if spaced && n > 0 {
			return rest[:n]
		}
	}
}

func firstWord(text []byte) []byte {
	word, _, _ := bytes.Cut(text, []byte(" "))
	return word
}

func allDigits[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) > 0
}

// splitMerged parts "2 (23 pgs; 4 docs) Motion" and "2 Motion" into number and
// text. Text that starts with no number has none: it is sealed.
func splitMerged(text []byte) (number, words []byte) {
	number, words, _ = bytes.Cut(text, []byte(" "))
	if !allDigits(number) {
		return nil, text
	}
	if bytes.HasPrefix(words, []byte("(")) {
		if note, rest, ok := bytes.Cut(words, []byte(") ")); ok && pagesIn(note) != nil && bytes.Contains(note, []byte(" pgs")) {
			words = rest
		}
	}
	return number, words
}

// pagesIn is the count in "13 (5 pgs)" and "(23 pgs; 4 docs)"; nil for none.
func pagesIn(text []byte) *int {
	_, note, ok := bytes.Cut(text, []byte("("))
	if !ok {
		return nil
	}
	digits, unit, ok := bytes.Cut(note, []byte(" "))
	if !ok || !bytes.HasPrefix(unit, []byte("pg")) || !allDigits(digits) {
		return nil
	}
	return intOf(string(digits))
}

// intOf is a printed number; nil where it is none, or no size of a thing.
func intOf(s string) *int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return nil
	}
	return &n
}
