package evidence

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Bundle is what the ledger holds of one case, to be handed to somebody else.
type Bundle struct {
	About     About
	Rows      []Row
	Links     []Link           // the whole chain, from the first link on
	Manifests map[int64][]byte // of the links that bind one of the rows
	Files     []File           // documents and raw bytes that are still kept
}

// About is bundle.json: what the bundle is of, and what of it can be counted.
type About struct {
	Case    string         `json:"case"`
	Dockets []string       `json:"dockets"`
	Made    time.Time      `json:"made"`
	Program string         `json:"program"` // "docketwatch 1.2"
	Rows    map[string]int `json:"rows"`    // by table
	Links   int64          `json:"links"`
	Head    Digest         `json:"head"` // of the last link
	HeadAt  time.Time      `json:"head_at,omitzero"`
	Absent  []string       `json:"absent,omitempty"` // files that rows name and nobody keeps any more
}

// A File is a copy that goes along.
type File struct {
	Name string // in the bundle
	Open func() (io.ReadCloser, error)
}

// A Sink takes the files of a bundle, one after the other.
type Sink interface {
	Create(name string) (io.WriteCloser, error)
}

// The files of a bundle beside its tables.
const (
	readmeFile = "README.txt"
	aboutFile  = "bundle.json"
	rowsFile   = "rows.jsonl"
	chainFile  = "chain.txt"
	sumsFile   = "SHA256SUMS"
)

// DocumentName is where a copy of a document stands in a bundle. The name is
// made of its digest only: no name of a court becomes a path.
func DocumentName(digest string) string { return "documents/" + digest + ".pdf" }

// RawName is where the bytes of a look stand, compressed as they are kept.
func RawName(row string) string {
	id, _, _ := strings.Cut(row, "/")
	return "looks/" + id + ".gz"
}

func manifestName(seq int64) string { return fmt.Sprintf("manifests/%09d.txt", seq) }

// Write writes the bundle, and last the digests of everything in it.
func (b *Bundle) Write(to Sink) (About, error) {
	b.complete()
	made, err := b.made()
	if err != nil {
		return b.About, err
	}
	sums := make(map[string]Digest)
	for _, name := range slices.Sorted(maps.Keys(made)) {
		if sums[name], err = put(to, name, bytes.NewReader(made[name])); err != nil {
			return b.About, err
		}
	}
	for _, f := range b.Files {
		if sums[f.Name], err = b.copy(to, f); err != nil {
			return b.About, err
		}
	}
	_, err = put(to, sumsFile, strings.NewReader(sumLines(sums)))
	return b.About, err
}

// complete counts what there is.
func (b *Bundle) complete() {
	b.About.Rows = make(map[string]int)
	for _, k := range kinds() {
		b.About.Rows[fileName(k.Name)] = 0
	}
	for _, r := range b.Rows {
		b.About.Rows[fileName(r.Kind)]++
	}
	if n := len(b.Links); n > 0 {
		last := b.Links[n-1]
		b.About.Links, b.About.Head, b.About.HeadAt = last.Seq, last.Digest(), last.At
	}
}

// made are the files that are made of the rows and the chain.
func (b *Bundle) made() (map[string][]byte, error) {
	files := make(map[string][]byte)
	var rows, chain bytes.Buffer
	for _, r := range b.Rows {
		rows.Write(r.Line)
		rows.WriteByte('\n')
	}
	for _, l := range b.Links {
		chain.WriteString(l.String() + "\n")
	}
	files[rowsFile], files[chainFile] = rows.Bytes(), chain.Bytes()
	for seq, manifest := range b.Manifests {
		files[manifestName(seq)] = manifest
	}
	list, err := tables(b.Rows)
	if err != nil {
		return nil, err
	}
	for _, t := range list {
		files[t.name+".csv"] = t.csv()
		if files[t.name+".json"], err = t.json(); err != nil {
			return nil, err
		}
	}
	if files[aboutFile], err = json.MarshalIndent(b.About, "", "  "); err != nil {
		return nil, err
	}
	files[aboutFile] = append(files[aboutFile], '\n')
	files[readmeFile] = []byte(readme(b.About))
	return files, nil
}

func (b *Bundle) copy(to Sink, f File) (Digest, error) {
	from, err := f.Open()
	if err != nil {
		return "", fmt.Errorf("%s: %w", f.Name, err)
	}
	defer func() { _ = from.Close() }() // only read from
	return put(to, f.Name, from)
}

// put writes one file and returns the digest of what was written.
func put(to Sink, name string, from io.Reader) (Digest, error) {
	w, err := to.Create(name)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(w, h), from)
	if e := w.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return Digest(hex.EncodeToString(h.Sum(nil))), nil
}

// sumLines are what sha256sum -c reads.
func sumLines(sums map[string]Digest) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&b, "%s  %s\n", sums[name], name)
	}
	return b.String()
}

// SortRows puts rows into the order of a bundle: kind by kind, and within one as
// they came.
func SortRows(rows []Row) {
	place := make(map[string]int)
	for i, k := range kinds() {
		place[k.Name] = i
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(place[a.Kind], place[b.Kind]) })
}
