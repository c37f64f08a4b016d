// Package evidence is the chain that the ledger's rows are bound into, and the
// bundle that shows a part of it to somebody else. It is pure: the ledger hands
// it rows and keeps what it makes of them.
//
// Every row has a line, a JSON array of its kind and its columns. Each
// transaction is one link. A link's manifest has a line for each row that the
// transaction wrote, with the SHA-256 of the row's line; the link itself is one
// line, which names the SHA-256 of its manifest and that of the link before. So
// a changed byte in any row changes every link after it, and everything can be
// followed with sha256sum alone.
package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Digest is a SHA-256 in hexadecimal digits.
type Digest string

// none stands in a manifest in the place of a row that was removed on purpose.
const none = Digest("----------------------------------------------------------------")

// Of is the digest of bytes.
func Of(b []byte) Digest {
	sum := sha256.Sum256(b)
	return Digest(hex.EncodeToString(sum[:]))
}

// A Row is one row of the ledger as the chain sees it. Its line, without the line
// feed that ends it, holds no other: JSON writes those as \n.
type Row struct {
	Kind string
	Name string // unique within the kind
	Line []byte // nil: the row was removed on purpose
}

// Digest is what stands for the row in a manifest: of its line and a line feed.
func (r Row) Digest() Digest {
	if r.Line == nil {
		return none
	}
	h := sha256.New()
	_, _ = h.Write(r.Line) // a hash takes everything
	_, _ = h.Write([]byte{'\n'})
	return Digest(hex.EncodeToString(h.Sum(nil)))
}

// Manifest lists rows, a line each.
func Manifest(rows []Row) []byte {
	var b bytes.Buffer
	for _, r := range rows {
		b.WriteString(string(r.Digest()))
		b.WriteByte(' ')
		b.WriteString(r.Kind)
		b.WriteByte(' ')
		b.WriteString(OneLine(r.Name))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// OneLine keeps a name from ending its line: a source's name comes from a file
// that a person wrote.
func OneLine(name string) string {
	return strings.NewReplacer("\n", `\n`, "\r", `\r`).Replace(name)
}

// A Listed row is one line of a manifest.
type Listed struct {
	Digest Digest
	Kind   string
	Name   string
}

// Removed reports whether the row was removed on purpose.
func (l Listed) Removed() bool { return l.Digest == none }

// Matches reports whether the row is the one that was listed.
func (l Listed) Matches(r Row) bool {
	return l.Digest == r.Digest() && l.Kind == r.Kind && l.Name == OneLine(r.Name)
}

// ReadManifest reads the lines of a manifest.
func ReadManifest(manifest []byte) ([]Listed, error) {
	var list []Listed
	for i, line := range strings.SplitAfter(string(manifest), "\n") {
		if line == "" {
			continue
		}
		digest, rest, ok := strings.Cut(line, " ")
		kind, name, ok2 := strings.Cut(strings.TrimSuffix(rest, "\n"), " ")
		if !ok || !ok2 || len(digest) != 64 || kind == "" || name == "" || !strings.HasSuffix(line, "\n") {
			return nil, fmt.Errorf("line %d of a manifest cannot be read", i+1)
		}
		list = append(list, Listed{Digest(digest), kind, name})
	}
	return list, nil
}

// A Link binds the rows of one transaction to everything before them.
type Link struct {
	Seq  int64 // from 1
	At   time.Time
	Prev Digest // of the link before; "" for the first
	Rows int
	Root Digest // of the manifest
}

// linkMark begins every link, and says how it is to be read.
const linkMark = "docketwatch-link-1"

// String is the line of a link: mark, number, time in UTC, the link before (or
// "first"), the count of its rows and the digest of its manifest.
func (l Link) String() string {
	prev := string(l.Prev)
	if prev == "" {
		prev = "first"
	}
	return strings.Join([]string{linkMark, strconv.FormatInt(l.Seq, 10), l.At.UTC().Format(linkTime), prev, strconv.Itoa(l.Rows), string(l.Root)}, " ")
}

const linkTime = "2006-01-02T15:04:05.000Z"

// Digest names the link: of its line and a line feed.
func (l Link) Digest() Digest { return Of([]byte(l.String() + "\n")) }

// ReadLink reads the line of a link. A line that this package would have written
// differently is refused.
func ReadLink(line string) (Link, error) {
	fields := strings.Split(line, " ")
	if len(fields) != 6 || fields[0] != linkMark {
		return Link{}, errors.New("not the line of a link")
	}
	var l Link
	var err error
	if l.Seq, err = strconv.ParseInt(fields[1], 10, 64); err != nil {
		return l, fmt.Errorf("link %q: %w", fields[1], err)
	}
	if l.At, err = time.Parse(linkTime, fields[2]); err != nil {
		return l, fmt.Errorf("link %d: %w", l.Seq, err)
	}
	if l.Rows, err = strconv.Atoi(fields[4]); err != nil {
		return l, fmt.Errorf("link %d: %w", l.Seq, err)
	}
	l.Prev, l.Root = Digest(fields[3]), Digest(fields[5])
	if l.Prev == "first" {
		l.Prev = ""
	}
	if l.String() != line {
		return l, fmt.Errorf("link %d is not written as links are", l.Seq)
	}
	return l, nil
}

// Follows says why a link cannot come after another; nil where it can. The zero
// Link comes before the first.
func (l Link) Follows(before Link) error {
	want := Digest("")
	if before.Seq > 0 {
		want = before.Digest()
	}
	switch {
	case l.Seq != before.Seq+1:
		return fmt.Errorf("link %d follows link %d: what was between them is gone", l.Seq, before.Seq)
	case l.Prev != want:
		return fmt.Errorf("link %d does not name the link before it: one of the two was changed", l.Seq)
	}
	return nil
}
