package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"docketwatch/evidence"
)

// A Verdict is what came of recomputing the chain of a ledger.
type Verdict struct {
	Links   int64           `json:"links"`
	Rows    int64           `json:"rows"`   // that the chain vouches for and that are there
	Pruned  int64           `json:"pruned"` // looks and raw bytes past their time; their digests are in the chain
	Head    evidence.Digest `json:"head,omitempty"`
	HeadAt  time.Time       `json:"head_at,omitzero"`
	Differs []Difference    `json:"differs"` // the first in the order of the chain comes first
}

// A Difference is one row that is not as it was written.
type Difference struct {
	Kind string `json:"kind"`
	Name string `json:"row"`
	Link int64  `json:"link"` // that bound it; 0 where none did
	What string `json:"what"`
}

func (d Difference) String() string {
	if d.Link == 0 {
		return fmt.Sprintf("%s %s: %s", d.Kind, d.Name, d.What)
	}
	return fmt.Sprintf("%s %s, bound by link %d: %s", d.Kind, d.Name, d.Link, d.What)
}

// Verify recomputes the chain from the rows as they are now, in one snapshot
// beside a running daemon. Whatever differs is in the verdict; the error is of
// reading.
func (s *Store) Verify(ctx context.Context) (Verdict, error) {
	was, _, marked, err := readMark(MarkName(s.path)) // before the snapshot: it may be behind, never ahead
	if err != nil {
		return Verdict{}, err
	}
	v, err := verify(ctx, s.read)
	if err == nil && marked && was.Links > v.Links {
		v.Differs = append(v.Differs, Difference{"link", fmt.Sprint(was.Links), 0, fmt.Sprintf("the mark beside the ledger knows of it, and the chain ends with link %d", v.Links)})
	}
	return v, err
}

func verify(ctx context.Context, db *sql.DB) (Verdict, error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Verdict{}, plain(err)
	}
	defer func() { _ = tx.Rollback() }() // only read from
	a := audit{tx: tx, rows: make(map[rowName]bound), Verdict: Verdict{Differs: []Difference{}}}
	for _, step := range []func(context.Context) error{a.schema, a.links, a.present, a.bytes, a.missing} {
		if err := step(ctx); err != nil {
			return a.Verdict, plain(err)
		}
	}
	slices.SortStableFunc(a.Differs, func(x, y Difference) int { return int(min(max(last(x)-last(y), -1), 1)) })
	return a.Verdict, nil
}

// last puts rows that no link bound behind all others.
func last(d Difference) int64 {
	if d.Link == 0 {
		return 1 << 62
	}
	return d.Link
}

// rowName names a row in little room: a ledger may have millions.
type rowName [16]byte

func nameOf(kind, name string) (n rowName) {
	sum := sha256.Sum256([]byte(kind + " " + evidence.OneLine(name)))
	copy(n[:], sum[:])
	return n
}

// bound is what the chain says of a row.
type bound struct {
	digest evidence.Digest
	link   int64
	kind   string
	name   string
}

// An audit is one run over one ledger.
type audit struct {
	Verdict
	tx   *sql.Tx
	rows map[rowName]bound
}

func (a *audit) differs(kind, name string, link int64, format string, args ...any) {
	a.Differs = append(a.Differs, Difference{kind, name, link, fmt.Sprintf(format, args...)})
}

// schema: what notes the rows must be what this program made, or rows could be
// written past it.
func (a *audit) schema(ctx context.Context) error {
	text, err := migrations.ReadFile("migrations/0008_evidence.sql")
	if err != nil {
		return err
	}
	found, err := a.tx.QueryContext(ctx, `SELECT name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger')
		AND (name LIKE 'evidence\_%' ESCAPE '\' OR name LIKE 'link\_%' ESCAPE '\' OR name LIKE 'relink\_%' ESCAPE '\')`)
	if err != nil {
		return err
	}
	there := make(map[string]bool)
	_, err = collect(found, func(r *sql.Rows) (int, error) {
		var name, made string
		err := r.Scan(&name, &made)
		there[name] = true
		if err == nil && !strings.Contains(string(text), made) {
			a.differs("definition", name, 0, "it is not what this program makes")
		}
		return 0, err
	})
	for _, k := range evidence.Kinds() {
		for _, name := range []string{"evidence_" + k.Name, "link_" + k.Name, "relink_" + k.Name} {
			if !there[name] && name != "link_attempt" { // an attempt is evidence when it has ended
				a.differs("definition", name, 0, "it is gone: rows may have been written past the chain")
			}
		}
	}
	return err
}

