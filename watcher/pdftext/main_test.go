package pdftext

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestMain lets this test binary be the child.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "pdf-child" {
		os.Exit(ChildMain(os.Args[2:]))
	}
	dir, err := os.MkdirTemp("", "pdftext-")
	if err != nil {
		panic(err)
	}
	program, err := childProgram(dir)
	if err != nil {
		panic(err)
	}
	testProgram, testCache = program, filepath.Join(dir, "cache")
	code := m.Run()
	if shared != nil {
		shared.Close()
	}
	_ = os.RemoveAll(dir) // a test leaves nothing behind
	os.Exit(code)
}

var (
	testProgram, testCache string
	shared                 *Extractor // most tests read with one, as the daemon does
)

func childProgram(dir string) (string, error) {
	if !raceDetector {
		return os.Executable()
	}
	path := filepath.Join(dir, "pdfchild")
	out, err := exec.Command("go", "build", "-o", path, "./testdata/pdfchild").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the child: %w: %s", err, out)
	}
	return path, nil
}

// newExtractor is one for a test that changes the limits.
func newExtractor(t testing.TB, change func(*Options)) *Extractor {
	t.Helper()
	o := Options{Program: testProgram, Cache: testCache}
	if change != nil {
		change(&o)
	}
	e, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return e
}

func extractor(t testing.TB) *Extractor {
	t.Helper()
	if shared == nil {
		e, err := New(Options{Program: testProgram, Cache: testCache})
		if err != nil {
			t.Fatal(err)
		}
		shared = e
	}
	return shared
}

func extract(t testing.TB, e *Extractor, pdf []byte) (*Text, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	return e.Extract(ctx, bytes.NewReader(pdf))
}
