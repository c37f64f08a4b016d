package storetest

import (
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
)

// claim takes the next delivery for a destination; nil where there is none.
func claim(t *testing.T, s *store.Store, destination string, at time.Time) *docket.Claim {
	t.Helper()
	c, ok, err := s.Outbox().Claim(ctx, destination, at, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return nil
	}
	return &c
}

func settle(t *testing.T, s *store.Store, x docket.Settlement) {
	t.Helper()
	if err := s.Outbox().Settle(ctx, x); err != nil {
		t.Fatal(err)
	}
}

// withReply adds an amendment that belongs into the entry's thread.
func withReply(t *testing.T, s *store.Store) {
	t.Helper()
	commit(t, s, turn(t))
	reply := turn(t)
	reply.Entries = nil
	reply.Plans[0].Alert.Kind, reply.Plans[0].Alert.Digest = docket.AlertAmended, "second wording"
	commit(t, s, reply)
}

func threadOrder(t *testing.T, l Ledger) {
	s := open(t, l)
	withReply(t, s)
	root := claim(t, s, "newsroom", now)
	if root == nil || root.Alert.Kind != docket.AlertFiling || root.Attempt == 0 || root.ThreadRef != "" {
		t.Fatalf("root: %+v", root)
	}
	if early := claim(t, s, "newsroom", now); early != nil {
		t.Fatalf("a reply went before its root: %+v", early)
	}
	settle(t, s, docket.Settlement{Delivery: root.ID, Attempt: root.Attempt, State: docket.Pending, NotBefore: now.Add(time.Minute), Error: "busy", At: now})
	if early := claim(t, s, "newsroom", now); early != nil {
		t.Fatalf("a reply overtook a root that waits: %+v", early)
	}
	when, ok, err := s.Outbox().NextDue(ctx, "newsroom", now)
	if err != nil || !ok || !when.Equal(now.Add(time.Minute)) {
		t.Fatalf("next due %s, %v, %v", when, ok, err)
	}
	root = claim(t, s, "newsroom", now.Add(time.Minute))
	settle(t, s, docket.Settlement{Delivery: root.ID, Attempt: root.Attempt, State: docket.Sent, Ref: "C1:1.1", At: now})
	reply := claim(t, s, "newsroom", now.Add(time.Minute))
	if reply == nil || reply.ThreadRef != "C1:1.1" {
		t.Fatalf("reply: %+v", reply)
	}
}

func uncertainAfterDeath(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	sent := claim(t, s, "newsroom", now)
	if err := s.Close(); err != nil { // the process dies here, between send and settle
		t.Fatal(err)
	}
	s = open(t, l)
	if q := queue(t, s); q.Uncertain != 1 || q.Sending != 0 {
		t.Fatalf("queue after the restart: %+v", q)
	}
	found := claim(t, s, "newsroom", time.Now().Add(time.Hour))
	if found == nil || !found.Uncertain || found.Attempt != 0 || found.PublicID != sent.PublicID || !found.Attempted.Equal(now) {
		t.Fatalf("claimed %+v", found)
	}
}

func uncertainIsLookedFor(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	c := claim(t, s, "newsroom", now)
	settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Uncertain, NotBefore: now.Add(2 * time.Second), Error: "no answer", At: now})
	if early := claim(t, s, "newsroom", now); early != nil {
		t.Fatalf("looked for too early: %+v", early)
	}
	look := claim(t, s, "newsroom", now.Add(2*time.Second))
	if look == nil || !look.Uncertain || look.Looks != 0 {
		t.Fatalf("look: %+v", look)
	}
	settle(t, s, docket.Settlement{Delivery: look.ID, State: docket.Uncertain, Looked: true, NotBefore: now.Add(time.Minute), At: now})
	look = claim(t, s, "newsroom", now.Add(time.Minute))
	if look == nil || look.Looks != 1 {
		t.Fatalf("second look: %+v", look)
	}
	settle(t, s, docket.Settlement{Delivery: look.ID, State: docket.Pending, Looked: true, NotBefore: now, At: now})
	again := claim(t, s, "newsroom", now.Add(time.Minute))
	if again == nil || again.Uncertain || again.Attempt == 0 || again.Attempts != 2 {
		t.Fatalf("sent again: %+v", again)
	}
}

func queuesApart(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	c := claim(t, s, "newsroom", now)
	settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Pending, NotBefore: now.Add(time.Hour), At: now,
		Raise: &docket.Plan{Alert: docket.Alert{Subject: "destination:newsroom", Kind: docket.AlertHealth, Digest: "1"}, Destinations: []string{"archive"}}})
	first, second := claim(t, s, "archive", now), claim(t, s, "archive", now)
	if first == nil || second == nil || first.Alert.Kind != docket.AlertFiling || second.Alert.Kind != docket.AlertHealth {
		t.Fatalf("archive got %+v and %+v", first, second)
	}
}

func retryAndDrop(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	c := claim(t, s, "newsroom", now)
	settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Dead, Error: "refused", At: now})
	if err := s.Retry(ctx, c.ID, now); err != nil {
		t.Fatal(err)
	}
	c = claim(t, s, "newsroom", now)
	settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Sent, Ref: "r", At: now})
	if err := s.Retry(ctx, c.ID, now); err == nil {
		t.Error("what is sent was put back in the queue")
	}
	if err := s.Drop(ctx, c.ID, now); err == nil {
		t.Error("what is sent was dropped")
	}
}
