package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"docketwatch/docket"
)

// batch is how many values one IN list holds.
const batch = 512

// padded repeats the last value until the list is as long as a power of two, so
// that few different statements serve lists of every length.
func padded[T any](list []T) []T {
	size := 1
	for size < len(list) {
		size *= 2
	}
	out := slices.Clone(list)
	for len(out) < size {
		out = append(out, list[len(list)-1])
	}
	return out
}

func placeholder(n int) string { return "$" + strconv.Itoa(n) }

// Known returns what the ledger holds on these sightings and releases: which of
// the dockets the source has a baseline of, every entry that shares a key with a
// sighting, and every release of the same key.
func (s *Store) Known(ctx context.Context, source string, dockets []docket.DocketKey, sightings []docket.Sighting, releases []docket.Release) (docket.Known, error) {
	k := docket.Known{Baselined: make(map[docket.DocketKey]bool), Since: make(map[docket.DocketKey]time.Time), Waiting: make(map[docket.DocketKey]bool),
		Suggested: make(map[docket.DocketKey]bool), Releases: make(map[string]docket.Release)}
	if err := s.knownBaselines(ctx, source, dockets, &k); err != nil {
		return k, err
	}
	var err error
	if k.Entries, err = s.knownEntries(ctx, sightings); err != nil {
		return k, err
	}
	if len(sightings) > 0 {
		if k.Mutes, err = s.Mutes(ctx, s.now()); err != nil {
			return k, err
		}
	}
	return k, s.knownReleases(ctx, source, releases, k.Releases)
}

func (s *Store) knownBaselines(ctx context.Context, source string, dockets []docket.DocketKey, k *docket.Known) error {
	for part := range slices.Chunk(dockets, batch) {
		part = padded(part)
		args := []any{source}
		for _, d := range part {
			args = append(args, string(d))
		}
		rows, err := s.query(ctx, `SELECT docket, max(CASE WHEN source = $1 THEN 1 ELSE 0 END), min(at_ms) FROM baselines
			WHERE docket IN `+in(2, len(part))+` GROUP BY docket`, args...)
		if err != nil {
			return plain(err)
		}
		if _, err := collect(rows, func(r *sql.Rows) (d docket.DocketKey, err error) {
			var own, first int64
			err = r.Scan(&d, &own, &first)
			if own == 1 {
				k.Baselined[d] = true
			}
			k.Since[d] = at(first)
			return d, err
		}); err != nil {
			return err
		}
		if rows, err = s.query(ctx, `SELECT DISTINCT docket FROM entries WHERE listed = 'waiting' AND docket IN `+in(1, len(part)), args[1:]...); err != nil {
			return plain(err)
		}
		if _, err := collect(rows, func(r *sql.Rows) (d docket.DocketKey, err error) {
			err = r.Scan(&d)
			k.Waiting[d] = true
			return d, err
		}); err != nil {
			return err
		}
		if rows, err = s.query(ctx, `SELECT docket FROM suggestions WHERE docket IN `+in(1, len(part)), args[1:]...); err != nil {
			return plain(err)
		}
		if _, err := collect(rows, func(r *sql.Rows) (d docket.DocketKey, err error) {
			err = r.Scan(&d)
			k.Suggested[d] = true
			return d, err
		}); err != nil {
			return err
		}
	}
	return nil
}

// knownEntries finds entries by any of their names. A criminal case may be
// watched as a whole, so the docket without the defendant is asked too.
func (s *Store) knownEntries(ctx context.Context, sightings []docket.Sighting) ([]docket.Entry, error) {
	names := make(map[docket.DocketKey][]string)
	for _, x := range sightings {
		keys := docket.EntryKeys(x)
		names[x.Docket()] = append(names[x.Docket()], keys...)
		if x.Number.Defendant > 0 {
			whole := docket.KeyOf(x.Court, x.Number.Case())
			names[whole] = append(names[whole], keys...)
		}
	}
	var found []docket.Entry
	seen := make(map[int64]bool)
	add := func(query string, args ...any) error {
		entries, err := s.entriesBy(ctx, query, args...)
		for _, e := range entries {
			if !seen[e.ID] {
				seen[e.ID] = true
				found = append(found, e)
			}
		}
		return err
	}
	for d, keys := range names {
		for part := range slices.Chunk(keys, batch) {
			part = padded(part)
			args := []any{string(d)}
			for _, k := range part {
				args = append(args, k)
			}
			if err := add(`SELECT `+entryColumns+` FROM entries WHERE id IN
				(SELECT entry_id FROM entry_keys WHERE docket = $1 AND key IN `+in(2, len(part))+`)`, args...); err != nil {
				return nil, err
			}
		}
	}
	for d, span := range unnumbered(sightings) {
		if err := add(`SELECT `+entryColumns+` FROM entries WHERE docket = $1 AND document_number = ''
			AND (entered_ms BETWEEN $2 AND $3 OR entered_ms = 0 AND filed BETWEEN $4 AND $5)`,
			string(d), ms(span.from), ms(span.to), span.from.Format(time.DateOnly), span.to.Format(time.DateOnly)); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(found, func(a, b docket.Entry) int { return cmp.Compare(a.ID, b.ID) }) // the same question has one answer
	return found, nil
}

func (s *Store) entriesBy(ctx context.Context, query string, args ...any) ([]docket.Entry, error) {
	rows, err := s.query(ctx, query, args...)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, scanEntry)
}

