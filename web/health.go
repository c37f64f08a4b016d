// Package web is what other programs and people can ask a running daemon, and
// where other services push to. It reads and keeps; it never decides.
package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// A Health is the answer to "still detecting?".
type Health struct {
	OK      bool      `json:"ok"`
	Why     string    `json:"why,omitempty"`      // what is wrong; "" when OK
	Sources int       `json:"sources"`            // watched by this process
	Failing int       `json:"failing"`            // whose last look was not whole
	Unseen  int       `json:"unseen,omitempty"`   // never looked at
	Looked  time.Time `json:"last_look,omitzero"` // when a look last ended

	// Undelivered says which destination takes nothing, and why; "" while what is
	// found gets out. It does not make the daemon ill: a new start would not help.
	Undelivered string `json:"undelivered,omitempty"`
}

// A Reader is what the answers are read from.
type Reader interface {
	// Health checks that a look has ended within its interval and that the
	// ledger takes writes.
	Health(ctx context.Context) Health
}

// Handler serves /healthz: 200 while the daemon still detects, 503 with the
// reason when it does not, so that systemd, compose or a load balancer can act;
// /readyz: the same, and every source has been looked at once; /metrics, where
// the reader can be measured; and the hooks.
func Handler(r Reader, hooks ...Hook) http.Handler {
	mux := http.NewServeMux()
	for _, h := range hooks {
		mux.HandleFunc("/hooks/", h.serve)
	}
	mux.HandleFunc("GET /healthz", answer(r, func(*Health) {}))
	mux.HandleFunc("GET /readyz", answer(r, func(h *Health) {
		if h.OK && h.Unseen > 0 {
			h.OK, h.Why = false, fmt.Sprintf("%d of %d sources have not been looked at yet", h.Unseen, h.Sources)
		}
	}))
	if m, ok := r.(MeasureReader); ok {
		mux.HandleFunc("GET /metrics", serveMetrics(m))
	}
	return mux
}

// answer says how the daemon does, by a stricter measure where one is given.
func answer(r Reader, judge func(*Health)) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		h := r.Health(req.Context())
		judge(&h)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		if !h.OK {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(h) // the asker hung up: nobody to tell
	}
}

// Server is an HTTP server with the limits that keep slow and greedy clients
// from holding it.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 15 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 32 << 10,
	}
}
