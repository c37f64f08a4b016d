package courtlistener_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"docketwatch/config"
	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher"
	"docketwatch/watcher/courtlistener"
	"docketwatch/watcher/fetch"
)

// The ledger is what the room needs it to be.
var (
	_ courtlistener.Ledger = (*store.Store)(nil)
	_ watcher.Source       = (*courtlistener.Source)(nil)
)

// open opens the ledger of a test.
func open(t testing.TB, path string, c *courtsim.Clock) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), "sqlite:"+path, store.Options{Daemon: true, Owner: "test", Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// source makes a source as the program does.
func source(t testing.TB, url, plan string, refs []docket.DocketRef, l courtlistener.Ledger, c *courtsim.Clock) *courtlistener.Source {
	t.Helper()
	o, err := config.OptionsOf(fmt.Sprintf("{token: env:COURTLISTENER_TEST_TOKEN, plan: %s, url: '%s/cl/api/rest/v4'}", plan, url))
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(fetch.Options{AllowPrivate: true, Now: c.Now})
	t.Cleanup(client.Close)
	s, problems := courtlistener.New(config.Entry{Kind: "courtlistener", Name: "courtlistener", Options: o}, refs, client)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s.Keep(l, nil, c.Now)
	return s
}

// watchOf writes a script of n dockets, and the references to them.
func watchOf(t testing.TB, n int) (script string, refs []docket.DocketRef) {
	t.Helper()
	var b strings.Builder
	for d := range n {
		fmt.Fprintf(&b, "docket D%d cand 3:26-cv-%05d-WHO %d A v. B | Case %d\n", d, 1000+d, 400000+d, d)
		number, err := docket.ParseNumber(fmt.Sprintf("3:26-cv-%05d-WHO", 1000+d))
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, docket.DocketRef{Court: "cand", Number: number})
	}
	return b.String(), refs
}

// Whoever asks for whatever, and however often the process is started anew, a
// server that counts as CourtListener does never has to refuse.
func TestAStrictServerNeverHasToRefuse(t *testing.T) {
	t.Setenv("COURTLISTENER_TEST_TOKEN", "simulated")
	rapid.Check(t, func(r *rapid.T) {
		plan := rapid.SampledFrom([]string{"free", "tier1", "edu"}).Draw(r, "plan")
		script, refs := watchOf(t, 3)
		parsed, err := courtsim.ParseScript(strings.NewReader(script + "at 2026-03-01 10:00\nfile D0 1 Complaint\n"))
		if err != nil {
			r.Fatal(err)
		}
		c := courtsim.NewClock(time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC))
		house := courtsim.New(courtsim.Options{Script: parsed, Now: c.Now, CourtListener: courtsim.CourtListenerOptions{Plan: plan}})
		house.Step()
		server := httptest.NewServer(house)
		defer server.Close()
		path := filepath.Join(t.TempDir(), "ledger.db")
		ledger := open(t, path, c)
		s := source(t, server.URL, plan, refs, ledger, c)
		var state []byte
		for range rapid.IntRange(8, 24).Draw(r, "moments") {
			c.Add(time.Duration(rapid.IntRange(0, 5400).Draw(r, "pause")) * 100 * time.Millisecond)
			switch rapid.IntRange(0, 5).Draw(r, "what") {
			case 0:
				if b, err := s.Poll(t.Context(), watcher.Cursor{State: state, Now: c.Now()}); err == nil {
					state = b.Next
				}
			case 1:
				_, _ = s.Resolver().Fill(t.Context(), refs[1].Key(), "", "") // refused by the budget or not: the server decides below
			case 2:
				if err := ledger.Close(); err != nil {
					r.Fatal(err)
				}
				ledger = open(t, path, c)
				s = source(t, server.URL, plan, refs, ledger, c)
			default:
				_, _ = s.Resolver().One(t.Context(), docket.Entry{Docket: refs[0].Key(), DocumentNumber: "1"}) // the same
			}
		}
		for _, a := range house.CourtListener().Asked() {
			if a.Status == 429 {
				r.Fatalf("the server had to refuse at %s", a.At)
			}
		}
		if err := ledger.Close(); err != nil {
			r.Fatal(err)
		}
	})
}
