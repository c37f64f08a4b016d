package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/evidence"
	"docketwatch/store"
	"docketwatch/watcher/shelf"
)

type exportCmd struct {
	configFlag
	Case string `required:"" help:"A case's name, or part of it, as in the configuration."`
	Out  string `short:"o" help:"A folder that is made, or a file that ends in .zip. Without it: a folder named after the case and the day." type:"path" placeholder:"DIR|FILE.zip"`
	JSON bool   `help:"Say what the bundle holds as one JSON object."`
}

// Run writes the evidence bundle of one case, and checks it as its reader would.
func (c *exportCmd) Run(ctx context.Context, std streams) error {
	cfg, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	watched, err := oneCase(cfg.Cases, c.Case)
	if err != nil {
		return usageError{err}
	}
	now := time.Now().UTC().Truncate(time.Second)
	out := c.Out
	if out == "" {
		out = slug(watched.Name) + "-" + now.Format(time.DateOnly)
	}
	if _, err := os.Lstat(out); err == nil {
		return usageError{fmt.Errorf("%s is there already; a bundle never replaces anything", out)}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	about, err := writeBundle(ctx, cfg, s, watched, out, now)
	if err != nil {
		return fmt.Errorf("export %s: %w", watched.Name, err)
	}
	if c.JSON {
		return json.NewEncoder(std.out).Encode(struct {
			Path string `json:"path"`
			evidence.About
		}{out, about})
	}
	_, err = fmt.Fprintf(std.out, "%s: %d entries, %d sightings, %d findings, %d deliveries, %d documents; checked\nlast link: %d, SHA-256 %s\nREADME.txt in it says what it proves and how to verify it\n",
		out, about.Rows["entries"], about.Rows["sightings"], about.Rows["findings"], about.Rows["deliveries"], about.Rows["documents"], about.Links, about.Head)
	return err
}

// writeBundle writes it aside, checks it, and only then gives it its name.
func writeBundle(ctx context.Context, cfg *config.Config, s *store.Store, c docket.Case, out string, now time.Time) (evidence.About, error) {
	b, err := s.Bundle(ctx, c)
	if err != nil {
		return evidence.About{}, err
	}
	b.About.Made, b.About.Program = now, "docketwatch "+version
	papers, err := shelf.Beside(cfg.Papers.Dir)
	switch {
	case err == nil:
		defer func() { _ = papers.Close() }() // only read from
	case !errors.Is(err, fs.ErrNotExist): // nothing was fetched yet
		return b.About, err
	}
	if err := addCopies(ctx, s, papers, b); err != nil {
		return b.About, err
	}
	aside := out + ".part"
	if strings.HasSuffix(out, ".zip") { // openBundle goes by the name
		aside = strings.TrimSuffix(out, ".zip") + ".part.zip"
	}
	sink, err := newSink(aside)
	if err != nil {
		return b.About, err
	}
	about, err := b.Write(sink)
	if e := sink.finish(); err == nil {
		err = e
	}
	if err == nil {
		err = checkBundle(aside)
	}
	if err != nil {
		return about, errors.Join(err, os.RemoveAll(aside))
	}
	return about, os.Rename(aside, out)
}

func checkBundle(path string) error {
	bundle, done, err := openBundle(path)
	if err != nil {
		return err
	}
	v, err := evidence.Verify(bundle)
	if e := done.Close(); err == nil {
		err = e
	}
	if err == nil && len(v.Findings) > 0 {
		err = fmt.Errorf("%w: %s; `docketwatch verify` looks at the whole ledger", store.ErrForged, v.Findings[0])
	}
	return err
}

// addCopies adds what is still kept of the documents and looks that rows name, and
// notes what is not.
func addCopies(ctx context.Context, s *store.Store, papers *shelf.Shelf, b *evidence.Bundle) error {
	named := make(map[string]bool)
	add := func(name string, open func() (io.ReadCloser, error)) error {
		if named[name] {
			return nil
		}
		named[name] = true
		f, err := open()
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, store.ErrNoSuch) {
			b.About.Absent = append(b.About.Absent, name)
			return nil
		}
		if err != nil {
			return err
		}
		b.Files = append(b.Files, evidence.File{Name: name, Open: open})
		return f.Close()
	}
	for _, r := range b.Rows {
		var err error
		switch r.Kind {
		case "reading":
			digest := evidence.PaperOf(r)
			if digest == "" {
				continue
			}
			err = add(evidence.DocumentName(digest), func() (io.ReadCloser, error) {
				if papers == nil {
					return nil, fs.ErrNotExist
				}
				return papers.Open(digest)
			})
		case "raw":
			err = add(evidence.RawName(r.Name), func() (io.ReadCloser, error) {
				body, err := s.RawBytes(ctx, r.Name)
				return io.NopCloser(bytes.NewReader(body)), err
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// slug is a case's name as a folder's: letters, digits and hyphens.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	if len(words) == 0 {
		return "case"
	}
	return strings.Join(words, "-")
}

// A sink is where a bundle is written: a folder or a .zip.
type sink interface {
	evidence.Sink
	finish() error
}

func newSink(name string) (sink, error) {
	if !strings.HasSuffix(name, ".zip") {
		return folder(name), os.Mkdir(name, 0o700)
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &archive{f, zip.NewWriter(f)}, nil
}

type folder string

func (d folder) Create(name string) (io.WriteCloser, error) {
	at := filepath.Join(string(d), filepath.FromSlash(path.Clean("/"+name)))
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(at, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
}

func (d folder) finish() error { return nil }

type archive struct {
	file *os.File
	zip  *zip.Writer
}

func (a *archive) Create(name string) (io.WriteCloser, error) {
	w, err := a.zip.Create(name)
	return plainWriter{w}, err
}

func (a *archive) finish() error {
	return errors.Join(a.zip.Close(), a.file.Sync(), a.file.Close())
}

// plainWriter: a file of an archive ends when the next begins.
type plainWriter struct{ io.Writer }

func (plainWriter) Close() error { return nil }
