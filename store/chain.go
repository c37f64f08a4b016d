package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"docketwatch/evidence"
)

// The statements of a link. The triggers of migration 100 note each row of
// evidence in `unlinked`, whoever writes it; link binds them before the commit.
const (
	selectUnlinked = `SELECT kind, row, line FROM unlinked ORDER BY id LIMIT 5000`
	deleteUnlinked = `DELETE FROM unlinked`
	deleteOldest   = `DELETE FROM unlinked WHERE id IN (SELECT id FROM unlinked ORDER BY id LIMIT 5000)`
	anyForeign     = `SELECT EXISTS (SELECT 1 FROM unlinked) AND EXISTS (SELECT 1 FROM links)`
	selectTip      = `SELECT seq, digest FROM links ORDER BY seq DESC LIMIT 1`
	insertLink     = `INSERT INTO links (seq, at_ms, row_count, root, manifest, digest) VALUES ($1, $2, $3, $4, $5, $6)`
)

// mostLinked is how many rows one link binds; more only at the first start with
// a ledger from before the chain, and those become several.
const mostLinked = 5000

// link binds what the transaction wrote to everything before it, in the same
// transaction: a row without its link is never committed.
func (s *Store) link(ctx context.Context, tx *sql.Tx) (tip, error) {
	var last tip
	for {
		rows, err := s.unlinked(ctx, tx)
		if err != nil || len(rows) == 0 {
			return last, err
		}
		if last.seq == 0 {
			err := s.row(ctx, tx, selectTip).Scan(&last.seq, &last.digest)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return last, err
			}
		}
		manifest := evidence.Manifest(rows)
		l := evidence.Link{Seq: last.seq + 1, At: s.now().Truncate(time.Millisecond), Prev: last.digest, Rows: len(rows), Root: evidence.Of(manifest)}
		last = tip{seq: l.Seq, digest: l.Digest()}
		if _, err := s.exec(ctx, tx, insertLink, l.Seq, l.At.UnixMilli(), l.Rows, string(l.Root), string(manifest), string(last.digest)); err != nil {
			return last, err
		}
		if len(rows) < mostLinked {
			_, err = s.exec(ctx, tx, deleteUnlinked)
			return last, err
		}
		if _, err := tx.ExecContext(ctx, deleteOldest); err != nil {
			return last, err
		}
	}
}

// disown forgets rows that something else than this program has written since
// the last commit. They stay where they are, and no link vouches for them: so
// `docketwatch verify` finds them. Before the first link everything is taken in:
// it was there before there was a chain.
func (s *Store) disown(ctx context.Context, tx *sql.Tx) error {
	var foreign bool
	err := s.row(ctx, tx, anyForeign).Scan(&foreign)
	if err == nil && foreign {
		_, err = s.exec(ctx, tx, deleteUnlinked)
	}
	return err
}

// A tip is the newest link.
type tip struct {
	seq    int64
	digest evidence.Digest
}

func (s *Store) unlinked(ctx context.Context, tx *sql.Tx) ([]evidence.Row, error) {
	stmt := tx.StmtContext(ctx, s.stmts.byText[selectUnlinked]) //nolint:sqlclosecheck // it ends with the transaction
	found, err := stmt.QueryContext(ctx)
	if err != nil {
		return nil, err
	}
	return collect(found, func(r *sql.Rows) (x evidence.Row, err error) { return x, r.Scan(&x.Kind, &x.Name, &x.Line) })
}

// Tip is the newest link of the chain: how many there are, and the digest that
// vouches for all of them. Zero before the first.
func (s *Store) Tip(ctx context.Context) (links int64, digest string, err error) {
	err = s.read.QueryRowContext(ctx, selectTip).Scan(&links, &digest)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return links, digest, plain(err)
}
