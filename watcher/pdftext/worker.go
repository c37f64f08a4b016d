package pdftext

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// maxDocuments is how many documents one child serves.
const maxDocuments = 100

// A worker is a child that has pdfium ready.
type worker struct {
	*process
	setup   Setup
	replies *json.Decoder
	allowed *allowance
	served  int
}

// allowance reads no more than left: what a child may still say.
type allowance struct {
	in   io.Reader
	left int64
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errors.New("said more than it may")
	}
	n, err := a.in.Read(p[:min(int64(len(p)), a.left)])
	a.left -= int64(n)
	return n, err
}

// Setup starts a child if there is none and says how it is held.
func (e *Extractor) Setup(ctx context.Context) (Setup, error) {
	if err := e.take(ctx); err != nil {
		return Setup{}, err
	}
	defer e.leave()
	if err := e.hire(ctx); err != nil {
		return Setup{}, err
	}
	setup := e.worker.setup
	if e.o.PDFToText != "" {
		setup.Reader, setup.Engine = "pdftotext", ""
	}
	return setup, nil
}

// hire sees to it that there is a worker. An error is no document's fault.
func (e *Extractor) hire(ctx context.Context) error {
	if e.worker != nil {
		return nil
	}
	p, err := e.start(order{
		Memory: e.o.Memory, Size: e.o.Size, Output: e.o.Output, Cache: e.o.Cache, Interpreter: e.o.interpret,
		CPU: 1 + maxDocuments*int64(e.o.Time/time.Second+1),
	})
	if err != nil {
		return err
	}
	w := &worker{process: p, allowed: &allowance{in: p.out, left: 64 << 10}}
	w.replies = json.NewDecoder(w.allowed)
	lift := p.guard(ctx, startTime, e.o.Memory)
	var first reply
	err = w.replies.Decode(&first)
	lift()
	if err == nil && first.Ready != nil {
		w.setup = *first.Ready
		if p.namespaces {
			w.setup.Fence = append(w.setup.Fence, "empty network")
		} else {
			w.setup.Lacks = append(w.setup.Lacks, "an empty network: refused by the system")
		}
		e.worker = w
		return nil
	}
	p.end()
	e.note(p)
	if p.filtered() && !e.noFilter.Swap(true) {
		// A filter around us ends whoever asks for one of his own.
		return e.hire(ctx)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	why, _ := p.verdict()
	return fmt.Errorf("start the PDF reader: %v", why) //nolint:errorlint // an Unreadable within would be taken for a document's
}

// dismiss ends the worker.
func (e *Extractor) dismiss() {
	if e.worker == nil {
		return
	}
	e.worker.end()
	e.note(e.worker.process)
	e.worker = nil
}

func (e *Extractor) note(p *process) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e.peak.Store(max(e.peak.Load(), p.peak)) // only the holder of the turn writes it
}

// pdfium reads a document with the worker. A worker that has served others and
// breaks without our doing may have been broken before: the document gets a
// second chance with a new one, in what is left of its time.
func (e *Extractor) pdfium(ctx context.Context, pdf io.ReadSeeker, size int64) (*Text, error) {
	for left := e.o.Time; ; {
		if err := e.hire(ctx); err != nil {
			return nil, err
		}
		w, began := e.worker, time.Now()
		text, done, err := w.read(ctx, pdf, size, left, e.o)
		e.note(w.process)
		if err != nil || done.Last || w.served >= maxDocuments {
			e.dismiss()
		}
		if err == nil {
			return finish(text, done.Painted, done.Why)
		}
		why, ours := w.verdict()
		left -= time.Since(began)
		if !ours && w.served > 1 && left > 0 {
			continue
		}
		var unreadable *Unreadable
		if !errors.As(why, &unreadable) {
			return nil, why
		}
		return finish(text, false, unreadable.Reason)
	}
}

// read hands one document to the worker and gathers what it says. With an error
// the text holds what came before, and the worker is of no more use.
func (w *worker) read(ctx context.Context, pdf io.ReadSeeker, size int64, limit time.Duration, o Options) (*Text, reply, error) {
	w.served++
	// JSON at most doubles clean text; a page costs some words around it.
	w.allowed.left = 2*o.Output + 64*maxPages + 64<<10
	lift := w.guard(ctx, limit, o.Memory)
	defer lift()

	fed := make(chan struct{})
	go func() {
		defer close(fed)
		if err := w.feed(binary.BigEndian.AppendUint64(nil, uint64(size)), pdf, size); err != nil { // #nosec G115 -- a size is positive
			w.kill(fmt.Errorf("read a PDF: %w", err))
		}
	}()
	text, done, err := w.listen(o.Output)
	switch {
	case err == nil:
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, os.ErrClosed):
		w.end() // why it ended is found out from what it left
	default:
		w.kill(&Unreadable{"its reader broke off: " + err.Error()})
	}
	<-fed
	w.look()
	return text, done, err
}

// listen takes replies until the last of a document. The child has read what a
// stranger wrote: nothing it says is taken on trust.
func (w *worker) listen(most int64) (*Text, reply, error) {
	text := &Text{Reader: "pdfium"}
	for {
		var r reply
		if err := w.replies.Decode(&r); err != nil {
			return text, r, err
		}
		switch {
		case r.Done:
			r.Why = clean(r.Why)
			return text, r, nil
		case r.Total > 0 && r.Page == 0:
			text.Total = r.Total
		case r.Page == len(text.Pages)+1 && r.Page <= min(text.Total, maxPages):
			page := clean(r.Text)
			if most -= int64(len(page)); most < 0 {
				return text, r, errors.New("said more than it may")
			}
			text.Pages = append(text.Pages, page)
		default:
			return text, r, fmt.Errorf("page %d came after page %d", r.Page, len(text.Pages))
		}
	}
}
