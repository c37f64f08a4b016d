package courtlistener

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"docketwatch/config"
	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/sourcetest"
)

// bodyOf answers as CourtListener does for one docket that holds the entries 1
// to n, a minute apart.
func bodyOf(t testing.TB, r *http.Request, n int) []byte {
	results := []any{}
	switch {
	case strings.HasSuffix(r.URL.Path, "/dockets/"):
		var d any
		if err := json.Unmarshal([]byte(row(4214664, "cand", "3:17-cv-00574", "1700574", "null", `"307687"`)), &d); err != nil {
			t.Error(err)
		}
		results = append(results, d)
	case strings.HasSuffix(r.URL.Path, "/search/"):
	default:
		after, _ := time.Parse(time.RFC3339, r.URL.Query().Get("date_modified__gt")) // zero where nothing is asked for
		for i := 1; i <= n; i++ {
			at := noon.Add(time.Duration(i-60) * time.Minute)
			if at.After(after) {
				results = append(results, json.RawMessage(asJSON(t, map[string]any{"id": 1000 + i, "entry_number": i, "pacer_sequence_number": 100 + i, "document.document_number": fmt.Sprint(i),
					"document.pacer_doc_id": fmt.Sprintf("035%08d", i), "date_modified": at.Format(time.RFC3339Nano)})))
			}
		}
	}
	body, err := json.Marshal(map[string]any{"count": "x", "next": nil, "previous": nil, "results": results})
	if err != nil {
		t.Error(err)
	}
	return body
}

// unbarred forgets barriers: the suite's clock stands still, and a minute of
// silence would never end.
type unbarred struct{ *memory }

func (unbarred) Bar(context.Context, string, time.Time) error { return nil }

func TestSource(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New: func(t *testing.T, baseURL string) watcher.Source {
			m := newMemory()
			s := &Source{name: "courtlistener", client: clientOf(t, baseURL, courtsim.NewClock(noon), unbarred{m}), book: m, refs: []docket.DocketRef{ref(t, "cand", "3:17-cv-00574")}}
			s.client.plan = Legacy // the suite looks more often than any plan allows
			s.pace = pace{setup: 1000, batch: 10}
			return s
		},
		Body:        func(r *http.Request, n int) []byte { return bodyOf(t, r, n) },
		ContentType: "application/json", Now: noon,
	})
}

func TestTheOptionsOfAnEntry(t *testing.T) {
	t.Setenv("COURTLISTENER_TEST_TOKEN", "hunter2")
	for _, c := range []struct{ name, options, problem string }{
		{"a token is all it takes", "{token: env:COURTLISTENER_TEST_TOKEN}", ""},
		{"everything", "{token: env:COURTLISTENER_TEST_TOKEN, plan: tier2, url: 'http://127.0.0.1:9/api/rest/v4', storage: 'http://127.0.0.1:9/s/', extension: true}", ""},
		{"no token", "{}", "7: sources[0]: token is missing"},
		{"a token in the file", "{token: hunter2}", "a secret never stands in the file"},
		{"an unknown plan", "{token: env:COURTLISTENER_TEST_TOKEN, plan: gold}", `unknown plan "gold": one of free, tier1, tier2, tier3, tier4, edu, legacy`},
		{"an address that is none", "{token: env:COURTLISTENER_TEST_TOKEN, url: 'ftp://x'}", `"ftp://x" is no web address`},
		{"an unknown key", "{token: env:COURTLISTENER_TEST_TOKEN, plna: free}", `unknown key "plna"; did you mean "plan"?`},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, err := config.OptionsOf(c.options)
			if err != nil {
				t.Fatal(err)
			}
			s, problems := New(config.Entry{Name: "cl", Path: "sources[0]", Line: 7, Options: o}, []docket.DocketRef{ref(t, "cand", "17-cv-574"), ref(t, "cand", "3:17-cv-00574-WHO")}, nil)
			text := problems.Error()
			if c.problem == "" && text != "" || !strings.Contains(text, c.problem) || strings.Contains(text, "hunter2") {
				t.Errorf("problems %q, want %q", text, c.problem)
			}
			if c.problem == "" && (s.Name() != "cl" || len(s.Dockets()) != 1) {
				t.Errorf("%q looks at %v", s.Name(), s.Dockets())
			}
		})
	}
	s := &Source{name: "cl", client: &Client{}}
	if _, err := s.Poll(t.Context(), watcher.Cursor{}); err == nil || !strings.Contains(err.Error(), "no ledger") {
		t.Error(err)
	}
}

func TestALookThatWasNotMadeIsNoLook(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.Step()
	h.mustLook()
	for range 3 {
		h.clock.Add(15 * time.Minute)
		if _, err := h.look(); err != nil {
			break
		}
	}
	from := len(h.asked(0))
	_, err := h.look()
	var none *NotAsked
	var waits interface{ RetryIn() (time.Duration, bool) }
	if !errors.As(err, &none) || errors.Is(err, watcher.ErrNotModified) || !errors.As(err, &waits) {
		t.Fatal(err)
	}
	if wait, said := waits.RetryIn(); !said || wait <= 0 || wait > time.Hour || !none.NotAsked() {
		t.Errorf("come back in %s, %v", wait, said)
	}
	if len(h.asked(from)) != 0 {
		t.Error("something was asked")
	}
	h.clock.Add(none.Wait)
	h.mustLook()
}

