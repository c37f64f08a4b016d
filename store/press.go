package store

import (
	"context"
	"database/sql"

	"docketwatch/docket"
)

// keepPress replaces what was found in a release. Copies of one release share
// their findings, as they share their alert.
func (s *Store) keepPress(ctx context.Context, tx *sql.Tx, ch docket.ReleaseChange) error {
	if !ch.Read {
		return nil
	}
	subject := ch.Release.Subject()
	if _, err := tx.ExecContext(ctx, `DELETE FROM press_findings WHERE subject = $1`, subject); err != nil {
		return err
	}
	for i, f := range ch.Found {
		if _, err := tx.ExecContext(ctx, `INSERT INTO press_findings (subject, place, what, value, kind, state, aimed, field, quote, start_at, end_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			subject, i, string(f.What), f.Value, f.Kind, f.State, boolInt(f.Aimed), f.Field, f.Quote, f.Start, f.End); err != nil {
			return err
		}
	}
	return s.keepFindings(ctx, tx, subject, 0, ch.Argued)
}

// PressFindings are what was found in a release, the action first.
func (s *Store) PressFindings(ctx context.Context, subject string) ([]docket.PressFinding, error) {
	rows, err := s.query(ctx, `SELECT subject, what, value, kind, state, aimed, field, quote, start_at, end_at
		FROM press_findings WHERE subject = $1 ORDER BY place`, subject)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (f docket.PressFinding, err error) {
		return f, r.Scan(&f.Subject, &f.What, &f.Value, &f.Kind, &f.State, &f.Aimed, &f.Field, &f.Quote, &f.Start, &f.End)
	})
}

// Captions are the case names of the dockets as their courts print them, as far
// as an entry has shown one.
func (s *Store) Captions(ctx context.Context) (map[docket.DocketKey]string, error) {
	rows, err := s.query(ctx, `SELECT docket, case_name FROM entries WHERE id IN (SELECT max(id) FROM entries WHERE case_name <> '' GROUP BY docket)`)
	if err != nil {
		return nil, plain(err)
	}
	names := make(map[docket.DocketKey]string)
	_, err = collect(rows, func(r *sql.Rows) (name string, err error) {
		var key docket.DocketKey
		err = r.Scan(&key, &name)
		names[key] = name
		return name, err
	})
	return names, err
}
