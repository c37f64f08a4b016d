package main

import (
	"context"
	"fmt"
	"io"
)

// version is set at build time: -ldflags "-X main.version=…".
var version = "dev"

type checkCmd struct{ configFlag }

// Run reports every problem with file:line, or says what would run. Mute rules
// are tried on the ledger, where there is one: it is only read.
func (c *checkCmd) Run(ctx context.Context, std streams) error {
	a, err := load(c.Config, io.Discard)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprint(std.err, a.config.Warnings.In(c.Config))
	bad, err := hidden(ctx, a)
	if err != nil { // an older ledger, a damaged one: the daemon says what to do
		_, _ = fmt.Fprintln(std.err, "warning:", err)
	}
	if len(bad) > 0 {
		return asFileError(c.Config, bad)
	}
	_, _ = fmt.Fprintf(std.out, "%s is good: %d sources, %d cases in %d courts, %d destinations%s\n",
		c.Config, len(a.sources), len(a.config.Cases), len(a.watch.Courts()), len(a.destinations), ownRules(a))
	return nil
}

// ownRules counts the user's own rules, where there are any.
func ownRules(a *assembly) string {
	if len(a.config.Rules)+len(a.config.Mute) == 0 {
		return ""
	}
	return fmt.Sprintf(", %d rules, %d mute rules", len(a.config.Rules), len(a.config.Mute))
}
