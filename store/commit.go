package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/evidence"
)

// Commit writes a turn whole or not at all: what was seen, what is to be told,
// and the cursor that vouches for both. It returns when the disk has it. An
// error for which [IsStale] holds means that another writer came first.
func (s *Store) Commit(ctx context.Context, t docket.Turn) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		for _, step := range []func(context.Context, *sql.Tx, docket.Turn) error{
			s.commitSource, s.commitEntries, s.commitAsked, s.commitReleases, s.commitGap, s.commitSuggested, s.commitRaw,
		} {
			if err := step(ctx, tx, t); err != nil {
				return err
			}
		}
		return s.enqueue(ctx, tx, t.Plans, t.Ended)
	})
}

func (s *Store) commitSource(ctx context.Context, tx *sql.Tx, t docket.Turn) error {
	x := t.State
	var cursor any
	if x.Cursor != nil {
		cursor = x.Cursor
	}
	res, err := s.exec(ctx, tx, updateSource, cursor, x.WatchDigest, ms(x.Next), ms(x.LastLook), ms(x.LastGood), ms(x.LastChange),
		x.Failures, string(x.Health), x.Why, ms(x.Since), x.Coverage, x.Items, x.Looks, t.Source, t.Owner)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errors.Join(ErrLease, err)
	}
	for _, ref := range t.Dockets {
		if _, err := tx.ExecContext(ctx, `INSERT INTO baselines (source, docket, at_ms) VALUES ($1, $2, $3) ON CONFLICT (source, docket) DO NOTHING`,
			t.Source, string(ref.Key()), ms(t.Ended)); err != nil {
			return err
		}
	}
	counts, err := json.Marshal(t.Counts)
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, tx, insertTurn, t.Source, ms(t.Started), ms(t.Ended), string(t.Outcome), t.Error, string(counts))
	return err
}

func (s *Store) commitEntries(ctx context.Context, tx *sql.Tx, t docket.Turn) error {
	for _, ch := range t.Entries {
		id, err := s.commitEntry(ctx, tx, ch)
		if err != nil {
			return err
		}
		x := ch.Sighting
		kind, text := "events", strings.Join(x.Events, "; ")
		if x.Text != "" {
			kind, text = "text", x.Text
		}
		if _, err := s.exec(ctx, tx, insertSighting, id, x.Source, x.Digest, kind, string(x.Standing), text, ms(x.Seen)); err != nil {
			return err
		}
		if err := commitRevision(ctx, tx, ch.Entry.Subject(), ch.Revision); err != nil {
			return err
		}
		if ch.Ruled {
			if err := s.keepHits(ctx, tx, hitsAt{ch.Entry.Subject(), "entry", id, 0}, ch.Rules); err != nil {
				return err
			}
		}
		if ch.Read {
			if err := s.wantRead(ctx, tx, id, ch.Entry, t.Ended); err != nil {
				return err
			}
		}
	}
	return nil
}

// commitAsked notes when a source is next asked for what an entry lacks.
func (s *Store) commitAsked(ctx context.Context, tx *sql.Tx, t docket.Turn) error {
	for _, a := range t.Asked {
		if _, err := s.exec(ctx, tx, updateAsk, ms(a.Next), a.Asks, a.Entry); err != nil {
			return err
		}
	}
	return nil
}

// commitEntry inserts a new entry or updates the version that was read.
func (s *Store) commitEntry(ctx context.Context, tx *sql.Tx, ch docket.EntryChange) (int64, error) {
	e := ch.Entry
	events, err := json.Marshal(e.Events)
	if err != nil {
		return 0, err
	}
	documents, err := json.Marshal(e.Documents)
	if err != nil {
		return 0, err
	}
	insertKeys := insertMoreKey
	if e.ID == 0 {
		insertKeys = insertKey // a name that is taken means that the entry is known by now
		err = s.row(ctx, tx, insertEntry, string(e.Docket), e.Key, e.CaseName, e.Number, e.PacerCaseID, e.DocumentNumber, e.PacerDocID, e.SeqNo, e.PartID,
			string(events), e.Text, ms(e.Entered), string(e.Filed), e.DocumentURL, e.DocketURL, string(documents), string(e.Standing), e.Kind, e.FiledBy, string(e.Told),
			ms(e.FirstSeen), e.FirstSource, ms(e.Ask), e.Muted, string(e.Listed)).Scan(&e.ID)
		if isUnique(err) {
			return 0, &staleError{e.Subject()}
		}
	} else {
		var res sql.Result
		res, err = s.exec(ctx, tx, updateEntry, e.CaseName, e.Number, e.PacerCaseID, e.DocumentNumber, e.PacerDocID, e.SeqNo, e.PartID, string(events),
			e.Text, ms(e.Entered), string(e.Filed), e.DocumentURL, e.DocketURL, string(documents), string(e.Standing), e.Kind, e.FiledBy, string(e.Told), e.Muted, string(e.Listed), e.ID, e.Version)
		if err == nil {
			if n, _ := res.RowsAffected(); n != 1 { // this driver always knows
				return 0, &staleError{e.Subject()}
			}
		}
	}
	if err != nil {
		return 0, err
	}
	for _, k := range e.Keys {
		if _, err := s.exec(ctx, tx, insertKeys, string(e.Docket), k, e.ID); err != nil {
			if isUnique(err) {
				return 0, &staleError{e.Subject()}
			}
			return 0, err
		}
	}
	return e.ID, nil
}