type span struct{ from, to time.Time }

// unnumbered are the days around sightings without number, docket by docket: an
// entry without number is known by its day and words only.
func unnumbered(sightings []docket.Sighting) map[docket.DocketKey]span {
	spans := make(map[docket.DocketKey]span)
	for _, x := range sightings {
		if x.DocumentNumber != "" || x.PacerDocID != "" {
			continue
		}
		day := x.Entered
		if filed, err := time.Parse(time.DateOnly, string(x.Filed)); day.IsZero() && err == nil {
			day = filed
		}
		if day.IsZero() {
			continue
		}
		a, known := spans[x.Docket()]
		if from := day.Add(-36 * time.Hour); !known || from.Before(a.from) {
			a.from = from
		}
		if to := day.Add(60 * time.Hour); to.After(a.to) {
			a.to = to
		}
		spans[x.Docket()] = a
	}
	return spans
}

func (s *Store) knownReleases(ctx context.Context, source string, releases []docket.Release, into map[string]docket.Release) error {
	for part := range slices.Chunk(releases, batch) {
		part = padded(part)
		args := []any{source}
		for _, r := range part {
			args = append(args, r.Key)
		}
		rows, err := s.query(ctx, `SELECT `+releaseColumns+` FROM releases WHERE source = $1 AND key IN `+in(2, len(part)), args...)
		if err != nil {
			return plain(err)
		}
		found, err := collect(rows, scanRelease)
		if err != nil {
			return err
		}
		for _, r := range found {
			into[r.Key] = r
		}
	}
	return nil
}

const entryColumns = `id, version, docket, key, case_name, number, pacer_case_id, document_number, pacer_doc_id, seq_no, part_id,
	events, text, entered_ms, filed, document_url, docket_url, documents, standing, doc_kind, filed_by, first_ms, first_source, told, muted, ask_ms, asks, listed,
	(SELECT json_group_array(k.key) FROM entry_keys k WHERE k.docket = entries.docket AND k.entry_id = entries.id),
	(SELECT json_group_array(json_object('source', x.source, 'text', x.text, 'standing', x.standing))
		FROM (SELECT source, CASE kind WHEN 'text' THEN text ELSE '' END AS text, standing FROM sightings
			WHERE entry_id = entries.id ORDER BY seen_ms) x)`

func scanEntry(r *sql.Rows) (docket.Entry, error) {
	var e docket.Entry
	var events, documents, keys, said string
	var entered, first, ask int64
	err := r.Scan(&e.ID, &e.Version, &e.Docket, &e.Key, &e.CaseName, &e.Number, &e.PacerCaseID, &e.DocumentNumber, &e.PacerDocID, &e.SeqNo, &e.PartID,
		&events, &e.Text, &entered, &e.Filed, &e.DocumentURL, &e.DocketURL, &documents, &e.Standing, &e.Kind, &e.FiledBy, &first, &e.FirstSource, &e.Told, &e.Muted, &ask, &e.Asks, &e.Listed,
		&keys, &said)
	if err != nil {
		return e, err
	}
	e.Entered, e.FirstSeen, e.Ask = at(entered), at(first), at(ask)
	var words []docket.Said
	for _, column := range []struct {
		text string
		into any
	}{{events, &e.Events}, {documents, &e.Documents}, {keys, &e.Keys}, {said, &words}} {
		if err := json.Unmarshal([]byte(column.text), column.into); err != nil {
			return e, err
		}
	}
	e.Said = lastWords(words)
	return e, nil
}

// lastWords keeps what each source said last, in the order of their first word.
func lastWords(all []docket.Said) (last []docket.Said) {
	for _, w := range all {
		i := slices.IndexFunc(last, func(x docket.Said) bool { return x.Source == w.Source })
		if i < 0 {
			last = append(last, w)
			continue
		}
		if w.Text == "" {
			w.Text = last[i].Text
		}
		last[i] = w
	}
	return last
}

const releaseColumns = `source, key, version, title, url, date, published_ms, components, number, teaser, body, cluster, relevance, why, seen_ms, digest, told`

func scanRelease(r *sql.Rows) (docket.Release, error) { return scanReleaseAnd(r) }

// scanReleaseAnd reads the columns after those of a release into more.
func scanReleaseAnd(r *sql.Rows, more ...any) (docket.Release, error) {
	var x docket.Release
	var published, seen int64
	var components string
	err := r.Scan(append([]any{&x.Source, &x.Key, &x.Version, &x.Title, &x.URL, &x.Date, &published, &components, &x.Number, &x.Teaser, &x.Body,
		&x.Cluster, &x.Relevance, &x.Why, &seen, &x.Digest, &x.Told}, more...)...)
	if err != nil {
		return x, err
	}
	x.Published, x.Seen = at(published), at(seen)
	return x, json.Unmarshal([]byte(components), &x.Components)
}
