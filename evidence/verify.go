package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// A Finding of a check: what was found to be different, the first first.
type Finding struct {
	Where string // the file, or the row
	What  string
}

func (f Finding) String() string { return f.Where + ": " + f.What }

// A Verdict is what came of checking a bundle.
type Verdict struct {
	About    About
	Files    int
	Findings []Finding
}

// Verify checks a bundle: every file against its digest, the chain link by link,
// every row against a manifest that the chain vouches for, and every table, the
// README among them, against what the rows make. The error is of reading.
func Verify(bundle fs.FS) (Verdict, error) {
	c := check{bundle: bundle, held: make(map[string][]byte)}
	if err := c.sums(); err != nil {
		return c.verdict, err
	}
	b := Bundle{Manifests: make(map[int64][]byte)}
	if err := json.Unmarshal(c.held[aboutFile], &b.About); err != nil {
		c.found(aboutFile, "cannot be read: %v", err)
	}
	c.verdict.About = b.About
	c.chain(&b)
	c.rows(&b)
	c.made(b)
	return c.verdict, nil
}

// A check is one run over one bundle.
type check struct {
	bundle  fs.FS
	held    map[string][]byte // the files that are read again: all but copies
	files   map[string]Digest
	verdict Verdict
}

func (c *check) found(where, format string, args ...any) {
	c.verdict.Findings = append(c.verdict.Findings, Finding{where, fmt.Sprintf(format, args...)})
}

// sums compares every file with its digest, and the list with the files.
func (c *check) sums() error {
	list, err := fs.ReadFile(c.bundle, sumsFile)
	if err != nil {
		return fmt.Errorf("not an evidence bundle: %w", err)
	}
	named := make(map[string]Digest)
	for i, line := range strings.SplitAfter(string(list), "\n") {
		digest, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		switch {
		case line == "":
		case !ok || len(digest) != 64 || !strings.HasSuffix(line, "\n") || named[name] != "":
			c.found(sumsFile, "line %d was changed", i+1)
		default:
			named[name] = Digest(digest)
		}
	}
	c.files = make(map[string]Digest)
	err = fs.WalkDir(c.bundle, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == sumsFile {
			return err
		}
		got, err := c.digest(name)
		if err != nil {
			return err
		}
		c.verdict.Files++
		c.files[name] = got
		switch want := named[name]; {
		case want == "":
			c.found(name, "is not listed in %s", sumsFile)
		case want != got:
			c.found(name, "is not the file that %s lists", sumsFile)
		}
		delete(named, name)
		return nil
	})
	for name := range named {
		c.found(name, "is listed in %s and not there", sumsFile)
	}
	slices.SortFunc(c.verdict.Findings, func(a, b Finding) int { return strings.Compare(a.Where, b.Where) })
	return err
}

// digest reads a file; what is no copy is held, to be looked into.
func (c *check) digest(name string) (Digest, error) {
	f, err := c.bundle.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // only read from
	if strings.HasPrefix(name, "documents/") || strings.HasPrefix(name, "looks/") {
		d, err := put(discard{}, name, f)
		return d, err
	}
	body, err := io.ReadAll(f)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	c.held[name] = body
	return Of(body), nil
}

type discard struct{}

func (discard) Create(string) (io.WriteCloser, error) { return discard{}, nil }
func (discard) Write(p []byte) (int, error)           { return len(p), nil }
func (discard) Close() error                          { return nil }

// chain follows the links, and holds the manifests against them.
func (c *check) chain(b *Bundle) {
	var last Link
	for i, line := range strings.SplitAfter(string(c.held[chainFile]), "\n") {
		if line == "" {
			continue
		}
		l, err := ReadLink(strings.TrimSuffix(line, "\n"))
		if err == nil {
			err = l.Follows(last)
		}
		if err != nil {
			c.found(chainFile, "line %d: %v", i+1, err)
			return
		}
		last = l
		b.Links = append(b.Links, l)
	}
	links := make(map[string]Link)
	for _, l := range b.Links {
		links[manifestName(l.Seq)] = l
	}
	for name, body := range c.held {
		if !strings.HasPrefix(name, "manifests/") {
			continue
		}
		l, ok := links[name]
		if !ok || Of(body) != l.Root {
			c.found(name, "is not the manifest of a link in %s", chainFile)
			continue
		}
		b.Manifests[l.Seq] = body
	}
}

