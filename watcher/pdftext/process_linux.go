package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"
)

const (
	rootDir        = "/"
	haveNamespaces = true
	countsTime     = true
)

// ownProgram names the file that runs, even if it was replaced on disk.
func ownProgram() (string, error) { return "/proc/self/exe", nil }

// attributes put a child in a process group of its own, tie its life to ours,
// and give it an empty network, for which an unprivileged process needs a user
// namespace.
func attributes(namespaces bool) *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if namespaces {
		a.Cloneflags = syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC
	}
	return a
}

// refusedNamespaces: by a container's or systemd's filter, by a kernel setting,
// by a limit of their number, or by a kernel without them.
func refusedNamespaces(err error) bool {
	for _, no := range []error{syscall.EPERM, syscall.EACCES, syscall.ENOSPC, syscall.EUSERS, syscall.EINVAL, syscall.ENOSYS} {
		if errors.Is(err, no) {
			return true
		}
	}
	return false
}

// memoryOf is the resident set of a process now and at its largest, in bytes;
// 0 for a process that is gone.
func memoryOf(pid int) (resident, peak int64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, 0
	}
	return statusField(status, "VmRSS:"), statusField(status, "VmHWM:")
}

// statusField is a size of /proc/PID/status, in bytes (proc(5)).
func statusField(status []byte, name string) int64 {
	_, after, ok := bytes.Cut(status, []byte("\n"+name))
	if !ok {
		return 0
	}
	line, _, _ := bytes.Cut(after, []byte("\n"))
	kib, err := strconv.ParseInt(string(bytes.TrimSpace(bytes.TrimSuffix(line, []byte("kB")))), 10, 64)
	if err != nil {
		return 0
	}
	return kib << 10
}

// processorTime is what a process and its threads have used so far, to a
// hundredth of a second; 0 for a process that is gone.
func processorTime(pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	// The second field, a name, may hold spaces; fields 14 and 15 are ticks (proc(5)).
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseInt(string(fields[11]), 10, 64)   // the kernel writes numbers
	system, _ := strconv.ParseInt(string(fields[12]), 10, 64) // the same
	return time.Duration(user+system) * (time.Second / 100)
}

func killGroup(p *os.Process) {
	_ = syscall.Kill(-p.Pid, syscall.SIGKILL) // it may have ended
	_ = p.Kill()                              // in case it has not yet got its group
}

// signalOf names the signal that ended a process, and whether it was that of
// the limit on processor time.
func signalOf(state *os.ProcessState) (name string, cpu bool) {
	status, ok := state.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() {
		return "", false
	}
	return status.Signal().String(), status.Signal() == syscall.SIGXCPU
}

// badCall says that a process was ended for a system call that it may not make.
func badCall(state *os.ProcessState) bool {
	status, ok := state.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGSYS
}
