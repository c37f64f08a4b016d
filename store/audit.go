package store

import (
	"context"
	"database/sql"
	"time"

	"docketwatch/docket"
)

// keepClosed is how long what an audit closed is still shown to it.
const keepClosed = 14 * 24 * time.Hour

// Audit reads what an audit of the dockets is made over.
func (s *Store) Audit(ctx context.Context, dockets []docket.DocketKey, now time.Time) (docket.Audited, error) {
	a := docket.Audited{Since: make(map[docket.DocketKey]time.Time), By: make(map[docket.DocketKey][]string)}
	if len(dockets) == 0 {
		return a, nil
	}
	keys := padded(dockets)
	args := make([]any, len(keys))
	for i, d := range keys {
		args[i] = string(d)
	}
	which := ` WHERE docket IN ` + in(1, len(args))
	rows, err := s.query(ctx, `SELECT docket, source, at_ms FROM baselines`+which, args...)
	if err != nil {
		return a, plain(err)
	}
	if _, err := collect(rows, func(r *sql.Rows) (d docket.DocketKey, err error) {
		var source string
		var first int64
		err = r.Scan(&d, &source, &first)
		if since, known := a.Since[d]; !known || at(first).Before(since) {
			a.Since[d] = at(first)
		}
		a.By[d] = append(a.By[d], source)
		return d, err
	}); err != nil {
		return a, err
	}
	if a.Numbers, err = s.numbers(ctx, which, args); err != nil {
		return a, err
	}
	if rows, err = s.query(ctx, `SELECT docket, number, opened_ms, asked_ms, next_ms, asks, told_ms, closed_ms, how FROM missing`+which, args...); err != nil {
		return a, plain(err)
	}
	if a.Missing, err = collect(rows, scanMissing); err != nil {
		return a, err
	}
	if a.Expected, err = s.expected(ctx, which, args); err != nil {
		return a, err
	}
	if a.Waiting, err = s.entriesBy(ctx, `SELECT `+entryColumns+` FROM entries`+which+` AND listed = 'waiting' ORDER BY entered_ms, filed, id`, args...); err != nil {
		return a, err
	}
	if a.Gaps, err = s.Gaps(ctx, false); err != nil {
		return a, err
	}
	for i := len(a.Gaps) - 1; i >= 0; i-- {
		if g := a.Gaps[i]; !g.Closed.IsZero() && now.Sub(g.Closed) > keepClosed {
			a.Gaps = append(a.Gaps[:i], a.Gaps[i+1:]...)
		}
	}
	if a.Fills, err = s.Fills(ctx); err != nil {
		return a, err
	}
	if a.Stands, err = s.Stands(ctx); err != nil {
		return a, err
	}
	return a, nil
}

// numbers are the numbered entries of dockets, as far as completeness asks.
func (s *Store) numbers(ctx context.Context, which string, args []any) ([]docket.Numbered, error) {
	rows, err := s.query(ctx, `SELECT docket, document_number, told, entered_ms, filed, first_source FROM entries`+which+` AND document_number <> ''`, args...)
	if err != nil {
		return nil, plain(err)
	}
	var list []docket.Numbered
	_, err = collect(rows, func(r *sql.Rows) (n docket.Numbered, err error) {
		var number, told, filed string
		var entered int64
		if err := r.Scan(&n.Docket, &number, &told, &entered, &filed, &n.Source); err != nil {
			return n, err
		}
		var ok bool
		if n.Number, ok = docket.EntryNumber(number); !ok {
			return n, nil
		}
		n.Baseline, n.Moment = told == string(docket.ToldBaseline), at(entered)
		if day, err := time.Parse(time.DateOnly, filed); n.Moment.IsZero() && err == nil {
			n.Moment, n.DayOnly = day.Add(17*time.Hour), true
		}
		list = append(list, n)
		return n, nil
	})
	return list, err
}

func scanMissing(r *sql.Rows) (m docket.Missing, err error) {
	var opened, asked, next, told, closed int64
	err = r.Scan(&m.Docket, &m.Number, &opened, &asked, &next, &m.Asks, &told, &closed, &m.How)
	m.Opened, m.Asked, m.Next, m.Told, m.Closed = at(opened), at(asked), at(next), at(told), at(closed)
	return m, err
}

func (s *Store) expected(ctx context.Context, which string, args []any) ([]docket.Expected, error) {
	rows, err := s.query(ctx, `SELECT docket, entry_id, number, what, day, due_ms, opened_ms, closed_ms, how FROM expected`+which, args...)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (e docket.Expected, err error) {
		var due, opened, closed int64
		err = r.Scan(&e.Docket, &e.Entry, &e.Number, &e.What, &e.Day, &due, &opened, &closed, &e.How)
		e.Due, e.Opened, e.Closed = at(due), at(opened), at(closed)
		return e, err
	})
}

// Expected is what dockets still expect, or all that they ever did.
func (s *Store) Expected(ctx context.Context, openOnly bool) ([]docket.Expected, error) {
	return s.expected(ctx, ` WHERE closed_ms = 0 OR $1 = 0`, []any{boolInt(openOnly)})
}

// Fills are the parts of every gap, docket by docket.
func (s *Store) Fills(ctx context.Context) ([]docket.Fill, error) {
	rows, err := s.query(ctx, `SELECT gap, docket, asks, asked_ms, next_ms, found, closed_ms, how FROM fills ORDER BY gap, docket`)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (f docket.Fill, err error) {
		var asked, next, closed int64
		err = r.Scan(&f.Gap, &f.Docket, &f.Asks, &asked, &next, &f.Found, &closed, &f.How)
		f.Asked, f.Next, f.Closed = at(asked), at(next), at(closed)
		return f, err
	})
}

// Stands is how each source stands, as the last audit found it.
func (s *Store) Stands(ctx context.Context) ([]docket.SourceStand, error) {
	rows, err := s.query(ctx, `SELECT source, state, since_ms, why, told_ms FROM stands ORDER BY source`)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (x docket.SourceStand, err error) {
		var since, told int64
		err = r.Scan(&x.Source, &x.Stand, &since, &x.Why, &told)
		x.Since, x.Told = at(since), at(told)
		return x, err
	})
}

// Beats are the hours, each once, in which a source held something new.
func (s *Store) Beats(ctx context.Context, source string, since time.Time) ([]time.Time, error) {
	rows, err := s.query(ctx, `SELECT DISTINCT ended_ms / 3600000 FROM turns WHERE source = $1 AND outcome = 'ok' AND ended_ms >= $2`, source, ms(since))
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (time.Time, error) {
		var hour int64
		err := r.Scan(&hour)
		return time.UnixMilli(hour * 3600000).UTC(), err
	})
}
