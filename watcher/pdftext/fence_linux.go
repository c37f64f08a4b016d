package pdftext

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// enclose holds a child that has loaded pdfium and seen no document yet.
func enclose(o order) Setup {
	var s Setup
	s.limit("", unix.RLIMIT_CORE, 0)
	s.limit("", unix.RLIMIT_NOFILE, 64)
	s.limit("no file written", unix.RLIMIT_FSIZE, 0)
	s.limit("limit of processor time", unix.RLIMIT_CPU, used()+uint64(o.CPU)) // #nosec G115 -- a limit is positive
	// What the runtime holds now was taken to compile pdfium and is mostly free
	// again: the document may have its own memory, and the runtime as much.
	status, _ := os.ReadFile("/proc/self/status")                                               // without it the limit is lower
	s.limit("limit of data", unix.RLIMIT_DATA, uint64(statusField(status, "VmData:")+o.Memory)) // #nosec G115 -- both are sizes
	s.volunteer()
	if o.Open {
		s.Lacks = append(s.Lacks, "system call filter: refused by the system")
	} else {
		s.filter(withoutFiles)
	}
	return s
}

// become turns this process into another program, held by what a program
// survives. It returns only if that fails.
func become(o order) error {
	var s Setup
	s.limit("", unix.RLIMIT_CORE, 0)
	s.limit("", unix.RLIMIT_FSIZE, 0)
	s.limit("", unix.RLIMIT_NOFILE, 64)
	s.limit("", unix.RLIMIT_CPU, uint64(o.CPU)) // #nosec G115 -- a limit is positive
	s.volunteer()
	env := append([]string{}, o.Env...)
	if !o.Open {
		s.filter(withoutSockets)
	}
	// Last: from here on this process itself can hardly grow.
	s.limit("", unix.RLIMIT_AS, uint64(o.Memory)) // #nosec G115 -- a limit is positive
	if len(s.Lacks) > 0 {
		return fmt.Errorf("%s is not run without its limits: %s", o.Run[0], strings.Join(s.Lacks, "; "))
	}
	return fmt.Errorf("run %s: %w", o.Run[0], syscall.Exec(o.Run[0], o.Run, env))
}

// limit sets a resource limit that cannot be raised again.
func (s *Setup) limit(name string, resource int, most uint64) {
	err := unix.Setrlimit(resource, &unix.Rlimit{Cur: most, Max: most})
	if err != nil {
		s.Lacks = append(s.Lacks, fmt.Sprintf("limit %d: %v", resource, err))
	} else if name != "" {
		s.Fence = append(s.Fence, name)
	}
}

// volunteer asks to be the first to go when the machine is out of memory.
func (s *Setup) volunteer() {
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0) // a wish
}

func (s *Setup) filter(calls []uint32) {
	if err := install(calls); err != nil {
		s.Lacks = append(s.Lacks, "system call filter: "+err.Error())
		return
	}
	s.Fence = append(s.Fence, "system call filter")
}

// used is the processor time of this process so far, in whole seconds, up.
func used() uint64 {
	var usage unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return uint64(time.Duration(usage.Utime.Nano()+usage.Stime.Nano())/time.Second) + 1 // #nosec G115 -- time that was used is positive
}
