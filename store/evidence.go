package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"docketwatch/docket"
)

// Evidence is everything an alert rests on.
type Evidence struct {
	Alert      docket.Alert     `json:"alert"`
	Sightings  []Seen           `json:"sightings"`
	Revisions  []Was            `json:"revisions"`
	Rules      []docket.RuleHit `json:"rules"` // of the user's own that fit, with quote and page
	Deliveries []Delivered      `json:"deliveries"`

	Findings []docket.Finding `json:"findings"` // what its documents argue, with quote, page and pattern

	Press []docket.PressFinding `json:"press,omitempty"` // of a release: what it says
	Pairs []docket.Pair         `json:"pairs,omitempty"` // of an entry: the releases that it stands beside
}

// Seen is one sighting as evidence: who saw what when, and the digest of the bytes.
type Seen struct {
	Source    string    `json:"source"`
	Digest    string    `json:"sha256"`
	Text      string    `json:"text"`
	FirstSeen time.Time `json:"first_seen"`
}

// Was is an earlier wording and when it was replaced.
type Was struct {
	Was    string    `json:"was"`
	Source string    `json:"source"`
	At     time.Time `json:"at"`
}

// Delivered is a delivery with every attempt at it.
type Delivered struct {
	docket.Delivery
	History []docket.Attempt `json:"history"`
}

// Evidence gathers it for one alert.
func (s *Store) Evidence(ctx context.Context, alert int64) (Evidence, error) {
	var e Evidence
	var id int64
	rows, err := s.read.QueryContext(ctx, `SELECT id, body FROM alerts WHERE id = $1`, alert)
	if err != nil {
		return e, plain(err)
	}
	found, err := collect(rows, scanAlert)
	if err != nil {
		return e, err
	}
	if len(found) == 0 {
		return e, fmt.Errorf("alert %d: %w; `docketwatch alerts` lists them", alert, ErrNoSuch)
	}
	e.Alert = found[0].Alert
	err = s.read.QueryRowContext(ctx, `SELECT id FROM entries WHERE 'entry:' || docket || '#' || key = $1`, e.Alert.Subject).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return e, plain(err)
	}
	if e.Sightings, err = s.sightings(ctx, id, e.Alert.Subject); err != nil {
		return e, err
	}
	if e.Revisions, err = s.revisions(ctx, e.Alert.Subject); err != nil {
		return e, err
	}
	if e.Rules, err = s.RuleHits(ctx, e.Alert.Subject); err != nil {
		return e, err
	}
	if e.Findings, err = s.FindingsOf(ctx, e.Alert.Subject); err != nil {
		return e, err
	}
	if e.Press, err = s.PressFindings(ctx, e.Alert.Subject); err != nil {
		return e, err
	}
	if e.Pairs, err = s.pairs(ctx, ` WHERE p.entry_id = $1`, id); err != nil {
		return e, err
	}
	deliveries, err := s.deliveriesOf(ctx, alert)
	if err != nil {
		return e, err
	}
	for _, d := range deliveries {
		history, err := s.attempts(ctx, d.ID)
		if err != nil {
			return e, err
		}
		e.Deliveries = append(e.Deliveries, Delivered{d, history})
	}
	return e, nil
}

// sightings of an entry, or the copies of a release.
func (s *Store) sightings(ctx context.Context, entry int64, subject string) ([]Seen, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT source, digest, text, seen_ms FROM sightings WHERE entry_id = $1
		UNION ALL SELECT source, digest, title || ' ' || url, seen_ms FROM releases WHERE 'release:' || cluster = $2 ORDER BY 4`, entry, subject)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (Seen, error) {
		var x Seen
		var seen int64
		err := r.Scan(&x.Source, &x.Digest, &x.Text, &seen)
		x.FirstSeen = at(seen)
		return x, err
	})
}

func (s *Store) revisions(ctx context.Context, subject string) ([]Was, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT was, source, at_ms FROM revisions WHERE subject = $1 ORDER BY id`, subject)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (Was, error) {
		var x Was
		var when int64
		err := r.Scan(&x.Was, &x.Source, &when)
		x.At = at(when)
		return x, err
	})
}

func (s *Store) attempts(ctx context.Context, delivery int64) ([]docket.Attempt, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, delivery_id, began_ms, ended_ms, outcome, error FROM attempts WHERE delivery_id = $1 ORDER BY id`, delivery)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (docket.Attempt, error) {
		var x docket.Attempt
		var began, ended int64
		err := r.Scan(&x.ID, &x.Delivery, &began, &ended, &x.Outcome, &x.Error)
		x.Started, x.Ended = at(began), at(ended)
		return x, err
	})
}
