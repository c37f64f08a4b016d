package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"docketwatch/docket"
)

// keepDenial replaces where a paper says that nothing has been done.
func (s *Store) keepDenial(ctx context.Context, tx *sql.Tx, t docket.ReadTurn) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM denials WHERE entry_id = $1 AND attachment = $2`, t.Reading.Entry.ID, t.Reading.Attachment); err != nil {
		return err
	}
	d := t.Denied
	if d == nil {
		return nil
	}
	laws, err := json.Marshal(d.Laws)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO denials (entry_id, attachment, tier, quote, plain, page, sheet, start_at, end_at, pattern, laws, link, found_ms)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		t.Reading.Entry.ID, t.Reading.Attachment, d.Tier, d.Quote, d.Plain, d.Page, d.Sheet, d.Start, d.End, d.Pattern, string(laws), d.Link, ms(d.Found))
	return err
}

// dayOfEntry is the court's day of an entry, as far as the ledger can tell it.
const dayOfEntry = `CASE WHEN e.filed <> '' THEN e.filed ELSE strftime('%Y-%m-%d', e.entered_ms / 1000, 'unixepoch') END`

// Unpaired are the denials and the relevant, dated releases that announce an
// action, no more than so many days apart in either order, of which one came
// into the ledger since then. Left out are those that were paired before, and
// those of which both stood there before they were watched for.
func (s *Store) Unpaired(ctx context.Context, since time.Time, days int) ([]docket.Candidate, error) {
	rows, err := s.query(ctx, `SELECT d.entry_id, d.attachment, d.tier, d.quote, d.plain, d.page, d.sheet, d.start_at, d.end_at, d.pattern, d.laws, d.link, d.found_ms, r.id
		FROM denials d JOIN entries e ON e.id = d.entry_id
		JOIN releases r ON r.relevance = 'relevant' AND r.date <> '' AND r.told IN ('told', 'baseline') AND (r.told = 'told' OR e.told = 'told')
			AND r.id = (SELECT c.id FROM releases c WHERE c.cluster = r.cluster AND c.told IN ('told', 'baseline') ORDER BY c.number = '', c.id LIMIT 1)
			AND r.date BETWEEN date(`+dayOfEntry+`, '-' || $1 || ' days') AND date(`+dayOfEntry+`, '+' || $1 || ' days')
		WHERE (d.found_ms >= $2 OR r.seen_ms >= $2)
			AND NOT EXISTS (SELECT 1 FROM pairs p WHERE p.entry_id = d.entry_id AND p.release = 'release:' || r.cluster)
			AND EXISTS (SELECT 1 FROM press_findings f WHERE f.subject = 'release:' || r.cluster AND f.what = 'action' AND f.value <> 'statement')
		ORDER BY d.entry_id, d.attachment, r.date, r.cluster`, days, ms(since))
	if err != nil {
		return nil, plain(err)
	}
	var releases []int64
	found, err := collect(rows, func(r *sql.Rows) (c docket.Candidate, err error) {
		d := &c.Denial
		var laws string
		var at0, release int64
		if err := r.Scan(&d.Entry, &d.Attachment, &d.Tier, &d.Quote, &d.Plain, &d.Page, &d.Sheet, &d.Start, &d.End, &d.Pattern, &laws, &d.Link, &at0, &release); err != nil {
			return c, err
		}
		d.Found = at(at0)
		releases = append(releases, release)
		return c, json.Unmarshal([]byte(laws), &d.Laws)
	})
	if err != nil {
		return nil, err
	}
	for i := range found {
		c := &found[i]
		if c.Entry, err = s.entry(ctx, c.Denial.Entry); err != nil {
			return nil, err
		}
		if c.Release, err = s.release(ctx, releases[i]); err != nil {
			return nil, err
		}
		if c.Found, err = s.PressFindings(ctx, c.Release.Subject()); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (s *Store) release(ctx context.Context, id int64) (docket.Release, error) {
	rows, err := s.query(ctx, `SELECT `+releaseColumns+` FROM releases WHERE id = $1`, id)
	if err != nil {
		return docket.Release{}, plain(err)
	}
	found, err := collect(rows, scanRelease)
	if err != nil {
		return docket.Release{}, err
	}
	if len(found) == 0 {
		return docket.Release{}, ErrNoSuch
	}
	return found[0], nil
}

// CommitPairs keeps what one pass of pairing found and queues what it is to
// tell, whole or not at all. Pairs that are held already are left as they were
// told; a message none of whose pairs is new is not sent. It returns how many
// messages were queued.
func (s *Store) CommitPairs(ctx context.Context, t docket.PairTurn) (int, error) {
	queued := 0
	err := s.tx(ctx, func(tx *sql.Tx) error {
		queued = 0
		for _, told := range t.Told {
			fresh := false
			for _, p := range told.Pairs {
				p.At = t.At
				body, err := json.Marshal(p)
				if err != nil {
					return err
				}
				var id int64
				err = tx.QueryRowContext(ctx, `INSERT INTO pairs (entry_id, release, at_ms, body) VALUES ($1, $2, $3, $4)
					ON CONFLICT (entry_id, release) DO NOTHING RETURNING entry_id`, p.EntryID, p.Release, ms(t.At), string(body)).Scan(&id)
				if err != nil && !errors.Is(err, sql.ErrNoRows) {
					return err
				}
				fresh = fresh || err == nil
			}
			if !fresh {
				continue
			}
			if err := s.enqueue(ctx, tx, []docket.Plan{told.Plan}, t.At); err != nil {
				return err
			}
			queued++
		}
		return nil
	})
	return queued, err
}

// Pairs are those of these dockets, or all where none is named, in the order in
// which the filings were made.
func (s *Store) Pairs(ctx context.Context, dockets ...docket.DocketKey) ([]docket.Pair, error) {
	where, args := ``, []any{}
	if len(dockets) > 0 {
		for _, d := range dockets {
			args = append(args, string(d))
		}
		where = ` WHERE e.docket IN ` + in(1, len(args))
	}
	return s.pairs(ctx, where, args...)
}

func (s *Store) pairs(ctx context.Context, where string, args ...any) ([]docket.Pair, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT p.entry_id, e.docket, p.body FROM pairs p JOIN entries e ON e.id = p.entry_id`+where+`
		ORDER BY `+dayOfEntry+`, p.entry_id, p.at_ms, p.release`, args...)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (p docket.Pair, err error) {
		var body string
		if err := r.Scan(&p.EntryID, &p.Docket, &body); err != nil {
			return p, err
		}
		return p, json.Unmarshal([]byte(body), &p)
	})
}
