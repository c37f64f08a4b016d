package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"docketwatch/docket"
)

// A Copy is one docket of CourtListener's that is a docket of ours. The two
// types are aliases of plain structs, so that the room that asks CourtListener
// and the ledger can share them without one importing the other.
type Copy = struct {
	ID          int64  // CourtListener's docket id
	Number      string // as it prints the docket number
	PacerCaseID string // "" where it has none
	CaseName    string
	URL         string // the docket's page
}

// A Listing is what CourtListener answered when it was asked for a docket. No
// copies and a time of asking: it has none.
type Listing = struct {
	Copies []Copy // the one changed last comes first
	Looked time.Time
	Again  time.Time // when to ask again
}

// Listing is what is kept of a docket; zero where CourtListener was never asked.
func (s *Store) Listing(ctx context.Context, key docket.DocketKey) (Listing, error) {
	var l Listing
	var looked, again int64
	err := s.read.QueryRowContext(ctx, `SELECT looked_ms, again_ms FROM listings WHERE docket = $1`, string(key)).Scan(&looked, &again)
	if errors.Is(err, sql.ErrNoRows) {
		return l, nil
	}
	if err != nil {
		return l, plain(err)
	}
	l.Looked, l.Again = at(looked), at(again)
	rows, err := s.read.QueryContext(ctx, `SELECT id, number, pacer_case_id, case_name, url FROM copies WHERE docket = $1 ORDER BY place`, string(key))
	if err != nil {
		return l, plain(err)
	}
	l.Copies, err = collect(rows, func(r *sql.Rows) (c Copy, err error) {
		return c, r.Scan(&c.ID, &c.Number, &c.PacerCaseID, &c.CaseName, &c.URL)
	})
	return l, err
}

// KeepListing replaces what is kept of a docket.
func (s *Store) KeepListing(ctx context.Context, key docket.DocketKey, l Listing) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO listings (docket, looked_ms, again_ms) VALUES ($1, $2, $3)
			ON CONFLICT (docket) DO UPDATE SET looked_ms = excluded.looked_ms, again_ms = excluded.again_ms`,
			string(key), ms(l.Looked), ms(l.Again)); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM copies WHERE docket = $1`, string(key)); err != nil {
			return err
		}
		for i, c := range l.Copies {
			if _, err := tx.ExecContext(ctx, `INSERT INTO copies (docket, place, id, number, pacer_case_id, case_name, url) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
				string(key), i, c.ID, c.Number, c.PacerCaseID, c.CaseName, c.URL); err != nil {
				return err
			}
		}
		return nil
	})
}

// ListedAs is our docket that CourtListener keeps under that id; false where
// there is none.
func (s *Store) ListedAs(ctx context.Context, id int64) (docket.DocketKey, bool, error) {
	var key docket.DocketKey
	err := s.read.QueryRowContext(ctx, `SELECT docket FROM copies WHERE id = $1 ORDER BY docket LIMIT 1`, id).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return key, err == nil, plain(err)
}
