package pdftext

import (
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// withoutSockets are the system calls that reach beyond a process: the network,
// other processes, the kernel's own machinery. A program that reads a document
// needs none of them.
var withoutSockets = []uint32{
	unix.SYS_SOCKET, unix.SYS_SOCKETPAIR, unix.SYS_CONNECT, unix.SYS_BIND, unix.SYS_LISTEN, unix.SYS_SENDTO, unix.SYS_SENDMSG, unix.SYS_SENDMMSG,
	unix.SYS_IO_URING_SETUP, unix.SYS_IO_URING_ENTER, unix.SYS_IO_URING_REGISTER,
	unix.SYS_PTRACE, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV, unix.SYS_PIDFD_OPEN, unix.SYS_PIDFD_GETFD, unix.SYS_KCMP,
	unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN, unix.SYS_USERFAULTFD, unix.SYS_KEYCTL, unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY,
	unix.SYS_MOUNT, unix.SYS_UMOUNT2, unix.SYS_PIVOT_ROOT, unix.SYS_CHROOT, unix.SYS_UNSHARE, unix.SYS_SETNS,
	unix.SYS_FSOPEN, unix.SYS_FSMOUNT, unix.SYS_MOVE_MOUNT, unix.SYS_OPEN_TREE,
	unix.SYS_KILL, unix.SYS_PIDFD_SEND_SIGNAL,
	unix.SYS_UNLINKAT, unix.SYS_RENAMEAT2, unix.SYS_MKDIRAT, unix.SYS_MKNODAT, unix.SYS_LINKAT, unix.SYS_SYMLINKAT, unix.SYS_FCHMODAT, unix.SYS_FCHOWNAT, unix.SYS_TRUNCATE,
}

// withoutFiles are, besides, those that open a file or start a program: once
// pdfium is loaded a child reads one pipe and writes another.
var withoutFiles = append(slices.Concat(withoutSockets, oldFiles),
	unix.SYS_OPENAT, unix.SYS_OPENAT2, unix.SYS_OPEN_BY_HANDLE_AT, unix.SYS_NAME_TO_HANDLE_AT, unix.SYS_MEMFD_CREATE,
	unix.SYS_EXECVE, unix.SYS_EXECVEAT,
)

// install puts a filter before every system call of every thread of this
// process, for good: the listed calls, fork, and calls of another architecture
// fail with EPERM (seccomp(2)). It ends nothing that would have gone well.
func install(calls []uint32) error {
	arch, ok := map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}[runtime.GOARCH]
	if !ok {
		return fmt.Errorf("not known for %s", runtime.GOARCH)
	}
	program := filter(arch, slices.Concat(calls, oldCalls))
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	fprog := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]} // #nosec G115 -- some dozens of steps
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&fprog)))
	if errno != 0 {
		return errno
	}
	return nil
}

// Where the kernel lays the call before a filter (struct seccomp_data).
const (
	atNumber   = 0
	atArch     = 4
	atFirstArg = 16 // its low half
)

// filter is the program that judges a call.
func filter(arch uint32, calls []uint32) []unix.SockFilter {
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	answer := func(k uint32) unix.SockFilter { return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k} }
	refuse := func(errno syscall.Errno) unix.SockFilter { return answer(unix.SECCOMP_RET_ERRNO | uint32(errno)) } // #nosec G115 -- an errno is small
	// jump skips skip instructions unless the condition holds.
	jump := func(condition uint16, k uint32, skip uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_K | condition, K: k, Jf: skip}
	}
	program := []unix.SockFilter{
		load(atArch),
		{Code: unix.BPF_JMP | unix.BPF_K | unix.BPF_JEQ, K: arch, Jt: 1},
		refuse(unix.EPERM),
		load(atNumber),
		jump(unix.BPF_JGE, 0x40000000, 1), // the x32 numbers of amd64
		refuse(unix.EPERM),
		// clone3 hides its flags in memory; C libraries and Go fall back to clone.
		jump(unix.BPF_JEQ, unix.SYS_CLONE3, 1),
		refuse(unix.ENOSYS),
		// A new thread is welcome, a new process is not.
		jump(unix.BPF_JEQ, unix.SYS_CLONE, 4),
		load(atFirstArg),
		jump(unix.BPF_JSET, unix.CLONE_THREAD, 1),
		answer(unix.SECCOMP_RET_ALLOW),
		refuse(unix.EPERM),
	}
	for _, call := range calls {
		program = append(program, jump(unix.BPF_JEQ, call, 1), refuse(unix.EPERM))
	}
	return append(program, answer(unix.SECCOMP_RET_ALLOW))
}
