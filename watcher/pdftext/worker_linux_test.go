package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// script writes a child that does as the script says.
func script(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "child")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

const readySaid = `echo '{"ready":{"reader":"pdfium"}}'; head -c 100 >/dev/null; `

// TestAChildIsNotTrusted: whoever has taken it over may say anything.
func TestAChildIsNotTrusted(t *testing.T) {
	const slow = "took longer than 1 s"
	for _, c := range []struct{ name, script, want string }{
		{"says one page again and again", readySaid + `echo '{"total":9}'; while :; do echo '{"page":1,"text":" "}'; done`, "its reader broke off"},
		{"never ends a word", readySaid + `printf '{"page":1,"text":"'; yes`, "its reader broke off"},
		{"says what is no JSON", readySaid + `echo hello`, "its reader broke off"},
		{"writes more pages than it announced", readySaid + `echo '{"total":1}{"page":1,"text":" "}{"page":2,"text":"x"}'; exec sleep 60`, "its reader broke off"},
		{"says nothing", readySaid + `exec sleep 60`, slow},
		{"ends with a complaint", readySaid + `echo "no such luck" >&2; exit 3`, "its reader broke off: no such luck"},
		{"complains without end", readySaid + `yes >&2`, slow},
		{"is out of memory", readySaid + `echo "fatal error: runtime: out of memory" >&2; exit 2`, "needed more memory than it may have"},
		{"says a reason with control characters", readySaid + `printf '{"done":true,"why":"a\\u001b[31mb"}\n'; exec sleep 60`, "a[31mb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			limit := time.Minute
			if c.want == slow {
				limit = time.Second
			}
			e := newExtractor(t, func(o *Options) { o.Program, o.Time, o.Output = script(t, c.script), limit, 1<<20 })
			text, err := extract(t, e, document(strings.Repeat(brief, 99)).bytes())
			var unreadable *Unreadable
			if errors.Is(err, ErrBusy) && c.want == slow {
				return // it slept: the same from outside
			}
			if !errors.As(err, &unreadable) || !strings.HasPrefix(unreadable.Reason, c.want) {
				t.Errorf("got %v, %v", text, err)
			}
		})
	}
}

// TestASystemThatForbidsFiltersIsLivedWith: a filter around the daemon, such as
// systemd's SystemCallFilter, may end a child for asking for one of its own.
func TestASystemThatForbidsFiltersIsLivedWith(t *testing.T) {
	e := newExtractor(t, func(o *Options) {
		o.Program = script(t, `case "$2" in *'"open":true'*) ;; *) kill -SYS $$ ;; esac; `+readySaid+`echo '{"total":1}{"page":1,"text":"read"}{"done":true}'; exec sleep 60`)
	})
	for range 2 {
		if text, err := extract(t, e, document(brief).bytes()); err != nil || text.Pages[0] != "read" {
			t.Fatalf("%v, %v", text, err)
		}
		e.dismiss()
	}
	if n := e.Stats().Children; n != 3 { // asked once only
		t.Errorf("%d children", n)
	}
}

