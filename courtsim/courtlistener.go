package courtsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// CourtListenerOptions say how the simulated CourtListener behaves.
type CourtListenerOptions struct {
	Token      string        // the one that is accepted; "simulated" where empty
	Plan       string        // whose limits hold: free, tier1 … tier4, edu, legacy; "free" where empty
	TextAfter  int           // beats from a filing to its full docket text; 1 where zero
	PaperAfter int           // beats from a filing to its free copy; 2 where zero
	TextDelay  time.Duration // the same by the clock of Options.Now; whatever is later holds
	PaperDelay time.Duration
	Webhook    string            // where docket alerts are posted; "" for nowhere
	Through    http.RoundTripper // what they are posted through; nil: the network
	Retries    []time.Duration   // after each failed post of an event; CourtListener's own where nil
}

// A CourtListener is the simulated CourtListener of a courthouse: the API below
// /cl/api/rest/v4/, the free papers below /cl/storage/. It is as strict as the
// real one, and a little more: an order that an endpoint does not have is
// refused, not ignored.
type CourtListener struct {
	h *Courthouse
	o CourtListenerOptions

	beat      int // counts steps, also those after the script's end
	ids       int64
	dockets   []*clDocket
	pending   []*clPending
	spent     []time.Time // requests, for the limits of the plan
	usage     []time.Time // requests for the usage itself
	asked     []Asked
	alerts    []*clAlert
	deliverer clDeliverer
	tables    map[string]table
}

// Asked is one request that the simulated CourtListener got.
type Asked struct {
	At     time.Time
	Method string
	Path   string // below the API: "docket-entries/"
	Query  string
	Status int
}

func newCourtListener(h *Courthouse) *CourtListener {
	c := &CourtListener{h: h, o: h.o.CourtListener}
	if c.o.Token == "" {
		c.o.Token = "simulated"
	}
	if c.o.Plan == "" {
		c.o.Plan = "free"
	}
	c.o.TextAfter, c.o.PaperAfter = max(c.o.TextAfter, 1), max(c.o.PaperAfter, 2)
	if c.o.Retries == nil {
		c.o.Retries = courtListenersRetries()
	}
	c.deliverer.enabled = true
	c.build()
	c.open()
	return c
}

// CourtListener is the courthouse's simulated CourtListener.
func (h *Courthouse) CourtListener() *CourtListener { return h.cl }

// Asked lists the requests so far, those that were refused too.
func (c *CourtListener) Asked() []Asked {
	c.h.mu.Lock()
	defer c.h.mu.Unlock()
	return slices.Clone(c.asked)
}

func (c *CourtListener) routes(mux *http.ServeMux) {
	mux.HandleFunc("/cl/api/rest/v4/{path...}", c.serve)
	mux.HandleFunc("GET /cl/storage/{path...}", c.servePaper)
}

// A clAnswer is a status and what is sent with it.
type clAnswer struct {
	status int
	body   any
	wait   int // Retry-After in seconds; 0 for none
}

func refuse(status int, detail string) clAnswer {
	return clAnswer{status: status, body: map[string]any{"detail": detail}}
}

func complain(field, why string) clAnswer {
	return clAnswer{status: http.StatusBadRequest, body: map[string]any{field: []string{why}}}
}

