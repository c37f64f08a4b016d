package pdftext

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const brief = `THE CITY AND COUNTY OF SAN FRANCISCO,
Plaintiff, v. DONALD J. TRUMP, et al., Defendants.
The Executive Order is unconstitutional because it commands the
States to administer a federal program, and because Congress alone
may attach conditions to the money that it grants.`

func TestTextComesPageByPage(t *testing.T) {
	want := []string{"Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 1 of 3\n" + brief, "", "Third (and last) page."}
	got, err := extract(t, extractor(t), document(want...).bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&Text{Pages: want, Total: 3, Reader: "pdfium"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestADocumentWithoutTextSaysWhy(t *testing.T) {
	cut := document(brief).bytes()
	zero := newMaker()
	zero.tree()
	for _, c := range []struct {
		name, want string
		pdf        []byte
	}{
		{"an empty file", "not a PDF: empty", nil},
		{"a login page", "not a PDF: an HTML page", []byte("\n<!DOCTYPE html><html><title>PACER Login</title></html>")},
		{"a zip archive", "not a PDF: a zip archive (or an Office document)", []byte("PK\x03\x04 and so on")},
		{"a picture", "not a PDF: image/png", []byte("\x89PNG\r\n\x1a\n and so on")},
		{"a note", "not a PDF: plain text", []byte("This document is sealed.")},
		{"bytes", "not a PDF: no %PDF- mark in its first 1024 bytes", []byte("\x00\x01\x02\x03")},
		{"nothing but the mark", "cut off: it does not end as a PDF does", []byte("%PDF-1.7\n")},
		{"the first quarter of a document", "cut off: it does not end as a PDF does", cut[:len(cut)/4]},
		{"a mark and rubbish", damaged, []byte("%PDF-1.7\nrubbish\n%%EOF\n")},
		{"a password", "encrypted: it needs a password", encrypted("secret", brief)},
		{"no pages", "it has no pages", zero.bytes()},
		{"an empty page", "there is nothing on its pages that can be read", document("").tidy().bytes()},
		{"a scan", "its pages are pictures, scanned or drawn", scan("").bytes()},
		{"a scan with the court's stamp", "its pages are pictures, scanned or drawn: nothing but the court's own stamp on each", scan("Case 1:18-cv-06471-ER   Document 69-3   Filed 12/14/18   Page 2 of 9").bytes()},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := extract(t, extractor(t), c.pdf)
			var unreadable *Unreadable
			if !errors.As(err, &unreadable) {
				t.Fatalf("got %v, %v", text, err)
			}
			if unreadable.Reason != c.want {
				t.Errorf("got  %q\nwant %q", unreadable.Reason, c.want)
			}
		})
	}
}

func TestTextIsReadIn(t *testing.T) {
	junk := append([]byte("HTTP/1.1 200 OK\r\n\r\n"), document(brief).bytes()...)
	bad := document(brief)
	bad.noTable = true
	for _, c := range []struct {
		name string
		pdf  []byte
	}{
		{"a document that only its owner may change", encrypted("", brief)},
		{"a document with junk before it", junk},
		{"a document without a table of objects", bad.bytes()},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := extract(t, extractor(t), c.pdf)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(text.Pages, "\f"); got != brief {
				t.Errorf("got %q", got)
			}
		})
	}
}
