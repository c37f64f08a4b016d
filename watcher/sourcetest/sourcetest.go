// Package sourcetest is what every source must pass: a failed look is never an
// empty one, what was seen is vouched for by the cursor alone, and no news is
// lost between a bad look and a good one.
//
//	func TestSource(t *testing.T) {
//		sourcetest.Run(t, sourcetest.Harness{New: newOn, Body: feedOf})
//	}
package sourcetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// A Harness tells the suite how to make a source and what it reads.
type Harness struct {
	// New makes a source that asks the server at baseURL, with a client that
	// may ask loopback addresses.
	New func(t *testing.T, baseURL string) watcher.Source
	// Body is the whole answer to r when the source's window holds the items 1
	// to n, each with an identity of its own. What an item is does not depend
	// on n, and every item lies before Now. The suite asks for up to 9 items, and
	// once itself, with the path / and no query, to see how long an answer is.
	Body func(r *http.Request, n int) []byte
	// InPlace says that the source watches one thing that is edited where it
	// stands: Body is its n-th wording, and the window never holds more than it.
	InPlace bool
	// ContentType of the answers; "application/xml" where it is empty.
	ContentType string
	// Now is the moment of the looks; 2 May 2025 where it is zero.
	Now time.Time
}

// Run runs the suite.
func Run(t *testing.T, h Harness) {
	if h.ContentType == "" {
		h.ContentType = "application/xml"
	}
	if h.Now.IsZero() {
		h.Now = time.Date(2025, 5, 2, 12, 0, 0, 0, time.UTC)
	}
	for _, c := range []struct {
		name string
		test func(*testing.T, *bench)
	}{
		{"a source has one name", oneName},
		{"a whole answer gives every item and a cursor", wholeAnswer},
		{"a failed look is an error or partial, never an empty good one", failedLooks},
		{"an answer cut off anywhere is an error or partial", cutAnswers},
		{"the same answer again is nothing new", sameAgain},
		{"what was added is news", added},
		{"a source remembers nothing but its cursor", noMemory},
		{"a failed look loses nothing", afterFailure},
		{"a full look reads what is known as well", fullLook},
		{"a cancelled look is an error", cancelled},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := &bench{h: h}
			server := httptest.NewServer(http.HandlerFunc(b.serve))
			t.Cleanup(server.Close)
			b.show(3)
			b.source = h.New(t, server.URL)
			c.test(t, b)
		})
	}
}

// A bench is one source and the server it asks.
type bench struct {
	h      Harness
	source watcher.Source
	answer atomic.Pointer[http.HandlerFunc]
}

func (b *bench) serve(w http.ResponseWriter, r *http.Request) { (*b.answer.Load())(w, r) }

func (b *bench) set(answer http.HandlerFunc) { b.answer.Store(&answer) }

// show puts the items 1 to n into the window.
func (b *bench) show(n int) {
	b.set(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", b.h.ContentType)
		_, _ = w.Write(b.h.Body(r, n))
	})
}

func (b *bench) poll(state []byte, full bool) (watcher.Batch, error) {
	return b.source.Poll(context.Background(), watcher.Cursor{State: state, Full: full, Now: b.h.Now})
}

// good is a look that must be whole.
func (b *bench) good(t *testing.T, state []byte) watcher.Batch {
	t.Helper()
	batch, err := b.poll(state, false)
	if err != nil {
		t.Fatalf("a whole answer gave the error: %v", err)
	}
	if batch.Partial != nil {
		t.Fatalf("a whole answer gave %s", batch.Partial)
	}
	return batch
}

// keys are what a batch tells of.
func (b *bench) keys(batch watcher.Batch) map[string]bool {
	all := make(map[string]bool)
	for _, s := range batch.Sightings {
		all[string(s.Docket())+"#"+docket.EntryKeys(s)[0]] = true
	}
	for _, r := range batch.Releases {
		if b.h.InPlace {
			r.Key += "#" + r.Digest // each wording is a thing of its own
		}
		all[r.Key] = true
	}
	return all
}

// of is how many of n things a source can tell of at one look.
func (b *bench) of(n int) int {
	if b.h.InPlace {
		return min(n, 1)
	}
	return n
}

