package store

import (
	"context"
	"database/sql"
	"time"

	"docketwatch/docket"
)

// Keep puts a pushed event into the inbox; on the disk when it returns. The same
// key of the same source is kept once.
func (s *Store) Keep(ctx context.Context, source, key string, body []byte, now time.Time) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO inbox (source, key, at_ms, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (source, key) DO NOTHING`, source, key, ms(now), body)
	return plain(err)
}

// Letters are the events of a source that came after the one of that id, oldest
// first.
func (s *Store) Letters(ctx context.Context, source string, after int64, limit int) ([]docket.Letter, error) {
	rows, err := s.query(ctx, `SELECT id, key, at_ms, body FROM inbox WHERE source = $1 AND id > $2 ORDER BY id LIMIT $3`, source, after, limit)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (x docket.Letter, err error) {
		var came int64
		err = r.Scan(&x.ID, &x.Key, &came, &x.Body)
		x.Came = at(came)
		return x, err
	})
}
