package store

import (
	"context"
	"database/sql"
	"time"
)

// keepSpent is how long a spent request is remembered: a day, and a little more
// for windows that are counted with a margin.
const keepSpent = 24*time.Hour + time.Minute

// longestBar is the longest silence that is believed.
const longestBar = 25 * time.Hour

// Spend takes one request from an account. Limits say how many requests each
// window (its length) may hold; all of them apply, and all of them roll. Where a
// limit is reached or the account is barred, nothing is taken and wait says how
// long until it is worth asking again. The account is shared by everybody who
// has this ledger, and outlives the process.
func (s *Store) Spend(ctx context.Context, account string, limits map[time.Duration]int, now time.Time) (wait time.Duration, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		wait = 0
		// A clock that was set back leaves requests in the future. They were made,
		// nobody knows when: they count as made now.
		if _, err := tx.ExecContext(ctx, `UPDATE spent SET at_ms = $1 WHERE account = $2 AND at_ms > $1`, ms(now), account); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM spent WHERE account = $1 AND at_ms <= $2`, account, ms(now.Add(-keepSpent))); err != nil {
			return err
		}
		until, err := barredUntil(ctx, tx, account, now)
		if err != nil {
			return err
		}
		wait = until.Sub(now)
		if until.IsZero() {
			wait = 0
		}
		for window, most := range limits {
			free, err := freeIn(ctx, tx, account, window, most, now)
			if err != nil {
				return err
			}
			wait = max(wait, free)
		}
		if wait > 0 {
			return nil
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO spent (account, at_ms) VALUES ($1, $2)`, account, ms(now))
		return err
	})
	return wait, err
}

// freeIn is how long it takes until a window has room for one more.
func freeIn(ctx context.Context, tx *sql.Tx, account string, window time.Duration, most int, now time.Time) (time.Duration, error) {
	if most <= 0 {
		return window, nil
	}
	// The window is full if it holds the request that came `most` ago.
	var then int64
	err := tx.QueryRowContext(ctx, `SELECT coalesce((SELECT at_ms FROM spent WHERE account = $1 AND at_ms > $2 ORDER BY at_ms DESC LIMIT 1 OFFSET $3), 0)`,
		account, ms(now.Add(-window)), most-1).Scan(&then)
	if err != nil || then == 0 {
		return 0, err
	}
	return max(at(then).Add(window).Sub(now), time.Millisecond), nil
}

// barredUntil is the end of the account's silence; zero where there is none.
func barredUntil(ctx context.Context, db interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, account string, now time.Time) (time.Time, error) {
	var until int64
	err := db.QueryRowContext(ctx, `SELECT coalesce((SELECT until_ms FROM barriers WHERE account = $1), 0)`, account).Scan(&until)
	if err != nil || until <= ms(now) {
		return time.Time{}, err
	}
	return minTime(at(until), now.Add(longestBar)), nil // the rest is a clock that was wrong
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// Bar silences an account for everybody until then. An earlier end than the one
// that stands changes nothing.
func (s *Store) Bar(ctx context.Context, account string, until time.Time) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO barriers (account, until_ms) VALUES ($1, $2)
			ON CONFLICT (account) DO UPDATE SET until_ms = excluded.until_ms WHERE barriers.until_ms < excluded.until_ms`, account, ms(until))
		return err
	})
}

// Left says how many requests each window has room for, and until when the
// account is barred; zero where it is not.
func (s *Store) Left(ctx context.Context, account string, limits map[time.Duration]int, now time.Time) (left map[time.Duration]int, barred time.Time, err error) {
	left = make(map[time.Duration]int, len(limits))
	for window, most := range limits {
		var used int
		if err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM spent WHERE account = $1 AND at_ms > $2`,
			account, ms(now.Add(-window))).Scan(&used); err != nil {
			return nil, barred, plain(err)
		}
		left[window] = max(most-used, 0)
	}
	barred, err = barredUntil(ctx, s.read, account, now)
	return left, barred, plain(err)
}
