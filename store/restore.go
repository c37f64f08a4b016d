package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"docketwatch/docket"
)

// A Restore is a time at which an older copy was found in the ledger's place.
// What was told after the copy was made is not in it, and would be told again:
// so until Until, what may have been told is looked up before it is sent.
type Restore struct {
	ID    int64
	Found time.Time
	From  time.Time // how far the copy reaches
	Told  time.Time // when something was last told
	Lost  int64     // links that are gone
	Done  time.Time // zero while it is being caught up
}

// caughtFor is how long after a restore an alert that may have been told is
// looked up first. Sources that were down at first may show it days later.
const caughtFor = 7 * 24 * time.Hour

// skew is how far a court's clock may be ahead of ours.
const skew = 10 * time.Minute

// travelled compares the ledger with its mark. A ledger that is behind what was
// told, or has other links than the mark says, is an older copy.
func (s *Store) travelled(ctx context.Context, tx *sql.Tx, was mark) (*Restore, error) {
	var tipSeq, tipAt, attempt, attemptAt int64
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0), coalesce(max(at_ms), 0) FROM links`).Scan(&tipSeq, &tipAt); err != nil {
		return nil, err
	}
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(id), 0), coalesce(max(began_ms), 0) FROM attempts`).Scan(&attempt, &attemptAt); err != nil {
		return nil, err
	}
	same := true
	if was.Links > 0 && tipSeq >= was.Links {
		var digest string
		err := tx.QueryRowContext(ctx, `SELECT digest FROM links WHERE seq = $1`, was.Links).Scan(&digest)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
		same = digest == string(was.Digest)
	}
	if same && tipSeq >= was.Links && attempt >= was.Attempt {
		return nil, nil
	}
	return &Restore{Found: s.now(), From: at(max(tipAt, attemptAt)), Told: at(max(was.ToldMS, tipAt)), Lost: max(was.Links-tipSeq, 0)}, nil
}

// restored notes a restore, and puts everything in doubt that the copy says is
// still to be sent: it may have been sent since.
//
// -- the process may die before or after this commit: until the mark is moved,
// which comes next, the next start finds the same and notes it once --
func (s *Store) restored(ctx context.Context, tx *sql.Tx, r *Restore) error {
	var links int64
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM links`).Scan(&links); err != nil {
		return err
	}
	err := tx.QueryRowContext(ctx, `SELECT id FROM restores WHERE done_ms = 0 AND told_ms = $1`, ms(r.Told)).Scan(&r.ID)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, `INSERT INTO restores (found_ms, from_ms, told_ms, links, lost_links) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
			ms(r.Found), ms(r.From), ms(r.Told), links, r.Lost).Scan(&r.ID)
	}
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE deliveries SET state = 'uncertain', looks = 1, due_ms = $1, restore_id = $2,
		error = 'the ledger was restored from a backup: it may have been told since' WHERE state IN ('pending', 'sending', 'uncertain')`, ms(r.Found), r.ID)
	return err
}

const restoreColumns = `id, found_ms, from_ms, told_ms, lost_links, done_ms`

func scanRestore(r *sql.Rows) (Restore, error) {
	var x Restore
	var found, from, told, done int64
	err := r.Scan(&x.ID, &found, &from, &told, &x.Lost, &done)
	x.Found, x.From, x.Told, x.Done = at(found), at(from), at(told), at(done)
	return x, err
}

// Restores are those that still matter at now, oldest first: what is being caught up, and
// what may still be met late.
func (s *Store) Restores(ctx context.Context, now time.Time) ([]Restore, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+restoreColumns+` FROM restores WHERE done_ms = 0 OR found_ms > $1 ORDER BY id`, ms(now.Add(-caughtFor)))
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, scanRestore)
}

// mayBeTold is the restore because of which an alert may have been told already; nil for none.
// Word of the daemon itself is never held back for that.
func (s *Store) mayBeTold(a docket.Alert, now time.Time) *Restore {
	switch a.Kind {
	case docket.AlertHealth, docket.AlertGap, docket.AlertTest:
		return nil
	}
	for i := range s.restores {
		r := &s.restores[i]
		when := a.When
		if a.DayOnly { // any hour of that day
			when = when.Add(-24 * time.Hour)
		}
		if now.Before(r.Found.Add(caughtFor)) && (when.IsZero() || when.Before(r.Told.Add(skew))) {
			return r
		}
	}
	return nil
}

// doubt makes the new deliveries of an alert ones that are looked for before they are sent.
func (s *Store) doubt(ctx context.Context, tx *sql.Tx, alert int64, r *Restore) error {
	_, err := tx.ExecContext(ctx, `UPDATE deliveries SET state = 'uncertain', looks = 1, restore_id = $1,
		error = 'it may have been told before the ledger was restored' WHERE alert_id = $2 AND state = 'pending'`, r.ID, alert)
	return err
}

// CaughtUp is one delivery that a restore put in doubt, and what came of it.
type CaughtUp struct {
	Destination string
	State       docket.DeliveryState
	Sent        bool // by this ledger; false for what was found in the history
	Alert       docket.Alert
	Created     time.Time
}

// CaughtUp lists what a restore put in doubt, in the order of the queue.
func (s *Store) CaughtUp(ctx context.Context, restore int64) ([]CaughtUp, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT d.destination, d.state, d.attempts > 0, d.created_ms, a.id, a.body FROM deliveries d
		JOIN alerts a ON a.id = d.alert_id WHERE d.restore_id = $1 ORDER BY d.id`, restore)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (CaughtUp, error) {
		var x CaughtUp
		var created, id int64
		var body string
		if err := r.Scan(&x.Destination, &x.State, &x.Sent, &created, &id, &body); err != nil {
			return x, err
		}
		x.Created = at(created)
		err := json.Unmarshal([]byte(body), &x.Alert)
		x.Alert.ID = id
		return x, err
	})
}

// FinishRestore ends the catching up and tells of it, in one transaction.
func (s *Store) FinishRestore(ctx context.Context, restore int64, plans []docket.Plan, now time.Time) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE restores SET done_ms = $1 WHERE id = $2 AND done_ms = 0`, ms(now), restore); err != nil {
			return err
		}
		return s.enqueue(ctx, tx, plans, now)
	})
}

// restoredClaim says of a claim whether a restore that is being caught up put it in doubt. Where
// the ledger knows of no attempt, one may have begun any time after the copy was made.
func restoredClaim(ctx context.Context, tx *sql.Tx, c *docket.Claim, began *sql.NullInt64) error {
	var from, done int64
	err := tx.QueryRowContext(ctx, `SELECT r.from_ms, r.done_ms FROM deliveries d JOIN restores r ON r.id = d.restore_id WHERE d.id = $1`, c.ID).Scan(&from, &done)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	c.Restored = done == 0
	if !began.Valid || from < began.Int64 {
		*began = sql.NullInt64{Int64: from, Valid: true}
	}
	return err
}
