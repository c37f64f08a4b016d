package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"

	"docketwatch/docket"
)

// identity is which ledger this is.
type identity struct {
	name   string
	secret []byte
}

// identify reads who the ledger is; zero for one that was never a daemon's.
func identify(ctx context.Context, db interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (identity, error) {
	var id identity
	err := db.QueryRowContext(ctx, `SELECT name, secret FROM instance`).Scan(&id.name, &id.secret)
	if errors.Is(err, sql.ErrNoRows) {
		return id, nil
	}
	return id, err
}

// found makes a new ledger somebody.
func (s *Store) found(ctx context.Context, tx *sql.Tx) (identity, error) {
	id := identity{name: newPublicID(), secret: make([]byte, 32)}
	_, _ = rand.Read(id.secret) // never fails on any supported system
	_, err := tx.ExecContext(ctx, `INSERT INTO instance (id, name, secret, born_ms) VALUES (1, $1, $2, $3)`, id.name, id.secret, ms(s.now()))
	return id, err
}

// publicID is the id that a message carries. It says nothing of what it names to
// anybody but this ledger, and it is the same again when the ledger was restored
// from a backup and meets the same filing: so the message is found in the
// destination's history.
func (s *Store) publicID(a docket.Alert, destination string) string {
	if len(s.id.secret) == 0 {
		return newPublicID()
	}
	h := hmac.New(sha256.New, s.id.secret)
	for _, part := range []string{a.Subject, string(a.Kind), a.Digest, destination} {
		_, _ = h.Write([]byte(part)) // a hash takes everything
		_, _ = h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// present says whether there is a ledger at a path. An empty file is none: SQLite
// would quietly make a new ledger of it.
func present(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && info.Size() > 0, err
}
