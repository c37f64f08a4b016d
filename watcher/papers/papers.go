// Package papers gets a document from the first of its free copies that
// answers, keeps it, and has it read: the way from an address to pages of text.
// A document is hostile until its text is plain: it is fetched under the limits
// of the client, kept under the digest of its bytes and nothing else, and read
// in a child process that can do no harm.
package papers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/pdftext"
)

// A Shelf keeps documents under the digest of their bytes.
type Shelf interface {
	Put(r io.Reader) (digest string, size int64, err error)
}

// An Extractor reads the text of a PDF.
type Extractor interface {
	Extract(ctx context.Context, pdf io.ReadSeeker) (*pdftext.Text, error)
}

// A Scribe has read papers before us, pictures of pages among them. ok is false
// where it has no text and will have none; an error is worth asking again.
type Scribe interface {
	Transcribe(ctx context.Context, d docket.Document) (text string, ok bool, err error)
}

// A Reader is a [watcher.Papers].
type Reader struct {
	client  *fetch.Client
	shelf   Shelf
	reader  Extractor
	scribes []Scribe
}

// New makes a Reader. The client's limits are those of a document, not of a
// page: 100 MiB and three minutes. The scribes are asked, in their order, for
// what cannot be read here.
func New(client *fetch.Client, shelf Shelf, reader Extractor, scribes ...Scribe) *Reader {
	return &Reader{client: client, shelf: shelf, reader: reader, scribes: scribes}
}

// Read tries the free copies in their order. Where one cannot be had or read
// the next is tried; the document is illegible only if every copy that could be
// had was.
func (l *Reader) Read(ctx context.Context, d docket.Document) (docket.Paper, error) {
	var illegible *watcher.Illegible
	var failed error
	for _, address := range d.URLs {
		paper, err := l.read(ctx, address)
		var this *watcher.Illegible
		switch {
		case err == nil:
			return paper, nil
		case ctx.Err() != nil:
			return docket.Paper{}, ctx.Err()
		case errors.As(err, &this):
			if illegible == nil {
				illegible = this
			}
		default:
			failed = errors.Join(failed, err)
		}
	}
	switch {
	case failed != nil: // a copy that was not had may be the good one
		return docket.Paper{}, failed
	case illegible != nil:
		return l.transcript(ctx, d, illegible)
	}
	return docket.Paper{}, fmt.Errorf("document %s names no copy", d.Number)
}

// transcript is what others read in a file that is illegible here.
func (l *Reader) transcript(ctx context.Context, d docket.Document, illegible *watcher.Illegible) (docket.Paper, error) {
	for _, s := range l.scribes {
		text, ok, err := s.Transcribe(ctx, d)
		switch {
		case err != nil:
			return docket.Paper{}, fmt.Errorf("%s: %w", illegible.Reason, err)
		case !ok || strings.TrimSpace(text) == "" || pdftext.Garbled(text):
			continue
		}
		paper := illegible.Paper
		paper.Reader = "courtlistener"
		if paper.Pages = paged(pdftext.Divide(text)); len(paper.Pages) == 1 && len(text) > longestPage {
			paper.Pages[0].Number = 0 // it has more pages than it shows
		}
		return paper, nil
	}
	return docket.Paper{}, illegible
}

func (l *Reader) read(ctx context.Context, address string) (docket.Paper, error) {
	res, err := l.client.Get(ctx, fetch.Request{URL: address, Header: http.Header{"Accept": {"application/pdf, */*;q=0.1"}}})
	if err != nil {
		return docket.Paper{}, err
	}
	if res.Cut {
		return docket.Paper{}, fmt.Errorf("fetch %s: %s", address, res.Why)
	}
	paper := docket.Paper{URL: address, Size: int64(len(res.Body))}
	if paper.Digest, _, err = l.shelf.Put(bytes.NewReader(res.Body)); err != nil {
		return docket.Paper{}, fmt.Errorf("keep %s: %w", address, err)
	}
	text, err := l.reader.Extract(ctx, bytes.NewReader(res.Body))
	var unreadable *pdftext.Unreadable
	switch {
	case errors.As(err, &unreadable):
		return docket.Paper{}, &watcher.Illegible{Reason: unreadable.Reason, Paper: paper}
	case err != nil:
		return docket.Paper{}, fmt.Errorf("read %s: %w", address, err)
	}
	paper.Reader = text.Reader
	paper.Pages = paged(text.Pages)
	return paper, nil
}

// longestPage is more text, in bytes, than a page of a brief or an order holds.
const longestPage = 6000

func paged(texts []string) []docket.Page {
	stamps := pdftext.StampPages(texts)
	pages := make([]docket.Page, len(texts))
	for i, text := range texts {
		pages[i] = docket.Page{Number: i + 1, Stamp: stamps[i], Text: text}
	}
	return pages
}
