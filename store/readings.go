package store

import (
	"context"
	"database/sql"
	"time"

	"docketwatch/docket"
)

// mostDocuments is how many papers of one entry are read. Some entries hang a
// hundred exhibits on a motion.
const mostDocuments = 20

// wantRead puts the free documents of an entry among those to read.
func (s *Store) wantRead(ctx context.Context, tx *sql.Tx, entry int64, e docket.Entry, now time.Time) error {
	wanted := 0
	for _, d := range e.Documents {
		if !d.Free() || d.Sealed || wanted == mostDocuments {
			continue
		}
		wanted++
		if _, err := tx.ExecContext(ctx, `INSERT INTO readings (entry_id, attachment, state, next_ms, at_ms) VALUES ($1, $2, 'wanted', $3, $3)
			ON CONFLICT (entry_id, attachment) DO UPDATE SET state = 'wanted', next_ms = excluded.next_ms, tries = 0
			WHERE readings.state = 'unreachable'`, entry, d.Attachment, ms(now)); err != nil {
			return err
		}
	}
	return nil
}

// Wanted returns documents whose time to be read has come, main documents
// first, and when the next one's comes; zero when none waits.
func (s *Store) Wanted(ctx context.Context, now time.Time, limit int) ([]docket.Reading, time.Time, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, entry_id, attachment, tries FROM readings
		WHERE state = 'wanted' AND next_ms <= $1 ORDER BY attachment, next_ms LIMIT $2`, ms(now), limit)
	if err != nil {
		return nil, time.Time{}, plain(err)
	}
	due, err := collect(rows, func(r *sql.Rows) (x docket.Reading, err error) {
		return x, r.Scan(&x.ID, &x.Entry.ID, &x.Attachment, &x.Tries)
	})
	if err != nil {
		return nil, time.Time{}, err
	}
	for i := range due {
		if due[i].Entry, err = s.entry(ctx, due[i].Entry.ID); err != nil {
			return nil, time.Time{}, err
		}
	}
	if len(due) > 0 {
		return due, time.Time{}, nil
	}
	var next sql.NullInt64
	err = s.read.QueryRowContext(ctx, `SELECT min(next_ms) FROM readings WHERE state = 'wanted'`).Scan(&next)
	return nil, at(next.Int64), plain(err)
}

func (s *Store) entry(ctx context.Context, id int64) (docket.Entry, error) {
	rows, err := s.query(ctx, `SELECT `+entryColumns+` FROM entries WHERE id = $1`, id)
	if err != nil {
		return docket.Entry{}, plain(err)
	}
	found, err := collect(rows, scanEntry)
	if err != nil {
		return docket.Entry{}, err
	}
	if len(found) == 0 {
		return docket.Entry{}, ErrNoSuch
	}
	return found[0], nil
}

// CommitRead keeps what came of one try to read, and what it is to tell.
func (s *Store) CommitRead(ctx context.Context, t docket.ReadTurn) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE readings SET state = $1, why = $2, url = $3, digest = $4, size = $5, reader = $6,
			tries = tries + 1, next_ms = $7, at_ms = $8 WHERE id = $9`,
			string(t.State), t.Why, t.Paper.URL, t.Paper.Digest, t.Paper.Size, t.Paper.Reader, ms(t.Next), ms(t.At), t.Reading.ID); err != nil {
			return err
		}
		for _, p := range t.Paper.Pages {
			if _, err := tx.ExecContext(ctx, `INSERT INTO pages (reading_id, number, stamp, text) VALUES ($1, $2, $3, $4)
				ON CONFLICT (reading_id, number) DO UPDATE SET stamp = excluded.stamp, text = excluded.text`,
				t.Reading.ID, p.Number, p.Stamp, p.Text); err != nil {
				return err
			}
		}
		if t.State == docket.ReadingDone {
			if err := s.keepFindings(ctx, tx, t.Reading.Entry.Subject(), t.Reading.Attachment, t.Found); err != nil {
				return err
			}
			if err := s.keepDenial(ctx, tx, t); err != nil {
				return err
			}
			if err := s.keepHits(ctx, tx, hitsAt{t.Reading.Entry.Subject(), "document", t.Reading.Entry.ID, t.Reading.Attachment}, t.Rules); err != nil {
				return err
			}
		}
		if t.Unmute {
			if _, err := tx.ExecContext(ctx, `UPDATE entries SET told = 'told', muted = '', version = version + 1 WHERE id = $1 AND told = 'muted'`, t.Reading.Entry.ID); err != nil {
				return err
			}
		}
		return s.enqueue(ctx, tx, t.Plans, t.At)
	})
}

// Pages are the text of a document of an entry, page by page; none where it was
// not read.
func (s *Store) Pages(ctx context.Context, entry int64, attachment int) ([]docket.Page, error) {
	rows, err := s.query(ctx, `SELECT p.number, p.stamp, p.text FROM pages p JOIN readings r ON r.id = p.reading_id
		WHERE r.entry_id = $1 AND r.attachment = $2 ORDER BY p.number`, entry, attachment)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (p docket.Page, err error) { return p, r.Scan(&p.Number, &p.Stamp, &p.Text) })
}
