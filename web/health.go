// Package web is what other programs and people can ask a running daemon, and
// where other services push to. It reads and keeps; it never decides.
package web

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// A Health is the answer to "still detecting?".
type Health struct {
	OK      bool      `json:"ok"`
	Why     string    `json:"why,omitempty"`      // what is wrong; "" when OK
	Sources int       `json:"sources"`            // watched by this process
	Failing int       `json:"failing"`            // whose last look was not whole
	Looked  time.Time `json:"last_look,omitzero"` // when a look last ended
}

// A Reader is what the answers are read from.
type Reader interface {
	// Health checks that a look has ended within its interval and that the
	// ledger takes writes.
	Health(ctx context.Context) Health
}

// Handler serves /healthz: 200 while the daemon still detects, 503 with the
// reason when it does not, so that systemd, compose or a load balancer can act;
// and the hooks.
func Handler(r Reader, hooks ...Hook) http.Handler {
	mux := http.NewServeMux()
	for _, h := range hooks {
		mux.HandleFunc("/hooks/", h.serve)
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, req *http.Request) {
		h := r.Health(req.Context())
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		if !h.OK {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(h) // the asker hung up: nobody to tell
	})
	return mux
}

// Server is an HTTP server with the limits that keep slow and greedy clients
// from holding it.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 15 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 32 << 10,
	}
}
