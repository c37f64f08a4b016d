package store

import (
	"context"
	"database/sql"
	"time"

	"docketwatch/docket"
)

// hitsAt is the text that rules were run over.
type hitsAt struct {
	subject, place string
	entry          int64
	attachment     int
}

// keepHits replaces what the user's rules found in a text: it may have been
// edited, or read again with other rules.
func (s *Store) keepHits(ctx context.Context, tx *sql.Tx, where hitsAt, hits []docket.RuleHit) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM rule_hits WHERE subject = $1 AND place = $2 AND attachment = $3`, where.subject, where.place, where.attachment); err != nil {
		return err
	}
	for _, h := range hits {
		if _, err := tx.ExecContext(ctx, `INSERT INTO rule_hits (rule, tier, place, subject, entry_id, attachment, quote, plain, page, sheet, start_at, end_at,
			times, found_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
			ON CONFLICT (subject, place, attachment, rule) DO NOTHING`,
			h.Rule, h.Tier, where.place, where.subject, where.entry, where.attachment, h.Quote, h.Plain, h.Page, h.Sheet, h.Start, h.End,
			h.Count, ms(h.Found)); err != nil {
			return err
		}
	}
	return nil
}

// RuleHits are where the user's rules fit an entry or a release, or every one
// where subject is "".
func (s *Store) RuleHits(ctx context.Context, subject string) ([]docket.RuleHit, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT rule, tier, place, subject, entry_id, attachment, quote, plain, page, sheet, start_at, end_at, times, found_ms
		FROM rule_hits WHERE $1 IN ('', subject) ORDER BY id`, subject)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (h docket.RuleHit, err error) {
		var found int64
		err = r.Scan(&h.Rule, &h.Tier, &h.In, &h.Subject, &h.Entry, &h.Attachment, &h.Quote, &h.Plain, &h.Page, &h.Sheet, &h.Start, &h.End, &h.Count, &found)
		h.Found = at(found)
		return h, err
	})
}

// Muted are the entries first seen since then that a mute rule keeps silent,
// oldest first: what a digest lists.
func (s *Store) Muted(ctx context.Context, since time.Time) ([]docket.Entry, error) {
	return s.entriesBy(ctx, `SELECT `+entryColumns+` FROM entries WHERE muted <> '' AND told = 'muted' AND first_ms >= $1 ORDER BY first_ms, id`, ms(since))
}

// MutedCounts counts the muted entries by the rule that mutes them.
func (s *Store) MutedCounts(ctx context.Context) ([]docket.MutedCount, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT muted, count(*), max(first_ms) FROM entries WHERE muted <> '' AND told = 'muted' GROUP BY muted ORDER BY muted`)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (m docket.MutedCount, err error) {
		var last int64
		err = r.Scan(&m.Rule, &m.Entries, &last)
		m.Last = at(last)
		return m, err
	})
}

// EveryEntry hands each entry to each, oldest first, and stops at its error.
func (s *Store) EveryEntry(ctx context.Context, since time.Time, each func(docket.Entry) error) error {
	for last := int64(0); ; {
		entries, err := s.entriesBy(ctx, `SELECT `+entryColumns+` FROM entries WHERE id > $1 AND first_ms >= $2 ORDER BY id LIMIT $3`, last, ms(since), batch)
		if err != nil || len(entries) == 0 {
			return err
		}
		for _, e := range entries {
			if err := each(e); err != nil {
				return err
			}
			last = e.ID
		}
	}
}

// EveryRelease hands each press item to each, oldest first.
func (s *Store) EveryRelease(ctx context.Context, since time.Time, each func(docket.Release) error) error {
	for last := int64(0); ; {
		rows, err := s.query(ctx, `SELECT `+releaseColumns+`, id FROM releases WHERE id > $1 AND seen_ms >= $2 ORDER BY id LIMIT $3`, last, ms(since), batch)
		if err != nil {
			return plain(err)
		}
		releases, err := collect(rows, func(r *sql.Rows) (docket.Release, error) { return scanReleaseAnd(r, &last) })
		if err != nil || len(releases) == 0 {
			return err
		}
		for _, r := range releases {
			if err := each(r); err != nil {
				return err
			}
		}
	}
}

// ReadDocuments are the numbers of the documents of an entry that were read: 0
// is the main document.
func (s *Store) ReadDocuments(ctx context.Context, entry int64) ([]int, error) {
	rows, err := s.query(ctx, `SELECT attachment FROM readings WHERE entry_id = $1 AND state = 'read' ORDER BY attachment`, entry)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (n int, err error) { return n, r.Scan(&n) })
}
