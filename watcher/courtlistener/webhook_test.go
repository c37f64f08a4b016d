package courtlistener

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docketwatch/courtsim"
)

// event is a webhook event of that type and version around a payload.
func event(kind, version int, payload string) string {
	raw, err := json.Marshal(map[string]any{"payload": json.RawMessage(payload),
		"webhook": map[string]any{"version": version, "event_type": kind, "date_created": "2026-11-24T04:00:00.000001-08:00", "deprecation_date": nil}})
	if err != nil {
		panic(err)
	}
	return string(raw)
}

const (
	oldAlertsPayload = `{"old_alerts":[{"id":3,"date_created":"2026-05-23T18:53:36.903277-08:00","date_last_hit":"2026-05-24T18:53:36.903277-08:00","secret_key":"hunter2","alert_type":1,"docket":30}],
		"disabled_alerts":[{"id":1,"date_created":null,"date_last_hit":null,"secret_key":"hunter2","alert_type":0,"docket":"https://www.courtlistener.com/api/rest/v4/dockets/10/"}]}`
	fetchPayload  = `{"id":1,"court":null,"docket":null,"recap_document":10,"status":2,"request_type":2,"message":"Done."}`
	prayerPayload = `{"id":1234,"date_created":"2026-04-16T21:24:18-07:00","status":2,"recap_document":436}`
	searchFlat    = `{"results":[{"absolute_url":"/docket/69/x/","caseName":"City of Doe v. Noem","court_id":"rid","dateFiled":"2026-11-20T00:00:00-08:00","docketNumber":"1:26-cv-00001","docket_id":69}],
		"alert":{"id":1,"name":"sanctuary","rate":"rt","query":"q=x","secret_key":"hunter2"}}`
	searchNested = `{"results":[{"docket_absolute_url":"/docket/69/y/","absolute_url":"/opinion/1/z/","caseName":"City of Doe v. Noem","court_id":"rid","dateFiled":"2026-11-20","docketNumber":"1:26-cv-00001","docket_id":69,
		"recap_documents":[{"id":5}],"meta":{}}],"alert":{"id":1,"name":"sanctuary","rate":"rt","query":"q=x"}}`
)

func TestEveryTypeOfEventIsRead(t *testing.T) {
	entry := string(asJSON(t, map[string]any{"docket": 4214664}))
	created := time.Date(2026, 11, 24, 12, 0, 0, 1000, time.UTC)
	hit := Hit{Docket: 69, Court: "rid", Number: "1:26-cv-00001", CaseName: "City of Doe v. Noem", Filed: "2026-11-20", Path: "/docket/69/x/"}
	nested := hit
	nested.Path = "/docket/69/y/"
	for name, c := range map[string]struct {
		body string
		want Event
	}{
		"a docket alert": {event(1, 1, `{"results":[`+entry+`]}`), Event{Type: DocketAlertEvent, Version: 1, Created: created, Entries: []Entry{parsed(t, nil)}}},
		"the same, version 2": {event(1, 2, `{"results":[`+entry+`]}`),
			Event{Type: DocketAlertEvent, Version: 2, Created: created, Entries: []Entry{parsed(t, nil)}}},
		"a search alert":             {event(2, 1, searchFlat), Event{Type: SearchAlertEvent, Version: 1, Created: created, Search: &SearchAlert{Name: "sanctuary", Query: "q=x", Rate: "rt", Results: []Hit{hit}}}},
		"a search alert, version 2":  {event(2, 2, searchNested), Event{Type: SearchAlertEvent, Version: 2, Created: created, Search: &SearchAlert{Name: "sanctuary", Query: "q=x", Rate: "rt", Results: []Hit{nested}}}},
		"the end of a purchase":      {event(3, 1, fetchPayload), Event{Type: FetchEvent, Version: 1, Created: created, Fetch: &Fetch{ID: 1, Type: 2, Status: 2, Document: 10, Message: "Done."}}},
		"a report of old alerts":     {event(4, 1, oldAlertsPayload), Event{Type: OldAlertsEvent, Version: 1, Created: created, OldAlerts: &OldAlerts{Old: []DocketAlert{{ID: 3, Docket: 30, On: true, LastHit: time.Date(2026, 5, 25, 2, 53, 36, 903277000, time.UTC)}}, Disabled: []DocketAlert{{ID: 1, Docket: 10}}}}},
		"a paper that was asked for": {event(5, 1, prayerPayload), Event{Type: PrayerEvent, Version: 1, Created: created, Prayer: &Prayer{ID: 1234, Document: 436, Status: 2}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ParseWebhook([]byte(c.body))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			shown, err := json.Marshal(got)
			if err != nil || strings.Contains(string(shown), "hunter2") {
				t.Errorf("a secret is kept: %s, %v", shown, err)
			}
		})
	}
}

