package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
)

// The statements of a turn and of a delivery, prepared once.
const (
	insertEntry = `INSERT INTO entries (version, docket, key, case_name, number, pacer_case_id, document_number, pacer_doc_id, seq_no, part_id,
		events, text, entered_ms, filed, document_url, docket_url, documents, standing, doc_kind, filed_by, told, first_ms, first_source, ask_ms, muted, listed)
		VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) RETURNING id`
	updateEntry = `UPDATE entries SET version = version + 1, case_name = $1, number = $2, pacer_case_id = $3, document_number = $4, pacer_doc_id = $5,
		seq_no = $6, part_id = $7, events = $8, text = $9, entered_ms = $10, filed = $11, document_url = $12, docket_url = $13,
		documents = $14, standing = $15, doc_kind = $16, filed_by = $17, told = $18, muted = $19, listed = $20 WHERE id = $21 AND version = $22`
	insertKey      = `INSERT INTO entry_keys (docket, key, entry_id) VALUES ($1, $2, $3)`
	insertMoreKey  = `INSERT INTO entry_keys (docket, key, entry_id) VALUES ($1, $2, $3) ON CONFLICT (docket, key) DO NOTHING`
	insertSighting = `INSERT INTO sightings (entry_id, source, digest, kind, standing, text, seen_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (entry_id, source, digest) DO NOTHING`
	insertAlert = `INSERT INTO alerts (subject, kind, digest, at_ms, body) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (subject, kind, digest) DO NOTHING RETURNING id`
	insertDelivery = `INSERT INTO deliveries (public_id, alert_id, destination, thread, subject, state, due_ms, created_ms, updated_ms)
		VALUES ($1, $2, $3, $4, $5, 'pending', $6, $6, $6)`
	insertTurn   = `INSERT INTO turns (source, began_ms, ended_ms, outcome, error, counts) VALUES ($1, $2, $3, $4, $5, $6)`
	insertRaw    = `INSERT INTO raws (source, at_ms, reason, digest, size, body, packed_sha256) VALUES ($1, $2, $3, $4, $5, $6, $7)`
	updateAsk    = `UPDATE entries SET ask_ms = $1, asks = $2 WHERE id = $3`
	updateSource = `UPDATE sources SET cursor = coalesce($1, cursor), watch_digest = $2, next_ms = $3, look_ms = $4, good_ms = $5, change_ms = $6,
		failures = $7, health = $8, why = $9, since_ms = $10, coverage = $11, items = $12, looks = $13 WHERE name = $14 AND lease_owner = $15`
)

// statements are those of the writer, prepared at the start, and those of the
// readers, prepared when they are first asked.
type statements struct {
	byText map[string]*sql.Stmt

	mu    sync.Mutex
	reads map[string]*sql.Stmt
}

func prepare(ctx context.Context, db *sql.DB) (*statements, error) {
	s := &statements{byText: make(map[string]*sql.Stmt), reads: make(map[string]*sql.Stmt)}
	for _, text := range []string{insertEntry, updateEntry, insertKey, insertMoreKey, insertSighting, insertAlert, insertDelivery,
		insertTurn, insertRaw, updateAsk, updateSource, selectUnlinked, deleteUnlinked, anyForeign, selectTip, insertLink} {
		stmt, err := db.PrepareContext(ctx, text)
		if err != nil {
			return s, fmt.Errorf("prepare: %w", err)
		}
		s.byText[text] = stmt
	}
	return s, nil
}

func (s *statements) close() error {
	var errs []error
	for _, stmt := range s.byText {
		errs = append(errs, stmt.Close())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, stmt := range s.reads {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(errs...)
}

// query runs a reading statement that comes again and again.
func (s *Store) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	s.stmts.mu.Lock()
	stmt := s.stmts.reads[text]
	if stmt == nil {
		var err error
		if stmt, err = s.read.PrepareContext(ctx, text); err != nil {
			s.stmts.mu.Unlock()
			return nil, err
		}
		s.stmts.reads[text] = stmt
	}
	s.stmts.mu.Unlock()
	return stmt.QueryContext(ctx, args...)
}

// exec runs a prepared statement inside a transaction.
func (s *Store) exec(ctx context.Context, tx *sql.Tx, text string, args ...any) (sql.Result, error) {
	return tx.StmtContext(ctx, s.stmts.byText[text]).ExecContext(ctx, args...)
}

// row runs a prepared statement that returns one row.
func (s *Store) row(ctx context.Context, tx *sql.Tx, text string, args ...any) *sql.Row {
	return tx.StmtContext(ctx, s.stmts.byText[text]).QueryRowContext(ctx, args...)
}
