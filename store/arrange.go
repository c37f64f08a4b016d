package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"docketwatch/docket"
)

// mostArranged is how much of a backlog is looked at in one go: the oldest.
const mostArranged = 500

// Backlog is what waits for a destination, oldest first, and how many messages
// it has had since.
func (o *Outbox) Backlog(ctx context.Context, destination string, since time.Time) (docket.Backlog, error) {
	var b docket.Backlog
	rows, err := o.s.query(ctx, `SELECT `+deliveryColumns+`, d.subject, a.body, CASE WHEN a.kind = 'update' THEN `+editRef+` ELSE '' END
		FROM deliveries d JOIN alerts a ON a.id = d.alert_id
		WHERE d.destination = $1 AND d.state IN ('pending', 'sending', 'uncertain', 'held') ORDER BY d.id LIMIT $2`, destination, mostArranged)
	if err != nil {
		return b, plain(err)
	}
	b.Waiting, err = collect(rows, func(r *sql.Rows) (q docket.Queued, err error) {
		var body string
		if q.Delivery, err = scanDelivery(r, &q.Subject, &body, &q.EditRef); err != nil {
			return q, err
		}
		err = json.Unmarshal([]byte(body), &q.Alert)
		q.Alert.ID = q.AlertID
		return q, err
	})
	if err != nil || len(b.Waiting) == 0 {
		return b, err
	}
	err = o.s.read.QueryRowContext(ctx, `SELECT count(*) FROM attempts t JOIN deliveries d ON d.id = t.delivery_id JOIN alerts a ON a.id = d.alert_id
		WHERE t.began_ms > $1 AND d.destination = $2 AND d.state = 'sent' AND t.outcome IN ('sent', 'uncertain')
		AND NOT (a.kind = 'update' AND d.ref <> '' AND d.ref = `+editRef+`)`, ms(since), destination).Scan(&b.Sent)
	return b, plain(err)
}

// Arrange holds, lets go and gathers deliveries: all of it or, where a person or
// a send was quicker with one of them, none.
func (o *Outbox) Arrange(ctx context.Context, destination string, a docket.Arrangement, now time.Time) error {
	return o.s.tx(ctx, func(tx *sql.Tx) error {
		for _, h := range a.Hold {
			if _, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = 'held', hold = $1, due_ms = $2, updated_ms = $3
				WHERE id = $4 AND state IN ('pending', 'held') AND carrier = 0`, h.Why, ms(h.Until), ms(now), h.Delivery); err != nil {
				return err
			}
		}
		for _, id := range a.Release {
			if _, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = 'pending', hold = '', due_ms = $1, updated_ms = $1
				WHERE id = $2 AND state = 'held' AND carrier = 0`, ms(now), id); err != nil {
				return err
			}
		}
		for _, g := range a.Groups {
			if err := o.gather(ctx, tx, destination, g, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// gather puts one delivery in the place of many.
// -- the process may die before the commit: they wait, each for itself; or after
// it: the message that tells them all waits, and they wait for it --
func (o *Outbox) gather(ctx context.Context, tx *sql.Tx, destination string, g docket.Group, now time.Time) error {
	body, err := json.Marshal(g.Alert)
	if err != nil {
		return err
	}
	var alert, carrier int64
	if err := o.s.row(ctx, tx, insertAlert, g.Alert.Subject, string(g.Alert.Kind), g.Alert.Digest, ms(now), string(body)).Scan(&alert); err != nil {
		return fmt.Errorf("gather %d deliveries: %w", len(g.Members), err)
	}
	if _, err := o.s.exec(ctx, tx, insertDelivery, newPublicID(), alert, destination, g.Thread, g.Alert.Subject, ms(now)); err != nil {
		return err
	}
	if err := tx.QueryRowContext(ctx, `SELECT id FROM deliveries WHERE alert_id = $1 AND destination = $2`, alert, destination).Scan(&carrier); err != nil {
		return err
	}
	for _, id := range g.Members {
		res, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = 'held', hold = $1, carrier = $2, due_ms = $3, updated_ms = $3
			WHERE id = $4 AND state IN ('pending', 'held') AND attempts = 0 AND carrier = 0`, docket.HoldCarried, carrier, ms(now), id)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n != 1 {
			return fmt.Errorf("delivery %d: %w", id, &staleError{"it"})
		}
	}
	return nil
}

// carried does to the members of a message what became of it. While it is on its
// way they are held.
func carried(ctx context.Context, tx *sql.Tx, carrier int64, became docket.DeliveryState, now time.Time) error {
	to := docket.Held
	switch became {
	case docket.Sent, docket.Dead, docket.Dropped:
		to = became
	}
	_, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = $1, updated_ms = $2 WHERE carrier = $3 AND state <> $1`, string(to), ms(now), carrier)
	return err
}

// among finds what else the message tells that an update is to change, and what
// became known of it since.
func among(ctx context.Context, tx *sql.Tx, c *docket.Claim) error {
	var body string
	var carrier int64
	err := tx.QueryRowContext(ctx, `SELECT a.body, k.id FROM deliveries e JOIN alerts f ON f.id = e.alert_id AND f.kind = 'filing'
		JOIN deliveries k ON k.id = e.carrier JOIN alerts a ON a.id = k.alert_id
		WHERE e.destination = $1 AND e.subject = $2 AND e.id < $3 AND e.state = 'sent' AND e.ref = '' ORDER BY e.id LIMIT 1`,
		c.Destination, c.Alert.Subject, c.ID).Scan(&body, &carrier)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	c.Among = new(docket.Alert)
	if err := json.Unmarshal([]byte(body), c.Among); err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `SELECT a.id, a.body FROM deliveries e JOIN deliveries u ON u.destination = e.destination AND u.subject = e.subject
		JOIN alerts a ON a.id = u.alert_id AND a.kind = 'update' WHERE e.carrier = $1 AND u.carrier <> $1 AND (u.state = 'sent' OR u.id = $2) ORDER BY u.id`, carrier, c.ID)
	if err != nil {
		return err
	}
	told, err := collect(rows, scanAlert)
	for _, t := range told {
		c.Meanwhile = append(c.Meanwhile, t.Alert)
	}
	return err
}
