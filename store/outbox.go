package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"docketwatch/docket"
)

// An Outbox is the ledger as the delivering half sees it.
type Outbox struct{ s *Store }

// Outbox is this ledger's queue of deliveries.
func (s *Store) Outbox() *Outbox { return &Outbox{s} }

// claimable: due, and nothing earlier of its thread is still on its way. A send
// whose claim has run out may or may not have arrived. What was written in the
// future, by a minute and more, was written before the clock was set back: its
// pause is over.
const claimable = `destination = $1 AND (state IN ('pending', 'uncertain') AND due_ms <= $2 OR state = 'sending' AND claim_ms < $2
	OR state IN ('pending', 'sending', 'uncertain') AND updated_ms > $2 + 60000)
	AND ` + free

// free: nothing earlier of the delivery's thread or subject is still on its way.
// What is held does not stop its thread, which may be a case's: only what follows
// on the same entry waits for it.
const free = `NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.destination = d.destination AND e.thread = d.thread AND d.thread <> ''
		AND e.id < d.id AND e.state IN ('pending', 'sending', 'uncertain'))
	AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.destination = d.destination AND e.subject = d.subject AND d.subject <> ''
		AND e.id < d.id AND e.state IN ('pending', 'sending', 'uncertain', 'held'))`

const deliveryColumns = `d.id, d.public_id, d.alert_id, d.destination, d.thread, d.state, d.attempts, d.looks, d.due_ms, d.error, d.ref, d.created_ms, d.updated_ms, d.hold, d.carrier`

func scanDelivery(row interface{ Scan(...any) error }, more ...any) (docket.Delivery, error) {
	var d docket.Delivery
	var due, created, updated int64
	err := row.Scan(append([]any{&d.ID, &d.PublicID, &d.AlertID, &d.Destination, &d.Thread, &d.State, &d.Attempts, &d.Looks, &due, &d.LastError, &d.Ref,
		&created, &updated, &d.Hold, &d.Carrier}, more...)...)
	d.NotBefore, d.Created, d.Updated = at(due), at(created), at(updated)
	return d, err
}

// threadRef is the message that a thread hangs on: the first of it that was sent,
// or the message that told of it among others.
const threadRef = `SELECT coalesce((SELECT CASE WHEN e.ref <> '' THEN e.ref ELSE coalesce((SELECT k.ref FROM deliveries k WHERE k.id = e.carrier), '') END
	FROM deliveries e WHERE e.destination = $1 AND e.thread = $2 AND e.thread <> '' AND e.id <> $3 AND e.state = 'sent'
	ORDER BY e.updated_ms, e.ref = '', e.id LIMIT 1), '')`

// editRef is the message that told of a delivery's entry, alone or among others.
const editRef = `coalesce((SELECT CASE WHEN e.ref <> '' THEN e.ref ELSE coalesce((SELECT k.ref FROM deliveries k WHERE k.id = e.carrier), '') END
	FROM deliveries e JOIN alerts f ON f.id = e.alert_id WHERE e.destination = d.destination
	AND e.subject = d.subject AND e.id < d.id AND e.state = 'sent' AND f.kind = 'filing' ORDER BY e.id LIMIT 1), '')`

// Claim takes the oldest delivery for the destination that can go now; false
// when there is none. For a pending one the attempt row is on the disk when
// Claim returns: if that write fails, nothing may be sent. An uncertain one is
// claimed to be looked for, and gets no attempt.
func (o *Outbox) Claim(ctx context.Context, destination string, now time.Time, lease time.Duration) (docket.Claim, bool, error) {
	// Asking first keeps an idle queue from writing.
	if _, due, err := o.next(ctx, destination, now); err != nil || !due {
		return docket.Claim{}, false, err
	}
	var c docket.Claim
	found := false
	err := o.s.tx(ctx, func(tx *sql.Tx) error {
		var body string
		var err error
		c.Delivery, err = scanDelivery(tx.QueryRowContext(ctx, `SELECT `+deliveryColumns+`, a.body FROM deliveries d JOIN alerts a ON a.id = d.alert_id
			WHERE `+claimable+` ORDER BY d.id LIMIT 1`, destination, ms(now)), &body)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		found = true
		if err := json.Unmarshal([]byte(body), &c.Alert); err != nil {
			return err
		}
		c.Alert.ID = c.AlertID
		if err := tx.QueryRowContext(ctx, threadRef, destination, c.Thread, c.ID).Scan(&c.ThreadRef); err != nil {
			return err
		}
		if c.Alert.Kind == docket.AlertUpdate {
			if err := tx.QueryRowContext(ctx, `SELECT `+editRef+` FROM deliveries d WHERE d.id = $1`, c.ID).Scan(&c.EditRef); err != nil {
				return err
			}
			if err := among(ctx, tx, &c); err != nil {
				return err
			}
		}
		c.Uncertain = c.State != docket.Pending
		return claim(ctx, tx, &c, now, now.Add(lease))
	})
	if err == nil { // before anything is sent: a restored ledger must know that it was
		o.s.mark.attempt(c.Attempt, now)
	}
	return c, found && err == nil, err
}

