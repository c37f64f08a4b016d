package watcher_test

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// network is several feeds of one watcher over one ledger.
type network struct {
	*desk
	feeds []*feed
	w     *watcher.Watcher
}

func newNetwork(t *testing.T, n int) *network {
	d := newDesk(t, nil, santaClara(t))
	x := &network{desk: d}
	for i := range n {
		x.feeds = append(x.feeds, &feed{name: fmt.Sprintf("feed/%d", i)})
	}
	x.restart()
	return x
}

func (x *network) restart() {
	x.t.Helper()
	schedule, err := watcher.ParseSchedule("@every 1s", time.UTC, time.Second)
	if err != nil {
		x.t.Fatal(err)
	}
	var list []watcher.Scheduled
	for _, f := range x.feeds {
		list = append(list, watcher.Scheduled{Source: f, Schedule: schedule})
	}
	x.w = watcher.New(watcher.Options{Ledger: x.store, Sources: list, Watch: watcher.NewWatch(x.cases), Router: watcher.Router{{Name: "desk"}},
		Owner: "me", Now: func() time.Time { return x.now }, Log: zaptest.NewLogger(x.t), Width: 1})
}

// round looks at every feed once; errs say how each look ends, nil is a good one.
func (x *network) round(errs ...error) []string {
	x.t.Helper()
	x.now = x.now.Add(5 * time.Minute)
	for i, f := range x.feeds {
		f.looks = []look{{watcher.Batch{Next: []byte("n")}, errs[i]}}
	}
	if _, err := x.w.Once(x.t.Context()); err != nil {
		x.t.Fatal(err)
	}
	var titles []string
	for _, a := range x.fresh() {
		if a.Kind == docket.AlertHealth {
			titles = append(titles, a.Title)
		}
	}
	return titles
}

func TestWhenNothingAnswersWeAreOfflineOnceAndNotOnceForEachSource(t *testing.T) {
	away := fmt.Errorf("get: %w", &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("no route to host")})
	noName := fmt.Errorf("get: %w", &net.DNSError{Err: "no such host", Name: "ecf.cand.uscourts.gov"})
	refused := &watcher.Refused{Want: "a court feed", Got: "login page"}
	tests := []struct {
		name    string
		rounds  [][]error
		restart int // before that round; 0: never
		want    []string
	}{
		{"all are away, and come back", [][]error{{nil, nil, nil}, {away, noName, away}, {away, noName, away}, {away, away, away}, {nil, nil, nil}}, 0,
			[]string{"docketwatch is offline", "docketwatch is online again"}},
		{"the same over a restart", [][]error{{nil, nil, nil}, {away, away, away}, {away, away, away}, {away, away, away}, {nil, nil, nil}}, 3,
			[]string{"docketwatch is offline", "docketwatch is online again"}},
		{"one is away while others answer", [][]error{{nil, nil, nil}, {nil, nil, away}, {nil, nil, away}, {nil, nil, nil}}, 0,
			[]string{"feed/2 cannot be read", "feed/2 can be read again"}},
		{"a refusal is an answer", [][]error{{nil, nil, nil}, {refused, away, away}, {refused, away, away}}, 0,
			[]string{"feed/0 cannot be read", "feed/1 cannot be read", "feed/2 cannot be read"}},
		{"one does not come back with the others", [][]error{{nil, nil, nil}, {away, away, away}, {away, away, away}, {nil, nil, away}, {nil, nil, away}, {nil, nil, nil}}, 0,
			[]string{"docketwatch is offline", "docketwatch is online again", "feed/2 cannot be read", "feed/2 can be read again"}},
		{"one failure is weather", [][]error{{nil, nil, nil}, {away, away, away}, {nil, nil, nil}}, 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := newNetwork(t, 3)
			var told []string
			for i, errs := range tt.rounds {
				if tt.restart > 0 && i == tt.restart {
					x.restart()
				}
				told = append(told, x.round(errs...)...)
			}
			if strings.Join(told, "; ") != strings.Join(tt.want, "; ") {
				t.Errorf("told %q, want %q", told, tt.want)
			}
		})
	}
}
