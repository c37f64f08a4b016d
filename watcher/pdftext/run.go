package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// A program is another program than pdfium, run once for one document.
type program struct {
	argv []string
	env  []string
	time time.Duration
}

// exitNotRun is the exit code of a child that could not become the program.
const exitNotRun = 125

// run hands in to a program and its output to take, which need not read all of
// it. Code is the program's exit code and said what it wrote to its standard
// error; err is an *Unreadable where the program was held back or died.
func (e *Extractor) run(ctx context.Context, it program, in io.ReadSeeker, size int64, take func(io.Reader) error) (code int, said string, err error) {
	p, err := e.start(order{Run: it.argv, Env: it.env, Memory: e.o.Memory, CPU: 1 + int64(it.time/time.Second)})
	if err != nil {
		return 0, "", err
	}
	lift := p.guard(ctx, it.time, e.o.Memory)
	fed := make(chan struct{})
	go func() {
		defer close(fed)
		if err := p.feed(nil, in, size); err != nil {
			p.kill(err)
		}
		_ = p.in.Close() // the end of the document
	}()
	if err := take(p.out); err != nil {
		p.kill(err)
	} else {
		p.wait(lookEvery) // it has closed its output: it is about to end
	}
	lift()
	p.end()
	<-fed
	e.note(p)
	said = p.stderr.String()
	why, ours := p.verdict()
	var exit *exec.ExitError
	switch {
	case ours:
		return 0, said, why
	case p.filtered() && !e.noFilter.Swap(true):
		return e.run(ctx, it, in, size, take)
	case errors.As(p.err, &exit) && exit.ExitCode() == exitNotRun:
		return 0, said, errors.New(said)
	case errors.As(p.err, &exit) && exit.ExitCode() >= 0 && !outOfMemory(said):
		return exit.ExitCode(), said, nil
	case p.err == nil:
		return 0, said, nil
	}
	return 0, said, fmt.Errorf("%s: %w", it.argv[0], why)
}

// all keeps what a program writes, up to most bytes.
func all(into *[]byte, most int64) func(io.Reader) error {
	return func(out io.Reader) error {
		got, err := io.ReadAll(io.LimitReader(out, most+1))
		if *into = got; int64(len(got)) > most {
			*into = got[:most]
			return &Unreadable{"more text than a document may have"}
		}
		return err
	}
}
