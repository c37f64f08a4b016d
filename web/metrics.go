package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"docketwatch/docket"
)

// Measures are what /metrics shows, read from the ledger when it is asked: they
// outlive a restart, and agree with `docketwatch status`.
type Measures struct {
	Version string
	Health  Health
	Sources []docket.SourceState
	Queue   map[docket.DeliveryState]int
	Gaps    map[string]int // open ones, by source
	Quota   []QuotaMeasure
}

// A QuotaMeasure is one rolling window of an account.
type QuotaMeasure struct {
	Account     string
	Window      time.Duration
	Limit, Left int
}

// A MeasureReader is a Reader that can be measured.
type MeasureReader interface {
	Reader
	Measures(ctx context.Context) (Measures, error)
}

var (
	build      = prometheus.NewDesc("docketwatch_build_info", "The version that runs; always 1.", []string{"version"}, nil)
	detecting  = prometheus.NewDesc("docketwatch_detecting", "1 while looks end in time and the ledger takes writes, as /healthz.", nil, nil)
	lastLook   = prometheus.NewDesc("docketwatch_source_last_look_timestamp_seconds", "When the source was last looked at.", []string{"source"}, nil)
	lastGood   = prometheus.NewDesc("docketwatch_source_last_good_timestamp_seconds", "When a look at the source was last proven whole.", []string{"source"}, nil)
	lastChange = prometheus.NewDesc("docketwatch_source_last_change_timestamp_seconds", "When the source last held something new.", []string{"source"}, nil)
	failures   = prometheus.NewDesc("docketwatch_source_failures", "Looks in a row that were not proven whole.", []string{"source"}, nil)
	health     = prometheus.NewDesc("docketwatch_source_health", "1 for the state that the source is in.", []string{"source", "state"}, nil)
	items      = prometheus.NewDesc("docketwatch_source_items", "Items in the source's window at the last look.", []string{"source"}, nil)
	deliveries = prometheus.NewDesc("docketwatch_deliveries", "Deliveries in the ledger, by state.", []string{"state"}, nil)
	gaps       = prometheus.NewDesc("docketwatch_gaps_open", "Stretches that a source may have shown and we did not see.", []string{"source"}, nil)
	quotaLeft  = prometheus.NewDesc("docketwatch_quota_left", "Requests that an account has left in a rolling window.", []string{"account", "window_seconds"}, nil)
	quotaLimit = prometheus.NewDesc("docketwatch_quota_limit", "Requests that a rolling window of an account may hold.", []string{"account", "window_seconds"}, nil)
)

// gauge is a collector of what one answer of the reader says.
type gauge struct {
	ctx    context.Context //nolint:containedctx // lives as long as one request
	reader MeasureReader
}

// Describe says nothing: which sources there are is known when they are asked.
func (gauge) Describe(chan<- *prometheus.Desc) {}

// Collect reads the ledger once.
func (g gauge) Collect(out chan<- prometheus.Metric) {
	m, err := g.reader.Measures(g.ctx)
	if err != nil {
		out <- prometheus.NewInvalidMetric(detecting, err)
		return
	}
	say := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	say(build, 1, m.Version)
	say(detecting, oneIf(m.Health.OK))
	for _, s := range m.Sources {
		say(lastLook, seconds(s.LastLook), s.Name)
		say(lastGood, seconds(s.LastGood), s.Name)
		say(lastChange, seconds(s.LastChange), s.Name)
		say(failures, float64(s.Failures), s.Name)
		say(health, 1, s.Name, string(s.Health))
		say(items, float64(s.Items), s.Name)
		say(gaps, float64(m.Gaps[s.Name]), s.Name)
	}
	for state, n := range m.Queue {
		say(deliveries, float64(n), string(state))
	}
	for _, q := range m.Quota {
		window := strconv.Itoa(int(q.Window / time.Second))
		say(quotaLeft, float64(q.Left), q.Account, window)
		say(quotaLimit, float64(q.Limit), q.Account, window)
	}
}

// seconds is a moment as Prometheus counts it; 0 for never.
func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli()) / 1000
}

func oneIf(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// serveMetrics answers GET /metrics in the format of Prometheus.
func serveMetrics(r MeasureReader) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		registry := prometheus.NewPedanticRegistry()
		registry.MustRegister(gauge{req.Context(), r}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
		promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(w, req)
	}
}
