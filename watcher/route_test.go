package watcher_test

import (
	"slices"
	"testing"

	"docketwatch/docket"
	"docketwatch/watcher"
)

func TestWhoHearsOfWhat(t *testing.T) {
	all, filings, ops := watcher.Destination{Name: "all"}, watcher.Destination{Name: "filings", For: []docket.AlertKind{docket.AlertFiling}},
		watcher.Destination{Name: "ops", For: []docket.AlertKind{docket.AlertHealth}}
	digest := watcher.Destination{Name: "digest", For: []docket.AlertKind{docket.AlertDigest}}
	tests := []struct {
		name   string
		router watcher.Router
		kind   docket.AlertKind
		named  []string
		want   []string
	}{
		{"who names no kinds takes every kind", watcher.Router{all, filings}, docket.AlertFiling, nil, []string{"all", "filings"}},
		{"who names kinds takes no other", watcher.Router{all, filings}, docket.AlertRelease, nil, []string{"all"}},
		{"a case may name its destinations", watcher.Router{all, filings}, docket.AlertFiling, []string{"filings"}, []string{"filings"}},
		{"health goes to who asks for it", watcher.Router{all, filings, ops}, docket.AlertHealth, nil, []string{"ops"}},
		{"to all where nobody does", watcher.Router{all, filings}, docket.AlertHealth, nil, []string{"all", "filings"}},
		{"also where everybody names other kinds", watcher.Router{filings, digest}, docket.AlertHealth, nil, []string{"filings", "digest"}},
		{"who wants digests alone hears of nothing else", watcher.Router{all, digest}, docket.AlertFiling, nil, []string{"all"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.router.Plan(docket.Alert{Kind: tt.kind}, tt.named).Destinations; !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
