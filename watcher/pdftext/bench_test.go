package pdftext

import (
	"bytes"
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// filing is of 20 pages with 2,000 characters each, as a brief is.
func filing() []byte {
	pages := make([]string, 20)
	for i := range pages {
		pages[i] = "Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 2 of 20\n" + strings.Repeat(brief+"\n", 6)
	}
	return document(pages...).bytes()
}

func benchmark(b *testing.B, o Options) {
	o.Program = testProgram
	e, err := New(o)
	if err != nil {
		b.Fatal(err)
	}
	defer e.Close()
	pdf := filing()
	if _, err := extract(b, e, pdf); err != nil { // starting is measured below
		b.Fatal(err)
	}
	pages := 0
	for b.Loop() {
		text, err := e.Extract(context.Background(), bytes.NewReader(pdf))
		if err != nil {
			b.Fatal(err)
		}
		pages += len(text.Pages)
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(pages), "ms/page")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
	b.ReportMetric(float64(e.Stats().Peak>>20), "MiB")
}

func BenchmarkPdfium(b *testing.B) {
	if _, err := extractor(b).Setup(context.Background()); err != nil { // fills the cache
		b.Fatal(err)
	}
	benchmark(b, Options{Cache: testCache})
}

func BenchmarkPdfiumInterpreted(b *testing.B) {
	benchmark(b, Options{interpret: true})
}

func BenchmarkPoppler(b *testing.B) {
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		b.Skip("pdftotext is not installed")
	}
	benchmark(b, Options{PDFToText: path})
}

// BenchmarkStart is from nothing to the text of the first document.
func BenchmarkStart(b *testing.B) {
	if _, err := extractor(b).Setup(context.Background()); err != nil { // fills the cache
		b.Fatal(err)
	}
	pdf := document(brief).bytes()
	for _, c := range []struct {
		name  string
		cache func() string
	}{
		{"cold", func() string { return filepath.Join(b.TempDir(), "cache") }},
		{"warm", func() string { return testCache }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var peak int64
			for b.Loop() {
				e, err := New(Options{Program: testProgram, Cache: c.cache()})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := extract(b, e, pdf); err != nil {
					b.Fatal(err)
				}
				e.Close()
				peak = max(peak, e.Stats().Peak)
			}
			b.ReportMetric(float64(peak>>20), "MiB")
		})
	}
}

func BenchmarkGarbled(b *testing.B) {
	text := strings.Repeat(brief+"\n", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if Garbled(text) {
			b.Fatal("it is not")
		}
	}
}

func BenchmarkStampPage(b *testing.B) {
	page := "Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 2 of 20\n" + strings.Repeat(brief+"\n", 6)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if StampPage(page) != 2 {
			b.Fatal("it is 2")
		}
	}
}
