package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"docketwatch/web"
)

const secret = "b4Jx0wQ2n8Lr5Tz7Vd1Kf3Hs6Yp9Mc"

func TestAPushIsKeptBeforeItIsAcknowledged(t *testing.T) {
	friend := netip.MustParseAddr("34.210.230.218")
	tests := []struct {
		name    string
		method  string
		path    string
		peer    string
		forward string
		kind    string
		body    string
		full    bool
		want    int
	}{
		{name: "a push of the service", want: 204},
		{name: "another path", path: "/hooks/guess", want: 404},
		{name: "no path", path: "/hooks/", want: 404},
		{name: "a longer path", path: "/hooks/" + secret + "/x", want: 404},
		{name: "a look with a browser", method: "GET", want: 404},
		{name: "somebody else", peer: "198.51.100.7:4444", want: 403},
		{name: "somebody else who says to be the service", peer: "198.51.100.7:4444", forward: "34.210.230.218", want: 403},
		{name: "the service by way of our proxy", peer: "127.0.0.1:4444", forward: "203.0.113.9, 34.210.230.218", want: 204},
		{name: "somebody else by way of our proxy", peer: "127.0.0.1:4444", forward: "34.210.230.218, 198.51.100.7", want: 403},
		{name: "a form", kind: "application/x-www-form-urlencoded", want: 415},
		{name: "a hundred times too much", body: strings.Repeat("x", 2<<20), want: 413},
		{name: "a full disk", full: true, want: 503},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kept := 0
			h := web.Handler(reader{OK: true}, web.Hook{Path: secret, Proxied: true,
				Admit: func(peer netip.Addr, header http.Header) (string, error) {
					if peer != friend {
						return "", errors.New("not one of theirs")
					}
					return header.Get("Idempotency-Key"), nil
				},
				Keep: func(_ context.Context, key string, body []byte) error {
					if tt.full {
						return errors.New("the disk is full")
					}
					if key != "k1" || string(body) != `{"payload":{}}` {
						t.Errorf("kept %q %q", key, body)
					}
					kept++
					return nil
				}})
			req := httptest.NewRequest(or(tt.method, "POST"), or(tt.path, "/hooks/"+secret), strings.NewReader(or(tt.body, `{"payload":{}}`)))
			req.RemoteAddr = or(tt.peer, "34.210.230.218:4444")
			req.Header.Set("Content-Type", or(tt.kind, "application/json; charset=utf-8"))
			req.Header.Set("Idempotency-Key", "k1")
			if tt.forward != "" {
				req.Header.Set("X-Forwarded-For", tt.forward)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, req)
			if w.Code != tt.want || (kept == 1) != (tt.want == 204) {
				t.Errorf("%d, kept %d times, want %d", w.Code, kept, tt.want)
			}
			if strings.Contains(w.Body.String(), secret) {
				t.Error("the answer shows the path")
			}
		})
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