func TestAChildCannotFillOurMemory(t *testing.T) {
	e := newExtractor(t, func(o *Options) {
		o.Output = 100_000
		o.Program = script(t, readySaid+`x=$(printf '%1000s' | tr ' ' x); echo '{"total":999}'; i=0; while :; do i=$((i+1)); echo "{\"page\":$i,\"text\":\"$x\"}"; done`)
	})
	text, err := extract(t, e, document(brief).bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(text.Pages) != 100 || text.Cut != "100 of 999 pages: its reader broke off: said more than it may" {
		t.Errorf("%d pages, %q", len(text.Pages), text.Cut)
	}
}

func TestAChildSeesNothingOfOurs(t *testing.T) {
	t.Setenv("DOCKETWATCH_SECRET", "xoxb")
	e := newExtractor(t, func(o *Options) {
		o.Program = script(t, readySaid+`echo "{\"done\":true,\"why\":\"$DOCKETWATCH_SECRET $(pwd) $HOME\"}"; exec sleep 60`)
	})
	var unreadable *Unreadable
	if _, err := extract(t, e, document(brief).bytes()); !errors.As(err, &unreadable) || unreadable.Reason != " /" {
		t.Errorf("got %v", err)
	}
}

func TestAChildThatCannotStartIsNoDocumentsFault(t *testing.T) {
	for name, program := range map[string]string{
		"no such program":        "/nonexistent/docketwatch",
		"a program that refuses": script(t, "echo 'no room' >&2; exit 1"),
	} {
		t.Run(name, func(t *testing.T) {
			e := newExtractor(t, func(o *Options) { o.Program = program })
			_, err := extract(t, e, document(brief).bytes())
			var unreadable *Unreadable
			if err == nil || errors.As(err, &unreadable) || !strings.HasPrefix(err.Error(), "start the PDF reader: ") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestACallerThatGivesUpIsFreeAtOnce(t *testing.T) {
	e := newExtractor(t, func(o *Options) { o.Program = script(t, readySaid+"exec sleep 600") })
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := e.Extract(ctx, bytes.NewReader(document(brief).bytes())); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %s", took)
	}
	e.Close()
	if _, err := extract(t, e, document(brief).bytes()); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

// shrinking is a document whose file is cut while it is read.
type shrinking struct{ *bytes.Reader }

func (s shrinking) Seek(to int64, whence int) (int64, error) {
	n, err := s.Reader.Seek(to, whence)
	if whence == 2 {
		n += 1000
	}
	return n, err
}

func TestAFileThatCannotBeReadIsNoUnreadableDocument(t *testing.T) {
	_, err := extractor(t).Extract(context.Background(), shrinking{bytes.NewReader(document(brief).bytes())})
	var unreadable *Unreadable
	if err == nil || errors.As(err, &unreadable) || !strings.Contains(err.Error(), "ended before its size") {
		t.Errorf("got %v", err)
	}
}

func TestWhatWasReadBeforeALimitIsKept(t *testing.T) {
	pages := make([]string, 100)
	for i := range pages {
		pages[i] = fmt.Sprintf("Page %d\n%s", i+1, strings.Repeat("and so forth ", 80))
	}
	e := newExtractor(t, func(o *Options) { o.Output = 20_000 })
	text, err := extract(t, e, document(pages...).bytes())
	if err != nil {
		t.Fatal(err)
	}
	if text.Total != 100 || len(text.Pages) < 10 || len(text.Pages) > 20 || !strings.HasPrefix(text.Pages[9], "Page 10\n") {
		t.Errorf("%d pages of %d", len(text.Pages), text.Total)
	}
	if want := fmt.Sprintf("%d of 100 pages: more text than a document may have", len(text.Pages)); text.Cut != want {
		t.Errorf("got %q, want %q", text.Cut, want)
	}
}

func TestADocumentThatIsTooLargeIsNotRead(t *testing.T) {
	e := newExtractor(t, func(o *Options) { o.Size = 100 })
	var unreadable *Unreadable
	if _, err := extract(t, e, document(brief).bytes()); !errors.As(err, &unreadable) || unreadable.Reason != "larger than 100 bytes" {
		t.Errorf("got %v", err)
	}
}

func TestOneDocumentCannotTouchTheNext(t *testing.T) {
	e := extractor(t)
	for i := range 5 {
		want := fmt.Sprintf("Document %d", i)
		if text, err := extract(t, e, document(want).bytes()); err != nil || text.Pages[0] != want {
			t.Errorf("%v, %v", text, err)
		}
	}
}

func TestAChildWithoutWorkIsEnded(t *testing.T) {
	e := newExtractor(t, func(o *Options) { o.Idle = 200 * time.Millisecond })
	if _, err := extract(t, e, document(brief).bytes()); err != nil {
		t.Fatal(err)
	}
	e.turn <- struct{}{}
	child := e.worker
	<-e.turn
	if child == nil {
		return // already
	}
	select {
	case <-child.gone:
	case <-time.After(time.Minute):
		t.Error("it is still there")
	}
}
