package storetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/store"
)

const account = "www.courtlistener.com"

// free are limits of three windows that all apply.
var free = map[time.Duration]int{time.Minute: 5, time.Hour: 50, 24 * time.Hour: 125}

func spend(t interface {
	Helper()
	Fatal(...any)
}, s *store.Store, who string, limits map[time.Duration]int, at time.Time) time.Duration {
	t.Helper()
	wait, err := s.Spend(ctx, who, limits, at)
	if err != nil {
		t.Fatal(err)
	}
	return wait
}

func everyLimitApplies(t *testing.T, l Ledger) {
	s := open(t, l)
	at := now
	for i := range 5 {
		if wait := spend(t, s, account, free, at); wait != 0 {
			t.Fatalf("request %d of a fresh account waits %s", i+1, wait)
		}
		at = at.Add(time.Second)
	}
	if wait := spend(t, s, account, free, at); wait != 55*time.Second {
		t.Fatalf("the sixth of a minute waits %s, want 55s", wait)
	}
	if wait := spend(t, s, "another", free, at); wait != 0 {
		t.Fatalf("another account waits %s", wait)
	}
	for spent := 5; spent < 50; spent++ {
		at = at.Add(time.Minute)
		if wait := spend(t, s, account, free, at); wait != 0 {
			t.Fatalf("request %d of the hour waits %s", spent+1, wait)
		}
	}
	if wait, want := spend(t, s, account, free, at.Add(time.Minute)), now.Add(time.Hour).Sub(at.Add(time.Minute)); wait != want {
		t.Fatalf("the 51st of an hour waits %s, want %s", wait, want)
	}
	left, barred, err := s.Left(ctx, account, free, at)
	if err != nil || !barred.IsZero() {
		t.Fatal(barred, err)
	}
	if want := map[time.Duration]int{time.Minute: 4, time.Hour: 0, 24 * time.Hour: 75}; !cmp.Equal(left, want) {
		t.Fatalf("left %v, want %v", left, want)
	}
	if wait := spend(t, s, account, map[time.Duration]int{time.Hour: 0}, at.Add(48*time.Hour)); wait != time.Hour {
		t.Fatalf("a window without room waits %s", wait)
	}
}

func budgetOutlivesProcess(t *testing.T, l Ledger) {
	s := open(t, l)
	for range 5 {
		spend(t, s, account, free, now)
	}
	if err := s.Bar(ctx, "barred", now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, l)
	if wait := spend(t, s, account, free, now); wait != time.Minute {
		t.Fatalf("after a restart the sixth of a minute waits %s", wait)
	}
	if wait := spend(t, s, "barred", free, now); wait != time.Hour {
		t.Fatalf("after a restart a barred account waits %s", wait)
	}
}

func barrier(t *testing.T, l Ledger) {
	s := open(t, l)
	bar := func(d time.Duration) {
		t.Helper()
		if err := s.Bar(ctx, account, now.Add(d)); err != nil {
			t.Fatal(err)
		}
	}
	bar(10 * time.Minute)
	bar(time.Minute) // never shortens
	if wait := spend(t, s, account, free, now); wait != 10*time.Minute {
		t.Fatalf("waits %s", wait)
	}
	if _, barred, err := s.Left(ctx, account, free, now); err != nil || !barred.Equal(now.Add(10*time.Minute)) {
		t.Fatalf("barred until %s, %v", barred, err)
	}
	if wait := spend(t, s, account, free, now.Add(10*time.Minute)); wait != 0 {
		t.Fatalf("after the end it waits %s", wait)
	}
	bar(365 * 24 * time.Hour) // a clock that was wrong
	if wait := spend(t, s, account, free, now.Add(time.Hour)); wait != 25*time.Hour {
		t.Fatalf("a silence of a year is believed for %s", wait)
	}
}

