package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"docketwatch/docket"
)

// Begin notes that somebody asked for something, before it is done. fresh is
// false where a question of that id was begun before.
func (s *Store) Begin(ctx context.Context, a docket.Action) (fresh bool, err error) {
	res, err := s.write.ExecContext(ctx, `INSERT INTO actions (id, at_ms, who, what, words) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
		a.ID, ms(a.At), a.Who, a.What, a.Words)
	if err != nil {
		return false, plain(err)
	}
	n, err := res.RowsAffected()
	return n == 1, plain(err)
}

// End notes what came of it.
func (s *Store) End(ctx context.Context, id string, at time.Time, outcome string) error {
	_, err := s.write.ExecContext(ctx, `UPDATE actions SET ended_ms = $1, outcome = $2 WHERE id = $3 AND ended_ms = 0`, ms(at), outcome, id)
	return plain(err)
}

// Actions are what people asked, the newest first.
func (s *Store) Actions(ctx context.Context, limit int) ([]docket.Action, error) {
	rows, err := s.query(ctx, `SELECT id, at_ms, who, what, words, ended_ms, outcome FROM actions ORDER BY at_ms DESC, id LIMIT $1`, limit)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (a docket.Action, err error) {
		var began, ended int64
		err = r.Scan(&a.ID, &began, &a.Who, &a.What, &a.Words, &ended, &a.Outcome)
		a.At, a.Ended = at(began), at(ended)
		return a, err
	})
}

// Mute keeps a case quiet; a second mute of it takes the place of the first.
func (s *Store) Mute(ctx context.Context, m docket.Mute) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO mutes (case_name, until_ms, by_whom, at_ms) VALUES ($1, $2, $3, $4)
		ON CONFLICT (case_name) DO UPDATE SET until_ms = excluded.until_ms, by_whom = excluded.by_whom, at_ms = excluded.at_ms`,
		m.Case, ms(m.Until), m.By, ms(m.At))
	return plain(err)
}

// Unmute lifts the mute of a case; [ErrNoSuch] where there is none.
func (s *Store) Unmute(ctx context.Context, name string) error {
	res, err := s.write.ExecContext(ctx, `DELETE FROM mutes WHERE case_name = $1`, name)
	if err != nil {
		return plain(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(fmt.Errorf("%w: %q is not muted", ErrNoSuch, name), err)
	}
	return nil
}

// Mutes are those in force.
func (s *Store) Mutes(ctx context.Context, now time.Time) ([]docket.Mute, error) {
	rows, err := s.query(ctx, `SELECT case_name, until_ms, by_whom, at_ms FROM mutes WHERE until_ms = 0 OR until_ms > $1 ORDER BY case_name`, ms(now))
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (m docket.Mute, err error) {
		var until, made int64
		err = r.Scan(&m.Case, &until, &m.By, &made)
		m.Until, m.At = at(until), at(made)
		return m, err
	})
}

// Ack notes who has seen to an alert. by is who did it first.
func (s *Store) Ack(ctx context.Context, alert int64, who string, now time.Time) (by string, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		var known int64
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM alerts WHERE id = $1`, alert).Scan(&known); err != nil {
			return err
		}
		if known == 0 {
			return fmt.Errorf("alert %d: %w", alert, ErrNoSuch)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO acks (alert_id, by_whom, at_ms) VALUES ($1, $2, $3) ON CONFLICT (alert_id) DO NOTHING`,
			alert, who, ms(now)); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT by_whom FROM acks WHERE alert_id = $1`, alert).Scan(&by)
	})
	return by, plain(err)
}
