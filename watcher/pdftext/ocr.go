package pdftext

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

const (
	longSide    = "2200" // dots of a page's longer side: 200 an inch of letter paper
	maxPicture  = 2200 * 2200
	pageTime    = time.Minute // to recognise one page
	pageOutput  = 256 << 10
	maxOCRPages = 200
	oneThread   = "OMP_THREAD_LIMIT=1" // with more, tesseract is slower and hogs the machine
)

// painter is the path of pdftoppm, which draws pages.
func (o Options) painter() (string, error) {
	for _, beside := range []string{o.OCR, o.PDFToText} {
		if beside == "" {
			continue
		}
		path := filepath.Join(filepath.Dir(beside), "pdftoppm")
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s: no pdftoppm beside it, which draws the pages for it", o.OCR)
}

// recognise reads a document from pictures of its pages, each as large as need
// be whatever the page says of its size. Where that tells nothing, what was
// found before stands.
func (e *Extractor) recognise(ctx context.Context, pdf io.ReadSeeker, before *Text, beforeErr error) (*Text, error) {
	painter, err := e.o.painter()
	if err != nil {
		return before, beforeErr
	}
	size, err := sizeOf(pdf)
	if err != nil {
		return nil, fmt.Errorf("read a PDF: %w", err)
	}
	text := &Text{Reader: "tesseract", OCR: true}
	if before != nil {
		text.Total = before.Total
	}
	deadline := time.Now().Add(e.o.OCRTime)
	failed := 0
	_, _, err = e.run(ctx, program{
		argv: []string{painter, "-gray", "-scale-to", longSide, "-l", strconv.Itoa(maxOCRPages), "-"},
		time: e.o.OCRTime + pageTime, // it waits for us most of the time
	}, pdf, size, func(out io.Reader) error {
		return pictures(out, func(picture []byte) error {
			page, err := e.recognisePage(ctx, picture, max(time.Until(deadline), 0))
			var unreadable *Unreadable
			switch {
			case time.Now().After(deadline):
				return &Unreadable{"took longer than " + seconds(e.o.OCRTime)}
			case errors.As(err, &unreadable):
				failed++ // this page alone
			case err != nil:
				return err
			}
			text.Pages = append(text.Pages, page)
			return nil
		})
	})
	text.Total = max(text.Total, len(text.Pages))
	var unreadable *Unreadable
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, ErrBusy):
		return nil, err
	case err != nil && !errors.As(err, &unreadable):
		return before, beforeErr // the programs are not as they should be: no reason to lose what we had
	case bare(text.Pages):
		return before, beforeErr
	case unreadable != nil:
		return finish(text, true, "recognising its pages: "+unreadable.Reason)
	case len(text.Pages) < text.Total:
		return finish(text, true, "the rest was not drawn")
	case failed > 0:
		return finish(text, true, fmt.Sprintf("%d of its %d pages could not be recognised", failed, text.Total))
	}
	return finish(text, true, "")
}

func (e *Extractor) recognisePage(ctx context.Context, picture []byte, left time.Duration) (string, error) {
	var out []byte
	code, said, err := e.run(ctx, program{
		argv: []string{e.o.OCR, "stdin", "stdout"},
		env:  []string{oneThread},
		time: min(left, pageTime),
	}, bytes.NewReader(picture), int64(len(picture)), all(&out, pageOutput))
	if err != nil {
		return "", err
	}
	if code != 0 {
		return "", errors.New(said)
	}
	return clean(string(out)), nil
}

// pictures takes apart a row of pictures in the form of pgm(5), "P5", width,
// height, 255, one white space, then a byte for each dot.
func pictures(in io.Reader, each func([]byte) error) error {
	from := bufio.NewReaderSize(in, 64<<10)
	for {
		if _, err := from.Peek(1); errors.Is(err, io.EOF) {
			return nil
		}
		var width, height, white int
		if _, err := fmt.Fscanf(from, "P5\n%d %d\n%d\n", &width, &height, &white); err != nil {
			return fmt.Errorf("a picture of a page: %w", err)
		}
		if white != 255 || width < 1 || height < 1 || width > maxPicture || height > maxPicture/width {
			return fmt.Errorf("a picture of a page: %d by %d dots, white is %d", width, height, white)
		}
		var picture bytes.Buffer
		fmt.Fprintf(&picture, "P5\n%d %d\n255\n", width, height)
		if _, err := io.CopyN(&picture, from, int64(width)*int64(height)); err != nil {
			return fmt.Errorf("a picture of a page: %w", err)
		}
		if err := each(picture.Bytes()); err != nil {
			return err
		}
	}
}
