package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"docketwatch/config"
	"docketwatch/store"
	"docketwatch/watcher/pdftext"
)

// ledger opens it beside a running daemon, which checks it for damage.
func (d *doctor) ledger(ctx context.Context, cfg *config.Config) {
	began := time.Now()
	s, err := store.Open(ctx, cfg.Storage, store.Options{Now: time.Now})
	switch {
	case errors.Is(err, store.ErrNotFound):
		d.say("ledger", "ok", "there is none yet; the daemon makes it", "")
	case errors.Is(err, store.ErrCorrupt):
		d.say("ledger", "fail", err.Error(), "stop the daemon, keep the file, and put a backup in its place")
	case err != nil:
		d.say("ledger", "fail", err.Error(), "")
	default:
		defer func() { _ = s.Close() }() // only read from
		gaps, gerr := s.Gaps(ctx, true)
		queue, qerr := s.QueueCounts(ctx)
		if err := errors.Join(gerr, qerr); err != nil {
			d.say("ledger", "fail", err.Error(), "")
			return
		}
		says := fmt.Sprintf("whole, checked in %s; %d gaps open, %d deliveries waiting, %d held, %d dead", time.Since(began).Round(time.Millisecond),
			len(gaps), queue.Waiting(), queue.Held, queue.Dead)
		if queue.Dead > 0 {
			d.say("ledger", "warn", says, "`docketwatch outbox list` shows what was not sent")
			return
		}
		d.say("ledger", "ok", says, "")
	}
}

// Room on the disk: below the first an operator should hear of it, below the
// second nothing can be promised.
const (
	roomLittle = 1 << 30
	roomNone   = 100 << 20
)

// disk looks at the file systems of the ledger and of the documents.
func (d *doctor) disk(cfg *config.Config) {
	seen := make(map[uint64]bool)
	for _, where := range []string{filepath.Dir(strings.TrimPrefix(cfg.Storage, "sqlite:")), cfg.Papers.Dir} {
		for ; where != "" && where != "."; where = filepath.Dir(where) { // a folder that is not made yet lies in one that is
			if _, err := os.Stat(where); err == nil || where == filepath.Dir(where) {
				break
			}
		}
		if where == "" {
			where = "."
		}
		var info syscall.Stat_t
		var fs syscall.Statfs_t
		if err := errors.Join(syscall.Stat(where, &info), syscall.Statfs(where, &fs)); err != nil {
			d.say("disk "+where, "fail", err.Error(), "")
			continue
		}
		if device := uint64(info.Dev); seen[device] { //nolint:unconvert // the type differs from system to system
			continue
		} else {
			seen[device] = true
		}
		room := uint64(fs.Bavail) * uint64(fs.Bsize) //nolint:gosec // a file system's block size is no negative number
		says := fmt.Sprintf("%d MiB free", room>>20)
		switch {
		case room < roomNone:
			d.say("disk "+where, "fail", says, "nothing is told that cannot be written first: make room")
		case room < roomLittle:
			d.say("disk "+where, "warn", says, "documents take about a gigabyte a year; `documents: {keep: 90d}` keeps them shorter")
		default:
			d.say("disk "+where, "ok", says, "")
		}
	}
}

// onePage is a PDF of one page that says "docketwatch".
const onePage = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 55>>stream
BT /F1 24 Tf 20 150 Td (docketwatch reads) Tj ET       
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`

// reader has a document of one page read, in the child process that reads them all.
func (d *doctor) reader(ctx context.Context, cfg *config.Config) {
	dir := cfg.Papers.Dir + "-reader" // where the daemon keeps what it compiled, if it has run
	if _, err := os.Stat(dir); err != nil {
		if dir, err = os.MkdirTemp("", "docketwatch-doctor-*"); err != nil {
			d.say("pdf reader", "fail", err.Error(), "")
			return
		}
		defer func() { _ = os.RemoveAll(dir) }() // what stays is in the system's folder for such things
	}
	pdf, err := pdftext.New(pdftext.Options{Program: pdfProgram, Cache: dir, PDFToText: cfg.Papers.PDFToText, OCR: cfg.Papers.OCR})
	if err != nil {
		d.say("pdf reader", "fail", err.Error(), "see `documents:` in the configuration")
		return
	}
	defer pdf.Close()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	text, err := pdf.Extract(ctx, strings.NewReader(onePage))
	switch {
	case err != nil:
		d.say("pdf reader", "fail", "a document of one page cannot be read: "+err.Error(), "arguments are found in documents: see whether the system lets the program start itself")
	case !strings.Contains(strings.Join(text.Pages, " "), "docketwatch"):
		d.say("pdf reader", "fail", "a document of one page is read wrongly", "")
	default:
		d.say("pdf reader", "ok", "reads in a child process, by "+text.Reader, "")
	}
}
