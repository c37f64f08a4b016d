package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets this test binary be the program: for the stories, and as the
// daemon that is killed; and the courts of the benchmark.
func TestMain(m *testing.M) {
	if os.Getenv("DOCKETWATCH_TEST_FEEDS") == "1" {
		serveBenchFeeds()
	}
	pdfProgram = os.Getenv(readerVariable)
	if os.Getenv("DOCKETWATCH_TEST_CHILD") == "1" || len(os.Args) > 1 && os.Args[1] == "pdf-child" {
		os.Exit(command(os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
	}
	testscript.Main(withReader{m}, map[string]func(){"docketwatch": main})
}

// readerVariable names, for the daemons that tests start, the program that reads
// a PDF. Under the race detector it is one built without: pdfium would need half
// a minute and a gibibyte to start, and the limits of a child allow neither.
const readerVariable = "DOCKETWATCH_TEST_READER"

type withReader struct{ *testing.M }

func (m withReader) Run() int {
	if !underRace() {
		return m.M.Run()
	}
	dir, err := os.MkdirTemp("", "docketwatch-test-")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // a test leaves nothing behind
	pdfProgram = filepath.Join(dir, "docketwatch")
	if out, err := exec.Command("go", "build", "-o", pdfProgram, ".").CombinedOutput(); err != nil {
		panic(fmt.Sprintf("build the reader: %v: %s", err, out))
	}
	if err := os.Setenv(readerVariable, pdfProgram); err != nil {
		panic(err)
	}
	return m.M.Run()
}

func underRace() bool {
	info, _ := debug.ReadBuildInfo()
	for _, s := range info.Settings {
		if s.Key == "-race" {
			return s.Value == "true"
		}
	}
	return false
}