func oneName(t *testing.T, b *bench) {
	name := b.source.Name()
	b.good(t, nil)
	if name == "" || b.source.Name() != name {
		t.Errorf("the name is the source's row in the ledger, it must be there and stay: %q, then %q", name, b.source.Name())
	}
}

func wholeAnswer(t *testing.T, b *bench) {
	batch := b.good(t, nil)
	if got := len(b.keys(batch)); got != b.of(3) {
		t.Errorf("%d things told of 3 items: %v", got, slices.Sorted(maps.Keys(b.keys(batch))))
	}
	if len(batch.Next) == 0 {
		t.Error("a whole look has no cursor")
	}
	if batch.Items != b.of(3) {
		t.Errorf("Items = %d with 3 in the window", batch.Items)
	}
	for _, s := range batch.Sightings {
		if s.Source != b.source.Name() || !s.Seen.Equal(b.h.Now) || s.Digest == "" {
			t.Errorf("a sighting without source, moment or digest: %+v", s)
		}
	}
	for _, r := range batch.Releases {
		if r.Source != b.source.Name() || !r.Seen.Equal(b.h.Now) || r.Key == "" || r.Digest == "" {
			t.Errorf("a release without source, moment, key or digest: %+v", r)
		}
	}
}

// failures are answers that came in place of the one asked for.
func failures(h Harness) map[string]http.HandlerFunc {
	page := func(status int, contentType, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	const html = "text/html; charset=utf-8"
	return map[string]http.HandlerFunc{
		"500 with the whole answer in it": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write(h.Body(r, 5))
		},
		"403":                     page(403, html, "<html><head><title>Access Denied</title></head><body>Access Denied</body></html>"),
		"404":                     page(404, html, "<html><body>Not Found</body></html>"),
		"429":                     page(429, html, "slow down"),
		"503":                     page(503, html, "<html><body>Service Unavailable</body></html>"),
		"304 that nobody asked":   page(304, h.ContentType, ""),
		"empty body":              page(200, h.ContentType, ""),
		"a body of white space":   page(200, h.ContentType, " \n\t\n"),
		"login page":              page(200, html, `<html><head><title>Login</title></head><body><form><input name="login"><input type="password" name="key"></form></body></html>`),
		"captcha":                 page(200, html, `<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><div class="g-recaptcha"></div></body></html>`),
		"maintenance page":        page(200, html, `<html><body><h1>We apologize.</h1>CM/ECF is currently unavailable.</body></html>`),
		"HTML under the own type": page(200, h.ContentType, `<html><body>hello</body></html>`),
		"plain text":              page(200, "text/plain", "ok"),
		"JSON of something else":  page(200, "application/json", `{"status":"ok"}`),
		"a JSON error":            page(200, "application/json", `{"error":{"code":500}}`),
		"XML of something else":   page(200, "application/xml", `<?xml version="1.0"?><status>ok</status>`),
		"a redirect to nowhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		},
		"a connection that breaks": func(w http.ResponseWriter, r *http.Request) {
			body := h.Body(r, 5)
			w.Header().Set("Content-Type", h.ContentType)
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			_, _ = w.Write(body[:len(body)/2])
		},
	}
}

func failedLooks(t *testing.T, b *bench) {
	known := b.good(t, nil).Next
	for name, answer := range failures(b.h) {
		for when, state := range map[string][]byte{"at the first look": nil, "later": known} {
			t.Run(name+" "+when, func(t *testing.T) {
				b.set(answer)
				mustFail(t, b, state)
			})
		}
	}
}

// mustFail polls and refuses every outcome that would move the cursor.
func mustFail(t *testing.T, b *bench, state []byte) {
	t.Helper()
	batch, err := b.poll(state, false)
	switch {
	case errors.Is(err, watcher.ErrNotModified):
		t.Error("a failed look said: nothing new")
	case err != nil:
		if err.Error() == "" {
			t.Error("an error without words")
		}
	case batch.Partial == nil:
		t.Errorf("a failed look passed for a good one with %d items", batch.Items)
	case len(batch.Next) > 0:
		t.Error("a partial look must not move the cursor")
	case batch.Raw == nil:
		t.Error("a partial look keeps no evidence")
	}
}

