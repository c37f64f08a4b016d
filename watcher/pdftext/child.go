package pdftext

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// Setup is how a child reads and what holds it, for a log line at start-up and
// for the check command.
type Setup struct {
	Reader string   `json:"reader"`           // "pdfium" or "pdftotext"
	Engine string   `json:"engine,omitempty"` // of WebAssembly: "compiler" or "interpreter"
	Fence  []string `json:"fence"`            // in words: "no network", "system call filter"
	Lacks  []string `json:"lacks,omitempty"`  // what this machine refused, and why
}

// reply is one line of a child.
type reply struct {
	Ready *Setup `json:"ready,omitempty"` // the first; then, for each document,

	Total int `json:"total,omitempty"` // pages it says it has

	Page int    `json:"page,omitempty"` // from 1
	Text string `json:"text,omitempty"`

	Done    bool   `json:"done,omitempty"`
	Why     string `json:"why,omitempty"`     // what broke the reading off
	Painted bool   `json:"painted,omitempty"` // there is something on the pages
	Last    bool   `json:"last,omitempty"`    // the child ends now: it is not to be trusted with another document
}

// ChildMain is what the hidden command "pdf-child" runs; args is one order of an
// Extractor. It reads documents from standard input, each led by its size as
// eight bytes, most significant first, and writes replies to standard output, a
// JSON object a line; or it becomes another program inside the fence.
func ChildMain(args []string) (code int) {
	err := child(args, os.Stdin, os.Stdout)
	if err == nil {
		return 0
	}
	_, _ = fmt.Fprintln(os.Stderr, err)
	var not *notRun
	if errors.As(err, &not) {
		return exitNotRun
	}
	return 1
}

// notRun is the failure to become another program, which is no document's fault.
type notRun struct{ error }

func child(args []string, in io.Reader, out io.Writer) error {
	var o order
	if len(args) != 1 {
		return errors.New("pdf-child is started by docketwatch itself")
	}
	if err := json.Unmarshal([]byte(args[0]), &o); err != nil {
		return fmt.Errorf("pdf-child is started by docketwatch itself: %w", err)
	}
	if len(o.Run) > 0 {
		return &notRun{become(o)}
	}
	debug.SetMemoryLimit(o.Memory * 3 / 4) // soft: collect rather than grow
	library, err := load(o)
	if err != nil {
		return err
	}
	debug.FreeOSMemory() // what compiling took
	setup := enclose(o)
	setup.Reader, setup.Engine = "pdfium", library.engine

	say := json.NewEncoder(out)
	say.SetEscapeHTML(false)
	if err := say.Encode(reply{Ready: &setup}); err != nil {
		return err
	}
	from := bufio.NewReader(in)
	for {
		pdf, err := receive(from, o.Size)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		done := library.read(pdf, o.Output, func(r reply) error { return say.Encode(r) })
		done.Done = true
		if err := say.Encode(done); err != nil {
			return err
		}
		if done.Last {
			return nil
		}
		pdf = nil //nolint:ineffassign,wastedassign // a large document is garbage while the next is awaited
		debug.FreeOSMemory()
	}
}

// receive reads one document. io.EOF: there will be no other.
func receive(in io.Reader, most int64) ([]byte, error) {
	var size uint64
	if err := binary.Read(in, binary.BigEndian, &size); err != nil {
		return nil, err
	}
	if size > uint64(most) { // #nosec G115 -- most is a limit, and positive
		return nil, fmt.Errorf("a document of %d bytes was announced", size)
	}
	pdf := make([]byte, size)
	if _, err := io.ReadFull(in, pdf); err != nil {
		return nil, fmt.Errorf("the document ended early: %w", err)
	}
	return pdf, nil
}
