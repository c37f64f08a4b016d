package web_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"testing"

	"docketwatch/web"
)

type reader web.Health

func (r reader) Health(context.Context) web.Health { return web.Health(r) }

func ExampleHandler() {
	w := httptest.NewRecorder()
	web.Handler(reader{Why: "a look is overdue by 7m0s", Sources: 12, Failing: 1}).ServeHTTP(w, httptest.NewRequest("GET", "/healthz", nil))
	fmt.Print(w.Code, " ", w.Body)
	// Output:
	// 503 {"ok":false,"why":"a look is overdue by 7m0s","sources":12,"failing":1}
}

func TestOnlyHealthIsServedAndOnlyRead(t *testing.T) {
	h := web.Handler(reader{OK: true})
	for ask, want := range map[string]int{"GET /healthz": 200, "HEAD /healthz": 200, "POST /healthz": 405, "GET /": 404, "GET /../etc/passwd": 307} {
		var method, path string
		if _, err := fmt.Sscan(ask, &method, &path); err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		if w.Code != want {
			t.Errorf("%s: %d, want %d", ask, w.Code, want)
		}
		if want == 200 && w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be cached", ask)
		}
	}
}