// rows finds each row in a manifest, the newest that names it.
func (c *check) rows(b *Bundle) {
	newest := make(map[[2]string]Listed)
	for _, l := range b.Links {
		list, err := ReadManifest(b.Manifests[l.Seq])
		if err != nil {
			c.found(manifestName(l.Seq), "%v", err)
		}
		for _, x := range list {
			newest[[2]string{x.Kind, x.Name}] = x
		}
	}
	seen := make(map[[2]string]bool)
	for i, line := range bytes.SplitAfter(c.held[rowsFile], []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		where := fmt.Sprintf("%s, line %d", rowsFile, i+1)
		r, err := readRow(bytes.TrimSuffix(line, []byte("\n")))
		if err != nil {
			c.found(where, "%v", err)
			continue
		}
		b.Rows = append(b.Rows, r)
		key := [2]string{r.Kind, OneLine(r.Name)}
		switch listed, ok := newest[key]; {
		case !ok:
			c.found(where, "%s %s is in no manifest", r.Kind, r.Name)
		case !listed.Matches(r):
			c.found(where, "%s %s is not the row that was bound into the chain", r.Kind, r.Name)
		case seen[key]:
			c.found(where, "%s %s is there twice", r.Kind, r.Name)
		}
		seen[key] = true
		c.copyOf(r, b)
	}
}

// copyOf holds a copy against the row that names its digest.
func (c *check) copyOf(r Row, b *Bundle) {
	k := Kind{r.Kind, columnsOf(r.Kind)}
	v, err := values(k, r.Line)
	if err != nil {
		return // the table says so
	}
	text := func(column string) string {
		s, _ := v[slices.Index(k.Columns, column)].(string)
		return s
	}
	name, want := "", ""
	switch r.Kind {
	case "reading":
		name, want = DocumentName(text("digest")), text("digest")
	case "raw":
		name, want = RawName(r.Name), text("packed_sha256")
	}
	if want == "" {
		return
	}
	switch got, there := c.files[name]; {
	case there && string(got) != want:
		c.found(name, "is not the file that %s %s names", r.Kind, r.Name)
	case !there && !slices.Contains(b.About.Absent, name):
		c.found(name, "is named by %s %s and not there", r.Kind, r.Name)
	}
}

// readRow is a line of rows.jsonl as a row.
func readRow(line []byte) (Row, error) {
	var head []any
	if err := json.Unmarshal(line, &head); err != nil || len(head) == 0 {
		return Row{}, errors.Join(errors.New("not the line of a row"), err)
	}
	kind, _ := head[0].(string)
	k := Kind{kind, columnsOf(kind)}
	if k.Columns == nil {
		return Row{}, fmt.Errorf("%q is no kind of row", kind)
	}
	v, err := values(k, line)
	if err != nil {
		return Row{}, err
	}
	name := fmt.Sprint(v[0])
	switch kind {
	case "raw":
		name += fmt.Sprintf("/%v", v[4])
	case "sighting":
		name += fmt.Sprintf("/%v/%v", v[1], v[2])
	case "page":
		name += fmt.Sprintf("/%v", v[1])
	}
	return Row{Kind: kind, Name: name, Line: line}, nil
}

// made makes every table again from the rows.
func (c *check) made(b Bundle) {
	head := b.About
	b.complete()
	if head.Links != b.About.Links || head.Head != b.About.Head {
		c.found(aboutFile, "names another last link than %s has", chainFile)
	}
	if !maps.Equal(head.Rows, b.About.Rows) {
		c.found(aboutFile, "counts other rows than there are")
	}
	b.About = head
	files, err := b.made()
	if err != nil {
		c.found(rowsFile, "%v", err)
		return
	}
	for name, want := range files {
		if got, there := c.held[name]; there && !bytes.Equal(got, want) && name != aboutFile {
			c.found(name, "does not show what the rows say")
		} else if !there {
			c.found(name, "is missing")
		}
	}
}
