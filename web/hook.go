package web

import (
	"context"
	"crypto/subtle"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// A Hook is a secret address that another service pushes to. What it sends is
// kept before it is acknowledged, and read later: a hint that was acknowledged
// is never lost, and a slow ledger answers 503 so that the service comes again.
type Hook struct {
	Path string // under /hooks/; a secret, never logged
	// Admit says who may push, and the event's own key, which is the same when
	// the service repeats it.
	Admit func(peer netip.Addr, header http.Header) (key string, err error)
	// Keep returns when the event is on the disk. The same key twice is kept once.
	Keep    func(ctx context.Context, key string, body []byte) error
	Proxied bool // the peer is a proxy of ours, which names the real one
}

// Limits of a hook: what one event may weigh, and how long keeping it may take
// before the service is asked to come again. CourtListener waits one second.
const (
	maxEvent  = 1 << 20
	keepLimit = 750 * time.Millisecond
)

// serve answers one push. Everything that is not exactly right about the path
// is a 404: the address must not be found by trying.
func (h Hook) serve(w http.ResponseWriter, r *http.Request) {
	asked := strings.TrimPrefix(r.URL.Path, "/hooks/")
	if subtle.ConstantTimeCompare([]byte(asked), []byte(h.Path)) != 1 || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	key, err := h.Admit(h.peer(r), r.Header)
	if err != nil {
		http.Error(w, "not admitted", http.StatusForbidden)
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		http.Error(w, "JSON only", http.StatusUnsupportedMediaType)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxEvent))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		http.Error(w, "cut off", http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), keepLimit)
	defer cancel()
	if err := h.Keep(ctx, key, body); err != nil {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "not kept; come again", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// peer is who pushes. A proxy's word for it counts only where the peer is ours:
// the last address it added is the one it saw.
func (h Hook) peer(r *http.Request) netip.Addr {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	addr := at.Addr().Unmap()
	if !h.Proxied || !addr.IsLoopback() && !addr.IsPrivate() {
		return addr
	}
	lines := r.Header.Values("X-Forwarded-For")
	if len(lines) == 0 {
		return addr
	}
	named := strings.Split(lines[len(lines)-1], ",")
	seen, err := netip.ParseAddr(strings.TrimSpace(named[len(named)-1]))
	if err != nil {
		return netip.Addr{}
	}
	return seen.Unmap()
}
