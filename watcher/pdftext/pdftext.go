package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The limits of one document, where Options give no other.
const (
	DefaultTime   = 20 * time.Second // reading the text; starting a child not included
	DefaultOCR    = 3 * time.Minute  // reading it from pictures of the pages
	DefaultMemory = 512 << 20        // resident bytes of a child
	DefaultIdle   = time.Minute
	DefaultOutput = 5 << 20   // bytes of text
	DefaultSize   = 100 << 20 // bytes of the document
)

// Options are what an Extractor is made of. Zero limits mean the constants above.
type Options struct {
	Program   string // the docketwatch binary; "": the running one, even when its file was replaced since
	Cache     string // folder of this user alone for the compiled module, made if need be; "": compiled anew for each child
	PDFToText string // path of poppler's pdftotext, to read with in place of pdfium; Linux only, as the next
	OCR       string // path of tesseract, for documents without text; poppler's pdftoppm must stand beside it or beside PDFToText

	Time    time.Duration
	OCRTime time.Duration
	Idle    time.Duration // after which a child without work is ended
	Memory  int64
	Output  int64
	Size    int64

	interpret bool // for measurements
}

// Text is what a document says.
type Text struct {
	Pages  []string // in the document's order, "" for a page without text; valid UTF-8, no control characters but tab and newline
	Total  int      // pages that the document says it has
	Reader string   // "pdfium", "pdftotext" or "tesseract"
	OCR    bool     // read from pictures of the pages: a quotation may be misread
	Cut    string   // "" if the text is whole; else what is missing and why
}

// Unreadable is a document without text. Asking again will not help.
type Unreadable struct {
	Reason string // in words: "encrypted: it needs a password"
}

func (e *Unreadable) Error() string { return "no text: " + e.Reason }

// ErrClosed is returned by an Extractor that was closed.
var ErrClosed = errors.New("the PDF reader is closed")

// ErrBusy is matched by the error for a document whose time ran out while the
// machine had next to no time for it: it is worth another try, later.
var ErrBusy = errors.New("the machine is too busy to read PDF documents")

// An Extractor reads documents, one at a time. It is safe for use by many
// goroutines; each waits for its turn.
type Extractor struct {
	o    Options
	turn chan struct{} // held by whoever uses what stands below

	worker *worker // nil until needed
	closed bool

	mu   sync.Mutex // guards idle, which fires on its own
	idle *time.Timer

	noNamespaces atomic.Bool // the system refused them: not asked for again
	noFilter     atomic.Bool // the same
	peak         atomic.Int64
	starts       atomic.Int64
}

// New makes an Extractor. It starts nothing.
func New(o Options) (*Extractor, error) {
	or(&o.Time, DefaultTime)
	or(&o.OCRTime, DefaultOCR)
	or(&o.Idle, DefaultIdle)
	or(&o.Memory, DefaultMemory)
	or(&o.Output, DefaultOutput)
	or(&o.Size, DefaultSize)
	if o.Program == "" {
		self, err := ownProgram()
		if err != nil {
			return nil, fmt.Errorf("pdf reader: where is this program: %w", err)
		}
		o.Program = self
	}
	for _, path := range []*string{&o.Program, &o.Cache, &o.PDFToText, &o.OCR} {
		if *path == "" {
			continue
		}
		full, err := filepath.Abs(*path) // a child's working directory is another
		if err != nil {
			return nil, fmt.Errorf("pdf reader: %w", err)
		}
		*path = full
	}
	if o.OCR != "" {
		if _, err := o.painter(); err != nil {
			return nil, fmt.Errorf("pdf reader: %w", err)
		}
	}
	return &Extractor{o: o, turn: make(chan struct{}, 1)}, nil
}

func or[T comparable](value *T, otherwise T) {
	var zero T
	if *value == zero {
		*value = otherwise
	}
}

// Extract reads a document from its beginning. The error is an [*Unreadable]
// where the document is at fault; any other (the child cannot be started, the
// file cannot be read, ctx is done) says nothing about the document.
func (e *Extractor) Extract(ctx context.Context, pdf io.ReadSeeker) (*Text, error) {
	size, err := sizeOf(pdf)
	if err != nil {
		return nil, fmt.Errorf("read a PDF: %w", err)
	}
	if size > e.o.Size {
		return nil, &Unreadable{"larger than " + mebibytes(e.o.Size)}
	}
	if reason, err := sniff(pdf, size); err != nil {
		return nil, fmt.Errorf("read a PDF: %w", err)
	} else if reason != "" {
		return nil, &Unreadable{reason}
	}
	if err := e.take(ctx); err != nil {
		return nil, err
	}
	defer e.leave()
	read := e.pdfium
	if e.o.PDFToText != "" {
		read = e.poppler
	}
	text, err := read(ctx, pdf, size)
	var unreadable *Unreadable
	if err != nil && !errors.As(err, &unreadable) {
		return nil, err
	}
	if e.o.OCR == "" || !wantsOCR(text, unreadable) {
		return text, err
	}
	return e.recognise(ctx, pdf, text, err)
}

// finish judges what was read: text, or the reason why there is none. Painted
// says that something is drawn on the pages; why is what broke the reading off.
func finish(text *Text, painted bool, why string) (*Text, error) {
	if !bare(text.Pages) {
		if why != "" {
			text.Cut = why
			if len(text.Pages) < text.Total {
				text.Cut = fmt.Sprintf("%d of %d pages: %s", len(text.Pages), text.Total, why)
			}
		}
		return text, nil
	}
	switch {
	case why != "":
		return nil, &Unreadable{why}
	case text.Total == 0:
		return nil, &Unreadable{"it has no pages"}
	case strings.Join(text.Pages, "") != "":
		return nil, &Unreadable{scanned + ": nothing but the court's own stamp on each"}
	case painted:
		return nil, &Unreadable{scanned}
	}
	return nil, &Unreadable{"there is nothing on its pages that can be read"}
}

const scanned = "its pages are pictures, scanned or drawn"

// wantsOCR says whether pictures of the pages may tell more than their text.
func wantsOCR(text *Text, unreadable *Unreadable) bool {
	if unreadable != nil {
		return strings.HasPrefix(unreadable.Reason, scanned)
	}
	return text.Cut == "" && Garbled(strings.Join(text.Pages, "\n"))
}

func sizeOf(pdf io.Seeker) (int64, error) {
	size, err := pdf.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	_, err = pdf.Seek(0, io.SeekStart)
	return size, err
}

func mebibytes(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d bytes", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d MiB", n>>20)
}

// seconds is a limit as people write it: "20 s".
func seconds(d time.Duration) string {
	if d >= time.Minute && d%time.Minute == 0 {
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return fmt.Sprintf("%g s", d.Seconds())
}
