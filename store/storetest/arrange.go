package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docketwatch/docket"
	"docketwatch/store"
)

// filings queues n filings of one case for the newsroom and returns their deliveries.
func filings(t *testing.T, s *store.Store, n int) []int64 {
	t.Helper()
	for i := range n {
		a := docket.Alert{Subject: fmt.Sprintf("entry:%d", i), Kind: docket.AlertFiling, Case: "Santa Clara v. Trump", Title: fmt.Sprintf("Filing %d", i)}
		if err := s.Enqueue(ctx, []docket.Plan{{Alert: a, Destinations: []string{"newsroom"}, Threads: map[string]string{"newsroom": a.Subject}}}, now); err != nil {
			t.Fatal(err)
		}
	}
	var ids []int64
	for _, q := range backlog(t, s).Waiting {
		ids = append(ids, q.ID)
	}
	return ids
}

func backlog(t *testing.T, s *store.Store) docket.Backlog {
	t.Helper()
	b, err := s.Outbox().Backlog(ctx, "newsroom", now.Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func arrange(t *testing.T, s *store.Store, a docket.Arrangement) {
	t.Helper()
	if err := s.Outbox().Arrange(ctx, "newsroom", a, now); err != nil {
		t.Fatal(err)
	}
}

// group is one message in place of the deliveries.
func group(digest string, ids ...int64) docket.Group {
	return docket.Group{Alert: docket.Alert{Subject: "together:newsroom", Kind: docket.AlertDigest, Digest: digest, Title: "Many",
		Parts: []docket.Part{{Head: "Santa Clara", Lines: []docket.Line{{Text: "No. 1", Subject: "entry:0"}}}}}, Members: ids}
}

func heldAndReleased(t *testing.T, l Ledger) {
	s := open(t, l)
	ids := filings(t, s, 2)
	until := now.Add(time.Hour)
	arrange(t, s, docket.Arrangement{Hold: []docket.Hold{{Delivery: ids[0], Why: docket.HoldQuiet, Until: until}}})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, l)
	c := claim(t, s, "newsroom", now.Add(2*time.Hour))
	if c == nil || c.ID != ids[1] || claim(t, s, "newsroom", now.Add(2*time.Hour)) != nil {
		t.Fatalf("claimed %+v", c)
	}
	settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Sent, Ref: "r", At: now})
	b := backlog(t, s)
	if len(b.Waiting) != 1 || b.Sent != 1 || b.Waiting[0].Hold != docket.HoldQuiet || !b.Waiting[0].NotBefore.Equal(until) || b.Waiting[0].Subject != "entry:0" {
		t.Fatalf("%+v", b)
	}
	arrange(t, s, docket.Arrangement{Release: []int64{ids[0], ids[1]}}) // what is sent is not let go again
	c = claim(t, s, "newsroom", now)
	if c == nil || c.ID != ids[0] || c.Hold != "" || claim(t, s, "newsroom", now) != nil {
		t.Fatalf("claimed %+v", c)
	}
}

func gathered(t *testing.T, l Ledger) {
	s := open(t, l)
	ids := filings(t, s, 4)
	sending := claim(t, s, "newsroom", now)
	if err := s.Outbox().Arrange(ctx, "newsroom", docket.Arrangement{Groups: []docket.Group{group("a", ids[1], ids[2], sending.ID)}}, now); !store.IsStale(err) {
		t.Fatalf("what is being sent was gathered: %v", err)
	}
	if q := queue(t, s); q.Held != 0 || q.Pending != 3 {
		t.Fatalf("half a group was kept: %+v", q)
	}
	arrange(t, s, docket.Arrangement{Groups: []docket.Group{group("a", ids[1], ids[2])}})
	if err := s.Outbox().Arrange(ctx, "newsroom", docket.Arrangement{Groups: []docket.Group{group("b", ids[2], ids[3])}}, now); !store.IsStale(err) {
		t.Fatalf("a member was gathered twice: %v", err)
	}
	settle(t, s, docket.Settlement{Delivery: sending.ID, Attempt: sending.Attempt, State: docket.Sent, Ref: "r", At: now})
	single := claim(t, s, "newsroom", now)
	carrier := claim(t, s, "newsroom", now)
	if single == nil || single.ID != ids[3] || carrier == nil || carrier.Alert.Kind != docket.AlertDigest || len(carrier.Alert.Parts) != 1 {
		t.Fatalf("%+v, %+v", single, carrier)
	}
	if more := claim(t, s, "newsroom", now); more != nil {
		t.Fatalf("a member went by itself: %+v", more)
	}
}

