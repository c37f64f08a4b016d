// Package store is the ledger: what was seen, what was told, and what is still
// to be delivered. A turn is committed whole or not at all, and an alert and its
// deliveries stand in the same transaction as the cursor that vouches for them.
//
// The engine is SQLite (WAL, synchronous=FULL): one file, no other service. The
// SQL is the part that PostgreSQL shares; what differs stands in sqlite.go.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options say how a ledger is opened.
type Options struct {
	Daemon bool   // take the ledger for this process alone; create and migrate it
	Owner  string // the process, in leases
	Now    func() time.Time
}

// A Store is an open ledger.
type Store struct {
	write *sql.DB // one connection: SQLite has one writer
	read  *sql.DB
	lock  *os.File // held by a daemon; nil for readers
	now   func() time.Time
	stmts *statements

	packers sync.Pool // of *gzip.Writer
}

// Open opens the ledger named by a configuration's `storage:`. A daemon creates
// and migrates it and locks out every other daemon ([ErrLocked]). A reader never
// creates one ([ErrNotFound]). Both refuse a ledger of a newer version
// ([ErrNewer]) and a damaged one ([ErrCorrupt]): an empty ledger in its place
// would tell everything again.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	path, ok := strings.CutPrefix(url, "sqlite:")
	if !ok {
		return nil, fmt.Errorf("storage %q: this version keeps its ledger in SQLite: write sqlite:PATH", redactURL(url))
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{now: o.Now}
	if err := s.open(ctx, path, o); err != nil {
		_ = s.Close() // what was opened; the first error is the one that says why
		return nil, fmt.Errorf("ledger %s: %w", path, err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, path string, o Options) (err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && !o.Daemon {
		return ErrNotFound
	}
	if o.Daemon {
		if s.lock, err = lockFile(path + ".lock"); err != nil {
			return err
		}
	}
	if s.write, err = openSQLite(path, 1); err != nil {
		return err
	}
	if s.read, err = openSQLite(path, 3); err != nil {
		return err
	}
	if err := quickCheck(ctx, s.write); err != nil {
		return err
	}
	if err := s.migrate(ctx, o.Daemon); err != nil {
		return err
	}
	if s.stmts, err = prepare(ctx, s.write); err != nil {
		return plain(err)
	}
	if o.Daemon {
		return s.takeOver(ctx)
	}
	return nil
}

// migrate brings the ledger to this program's version, one transaction a step.
func (s *Store) migrate(ctx context.Context, may bool) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.write, dir)
	if err != nil {
		return err
	}
	known := provider.ListSources()
	newest := known[len(known)-1].Version
	has, err := provider.GetDBVersion(ctx)
	switch {
	case err != nil:
		return plain(err)
	case has > newest:
		return fmt.Errorf("%w: it is of version %d, this program knows %d", ErrNewer, has, newest)
	case has < newest && !may:
		return fmt.Errorf("%w: it is of version %d, this program wants %d: start the daemon once", ErrOlder, has, newest)
	case has == newest:
		return nil
	}
	_, err = provider.Up(ctx)
	return plain(err)
}

// takeOver clears what a dead process left: this one holds the lock, so every
// lease is nobody's, and every send under way may or may not have arrived. What an
// earlier attempt left to remember stays: that it may be a repetition, above all.
func (s *Store) takeOver(ctx context.Context) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE sources SET lease_owner = '', lease_ms = 0`); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = 'uncertain', looks = 0, due_ms = $1, claim_ms = 0,
			error = CASE WHEN attempts > 1 AND error <> '' THEN error ELSE 'the process ended before the answer came' END WHERE state = 'sending'`, ms(s.now()))
		return err
	})
}

// Close lets the ledger go.
func (s *Store) Close() error {
	var errs []error
	if s.stmts != nil {
		errs = append(errs, s.stmts.close())
	}
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Close())
	}
	return errors.Join(errs...)
}

// tx runs f in one transaction; an error leaves nothing of it.
func (s *Store) tx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return plain(err)
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the transaction is void either way
		return plain(err)
	}
	return plain(tx.Commit())
}

// Writable proves with one small write that the ledger takes writes.
func (s *Store) Writable(ctx context.Context) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO pulse (id, at_ms) VALUES (1, $1)
		ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms`, ms(s.now()))
	return plain(err)
}

// keepRaw is how long the bytes of looks are kept.
const keepRaw = 30 * 24 * time.Hour

// keepInbox is how long pushed events are kept: longer than any service repeats
// them, so that a late repeat is known.
const keepInbox = 14 * 24 * time.Hour

// Prune removes raw bytes, the records of looks and pushed events past their time.
func (s *Store) Prune(ctx context.Context, now time.Time) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		for _, old := range []struct {
			query string
			keep  time.Duration
		}{
			{`DELETE FROM raws WHERE at_ms < $1`, keepRaw}, {`DELETE FROM turns WHERE ended_ms < $1`, keepRaw},
			{`DELETE FROM inbox WHERE at_ms < $1`, keepInbox},
		} {
			if _, err := tx.ExecContext(ctx, old.query, ms(now.Add(-old.keep))); err != nil {
				return err
			}
		}
		return nil
	})
}

// redactURL keeps a password in a storage URL out of messages.
func redactURL(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		return url
	}
	if _, host, has := strings.Cut(rest, "@"); has {
		return scheme + "://…@" + host
	}
	return url
}
