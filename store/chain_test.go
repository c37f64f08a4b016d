package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/evidence"
	"docketwatch/store"
	"docketwatch/store/storetest"
)

// filled is a closed ledger with a row of every kind of evidence.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.db")
	s := storetest.Fill(t, storetest.Ledger{Open: func(ctx context.Context, daemon bool) (*store.Store, error) {
		return store.Open(ctx, "sqlite:"+path, store.Options{Daemon: daemon, Owner: "test", Now: time.Now})
	}})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// raw opens a ledger as somebody would who wants to change what it says.
func raw(t interface{ Fatal(...any) }, path string) *sql.DB {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=ignore_check_constraints(1)&_pragma=foreign_keys(0)&_pragma=synchronous(0)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}

// what is not evidence: when to ask again, and the state of what is not sent.
var notEvidence = map[string]bool{"entries.ask_ms": true, "entries.asks": true, "readings.tries": true, "readings.next_ms": true,
	"deliveries.attempts": true, "deliveries.looks": true, "deliveries.due_ms": true, "deliveries.claim_ms": true, "deliveries.error": true,
	"deliveries.updated_ms": true, "deliveries.restore_id": true, "deliveries.hold": true, "deliveries.carrier": true, "entries.listed": true, "restores.done_ms": true}

// One byte of one column of one row, anywhere in the evidence, is flipped by
// somebody who can write the file: verify finds it, and names the row.
func TestAFlippedByteIsFound(t *testing.T) {
	path := filled(t)
	s, err := store.Open(t.Context(), "sqlite:"+path, store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // only read from
	db := raw(t, path)
	defer func() { _ = db.Close() }() // gone with the test
	cells := evidenceCells(t, db)
	t.Logf("%d cells", len(cells))
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(cells).Draw(t, "cell")
		at := rapid.IntRange(0, max(c.length-1, 0)).Draw(t, "byte")
		bit := rapid.IntRange(0, 7).Draw(t, "bit")
		refused, undo := c.flip(t, db, at, byte(1<<bit))
		defer undo()
		v, err := s.Verify(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if len(v.Differs) == 0 && !refused {
			t.Fatalf("byte %d of %s was changed and not found", at, c)
		}
	})
	if v, err := s.Verify(t.Context()); err != nil || len(v.Differs) > 0 {
		t.Errorf("with every byte back in its place: %+v, %v", v.Differs, err)
	}
}

// cell is one value of one row.
type cell struct {
	table, column, where string
	length               int
}

func (c cell) String() string { return c.table + "." + c.column + " where " + c.where }

// evidenceCells are the values of every row that the chain binds, and of the links.
func evidenceCells(t *testing.T, db *sql.DB) (cells []cell) {
	t.Helper()
	keys := map[string]string{"turns": "id", "raws": "id", "entries": "id", "sightings": "entry_id || source || digest", "revisions": "id", "readings": "id",
		"pages": "reading_id || '/' || number", "findings": "id", "releases": "id", "gaps": "id", "alerts": "id", "deliveries": "id", "attempts": "id",
		"prunings": "id", "links": "seq"}
	for table, key := range keys {
		columns := list(t, db, fmt.Sprintf(`SELECT name FROM pragma_table_info('%s')`, table))
		for _, row := range list(t, db, fmt.Sprintf(`SELECT %s FROM %s`, key, table)) {
			where := fmt.Sprintf("%s = '%s'", key, row)
			if strings.HasSuffix(key, "id") || key == "seq" {
				where = key + " = " + row
			}
			if table == "deliveries" && len(list(t, db, `SELECT id FROM deliveries WHERE state = 'sent' AND `+where)) == 0 ||
				table == "readings" && len(list(t, db, `SELECT id FROM readings WHERE state <> 'wanted' AND `+where)) == 0 ||
				table == "attempts" && len(list(t, db, `SELECT id FROM attempts WHERE outcome <> '' AND `+where)) == 0 {
				continue
			}
			for _, column := range columns {
				if notEvidence[table+"."+column] {
					continue
				}
				var length int
				if err := db.QueryRow(fmt.Sprintf(`SELECT length(CAST(%s AS BLOB)) FROM %s WHERE %s`, column, table, where)).Scan(&length); err != nil {
					t.Fatal(err)
				}
				cells = append(cells, cell{table, column, where, length})
			}
		}
	}
	if len(cells) < 150 {
		t.Fatalf("only %d cells of evidence", len(cells))
	}
	return cells
}

