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

// ErrNoSuch is the sentinel for an id that the ledger does not hold.
var ErrNoSuch = errors.New("the ledger holds no such thing")

// Entries are the entries of the dockets in the order in which they were entered.
func (s *Store) Entries(ctx context.Context, dockets []docket.DocketKey) ([]docket.Entry, error) {
	if len(dockets) == 0 {
		return nil, nil
	}
	args := make([]any, len(dockets))
	for i, d := range dockets {
		args[i] = string(d)
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+entryColumns+` FROM entries WHERE docket IN `+in(1, len(args))+` ORDER BY entered_ms, id`, args...)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, scanEntry)
}

// Unsettled returns entries whose time to ask has come, those asked least
// first, and when the next one's comes; zero when none waits.
func (s *Store) Unsettled(ctx context.Context, now time.Time, limit int) ([]docket.Entry, time.Time, error) {
	rows, err := s.query(ctx, `SELECT `+entryColumns+` FROM entries WHERE ask_ms > 0 AND ask_ms <= $1 ORDER BY asks, ask_ms LIMIT $2`, ms(now), limit)
	if err != nil {
		return nil, time.Time{}, plain(err)
	}
	due, err := collect(rows, scanEntry)
	if err != nil || len(due) > 0 {
		return due, time.Time{}, err
	}
	if rows, err = s.query(ctx, `SELECT coalesce(min(ask_ms), 0) FROM entries WHERE ask_ms > 0`); err != nil {
		return nil, time.Time{}, plain(err)
	}
	next, err := collect(rows, func(r *sql.Rows) (next int64, err error) { return next, r.Scan(&next) })
	if err != nil {
		return nil, time.Time{}, err
	}
	return nil, at(next[0]), nil // an aggregate is one row
}

// A Told is an alert with its deliveries.
type Told struct {
	docket.Alert
	Deliveries []docket.Delivery `json:"deliveries"`
}

// Alerts are the newest alerts, newest first.
func (s *Store) Alerts(ctx context.Context, limit int) ([]Told, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, body FROM alerts ORDER BY id DESC LIMIT $1`, limit)
	if err != nil {
		return nil, plain(err)
	}
	list, err := collect(rows, scanAlert)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if list[i].Deliveries, err = s.deliveriesOf(ctx, list[i].ID); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func scanAlert(r *sql.Rows) (Told, error) {
	var t Told
	var id int64
	var body string
	if err := r.Scan(&id, &body); err != nil {
		return t, err
	}
	err := json.Unmarshal([]byte(body), &t.Alert)
	t.ID = id
	return t, err
}

func (s *Store) deliveriesOf(ctx context.Context, alert int64) ([]docket.Delivery, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+deliveryColumns+` FROM deliveries d WHERE alert_id = $1 ORDER BY id`, alert)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (docket.Delivery, error) { return scanDelivery(r) })
}

// Deliveries are those in one of the states, oldest first.
func (s *Store) Deliveries(ctx context.Context, states ...docket.DeliveryState) ([]docket.Delivery, error) {
	args := make([]any, len(states))
	for i, x := range states {
		args[i] = string(x)
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+deliveryColumns+` FROM deliveries d WHERE state IN `+in(1, len(args))+` ORDER BY id`, args...)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (docket.Delivery, error) { return scanDelivery(r) })
}

// Queue counts the deliveries by state.
type Queue struct {
	Pending   int `json:"pending"`
	Sending   int `json:"sending"`
	Uncertain int `json:"uncertain"`
	Held      int `json:"held"`
	Dead      int `json:"dead"`
	Dropped   int `json:"dropped"`
	Sent      int `json:"sent"`
}

// Waiting is how many are still on their way.
func (q Queue) Waiting() int { return q.Pending + q.Sending + q.Uncertain }

// QueueCounts counts every delivery the ledger holds.
func (s *Store) QueueCounts(ctx context.Context) (Queue, error) {
	var q Queue
	rows, err := s.read.QueryContext(ctx, `SELECT state, count(*) FROM deliveries GROUP BY state`)
	if err != nil {
		return q, plain(err)
	}
	places := map[docket.DeliveryState]*int{docket.Pending: &q.Pending, docket.Sending: &q.Sending, docket.Uncertain: &q.Uncertain,
		docket.Held: &q.Held, docket.Dead: &q.Dead, docket.Dropped: &q.Dropped, docket.Sent: &q.Sent}
	_, err = collect(rows, func(r *sql.Rows) (int, error) {
		var state docket.DeliveryState
		var n int
		err := r.Scan(&state, &n)
		if p := places[state]; p != nil {
			*p = n
		}
		return n, err
	})
	return q, err
}

// Gaps are the stretches that may have been missed, oldest first.
func (s *Store) Gaps(ctx context.Context, openOnly bool) ([]docket.Gap, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, source, from_ms, to_ms, why, opened_ms, closed_ms, how FROM gaps
		WHERE closed_ms = 0 OR $1 = 0 ORDER BY id`, boolInt(openOnly))
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (docket.Gap, error) {
		var g docket.Gap
		var from, to, opened, closed int64
		err := r.Scan(&g.ID, &g.Source, &from, &to, &g.Why, &opened, &closed, &g.How)
		g.From, g.To, g.Opened, g.Closed = at(from), at(to), at(opened), at(closed)
		return g, err
	})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Retry puts a delivery that is dead, held, dropped or uncertain back in the
// queue. What a person lets go is not held again.
func (s *Store) Retry(ctx context.Context, id int64, now time.Time) error {
	return s.move(ctx, id, docket.Pending, now, `'dead', 'held', 'dropped', 'uncertain'`)
}

// Drop gives up a delivery that was not sent. It stays in the ledger.
func (s *Store) Drop(ctx context.Context, id int64, now time.Time) error {
	return s.move(ctx, id, docket.Dropped, now, `'dead', 'held', 'pending', 'uncertain'`)
}

// move is for a person's decision. What is told in another delivery's message
// goes where that one goes.
func (s *Store) move(ctx context.Context, id int64, to docket.DeliveryState, now time.Time, from string) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		var carrier int64
		err := tx.QueryRowContext(ctx, `UPDATE deliveries SET state = $1, due_ms = $2, updated_ms = $2, looks = 0, hold = $4
			WHERE id = $3 AND state IN (`+from+`) RETURNING carrier`, string(to), ms(now), id, docket.HoldByHand).Scan(&carrier)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return fmt.Errorf("delivery %d: %w in a state from which it could become %s", id, ErrNoSuch, to)
		case err != nil:
			return err
		case carrier != 0:
			return fmt.Errorf("delivery %d is told in the message of delivery %d: name that one", id, carrier)
		}
		return carried(ctx, tx, id, to, now)
	})
}

// LastAlert is the newest alert on a subject; zero where there was none.
func (s *Store) LastAlert(ctx context.Context, subject string) (docket.Alert, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, body FROM alerts WHERE subject = $1 ORDER BY id DESC LIMIT 1`, subject)
	if err != nil {
		return docket.Alert{}, plain(err)
	}
	found, err := collect(rows, scanAlert)
	if err != nil || len(found) == 0 {
		return docket.Alert{}, err
	}
	return found[0].Alert, nil
}
