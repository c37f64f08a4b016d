package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"docketwatch/docket"
	"docketwatch/store"
)

type searchCmd struct {
	configFlag
	Query []string `arg:"" help:"Words that must all be there; \"words that stand together\", begin* for its endings, -without."`
	JSON  bool     `help:"One JSON object a line."`
	Limit int      `default:"20" help:"How many, the best first."`
}

// Run searches entries, documents and releases.
func (c *searchCmd) Run(ctx context.Context, std streams) error {
	cfg, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	hits, err := s.Search(ctx, searchWords(c.Query), c.Limit)
	if errors.Is(err, store.ErrNoWords) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	names := make(map[docket.DocketKey]string)
	for _, watched := range cfg.Cases {
		for _, k := range keysOf(watched) {
			names[k] = watched.Name
		}
	}
	for i := range hits {
		if name := names[hits[i].Docket]; name != "" {
			hits[i].Case = name
		}
	}
	if c.JSON {
		return jsonLines(std.out, hits)
	}
	for _, h := range hits {
		if _, err := fmt.Fprintf(std.out, "%s\n  %s\n", oneLine(place(h)), snippetLine(h.Snippet)); err != nil {
			return err
		}
	}
	if len(hits) == 0 {
		_, _ = fmt.Fprintln(std.err, "nothing holds these words")
	}
	return nil
}

// searchWords puts the arguments together again: one that holds a blank was quoted
// for the shell, and is a phrase.
func searchWords(args []string) string {
	if len(args) == 1 {
		return args[0]
	}
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = a
		if strings.ContainsAny(a, " \t") && !strings.Contains(a, `"`) {
			words[i] = `"` + a + `"`
		}
	}
	return strings.Join(words, " ")
}

// place says where a hit is.
func place(h store.Hit) string {
	if h.Kind == "release" {
		return strings.Join([]string{"release", string(h.Date), h.Title}, " · ")
	}
	words := []string{h.Kind, h.Case, strings.TrimSpace(h.Court + " " + h.Number)}
	if h.DocumentNumber != "" {
		number := "No. " + h.DocumentNumber
		if h.Attachment > 0 {
			number += fmt.Sprintf("-%d", h.Attachment)
		}
		words = append(words, number)
	}
	if h.Page > 0 {
		words = append(words, fmt.Sprintf("p. %d", h.Page))
	}
	return strings.Join(append(words, string(h.Date)), " · ")
}

// snippetLine is a snippet on one line, whose length the engine has kept.
func snippetLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x7f && r < 0xa0 }), " ")
}
