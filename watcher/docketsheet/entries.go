package docketsheet

// An entryReader makes entries of rows.
type entryReader struct {
	d      *Docket
	merged bool   // the court prints number and text in one column
	multi  bool   // rows have a column of checkboxes
	header bool   // was seen
	broken bool   // the last row broke off
	table  int    // the last table with headings or an entry
	prefix string // of the ids of the court's documents
	kept   []int

	// Entries of one day share their dates.
	printed string
	day     *string
}

// readEntries reads the docket table and what follows it. The error is a [*Cut].
func readEntries(d *Docket, page []byte, multi bool) error {
	e := &entryReader{d: d, merged: d.CourtID == "txnb", multi: multi}
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
		printed, words = splitMerged(words, row.firstLine(text))
	} else {
		printed = firstWord(row.firstLine(number))
		en.PageCount = pagesIn(row.text(number))
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
		if e.prefix == "" && en.PacerDocID != nil {
			e.prefix = (*en.PacerDocID)[:3]
		}
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
