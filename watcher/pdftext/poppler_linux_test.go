package pdftext

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// installed is the path of a program that a test needs.
func installed(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed: what reads with it is not tested here", name)
	}
	return path
}

func TestPopplerReadsTheSame(t *testing.T) {
	path := installed(t, "pdftotext")
	e := newExtractor(t, func(o *Options) { o.PDFToText = path })
	setup, err := e.Setup(context.Background())
	if err != nil || setup.Reader != "pdftotext" {
		t.Fatalf("%+v, %v", setup, err)
	}
	want := []string{"Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 1 of 3\n" + brief, "", "Third (and last) page."}
	got, err := extract(t, e, document(want...).bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&Text{Pages: want, Total: 3, Reader: "pdftotext"}, got); diff != "" {
		t.Error(diff)
	}
	for name, c := range map[string]struct {
		pdf  []byte
		want string
	}{
		"a password": {encrypted("secret", brief), "encrypted: it needs a password"},
		"rubbish":    {[]byte("%PDF-1.7\nrubbish\n%%EOF\n"), damaged},
		"a scan":     {scan("").bytes(), scanned},
	} {
		_, err := extract(t, e, c.pdf)
		var unreadable *Unreadable
		if !errors.As(err, &unreadable) || !strings.HasPrefix(unreadable.Reason, c.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestPopplerIsHeldToo(t *testing.T) {
	path := installed(t, "pdftotext")
	e := newExtractor(t, func(o *Options) { o.PDFToText, o.Time = path, 2*time.Second })
	for _, kind := range attacks() {
		pdf := kind.make(newRandom(7))
		start := time.Now()
		text, err := extract(t, e, pdf)
		var unreadable *Unreadable
		if err != nil && !errors.As(err, &unreadable) && !errors.Is(err, ErrBusy) {
			t.Errorf("%s: %v", kind.name, err)
		}
		if took := time.Since(start); took > e.o.Time+2*time.Second {
			t.Errorf("%s: took %s", kind.name, took)
		}
		t.Logf("%-45s %8s  %6d KiB  %v %s", kind.name, time.Since(start).Round(time.Millisecond), e.Stats().Peak>>10, err, cut(text))
	}
	if e.Stats().Peak > e.o.Memory {
		t.Errorf("it had %d MiB", e.Stats().Peak>>20)
	}
}

func TestAProgramThatIsNotThereIsNoDocumentsFault(t *testing.T) {
	e := newExtractor(t, func(o *Options) { o.PDFToText = "/nonexistent/pdftotext" })
	_, err := extract(t, e, document(brief).bytes())
	var unreadable *Unreadable
	if err == nil || errors.As(err, &unreadable) || !strings.Contains(err.Error(), "/nonexistent/pdftotext") {
		t.Errorf("got %v", err)
	}
	if _, err := New(Options{OCR: "/nonexistent/tesseract"}); err == nil || !strings.Contains(err.Error(), "pdftoppm") {
		t.Errorf("got %v", err)
	}
}

func TestPicturesOfPagesAreRecognised(t *testing.T) {
	tesseract := installed(t, "tesseract")
	painter := installed(t, "pdftoppm")
	e := newExtractor(t, func(o *Options) { o.OCR = tesseract })
	// A scan: what pdftoppm draws of a page, as the only thing on another.
	drawn := exec.Command(painter, "-gray", "-r", "150", "-")
	drawn.Stdin = strings.NewReader(string(document(brief).bytes()))
	picture, err := drawn.Output()
	if err != nil {
		t.Fatal(err)
	}
	text, err := extract(t, e, pictured(picture, "Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 1 of 1"))
	if err != nil {
		t.Fatal(err)
	}
	if !text.OCR || text.Reader != "tesseract" || text.Total != 1 || !strings.Contains(strings.ToLower(text.Pages[0]), "commands the\nstates to administer a federal program") {
		t.Errorf("got %+v", text)
	}
	t.Logf("%d MiB at most", e.Stats().Peak>>20)
	// Nothing to recognise: the first reason stands.
	var unreadable *Unreadable
	if _, err := extract(t, e, scan("").bytes()); !errors.As(err, &unreadable) || unreadable.Reason != scanned {
		t.Errorf("got %v", err)
	}
}
