package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"docketwatch/docket"
)

// mostDigested is how many alerts a digest is made of; nobody reads of more, and
// the newest are the ones that are left out, to come in the next.
const mostDigested = 5000

// DigestMark is where the destination's digests stand; false before the first.
func (s *Store) DigestMark(ctx context.Context, destination string) (docket.DigestMark, bool, error) {
	var m docket.DigestMark
	var next, last int64
	err := s.read.QueryRowContext(ctx, `SELECT spec, next_ms, last_ms, looks FROM digests WHERE destination = $1`, destination).
		Scan(&m.Spec, &next, &last, &m.Looks)
	if errors.Is(err, sql.ErrNoRows) {
		return m, false, nil
	}
	m.Next, m.Last = at(next), at(last)
	return m, err == nil, plain(err)
}

const keepMark = `INSERT INTO digests (destination, spec, next_ms, last_ms, looks) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (destination) DO UPDATE SET spec = excluded.spec, next_ms = excluded.next_ms, last_ms = excluded.last_ms, looks = excluded.looks`

// KeepDigestMark sets it where no digest is told.
func (s *Store) KeepDigestMark(ctx context.Context, destination string, m docket.DigestMark) error {
	_, err := s.write.ExecContext(ctx, keepMark, destination, m.Spec, ms(m.Next), ms(m.Last), m.Looks)
	return plain(err)
}

// CommitDigest queues a digest for its one destination and moves the mark, both
// or neither.
func (s *Store) CommitDigest(ctx context.Context, p docket.Plan, m docket.DigestMark, now time.Time) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if err := s.enqueue(ctx, tx, []docket.Plan{p}, now); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, keepMark, p.Destinations[0], m.Spec, ms(m.Next), ms(m.Last), m.Looks)
		return err
	})
}

// Facts are what a digest of the stretch is made of.
func (s *Store) Facts(ctx context.Context, destination string, since, now time.Time) (docket.DigestFacts, error) {
	f := docket.DigestFacts{Since: since, Until: now}
	var err error
	for _, step := range []func() error{
		func() error { f.Alerts, err = s.alertsBetween(ctx, since, now); return err },
		func() error {
			f.Review, err = s.findings(ctx, ` WHERE f.tier = 'review' AND f.found_ms > $1 AND f.found_ms <= $2 ORDER BY f.id`, ms(since), ms(now))
			return err
		},
		func() error { f.Untold, err = s.untold(ctx, since, now); return err },
		func() error { f.Gaps, err = s.Gaps(ctx, true); return err },
		func() error { f.Sources, err = s.Sources(ctx); return err },
		func() error { return s.undelivered(ctx, destination, since, &f) },
	} {
		if err := step(); err != nil {
			return f, err
		}
	}
	for _, x := range f.Sources {
		f.Looks += x.Looks
	}
	return f, nil
}

func (s *Store) alertsBetween(ctx context.Context, since, now time.Time) ([]docket.Alert, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, body FROM alerts WHERE at_ms > $1 AND at_ms <= $2 AND kind NOT IN ('health', 'digest', 'test')
		ORDER BY id LIMIT $3`, ms(since), ms(now), mostDigested)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (a docket.Alert, err error) {
		var id int64
		var body string
		if err := r.Scan(&id, &body); err != nil {
			return a, err
		}
		err = json.Unmarshal([]byte(body), &a)
		a.ID = id
		return a, err
	})
}

// untold counts the entries that were kept and not told. Those of a first look
// are no news, and those that came late are told in a list.
func (s *Store) untold(ctx context.Context, since, now time.Time) ([]docket.Untold, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT docket, told, doc_kind, count(*) FROM entries WHERE told NOT IN ('told', 'baseline', 'late')
		AND first_ms > $1 AND first_ms <= $2 GROUP BY docket, told, doc_kind ORDER BY docket`, ms(since), ms(now))
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (u docket.Untold, err error) {
		return u, r.Scan(&u.Docket, &u.Told, &u.Kind, &u.Count)
	})
}

func (s *Store) undelivered(ctx context.Context, destination string, since time.Time, f *docket.DigestFacts) error {
	var held, dead, waiting, dropped sql.NullInt64
	err := s.read.QueryRowContext(ctx, `SELECT sum(state = 'held' AND carrier = 0), sum(state = 'dead' AND carrier = 0), sum(state IN ('pending', 'sending', 'uncertain')),
		sum(state = 'dropped' AND updated_ms > $2 AND error <> $3) FROM deliveries WHERE destination = $1 AND state <> 'sent'`,
		destination, ms(since), docket.NoEdit).Scan(&held, &dead, &waiting, &dropped)
	f.Held, f.Dead, f.Waiting, f.Dropped = int(held.Int64), int(dead.Int64), int(waiting.Int64), int(dropped.Int64)
	return plain(err)
}
