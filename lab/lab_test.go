package lab

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var oneSeed = flag.Uint64("seed", 0, "play this seed alone")

// TestSeeds plays many worlds. DOCKETWATCH_SEEDS says how many (60 where unset),
// DOCKETWATCH_FROM with which to begin; DOCKETWATCH_SEED or -seed plays one alone
// and tells every step.
func TestSeeds(t *testing.T) {
	l := openLab(t)
	if seed := chosen(t); seed != 0 {
		r := l.Simulate(t.Context(), seed, Small())
		if testing.Verbose() {
			for _, line := range r.Last {
				fmt.Println(line)
			}
		}
		t.Log(r)
		if len(r.Broken) > 0 {
			t.Fail()
		}
		return
	}
	n := number(t, "DOCKETWATCH_SEEDS", 60)
	if testing.Short() {
		n = 5
	}
	began, from := time.Now(), number(t, "DOCKETWATCH_FROM", 1)
	var broken atomic.Int64
	sum := each(uint64(from), uint64(n), func(seed uint64) Report {
		r := l.Simulate(t.Context(), seed, Small())
		if len(r.Broken) > 0 && broken.Add(1) <= 30 {
			t.Error(r)
		}
		return r
	})
	if file := os.Getenv("DOCKETWATCH_FIGURES"); file != "" {
		if err := os.WriteFile(file, Table(n, int(broken.Load()), Small(), sum), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d seeds, %d broken, %.1f a second: %+v", n, broken.Load(), float64(n)/time.Since(began).Seconds(), sum)
}

// each plays n seeds, as many at once as there are processors, and adds up.
func each(from, n uint64, play func(seed uint64) Report) Figures {
	var sum Figures
	var mu sync.Mutex
	var wg sync.WaitGroup
	var next atomic.Uint64
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := next.Add(1) - 1
				if i >= n {
					return
				}
				r := play(from + i)
				mu.Lock()
				sum = sum.and(r.Figures)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return sum
}

func chosen(t *testing.T) uint64 {
	if *oneSeed != 0 {
		return *oneSeed
	}
	return uint64(number(t, "DOCKETWATCH_SEED", 0))
}

func number(t testing.TB, variable string, otherwise int) int {
	text := os.Getenv(variable)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n
}

func openLab(t testing.TB) *Lab {
	t.Helper()
	l, err := Open(t.Context(), inMemory(t))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// inMemory is a folder in memory, where the machine has one: a commit then costs
// no wait for a disk.
func inMemory(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "docketwatch-lab-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // our own
	return dir
}
