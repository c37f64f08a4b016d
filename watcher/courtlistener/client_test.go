package courtlistener

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"docketwatch/courtsim"
	"docketwatch/watcher"
)

// noon is a Tuesday, outside every maintenance.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// ask sends one query to a server that answers in one way, and counts.
func ask(t *testing.T, now time.Time, answer http.HandlerFunc) (*Client, *memory, *atomic.Int32) {
	t.Helper()
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	m := newMemory()
	return clientOf(t, server.URL+"/api/rest/v4", courtsim.NewClock(now), m), m, &asked
}

func status(code int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		_, _ = w.Write([]byte(body))
	}
}

const emptyList = `{"count":"x","next":null,"previous":null,"results":[]}`

func TestARequestCarriesTheTokenAndItsQueryAsWritten(t *testing.T) {
	var got *http.Request
	c, _, _ := ask(t, noon, func(w http.ResponseWriter, r *http.Request) { got = r; _, _ = w.Write([]byte(emptyList)) })
	p, err := c.list(t.Context(), Settle, "docket-entries", query{{"docket", "4214664"}, {"date_modified__gt", "2026-01-02T03:04:05.000000Z"}, withoutText})
	if err != nil || p.next != "" || len(p.results) != 0 {
		t.Fatal(p, err)
	}
	if got.Header.Get("Authorization") != "Token simulated" || got.URL.Path != "/api/rest/v4/docket-entries/" ||
		got.URL.RawQuery != "docket=4214664&date_modified__gt=2026-01-02T03%3A04%3A05.000000Z&omit=recap_documents__plain_text" {
		t.Errorf("asked %s with %v", got.URL, got.Header)
	}
}

func TestAnEmptyFilterIsNeverSent(t *testing.T) {
	c, m, asked := ask(t, noon, status(200, emptyList))
	for _, q := range []query{{{"docket", ""}}, {{"docket", "1"}, {"entry_number", " "}}, {{"", "1"}}} {
		_, err := c.list(t.Context(), Settle, "docket-entries", q)
		if !errors.Is(err, errEmpty) || !strings.Contains(err.Error(), "our own bug") {
			t.Errorf("%v: %v", q, err)
		}
	}
	if asked.Load() != 0 || len(m.spent) != 0 {
		t.Error("something was asked, or spent")
	}
}

func TestWhatAnAnswerMeans(t *testing.T) {
	var unknown *UnknownParams
	var refused *watcher.Refused
	var throttled *Throttled
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		is     func(error) bool
		says   string
	}{
		{"an unknown filter is our own bug and is named", status(400, `{"detail":"Unknown filter parameters are not allowed.","unknown_params":["court_id","docket__in"]}`),
			func(err error) bool { return errors.As(err, &unknown) }, "our own bug: CourtListener's dockets knows no filter court_id, docket__in"},
		{"a related id that is no valid choice has vanished", status(400, `{"docket":["Select a valid choice. That choice is not one of the available choices."]}`),
			func(err error) bool { return errors.Is(err, ErrVanished) }, "does not know this id any more"},
		{"another complaint is told in its own words", status(400, `{"date_modified__gt":["Enter a valid date/time."]}`),
			func(err error) bool { return !errors.Is(err, ErrVanished) }, "Enter a valid date/time."},
		{"404 has vanished", status(404, `{"detail":"Not found."}`), func(err error) bool { return errors.Is(err, ErrVanished) }, ""},
		{"401 is the token", status(401, `{"detail":"Invalid token."}`), func(err error) bool { return errors.As(err, &refused) && refused.Blocked }, "Invalid token."},
		{"403 is a wall", status(403, `<html>Access Denied</html>`, "Content-Type", "text/html"),
			func(err error) bool { return errors.As(err, &refused) && refused.Blocked }, "HTTP status 403: HTML page"},
		{"429 wants silence", status(429, `{"detail":"Request was throttled. Rate limit exceeded: 5/min. Expected available in 7 seconds."}`, "Retry-After", "7"),
			func(err error) bool { return errors.As(err, &throttled) }, "Rate limit exceeded: 5/min"},
		{"500 is a failure", status(500, "oops"), func(err error) bool { return !errors.Is(err, ErrVanished) }, "answered 500"},
		{"an HTML page is no answer", status(200, "<!doctype html><html><body>We are down for maintenance</body></html>"),
			func(err error) bool { return errors.As(err, &refused) && !refused.Blocked }, "not an answer of CourtListener's API: maintenance page"},
		{"a captcha is a wall", status(200, "<html><title>Just a moment...</title></html>"),
			func(err error) bool { return errors.As(err, &refused) && refused.Blocked }, "captcha page"},
		{"an empty body is no answer", status(200, ""), func(err error) bool { return errors.As(err, &refused) }, "empty body"},
		{"a list is no answer", status(200, "[]"), func(err error) bool { return errors.As(err, &refused) }, "JSON of another kind"},
		{"an envelope without results is none", status(200, `{"next":null,"items":[]}`),
			func(err error) bool { return errors.As(err, &refused) }, "the answer of dockets: results is missing"},
		{"an envelope without next is none", status(200, `{"results":[]}`), func(err error) bool { return errors.As(err, &refused) }, "next is missing"},
		{"results that are no list are none", status(200, `{"next":null,"results":{"a":1}}`), func(err error) bool { return errors.As(err, &refused) }, "results that are no list"},
		{"a body that is cut off is none", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "500")
			_, _ = w.Write([]byte(emptyList))
		}, func(err error) bool { return err != nil }, "cut off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cl, _, _ := ask(t, noon, c.answer)
			_, err := cl.list(t.Context(), Settle, "dockets", query{{"court", "cand"}})
			if err == nil || !c.is(err) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want one that says %q", err, c.says)
			}
			if err != nil && strings.Contains(err.Error(), "simulated") {
				t.Error("the token is shown:", err)
			}
		})
	}
}

