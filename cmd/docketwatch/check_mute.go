package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/rules"
	"docketwatch/store"
	"docketwatch/watcher"
)

// mostHidden is how many entries `check` shows of one mute rule.
const mostHidden = 3

// hidden are the mute rules that would have hidden an entry of the ledger in
// which an argument stands that is worth an alert: each with the entry. Where
// there is no ledger yet, there is nothing to try them on.
func hidden(ctx context.Context, a *assembly) (config.Problems, error) {
	if len(a.rulebook.Mutes) == 0 {
		return nil, nil
	}
	s, err := store.Open(ctx, a.config.Storage, store.Options{Now: time.Now})
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("mute rules not tried on the ledger: %w", err)
	}
	defer func() { _ = s.Close() }() // only read from
	arguer, err := newArguer(a.config)
	if err != nil {
		return nil, err
	}
	var problems config.Problems
	shown := make(map[int]int)
	for i := range a.config.Cases {
		c := &a.config.Cases[i]
		found, err := s.Findings(ctx, keysOf(*c)...)
		if err != nil {
			return nil, err
		}
		stands := make(map[string]docket.Finding)
		for _, f := range found {
			if _, known := stands[f.Subject]; !known && len(arguer.Worth([]docket.Finding{f})) > 0 {
				stands[f.Subject] = f
			}
		}
		if len(stands) == 0 {
			continue
		}
		entries, err := s.Entries(ctx, keysOf(*c))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			f, ok := stands[e.Subject()]
			if !ok {
				continue
			}
			for m := range a.rulebook.Mutes {
				if a.rulebook.Mutes[m].Alone().Muted(c, e, time.Now()) == "" {
					continue
				}
				if shown[m]++; shown[m] <= mostHidden {
					problems = append(problems, hides(a.config.Mute[m], c, e, f))
				}
			}
		}
	}
	for m, n := range shown {
		if n > mostHidden {
			problems = append(problems, config.Problem{Line: a.config.Mute[m].Line, Path: a.config.Mute[m].Path, Message: fmt.Sprintf("it would hide %d such entries more", n-mostHidden)})
		}
	}
	return problems, nil
}

// hides is the problem of one mute rule and one entry.
func hides(m config.Mute, c *docket.Case, e docket.Entry, f docket.Finding) config.Problem {
	number := "an entry without number"
	if e.DocumentNumber != "" {
		number = "No. " + e.DocumentNumber
	}
	return config.Problem{Line: m.Line, Path: m.Path, Hint: "narrow it by `case`, `by` or `find`",
		Message: fmt.Sprintf("it would hide %s of %s (%s, %q), in which the %s %s %s: “%s”", number, c.Name, e.Number, oneLine(e.Wording()), f.Speaker, f.Stance, f.Argument, oneLine(f.Plain))}
}

// newArguer finds the arguments that this program ships, and tells those that
// the configuration names.
func newArguer(c *config.Config) (*watcher.Arguer, error) {
	arguments, err := rules.Arguments()
	if err != nil {
		return nil, err
	}
	return watcher.NewArguer(arguments, c.Arguments)
}
