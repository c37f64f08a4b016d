package store

import (
	"context"
	"database/sql"

	"docketwatch/docket"
)

// CommitAudit writes what an audit found, and what is to be told of it, whole or
// not at all.
func (s *Store) CommitAudit(ctx context.Context, t docket.AuditTurn) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		for _, step := range []func(context.Context, *sql.Tx, docket.AuditTurn) error{auditNumbers, auditGaps, auditStands, auditExpected, auditListed} {
			if err := step(ctx, tx, t); err != nil {
				return err
			}
		}
		return s.enqueue(ctx, tx, t.Plans, t.At)
	})
}

func auditNumbers(ctx context.Context, tx *sql.Tx, t docket.AuditTurn) error {
	for _, m := range t.Missing {
		if _, err := tx.ExecContext(ctx, `INSERT INTO missing (docket, number, opened_ms, asked_ms, next_ms, asks, told_ms, closed_ms, how)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT (docket, number) DO UPDATE SET asked_ms = excluded.asked_ms, next_ms = excluded.next_ms, asks = excluded.asks,
			told_ms = excluded.told_ms, closed_ms = excluded.closed_ms, how = excluded.how`,
			string(m.Docket), m.Number, ms(m.Opened), ms(m.Asked), ms(m.Next), m.Asks, ms(m.Told), ms(m.Closed), m.How); err != nil {
			return err
		}
	}
	return nil
}

func auditGaps(ctx context.Context, tx *sql.Tx, t docket.AuditTurn) error {
	for _, g := range t.Gaps {
		var err error
		if g.ID == 0 {
			_, err = tx.ExecContext(ctx, `INSERT INTO gaps (source, from_ms, to_ms, why, opened_ms) VALUES ($1, $2, $3, $4, $5)
				ON CONFLICT (source, from_ms) DO NOTHING`, g.Source, ms(g.From), ms(g.To), g.Why, ms(g.Opened))
		} else {
			_, err = tx.ExecContext(ctx, `UPDATE gaps SET to_ms = $1, why = $2, closed_ms = $3, how = $4 WHERE id = $5`,
				ms(g.To), g.Why, ms(g.Closed), g.How, g.ID)
		}
		if err != nil {
			return err
		}
	}
	for _, f := range t.Fills {
		if _, err := tx.ExecContext(ctx, `INSERT INTO fills (gap, docket, asks, asked_ms, next_ms, found, closed_ms, how)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (gap, docket) DO UPDATE SET asks = excluded.asks, asked_ms = excluded.asked_ms, next_ms = excluded.next_ms,
			found = excluded.found, closed_ms = excluded.closed_ms, how = excluded.how`,
			f.Gap, string(f.Docket), f.Asks, ms(f.Asked), ms(f.Next), f.Found, ms(f.Closed), f.How); err != nil {
			return err
		}
	}
	return nil
}

func auditStands(ctx context.Context, tx *sql.Tx, t docket.AuditTurn) error {
	for _, x := range t.Stands {
		if _, err := tx.ExecContext(ctx, `INSERT INTO stands (source, state, since_ms, why, told_ms) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (source) DO UPDATE SET state = excluded.state, since_ms = excluded.since_ms, why = excluded.why, told_ms = excluded.told_ms`,
			x.Source, string(x.Stand), ms(x.Since), x.Why, ms(x.Told)); err != nil {
			return err
		}
	}
	return nil
}

func auditExpected(ctx context.Context, tx *sql.Tx, t docket.AuditTurn) error {
	for _, e := range t.Expected {
		if _, err := tx.ExecContext(ctx, `INSERT INTO expected (docket, entry_id, number, what, day, due_ms, opened_ms, closed_ms, how)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT (docket, entry_id, what, day) DO UPDATE SET closed_ms = excluded.closed_ms, how = excluded.how`,
			string(e.Docket), e.Entry, e.Number, e.What, string(e.Day), ms(e.Due), ms(e.Opened), ms(e.Closed), e.How); err != nil {
			return err
		}
	}
	return nil
}

// auditListed notes that entries were told in a list. What gained something
// meanwhile stays as it is: only this one column moves.
func auditListed(ctx context.Context, tx *sql.Tx, t docket.AuditTurn) error {
	for _, id := range t.Listed {
		if _, err := tx.ExecContext(ctx, `UPDATE entries SET listed = 'listed', version = version + 1 WHERE id = $1 AND listed = 'waiting'`, id); err != nil {
			return err
		}
	}
	return nil
}
