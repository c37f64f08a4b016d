package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"docketwatch/config"
	"docketwatch/store"
	"docketwatch/watcher"
	"docketwatch/watcher/courtlistener"
	"docketwatch/watcher/fetch"
)

type captureCmd struct {
	configFlag
	Source string `arg:"" help:"A source's name, as \"docketwatch status\" lists it: court_rss/cand, doj_press."`
	Output string `short:"o" required:"" help:"Folder to save to." type:"path"`
}

// Run looks at one source once and saves every answer as it came, as input for
// tests and for a report of a fault. The ledger learns nothing of it.
func (c *captureCmd) Run(ctx context.Context, std streams) error {
	cfg, err := config.Load(c.Config)
	if err != nil {
		return asFileError(c.Config, err)
	}
	tap := &tape{dir: c.Output}
	a, err := assembleWith(cfg, io.Discard, tap.keep)
	if err != nil {
		return asFileError(c.Config, err)
	}
	var names []string
	for _, s := range a.sources {
		if s.Source.Name() != c.Source {
			names = append(names, s.Source.Name())
			continue
		}
		if cl, ok := s.Source.(*courtlistener.Source); ok {
			ledger, err := store.Open(ctx, cfg.Storage, store.Options{Now: time.Now})
			if err != nil {
				return fmt.Errorf("the requests are counted in the ledger: %w", err)
			}
			defer func() { _ = ledger.Close() }() // what was counted is committed
			cl.Keep(ledger, nil, time.Now)
		}
		_, err := s.Source.Poll(ctx, watcher.Cursor{Now: time.Now(), Full: true})
		if errors.Is(err, watcher.ErrNotModified) {
			err = nil
		}
		return errors.Join(tap.index(std.out), err)
	}
	return usageError{fmt.Errorf("no source is named %q; there are %s", c.Source, strings.Join(names, ", "))}
}

// A tape keeps answers as files, and a list of what each was asked with.
type tape struct {
	dir string

	mu    sync.Mutex
	list  []captured
	fault error
}

type captured struct {
	File   string    `json:"file"`
	URL    string    `json:"url"`
	Status int       `json:"status"`
	Type   string    `json:"content_type"`
	Size   int       `json:"size"`
	Cut    string    `json:"cut,omitempty"`
	At     time.Time `json:"at"`
}

var notInNames = regexp.MustCompile(`[^A-Za-z0-9.]+`)

// keep saves one answer. Its name is a number and the address with everything
// but letters, digits and dots taken out: no server chooses where it lands.
func (t *tape) keep(r *fetch.Response) {
	t.mu.Lock()
	defer t.mu.Unlock()
	name := strings.Trim(notInNames.ReplaceAllString(strings.TrimPrefix(strings.TrimPrefix(r.URL, "https://"), "http://"), "-"), "-.")
	name = fmt.Sprintf("%03d-%.80s", len(t.list)+1, name)
	if err := os.MkdirAll(t.dir, 0o750); err != nil {
		t.fault = errors.Join(t.fault, err)
		return
	}
	t.fault = errors.Join(t.fault, os.WriteFile(filepath.Join(t.dir, name), r.Body, 0o600))
	t.list = append(t.list, captured{File: name, URL: r.URL, Status: r.Status, Type: r.Header.Get("Content-Type"), Size: len(r.Body), Cut: r.Why, At: time.Now().UTC()})
}

// index writes the list beside the answers and prints it.
func (t *tape) index(w io.Writer) error {
	if len(t.list) == 0 {
		return errors.Join(t.fault, errors.New("the source was not asked anything, so there is nothing to save"))
	}
	raw, err := json.MarshalIndent(t.list, "", "  ")
	if err != nil {
		return err
	}
	for _, c := range t.list {
		_, _ = fmt.Fprintf(w, "%s  %d  %d bytes  %s\n", c.File, c.Status, c.Size, c.URL) // a broken pipe ends the program by itself
	}
	return errors.Join(t.fault, os.WriteFile(filepath.Join(t.dir, "index.json"), raw, 0o600))
}
