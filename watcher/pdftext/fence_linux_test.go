package pdftext

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestSetupSaysHowTheChildIsHeld(t *testing.T) {
	setup, err := extractor(t).Setup(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", setup)
	if setup.Reader != "pdfium" || setup.Engine != "compiler" {
		t.Errorf("got %+v", setup)
	}
	for _, want := range []string{"no file written", "limit of processor time", "limit of data", "system call filter"} {
		if !strings.Contains(strings.Join(setup.Fence, ", "), want) {
			t.Errorf("no %s: %+v", want, setup)
		}
	}
}

// TestTheChildCannotReachOut tries, from within the fence, what a document that
// had taken the child over would try.
func TestTheChildCannotReachOut(t *testing.T) {
	if os.Getenv("PDFTEXT_FENCED") == "" {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(self, "-test.run", "^TestTheChildCannotReachOut$", "-test.v")
		cmd.Env = append(os.Environ(), "PDFTEXT_FENCED=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if !strings.Contains(string(out), "all refused") {
			t.Fatalf("the test within did not run:\n%s", out)
		}
		return
	}
	before, err := os.Open("/dev/null")
	if err != nil {
		t.Fatal(err)
	}
	setup := enclose(order{Memory: DefaultMemory, CPU: 60})
	for name, try := range map[string]func() error{
		"a socket":        func() error { _, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0); return err },
		"a Unix socket":   func() error { _, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0); return err },
		"a file to read":  func() error { _, err := os.Open("/etc/hostname"); return err },
		"a file to write": func() error { return os.WriteFile(filepath.Join(os.TempDir(), "pdftext-out"), nil, 0o600) },
		"another program": func() error { return syscall.Exec("/bin/true", []string{"true"}, nil) },
		"a new process":   func() error { return exec.Command("/bin/true").Run() },
		"its parent":      func() error { return unix.PtraceAttach(os.Getppid()) },
		"a signal":        func() error { return unix.Kill(os.Getppid(), 0) },
		"a way around": func() error {
			_, _, errno := unix.Syscall(unix.SYS_IO_URING_SETUP, 1, 0, 0)
			return errno
		},
		"more processor time": func() error {
			return unix.Setrlimit(unix.RLIMIT_CPU, &unix.Rlimit{Cur: unix.RLIM_INFINITY, Max: unix.RLIM_INFINITY})
		},
		"a gibibyte of data": func() error {
			_, err := unix.Mmap(-1, 0, 1<<30, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS)
			return err
		},
	} {
		switch err := try(); {
		case err == nil:
			if name == "more processor time" && os.Geteuid() == 0 {
				continue // root may, outside a user namespace
			}
			t.Errorf("%s was had; the fence is %+v", name, setup)
		case !errors.Is(err, unix.EPERM) && !errors.Is(err, unix.ENOMEM):
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := before.Read(make([]byte, 1)); err == nil || errors.Is(err, unix.EPERM) {
		t.Errorf("what was open before: %v", err)
	}
	done := make(chan int)
	go func() { // new threads are needed and had
		var stack [1 << 16]byte
		done <- len(stack)
	}()
	<-done
	if !t.Failed() {
		t.Log("all refused")
	}
}

// TestAChildWithoutMachineCodeInterprets plays systemd's MemoryDenyWriteExecute.
func TestAChildWithoutMachineCodeInterprets(t *testing.T) {
	const refuseExecGain = 1 // PR_MDWE_REFUSE_EXEC_GAIN, linux/prctl.h, since 6.3
	if os.Getenv("PDFTEXT_MDWE") == "" {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(self, "-test.run", "^TestAChildWithoutMachineCodeInterprets$", "-test.v")
		cmd.Env = append(os.Environ(), "PDFTEXT_MDWE=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if strings.Contains(string(out), "--- SKIP") {
			t.Skip("this kernel has no PR_SET_MDWE")
		}
		t.Logf("%s", out)
		return
	}
	if err := unix.Prctl(unix.PR_SET_MDWE, refuseExecGain, 0, 0, 0); err != nil {
		t.Skip("this kernel has no PR_SET_MDWE:", err)
	}
	e := newExtractor(t, func(o *Options) { o.Time = 2 * time.Minute })
	setup, err := e.Setup(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if setup.Engine != "interpreter" {
		t.Errorf("got %+v", setup)
	}
	start := time.Now()
	text, err := extract(t, e, document(brief, brief, brief).bytes())
	if err != nil {
		t.Fatal(err)
	}
	if text.Pages[2] != brief {
		t.Errorf("got %q", text.Pages)
	}
	t.Logf("3 pages in %s, %d MiB", time.Since(start), e.Stats().Peak>>20)
}

// TestOnlyTheDocumentFailsWhenItsChildIsKilled is what the kernel does when the
// machine is out of memory.
func TestOnlyTheDocumentFailsWhenItsChildIsKilled(t *testing.T) {
	e := newExtractor(t, nil)
	if _, err := e.Setup(context.Background()); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	pid := e.worker.cmd.Process.Pid
	go func() {
		_, err := e.Extract(context.Background(), &killer{Reader: bytes.NewReader(document(brief).bytes()), pid: pid})
		done <- err
	}()
	var unreadable *Unreadable
	if err := <-done; !errors.As(err, &unreadable) || unreadable.Reason != "its reader was ended by the system (killed)" {
		t.Errorf("got %v", err)
	}
	if text, err := extract(t, e, document(brief).bytes()); err != nil || text.Pages[0] != brief {
		t.Errorf("the next document: %v, %v", text, err)
	}
}

// TestAChildThatDiedWhileNobodyLookedIsReplaced: its death is not the next
// document's fault.
func TestAChildThatDiedWhileNobodyLookedIsReplaced(t *testing.T) {
	e := newExtractor(t, nil)
	for range 2 {
		if text, err := extract(t, e, document(brief).bytes()); err != nil || text.Pages[0] != brief {
			t.Fatalf("%v, %v", text, err)
		}
		if err := e.worker.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-e.worker.gone
	}
	if n := e.Stats().Children; n != 2 {
		t.Errorf("%d children", n)
	}
}

// TestTheChildDiesWithItsParent: nobody else would end it.
func TestTheChildDiesWithItsParent(t *testing.T) {
	text, err := json.Marshal(order{Memory: DefaultMemory, Size: DefaultSize, Output: DefaultOutput, CPU: 60, Cache: testCache})
	if err != nil {
		t.Fatal(err)
	}
	p, err := spawn(testProgram, string(text), false)
	if err != nil {
		t.Fatal(err)
	}
	defer p.end()
	_ = p.in.Close() // as the kernel does for a parent that is gone
	select {
	case <-p.gone:
	case <-time.After(2 * time.Minute):
		t.Error("the child lives on")
	}
	if p.err != nil {
		t.Errorf("%v: %s", p.err, p.stderr.String())
	}
}

// TestABusyChildDiesWithItsParent: one that is caught in a document listens to
// nobody.
func TestABusyChildDiesWithItsParent(t *testing.T) {
	if cache := os.Getenv("PDFTEXT_ORPHAN"); cache != "" {
		e := newExtractor(t, func(o *Options) { o.Time, o.Cache = time.Hour, cache })
		if _, err := e.Setup(context.Background()); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("child %d\n", e.worker.cmd.Process.Pid)
		_, err := extract(t, e, busy())
		t.Fatal("it was to be killed before that:", err)
	}
	if _, err := extractor(t).Setup(context.Background()); err != nil { // fills the cache
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run", "^TestABusyChildDiesWithItsParent$")
	cmd.Env = append(os.Environ(), "PDFTEXT_ORPHAN="+testCache)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var child int
	if _, err := fmt.Fscanf(out, "child %d\n", &child); err != nil {
		t.Fatal(err)
	}
	for before := processorTime(child); processorTime(child) < before+200*time.Millisecond; { // it is at work
		if resident, _ := memoryOf(child); resident == 0 {
			t.Fatal("the child ended on its own")
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	for deadline := time.Now().Add(20 * time.Second); ; {
		if resident, _ := memoryOf(child); resident == 0 { // a zombie has none either
			return
		}
		if time.Now().After(deadline) {
			_ = syscall.Kill(child, syscall.SIGKILL) // it is ours
			t.Fatal("the child lives on")
		}
	}
}

// busy is a document whose one page takes minutes and little memory.
func busy() []byte {
	m := page([]byte(strings.Repeat("/X Do ", 40)), "", "/XObject << /X 5 0 R >>")
	m.stream("/Type /XObject /Subtype /Form /BBox "+letter+" /Filter /FlateDecode", bomb(strings.Repeat("1 0 0 1 0 0 cm ", 1<<16), 128))
	return m.bytes()
}

// killer is a document that kills its reader while it is handed over.
type killer struct {
	*bytes.Reader
	pid   int
	reads int
}

func (k *killer) Read(p []byte) (int, error) {
	if k.reads++; k.reads == 2 { // the first look is whether it is a PDF
		_ = syscall.Kill(k.pid, syscall.SIGKILL) // the test fails if it lives
	}
	return k.Reader.Read(p)
}
