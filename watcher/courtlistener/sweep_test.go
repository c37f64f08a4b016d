package courtlistener

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/watcher"
)

// rewritten answers for one docket with the house's own answer, changed.
func (h *house) rewritten(id string, change func([]byte) []byte) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Query().Get("docket") != id {
			return false
		}
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		w.WriteHeader(rec.Code)
		_, _ = w.Write(change(rec.Body.Bytes()))
		return true
	}
}

func TestADocketThatCannotBeReadKeepsNobodyWaitingAndLosesNothing(t *testing.T) {
	for name, spoil := range map[string]func(*house) func(http.ResponseWriter, *http.Request) bool{
		"it answers 500": func(h *house) func(http.ResponseWriter, *http.Request) bool {
			return func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Query().Get("docket") != "4200001" {
					return false
				}
				h.ServeHTTP(httptest.NewRecorder(), r) // counted
				http.Error(w, "oops", http.StatusInternalServerError)
				return true
			}
		},
		"a field was renamed": func(h *house) func(http.ResponseWriter, *http.Request) bool {
			return h.rewritten("4200001", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte(`"entry_number"`), []byte(`"number"`)) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
			h.Step()
			h.mustLook()
			h.spoil = spoil(h)
			other, notes, coverage := false, "", ""
			for i := range 60 {
				if i%12 == 0 {
					h.Step()
				}
				h.clock.Add(15 * time.Minute)
				b, err := h.look()
				var none *NotAsked
				if err != nil && !errors.As(err, &none) {
					t.Fatal(err)
				}
				for _, s := range b.Sightings {
					other = other || s.Docket() == "cand/2017-cv-485"
					if s.Docket() != "cand/2017-cv-485" {
						t.Errorf("%+v", s)
					}
				}
				notes += b.Note
				if err == nil {
					coverage = b.Coverage
				}
			}
			if !other {
				t.Error("the other docket was kept waiting")
			}
			if strings.Count(notes, "CourtListener's docket 4200001 (cand/2017-cv-574) cannot be read") != 1 {
				t.Errorf("told: %q", notes)
			}
			if coverage != "2 of 2 watched dockets are on CourtListener; 1 cannot be read whole" {
				t.Errorf("the status says %q", coverage)
			}
			asked := 0
			for _, a := range h.asked(0) {
				asked += truth(strings.Contains(a, "docket=4200001"))
			}
			if asked > 12 {
				t.Errorf("it was asked %d times in 15 hours", asked)
			}
			h.spoil = nil
			seen := make(map[string]bool)
			for range 4 * 26 { // it waits for a day at most
				h.clock.Add(15 * time.Minute)
				b, _ := h.look() // looks with nothing due are no looks
				for _, s := range b.Sightings {
					seen[s.DocumentNumber] = true
				}
			}
			for _, n := range []string{"46", "47", "98", ""} {
				if !seen[n] {
					t.Errorf("%q was lost", n)
				}
			}
		})
	}
}

func TestOfADamagedPageTheRestIsToldAndNothingIsLost(t *testing.T) {
	var b strings.Builder
	b.WriteString("docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump\nat 2017-03-01 10:00\nfile SC 1 Complaint\n")
	for i := range 45 {
		fmt.Fprintf(&b, "at 2017-03-02 %02d:%02d\nfile SC %d Declaration in Support\n", 8+i/4, 15*(i%4), i+2)
	}
	h := open(t, b.String(), courtsim.CourtListenerOptions{Plan: "tier4"})
	h.Step()
	h.mustLook()
	for h.Step() {
	}
	h.spoil = h.rewritten("4200001", func(b []byte) []byte {
		return bytes.Replace(b, []byte(`"entry_number":4,`), []byte(`"entry_number":[4],`), 1)
	})
	looks := func(n int) (told map[string]bool, notes []string, coverage string) {
		told = make(map[string]bool)
		for range n {
			h.clock.Add(30 * time.Minute)
			b, err := h.look()
			if err != nil {
				continue
			}
			coverage = b.Coverage
			for _, s := range b.Sightings {
				told[s.DocumentNumber] = true
			}
			if b.Note != "" {
				notes = append(notes, b.Note)
			}
		}
		return told, notes, coverage
	}
	told, notes, coverage := looks(20)
	delete(told, "1") // the mark stays, so that this one is read again and again
	if len(told) != 44 || told["4"] {
		t.Errorf("%d of 44 were told: %v", len(told), told)
	}
	if len(notes) != 1 || !strings.Contains(notes[0], "on CourtListener's docket 4200001 (cand/2017-cv-574) some entries cannot be read: docket entry 22") || !strings.Contains(notes[0], "entry_number is neither text nor number") {
		t.Errorf("told: %q", notes)
	}
	if !strings.Contains(coverage, "1 cannot be read whole") {
		t.Errorf("the status says %q", coverage)
	}
	h.spoil = nil
	if told, notes, coverage = looks(20); !told["4"] || len(notes) != 0 || strings.Contains(coverage, "cannot") {
		t.Errorf("after it was mended: %v, %q, %q", told, notes, coverage)
	}
}