func cutAnswers(t *testing.T, b *bench) {
	known := b.good(t, nil).Next
	whole := b.h.Body(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil), 5)
	end := len(whole)
	for end > 0 && whole[end-1] <= ' ' {
		end-- // white space behind the end is no loss
	}
	for i := range 40 {
		at := end * (2*i + 1) / 80
		if i == 39 {
			at = end - 1
		}
		b.set(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", b.h.ContentType)
			body := b.h.Body(r, 5)
			_, _ = w.Write(body[:min(at, len(body))])
		})
		for _, state := range [][]byte{nil, known} {
			t.Run(fmt.Sprintf("at byte %d of %d, cursor of %d bytes", at, end, len(state)), func(t *testing.T) { mustFail(t, b, state) })
		}
	}
}

func sameAgain(t *testing.T, b *bench) {
	state := b.good(t, nil).Next
	nothingNew(t, b, state)
}

func nothingNew(t *testing.T, b *bench, state []byte) {
	t.Helper()
	batch, err := b.poll(state, false)
	if errors.Is(err, watcher.ErrNotModified) {
		return
	}
	if err != nil {
		t.Fatalf("the same answer again: %v", err)
	}
	if n := len(b.keys(batch)); n > 0 || batch.Partial != nil || batch.Gap != nil || batch.Note != "" {
		t.Errorf("the same answer again: %d things told, partial %v, gap %v, note %q", n, batch.Partial, batch.Gap, batch.Note)
	}
	if len(batch.Next) == 0 {
		t.Error("a whole look has no cursor")
	}
}

func added(t *testing.T, b *bench) {
	first := b.good(t, nil)
	b.show(5)
	second := b.good(t, first.Next)
	if second.Raw == nil {
		t.Error("a look with news keeps no bytes")
	}
	if second.Items != b.of(5) {
		t.Errorf("Items = %d with 5 in the window", second.Items)
	}
	isNews(t, b, b.keys(first), b.keys(second), b.of(2))
	nothingNew(t, b, second.Next)
}

// isNews checks that a look told of exactly n things that were not known; it
// may repeat known ones.
func isNews(t *testing.T, b *bench, known, told map[string]bool, n int) {
	t.Helper()
	fresh := 0
	for k := range told {
		if !known[k] {
			fresh++
		}
	}
	if fresh != n {
		t.Errorf("%d things are news, want %d: knew %v, told %v", fresh, n, slices.Sorted(maps.Keys(known)), slices.Sorted(maps.Keys(told)))
	}
}

// noMemory: a look whose turn was never committed must come again the same.
func noMemory(t *testing.T, b *bench) {
	first := b.good(t, nil)
	b.show(5)
	once, twice := b.good(t, first.Next), b.good(t, first.Next)
	if !maps.Equal(b.keys(once), b.keys(twice)) {
		t.Errorf("from the same cursor: first %v, then %v", b.keys(once), b.keys(twice))
	}
	again := b.good(t, nil)
	if n := len(b.keys(again)); n != b.of(5) {
		t.Errorf("without a cursor a source of 5 items told of %d", n)
	}
}

func afterFailure(t *testing.T, b *bench) {
	first := b.good(t, nil)
	for name, answer := range failures(b.h) {
		b.set(answer)
		if _, err := b.poll(first.Next, false); errors.Is(err, watcher.ErrNotModified) {
			t.Fatalf("%s: said to be nothing new", name)
		}
	}
	b.show(7)
	isNews(t, b, b.keys(first), b.keys(b.good(t, first.Next)), b.of(4))
}

func fullLook(t *testing.T, b *bench) {
	state := b.good(t, nil).Next
	batch, err := b.poll(state, true)
	if err != nil {
		t.Fatalf("a full look: %v", err)
	}
	if n := len(b.keys(batch)); n != b.of(3) {
		t.Errorf("a full look told of %d things of 3", n)
	}
}

func cancelled(t *testing.T, b *bench) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := b.source.Poll(ctx, watcher.Cursor{Now: b.h.Now})
	if err == nil || errors.Is(err, watcher.ErrNotModified) {
		t.Errorf("a cancelled look gave %v", err)
	}
}
