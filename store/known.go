package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strconv"

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
	k := docket.Known{Baselined: make(map[docket.DocketKey]bool), Releases: make(map[string]docket.Release)}
	if err := s.knownBaselines(ctx, source, dockets, k.Baselined); err != nil {
		return k, err
	}
	var err error
	if k.Entries, err = s.knownEntries(ctx, sightings); err != nil {
		return k, err
	}
	return k, s.knownReleases(ctx, source, releases, k.Releases)
}

func (s *Store) knownBaselines(ctx context.Context, source string, dockets []docket.DocketKey, into map[docket.DocketKey]bool) error {
	for part := range slices.Chunk(dockets, batch) {
		part = padded(part)
		args := []any{source}
		for _, d := range part {
			args = append(args, string(d))
		}
		rows, err := s.query(ctx, `SELECT docket FROM baselines WHERE source = $1 AND docket IN `+in(2, len(part)), args...)
		if err != nil {
			return plain(err)
		}
		found, err := collect(rows, func(r *sql.Rows) (d docket.DocketKey, err error) { return d, r.Scan(&d) })
		if err != nil {
			return err
		}
		for _, d := range found {
			into[d] = true
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
	for d, keys := range names {
		for part := range slices.Chunk(keys, batch) {
			part = padded(part)
			args := []any{string(d)}
			for _, k := range part {
				args = append(args, k)
			}
			rows, err := s.query(ctx, `SELECT `+entryColumns+` FROM entries WHERE id IN
				(SELECT entry_id FROM entry_keys WHERE docket = $1 AND key IN `+in(2, len(part))+`)`, args...)
			if err != nil {
				return nil, plain(err)
			}
			entries, err := collect(rows, scanEntry)
			if err != nil {
				return nil, err
			}
			for _, e := range entries {
				if !seen[e.ID] {
					seen[e.ID] = true
					found = append(found, e)
				}
			}
		}
	}
	return found, nil
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
	events, text, entered_ms, filed, document_url, docket_url, first_ms, first_source, told,
	(SELECT json_group_array(k.key) FROM entry_keys k WHERE k.docket = entries.docket AND k.entry_id = entries.id)`

func scanEntry(r *sql.Rows) (docket.Entry, error) {
	var e docket.Entry
	var events, keys string
	var entered, first int64
	err := r.Scan(&e.ID, &e.Version, &e.Docket, &e.Key, &e.CaseName, &e.Number, &e.PacerCaseID, &e.DocumentNumber, &e.PacerDocID, &e.SeqNo, &e.PartID,
		&events, &e.Text, &entered, &e.Filed, &e.DocumentURL, &e.DocketURL, &first, &e.FirstSource, &e.Told, &keys)
	if err != nil {
		return e, err
	}
	e.Entered, e.FirstSeen = at(entered), at(first)
	if err := json.Unmarshal([]byte(events), &e.Events); err != nil {
		return e, err
	}
	return e, json.Unmarshal([]byte(keys), &e.Keys)
}

const releaseColumns = `source, key, version, title, url, date, published_ms, components, number, teaser, body, cluster, relevance, why, seen_ms, digest, told`

func scanRelease(r *sql.Rows) (docket.Release, error) {
	var x docket.Release
	var published, seen int64
	var components string
	err := r.Scan(&x.Source, &x.Key, &x.Version, &x.Title, &x.URL, &x.Date, &published, &components, &x.Number, &x.Teaser, &x.Body,
		&x.Cluster, &x.Relevance, &x.Why, &seen, &x.Digest, &x.Told)
	if err != nil {
		return x, err
	}
	x.Published, x.Seen = at(published), at(seen)
	return x, json.Unmarshal([]byte(components), &x.Components)
}