func TestAClockThatWasWrongKeepsNothingWaiting(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	wrong := 365 * day // ours; CourtListener's is right
	now := func() time.Time { return h.clock.Now().Add(wrong) }
	h.source.Keep(h.ledger, nil, now)
	look := func() (watcher.Batch, error) {
		b, err := h.source.Poll(t.Context(), watcher.Cursor{State: h.state, Now: now()})
		if err == nil {
			h.state = b.Next
		}
		return b, err
	}
	h.Step()
	for range 4 {
		if _, err := look(); err != nil {
			t.Fatal(err)
		}
		h.clock.Add(3 * time.Hour)
	}
	wrong = 0
	h.Step()
	seen := make(map[string]bool)
	for range 12 {
		h.clock.Add(30 * time.Minute)
		b, _ := look() // looks with nothing due are no looks
		for _, s := range b.Sightings {
			seen[s.DocumentNumber] = true
		}
	}
	if !seen["46"] {
		t.Errorf("nothing was read for hours: %v", seen)
	}
}

func TestTheSearchIsOnlyAHint(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	h.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/search/") {
			return false
		}
		http.Error(w, "the index is down", http.StatusInternalServerError)
		return true
	}
	h.Step()
	seen, notes := make(map[string]bool), 0
	for i := range 200 {
		if i%40 == 20 {
			h.Step()
		}
		b, err := h.look()
		var none *NotAsked
		if err != nil && !errors.As(err, &none) {
			t.Fatal(err)
		}
		for _, s := range b.Sightings {
			seen[s.DocumentNumber] = true
		}
		if strings.Contains(b.Note, "search cannot be asked") {
			notes++
		}
		h.clock.Add(15 * time.Minute)
	}
	if len(seen) != 6 || notes != 1 {
		t.Errorf("saw %v, told %d times", seen, notes)
	}
}

func TestADocketThatCannotBeLookedUpCostsLittle(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.source = h.build("free", append(h.source.refs, ref(t, "mad", "1:17-cv-10214")))
	asked := 0
	h.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Query().Get("court") != "mad" {
			return false
		}
		asked++
		_, _ = w.Write([]byte(`{"next":null,"results":[{"id":1}]}`))
		return true
	}
	h.Step()
	good := 0
	for range 96 {
		if _, err := h.look(); err == nil {
			good++
		}
		h.clock.Add(15 * time.Minute)
	}
	if asked > 26 || good < 20 { // once an hour, and what else is due is done
		t.Errorf("asked %d times in a day, %d good looks", asked, good)
	}
}

func TestTroubleOfCourtListenersOwnIsAFailedLook(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	h.Step()
	h.mustLook()
	h.clock.Add(3 * time.Hour)
	from := len(h.asked(0))
	h.Fault("cl", courtsim.Fault{Kind: courtsim.FaultHTTP500})
	if _, err := h.look(); err == nil || !strings.Contains(err.Error(), "500") {
		t.Error(err)
	}
	if n := len(h.asked(from)); n > tries {
		t.Errorf("a server in trouble was asked %d times", n)
	}
	h.Fault("cl", courtsim.Fault{Kind: courtsim.FaultMaintenance})
	h.clock.Add(time.Date(2026, 11, 26, 22, 0, 0, 0, pacific()).Sub(h.clock.Now()))
	_, err := h.look()
	var down *Down
	if !errors.As(err, &down) || down.wait != 2*time.Hour {
		t.Errorf("in the maintenance: %v", err)
	}
	h.Fault("cl", courtsim.Fault{})
	h.clock.Add(2 * time.Hour)
	h.mustLook()
}

