package store

import (
	"errors"
	"fmt"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What a ledger can refuse with.
var (
	ErrNotFound = errors.New("there is no ledger here yet; `docketwatch run` makes one")
	ErrLocked   = errors.New("another docketwatch runs on this ledger; stop it first, or give this one a ledger of its own")
	ErrNewer    = errors.New("the ledger was written by a newer docketwatch; install that version again")
	ErrOlder    = errors.New("the ledger is of an older version")
	ErrCorrupt  = errors.New("the ledger is damaged and was left as it is; restore a backup, or move it away to begin anew (which tells nothing of what is already in the feeds)")
	ErrGone     = errors.New("the ledger that was here is gone, and no empty one was put in its place: that would tell everything again")
	ErrForeign  = errors.New("this is another ledger than the one that was here")
	ErrForged   = errors.New("the ledger is not as it was written")
	ErrFull     = errors.New("the disk is full; nothing was written, nothing is lost, and it goes on when there is space")
	ErrIO       = errors.New("the disk does not take writes")
	ErrBusy     = errors.New("the ledger is held by another program")
	ErrLease    = errors.New("another process has taken this source over")
)

// goneError says what is known of the ledger that is gone.
type goneError struct {
	mark mark
	path string
}

func (e *goneError) Error() string {
	said := fmt.Sprintf("%v; it had %d links", ErrGone, e.mark.Links)
	if e.mark.ToldMS != 0 {
		said += ", and last told something at " + at(e.mark.ToldMS).Format(time.RFC1123)
	}
	return said + fmt.Sprintf("; restore a backup as %s, or move %s away to begin anew", e.path, MarkName(e.path))
}

func (e *goneError) Unwrap() error { return ErrGone }

// staleError is a commit that lost a race: read and merge again.
type staleError struct{ what string }

func (e *staleError) Error() string { return "somebody else wrote " + e.what + " first" }

// Stale marks the error for the watcher.
func (e *staleError) Stale() bool { return true }

// IsStale reports whether a commit lost a race to another writer.
func IsStale(err error) bool {
	var stale *staleError
	return errors.As(err, &stale)
}

// plain puts the engine's codes into words; nil stays nil.
func plain(err error) error {
	var engine *sqlite.Error
	if !errors.As(err, &engine) {
		return err
	}
	switch engine.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w (%w)", ErrFull, err)
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("%w (%w)", ErrIO, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w (%w)", ErrCorrupt, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w (%w)", ErrBusy, err)
	}
	return err
}

// isUnique reports whether a row was refused because its name is taken.
func isUnique(err error) bool {
	var engine *sqlite.Error
	return errors.As(err, &engine) && (engine.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || engine.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}
