package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
)

// BenchmarkStart is the time from the start of the program, as it is shipped,
// to its first healthy answer, on an empty ledger.
func BenchmarkStart(b *testing.B) {
	d := newBenchDaemon(b)
	for b.Loop() {
		d.start(b)
		b.StopTimer()
		d.stop(b)
		b.StartTimer()
	}
}

// BenchmarkIdleMemory is what stays resident when every source of the demo has
// been read once and nothing is new.
func BenchmarkIdleMemory(b *testing.B) {
	d := newBenchDaemon(b)
	var resident float64
	for b.Loop() {
		d.start(b)
		for heard(d.house, "Now watching") < 5 {
			time.Sleep(10 * time.Millisecond) // the first looks
		}
		resident = d.resident(b)
		d.stop(b)
	}
	b.ReportMetric(resident, "MB-resident")
	b.ReportMetric(0, "ns/op")
}

// benchDaemon is the program, built as it is shipped, beside a courthouse.
type benchDaemon struct {
	dir, bin, health, text string
	house                  *courtsim.Courthouse
	cmd                    *exec.Cmd
}

func newBenchDaemon(b *testing.B) *benchDaemon {
	b.Helper()
	dir := b.TempDir()
	d := &benchDaemon{dir: dir, bin: filepath.Join(dir, "docketwatch")}
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", d.bin, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	script, err := courtsim.Script2017()
	if err != nil {
		b.Fatal(err)
	}
	house, addr, stop, err := openCourthouse(b.Context(), "127.0.0.1:0", courtsim.Options{Script: script, Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(stop)
	d.house, d.health = house, freeAddress(b)
	d.text = demoConfig(addr, filepath.Join(dir, "LEDGER"), script) + "web: {listen: '" + d.health + "'}\n"
	return d
}

// start runs the program on a new ledger and returns at its first healthy answer.
func (d *benchDaemon) start(b *testing.B) {
	b.Helper()
	file := filepath.Join(d.dir, "docketwatch.yaml")
	text := strings.Replace(d.text, "LEDGER", fmt.Sprintf("%d.db", time.Now().UnixNano()), 1)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	d.cmd = exec.Command(d.bin, "run", "-c", file)
	d.cmd.Env = append(os.Environ(), "DOCKETWATCH_DEMO_TOKEN=xoxb-test")
	if err := d.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	for {
		resp, err := http.Get("http://" + d.health + "/healthz")
		if err == nil {
			_ = resp.Body.Close() // its status says all
			if resp.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(500 * time.Microsecond) // it does not listen yet
	}
}

func (d *benchDaemon) stop(b *testing.B) {
	b.Helper()
	if err := d.cmd.Process.Signal(os.Interrupt); err != nil {
		b.Fatal(err)
	}
	if err := d.cmd.Wait(); err != nil {
		b.Fatal(err)
	}
}

// resident is the memory the system counts for the process, in MB.
func (d *benchDaemon) resident(b *testing.B) float64 {
	b.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", d.cmd.Process.Pid))
	if err != nil {
		b.Skip("only Linux tells")
	}
	for line := range strings.Lines(string(raw)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmRSS:" {
			kb, err := strconv.ParseFloat(f[1], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kb / 1024
		}
	}
	b.Fatal("no VmRSS")
	return 0
}

func freeAddress(b testing.TB) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = l.Close() }() // free for the program now
	return l.Addr().String()
}
