package storetest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
)

// olderCopy tells of one filing before the copy, of one after it, and puts the
// copy in the ledger's place; it returns the ids that the messages carried.
func olderCopy(t *testing.T, l Ledger, told func(*testing.T, *store.Store) []string) (s *store.Store, ids []string) {
	t.Helper()
	s = open(t, l)
	commit(t, s, turn(t))
	for _, to := range []string{"newsroom", "archive"} {
		c := claim(t, s, to, now)
		settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Sent, Ref: "r", At: now})
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.Backup(ctx, copied, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	ids = told(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(l.Path + end); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	if err := os.Rename(copied, l.Path); err != nil {
		t.Fatal(err)
	}
	return open(t, l), ids
}

// second is a look that found one more filing, entered when it says.
func second(t *testing.T, entered time.Time) docket.Turn {
	t.Helper()
	x := turn(t)
	x.Dockets, x.Raw = nil, nil
	e := &x.Entries[0]
	e.Sighting.DocumentNumber, e.Sighting.PacerDocID, e.Sighting.SeqNo = "47", "035015264599", "141"
	e.Entry.Key, e.Entry.Keys, e.Entry.DocumentNumber, e.Entry.Entered = "n:47", docket.EntryKeys(e.Sighting), "47", entered
	x.Plans[0].Alert.Subject, x.Plans[0].Alert.When, x.Plans[0].Threads = e.Entry.Subject(), entered, nil
	return x
}

func aRestoreIsNoticed(t *testing.T, l Ledger) {
	if l.Path == "" {
		t.Skip("this engine keeps no file")
	}
	s, ids := olderCopy(t, l, func(t *testing.T, s *store.Store) []string {
		commit(t, s, second(t, now))
		c := claim(t, s, "newsroom", time.Now())
		settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Sent, Ref: "r2", At: now})
		return []string{c.PublicID}
	})
	restores, err := s.Restores(ctx, time.Now())
	if err != nil || len(restores) != 1 || restores[0].Lost < 2 || !restores[0].Done.IsZero() {
		t.Fatalf("%+v, %v", restores, err)
	}
	// The same filing is met again: its message has the id that it had, and it is looked for.
	commit(t, s, second(t, now))
	c := claim(t, s, "newsroom", time.Now())
	if c == nil || !c.Uncertain || !c.Restored || c.PublicID != ids[0] || c.Looks != 1 || c.Attempted.IsZero() || c.Attempted.After(restores[0].Told) {
		t.Fatalf("claimed %+v", c)
	}
	settle(t, s, docket.Settlement{Delivery: c.ID, State: docket.Sent, Looked: true, Ref: "r2", At: now})
	// What was filed after anything was told is simply told; so is word of the daemon itself.
	late := second(t, time.Now().Add(24*time.Hour))
	late.Entries = nil
	late.Plans[0].Alert.Digest = "later"
	late.Plans = append(late.Plans, docket.Plan{Alert: docket.Alert{Subject: "x", Kind: docket.AlertHealth}, Destinations: []string{"third"}})
	commit(t, s, late)
	for _, to := range []string{"newsroom", "third"} {
		if c := claim(t, s, to, time.Now()); c == nil || c.Uncertain {
			t.Fatalf("%s: %+v", to, c)
		}
	}
	list, err := s.CaughtUp(ctx, restores[0].ID)
	if err != nil || len(list) != 2 || list[0].Destination != "newsroom" || list[0].Sent || list[0].State != docket.Sent || list[1].State != docket.Uncertain {
		t.Fatalf("%+v, %v", list, err)
	}
	if err := s.Close(); err != nil { // a start in the middle of it goes on, and begins nothing new
		t.Fatal(err)
	}
	s = open(t, l)
	if restores, err = s.Restores(ctx, time.Now()); err != nil || len(restores) != 1 {
		t.Fatalf("%+v, %v", restores, err)
	}
	if err := s.FinishRestore(ctx, restores[0].ID, nil, time.Now()); err != nil {
		t.Fatal(err)
	}
	if c := claim(t, s, "archive", time.Now()); c == nil || !c.Uncertain || c.Restored {
		t.Fatalf("after the end: %+v", c)
	}
	verified(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, l)
	if restores, err = s.Restores(ctx, time.Now()); err != nil || len(restores) != 1 || restores[0].Done.IsZero() {
		t.Fatalf("%+v, %v", restores, err)
	}
}

// A message left, and the process died before the answer was written: the copy
// has as many links as the ledger had. The attempt gives it away.
func anUnansweredAttemptIsNoticed(t *testing.T, l Ledger) {
	if l.Path == "" {
		t.Skip("this engine keeps no file")
	}
	s := open(t, l)
	commit(t, s, turn(t))
	copied := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.Backup(ctx, copied, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	sent := claim(t, s, "newsroom", time.Now())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(copied, l.Path); err != nil {
		t.Fatal(err)
	}
	s = open(t, l)
	if restores, err := s.Restores(ctx, time.Now()); err != nil || len(restores) != 1 {
		t.Fatalf("%+v, %v", restores, err)
	}
	if c := claim(t, s, "newsroom", time.Now()); c == nil || !c.Uncertain || c.PublicID != sent.PublicID {
		t.Fatalf("claimed %+v", c)
	}
}

// An ordinary restart, a crash among them, is no restore.
func aRestartIsNoRestore(t *testing.T, l Ledger) {
	for range 3 {
		s := open(t, l)
		again := turn(t)
		again.Entries, again.Raw = nil, nil
		commit(t, s, again)
		claim(t, s, "newsroom", time.Now()) // the process dies with a message on its way
		if restores, err := s.Restores(ctx, time.Now()); err != nil || len(restores) != 0 {
			t.Fatalf("%+v, %v", restores, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func searches(t *testing.T, l Ledger) {
	s := Fill(t, l)
	find := func(query string, kinds ...string) []store.Hit {
		t.Helper()
		hits, err := s.Search(ctx, query, 10)
		if err != nil || len(hits) != len(kinds) {
			t.Fatalf("%q: %+v, %v; want %v", query, hits, err, kinds)
		}
		for i, h := range hits {
			if h.Kind != kinds[i] {
				t.Errorf("%q: hit %d is of a %s, want %s", query, i, h.Kind, kinds[i])
			}
		}
		return hits
	}
	if h := find("ripe", "document")[0]; h.Court != "cand" || h.Number != "3:17-cv-00574-WHO" || h.DocumentNumber != "46" || h.Page != 1 ||
		h.Snippet != "It is not "+store.HitOpen+"ripe"+store.HitClose+"." {
		t.Errorf("%+v", h)
	}
	find(`"filed by donald"`, "entry")
	find(`"donald filed"`)
	find("RELEASE", "release")
	find("oppos*", "entry")
	find("opposition -trump")
	find("opposition trump", "entry")
	find(`release: AND NOT`)
	for _, empty := range []string{"", " ", `""`, "-", "*", "§ — !"} {
		if _, err := s.Search(ctx, empty, 10); err == nil || !strings.Contains(err.Error(), store.ErrNoWords.Error()) {
			t.Errorf("%q: %v", empty, err)
		}
	}
	e := known(t, s)
	edit := fuller(t, s)
	edit.Entries[0].Entry, edit.Entries[0].Sighting.Digest, edit.Plans = e, "d3", nil
	edit.Entries[0].Entry.Text = "BRIEF of the United States."
	commit(t, s, edit)
	find("brief", "entry")
	find(`"filed by donald"`) // the old wording is found no more
}
