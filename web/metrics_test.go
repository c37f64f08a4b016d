package web_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"go.yaml.in/yaml/v4"

	"docketwatch/docket"
	"docketwatch/web"
)

type measured struct {
	reader
	err error
}

func (m measured) Measures(context.Context) (web.Measures, error) {
	at := time.Date(2026, 11, 24, 12, 0, 0, 500e6, time.UTC)
	return web.Measures{Version: "1.0", Health: web.Health(m.reader), Gaps: map[string]int{"court_rss/cand": 1},
		Sources: []docket.SourceState{{Name: "court_rss/cand", LastLook: at, LastGood: at, Failures: 2, Health: docket.HealthBlocked, Items: 300}},
		Queue:   map[docket.DeliveryState]int{docket.Pending: 3}, Quota: []web.QuotaMeasure{{Account: "x.example", Window: time.Hour, Limit: 50, Left: 7}}}, m.err
}

func metrics(r web.MeasureReader) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	web.Handler(r).ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w
}

func TestTheMetricsSayWhatTheLedgerHolds(t *testing.T) {
	w := metrics(measured{reader: reader{OK: true}})
	for _, line := range []string{
		`docketwatch_build_info{version="1.0"} 1`, `docketwatch_detecting 1`, `docketwatch_gaps_open{source="court_rss/cand"} 1`,
		`docketwatch_source_last_good_timestamp_seconds{source="court_rss/cand"} 1.7955216005e+09`,
		`docketwatch_source_last_change_timestamp_seconds{source="court_rss/cand"} 0`,
		`docketwatch_source_failures{source="court_rss/cand"} 2`, `docketwatch_source_health{source="court_rss/cand",state="blocked"} 1`,
		`docketwatch_deliveries{state="pending"} 3`, `docketwatch_quota_left{account="x.example",window_seconds="3600"} 7`,
	} {
		if !strings.Contains(w.Body.String(), "\n"+line+"\n") {
			t.Errorf("no line %q", line)
		}
	}
	problems, err := promlint.New(w.Body).Lint()
	if err != nil {
		t.Error(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

func TestALedgerThatCannotBeReadIsNoMetric(t *testing.T) {
	if w := metrics(measured{err: errors.New("disk I/O error")}); w.Code != 500 || strings.Contains(w.Body.String(), "docketwatch_detecting 1") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// Every metric that the shipped alerting rules ask for is one that there is.
func TestTheAlertingRulesAskForMetricsThatThereAre(t *testing.T) {
	raw, err := os.ReadFile("../deploy/prometheus-rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Groups []struct {
			Rules []struct {
				Alert, Expr string
				For         string
				Annotations map[string]string
			}
		}
	}
	if err := yaml.Load(raw, &file); err != nil {
		t.Fatal(err)
	}
	there := metrics(measured{reader: reader{OK: true}}).Body.String()
	rules := 0
	for _, g := range file.Groups {
		for _, r := range g.Rules {
			rules++
			if r.Annotations["summary"] == "" {
				t.Errorf("%s says nothing to who is woken", r.Alert)
			}
			for _, name := range regexp.MustCompile(`docketwatch_\w+`).FindAllString(r.Expr, -1) {
				if !strings.Contains(there, "# TYPE "+name+" ") {
					t.Errorf("%s asks for %s", r.Alert, name)
				}
			}
		}
	}
	if rules == 0 {
		t.Error("no rule")
	}
}

func TestReadyMeansThatEverySourceHasBeenLookedAt(t *testing.T) {
	for _, c := range []struct {
		path string
		h    reader
		want int
	}{
		{"/healthz", reader{OK: true, Sources: 3, Unseen: 1}, 200}, {"/readyz", reader{OK: true, Sources: 3, Unseen: 1}, 503},
		{"/readyz", reader{OK: true, Sources: 3}, 200}, {"/readyz", reader{Why: "the ledger takes no writes"}, 503},
	} {
		w := httptest.NewRecorder()
		web.Handler(c.h).ServeHTTP(w, httptest.NewRequest("GET", c.path, nil))
		if w.Code != c.want {
			t.Errorf("%s of %+v: %d %s", c.path, c.h, w.Code, w.Body)
		}
	}
}