func TestAnOldDocketIsUploadedWhole(t *testing.T) {
	var b strings.Builder
	b.WriteString("docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump\nat 2017-03-01 10:00\nfile SC 1 Complaint\nat 2017-03-02 10:00\n")
	for i := range 250 {
		fmt.Fprintf(&b, "file SC %d Declaration in Support\n", i+2)
	}
	h := open(t, b.String(), courtsim.CourtListenerOptions{}) // the free plan: five requests a look, and no more
	h.Step()
	h.mustLook()
	h.Step()
	seen := make(map[string]bool)
	for range 40 {
		h.clock.Add(15 * time.Minute)
		b, err := h.look()
		var none *NotAsked
		if err != nil && !errors.As(err, &none) {
			t.Fatal(err)
		}
		for _, s := range b.Sightings {
			seen[s.DocumentNumber] = true
		}
	}
	if len(seen) != 250 {
		t.Errorf("saw %d of 250", len(seen))
	}
}

func TestWhatWasFiledWhileADocketVanishedIsRead(t *testing.T) {
	var b strings.Builder
	b.WriteString("docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump\nat 2017-03-01 10:00\nfile SC 1 Complaint\n")
	for i := range 45 { // more than the newest page shows
		fmt.Fprintf(&b, "at 2017-03-02 %02d:%02d\nfile SC %d Declaration in Support\n", 8+i/4, 15*(i%4), i+2)
	}
	h := open(t, b.String(), courtsim.CourtListenerOptions{Plan: "tier4"})
	h.Step()
	h.mustLook()
	for h.Step() {
	}
	h.CourtListener().Vanish("cand", "3:17-cv-00574")
	seen := make(map[string]bool)
	for range 20 {
		h.clock.Add(30 * time.Minute)
		b, _ := h.look() // looks with nothing due are no looks
		for _, s := range b.Sightings {
			seen[s.DocumentNumber] = true
		}
	}
	for n := 2; n <= 46; n++ {
		if !seen[fmt.Sprint(n)] {
			t.Fatalf("%d was missed; %d seen", n, len(seen))
		}
	}
}

func TestTheFirstReadOfADocketIsKnownAsSuch(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.Step()
	first := make(map[docket.DocketKey]int)
	for range 12 {
		before := h.state
		if _, err := h.look(); err == nil {
			for _, key := range FirstRead(before, h.state) {
				first[key]++
			}
		}
		h.clock.Add(15 * time.Minute)
	}
	h.CourtListener().Vanish("cand", "3:17-cv-00574")
	for range 200 {
		before := h.state
		if _, err := h.look(); err == nil {
			for _, key := range FirstRead(before, h.state) {
				first[key]++
			}
		}
		h.clock.Add(15 * time.Minute)
	}
	if len(first) != 2 || first["cand/2017-cv-574"] != 1 || first["cand/2017-cv-485"] != 1 {
		t.Errorf("%v", first)
	}
	if FirstRead(nil, []byte("{")) != nil {
		t.Error("a broken cursor vouches for something")
	}
}

func TestACursorOfAnotherMakeIsAFirstLook(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier4"})
	h.Step()
	good := h.mustLook().Next
	for _, state := range [][]byte{nil, []byte("{}"), []byte("null"), good[:len(good)/2], []byte(`{"v":99,"dockets":{}}`), []byte(`{"v":1}x`), []byte(`{"v":1,"dockets":{"4200001":null}}`)} {
		h.clock.Add(2 * time.Minute)
		b, err := h.source.Poll(t.Context(), watcher.Cursor{State: state, Now: h.clock.Now()})
		if err != nil || len(b.Sightings) != 1 || b.Sightings[0].DocumentNumber != "26" {
			t.Errorf("%.20q: %d sightings, %v", state, len(b.Sightings), err)
		}
	}
}
