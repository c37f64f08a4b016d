package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func contains(s, part string) bool { return strings.Contains(s, part) }

// serve starts a server and a lab client with the given limits.
func serve(t *testing.T, o Options, h http.HandlerFunc) (*Client, *httptest.Server) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	o.AllowPrivate = true
	c := New(o)
	t.Cleanup(c.Close)
	return c, s
}

func get(c *Client, url string, header ...string) (*Response, error) {
	h := make(http.Header)
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return c.Get(context.Background(), Request{URL: url, Header: h})
}

func write(t *testing.T, w io.Writer, b []byte) {
	t.Helper()
	if _, err := w.Write(b); err != nil {
		t.Log("client went away:", err)
	}
}

func zip(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	write(t, z, b)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestARequestSaysWhoAsksAndAcceptsGzip(t *testing.T) {
	c, s := serve(t, Options{UserAgent: "docketwatch/1 (+desk@example.org)"}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		write(t, w, zip(t, []byte(r.UserAgent()+"|"+r.Header.Get("Accept-Encoding")+"|"+r.Header.Get("Accept"))))
	})
	res, err := get(c, s.URL, "Accept", "application/json")
	if err != nil || string(res.Body) != "docketwatch/1 (+desk@example.org)|gzip|application/json" || res.Cut {
		t.Fatalf("%v %+v", err, res)
	}
}

func TestABodyIsNeverTakenForWholeWhenItIsNot(t *testing.T) {
	bomb := zip(t, make([]byte, 8<<20))
	whole := zip(t, []byte(strings.Repeat("filing ", 1000)))
	bad := bytes.Clone(whole)
	bad[len(bad)-5] ^= 0xff // in the checksum
	small := Options{MaxCompressed: 1 << 20, MaxDecoded: 16 << 20}
	for name, c := range map[string]struct {
		why    string
		answer http.HandlerFunc
	}{
		"a gzip bomb": {"compressed more than 200 to 1", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			write(t, w, bomb)
		}},
		"an endless body": {"too large as sent", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		}},
		"a body shorter than its length": {"cut off: the connection ended", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			write(t, w, []byte("some"))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}},
		"chunks without an end": {"cut off: the connection ended", func(w http.ResponseWriter, _ *http.Request) {
			write(t, w, []byte("some"))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}},
		"gzip that stops early": {"cut off: the connection ended", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			write(t, w, whole[:len(whole)-12])
		}},
		"gzip with a wrong checksum": {"damaged: gzip: invalid checksum", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			write(t, w, bad)
		}},
		"an encoding that was not asked for": {`compressed with "br"`, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			write(t, w, []byte("some"))
		}},
		"a part": {"a part that was not asked for", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusPartialContent)
			write(t, w, []byte("some"))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			client, s := serve(t, small, c.answer)
			res, err := get(client, s.URL)
			if err != nil {
				t.Fatal(err)
			}
			if !res.Cut || !contains(res.Why, c.why) {
				t.Errorf("cut %v, why %q, want %q", res.Cut, res.Why, c.why)
			}
			if len(res.Body) > 4<<20 {
				t.Errorf("%d bytes kept", len(res.Body))
			}
		})
	}
}

func TestWhatCameBeforeACutIsKept(t *testing.T) {
	c, s := serve(t, Options{MaxDecoded: 10}, func(w http.ResponseWriter, _ *http.Request) { write(t, w, []byte("0123456789abc")) })
	res, err := get(c, s.URL)
	if err != nil || !res.Cut || string(res.Body) != "0123456789" || !contains(res.Why, "more than 10 bytes") {
		t.Fatalf("%v %+v", err, res)
	}
}

func TestBodiesAtTheLimitAreWhole(t *testing.T) {
	c, s := serve(t, Options{MaxDecoded: 10, MaxCompressed: 10}, func(w http.ResponseWriter, _ *http.Request) { write(t, w, []byte("0123456789")) })
	res, err := get(c, s.URL)
	if err != nil || res.Cut || len(res.Body) != 10 {
		t.Fatalf("%v %+v", err, res)
	}
}

func TestBytesThatOnlyClaimToBeGzipAreReadAsTheyAre(t *testing.T) {
	c, s := serve(t, Options{}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		write(t, w, []byte("<rss/>"))
	})
	res, err := get(c, s.URL)
	if err != nil || res.Cut || string(res.Body) != "<rss/>" {
		t.Fatalf("%v %+v", err, res)
	}
}

