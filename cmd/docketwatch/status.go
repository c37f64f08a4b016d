package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/store"
	"docketwatch/watcher/courtlistener"
)

type statusCmd struct {
	configFlag
	JSON bool `help:"One JSON object."`
}

// A status is what `status --json` prints.
type status struct {
	Sources []docket.SourceState `json:"sources"`
	States  []docket.SourceStand `json:"states"`  // how each source stands: ok, late, partial, gap, blocked, broken
	Gaps    []docket.Gap         `json:"gaps"`    // open ones
	Dockets []caseComplete       `json:"dockets"` // how complete each watched docket is
	Queue   store.Queue          `json:"queue"`
	Held    map[string]int       `json:"held,omitempty"`    // why deliveries are held, and how many
	Digests map[string]time.Time `json:"digests,omitempty"` // destination to its next digest
	Muted   []docket.MutedCount  `json:"muted"`             // entries that are kept and not told, by mute rule

	Quota []courtlistener.Quota `json:"quota"`
	Disk  []space               `json:"disk"`
	Chain chain                 `json:"chain"`
}

// chain is how far the chain of evidence goes. A line worth keeping elsewhere.
type chain struct {
	Links int64  `json:"links"`
	Head  string `json:"head,omitempty"` // SHA-256 of the last link
}

// Run shows where each source stands, beside a running daemon or without one.
func (c *statusCmd) Run(ctx context.Context, std streams) error {
	cfg, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	now := time.Now()
	var st status
	if st.Sources, err = s.Sources(ctx); err != nil {
		return err
	}
	if st.Gaps, err = s.Gaps(ctx, true); err != nil {
		return err
	}
	if st.States, err = s.Stands(ctx); err != nil {
		return err
	}
	if st.Dockets, err = completeness(ctx, cfg.Cases, s); err != nil {
		return err
	}
	if st.Queue, err = s.QueueCounts(ctx); err != nil {
		return err
	}
	if st.Quota, err = quotas(ctx, cfg, s, now); err != nil {
		return err
	}
	if st.Muted, err = s.MutedCounts(ctx); err != nil {
		return err
	}
	if st.Disk, err = spaces(cfg); err != nil {
		_, _ = fmt.Fprintln(std.err, "docketwatch:", err) // the rest is worth showing
	}
	if st.Chain.Links, st.Chain.Head, err = s.Tip(ctx); err != nil {
		return err
	}
	if err := c.held(ctx, cfg, s, &st); err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(std.out).Encode(st)
	}
	var rows [][]string
	stands := make(map[string]docket.SourceStand)
	for _, x := range st.States {
		stands[x.Source] = x
	}
	for _, x := range st.Sources {
		state, since := string(x.Health), x.Since
		if stand, ok := stands[x.Name]; ok {
			state, since, x.Why = string(stand.Stand), stand.Since, or(x.Why, stand.Why)
		}
		rows = append(rows, []string{x.Name, state, ago(since, now), ago(x.LastGood, now), ago(x.LastChange, now), strconv.Itoa(x.Items), x.Coverage, x.Why})
	}
	if err := table(std.out, "SOURCE\tSTATE\tSINCE\tGOOD LOOK\tSOMETHING NEW\tITEMS\tCARRIES\tWHY", rows); err != nil {
		return err
	}
	for _, g := range st.Gaps {
		_, _ = fmt.Fprintln(std.out, "GAP  "+clean(gapWords(g))) // errors come back from the last line
	}
	for _, d := range st.Dockets {
		_, _ = fmt.Fprintf(std.out, "%s (%s): %s\n", clean(d.Case), d.Docket, clean(d.Words)) // the same
	}
	for _, q := range st.Quota {
		_, _ = fmt.Fprintf(std.out, "quota: %s\n", quotaLine(q, now))
	}
	for _, m := range st.Muted {
		_, _ = fmt.Fprintf(std.out, "muted: %d by %q, the last on %s\n", m.Entries, oneLine(m.Rule), m.Last.UTC().Format(time.DateOnly))
	}
	for _, x := range st.Disk {
		_, _ = fmt.Fprintf(std.out, "disk: %s\n", oneLine(x.String()))
	}
	if st.Chain.Links > 0 {
		_, _ = fmt.Fprintf(std.out, "evidence: %d links, the last %s\n", st.Chain.Links, st.Chain.Head)
	}
	for _, name := range slices.Sorted(maps.Keys(st.Digests)) {
		_, _ = fmt.Fprintf(std.out, "digest for %s: next at %s\n", name, st.Digests[name].In(cfg.Timezone).Format("Mon Jan 2, 3:04 PM MST"))
	}
	for _, why := range slices.Sorted(maps.Keys(st.Held)) {
		_, _ = fmt.Fprintf(std.out, "held, %s: %d\n", why, st.Held[why])
	}
	_, err = fmt.Fprintf(std.out, "queue: %d waiting, %d uncertain, %d held, %d dead; %d sent\n",
		st.Queue.Pending+st.Queue.Sending, st.Queue.Uncertain, st.Queue.Held, st.Queue.Dead, st.Queue.Sent)
	return err
}

// held adds why deliveries are held, and when the next digests come.
func (c *statusCmd) held(ctx context.Context, cfg *config.Config, s *store.Store, st *status) error {
	list, err := s.Deliveries(ctx, docket.Held)
	if err != nil {
		return err
	}
	st.Held, st.Digests = make(map[string]int), make(map[string]time.Time)
	for _, d := range list {
		st.Held[d.Hold]++
	}
	for _, e := range cfg.Notify {
		m, known, err := s.DigestMark(ctx, e.Name)
		if err != nil {
			return err
		}
		if known && e.Delivery.Digest != "" {
			st.Digests[e.Name] = m.Next
		}
	}
	return nil
}
