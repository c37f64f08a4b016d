package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"
)

// howMany documents are read: each kind once, or DOCKETWATCH_PDFS of them with
// the full limit of time.
func howMany(t *testing.T) (n int, long bool) {
	said := os.Getenv("DOCKETWATCH_PDFS")
	if said == "" {
		return 0, false
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		t.Fatalf("DOCKETWATCH_PDFS is %q: no number of documents", said)
	}
	return n, true
}

// TestHostileDocumentsDoNoHarm reads documents of every kind: none takes more
// than its time or memory, each gives text or a reason, and a sound document is
// read after each kind.
func TestHostileDocumentsDoNoHarm(t *testing.T) {
	n, long := howMany(t)
	limit := 20 * time.Second
	if !long {
		limit = 4 * time.Second // the bombs take all they can get
	}
	if _, err := extractor(t).Setup(context.Background()); err != nil { // fills the cache: compiling is no document's memory
		t.Fatal(err)
	}
	e := newExtractor(t, func(o *Options) { o.Time = limit })
	kinds := attacks()
	var light []attack
	for _, kind := range kinds {
		if !kind.heavy {
			light = append(light, kind)
		}
	}
	tally := make(map[string]int)
	var slowest time.Duration
	var slow string
	n = max(n, len(kinds))
	began := time.Now()
	for i := range n {
		r := newRandom(i)
		kind := light[i%len(light)]
		if i < len(kinds) {
			kind = kinds[i]
		} else if i%250 == 0 {
			kind = kinds[r.IntN(len(kinds))]
		}
		pdf := kind.make(r)
		start := time.Now()
		text, err := e.Extract(context.Background(), bytes.NewReader(pdf))
		took := time.Since(start)
		if took > slowest {
			slowest, slow = took, kind.name
		}
		if took > limit+time.Second {
			t.Errorf("%d, %s: took %s", i, kind.name, took)
		}
		var unreadable *Unreadable
		switch {
		case errors.Is(err, ErrBusy):
			tally["another try later: the machine was too busy"]++
		case errors.As(err, &unreadable) && unreadable.Reason != "":
			tally[group(unreadable.Reason)]++
		case err != nil:
			t.Errorf("%d, %s: %v", i, kind.name, err)
		case strings.Join(text.Pages, "") == "":
			t.Errorf("%d, %s: neither text nor a reason", i, kind.name)
		case text.Cut != "":
			tally["text, cut: "+group(text.Cut)]++
		default:
			tally["text"]++
		}
		if !long {
			t.Logf("%-45s %8s  %6d KiB  %v %s", kind.name, took.Round(time.Millisecond), e.Stats().Peak>>10, err, cut(text))
		}
	}
	stats := e.Stats()
	t.Logf("%d documents in %s, %d children; the slowest took %s (%s); the largest child had %d MiB", n, time.Since(began).Round(time.Second), stats.Children, slowest.Round(time.Millisecond), slow, stats.Peak>>20)
	var lines []string
	for reason, n := range tally {
		lines = append(lines, fmt.Sprintf("%6d  %s", n, reason))
	}
	sort.Sort(sort.Reverse(sort.StringSlice(lines)))
	t.Log("\n" + strings.Join(lines, "\n"))
	if stats.Peak > e.o.Memory {
		t.Errorf("a child had %d MiB", stats.Peak>>20)
	}
	if text, err := e.Extract(context.Background(), bytes.NewReader(document(brief).bytes())); err != nil || text.Pages[0] != brief {
		t.Errorf("a sound document afterwards: %v, %v", text, err)
	}
}

// newRandom is a source of its own for each document, so that one can be made again.
func newRandom(i int) *rand.Rand { return rand.New(rand.NewPCG(1, uint64(i))) }

func cut(text *Text) string {
	if text == nil {
		return ""
	}
	return text.Cut
}

// group takes the numbers out of a reason.
func group(reason string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '#'
		}
		return r
	}, reason)
}
