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

	"docketwatch/evidence"
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

	path     string
	id       identity
	mark     *markFile // of a daemon
	restores []Restore // whose catching up this daemon does

	packers sync.Pool // of *gzip.Writer
}

// Open opens the ledger named by a configuration's `storage:`. A daemon creates
// and migrates it and locks out every other daemon ([ErrLocked]). A reader never
// creates one ([ErrNotFound]). Both refuse a ledger of a newer version
// ([ErrNewer]), a damaged one ([ErrCorrupt]) and an empty place where the mark
// says that there was one ([ErrGone]): an empty ledger in its place would tell
// everything again. An older copy of the ledger is taken, and what may have
// been told since is looked up before it is told ([Store.Restores]).
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	path, ok := strings.CutPrefix(url, "sqlite:")
	if !ok {
		return nil, fmt.Errorf("storage %q: this version keeps its ledger in SQLite: write sqlite:PATH", redactURL(url))
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{now: o.Now, path: path}
	if err := s.open(ctx, path, o); err != nil {
		_ = s.Close() // what was opened; the first error is the one that says why
		return nil, fmt.Errorf("ledger %s: %w", path, err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, path string, o Options) (err error) {
	was, turn, marked, err := readMark(MarkName(path))
	if err != nil {
		return err
	}
	there, err := present(path)
	switch {
	case err != nil:
		return err
	case !there && marked:
		return &goneError{mark: was, path: path}
	case !there && !o.Daemon:
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
	if s.id, err = identify(ctx, s.read); err != nil {
		return plain(err)
	}
	if s.restores, err = s.Restores(ctx, s.now()); err != nil {
		return err
	}
	if !o.Daemon {
		return nil
	}
	if marked && was.Ledger != s.id.name {
		return fmt.Errorf("%w: move %s away too if you mean it", ErrForeign, MarkName(path))
	}
	if s.mark, err = openMark(MarkName(path), turn); err != nil {
		return err
	}
	if err := s.takeOver(ctx, was); err != nil {
		return err
	}
	return s.begin(ctx)
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
func (s *Store) takeOver(ctx context.Context, was mark) error {
	mark := s.mark
	s.mark = nil // it is moved when all of this is on the disk
	defer func() { s.mark = mark }()
	return s.tx(ctx, func(tx *sql.Tx) (err error) {
		if s.id.name == "" {
			if s.id, err = s.found(ctx, tx); err != nil {
				return err
			}
		}
		older, err := s.travelled(ctx, tx, was)
		if err == nil && older != nil {
			err = s.restored(ctx, tx, older)
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE sources SET lease_owner = '', lease_ms = 0`); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE deliveries SET state = 'uncertain', looks = 0, due_ms = $1, claim_ms = 0,
			error = CASE WHEN attempts > 1 AND error <> '' THEN error ELSE 'the process ended before the answer came' END WHERE state = 'sending'`, ms(s.now()))
		return err
	})
}

// begin moves the mark to where the ledger stands now.
func (s *Store) begin(ctx context.Context) error {
	m := mark{Ledger: s.id.name}
	links, digest, err := s.Tip(ctx)
	if err != nil {
		return err
	}
	m.Links, m.Digest = links, evidence.Digest(digest)
	if err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(id), 0), coalesce(max(began_ms), 0) FROM attempts`).Scan(&m.Attempt, &m.ToldMS); err != nil {
		return plain(err)
	}
	if s.restores, err = s.Restores(ctx, s.now()); err != nil {
		return err
	}
	for _, r := range s.restores { // a second restore must not forget what was told before the first
		m.ToldMS = max(m.ToldMS, ms(r.Told))
	}
	return s.mark.begin(m)
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
	errs = append(errs, s.mark.close())
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
	var last tip
	err = s.disown(ctx, tx)
	if err == nil {
		err = f(tx)
	}
	if err == nil {
		last, err = s.link(ctx, tx)
	}
	if err != nil {
		_ = tx.Rollback() // the transaction is void either way
		return plain(err)
	}
	if err := tx.Commit(); err != nil {
		return plain(err)
	}
	s.mark.note(last)
	return nil
}

// Writable proves with one small write that the ledger takes writes.
func (s *Store) Writable(ctx context.Context) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO pulse (id, at_ms) VALUES (1, $1)
		ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms`, ms(s.now()))
	return errors.Join(plain(err), s.mark.trouble())
}

// Keep says how long what is not needed for ever is kept.
type Keep struct {
	Raws  time.Duration // the bytes of looks
	Looks time.Duration // that there was a look, and what came of it
}

// keepInbox is how long pushed events are kept: longer than any service repeats
// them, so that a late repeat is known.
const keepInbox = 14 * 24 * time.Hour

// Prune removes raw bytes, the records of looks and pushed events past their
// time. How many went is kept: the chain of evidence still knows their digests.
func (s *Store) Prune(ctx context.Context, keep Keep, now time.Time) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM inbox WHERE at_ms < $1`, ms(now.Add(-keepInbox))); err != nil {
			return err
		}
		var gone [2]int64
		for i, old := range []struct {
			query  string
			before time.Time
		}{{`DELETE FROM turns WHERE ended_ms < $1`, now.Add(-keep.Looks)}, {`DELETE FROM raws WHERE at_ms < $1`, now.Add(-keep.Raws)}} {
			res, err := tx.ExecContext(ctx, old.query, ms(old.before))
			if err != nil {
				return err
			}
			if gone[i], err = res.RowsAffected(); err != nil {
				return err
			}
		}
		if gone[0]+gone[1] == 0 {
			return nil
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO prunings (at_ms, looks_before_ms, looks, raws_before_ms, raws) VALUES ($1, $2, $3, $4, $5)`,
			ms(now), ms(now.Add(-keep.Looks)), gone[0], ms(now.Add(-keep.Raws)), gone[1])
		return err
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