func TestASpentBudgetIsNoGoodLook(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.Step()
	before := h.clock.Now().Add(-2 * time.Hour)
	for range 62 { // half a day's: what the sweep may use
		if wait, err := h.ledger.Spend(t.Context(), h.source.client.account, nil, before); err != nil || wait > 0 {
			t.Fatal(wait, err)
		}
	}
	_, err := h.look()
	var none *NotAsked
	if !errors.As(err, &none) || none.Wait != 22*time.Hour+margin || len(h.asked(0)) != 0 {
		t.Fatalf("%v", err)
	}
	// Settling may use what the sweep has to leave.
	if _, err := h.source.Resolver().One(t.Context(), docket.Entry{Docket: h.source.refs[0].Key(), DocumentNumber: "26"}); err != nil || len(h.asked(0)) != 2 {
		t.Errorf("%v after %d requests", err, len(h.asked(0)))
	}
}

func TestTheSweepBringsWhatComesLater(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	best := make(map[string]docket.Sighting)
	for i := range 60 {
		if i%4 == 0 {
			h.Step()
		}
		b, err := h.look()
		var none *NotAsked
		if err != nil && !errors.As(err, &none) {
			t.Fatal(err)
		}
		twice := make(map[string]bool)
		for _, s := range b.Sightings {
			if said := fmt.Sprintf("%+v", s); twice[said] {
				t.Errorf("told twice in one look: %s", said)
			} else {
				twice[said] = true
			}
			if s.Source != "courtlistener" || s.Digest != b.Raw.Digest || !s.Seen.Equal(h.clock.Now()) {
				t.Errorf("a sighting without its evidence: %+v", s)
			}
			best[string(s.Docket())+" "+s.DocumentNumber+fmt.Sprint(s.Text != "")] = s
		}
		h.clock.Add(15 * time.Minute)
	}
	for _, want := range []string{"cand/2017-cv-574 26true", "cand/2017-cv-574 46true", "cand/2017-cv-574 47false", "cand/2017-cv-485 21false",
		"cand/2017-cv-574 false", "cand/2017-cv-574 true", "cand/2017-cv-574 98true"} {
		if _, ok := best[want]; !ok {
			t.Errorf("%q never came", want)
		}
	}
	for _, n := range []string{"26", "46", "98"} { // a new paper moves the document's stamp only
		if s := best["cand/2017-cv-574 "+n+"true"]; len(s.Documents) == 0 || !s.Documents[0].Free() {
			t.Errorf("the free paper of %s never came: %+v", n, s.Documents)
		}
	}
}

func TestTheSweepGoesOnWhereADocketVanished(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.Step()
	h.mustLook()
	h.clock.Add(time.Hour)
	h.CourtListener().Vanish("cand", "3:17-cv-00574")
	h.Step()
	seen := make(map[string]bool)
	for range 24 {
		h.clock.Add(30 * time.Minute)
		b, err := h.look()
		var none *NotAsked
		if err != nil && !errors.As(err, &none) {
			t.Fatal(err)
		}
		if b.Note != "" {
			t.Errorf("a merger at CourtListener was told: %q", b.Note)
		}
		for _, s := range b.Sightings {
			seen[s.DocumentNumber] = true
		}
	}
	if !seen["46"] {
		t.Errorf("what was filed meanwhile was missed: %v", seen)
	}
	if key, ok, err := h.ledger.ListedAs(t.Context(), 4200001); err != nil || ok {
		t.Errorf("the id that vanished is still %s, %v", key, err)
	}
}

func TestADocketThatCourtListenerHasNotIsToldOnce(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.source = h.build("free", append(h.source.refs, ref(t, "mad", "1:17-cv-10214")))
	h.Step()
	var notes []string
	for range 4 * 50 {
		b, err := h.look()
		var none *NotAsked
		if err != nil && !errors.As(err, &none) {
			t.Fatal(err)
		}
		if b.Note != "" {
			notes = append(notes, b.Note)
		}
		if b.Coverage != "" && b.Coverage != "2 of 3 watched dockets are on CourtListener" {
			t.Error(b.Coverage)
		}
		h.clock.Add(15 * time.Minute)
	}
	if len(notes) != 1 || notes[0] != "CourtListener has no docket mad/2017-cv-10214; it is asked again every day" {
		t.Errorf("%q", notes)
	}
	asked := 0
	for _, a := range h.asked(0) {
		if strings.Contains(a, "court=mad") {
			asked++
		}
	}
	if asked != 3*2 { // by its core and as printed, on the first, the second and the third day
		t.Errorf("asked %d times in 50 hours", asked)
	}
}
