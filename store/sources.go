package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"docketwatch/docket"
)

const sourceColumns = `name, cursor, watch_digest, next_ms, look_ms, good_ms, change_ms, failures, health, why, since_ms, coverage, items, looks`

// Sources are all sources the ledger knows, by name.
func (s *Store) Sources(ctx context.Context) ([]docket.SourceState, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+sourceColumns+` FROM sources ORDER BY name`)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, scanSource)
}

func scanSource(rows *sql.Rows) (docket.SourceState, error) {
	var s docket.SourceState
	var next, look, good, change, since int64
	err := rows.Scan(&s.Name, &s.Cursor, &s.WatchDigest, &next, &look, &good, &change, &s.Failures, &s.Health, &s.Why, &since, &s.Coverage, &s.Items, &s.Looks)
	s.Next, s.LastLook, s.LastGood, s.LastChange, s.Since = at(next), at(look), at(good), at(change), at(since)
	return s, err
}

// Claim takes or renews the lease on every named source that no other live
// owner holds, and returns where those stand. A source that was never seen is
// added, due at once.
func (s *Store) Claim(ctx context.Context, owner string, names []string, now time.Time, lease time.Duration) ([]docket.SourceState, error) {
	var got []docket.SourceState
	err := s.tx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			if _, err := tx.ExecContext(ctx, `INSERT INTO sources (name, next_ms) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`, name, ms(now)); err != nil {
				return err
			}
			rows, err := tx.QueryContext(ctx, `UPDATE sources SET lease_owner = $1, lease_ms = $2
				WHERE name = $3 AND (lease_owner IN ('', $1) OR lease_ms < $4) RETURNING `+sourceColumns,
				owner, ms(now.Add(lease)), name, ms(now))
			if err != nil {
				return err
			}
			states, err := collect(rows, scanSource)
			if err != nil {
				return err
			}
			got = append(got, states...)
		}
		return nil
	})
	return got, err
}

// Mark records looks that found nothing new, many in one transaction, and
// renews the leases. The cursor stays as it was.
func (s *Store) Mark(ctx context.Context, owner string, states []docket.SourceState, lease time.Duration) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		for _, x := range states {
			if _, err := tx.ExecContext(ctx, `UPDATE sources SET next_ms = $1, look_ms = $2, good_ms = $3, items = $4, lease_ms = $5, looks = $6
				WHERE name = $7 AND lease_owner = $8`,
				ms(x.Next), ms(x.LastLook), ms(x.LastGood), x.Items, ms(s.now().Add(lease)), x.Looks, x.Name, owner); err != nil {
				return err
			}
		}
		return nil
	})
}

// collect reads every row, and tells an answer that broke off from a short one.
func collect[T any](rows *sql.Rows, scan func(*sql.Rows) (T, error)) ([]T, error) {
	defer func() { _ = rows.Close() }() // Err, below, has what went wrong
	var list []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, plain(err)
		}
		list = append(list, v)
	}
	return list, plain(rows.Err())
}

// in is "($n, $n+1, …)" for count values from $first on.
func in(first, count int) string {
	var b strings.Builder
	b.WriteByte('(')
	for i := range count {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(placeholder(first + i))
	}
	b.WriteByte(')')
	return b.String()
}
