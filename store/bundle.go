package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"docketwatch/docket"
	"docketwatch/evidence"
)

// picks says which rows belong to a case: $1 is a JSON array of its dockets, $2
// the name that the user gave it. What belongs to no case (gaps, prunings,
// restores) goes along where it says something of the sources.
var picks = []struct{ kind, where string }{
	{"entry", `row IN (SELECT id FROM mine)`},
	{"sighting", `row IN (SELECT entry_id || '/' || source || '/' || digest FROM sightings WHERE entry_id IN (SELECT id FROM mine))`},
	{"revision", `row IN (SELECT id FROM revisions WHERE subject IN (SELECT subject FROM mine))`},
	{"reading", `row IN (SELECT id FROM readings WHERE entry_id IN (SELECT id FROM mine))`},
	{"page", `row IN (SELECT p.reading_id || '/' || p.number FROM pages p JOIN readings r ON r.id = p.reading_id WHERE r.entry_id IN (SELECT id FROM mine))`},
	{"finding", `row IN (SELECT id FROM findings WHERE entry_id IN (SELECT id FROM mine))`},
	{"release", `row IN (SELECT r.id FROM releases r JOIN told t ON t.subject = 'release:' || r.cluster)`},
	{"alert", `row IN (SELECT id FROM told)`},
	{"delivery", `row IN (SELECT id FROM deliveries WHERE alert_id IN (SELECT id FROM told))`},
	{"attempt", `row IN (SELECT id FROM attempts WHERE delivery_id IN (SELECT id FROM deliveries WHERE alert_id IN (SELECT id FROM told)))`},
	{"raw", `row IN (SELECT id || '/' || digest FROM raws WHERE ` + shown + `)`},
	{"look", `row IN (SELECT t.id FROM turns t JOIN raws r ON r.source = t.source AND r.at_ms = t.ended_ms WHERE r.` + shown + `)`},
	{"gap", `row IN (SELECT id FROM gaps WHERE source IN (SELECT source FROM sightings WHERE entry_id IN (SELECT id FROM mine)))`},
	{"pruning", `true`},
	{"restore", `true`},
}

// shown: the bytes in which an entry of the case was seen.
const shown = `digest IN (SELECT digest FROM sightings WHERE entry_id IN (SELECT id FROM mine))`

// ofCase are the entries of a case and the alerts about it.
const ofCase = `WITH mine AS MATERIALIZED (SELECT id, 'entry:' || docket || '#' || key AS subject FROM entries WHERE docket IN (SELECT value FROM json_each($1))),
	told AS MATERIALIZED (SELECT id, subject FROM alerts WHERE subject IN (SELECT subject FROM mine) OR json_extract(body, '$.case') = $2) `

// Bundle gathers what the ledger holds of a case: its rows, and the chain that
// vouches for them. Copies of documents are for the caller to add.
func (s *Store) Bundle(ctx context.Context, c docket.Case) (*evidence.Bundle, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, plain(err)
	}
	defer func() { _ = tx.Rollback() }() // only read from
	b := &evidence.Bundle{About: evidence.About{Case: c.Name}, Manifests: make(map[int64][]byte)}
	var keys []docket.DocketKey
	for _, d := range c.Dockets {
		keys = append(keys, d.Key())
		b.About.Dockets = append(b.About.Dockets, d.Court+" "+d.Number.String())
	}
	dockets, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	for _, p := range picks {
		rows, err := tx.QueryContext(ctx, ofCase+`SELECT row, line FROM evidence_`+p.kind+` WHERE `+p.where+` AND $1 <> '' AND $2 = $2`, string(dockets), c.Name)
		if err != nil {
			return nil, fmt.Errorf("gather the %s rows of a case: %w", p.kind, plain(err))
		}
		found, err := collect(rows, func(r *sql.Rows) (evidence.Row, error) {
			x := evidence.Row{Kind: p.kind}
			return x, r.Scan(&x.Name, &x.Line)
		})
		if err != nil {
			return nil, err
		}
		b.Rows = append(b.Rows, found...)
	}
	evidence.SortRows(b.Rows)
	return b, s.bundleChain(ctx, tx, b)
}

// bundleChain adds every link, and the manifests of those that bind a row of the bundle.
func (s *Store) bundleChain(ctx context.Context, tx *sql.Tx, b *evidence.Bundle) error {
	wanted := make(map[rowName]bool)
	for _, r := range b.Rows {
		wanted[nameOf(r.Kind, r.Name)] = true
	}
	rows, err := tx.QueryContext(ctx, `SELECT seq, at_ms, row_count, root, manifest FROM links ORDER BY seq`)
	if err != nil {
		return plain(err)
	}
	var before evidence.Digest
	b.Links, err = collect(rows, func(r *sql.Rows) (evidence.Link, error) {
		var l evidence.Link
		var when int64
		var manifest []byte
		if err := r.Scan(&l.Seq, &when, &l.Rows, &l.Root, &manifest); err != nil {
			return l, err
		}
		l.At, l.Prev = time.UnixMilli(when).UTC(), before
		before = l.Digest()
		list, err := evidence.ReadManifest(manifest)
		for _, x := range list {
			if wanted[nameOf(x.Kind, x.Name)] {
				b.Manifests[l.Seq] = manifest
				break
			}
		}
		return l, err
	})
	return err
}

// RawBytes are the bytes of one look as they are kept, compressed; [ErrNoSuch]
// where they are not kept any more.
func (s *Store) RawBytes(ctx context.Context, row string) ([]byte, error) {
	var body []byte
	err := s.read.QueryRowContext(ctx, `SELECT body FROM raws WHERE id || '/' || digest = $1 AND packed_sha256 <> ''`, row).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNoSuch
	}
	return body, plain(err)
}
