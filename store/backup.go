package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Backup writes a consistent copy of the ledger to a file that is not there yet,
// while a daemon may go on writing. The copy is flushed to the disk and verified,
// every page and the whole chain, before it gets its name. While it is written,
// progress is told how much there is and how much is to come, in bytes.
func (s *Store) Backup(ctx context.Context, file string, progress func(written, whole int64)) (Verdict, error) {
	if _, err := os.Lstat(file); err == nil {
		return Verdict{}, fmt.Errorf("%s is there already; a backup never replaces a file", file)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return Verdict{}, err
	}
	aside := file + ".part"
	f, err := os.OpenFile(aside, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) // who may read the ledger may read this
	if err != nil {
		return Verdict{}, fmt.Errorf("a backup is written aside first: %w; remove it if no other backup runs", err)
	}
	v, err := s.backup(ctx, f, progress)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = name(aside, file)
	}
	if e := os.Remove(aside); err == nil && !errors.Is(e, fs.ErrNotExist) {
		err = e
	}
	return v, err
}

func (s *Store) backup(ctx context.Context, f *os.File, progress func(written, whole int64)) (Verdict, error) {
	var whole int64
	if err := s.read.QueryRowContext(ctx, `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&whole); err != nil {
		return Verdict{}, plain(err)
	}
	done := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		tick := time.NewTicker(200 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if info, err := f.Stat(); err == nil {
					progress(info.Size(), max(whole, info.Size()))
				}
			}
		}
	}()
	_, err := s.read.ExecContext(ctx, `VACUUM INTO $1`, f.Name())
	close(done)
	<-watched
	if err != nil {
		return Verdict{}, fmt.Errorf("copy the ledger: %w", plain(err))
	}
	if err := f.Sync(); err != nil {
		return Verdict{}, err
	}
	return VerifyFile(ctx, f.Name())
}

// name gives a file its name, and never takes one that is in use.
func name(aside, file string) error {
	if err := os.Link(aside, file); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		// A file system without links; nobody but us writes backups, so look and rename.
		if _, there := os.Lstat(file); !errors.Is(there, fs.ErrNotExist) {
			return errors.Join(fs.ErrExist, there)
		}
		if err := os.Rename(aside, file); err != nil {
			return err
		}
	}
	dir, err := os.Open(filepath.Dir(file))
	if err != nil {
		return err
	}
	err = dir.Sync()
	return errors.Join(err, dir.Close())
}

// VerifyFile checks a copy of a ledger that no daemon has open: every page, and
// the chain. The file and its folder are left as they are. A copy of a version
// that this program does not know is refused.
func VerifyFile(ctx context.Context, file string) (Verdict, error) {
	if _, err := os.Stat(file); err != nil {
		return Verdict{}, err
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: "mode=ro&immutable=1"}).String())
	if err != nil {
		return Verdict{}, err
	}
	defer func() { _ = db.Close() }() // only read from
	var verdict string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict); err != nil {
		return Verdict{}, plain(err)
	}
	if verdict != "ok" {
		return Verdict{}, fmt.Errorf("%w: %s", ErrCorrupt, verdict)
	}
	v, err := verify(ctx, db)
	if err == nil && len(v.Differs) > 0 {
		err = fmt.Errorf("%w: %s", ErrForged, v.Differs[0])
	}
	return v, err
}
