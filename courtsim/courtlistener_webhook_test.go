package courtsim

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestDocketAlertsAreMadeSwitchedAndLimited(t *testing.T) {
	d := atDesk(t, testScript, CourtListenerOptions{})
	post := func(id int64) reply {
		return d.ask(http.MethodPost, "docket-alerts/", fmt.Sprintf(`{"docket":%d}`, id))
	}
	if r := post(4200001); r.status != 201 || r.body["alert_type"] != 1.0 {
		t.Fatalf("%d %s", r.status, r.text)
	}
	if r := post(4200001); r.status != 400 {
		t.Errorf("twice: %d", r.status)
	}
	if r := post(77); r.status != 400 {
		t.Errorf("of nothing: %d", r.status)
	}
	d.clock.Add(time.Hour)
	id := d.get("docket-alerts/?docket=4200001").results()[0]["id"]
	if r := d.ask(http.MethodPatch, fmt.Sprintf("docket-alerts/%.0f/", id), `{"alert_type":0}`); r.status != 200 || r.body["alert_type"] != 0.0 {
		t.Errorf("switched off: %d %s", r.status, r.text)
	}
	if d.CourtListener().Drop(4200001) {
		t.Error("an alert that is off was dropped")
	}
	if n := len(d.get("docket-alerts/?alert_type=1").results()); n != 0 {
		t.Errorf("%d are on", n)
	}
}

func TestWebhookEventsAreTriedAgainAndTheEndpointIsDisabled(t *testing.T) {
	var keys []string
	var bodies []string
	var down bool
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		keys = append(keys, r.Header.Get("Idempotency-Key"))
		raw, _ := io.ReadAll(r.Body) // a test's own post
		bodies = append(bodies, string(raw))
		if down {
			w.WriteHeader(500)
		}
	}))
	defer hook.Close()
	d := atDesk(t, testScript, CourtListenerOptions{Plan: "legacy", Webhook: hook.URL, Retries: []time.Duration{time.Minute, 3 * time.Minute, 9 * time.Minute}})
	if r := d.ask(http.MethodPost, "docket-alerts/", `{"docket":4200001}`); r.status != 201 {
		t.Fatal(r.text)
	}
	cl, ctx := d.CourtListener(), context.Background()
	d.Step()
	if n := cl.Deliver(ctx); n != 1 || !strings.Contains(bodies[0], `"docket":4200001`) || !strings.Contains(bodies[0], `"event_type":1`) || strings.Contains(bodies[0], "resource_uri") {
		t.Fatalf("%d arrived: %s", n, bodies)
	}
	if n := cl.Deliver(ctx); n != 0 || len(keys) != 1 {
		t.Error("what arrived was sent again")
	}
	down = true
	d.Step() // two entries: a number, and none
	for range 4 {
		cl.Deliver(ctx)
		d.clock.Add(10 * time.Minute)
	}
	enabled, made, arrived := cl.Endpoint()
	if enabled || made != 3 || arrived != 1 || len(keys) != 1+8 || keys[1] != keys[3] || keys[1] == keys[2] {
		t.Fatalf("enabled %v, made %d, arrived %d, keys %v", enabled, made, arrived, keys)
	}
	d.Step() // the double of the minute entry: nobody hears of it
	if _, made, _ = cl.Endpoint(); made != 3 {
		t.Error("an event was made for a disabled endpoint")
	}
	down = false
	cl.Enable()
	if n := cl.Deliver(ctx); n != 2 {
		t.Errorf("%d of two were sent again", n)
	}
	d.Step()
	if n := cl.Deliver(ctx); n != 1 {
		t.Errorf("%d new events arrived", n)
	}
	if _, made, arrived = cl.Endpoint(); made != 4 || arrived != 4 {
		t.Errorf("made %d, arrived %d", made, arrived)
	}
}

func TestAnEventOfLongAgoIsNotSentAgain(t *testing.T) {
	d := atDesk(t, testScript, CourtListenerOptions{Plan: "legacy", Webhook: "http://127.0.0.1:1/", Retries: []time.Duration{time.Hour}})
	if r := d.ask(http.MethodPost, "docket-alerts/", `{"docket":4200001}`); r.status != 201 {
		t.Fatal(r.text)
	}
	d.Step()
	d.CourtListener().Deliver(context.Background())
	d.clock.Add(49 * time.Hour)
	d.CourtListener().Enable()
	if e := d.CourtListener().deliverer.events[0]; e.tries != 1 || e.won {
		t.Errorf("%+v", e)
	}
}
