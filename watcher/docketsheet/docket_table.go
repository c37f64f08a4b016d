package docketsheet

import (
	"bytes"
	"strings"
)

// A docket table's headings stand close to its start; and on no page do many
// tables precede it that speak of "Docket Text".
const (
	headerWithin = 16 << 10
	maxTries     = 20
)

// findDocketTable is where the docket table starts: at the table with the
// heading "Docket Text".
func findDocketTable(page []byte) (start int, found bool) {
	table, tried := -1, -1 // the last <table> before a place, and the last that was looked into
	for at, tries := 0, 0; tries < maxTries; {
		i := nextDocketText(page[at:])
		if i < 0 {
			return 0, false
		}
		if t := lastTable(page[at : at+i]); t >= 0 {
			table = at + t
		}
		at += i + len("Docket")
		if table == tried || at-table > headerWithin {
			continue
		}
		if hasDocketHeader(page[table:min(len(page), table+headerWithin)]) {
			return table, true
		}
		tried = table
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

// lastTable is where the last table starts; -1 for none.
func lastTable(page []byte) int {
	for i := len(page); ; {
		if i = bytes.LastIndexByte(page[:i], '<'); i < 0 {
			return -1
		}
		if name := page[i+1:]; len(name) > 5 && bytes.EqualFold(name[:5], []byte("table")) && strings.IndexByte("> \t\r\n/", name[5]) >= 0 {
			return i
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
		if text := row.text(i); bytes.HasPrefix(text, []byte("Docket Text")) && len(text) < 40 {
			return true
		}
	}
	return false
}
