package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
)

// TestWhateverACourtAnswersNothingIsLostOrTwice strikes a court's feed while
// filings are made, and looks again when the fault is over.
func TestWhateverACourtAnswersNothingIsLostOrTwice(t *testing.T) {
	tests := []struct {
		name  string
		fault courtsim.Fault
		says  string // on standard error; "" where the look is good, only poorer
	}{
		{"an empty answer", courtsim.Fault{Kind: courtsim.FaultEmpty}, "not a court feed: empty body"},
		{"a login page", courtsim.Fault{Kind: courtsim.FaultLogin}, "not a court feed: login page"},
		{"a maintenance page", courtsim.Fault{Kind: courtsim.FaultMaintenance}, "not a court feed: maintenance page"},
		{"a captcha", courtsim.Fault{Kind: courtsim.FaultCaptcha}, "not a court feed: captcha"},
		{"a server error", courtsim.Fault{Kind: courtsim.FaultHTTP500}, "500"},
		{"a feed cut in the middle of its news", courtsim.Fault{Kind: courtsim.FaultTruncate, At: 2500}, "partial"},
		{"a feed cut before its first item", courtsim.Fault{Kind: courtsim.FaultTruncate, At: 80}, "cut"},
		{"a malformed item", courtsim.Fault{Kind: courtsim.FaultStrayTag}, "partial"},
		{"bytes of another charset", courtsim.Fault{Kind: courtsim.FaultCharset}, ""},
		{"no items at all", courtsim.Fault{Kind: courtsim.FaultZeroItems}, ""},
		{"an older feed than last time", courtsim.Fault{Kind: courtsim.FaultOlderFeed}, ""},
		{"a body without end", courtsim.Fault{Kind: courtsim.FaultEndless}, "too large as sent"},
		{"a gzip bomb", courtsim.Fault{Kind: courtsim.FaultBomb}, "compressed more than 200 to 1"},
		{"a redirect to the inside of a cloud", courtsim.Fault{Kind: courtsim.FaultRedirect, To: "http://169.254.169.254/latest/meta-data"}, "redirect"},
		{"a redirect to a loop", courtsim.Fault{Kind: courtsim.FaultRedirect, To: "/cand/rss"}, "redirect"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			b.once(0) // the baseline
			b.play(9) // complaints, and the Santa Clara motion
			b.once(0)
			b.house.Fault("cand", tt.fault)
			b.play(6)
			code := 0
			if tt.says != "" {
				code = exitWrong
			}
			said := b.once(code)
			if !strings.Contains(said, tt.says) {
				t.Errorf("it says %q, not %q", said, tt.says)
			}
			b.house.Fault("cand", courtsim.Fault{})
			b.play(2)
			b.once(0)
			b.once(0)
			if report := count(b.house); report.untold > 0 || report.extra > 0 || report.filings < 20 {
				t.Errorf("%s; untold: %+v", report, untold(b.house))
			}
		})
	}
}

// bench is a courthouse and the command line on one configuration.
type bench struct {
	t     *testing.T
	house *courtsim.Courthouse
	file  string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	return newBenchAt(t, courtsim.CourtListenerOptions{}, "")
}

// newBenchAt is a bench whose configuration has more sources.
func newBenchAt(t *testing.T, cl courtsim.CourtListenerOptions, sources string) *bench {
	t.Helper()
	return newBenchIn(t, t.TempDir(), cl, sources)
}

// newBenchIn keeps the ledger and the documents in a folder of the test's own.
func newBenchIn(t *testing.T, dir string, cl courtsim.CourtListenerOptions, sources string) *bench {
	t.Helper()
	script, err := courtsim.Script2017()
	if err != nil {
		t.Fatal(err)
	}
	house, addr, stop, err := openCourthouse(t.Context(), "127.0.0.1:0", courtsim.Options{Script: script, Now: time.Now, CourtListener: cl})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	t.Setenv("DOCKETWATCH_DEMO_TOKEN", "xoxb-test")
	t.Setenv("DOCKETWATCH_DEMO_CL", "simulated")
	b := &bench{t: t, house: house, file: filepath.Join(t.TempDir(), "docketwatch.yaml")}
	text := demoConfig(addr, filepath.Join(dir, "ledger.db"), script)
	b.configure(strings.Replace(text, "notify:\n", strings.ReplaceAll(sources, "HOUSE", addr)+"notify:\n", 1))
	return b
}

func (b *bench) configure(text string) {
	b.t.Helper()
	if err := os.WriteFile(b.file, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) play(beats int) {
	for range beats {
		b.house.Step()
	}
}

// once runs one look at everything and returns what it said on standard error.
func (b *bench) once(code int) string {
	b.t.Helper()
	var out, err bytes.Buffer
	if got := command([]string{"once", "-c", b.file}, streams{out: &out, err: &err}); got != code {
		b.t.Fatalf("exit code %d, want %d: %s", got, code, err.String())
	}
	return err.String()
}

// env is what the daemon of this bench runs with.
func (b *bench) env() []string {
	return append(os.Environ(), "DOCKETWATCH_TEST_CHILD=1", fmt.Sprintf("TZ=%s", "Asia/Kathmandu"))
}