// links follows the chain and keeps what it says last of every row.
func (a *audit) links(ctx context.Context) error {
	found, err := a.tx.QueryContext(ctx, `SELECT seq, at_ms, row_count, root, manifest, digest FROM links ORDER BY seq`)
	if err != nil {
		return err
	}
	var before evidence.Link
	_, err = collect(found, func(r *sql.Rows) (struct{}, error) {
		var l evidence.Link
		var when int64
		var manifest []byte
		var digest evidence.Digest
		if err := r.Scan(&l.Seq, &when, &l.Rows, &l.Root, &manifest, &digest); err != nil {
			return struct{}{}, err
		}
		l.At = time.UnixMilli(when)
		if before.Seq > 0 {
			l.Prev = before.Digest()
		}
		list, err := evidence.ReadManifest(manifest)
		name := fmt.Sprint(l.Seq)
		switch {
		case l.Seq != before.Seq+1:
			a.differs("link", name, l.Seq, "what was between it and link %d is gone", before.Seq)
		case err != nil:
			a.differs("link", name, l.Seq, "%v", err)
		case evidence.Of(manifest) != l.Root || len(list) != l.Rows:
			a.differs("link", name, l.Seq, "its manifest was changed")
		case l.Digest() != digest:
			a.differs("link", name, l.Seq, "it was changed, or the one before it")
		}
		for _, x := range list {
			if x.Removed() {
				delete(a.rows, nameOf(x.Kind, x.Name))
				continue
			}
			a.rows[nameOf(x.Kind, x.Name)] = bound{digest: x.Digest, link: l.Seq, kind: x.Kind, name: x.Name}
		}
		before = l
		a.Links, a.Head, a.HeadAt = l.Seq, digest, l.At.UTC()
		return struct{}{}, nil
	})
	return err
}

// present compares every row that is there with what the chain says of it.
func (a *audit) present(ctx context.Context) error {
	for _, k := range evidence.Kinds() {
		if err := a.presentOf(ctx, k.Name); err != nil {
			return err
		}
	}
	return nil
}

func (a *audit) presentOf(ctx context.Context, kind string) error {
	found, err := a.tx.QueryContext(ctx, `SELECT row, line FROM evidence_`+kind)
	if err != nil {
		return err
	}
	defer func() { _ = found.Close() }() // Err, below, has what went wrong
	for found.Next() {
		r := evidence.Row{Kind: kind}
		if err := found.Scan(&r.Name, &r.Line); err != nil {
			return err
		}
		name := nameOf(r.Kind, r.Name)
		switch b, ok := a.rows[name]; {
		case !ok:
			a.differs(r.Kind, r.Name, 0, "no link knows of it")
		case b.digest != r.Digest():
			a.differs(r.Kind, r.Name, b.link, "it is not as it was written")
		}
		delete(a.rows, name)
		a.Rows++
	}
	return found.Err()
}

// bytes compares what is kept of looks with its digest.
func (a *audit) bytes(ctx context.Context) error {
	found, err := a.tx.QueryContext(ctx, `SELECT id || '/' || digest, packed_sha256, body FROM raws WHERE packed_sha256 <> ''`)
	if err != nil {
		return err
	}
	defer func() { _ = found.Close() }() // Err, below, has what went wrong
	for found.Next() {
		var name string
		var want evidence.Digest
		var body []byte
		if err := found.Scan(&name, &want, &body); err != nil {
			return err
		}
		if evidence.Of(body) != want {
			a.differs("raw", name, 0, "its bytes were changed")
		}
	}
	return found.Err()
}

// missing: what the chain knows and is not there. Looks and raw bytes go when
// their time is over, and the prunings say how many did.
func (a *audit) missing(ctx context.Context) error {
	pruned := make(map[string]int64)
	var looks, raws int64
	if err := a.tx.QueryRowContext(ctx, `SELECT coalesce(sum(looks), 0), coalesce(sum(raws), 0) FROM prunings`).Scan(&looks, &raws); err != nil {
		return err
	}
	pruned["look"], pruned["raw"] = looks, raws
	left := make([]bound, 0, len(a.rows))
	for _, b := range a.rows {
		left = append(left, b)
	}
	// The oldest are the ones that were pruned.
	slices.SortFunc(left, func(x, y bound) int { return int(min(max(x.link-y.link, -1), 1)) })
	for _, b := range left {
		if pruned[b.kind] > 0 {
			pruned[b.kind]--
			a.Pruned++
			continue
		}
		a.differs(b.kind, b.name, b.link, "it is gone")
	}
	return nil
}