func TestAServerThatStallsIsLeft(t *testing.T) {
	c, s := serve(t, Options{IdleTimeout: 50 * time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
		write(t, w, []byte("some"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	res, err := get(c, s.URL)
	if err != nil || !res.Cut || string(res.Body) != "some" || !contains(res.Why, "stalled: nothing came for 50ms") {
		t.Fatalf("%v %+v", err, res)
	}
}

func TestAServerThatDripsIsLeftWhenTheTimeIsUp(t *testing.T) {
	c, s := serve(t, Options{TotalTimeout: 100 * time.Millisecond, IdleTimeout: time.Minute}, func(w http.ResponseWriter, r *http.Request) {
		write(t, w, []byte("a"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	res, err := get(c, s.URL)
	if err != nil || !res.Cut || !contains(res.Why, "took longer than 100ms") {
		t.Fatalf("%v %+v", err, res)
	}
}

func TestAServerThatSaysNothingIsLeft(t *testing.T) {
	c, s := serve(t, Options{HeaderTimeout: 50 * time.Millisecond}, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	if _, err := get(c, s.URL); err == nil || !contains(err.Error(), "timeout awaiting response headers") {
		t.Fatal(err)
	}
}

func TestStoppingTheDaemonIsNoCutBody(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	c, s := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		write(t, w, []byte("some"))
		w.(http.Flusher).Flush()
		stop()
		<-r.Context().Done()
	})
	if res, err := c.Get(ctx, Request{URL: s.URL}); !errors.Is(err, context.Canceled) {
		t.Fatalf("%v %+v", err, res)
	}
}

func TestNotModifiedIsBelievedOnlyWhenAskedFor(t *testing.T) {
	c, s := serve(t, Options{}, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	for _, validator := range []string{"If-None-Match", "If-Modified-Since"} {
		res, err := get(c, s.URL, validator, `W/"a"`)
		if err != nil || res.Status != 304 || res.Cut {
			t.Errorf("%s: %v %+v", validator, err, res)
		}
	}
	var status *StatusError
	if _, err := get(c, s.URL); !errors.As(err, &status) || status.Status != 304 {
		t.Errorf("unasked: %v", err)
	}
}

func TestOtherAnswersAreErrorsWithTheirBodyAndWait(t *testing.T) {
	now := time.Date(2017, 4, 25, 16, 0, 0, 0, time.UTC)
	c, s := serve(t, Options{Now: func() time.Time { return now }}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "Tue, 25 Apr 2017 16:05:00 GMT")
		w.WriteHeader(http.StatusTooManyRequests)
		write(t, w, bytes.Repeat([]byte("slow down "), 100_000))
	})
	_, err := get(c, s.URL+"/rss?token=hunter2")
	var status *StatusError
	if !errors.As(err, &status) {
		t.Fatal(err)
	}
	if wait, said := status.RetryIn(); status.Status != 429 || wait != 5*time.Minute || !said || len(status.Body) != MaxErrorBody {
		t.Errorf("%d %s %v, %d bytes", status.Status, wait, said, len(status.Body))
	}
	if contains(err.Error(), "hunter2") || !contains(err.Error(), "/rss: answered 429 Too Many Requests") {
		t.Error(err)
	}
}

func TestAResetBeforeAnyAnswerIsAskedOnceMore(t *testing.T) {
	var asked atomic.Int32
	c, s := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			panic(http.ErrAbortHandler)
		}
		write(t, w, []byte("ok"))
	})
	res, err := get(c, s.URL)
	if err != nil || string(res.Body) != "ok" || asked.Load() != 2 {
		t.Fatalf("%v %+v after %d", err, res, asked.Load())
	}
	always, s := serve(t, Options{}, func(http.ResponseWriter, *http.Request) { asked.Add(1); panic(http.ErrAbortHandler) })
	asked.Store(0)
	if _, err := get(always, s.URL); err == nil || asked.Load() != 2 {
		t.Fatalf("%v after %d", err, asked.Load())
	}
}

func TestAHostIsAskedOneThingAtATimeAndNoMoreThanEightAreAskedTogether(t *testing.T) {
	var now, most atomic.Int32
	gate := make(chan struct{})
	var open sync.Once
	handler := func(here *atomic.Int32) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if here.Add(1) > 1 {
				t.Error("two requests at one host")
			}
			n := now.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			if n == MaxAtOnce { // the house is full: let everybody go
				open.Do(func() { close(gate) })
			}
			<-gate
			now.Add(-1)
			here.Add(-1)
			write(t, w, []byte("ok"))
		}
	}
	c := New(Options{AllowPrivate: true})
	defer c.Close()
	var wg sync.WaitGroup
	for range 12 {
		s := httptest.NewServer(handler(new(atomic.Int32)))
		defer s.Close()
		for range 2 {
			wg.Go(func() {
				if _, err := get(c, s.URL); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if most.Load() != MaxAtOnce {
		t.Errorf("%d at once", most.Load())
	}
}

func TestWaitingForATurnEndsWithTheContext(t *testing.T) {
	began := make(chan struct{})
	c, s := serve(t, Options{}, func(_ http.ResponseWriter, r *http.Request) { close(began); <-r.Context().Done() })
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { _, err := c.Get(ctx, Request{URL: s.URL}); done <- err }()
	<-began
	second, stopSecond := context.WithCancel(context.Background())
	stopSecond()
	if _, err := c.Get(second, Request{URL: s.URL}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestRetryAfterIsReadInBothForms(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"0": 0, "120": 2 * time.Minute, " 5 ": 5 * time.Second, "85774": 85774 * time.Second,
		"999999": 24 * time.Hour, "99999999999999999999999": 24 * time.Hour,
		"Mon, 23 Nov 2026 12:01:00 GMT": time.Minute, "Mon, 23 Nov 2026 11:00:00 GMT": 0,
		"Fri, 23 Nov 2029 12:00:00 GMT": 24 * time.Hour, "Monday, 23-Nov-26 12:00:30 GMT": 30 * time.Second,
		"": -1, "-1": -1, "soon": -1, "1.5": -1, "10s": -1, "Mon, 23 Nov 2026 12:01:00 EST": -1,
	} {
		got, ok := RetryAfter(value, now)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Mon, 23 Nov 2026 12:01:00 GMT")
	f.Add("-9223372036854775809")
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		wait, ok := RetryAfter(value, now)
		if wait < 0 || wait > longestWait || !ok && wait != 0 {
			t.Errorf("%q: %s %v", value, wait, ok)
		}
	})
}

func TestErrorsOfRedirectsReadWell(t *testing.T) {
	err := fmt.Errorf("fetch x: %w", &RedirectError{Why: "to something that is no address"})
	if err.Error() != "fetch x: redirect not followed, to something that is no address" {
		t.Error(err)
	}
}