func sharedFate(t *testing.T, l Ledger) {
	s := open(t, l)
	ids := filings(t, s, 2)
	arrange(t, s, docket.Arrangement{Groups: []docket.Group{group("a", ids...)}})
	update := docket.Alert{Subject: "entry:0", Kind: docket.AlertUpdate, Digest: "text", Title: "Filing 0"}
	if err := s.Enqueue(ctx, []docket.Plan{{Alert: update, Destinations: []string{"newsroom"}, Threads: map[string]string{"newsroom": "entry:0"}}}, now); err != nil {
		t.Fatal(err)
	}
	carrier := claim(t, s, "newsroom", now)
	if early := claim(t, s, "newsroom", now); early != nil {
		t.Fatalf("an update went before its filing: %+v", early)
	}
	settle(t, s, docket.Settlement{Delivery: carrier.ID, Attempt: carrier.Attempt, State: docket.Dead, Error: "refused", At: now})
	if q := queue(t, s); q.Dead != 3 {
		t.Fatalf("the message is dead: %+v", q)
	}
	for _, id := range ids {
		if s.Retry(ctx, id, now) == nil || s.Drop(ctx, id, now) == nil {
			t.Errorf("delivery %d was taken out of its message", id)
		}
	}
	if err := s.Retry(ctx, carrier.ID, now); err != nil {
		t.Fatal(err)
	}
	if q := queue(t, s); q.Held != 2 || q.Pending != 2 {
		t.Fatalf("the message is tried again: %+v", q)
	}
	carrier = claim(t, s, "newsroom", now)
	settle(t, s, docket.Settlement{Delivery: carrier.ID, Attempt: carrier.Attempt, State: docket.Sent, Ref: "C1:1.1", At: now})
	if q := queue(t, s); q.Sent != 3 {
		t.Fatalf("the message is sent: %+v", q)
	}
	c := claim(t, s, "newsroom", now)
	if c == nil || c.EditRef != "C1:1.1" || c.ThreadRef != "C1:1.1" || c.Among == nil || c.Among.Title != "Many" || len(c.Meanwhile) != 1 {
		t.Fatalf("the update: %+v", c)
	}
}

func digestMark(t *testing.T, l Ledger) {
	s := open(t, l)
	if _, known, err := s.DigestMark(ctx, "newsroom"); known || err != nil {
		t.Fatal(known, err)
	}
	m := docket.DigestMark{Spec: "0 8 * * *", Next: now.Add(time.Hour), Last: now, Looks: 7}
	if err := s.KeepDigestMark(ctx, "newsroom", m); err != nil {
		t.Fatal(err)
	}
	moved := docket.DigestMark{Spec: m.Spec, Next: now.Add(25 * time.Hour), Last: now.Add(time.Hour), Looks: 9}
	plan := docket.Plan{Alert: docket.Alert{Subject: "digest:newsroom", Kind: docket.AlertDigest, Digest: "2017-03-10 08:00", Title: "Digest"}, Destinations: []string{"newsroom"}}
	for range 2 { // the same time twice is told once
		if err := s.CommitDigest(ctx, plan, moved, now); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, l)
	got, known, err := s.DigestMark(ctx, "newsroom")
	if err != nil || !known || !cmp.Equal(got, moved) {
		t.Fatalf("%+v, %v, %v", got, known, err)
	}
	if q := queue(t, s); q.Pending != 1 {
		t.Fatalf("%+v", q)
	}
}
