package main

import (
	"context"
	"fmt"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher"
)

type gapsCmd struct {
	configFlag
	JSON bool `help:"One JSON object a line."`
	All  bool `help:"Also what was closed."`
}

// gapRow is one line of `gaps --json`: a stretch of a source, a docket that is
// not known whole, or something that was due.
type gapRow struct {
	What     string               `json:"what"` // "gap", "docket", "expected"
	Gap      *docket.Gap          `json:"gap,omitempty"`
	Fills    []docket.Fill        `json:"dockets,omitempty"` // of a gap
	Docket   *docket.Completeness `json:"docket,omitempty"`
	Expected *docket.Expected     `json:"expected,omitempty"`
	Words    string               `json:"words"`
}

// Run lists everything that is known to be missing, and with --all how what was
// missing was closed.
func (c *gapsCmd) Run(ctx context.Context, std streams) error {
	cfg, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	list, err := gapRows(ctx, cfg, s, c.All)
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLines(std.out, list)
	}
	if len(list) == 0 {
		_, err = fmt.Fprintln(std.out, "nothing is known to be missing")
		return err
	}
	for _, r := range list {
		if _, err := fmt.Fprintln(std.out, clean(r.Words)); err != nil {
			return err
		}
		for _, f := range r.Fills {
			state := "open, " + asksOf(f)
			if !f.Closed.IsZero() {
				state = f.How
			}
			if _, err := fmt.Fprintf(std.out, "    %s: %s\n", f.Docket, clean(state)); err != nil {
				return err
			}
		}
	}
	return nil
}

func asksOf(f docket.Fill) string {
	switch {
	case f.Next.IsZero():
		return "no other source to ask"
	case f.Asks == 0:
		return "another source is asked at " + f.Next.UTC().Format(time.DateTime) + " UTC"
	}
	return fmt.Sprintf("read elsewhere %d times, %d filings found, again at %s UTC", f.Asks, f.Found, f.Next.UTC().Format(time.DateTime))
}

func gapRows(ctx context.Context, cfg *config.Config, s *store.Store, all bool) (list []gapRow, err error) {
	gaps, err := s.Gaps(ctx, !all)
	if err != nil {
		return nil, err
	}
	fills, err := s.Fills(ctx)
	if err != nil {
		return nil, err
	}
	for i := range gaps {
		g := &gaps[i]
		row := gapRow{What: "gap", Gap: g, Words: gapWords(*g)}
		for _, f := range fills {
			if f.Gap == g.ID {
				row.Fills = append(row.Fills, f)
			}
		}
		list = append(list, row)
	}
	dockets, err := completeness(ctx, cfg.Cases, s)
	if err != nil {
		return nil, err
	}
	for _, d := range dockets {
		if len(d.Open()) > 0 || all && len(d.Unfound) > 0 {
			list = append(list, gapRow{What: "docket", Docket: &d.Completeness, Words: fmt.Sprintf("%s (%s): %s", d.Case, d.Docket, d.Completeness.Words())})
		}
	}
	expected, err := s.Expected(ctx, !all)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	for i := range expected {
		x := &expected[i]
		if !all && x.Due.After(now) {
			continue
		}
		words := fmt.Sprintf("%s: %s of %s by the docket text of No. %s", x.Docket, x.What, x.Day, orDash(x.Number))
		if x.How != "" {
			words += ": " + x.How
		}
		list = append(list, gapRow{What: "expected", Expected: x, Words: words})
	}
	return list, nil
}

// gapWords is a gap in one line.
func gapWords(g docket.Gap) string {
	to := "now"
	if !g.To.IsZero() {
		to = g.To.UTC().Format(time.DateTime)
	}
	text := fmt.Sprintf("%s from %s to %s UTC: %s", g.Source, g.From.UTC().Format(time.DateTime), to, g.Why)
	if !g.Closed.IsZero() {
		text += fmt.Sprintf("; closed %s: %s", g.Closed.UTC().Format(time.DateTime), g.How)
	}
	return text
}

// caseComplete is how complete one docket of a case is, as programs read it.
type caseComplete struct {
	Case string `json:"case"`
	docket.Completeness
	Words string `json:"words"`
}

// completeness is how complete every docket of these cases is, in their order.
func completeness(ctx context.Context, cases []docket.Case, s *store.Store) ([]caseComplete, error) {
	w := watcher.NewWatch(cases)
	var keys []docket.DocketKey
	for _, ref := range w.All() {
		keys = append(keys, ref.Key())
	}
	a, err := s.Audit(ctx, keys, time.Now())
	if err != nil {
		return nil, err
	}
	states, err := s.Sources(ctx)
	if err != nil {
		return nil, err
	}
	all := watcher.Completenesses(w.All(), a, states)
	var list []caseComplete
	for _, c := range cases {
		for _, ref := range c.Dockets {
			list = append(list, caseComplete{Case: c.Name, Completeness: all[ref.Key()], Words: all[ref.Key()].Words()})
		}
	}
	return list, nil
}