func TestWhatIsNoEventIsRefused(t *testing.T) {
	for _, c := range []struct{ body, says string }{
		{"", "empty body"},
		{"<html><body>hi</body></html>", "HTML page"},
		{"[]", "JSON of another kind"},
		{"{}", "webhook is missing, payload is missing"},
		{`{"webhook":{"event_type":1,"date_created":null,"deprecation_date":null},"payload":{}}`, "version is missing"},
		{event(1, 3, `{"results":[]}`), "version 3"},
		{event(6, 1, `{}`), "event type 6"},
		{event(0, 1, `{}`), "event type 0"},
		{event(1, 1, `{}`), "payload: results is missing"},
		{event(1, 1, `[]`), "payload: not a JSON object"},
		{event(1, 1, `{"results":"x"}`), "results is no list"},
		{event(2, 1, `{"results":[]}`), "alert: not a JSON object"},
		{event(2, 1, `{"results":[{"docket_id":1}],"alert":{"name":"","query":"","rate":""}}`), "court_id is missing"},
		{event(3, 1, `{"id":1}`), "status is missing"},
		{event(4, 1, `{"old_alerts":[]}`), "disabled_alerts is missing"},
		{event(4, 1, `{"old_alerts":[{"id":1}],"disabled_alerts":[]}`), "docket is missing"},
		{event(5, 1, `{"id":1,"status":2,"recap_document":null}`), "recap_document is no id"},
	} {
		_, err := ParseWebhook([]byte(c.body))
		if !errors.Is(err, ErrEvent) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.60s: %v, want %q", c.body, err, c.says)
		}
	}
}

func TestOfADamagedAlertTheWholeEntriesAreRead(t *testing.T) {
	good := string(asJSON(t, map[string]any{"docket": 1}))
	bad := string(asJSON(t, map[string]any{"description": gone{}}))
	e, err := ParseWebhook([]byte(event(1, 1, `{"results":[`+good+`,`+bad+`,`+good+`]}`)))
	if len(e.Entries) != 2 || err == nil || !strings.Contains(err.Error(), "description is missing") {
		t.Errorf("%d entries, %v", len(e.Entries), err)
	}
}

func FuzzParseWebhook(f *testing.F) {
	for kind, payload := range map[int]string{1: `{"results":[` + string(asJSON(f, map[string]any{"docket": 4})) + `]}`, 2: searchNested, 3: fetchPayload, 4: oldAlertsPayload, 5: prayerPayload} {
		f.Add([]byte(event(kind, 1+kind%2, payload)))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		e, err := ParseWebhook(body)
		if err != nil {
			if !errors.Is(err, ErrEvent) {
				t.Fatal(err)
			}
			return
		}
		parts := 0
		for _, set := range []bool{e.Search != nil, e.Fetch != nil, e.OldAlerts != nil, e.Prayer != nil} {
			if set {
				parts++
			}
		}
		if e.Type == DocketAlertEvent && parts != 0 || e.Type != DocketAlertEvent && parts != 1 || e.Version != 1 && e.Version != 2 {
			t.Fatalf("%+v", e)
		}
		for _, x := range e.Entries {
			if x.ID <= 0 || x.Docket <= 0 {
				t.Fatalf("%+v", x)
			}
		}
	})
}

