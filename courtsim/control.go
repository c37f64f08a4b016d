package courtsim

import (
	"encoding/json"
	"net/http"
)

// control serves what other programs need to drive the courthouse.
func (h *Courthouse) control() {
	h.mux.HandleFunc("GET /control/state", func(w http.ResponseWriter, _ *http.Request) {
		h.mu.Lock()
		defer h.mu.Unlock()
		answer(w, map[string]any{"beat": h.next, "of": len(h.o.Script.beats), "time": h.clock, "done": h.next >= len(h.o.Script.beats)})
	})
	h.mux.HandleFunc("POST /control/step", func(w http.ResponseWriter, r *http.Request) {
		more := h.Step()
		answer(w, map[string]any{"more": more, "delivered": h.cl.Deliver(r.Context())})
	})
	h.mux.HandleFunc("POST /control/fault", func(w http.ResponseWriter, r *http.Request) {
		var f struct {
			Where string
			Fault
		}
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&f); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		h.Fault(f.Where, f.Fault)
		answer(w, map[string]any{"ok": true})
	})
	h.mux.HandleFunc("GET /control/filed", func(w http.ResponseWriter, _ *http.Request) { answer(w, map[string]any{"filed": h.Filed()}) })
	h.mux.HandleFunc("GET /control/releases", func(w http.ResponseWriter, _ *http.Request) { answer(w, map[string]any{"releases": h.Releases()}) })
	h.mux.HandleFunc("GET /control/pages", func(w http.ResponseWriter, _ *http.Request) { answer(w, map[string]any{"pages": h.PageEdits()}) })
	h.mux.HandleFunc("GET /control/documents", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"documents": h.Documents()})
	})
	h.mux.HandleFunc("GET /control/slack", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"messages": h.slack.Messages()})
	})
}