// claim marks the delivery as ours; for one that is to be sent, the attempt row
// goes with it.
func claim(ctx context.Context, tx *sql.Tx, c *docket.Claim, now, until time.Time) error {
	if c.Uncertain {
		var began sql.NullInt64
		if err := tx.QueryRowContext(ctx, `SELECT max(began_ms) FROM attempts WHERE delivery_id = $1`, c.ID).Scan(&began); err != nil {
			return err
		}
		if err := restoredClaim(ctx, tx, c, &began); err != nil {
			return err
		}
		c.Attempted = at(began.Int64)
		_, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = 'uncertain', due_ms = $1 WHERE id = $2`, ms(until), c.ID)
		return err
	}
	if err := tx.QueryRowContext(ctx, `INSERT INTO attempts (delivery_id, began_ms) VALUES ($1, $2) RETURNING id`, c.ID, ms(now)).Scan(&c.Attempt); err != nil {
		return err
	}
	c.Attempts++
	c.State, c.Attempted = docket.Sending, now
	_, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = 'sending', attempts = attempts + 1, claim_ms = $1, updated_ms = $2 WHERE id = $3`,
		ms(until), ms(now), c.ID)
	return err
}

// Settle records what came of a claim, and with it any alert about the
// destination itself.
func (o *Outbox) Settle(ctx context.Context, x docket.Settlement) error {
	return o.s.tx(ctx, func(tx *sql.Tx) error {
		looks := 0 // a new doubt starts with no look taken
		if x.Looked {
			looks = 1
		}
		if _, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = $1, ref = CASE WHEN $2 = '' THEN ref ELSE $2 END, due_ms = $3, error = $4,
			looks = CASE WHEN $5 = 1 THEN looks + 1 ELSE 0 END, claim_ms = 0, updated_ms = $6 WHERE id = $7`,
			string(x.State), x.Ref, ms(x.NotBefore), x.Error, looks, ms(x.At), x.Delivery); err != nil {
			return err
		}
		if err := carried(ctx, tx, x.Delivery, x.State, x.At); err != nil {
			return err
		}
		if x.Attempt != 0 {
			if _, err := tx.ExecContext(ctx, `UPDATE attempts SET ended_ms = $1, outcome = $2, error = $3 WHERE id = $4`,
				ms(x.At), string(x.State), x.Error, x.Attempt); err != nil {
				return err
			}
		}
		if x.Raise != nil {
			return o.s.enqueue(ctx, tx, []docket.Plan{*x.Raise}, x.At)
		}
		return nil
	})
}

// NextDue says when the destination's queue can next move; false when it is empty.
func (o *Outbox) NextDue(ctx context.Context, destination string, now time.Time) (time.Time, bool, error) {
	when, _, err := o.next(ctx, destination, now)
	return when, !when.IsZero(), err
}

// next is the earliest moment at which something can be claimed, and whether
// that is now.
func (o *Outbox) next(ctx context.Context, destination string, now time.Time) (time.Time, bool, error) {
	rows, err := o.s.query(ctx, nextDue, destination, ms(now))
	if err != nil {
		return time.Time{}, false, plain(err)
	}
	found, err := collect(rows, func(r *sql.Rows) (due sql.NullInt64, err error) { return due, r.Scan(&due) })
	if err != nil {
		return time.Time{}, false, err
	}
	due := found[0] // an aggregate is one row
	return at(due.Int64), due.Valid && due.Int64 <= ms(now), nil
}

const nextDue = `SELECT min(CASE WHEN d.updated_ms > $2 + 60000 THEN $2 WHEN d.state = 'sending' THEN d.claim_ms + 1 ELSE d.due_ms END) FROM deliveries d
	WHERE d.destination = $1 AND d.state IN ('pending', 'sending', 'uncertain') AND ` + free
