package pdftext

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

const (
	startTime = 5 * time.Minute       // from start to ready: pdfium may have to be compiled, on a slow and busy machine
	waitDelay = 2 * time.Second       // for a killed child to be gone
	lookEvery = 20 * time.Millisecond // at the memory of a child
)

// order is what a child is asked to be: its one argument, as JSON.
type order struct {
	Run         []string `json:"run,omitempty"` // a program to become, inside the fence; none: pdfium, for one document after another
	Env         []string `json:"env,omitempty"`
	Memory      int64    `json:"memory"`
	Size        int64    `json:"size"`
	Output      int64    `json:"output"`
	CPU         int64    `json:"cpu"` // seconds
	Cache       string   `json:"cache,omitempty"`
	Interpreter bool     `json:"interpreter,omitempty"` // for tests and measurements
	Open        bool     `json:"open,omitempty"`        // without a system call filter
}

// A process is one child, and all that may end it.
type process struct {
	cmd        *exec.Cmd
	namespaces bool     // it has a network of its own
	in         *os.File // write end of its standard input
	out        *os.File // read end of its standard output
	stderr     head
	gone       chan struct{} // closed when it has ended
	err        error         // of Wait; read after gone

	mu   sync.Mutex
	why  error // why we ended it; the first reason counts
	peak int64
}

// start starts one child. Its own network is given up, and remembered as given
// up, where the kernel refuses it.
func (e *Extractor) start(o order) (*process, error) {
	o.Open = e.noFilter.Load()
	text, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	for {
		refused := e.noNamespaces.Load()
		p, err := spawn(e.o.Program, string(text), haveNamespaces && !refused)
		if err == nil {
			e.starts.Add(1)
			return p, nil
		}
		if refused || !refusedNamespaces(err) {
			return nil, fmt.Errorf("start the PDF reader: %w", err)
		}
		e.noNamespaces.Store(true)
	}
}

func spawn(program, order string, namespaces bool) (*process, error) {
	inRead, inWrite, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	outRead, outWrite, err := os.Pipe()
	if err != nil {
		_, _ = inRead.Close(), inWrite.Close() // nothing was written
		return nil, err
	}
	p := &process{namespaces: namespaces, in: inWrite, out: outRead, gone: make(chan struct{})}
	p.cmd = exec.Command(program, "pdf-child", order) //nolint:noctx // ended by process.kill, which also says why
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = inRead, outWrite, &p.stderr
	p.cmd.Env = []string{} // nil would be ours, with its tokens
	p.cmd.Dir = rootDir
	p.cmd.WaitDelay = waitDelay
	p.cmd.SysProcAttr = attributes(namespaces)

	started := make(chan error)
	go func() {
		// The child dies with the thread that started it (Pdeathsig): this
		// thread must not end first.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := p.cmd.Start()
		_, _ = inRead.Close(), outWrite.Close() // the child has its own
		started <- err
		if err != nil {
			return
		}
		p.err = p.cmd.Wait()
		close(p.gone)
	}()
	if err := <-started; err != nil {
		_, _ = inWrite.Close(), outRead.Close() // nobody is on the other side
		return nil, err
	}
	return p, nil
}

// guard ends the process when its time, its memory or ctx runs out, until it is
// lifted.
func (p *process) guard(ctx context.Context, limit time.Duration, memory int64) (lift func()) {
	lifted, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		p.watch(ctx, lifted, limit, memory)
	}()
	return func() { close(lifted); <-done }
}

func (p *process) watch(ctx context.Context, lifted <-chan struct{}, limit time.Duration, memory int64) {
	late := time.NewTimer(limit)
	defer late.Stop()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	before := processorTime(p.cmd.Process.Pid)
	for {
		select {
		case <-p.gone:
			return
		case <-lifted:
			return
		case <-ctx.Done():
			p.kill(ctx.Err())
			return
		case <-late.C:
			if used := processorTime(p.cmd.Process.Pid) - before; countsTime && used < limit/4 {
				p.kill(fmt.Errorf("%w: it got %s in %s", ErrBusy, seconds(used), seconds(limit)))
			} else {
				p.kill(&Unreadable{"took longer than " + seconds(limit)})
			}
			return
		case <-look.C:
			if p.look() > memory {
				p.kill(&Unreadable{"needed more than " + mebibytes(memory)})
				return
			}
		}
	}
}

// look takes the size of the process; the peak is the kernel's own, so that
// nothing is missed between two looks.
func (p *process) look() (resident int64) {
	resident, peak := memoryOf(p.cmd.Process.Pid)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.peak = max(p.peak, peak)
	return resident
}

// kill ends the process and its group at once. The first reason given is kept.
func (p *process) kill(why error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.why == nil {
		p.why = why
	}
	select {
	case <-p.gone: // its number may be another's by now
	default:
		killGroup(p.cmd.Process)
	}
	// Whoever waits for its output is freed even if somebody else holds the pipe.
	_, _ = p.in.Close(), p.out.Close()
}

// errEnded is no reason: the process was no longer wanted, or had ended.
var errEnded = errors.New("ended")

// end kills what is left of the process and waits for it, but not for ever.
func (p *process) end() {
	p.look()
	p.kill(errEnded)
	p.wait(2 * waitDelay) // one that is stuck in the kernel is left to the goroutine in spawn
}

func (p *process) wait(most time.Duration) {
	late := time.NewTimer(most)
	defer late.Stop()
	select {
	case <-p.gone:
	case <-late.C:
	}
}

// feed hands a document to a process from its beginning. A process that stops
// listening has its reasons, which are found out elsewhere.
func (p *process) feed(prefix []byte, pdf io.ReadSeeker, size int64) error {
	if _, err := pdf.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := p.in.Write(prefix); err != nil {
		return nil
	}
	buffer := make([]byte, 64<<10)
	for left := size; left > 0; {
		n, err := io.ReadFull(pdf, buffer[:min(left, int64(len(buffer)))])
		if err != nil {
			return fmt.Errorf("the document ended before its size: %w", err)
		}
		if _, err := p.in.Write(buffer[:n]); err != nil {
			return nil
		}
		left -= int64(n)
	}
	return nil
}
