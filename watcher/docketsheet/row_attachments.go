package docketsheet

import (
	"bytes"
	"strings"
)

// A rowAttachment is a document in the list below an entry, which reports with
// "view multiple documents" print. Its id lacks the court's prefix.
type rowAttachment struct {
	Attachment
	suffix string
}

// readRowAttachments reads the tables inside a row: number, description, pages
// and size, beside a checkbox. Its attributes say more than the text:
//
//	name="document_223205_15_1" value="8117527-38495-2"   case, entry, number; document, bytes, pages
//	name="download_documents" value="8117527" id="arr_de_seq_nums_2_90555"   entry, bytes
func readRowAttachments(row *sheetRow) []rowAttachment {
	var list []rowAttachment
	for i := range row.nested {
		if a, ok := readRowAttachment(&row.nested[i]); ok {
			list = append(list, a)
		}
	}
	return list
}

func readRowAttachment(row *sheetRow) (rowAttachment, bool) {
	var a rowAttachment
	numbered := -1
	for i := range row.cells {
		text := row.text(i)
		switch {
		case row.cells[i].hasInput && a.suffix == "":
			a.input(row.cells[i].input)
		case numbered < 0 && allDigits(text):
			numbered = i
			if n := intOf(string(text)); n != nil {
				a.Number = *n
			}
		case numbered >= 0 && i == numbered+1:
			a.Description = string(text)
		case a.PageCount == nil && bytes.Contains(text, []byte(" page")):
			a.PageCount = intOf(string(firstWord(text)))
		}
	}
	if n := len(row.cells); n > 0 && isSize(row.text(n-1)) {
		a.FileSize = string(row.text(n - 1))
	}
	return a, numbered >= 0
}

// input reads what a checkbox selects.
func (a *rowAttachment) input(in sheetInput) {
	if in.name == "download_documents" {
		a.suffix = in.value
		if parts := strings.Split(strings.TrimPrefix(in.id, seqNums+"_"), "_"); len(parts) == 2 {
			a.PacerSeqNo, a.FileBytes = orNil(parts[0]), sizeOf(parts[1])
		}
		return
	}
	if parts := strings.Split(in.name, "_"); len(parts) > 2 {
		a.PacerSeqNo = orNil(parts[2])
	}
	if parts := strings.Split(in.value, "-"); len(parts) == 3 {
		a.suffix, a.FileBytes, a.PageCount = parts[0], sizeOf(parts[1]), intOf(parts[2])
	}
}

// sizeOf is a count of bytes; nil where it is unknown, for which 0 is printed.
func sizeOf(digits string) *int {
	n := intOf(digits)
	if n != nil && *n == 0 {
		return nil
	}
	return n
}

// isSize reports whether a text is a file's size, such as "1.2 MB".
func isSize(text []byte) bool {
	lower := bytes.ToLower(text)
	return bytes.Contains(lower, []byte("kb")) || bytes.Contains(lower, []byte("mb"))
}

// attach gives the list to the entry above it. The first is the main document,
// which the entry is itself.
func (e *entryReader) attach(list []rowAttachment) {
	if len(e.d.Entries) == 0 {
		return
	}
	en := &e.d.Entries[len(e.d.Entries)-1]
	for i := range list {
		a := &list[i]
		if !equal(a.PacerSeqNo, en.PacerSeqNo) {
			continue // of an entry that is not listed
		}
		if e.prefix != "" && a.suffix != "" {
			a.PacerDocID = orNil(e.prefix + "0" + a.suffix)
		}
		if a.PacerDocID != nil && equal(a.PacerDocID, en.PacerDocID) {
			en.PageCount, en.FileSize, en.FileBytes = a.PageCount, a.FileSize, a.FileBytes
			if i == 0 && a.Number == 0 {
				continue
			}
		}
		en.Attachments = append(en.Attachments, a.Attachment)
	}
}

func equal(a, b *string) bool {
	return a == b || a != nil && b != nil && *a == *b
}