func TestWhoIsLetIn(t *testing.T) {
	const key = "59F1BE59-e428-427a-a346-9cacded5c1d4"
	good := http.Header{"Content-Type": {"application/json"}, "Idempotency-Key": {key}}
	with := func(name string, values ...string) http.Header {
		h := good.Clone()
		h.Del(name)
		for _, v := range values {
			h.Add(name, v)
		}
		return h
	}
	lab := Gate{From: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
	for _, c := range []struct {
		name   string
		gate   Gate
		peer   string
		header http.Header
		status int
	}{
		{"CourtListener's first address", PublicGate(), "34.210.230.218", good, 0},
		{"its second address", PublicGate(), "54.189.59.91", good, 0},
		{"the first in the clothes of IPv6", PublicGate(), "::ffff:34.210.230.218", good, 0},
		{"a neighbour", PublicGate(), "34.210.230.219", good, http.StatusForbidden},
		{"somebody who says that he is forwarded", PublicGate(), "198.51.100.7", with("X-Forwarded-For", "34.210.230.218"), http.StatusForbidden},
		{"this machine", PublicGate(), "127.0.0.1", good, http.StatusForbidden},
		{"this machine in a laboratory", lab, "127.0.0.1", good, 0},
		{"CourtListener in a laboratory", lab, "34.210.230.218", good, http.StatusForbidden},
		{"anybody where nobody is let in", Gate{}, "34.210.230.218", good, http.StatusForbidden},
		{"JSON with a charset", PublicGate(), "54.189.59.91", with("Content-Type", "application/json; charset=utf-8"), 0},
		{"a form", PublicGate(), "54.189.59.91", with("Content-Type", "application/x-www-form-urlencoded"), http.StatusUnsupportedMediaType},
		{"no kind", PublicGate(), "54.189.59.91", with("Content-Type"), http.StatusUnsupportedMediaType},
		{"no key", PublicGate(), "54.189.59.91", with("Idempotency-Key"), http.StatusBadRequest},
		{"an empty key", PublicGate(), "54.189.59.91", with("Idempotency-Key", ""), http.StatusBadRequest},
		{"two keys", PublicGate(), "54.189.59.91", with("Idempotency-Key", key, key), http.StatusBadRequest},
		{"a key that is none", PublicGate(), "54.189.59.91", with("Idempotency-Key", "'; DROP TABLE events; --"), http.StatusBadRequest},
		{"a key without dashes", PublicGate(), "54.189.59.91", with("Idempotency-Key", strings.ReplaceAll(key, "-", "")), 0},
		{"an endless key", PublicGate(), "54.189.59.91", with("Idempotency-Key", strings.Repeat("a", 1<<16)), http.StatusBadRequest},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.gate.Admit(netip.MustParseAddr(c.peer), c.header)
			var refusal *Refusal
			switch {
			case c.status == 0 && (err != nil || got != strings.ToLower(got) || len(got) < 32):
				t.Errorf("%q, %v", got, err)
			case c.status != 0 && (!errors.As(err, &refusal) || refusal.Status != c.status || got != ""):
				t.Errorf("%q, %v; want status %d", got, err, c.status)
			}
		})
	}
	if _, err := PublicGate().Admit(netip.Addr{}, good); err == nil {
		t.Error("nobody was let in")
	}
}

func TestWhatTheSimulatedCourtListenerPostsIsTakenIn(t *testing.T) {
	gate := Gate{From: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}}
	taken := make(map[string]Event)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // a test's own post
		key, err := gate.Admit(netip.MustParseAddrPort(r.RemoteAddr).Addr(), r.Header)
		if err != nil {
			t.Error(err)
		}
		if taken[key], err = ParseWebhook(body); err != nil {
			t.Error(err)
		}
	}))
	defer hook.Close()
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1", Webhook: hook.URL})
	h.mustLook()
	if _, err := h.source.Alerts(t.Context()); err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		more = h.Step()
		h.CourtListener().Deliver(t.Context())
	}
	told := make(map[string]bool)
	for key, e := range taken {
		list, unknown, err := h.source.Sightings(t.Context(), e.Entries, "courtlistener/webhook", noon, key)
		if err != nil || len(unknown) > 0 || len(list) != 1 {
			t.Fatalf("%+v, %v, %v", list, unknown, err)
		}
		told[string(list[0].Docket())+" "+list[0].DocumentNumber] = true
	}
	for _, want := range []string{"cand/2017-cv-574 26", "cand/2017-cv-574 46", "cand/2017-cv-574 98", "cand/2017-cv-574 ", "cand/2017-cv-485 21"} {
		if !told[want] {
			t.Errorf("%q was not posted: %v", want, told)
		}
	}
}