func list(t *testing.T, db *sql.DB, query string) (all []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }() // Err, below, has what went wrong
	for rows.Next() {
		var x string
		if err := rows.Scan(&x); err != nil {
			t.Fatal(err)
		}
		all = append(all, x)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// flip changes one bit of one byte, and returns what undoes it. A number is
// changed as a number; what is empty gains a byte.
func (c cell) flip(t *rapid.T, db *sql.DB, at int, mask byte) (refused bool, undo func()) {
	var kind string
	var was []byte
	if err := db.QueryRow(fmt.Sprintf(`SELECT typeof(%[1]s), CAST(%[1]s AS BLOB) FROM %[2]s WHERE %[3]s`, c.column, c.table, c.where)).Scan(&kind, &was); err != nil {
		t.Fatal(err)
	}
	changed := append([]byte{}, was...)
	switch {
	case kind == "integer":
		changed = []byte(string(was) + string('0'+mask%10))
	case len(was) == 0:
		changed = []byte{mask}
	default:
		changed[at] ^= mask
	}
	as := map[string]string{"integer": "CAST(CAST($1 AS TEXT) AS INTEGER)", "text": "CAST($1 AS TEXT)", "blob": "$1"}[kind]
	exec := func(query string, args ...any) error {
		_, err := db.Exec(query, args...)
		return err
	}
	if err := exec(`CREATE TEMP TABLE saved AS SELECT * FROM ` + c.table); err != nil {
		t.Fatal(err)
	}
	if err := exec(fmt.Sprintf(`UPDATE %s SET %s = %s WHERE %s`, c.table, c.column, as, c.where), changed); err != nil {
		t.Logf("the ledger itself refuses it: %v", err)
		refused = true
	}
	return refused, func() {
		for _, query := range []string{`DELETE FROM ` + c.table, `INSERT INTO ` + c.table + ` SELECT * FROM saved`, `DROP TABLE saved`, `DELETE FROM unlinked`} {
			if err := exec(query); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestWhatSomebodyElseWroteIsNotVouchedFor(t *testing.T) {
	tests := []struct {
		name   string
		tamper string
		what   string
	}{
		{"a row is changed", `UPDATE sightings SET text = 'another text' WHERE source = 'courtlistener'`, "sighting 1/courtlistener/d2, bound by link"},
		{"a row is added", `INSERT INTO revisions (subject, was, source, at_ms) VALUES ('s', 'never said', 'x', 1)`, "revision 2: no link knows of it"},
		{"a row is taken out", `DELETE FROM revisions`, "revision 1, bound by link"},
		{"a look is taken out that was not pruned", `DELETE FROM turns`, "look"},
		{"the last link is taken off", `DELETE FROM links WHERE seq = (SELECT max(seq) FROM links)`, "the mark beside the ledger knows of it"},
		{"a link is taken out of the middle", `DELETE FROM links WHERE seq = 3`, "what was between"},
		{"the trigger that notes rows is dropped", `DROP TRIGGER link_alert`, "link_alert: it is gone"},
		{"the view that shows rows is changed", `DROP VIEW evidence_alert; CREATE VIEW evidence_alert AS SELECT id AS row, '[]' AS line FROM alerts WHERE 0`, "it is not what this program makes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filled(t)
			db := raw(t, path)
			if _, err := db.Exec(tt.tamper); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			said := ""
			for range 2 { // also after a daemon has gone on with it
				s, err := store.Open(t.Context(), "sqlite:"+path, store.Options{Now: time.Now})
				if err != nil {
					t.Fatal(err)
				}
				v, err := s.Verify(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				said = ""
				for _, d := range v.Differs {
					said += d.String() + "\n"
				}
				if !strings.Contains(said, tt.what) && tt.what != "the mark beside the ledger knows of it" || len(v.Differs) == 0 {
					t.Fatalf("it says %q, not %q", said, tt.what)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				d, err := store.Open(t.Context(), "sqlite:"+path, store.Options{Daemon: true, Now: time.Now})
				if err != nil {
					t.Fatal(err)
				}
				if err := d.Enqueue(t.Context(), []docket.Plan{{Alert: docket.Alert{Subject: "s", Kind: docket.AlertHealth, Digest: "d"}}}, time.Now()); err != nil &&
					!strings.Contains(tt.tamper, "DROP") {
					t.Fatal(err)
				}
				if err := d.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// A write that goes past Store.tx would not be bound, and verify would call it
// forged.
func TestNoWriteGoesPastTheChain(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	migration, err := os.ReadFile("migrations/0008_evidence.sql")
	if err != nil {
		t.Fatal(err)
	}
	bound := make(map[string]bool)
	for _, m := range regexp.MustCompile(`CREATE TRIGGER link_\w+ AFTER INSERT ON (\w+)`).FindAllStringSubmatch(string(migration), -1) {
		bound[m[1]] = true
	}
	if len(bound) < 14 {
		t.Fatalf("only %d tables of evidence", len(bound))
	}
	past := regexp.MustCompile(`\.write\.(Exec|Query|QueryRow)(Context)?\(ctx, .(INSERT INTO|UPDATE|DELETE FROM) (\w+)`)
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range past.FindAllStringSubmatch(string(body), -1) {
			if table := m[4]; bound[table] || table == "attempts" {
				t.Errorf("%s writes %s past Store.tx: no link would vouch for it", file, table)
			}
		}
	}
}

// The line of a row is what this package says it is, whatever a court wrote: a
// new version of the engine that writes JSON in another way must not call every
// ledger forged.
func TestTheLineOfARowIsStable(t *testing.T) {
	db := raw(t, ":memory:")
	defer func() { _ = db.Close() }() // gone with the test
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		if rapid.Bool().Draw(t, "words") {
			text = rapid.String().Draw(t, "text")
		}
		n := rapid.Int64().Draw(t, "number")
		var got []byte
		if err := db.QueryRow(`SELECT json_array('kind', $1, $2)`, text, n).Scan(&got); err != nil {
			t.Fatal(err)
		}
		want := `["kind","` + jsonText(text) + `",` + fmt.Sprint(n) + `]`
		if string(got) != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// jsonText escapes quotation marks, backslashes and control characters; all
// other bytes stay as they are.
func jsonText(text string) string {
	var b strings.Builder
	short := map[byte]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}
	for i := range len(text) {
		switch c := text[i]; {
		case short[c] != "":
			b.WriteString(short[c])
		case c < ' ':
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// What is written to the ledger and what the bundle calls it are one list.
func TestKindsAreThoseOfTheMigration(t *testing.T) {
	body, err := os.ReadFile("migrations/0008_evidence.sql")
	if err != nil {
		t.Fatal(err)
	}
	views := regexp.MustCompile(`CREATE VIEW evidence_(\w+) AS`).FindAllStringSubmatch(string(body), -1)
	kinds := evidence.Kinds()
	if len(views) != len(kinds) {
		t.Fatalf("%d views, %d kinds", len(views), len(kinds))
	}
	for i, k := range kinds {
		if views[i][1] != k.Name {
			t.Errorf("view %d is of %s, kind %d is %s", i, views[i][1], i, k.Name)
		}
	}
}

// A ledger from before the chain becomes its first links.
func TestAnOlderLedgerIsTakenIn(t *testing.T) {
	path := filled(t)
	db := raw(t, path)
	if _, err := db.Exec(`DELETE FROM links; DELETE FROM prunings; DELETE FROM unlinked;
		INSERT INTO unlinked (kind, row, line) SELECT 'alert', row, line FROM evidence_alert`); err != nil {
		t.Fatal(err)
	}
	for _, k := range evidence.Kinds() {
		if k.Name != "alert" {
			if _, err := db.Exec(`INSERT INTO unlinked (kind, row, line) SELECT '` + k.Name + `', row, line FROM evidence_` + k.Name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(store.MarkName(path)); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), "sqlite:"+path, store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // the test is over
	v, err := s.Verify(t.Context())
	if err != nil || len(v.Differs) > 0 || v.Rows < 15 {
		t.Fatalf("%+v, %v", v, err)
	}
}

// One byte of any file of a bundle is flipped.
func TestAFlippedByteOfABundleIsFound(t *testing.T) {
	path := filled(t)
	s, err := store.Open(t.Context(), "sqlite:"+path, store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // only read from
	n, err := docket.ParseNumber("3:17-cv-00574-WHO")
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Bundle(t.Context(), docket.Case{Name: "=Santa Clara\nv. Trump", Dockets: []docket.DocketRef{{Court: "cand", Number: n}}})
	if err != nil {
		t.Fatal(err)
	}
	b.Files = append(b.Files, evidence.File{Name: evidence.DocumentName(string(evidence.Of([]byte("a paper")))),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("a paper")), nil }})
	for _, r := range b.Rows {
		if r.Kind != "raw" {
			continue
		}
		body, err := s.RawBytes(t.Context(), r.Name)
		if err != nil {
			t.Fatal(err)
		}
		b.Files = append(b.Files, evidence.File{Name: evidence.RawName(r.Name), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(string(body))), nil }})
	}
	bundle := make(mapSink)
	if _, err := b.Write(bundle); err != nil {
		t.Fatal(err)
	}
	if v, err := evidence.Verify(fstest.MapFS(bundle)); err != nil || len(v.Findings) > 0 {
		t.Fatalf("before anything is changed: %v, %v", v.Findings, err)
	}
	var names []string
	for name := range bundle {
		names = append(names, name)
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "file")
		was := bundle[name].Data
		defer func() { bundle[name].Data = was }()
		if len(was) == 0 || rapid.IntRange(0, 9).Draw(t, "cut") == 0 {
			bundle[name].Data = append([]byte{}, append(was, '\n')...)
		} else {
			changed := append([]byte{}, was...)
			changed[rapid.IntRange(0, len(was)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
			bundle[name].Data = changed
		}
		if v, err := evidence.Verify(fstest.MapFS(bundle)); err == nil && len(v.Findings) == 0 {
			t.Fatalf("a change of %s was not found", name)
		}
	})
	// Somebody who also makes the digests again, and the table, is betrayed by the chain.
	forged := make(fstest.MapFS)
	for name, f := range bundle {
		forged[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(f.Data), "It is not ripe.", "It is wholly so."))}
	}
	var sums strings.Builder
	err = fs.WalkDir(forged, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "SHA256SUMS" {
			return err
		}
		fmt.Fprintf(&sums, "%s  %s\n", evidence.Of(forged[name].Data), name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	forged["SHA256SUMS"].Data = []byte(sums.String())
	v, err := evidence.Verify(forged)
	if err != nil {
		t.Fatal(err)
	}
	if said := fmt.Sprint(v.Findings); !strings.Contains(said, "is not the row that was bound into the chain") {
		t.Errorf("it says %s", said)
	}
}

type mapSink fstest.MapFS

func (m mapSink) Create(name string) (io.WriteCloser, error) {
	f := &fstest.MapFile{Mode: 0o600}
	m[name] = f
	return sinkFile{f}, nil
}

type sinkFile struct{ f *fstest.MapFile }

func (s sinkFile) Write(p []byte) (int, error) {
	s.f.Data = append(s.f.Data, p...)
	return len(p), nil
}
func (s sinkFile) Close() error { return nil }
