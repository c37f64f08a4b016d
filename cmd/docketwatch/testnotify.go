package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"docketwatch/docket"
	"docketwatch/notify"
)

type testNotifyCmd struct {
	configFlag
	Name string `arg:"" help:"The destination's name in the configuration."`
}

// Run sends one marked message and reports the destination's own answer. It
// goes past the ledger: a test must not wait behind the queue.
func (c *testNotifyCmd) Run(ctx context.Context, std streams) error {
	a, err := load(c.Config, std.out)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(a.destinations, func(d notify.Destination) bool { return d.Name == c.Name })
	if i < 0 {
		return usageError{fmt.Errorf("no destination is named %q in %s", c.Name, c.Config)}
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	ref, err := a.destinations[i].Notifier.Send(ctx, notify.Message{PublicID: newOwner(), Alert: docket.Alert{
		Kind: docket.AlertTest, Subject: "test", Title: "Test message from docketwatch",
		Body: "If you can read this, alerts for this destination arrive here.", Seen: time.Now(),
		Reason: "asked for with `docketwatch test-notify " + c.Name + "`",
	}})
	if err != nil {
		return fmt.Errorf("%s did not take the test message: %w", c.Name, err)
	}
	_, _ = fmt.Fprintf(std.err, "%s took the test message; its reference: %s\n", c.Name, orDash(ref))
	return nil
}
