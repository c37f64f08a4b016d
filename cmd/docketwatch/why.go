package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"docketwatch/docket"
)

type whyCmd struct {
	configFlag
	Alert int64 `arg:"" help:"The alert's id, as \"docketwatch alerts\" lists it."`
	JSON  bool  `help:"One JSON object."`
}

// Run shows what an alert rests on: the sightings with time and digest, the
// earlier wordings, and every attempt to deliver it.
func (c *whyCmd) Run(ctx context.Context, std streams) error {
	_, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	e, err := s.Evidence(ctx, c.Alert)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(std.out).Encode(e)
	}
	say := func(format string, args ...any) {
		_, _ = fmt.Fprintf(std.out, format, args...) // a broken pipe ends the program by itself
	}
	say("alert %d: %s\n  %s\n  because: %s\n", e.Alert.ID, e.Alert.Kind, oneLine(e.Alert.Title), oneLine(e.Alert.Reason))
	for _, x := range e.Sightings {
		say("  seen by %s at %s, SHA-256 %s: %s\n", x.Source, x.FirstSeen.UTC().Format(time.RFC3339), x.Digest, oneLine(x.Text))
	}
	for _, r := range e.Revisions {
		say("  until %s it read: %s\n", r.At.UTC().Format(time.RFC3339), oneLine(r.Was))
	}
	for _, h := range e.Rules {
		say("  your rule %s fits the %s%s: %s\n", oneLine(h.Rule), h.In, onPage(h.Page), oneLine(or(h.Plain, "by its fields")))
	}
	for _, f := range e.Findings {
		say("  %s %s %s (%s)%s, by the pattern %q of rules/arguments/%s.yaml: %s\n", f.Speaker, f.Stance, f.Argument, f.Tier, onPage(f.Page), f.Pattern, f.Argument, oneLine(f.Plain))
	}
	for _, f := range e.Press {
		say("  it says: %s %s, in the %s at %d: %s\n", f.What, oneLine(f.Value), f.Field, f.Start, oneLine(f.Quote))
	}
	if e.Alert.Kind == docket.AlertPaired {
		for _, p := range e.Pairs {
			say("  filed %s, p. %d: %s\n  announced %s: %s %s\n  tie (%s): %s\n", p.Filed, p.Page, oneLine(p.Denied), p.Announced, oneLine(p.Title), oneLine(p.URL), p.Tie, oneLine(p.Because))
		}
	}
	for _, d := range e.Deliveries {
		say("  to %s: %s %s\n", d.Destination, d.State, d.Ref)
		for _, t := range d.History {
			say("    attempt %s: %s %s\n", t.Started.UTC().Format(time.RFC3339), orDash(t.Outcome), oneLine(t.Error))
		}
	}
	return nil
}

// onPage is the page, where one is known.
func onPage(page int) string {
	if page == 0 {
		return ""
	}
	return fmt.Sprintf(", p. %d", page)
}
