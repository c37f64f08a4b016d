package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Ledger {
		path := filepath.Join(t.TempDir(), "ledger.db")
		return storetest.Ledger{Path: path, Open: func(ctx context.Context, daemon bool) (*store.Store, error) {
			return store.Open(ctx, "sqlite:"+path, store.Options{Daemon: daemon, Owner: "test", Now: time.Now})
		}}
	})
}

func TestOpenRefuses(t *testing.T) {
	ctx := context.Background()
	tests := []struct {
		name   string
		daemon bool
		damage func(t *testing.T, path string)
		want   error
	}{
		{"a reader where there is no ledger", false, func(t *testing.T, path string) {
			remove(t, path)
			remove(t, store.MarkName(path))
		}, store.ErrNotFound},
		{"a ledger that is gone", true, func(t *testing.T, path string) { remove(t, path) }, store.ErrGone},
		{"a reader where the ledger is gone", false, func(t *testing.T, path string) { remove(t, path) }, store.ErrGone},
		{"a ledger that is empty", true, func(t *testing.T, path string) { write(t, path, nil) }, store.ErrGone},
		{"another ledger in its place", true, func(t *testing.T, path string) { another(t, path) }, store.ErrForeign},
		{"a ledger whose head is torn", true, func(t *testing.T, path string) { behead(t, path) }, store.ErrCorrupt},
		{"a file that is no ledger", true, func(t *testing.T, path string) {
			write(t, path, []byte("Dear clerk, this is a letter and no ledger. "+pad))
		}, store.ErrCorrupt},
		{"a ledger with a torn page", true, tear, store.ErrCorrupt},
		{"a ledger cut in half", true, func(t *testing.T, path string) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, raw[:len(raw)/2])
		}, store.ErrCorrupt},
		{"a ledger from a newer version", true, func(t *testing.T, path string) { newer(t, path) }, store.ErrNewer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			s, err := store.Open(ctx, "sqlite:"+path, store.Options{Daemon: true, Now: time.Now})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			tt.damage(t, path)
			before, _ := os.ReadFile(path)
			s, err = store.Open(ctx, "sqlite:"+path, store.Options{Daemon: tt.daemon, Now: time.Now})
			if err == nil {
				_ = s.Close()
			}
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			after, _ := os.ReadFile(path)
			if string(before) != string(after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestTwoDaemonsOnOneLedger(t *testing.T) {
	ctx := context.Background()
	url := "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")
	first, err := store.Open(ctx, url, store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(ctx, url, store.Options{Daemon: true, Now: time.Now}); !errors.Is(err, store.ErrLocked) {
		t.Fatalf("the second daemon got %v", err)
	}
	reader, err := store.Open(ctx, url, store.Options{Now: time.Now})
	if err != nil {
		t.Fatalf("the command line cannot look beside a daemon: %v", err)
	}
	if err := errors.Join(reader.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(ctx, url, store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		t.Fatalf("the lock outlived its daemon: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path string, body []byte) {
	t.Helper()
	remove(t, path)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	for _, p := range []string{path, path + "-wal", path + "-shm"} {
		if err := os.Remove(p); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
}

// tear overwrites the inside of the ledger, page by page, and leaves its head.
func tear(t *testing.T, path string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(raw); i++ {
		raw[i] ^= 0x5a
	}
	write(t, path, raw)
}

// behead damages the first bytes of the ledger.
func behead(t *testing.T, path string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 24 {
		raw[i] ^= 0x5a
	}
	write(t, path, raw)
}

// another puts the ledger of another daemon in the place of this one.
func another(t *testing.T, path string) {
	t.Helper()
	other := filepath.Join(t.TempDir(), "other.db")
	s, err := store.Open(context.Background(), "sqlite:"+other, store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, raw)
}

// newer writes a migration that this program does not know.
func newer(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

var pad = strings.Repeat("It goes on for a while. ", 200)

func TestFullDisk(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "ledger.db")
	s, err := store.Open(ctx, "sqlite:"+path, store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // the test is over
	big := docket.Alert{Subject: "s", Kind: docket.AlertHealth, Body: strings.Repeat("x", 1<<20)}
	space := store.Shrink(s) // the disk has no page left
	err = s.Enqueue(ctx, []docket.Plan{{Alert: big, Destinations: []string{"d"}}}, time.Now())
	if !errors.Is(err, store.ErrFull) {
		t.Fatalf("got %v, want ErrFull", err)
	}
	if _, ok, err := s.Outbox().Claim(ctx, "d", time.Now(), time.Minute); ok || err != nil {
		t.Fatalf("half an alert was queued: %v, %v", ok, err)
	}
	space()
	if err := s.Enqueue(ctx, []docket.Plan{{Alert: big, Destinations: []string{"d"}}}, time.Now()); err != nil {
		t.Fatalf("it does not go on when there is space: %v", err)
	}
	if _, ok, err := s.Outbox().Claim(ctx, "d", time.Now(), time.Minute); !ok || err != nil {
		t.Fatalf("nothing to deliver: %v, %v", ok, err)
	}
}

func TestNoSendWithoutAttempt(t *testing.T) {
	ctx := context.Background()
	s, err := store.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"), store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // the test is over
	if err := s.Enqueue(ctx, []docket.Plan{{Alert: docket.Alert{Subject: "s", Kind: docket.AlertHealth}, Destinations: []string{"d"}}}, time.Now()); err != nil {
		t.Fatal(err)
	}
	store.BreakAttempts(t, s) // the attempt row cannot be written
	if c, ok, err := s.Outbox().Claim(ctx, "d", time.Now(), time.Minute); ok || err == nil {
		t.Fatalf("claimed %+v without an attempt row: %v", c, err)
	}
	if q, err := s.QueueCounts(ctx); err != nil || q.Pending != 1 {
		t.Fatalf("queue: %+v, %v", q, err)
	}
}
