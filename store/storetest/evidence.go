package storetest

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"docketwatch/docket"
	"docketwatch/evidence"
	"docketwatch/store"
)

// the is the case that the entries of these stories are in.
func the(t *testing.T) docket.Case {
	t.Helper()
	return docket.Case{Name: "Santa Clara v. Trump", Dockets: []docket.DocketRef{turn(t).Dockets[0]}}
}

// Fill opens a fresh ledger and leaves a row of every kind of evidence in it.
func Fill(t *testing.T, l Ledger) *store.Store {
	t.Helper()
	s := open(t, l)
	first := turn(t)
	first.Gap = &docket.Gap{From: now.Add(-time.Hour), To: now, Why: "the window ran past us"}
	first.Releases = []docket.ReleaseChange{{Release: docket.Release{Source: source, Key: "r1", Title: "=A release", URL: "https://example.org/r", Date: "2017-03-09",
		Cluster: "c1", Relevance: "relevant", Why: "names the order", Seen: now, Digest: "r", Told: docket.ToldYes}, Kind: docket.New}}
	commit(t, s, first)
	second := fuller(t, s)
	second.Entries[0].Revision = &docket.Revision{Was: "OPPOSITION by \x00 \"nobody\"\nfiled.", Source: "courtlistener", At: now}
	commit(t, s, second)
	due, _, err := s.Wanted(ctx, now, 10)
	if err != nil || len(due) == 0 {
		t.Fatalf("%d wanted, %v", len(due), err)
	}
	if err := s.CommitRead(ctx, docket.ReadTurn{Reading: due[0], State: docket.ReadingDone, At: now, Paper: docket.Paper{URL: "https://example.org/46.pdf",
		Digest: string(evidence.Of([]byte("a paper"))), Size: 7, Reader: "pdfium", Pages: []docket.Page{{Number: 1, Text: "It is not ripe."}, {Number: 2, Text: "\xff\xfe two"}}},
		Found: []docket.Finding{{Entry: due[0].Entry.ID, Argument: "ripeness", Tier: "alert", Stance: "asserts", Speaker: "government", Holder: "government",
			Quote: "It is not ripe.", Plain: "It is not ripe.", Page: 1, End: 15, Found: now}}}); err != nil {
		t.Fatal(err)
	}
	c := claim(t, s, "newsroom", now)
	settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Sent, Ref: "C1:1.1", At: now})
	old := turn(t)
	old.Entries, old.Plans = nil, nil
	old.Started, old.Ended = now.Add(-90*24*time.Hour), now.Add(-90*24*time.Hour)
	commit(t, s, old)
	if err := s.Prune(ctx, month, now); err != nil {
		t.Fatal(err)
	}
	return s
}

var month = store.Keep{Raws: 30 * 24 * time.Hour, Looks: 30 * 24 * time.Hour}

func verified(t *testing.T, s *store.Store) store.Verdict {
	t.Helper()
	v, err := s.Verify(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range v.Differs {
		t.Errorf("differs: %s", d)
	}
	return v
}

func everyRowIsBound(t *testing.T, l Ledger) {
	s := open(t, l)
	if v := verified(t, s); v.Links != 0 || v.Rows != 0 {
		t.Fatalf("an empty ledger: %+v", v)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = Fill(t, l)
	v := verified(t, s)
	if v.Links < 6 || v.Rows < 15 || v.Pruned != 2 || v.Head == "" {
		t.Fatalf("%+v", v)
	}
	due, _, err := s.Wanted(ctx, now, 10) // what changes without being evidence
	if err != nil || len(due) != 1 {
		t.Fatalf("%d wanted, %v", len(due), err)
	}
	if err := s.CommitRead(ctx, docket.ReadTurn{Reading: due[0], State: docket.ReadingWanted, Why: "refused", Next: now.Add(time.Hour), At: now}); err != nil {
		t.Fatal(err)
	}
	if again := verified(t, s); again.Links != v.Links {
		t.Errorf("a link over nothing: %d links were %d", again.Links, v.Links)
	}
	c := claim(t, s, "archive", now)
	settle(t, s, docket.Settlement{Delivery: c.ID, Attempt: c.Attempt, State: docket.Dead, Error: "refused", At: now})
	if err := s.Retry(ctx, c.ID, now); err != nil {
		t.Fatal(err)
	}
	if again := verified(t, s); again.Links != v.Links+2 {
		t.Errorf("%d links were %d: an outcome, and that it was taken back", again.Links, v.Links)
	}
	before := verified(t, s)
	bad := turn(t)
	bad.Plans = append(bad.Plans, docket.Plan{Alert: docket.Alert{Subject: "x", Kind: "gossip"}})
	if err := s.Commit(ctx, bad); err == nil {
		t.Fatal("an unknown kind of alert was taken")
	}
	if again := verified(t, s); again.Head != before.Head {
		t.Error("a commit that failed left a link")
	}
}

func bundles(t *testing.T, l Ledger) {
	s := Fill(t, l)
	b, err := s.Bundle(ctx, the(t))
	if err != nil {
		t.Fatal(err)
	}
	into := make(memory)
	about, err := b.Write(into)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"entries": 1, "sightings": 2, "revisions": 1, "documents": 2, "pages": 2, "findings": 1, "alerts": 2, "deliveries": 4,
		"attempts": 1, "gaps": 1, "prunings": 1, "releases": 0} {
		if about.Rows[name] != want {
			t.Errorf("%d %s, want %d", about.Rows[name], name, want)
		}
	}
	v, err := evidence.Verify(fstest.MapFS(into))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Findings {
		if f.Where != evidence.DocumentName(string(evidence.Of([]byte("a paper")))) { // copies are the caller's
			t.Error(f)
		}
	}
	other := the(t)
	other.Name, other.Dockets[0].Number.Serial = "another", 1
	if b, err = s.Bundle(ctx, other); err != nil || len(b.Rows) != 1 {
		t.Errorf("another case has %d rows of this one, %v", len(b.Rows)-1, err)
	}
}

func backsUp(t *testing.T, l Ledger) {
	s := Fill(t, l)
	file := filepath.Join(t.TempDir(), "copy.db")
	v, err := s.Backup(ctx, file, func(int64, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	if was := verified(t, s); v.Head != was.Head || v.Rows != was.Rows {
		t.Errorf("the copy ends with %s after %d rows, the ledger with %s after %d", v.Head, v.Rows, was.Head, was.Rows)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if _, err := s.Backup(ctx, file, func(int64, int64) {}); err == nil {
		t.Error("a backup replaced a file")
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	commit(t, s, fuller(t, s)) // the ledger goes on
}

// memory takes a bundle.
type memory fstest.MapFS

func (m memory) Create(name string) (io.WriteCloser, error) {
	if m[name] != nil {
		return nil, errors.New("written twice: " + name)
	}
	m[name] = &fstest.MapFile{Mode: 0o600}
	return memoryFile{m[name]}, nil
}

type memoryFile struct{ *fstest.MapFile }

func (f memoryFile) Write(p []byte) (int, error) {
	f.Data = append(f.Data, p...)
	return len(p), nil
}
func (f memoryFile) Close() error { return nil }
