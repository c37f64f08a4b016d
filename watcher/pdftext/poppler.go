package pdftext

import (
	"context"
	"errors"
	"io"
	"strings"
)

// poppler reads a document with pdftotext, a child of its own.
func (e *Extractor) poppler(ctx context.Context, pdf io.ReadSeeker, size int64) (*Text, error) {
	var out []byte
	code, said, err := e.run(ctx, program{
		argv: []string{e.o.PDFToText, "-enc", "UTF-8", "-eol", "unix", "-", "-"},
		time: e.o.Time,
	}, pdf, size, all(&out, e.o.Output))
	text := &Text{Reader: "pdftotext", Pages: popplerPages(string(out))}
	text.Total = len(text.Pages)
	var unreadable *Unreadable
	switch {
	case errors.As(err, &unreadable):
		return finish(text, true, unreadable.Reason)
	case err != nil:
		return nil, err
	case code != 0:
		return finish(text, true, popplerReason(said))
	}
	return finish(text, true, "")
}

// popplerPages are what form feeds end; of a reading that broke off the last
// page is kept as far as it goes.
func popplerPages(out string) []string {
	var pages []string
	for page := range strings.SplitSeq(out, "\f") {
		pages = append(pages, clean(page))
	}
	if last := len(pages) - 1; pages[last] == "" {
		return pages[:last]
	}
	return pages
}

// popplerReason puts the complaint of pdftotext in our words.
func popplerReason(said string) string {
	switch {
	case strings.Contains(said, "Incorrect password"):
		return "encrypted: it needs a password"
	case said == "":
		return damaged
	}
	return damaged + " (" + said + ")"
}
