//go:build unix

package docketsheet

import (
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

func BenchmarkParseDocketOfTheCorpus(b *testing.B) {
	pages := captured(b, "dockets/district")
	bytes, entries, dockets := 0, 0, 0
	began := processor()
	for b.Loop() {
		for name, page := range pages {
			d, err := ParseDocket(page, courtOf(filepath.Base(name)))
			bytes += len(page)
			if err == nil {
				entries += len(d.Entries)
			}
			dockets++
		}
	}
	report(b, bytes, entries)
	b.ReportMetric(float64((processor()-began).Nanoseconds())/float64(dockets), "cpu-ns/docket")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(dockets), "ns/docket")
}

func BenchmarkParseHistoryOfTheCorpus(b *testing.B) {
	pages := captured(b, "docket_history")
	bytes, entries := 0, 0
	for b.Loop() {
		for name, page := range pages {
			h, err := ParseHistory(page, courtOf(filepath.Base(name)))
			if err != nil {
				b.Fatal(name, err)
			}
			bytes += len(page)
			entries += len(h.Entries)
		}
	}
	report(b, bytes, entries)
}

func BenchmarkParseAttachmentsOfTheCorpus(b *testing.B) {
	pages := captured(b, "attachment_pages")
	bytes, documents := 0, 0
	for b.Loop() {
		for name, page := range pages {
			p, err := ParseAttachments(page, courtOf(filepath.Base(name)))
			bytes += len(page)
			if err == nil {
				documents += 1 + len(p.Attachments)
			}
		}
	}
	report(b, bytes, documents)
}

func BenchmarkParseDocketOf20000Entries(b *testing.B) {
	page := longSheet(20000)
	bytes, entries := 0, 0
	began := processor()
	for b.Loop() {
		d, err := ParseDocket(page, "cand")
		if err != nil {
			b.Fatal(err)
		}
		bytes += len(page)
		entries += len(d.Entries)
		runtime.KeepAlive(d)
	}
	report(b, bytes, entries)
	b.ReportMetric(float64(bytes)/1e6/(processor()-began).Seconds(), "MB/cpu-s")
}

func report(b *testing.B, bytes, entries int) {
	b.ReportMetric(float64(bytes)/1e6/b.Elapsed().Seconds(), "MB/s")
	b.ReportMetric(float64(entries)/b.Elapsed().Seconds(), "entries/s")
}

// processor is the processor time that the process has used: what a parser
// costs, whatever else the machine is doing.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
