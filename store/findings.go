package store

import (
	"context"
	"database/sql"

	"docketwatch/docket"
)

// keepFindings replaces what was found in a document: it may have been read
// again, with other rules.
func (s *Store) keepFindings(ctx context.Context, tx *sql.Tx, subject string, attachment int, found []docket.Finding) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM findings WHERE subject = $1 AND attachment = $2`, subject, attachment); err != nil {
		return err
	}
	for _, f := range found {
		if _, err := tx.ExecContext(ctx, `INSERT INTO findings (subject, entry_id, attachment, argument, tier, stance, speaker, holder, quote, plain,
			page, sheet, start_at, end_at, form, pattern, doc_kind, filed_by, found_ms)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
			ON CONFLICT (subject, attachment, argument, start_at) DO NOTHING`,
			subject, f.Entry, attachment, f.Argument, f.Tier, f.Stance, f.Speaker, f.Holder, f.Quote, f.Plain,
			f.Page, f.Sheet, f.Start, f.End, f.Form, f.Pattern, f.Kind, f.FiledBy, ms(f.Found)); err != nil {
			return err
		}
	}
	return nil
}

// Findings are every argument found in the entries of these dockets, or of all
// where none is named, in the order in which the papers were filed.
func (s *Store) Findings(ctx context.Context, dockets ...docket.DocketKey) ([]docket.Finding, error) {
	where, args := ` WHERE f.entry_id <> 0`, []any{}
	if len(dockets) > 0 {
		for _, d := range dockets {
			args = append(args, string(d))
		}
		where = ` WHERE e.docket IN ` + in(1, len(args))
	}
	return s.findings(ctx, where+` ORDER BY `+dayOfEntry+`, f.id`, args...)
}

// FindingsOf are those of one entry or release.
func (s *Store) FindingsOf(ctx context.Context, subject string) ([]docket.Finding, error) {
	return s.findings(ctx, ` WHERE f.subject = $1 ORDER BY f.attachment, f.start_at`, subject)
}

func (s *Store) findings(ctx context.Context, rest string, args ...any) ([]docket.Finding, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT f.id, f.subject, f.entry_id, f.attachment, f.argument, f.tier, f.stance, f.speaker, f.holder, f.quote,
		f.plain, f.page, f.sheet, f.start_at, f.end_at, f.form, f.pattern, f.doc_kind, f.filed_by, f.found_ms,
		coalesce(e.docket, ''), coalesce(e.number, ''), coalesce(e.document_number, ''), coalesce(e.filed, ''), coalesce(e.document_url, ''), coalesce(e.entered_ms, 0)
		FROM findings f LEFT JOIN entries e ON e.id = f.entry_id`+rest, args...)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (f docket.Finding, err error) {
		var found, entered int64
		err = r.Scan(&f.ID, &f.Subject, &f.Entry, &f.Attachment, &f.Argument, &f.Tier, &f.Stance, &f.Speaker, &f.Holder, &f.Quote,
			&f.Plain, &f.Page, &f.Sheet, &f.Start, &f.End, &f.Form, &f.Pattern, &f.Kind, &f.FiledBy, &found,
			&f.Docket, &f.Number, &f.DocumentNumber, &f.Filed, &f.Link, &entered)
		f.Found = at(found)
		if court, ok := docket.CourtByID(f.Docket.Court()); ok && f.Filed == "" && entered != 0 {
			f.Filed = docket.Date(at(entered).In(court.Location()).Format("2006-01-02"))
		}
		return f, err
	})
}