func (c *CourtListener) serve(w http.ResponseWriter, r *http.Request) {
	c.h.mu.Lock()
	c.enrich()
	fault := c.h.faults["cl"]
	a := c.answer(r)
	c.asked = append(c.asked, Asked{At: c.now(), Method: r.Method, Path: r.PathValue("path"), Query: r.URL.RawQuery, Status: a.status})
	clock := c.h.clock
	c.h.mu.Unlock()
	body, err := json.Marshal(a.body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if fault.serve(w, r, body) {
		return
	}
	w.Header().Set("Date", clock.UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json")
	if a.wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(a.wait))
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(body) // the asker hung up: nobody to tell
}

// answer authenticates, counts, and only then reads the question, as Django REST
// Framework does.
func (c *CourtListener) answer(r *http.Request) clAnswer {
	if r.Header.Get("Authorization") != "Token "+c.o.Token {
		if r.Header.Get("Authorization") == "" {
			return refuse(http.StatusUnauthorized, "Authentication credentials were not provided.")
		}
		return refuse(http.StatusUnauthorized, "Invalid token.")
	}
	endpoint, id, _ := strings.Cut(strings.Trim(r.PathValue("path"), "/"), "/")
	if endpoint == "api-usage" {
		if a, ok := c.throttle(&c.usage, []rate{{10, "min", time.Minute}, {120, "hour", time.Hour}}); !ok {
			return a
		}
		return c.answerUsage()
	}
	if a, ok := c.throttle(&c.spent, ratesOf(c.o.Plan)); !ok {
		return a
	}
	if endpoint == "docket-alerts" && r.Method != http.MethodGet {
		return c.changeAlert(r, id)
	}
	if r.Method != http.MethodGet {
		return refuse(http.StatusMethodNotAllowed, fmt.Sprintf("Method %q not allowed.", r.Method))
	}
	switch {
	case endpoint == "search" && id == "":
		return c.search(r)
	case endpoint == "courts" && id != "":
		return court(id)
	case id != "":
		return c.detail(endpoint, id)
	}
	return c.list(r, endpoint)
}

// rate is how many requests a rolling window holds.
type rate struct {
	most   int
	unit   string
	window time.Duration
}

func ratesOf(plan string) []rate {
	three := func(m, h, d int) []rate {
		return []rate{{m, "min", time.Minute}, {h, "hour", time.Hour}, {d, "day", 24 * time.Hour}}
	}
	switch plan {
	case "tier1":
		return three(10, 75, 300)
	case "tier2":
		return three(15, 150, 600)
	case "tier3":
		return three(20, 250, 1000)
	case "tier4":
		return three(25, 300, 1400)
	case "edu":
		return []rate{{20, "min", time.Minute}, {1000, "hour", time.Hour}}
	case "legacy":
		return []rate{{5000, "hour", time.Hour}}
	}
	return three(5, 50, 125)
}

// throttle counts a request, or refuses it with the wait. What is refused does
// not count.
func (c *CourtListener) throttle(history *[]time.Time, rates []rate) (clAnswer, bool) {
	now := c.now()
	*history = slices.DeleteFunc(*history, func(t time.Time) bool { return now.Sub(t) >= 24*time.Hour })
	for _, r := range rates {
		inside := slices.DeleteFunc(slices.Clone(*history), func(t time.Time) bool { return now.Sub(t) >= r.window })
		if len(inside) < r.most {
			continue
		}
		wait := int((r.window - now.Sub(inside[0]) + time.Second - 1) / time.Second)
		a := refuse(http.StatusTooManyRequests, fmt.Sprintf("Request was throttled. Rate limit exceeded: %d/%s. Expected available in %d seconds.", r.most, r.unit, wait))
		a.wait = wait
		return a, false
	}
	*history = append(*history, now)
	return clAnswer{}, true
}

func (c *CourtListener) now() time.Time {
	if c.h.o.Now == nil {
		return time.Now()
	}
	return c.h.o.Now()
}

// answerUsage tells of the limits, the one nearest to its end first.
func (c *CourtListener) answerUsage() clAnswer {
	now := c.now()
	rows := []map[string]any{}
	add := func(scope string, history []time.Time, rates []rate) {
		for _, r := range rates {
			inside := slices.DeleteFunc(slices.Clone(history), func(t time.Time) bool { return now.Sub(t) >= r.window })
			var reset any
			if len(inside) > 0 {
				reset = inside[0].Add(r.window).UTC().Format(time.RFC3339)
			}
			rows = append(rows, map[string]any{"scope": scope, "rate": fmt.Sprintf("%d/%s", r.most, r.unit), "used": len(inside), "limit": r.most,
				"remaining": max(r.most-len(inside), 0), "window_seconds": int(r.window / time.Second), "reset_at": reset, "blocked": false})
		}
	}
	add("api_usage", c.usage, []rate{{10, "min", time.Minute}, {120, "hour", time.Hour}})
	add("user", c.spent, ratesOf(c.o.Plan))
	slices.SortStableFunc(rows, func(a, b map[string]any) int {
		return a["remaining"].(int)*b["limit"].(int) - b["remaining"].(int)*a["limit"].(int)
	})
	return clAnswer{status: http.StatusOK, body: map[string]any{"current_usage": rows, "historical_usage": map[string]any{"total": len(c.asked)}, "membership": nil}}
}
