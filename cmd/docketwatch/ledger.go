package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"docketwatch/config"
	"docketwatch/store"
)

// openReader opens the ledger of a configuration beside a running daemon. The
// configuration's kinds are not built: looking must work when a secret is missing.
func openReader(ctx context.Context, path string) (*config.Config, *store.Store, error) {
	c, err := config.Load(path)
	if err != nil {
		return nil, nil, asFileError(path, err)
	}
	s, err := store.Open(ctx, c.Storage, store.Options{Now: time.Now})
	if err != nil {
		return nil, nil, err
	}
	return c, s, nil
}

// change opens the ledger beside a running daemon for one small change, which is
// committed when it returns.
func (f configFlag) change(ctx context.Context, do func(*config.Config, *store.Store) error) error {
	c, s, err := openReader(ctx, f.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // the change is committed
	return do(c, s)
}

// jsonLines prints one object a line.
func jsonLines[T any](w io.Writer, list []T) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, v := range list {
		if err := enc.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

// table prints rows in columns; every cell is made one harmless line.
func table(w io.Writer, header string, rows [][]string) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, header) // errors come back from Flush
	for _, r := range rows {
		for i := range r {
			r[i] = oneLine(r[i])
		}
		_, _ = fmt.Fprintln(t, strings.Join(r, "\t"))
	}
	return t.Flush()
}

// oneLine makes text from a court or a press office harmless in a terminal.
func oneLine(s string) string {
	s = clean(s)
	if r := []rune(s); len(r) > 120 {
		s = string(r[:119]) + "…"
	}
	return s
}

// clean leaves nothing in a text that a terminal would obey.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

// ago is a moment as a person in front of a terminal wants it.
func ago(t, now time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return now.Sub(t).Round(time.Second).String() + " ago"
}
