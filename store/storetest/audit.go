package storetest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docketwatch/docket"
)

// keepsAnAudit writes what an audit found, over and over, and reads it again.
func keepsAnAudit(t *testing.T, l Ledger) {
	s := open(t, l)
	x := turn(t)
	x.Entries[0].Entry.Listed = docket.ListedSoon
	x.Gap = &docket.Gap{Source: source, From: now.Add(-time.Hour), To: now, Why: "the window has passed us by"}
	commit(t, s, x)
	dockets := []docket.DocketKey{"cand/2017-cv-574"}
	a, err := s.Audit(ctx, dockets, now)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Numbers) != 1 || a.Numbers[0].Number != 46 || a.Numbers[0].Source != source || len(a.Waiting) != 1 || a.Waiting[0].Listed != docket.ListedSoon ||
		len(a.Gaps) != 1 || !a.Since[dockets[0]].Equal(now) || len(a.By[dockets[0]]) != 1 {
		t.Fatalf("%+v", a)
	}
	if k, err := s.Known(ctx, source, dockets, nil, nil); err != nil || !k.Waiting[dockets[0]] {
		t.Errorf("nobody knows that it waits: %+v, %v", k.Waiting, err)
	}
	missing := docket.Missing{Docket: dockets[0], Number: 45, Opened: now, Next: now.Add(time.Hour)}
	fill := docket.Fill{Gap: a.Gaps[0].ID, Docket: dockets[0], Next: now.Add(time.Minute)}
	stand := docket.SourceStand{Source: source, Stand: docket.StandLate, Since: now, Why: "silent", Told: now}
	due := docket.Expected{Docket: dockets[0], Entry: a.Waiting[0].ID, Number: "46", What: "reply", Day: "2017-03-16", Due: now.Add(time.Hour), Opened: now}
	told := docket.Plan{Alert: docket.Alert{Subject: "expected:x", Kind: docket.AlertExpected, Digest: "d"}, Destinations: []string{"newsroom"}}
	before := queue(t, s).Pending
	for round := range 2 { // the second writes over the first
		if err := s.CommitAudit(ctx, docket.AuditTurn{At: now, Missing: []docket.Missing{missing}, Fills: []docket.Fill{fill}, Stands: []docket.SourceStand{stand},
			Expected: []docket.Expected{due}, Listed: []int64{a.Waiting[0].ID}, Plans: []docket.Plan{told}, Gaps: []docket.Gap{{Source: "courtlistener", From: now, Why: "down", Opened: now}}}); err != nil {
			t.Fatal(err)
		}
		a, err := s.Audit(ctx, dockets, now)
		if err != nil {
			t.Fatal(err)
		}
		want := docket.Audited{Missing: []docket.Missing{missing}, Fills: []docket.Fill{fill}, Stands: []docket.SourceStand{stand}, Expected: []docket.Expected{due}}
		got := docket.Audited{Missing: a.Missing, Fills: a.Fills, Stands: a.Stands, Expected: a.Expected}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("round %d: %s", round, d)
		}
		if len(a.Waiting) != 0 || len(a.Gaps) != 2 || !a.Gaps[1].To.IsZero() {
			t.Errorf("round %d: %d wait, gaps %+v", round, len(a.Waiting), a.Gaps)
		}
		missing.Asks, missing.Closed, missing.How = 3, now, "found in courtlistener"
		fill.Asks, fill.Found, fill.Closed, fill.How = 2, 1, now, "without a hole"
		stand.Stand, stand.Told = docket.StandOK, time.Time{}
		due.Closed, due.How = now, "met by No. 47"
	}
	if n := queue(t, s).Pending - before; n != 1 {
		t.Errorf("the same was told %d times", n)
	}
	if e := known(t, s); e.Listed != docket.ListedDone || e.Version != x.Entries[0].Entry.Version+2 {
		t.Errorf("listed %q, version %d", e.Listed, e.Version)
	}
	if open, err := s.Expected(ctx, true); err != nil || len(open) != 0 {
		t.Errorf("%+v, %v", open, err)
	}
	if recent, err := s.Recent(ctx, dockets, now.Add(-time.Hour)); err != nil || len(recent) != 1 || recent[0].DocumentNumber != "46" || recent[0].Told != docket.ToldYes {
		t.Errorf("%+v, %v", recent, err)
	}
	beats, err := s.Beats(ctx, source, now.Add(-time.Hour))
	if err != nil || len(beats) != 1 || now.Sub(beats[0]) >= time.Hour {
		t.Errorf("%v, %v", beats, err)
	}
}
