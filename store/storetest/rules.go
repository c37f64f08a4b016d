package storetest

import (
	"testing"
	"time"

	"docketwatch/docket"
)

func keepsRuleHits(t *testing.T, l Ledger) {
	s := open(t, l)
	x := turn(t)
	x.Entries[0].Ruled = true
	x.Entries[0].Rules = []docket.RuleHit{{Rule: "jag", Tier: "alert", In: "entry", Quote: "Opposition", Plain: "Opposition", Start: 0, End: 10, Count: 1, Found: now},
		{Rule: "moot", Tier: "review", In: "entry", Found: now}}
	commit(t, s, x)
	e := known(t, s)
	hits, err := s.RuleHits(ctx, e.Subject())
	if err != nil || len(hits) != 2 || hits[0].Quote != "Opposition" || hits[0].In != "entry" || hits[0].Entry != e.ID || !hits[0].Found.Equal(now) {
		t.Fatalf("%+v, %v", hits, err)
	}
	more := fuller(t, s) // not judged again: what was found stays
	commit(t, s, more)
	if hits, err = s.RuleHits(ctx, ""); err != nil || len(hits) != 2 {
		t.Fatalf("%+v, %v", hits, err)
	}
	due, _, err := s.Wanted(ctx, now.Add(time.Hour), 1)
	if err != nil || len(due) != 1 {
		t.Fatalf("%+v, %v", due, err)
	}
	read := docket.ReadTurn{Reading: due[0], State: docket.ReadingDone, At: now, Paper: docket.Paper{Pages: []docket.Page{{Number: 1, Text: "moot"}}},
		Rules: []docket.RuleHit{{Rule: "moot", Tier: "alert", In: "document", Quote: "moot", Page: 8, Sheet: 1, End: 4, Count: 1, Found: now}}}
	if err := s.CommitRead(ctx, read); err != nil {
		t.Fatal(err)
	}
	hits, err = s.RuleHits(ctx, e.Subject())
	if err != nil || len(hits) != 3 || hits[2].In != "document" || hits[2].Page != 8 {
		t.Errorf("%+v, %v", hits, err)
	}
	if read, err := s.ReadDocuments(ctx, e.ID); err != nil || len(read) != 1 || read[0] != 0 {
		t.Errorf("%v, %v", read, err)
	}
}

func countsMuted(t *testing.T, l Ledger) {
	s := open(t, l)
	x := turn(t)
	x.Entries[0].Entry.Told, x.Entries[0].Entry.Muted, x.Entries[0].Entry.FirstSeen = docket.ToldMuted, "routine", now
	commit(t, s, x)
	counts, err := s.MutedCounts(ctx)
	if err != nil || len(counts) != 1 || counts[0] != (docket.MutedCount{Rule: "routine", Entries: 1, Last: now}) {
		t.Fatalf("%+v, %v", counts, err)
	}
	if list, err := s.Muted(ctx, now.Add(time.Second)); err != nil || len(list) != 0 {
		t.Errorf("since later: %+v, %v", list, err)
	}
	commit(t, s, fuller(t, s))
	if e := known(t, s); e.Told != docket.ToldMuted || e.Muted != "routine" {
		t.Errorf("%+v", e)
	}
	due, _, err := s.Wanted(ctx, now.Add(time.Hour), 1)
	if err != nil || len(due) != 1 {
		t.Fatalf("%+v, %v", due, err)
	}
	if err := s.CommitRead(ctx, docket.ReadTurn{Reading: due[0], State: docket.ReadingDone, At: now, Unmute: true}); err != nil {
		t.Fatal(err)
	}
	if e := known(t, s); e.Told != docket.ToldYes || e.Muted != "" {
		t.Errorf("%+v", e)
	}
	if counts, err := s.MutedCounts(ctx); err != nil || len(counts) != 0 {
		t.Errorf("%+v, %v", counts, err)
	}
	seen := 0
	if err := s.EveryEntry(ctx, time.Time{}, func(docket.Entry) error { seen++; return nil }); err != nil || seen != 1 {
		t.Errorf("%d entries, %v", seen, err)
	}
}