func commitRevision(ctx context.Context, tx *sql.Tx, subject string, r *docket.Revision) error {
	if r == nil {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO revisions (subject, was, source, at_ms) VALUES ($1, $2, $3, $4)`, subject, r.Was, r.Source, ms(r.At))
	return err
}

func (s *Store) commitReleases(ctx context.Context, tx *sql.Tx, t docket.Turn) error {
	for _, ch := range t.Releases {
		r := ch.Release
		components, err := json.Marshal(r.Components)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO releases (`+releaseColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
			ON CONFLICT (source, key) DO UPDATE SET version = excluded.version, title = excluded.title, url = excluded.url, date = excluded.date,
			components = excluded.components, number = excluded.number, teaser = excluded.teaser, body = excluded.body,
			relevance = excluded.relevance, why = excluded.why, digest = excluded.digest, told = excluded.told`,
			t.Source, r.Key, r.Version, r.Title, r.URL, string(r.Date), ms(r.Published), string(components), r.Number, r.Teaser, r.Body,
			r.Cluster, string(r.Relevance), r.Why, ms(r.Seen), r.Digest, string(r.Told)); err != nil {
			return err
		}
		if err := commitRevision(ctx, tx, r.Subject(), ch.Revision); err != nil {
			return err
		}
		if err := s.keepHits(ctx, tx, hitsAt{r.Subject(), "press", 0, 0}, ch.Rules); err != nil {
			return err
		}
		if err := s.keepPress(ctx, tx, ch); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) commitGap(ctx context.Context, tx *sql.Tx, t docket.Turn) error {
	if t.Gap == nil {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO gaps (source, from_ms, to_ms, why, opened_ms) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (source, from_ms) DO UPDATE SET to_ms = excluded.to_ms`,
		t.Source, ms(t.Gap.From), ms(t.Gap.To), t.Gap.Why, ms(t.Ended))
	return err
}

func (s *Store) commitSuggested(ctx context.Context, tx *sql.Tx, t docket.Turn) error {
	for _, x := range t.Suggested {
		if _, err := tx.ExecContext(ctx, `INSERT INTO suggestions (docket, caption, why, at_ms) VALUES ($1, $2, $3, $4) ON CONFLICT (docket) DO NOTHING`,
			string(x.Docket.Key()), x.Caption, x.Why, ms(t.Ended)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) commitRaw(ctx context.Context, tx *sql.Tx, t docket.Turn) error {
	if t.Raw == nil {
		return nil
	}
	packed, err := s.pack(t.Raw.Body)
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, tx, insertRaw, t.Source, ms(t.Ended), t.Raw.Reason, t.Raw.Digest, t.Raw.Size, packed, string(evidence.Of(packed)))
	return err
}

// pack compresses raw bytes. A compressor weighs more than a megabyte, so one
// serves again and again.
func (s *Store) pack(body []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, ok := s.packers.Get().(*gzip.Writer)
	if ok {
		w.Reset(&packed)
	} else {
		var err error
		if w, err = gzip.NewWriterLevel(&packed, gzip.BestSpeed); err != nil {
			return nil, err
		}
	}
	defer s.packers.Put(w)
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	err := w.Close()
	return packed.Bytes(), err
}

// Enqueue commits alerts that belong to no turn.
func (s *Store) Enqueue(ctx context.Context, plans []docket.Plan, now time.Time) error {
	return s.tx(ctx, func(tx *sql.Tx) error { return s.enqueue(ctx, tx, plans, now) })
}

// enqueue writes alerts and one delivery for each destination. An alert that
// was told already, by (subject, kind, digest), is not told again.
func (s *Store) enqueue(ctx context.Context, tx *sql.Tx, plans []docket.Plan, now time.Time) error {
	for _, p := range plans {
		body, err := json.Marshal(p.Alert)
		if err != nil {
			return err
		}
		var id int64
		err = s.row(ctx, tx, insertAlert, p.Alert.Subject, string(p.Alert.Kind), p.Alert.Digest, ms(now), string(body)).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		for _, d := range p.Destinations {
			if _, err := s.exec(ctx, tx, insertDelivery, s.publicID(p.Alert, d), id, d, p.Threads[d], p.Alert.Subject, ms(now)); err != nil {
				return err
			}
		}
		if r := s.mayBeTold(p.Alert, now); r != nil {
			if err := s.doubt(ctx, tx, id, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// newPublicID is 128 random bits: it says nothing of what it names.
func newPublicID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails on any supported system
	return hex.EncodeToString(b[:])
}
