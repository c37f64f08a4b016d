package pdftext

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// markWithin is where readers look for "%PDF-": junk may stand before it
// (ISO 32000-1, annex H, implementation note 13).
const markWithin = 1024

// sniff tells what is no PDF from its first bytes, so that no child is troubled
// with a login page. It leaves the document at its beginning.
func sniff(pdf io.ReadSeeker, size int64) (reason string, err error) {
	if size == 0 {
		return "not a PDF: empty", nil
	}
	head := make([]byte, markWithin+len("%PDF-"))
	n, err := io.ReadFull(pdf, head)
	if err != nil && n == 0 {
		return "", err
	}
	if _, err := pdf.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	head = head[:n]
	if bytes.Contains(head, []byte("%PDF-")) {
		return "", nil
	}
	return "not a PDF: " + looksLike(head), nil
}

// looksLike names what came in place of a document, as a person would.
func looksLike(head []byte) string {
	text := bytes.TrimLeft(head, "\ufeff \t\r\n\x00")
	for _, kind := range []struct{ mark, name string }{
		{"%!PS", "PostScript"},
		{"{\\rtf", "a rich text document"},
		{"\xd0\xcf\x11\xe0", "an old Office document"},
		{"\xffWPC", "a WordPerfect document"},
		{"PK\x03\x04", "a zip archive (or an Office document)"},
		{"II*\x00", "a TIFF picture"},
		{"MM\x00*", "a TIFF picture"},
		{"<?xml", "XML"},
	} {
		if bytes.HasPrefix(text, []byte(kind.mark)) {
			return kind.name
		}
	}
	kind, _, _ := strings.Cut(http.DetectContentType(text), ";")
	switch kind {
	case "text/html":
		return "an HTML page"
	case "text/plain":
		return "plain text"
	case "application/octet-stream":
		return fmt.Sprintf("no %%PDF- mark in its first %d bytes", markWithin)
	}
	return kind
}