func TestAfterARefusedTokenNothingIsAskedAnyMore(t *testing.T) {
	c, m, asked := ask(t, noon, status(401, `{"detail":"Invalid token."}`))
	for range 3 {
		_, err := c.list(t.Context(), Settle, "dockets", query{{"court", "cand"}})
		var refused *watcher.Refused
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), "until the configuration is loaded again") {
			t.Fatal(err)
		}
	}
	if _, err := c.Usage(t.Context()); err == nil {
		t.Error("usage was asked with a refused token")
	}
	if asked.Load() != 1 || len(m.spent[c.account]) != 1 {
		t.Errorf("asked %d times, spent %d", asked.Load(), len(m.spent[c.account]))
	}
}

func TestTheNextPageIsFollowedVerbatimAndOnlyAtHome(t *testing.T) {
	var queries []string
	var next string
	c, _, asked := ask(t, noon, func(w http.ResponseWriter, r *http.Request) {
		queries = append(queries, r.URL.RawQuery)
		n := next
		if len(queries) > 1 {
			_, _ = w.Write([]byte(emptyList))
			return
		}
		if n == "" {
			n = "http://" + r.Host + "/api/rest/v4/dockets/?cursor=cD0y%2BMDA%3D&court=cand&odd"
		}
		_, _ = fmt.Fprintf(w, `{"next":%q,"results":[]}`, n)
	})
	c.plan = Tier4 // there is much to ask
	p, err := c.list(t.Context(), Settle, "dockets", query{{"court", "cand"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.following(t.Context(), Settle, p); err != nil {
		t.Fatal(err)
	}
	if queries[1] != "cursor=cD0y%2BMDA%3D&court=cand&odd" {
		t.Errorf("asked %q", queries[1])
	}
	before := asked.Load()
	for _, elsewhere := range []string{"http://evil.example.org/api/rest/v4/dockets/?cursor=x", "https://" + c.base.Host + "/api/rest/v4/dockets/?cursor=x",
		"http://user@" + c.base.Host + "/x", "//" + c.base.Host + "/x", "/api/rest/v4/dockets/?cursor=x", "http://[::1"} {
		next, queries = elsewhere, nil
		if _, err := c.list(t.Context(), Settle, "dockets", query{{"court", "cand"}}); err == nil || !strings.Contains(err.Error(), "not followed") && !strings.Contains(err.Error(), "not where the API is") {
			t.Errorf("%s: %v", elsewhere, err)
		}
	}
	if asked.Load()-before != 6 {
		t.Error("a page elsewhere was asked for")
	}
}

func TestA429SilencesEveryWorker(t *testing.T) {
	for _, c := range []struct {
		name, header string
		want         time.Duration
	}{
		{"seconds", "7", 7 * time.Second},
		{"a day and more", "999999", 24 * time.Hour},
		{"a date", noon.Add(90 * time.Second).Format(http.TimeFormat), 90 * time.Second},
		{"a date that has passed is a second", noon.Add(-time.Hour).Format(http.TimeFormat), time.Second},
		{"none is a minute", "", time.Minute},
		{"nonsense is a minute", "soon", time.Minute},
		{"less than nothing is a minute", "-5", time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			header := []string{}
			if c.header != "" {
				header = []string{"Retry-After", c.header}
			}
			cl, m, asked := ask(t, noon, status(429, `{"detail":"throttled"}`, header...))
			_, err := cl.list(t.Context(), Settle, "dockets", query{{"court", "cand"}})
			var waits interface{ RetryIn() (time.Duration, bool) }
			var throttled *Throttled
			if !errors.As(err, &throttled) || throttled.Wait != c.want {
				t.Fatalf("%v", err)
			}
			if !errors.As(err, &waits) {
				t.Fatal("the watcher cannot see the wait")
			} else if wait, said := waits.RetryIn(); !said || wait != c.want {
				t.Errorf("the watcher sees %s, %v", wait, said)
			}
			other := clientOf(t, cl.base.String(), courtsim.NewClock(noon), m)
			_, err = other.list(t.Context(), Settle, "dockets", query{{"court", "cand"}})
			var none *NotAsked
			if !errors.As(err, &none) || none.Wait != c.want || asked.Load() != 1 {
				t.Errorf("another worker got %v after %d requests", err, asked.Load())
			}
		})
	}
}

func TestWorkersDoNotComeBackTogether(t *testing.T) {
	c, m, _ := ask(t, noon, status(429, "{}", "Retry-After", "100"))
	var most time.Duration
	c.jitter = func(d time.Duration) time.Duration { most = d; return d }
	if _, err := c.list(t.Context(), Settle, "dockets", query{{"court", "cand"}}); err == nil {
		t.Fatal("no error")
	}
	if want := 11 * time.Second; most != want || !m.bars[c.account].Equal(noon.Add(100*time.Second+want)) {
		t.Errorf("jitter of at most %s, barred until %s", most, m.bars[c.account])
	}
	random := clientOf(t, c.base.String(), courtsim.NewClock(noon), m)
	random.jitter = nil
	fresh, err := NewClient(Options{URL: c.base.String()})
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if j := fresh.jitter(time.Second); j < 0 || j > time.Second {
			t.Fatalf("jitter %s", j)
		}
	}
}

func TestA503ThatNamesATimeIsABarrierToo(t *testing.T) {
	c, m, _ := ask(t, noon, status(503, "busy", "Retry-After", "30"))
	if _, err := c.list(t.Context(), Settle, "dockets", query{{"court", "cand"}}); err == nil || !m.bars[c.account].Equal(noon.Add(30*time.Second)) {
		t.Errorf("%v, barred until %s", err, m.bars[c.account])
	}
	c, m, _ = ask(t, noon, status(503, "busy"))
	if _, err := c.list(t.Context(), Settle, "dockets", query{{"court", "cand"}}); err == nil || len(m.bars) != 0 {
		t.Errorf("%v, bars %v", err, m.bars)
	}
}

func TestTheMaintenanceIsExpected(t *testing.T) {
	pacific := pacific()
	for _, c := range []struct {
		name string
		at   time.Time
		in   bool
	}{
		{"before", time.Date(2026, 11, 26, 20, 59, 59, 0, pacific), false},
		{"the first second", time.Date(2026, 11, 26, 21, 0, 0, 0, pacific), true},
		{"the last second", time.Date(2026, 11, 26, 23, 59, 59, 0, pacific), true},
		{"midnight", time.Date(2026, 11, 27, 0, 0, 0, 0, pacific), false},
		{"Friday morning in UTC, Thursday evening there", time.Date(2026, 7, 10, 5, 0, 0, 0, time.UTC), true},
		{"the same hour in winter is later in UTC", time.Date(2026, 12, 4, 4, 59, 0, 0, time.UTC), false},
		{"Thursday noon", time.Date(2026, 11, 26, 12, 0, 0, 0, pacific), false},
		{"Wednesday evening", time.Date(2026, 11, 25, 22, 0, 0, 0, pacific), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if Maintenance(c.at) != c.in {
				t.Fatalf("in maintenance: %v", !c.in)
			}
			cl, _, _ := ask(t, c.at, status(502, "bad gateway"))
			_, err := cl.list(t.Context(), Settle, "dockets", query{{"court", "cand"}})
			var down *Down
			if errors.As(err, &down) != c.in {
				t.Fatalf("%v", err)
			}
			if c.in {
				wait, said := down.RetryIn()
				if end := c.at.Add(wait).In(pacific); !said || end.Hour() != 0 || end.Weekday() != time.Friday {
					t.Errorf("come back at %s", end)
				}
			}
		})
	}
	evening := time.Date(2026, 11, 26, 22, 0, 0, 0, pacific)
	cl, _, asked := ask(t, evening, status(401, `{"detail":"x"}`))
	for range 2 { // a refusal by a machine that is taken apart proves nothing of the token
		if _, err := cl.list(t.Context(), Settle, "dockets", query{{"court", "cand"}}); err == nil {
			t.Fatal("no error")
		}
	}
	if asked.Load() != 2 {
		t.Error("the token was given up in the maintenance")
	}
}

func TestACancelledRequestIsNobodysFault(t *testing.T) {
	c, _, _ := ask(t, time.Date(2026, 11, 26, 22, 0, 0, 0, pacific()), status(200, emptyList))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.list(ctx, Settle, "dockets", query{{"court", "cand"}})
	var down *Down
	if !errors.Is(err, context.Canceled) || errors.As(err, &down) {
		t.Error(err)
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	for _, url := range []string{"ftp://x/", "http://", "http://user:hunter2@x/", "http://x/?token=1", "://"} {
		if _, err := NewClient(Options{URL: url}); err == nil {
			t.Errorf("%q was taken", url)
		}
	}
	c, err := NewClient(Options{})
	if err != nil || c.base.String() != DefaultURL || c.storage.String() != DefaultStorage || c.account != "www.courtlistener.com" {
		t.Errorf("%v %v %v", c, c.account, err)
	}
}
