package pdftext

import (
	"errors"
	"os/exec"
	"strings"
	"sync"
)

// verdict says in words why a process that gave no answer ended, and whether we
// ended it. It is to be called after end.
func (p *process) verdict() (why error, ours bool) {
	p.mu.Lock()
	why = p.why
	p.mu.Unlock()
	if why != nil && !errors.Is(why, errEnded) {
		return why, true
	}
	select {
	case <-p.gone:
		return p.autopsy(), false
	default:
		return &Unreadable{"its reader cannot be stopped"}, false
	}
}

// autopsy reads the cause of death from what a process left.
func (p *process) autopsy() error {
	said := p.stderr.String()
	if outOfMemory(said) {
		return &Unreadable{"needed more memory than it may have"}
	}
	var exit *exec.ExitError
	if errors.As(p.err, &exit) {
		if name, cpu := signalOf(exit.ProcessState); cpu {
			return &Unreadable{"took more processor time than it may have"}
		} else if name != "" {
			return &Unreadable{"its reader was ended by the system (" + name + ")"}
		}
	}
	if said == "" {
		said = "it said nothing"
	}
	return &Unreadable{"its reader broke off: " + said}
}

// outOfMemory knows how Go, C++ and poppler say so.
func outOfMemory(said string) bool {
	said = strings.ToLower(said)
	return strings.Contains(said, "out of memory") || strings.Contains(said, "cannot allocate memory") || strings.Contains(said, "bad_alloc")
}

// filtered says that a process was ended for a system call that it may not make.
func (p *process) filtered() bool {
	select {
	case <-p.gone:
		return p.cmd.ProcessState != nil && badCall(p.cmd.ProcessState)
	default:
		return false
	}
}

// head keeps the first words that a process writes to its standard error.
type head struct {
	mu   sync.Mutex
	text []byte
}

const headSize = 4 << 10

func (h *head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.text = append(h.text, p[:min(len(p), headSize-len(h.text))]...)
	return len(p), nil
}

// String is one line of at most 200 bytes.
func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	line := strings.Join(strings.Fields(clean(string(h.text))), " ")
	if len(line) > 200 {
		line = strings.ToValidUTF8(line[:200], "") + "…"
	}
	return line
}
