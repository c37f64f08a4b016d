package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"docketwatch/docket"
)

// Recent are the entries of the dockets that were first seen since, with what is
// needed to read them and no more: no keys, no papers, no sources.
func (s *Store) Recent(ctx context.Context, dockets []docket.DocketKey, since time.Time) ([]docket.Entry, error) {
	if len(dockets) == 0 {
		return nil, nil
	}
	keys := padded(dockets)
	args := make([]any, len(keys))
	for i, d := range keys {
		args[i] = string(d)
	}
	n := len(args)
	rows, err := s.query(ctx, `SELECT id, docket, key, case_name, number, document_number, events, text, entered_ms, filed, document_url, docket_url, doc_kind, filed_by,
		first_ms, first_source, told FROM entries WHERE docket IN `+in(1, n)+` AND first_ms >= `+placeholder(n+1)+` ORDER BY id`, append(args, ms(since))...)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (e docket.Entry, err error) {
		var events string
		var entered, first int64
		if err := r.Scan(&e.ID, &e.Docket, &e.Key, &e.CaseName, &e.Number, &e.DocumentNumber, &events, &e.Text, &entered, &e.Filed, &e.DocumentURL, &e.DocketURL,
			&e.Kind, &e.FiledBy, &first, &e.FirstSource, &e.Told); err != nil {
			return e, err
		}
		e.Entered, e.FirstSeen = at(entered), at(first)
		return e, json.Unmarshal([]byte(events), &e.Events)
	})
}