func clockSetBack(t *testing.T, l Ledger) {
	s := open(t, l)
	for range 5 {
		spend(t, s, account, free, now.Add(365*24*time.Hour))
	}
	if wait := spend(t, s, account, free, now); wait != time.Minute {
		t.Fatalf("after the clock was set back a year it waits %s, want a minute", wait)
	}
}

func manyWorkers(t *testing.T, l Ledger) {
	s := open(t, l)
	var wg sync.WaitGroup
	var mu sync.Mutex
	granted := 0
	for range 8 {
		wg.Go(func() {
			for range 4 {
				wait, err := s.Spend(ctx, account, free, now)
				mu.Lock()
				if err != nil {
					t.Error(err)
				} else if wait == 0 {
					granted++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if granted != 5 {
		t.Fatalf("8 workers got %d requests of a minute of 5", granted)
	}
}

// neverOverspent: whatever the moments, the waits taken or ignored, and the
// restarts in between, no window of any length ever holds more than its limit.
func neverOverspent(t *testing.T, l Ledger) {
	s := open(t, l)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		who := fmt.Sprintf("account %d", n)
		limits := map[time.Duration]int{}
		for _, w := range []time.Duration{time.Minute, time.Hour, 24 * time.Hour} {
			if rapid.Bool().Draw(t, "has limit") {
				limits[w] = rapid.IntRange(1, 6).Draw(t, "limit")
			}
		}
		at := now
		var granted []time.Time
		for range rapid.IntRange(1, 24).Draw(t, "requests") {
			at = at.Add(time.Duration(rapid.IntRange(0, 4000).Draw(t, "pause")) * rapid.SampledFrom([]time.Duration{time.Millisecond, time.Second}).Draw(t, "unit"))
			if rapid.IntRange(0, 39).Draw(t, "restart") == 0 {
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				var err error
				if s, err = l.Open(ctx, true); err != nil {
					t.Fatal(err)
				}
			}
			wait := spend(t, s, who, limits, at)
			if wait > 0 && rapid.Bool().Draw(t, "patient") { // what it was told to wait must be enough
				at = at.Add(wait)
				if again := spend(t, s, who, limits, at); again > 0 {
					t.Fatalf("told to wait %s, then %s more", wait, again)
				}
				wait = 0
			}
			if wait == 0 {
				granted = append(granted, at)
			}
		}
		for w, most := range limits {
			for i := range granted {
				inside := 0
				for _, g := range granted[i:] {
					if g.Sub(granted[i]) < w {
						inside++
					}
				}
				if inside > most {
					t.Fatalf("%d requests within %s of %s, the limit is %d", inside, w, granted[i], most)
				}
			}
		}
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func listings(t *testing.T, l Ledger) {
	s := open(t, l)
	const key = docket.DocketKey("cand/2017-cv-574")
	none, err := s.Listing(ctx, key)
	if err != nil || !none.Looked.IsZero() || len(none.Copies) > 0 {
		t.Fatalf("before anybody asked: %+v, %v", none, err)
	}
	want := store.Listing{Looked: now, Again: now.Add(time.Hour), Copies: []store.Copy{
		{ID: 4214664, Number: "3:17-cv-00574", PacerCaseID: "307687", CaseName: "County of Santa Clara v. Trump", URL: "/docket/4214664/x/"},
		{ID: 99, Number: "5:17-cv-00574"}}}
	for _, l := range []store.Listing{{Looked: now, Again: now, Copies: []store.Copy{{ID: 7}}}, want} {
		if err := s.KeepListing(ctx, key, l); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, l)
	got, err := s.Listing(ctx, key)
	if err != nil || !cmp.Equal(got, want) {
		t.Fatalf("(-want +got):\n%s\n%v", cmp.Diff(want, got), err)
	}
	if k, ok, err := s.ListedAs(ctx, 99); err != nil || !ok || k != key {
		t.Fatalf("99 is %q, %v, %v", k, ok, err)
	}
	if k, ok, err := s.ListedAs(ctx, 7); err != nil || ok {
		t.Fatalf("7 was replaced and is %q, %v", k, err)
	}
}
