package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	maxPages  = 20_000 // a document says how many pages it has; it need not be true
	maxFailed = 100    // pages in a row that cannot be read, before the rest is given up
)

// A library is pdfium, compiled and ready.
type library struct {
	pool   pdfium.Pool
	engine string
	memory *ceiling
}

// load compiles pdfium, or takes it from the cache. A cache that cannot be used
// is done without.
func load(o order) (*library, error) {
	l := &library{engine: "compiler", memory: &ceiling{limit: uint64(o.Memory / 2)}} // #nosec G115 -- a limit is positive
	config := wazero.NewRuntimeConfig()
	if o.Interpreter || !mayCompile() {
		config, l.engine = wazero.NewRuntimeConfigInterpreter(), "interpreter"
	}
	// pdfium uses setjmp. The limit of memory is the allocator's, which remembers
	// that it was asked for more.
	config = config.WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	var unusable error
	if o.Cache != "" && l.engine == "compiler" {
		if l.pool, unusable = l.start(config, o.Cache); unusable == nil {
			return l, nil
		}
	}
	pool, err := l.start(config, "")
	if err != nil {
		return nil, fmt.Errorf("load pdfium: %w", errors.Join(err, unusable))
	}
	l.pool = pool
	return l, nil
}

func (l *library) start(config wazero.RuntimeConfig, cache string) (pdfium.Pool, error) {
	if cache != "" {
		if err := os.MkdirAll(cache, 0o700); err != nil {
			return nil, err
		}
		c, err := wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(c)
	}
	return webassembly.Init(webassembly.Config{
		Context:       experimental.WithMemoryAllocator(context.Background(), l.memory.allocator()),
		MaxTotal:      1,
		MaxIdle:       1,
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(), // no files; the default is all of them
		Stdout:        io.Discard,           // standard output is for replies
		Stderr:        os.Stderr,
	})
}

// read reads one document in an instance of its own.
func (l *library) read(pdf []byte, most int64, say func(reply) error) (done reply) {
	l.memory.refused = false
	instance, err := l.pool.GetInstance(startTime)
	if err != nil {
		return reply{Why: "pdfium cannot start: " + err.Error(), Last: true}
	}
	defer func() {
		if instance.Close() != nil { // it could not even clean up
			done.Last = true
		}
	}()
	open, err := instance.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(pdf), FileReaderSize: int64(len(pdf))})
	if err != nil {
		done.Why, done.Last = l.explain(err)
		if !done.Last && done.Why == damaged && !bytes.Contains(pdf[max(0, len(pdf)-1024):], []byte("%%EOF")) {
			done.Why = "cut off: it does not end as a PDF does"
		}
		return done
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: open.Document})
	if err != nil {
		done.Why, done.Last = l.explain(err)
		return done
	}
	total := count.PageCount
	if total <= 0 {
		return done
	}
	if err := say(reply{Total: total}); err != nil {
		return reply{Why: err.Error(), Last: true}
	}
	r := reading{l: l, instance: instance, document: open.Document, left: most, say: say}
	done.Why, done.Last = r.pages(min(total, maxPages))
	if done.Why == "" && total > maxPages {
		done.Why = fmt.Sprintf("no more than %d pages are read", maxPages)
	}
	done.Painted = r.painted
	return done
}

const damaged = "damaged: there is no document in it"

// explain puts an error of pdfium in words. Fatal: the instance is broken.
func (l *library) explain(err error) (why string, fatal bool) {
	switch {
	case l.memory.refused:
		return "needed more than " + mebibytes(int64(l.memory.limit)), true // #nosec G115 -- half of an int64
	case errors.Is(err, pdferrors.ErrPassword):
		return "encrypted: it needs a password", false
	case errors.Is(err, pdferrors.ErrSecurity):
		return "encrypted in a way that pdfium does not know", false
	case errors.Is(err, pdferrors.ErrFormat), errors.Is(err, pdferrors.ErrFile), errors.Is(err, pdferrors.ErrUnknown), errors.Is(err, pdferrors.ErrSuccess):
		return damaged, false
	case errors.Is(err, pdferrors.ErrPage):
		return "damaged: a page cannot be read", false
	}
	first, _, _ := strings.Cut(err.Error(), "\n") // a stack follows
	return "pdfium failed on it: " + first, true
}

// A reading is one document being read.
type reading struct {
	l        *library
	instance pdfium.Pdfium
	document references.FPDF_DOCUMENT
	left     int64 // bytes of text that may still be said
	say      func(reply) error
	painted  bool
}

// pages reads them in order and says each. Why is "" if all could be read.
func (r *reading) pages(count int) (why string, fatal bool) {
	failed, inRow := 0, 0
	for i := range count {
		text, err := r.page(i)
		switch {
		case err == nil:
			inRow = 0
		case r.l.memory.refused || !ofThePage(err):
			return r.l.explain(err)
		default:
			failed, inRow = failed+1, inRow+1
			if inRow == maxFailed {
				return fmt.Sprintf("damaged: %d pages in a row cannot be read", inRow), false
			}
		}
		if r.left -= int64(len(text)); r.left < 0 {
			return "more text than a document may have", false
		}
		if err := r.say(reply{Page: i + 1, Text: text}); err != nil {
			return err.Error(), true // nobody listens
		}
	}
	if failed > 0 {
		return fmt.Sprintf("damaged: %d of its %d pages cannot be read", failed, count), false
	}
	return "", false
}

// ofThePage says that a page could not be read but the instance is sound; the
// library has no sentinels for the last two.
func ofThePage(err error) bool {
	return errors.Is(err, pdferrors.ErrPage) ||
		err.Error() == "could not load text page" || err.Error() == "could not get char count"
}

func (r *reading) page(i int) (string, error) {
	at := requests.Page{ByIndex: &requests.PageByIndex{Document: r.document, Index: i}}
	if !r.painted {
		objects, err := r.instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: at})
		if err != nil {
			return "", err
		}
		r.painted = objects.Count > 0
	}
	loaded, err := r.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: at})
	if err != nil {
		return "", err
	}
	count, err := r.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	if err != nil {
		return "", err
	}
	var text string
	if count.Count > 0 {
		got, err := r.instance.FPDFText_GetText(&requests.FPDFText_GetText{
			TextPage: loaded.TextPage, Count: int(min(int64(count.Count), r.left+1)), // one more shows that there is too much
		})
		if err != nil {
			return "", err
		}
		text = clean(got.Text)
	}
	if _, err := r.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage}); err != nil {
		return "", err
	}
	return text, nil
}
