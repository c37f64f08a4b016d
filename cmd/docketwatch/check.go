package main

import (
	"fmt"
	"io"
)

// version is set at build time: -ldflags "-X main.version=…".
var version = "dev"

type checkCmd struct{ configFlag }

// Run reports every problem with file:line, or says what would run.
func (c *checkCmd) Run(std streams) error {
	a, err := load(c.Config, io.Discard)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprint(std.err, a.config.Warnings.In(c.Config))
	_, _ = fmt.Fprintf(std.out, "%s is good: %d sources, %d cases in %d courts, %d destinations\n",
		c.Config, len(a.sources), len(a.config.Cases), len(a.watch.Courts()), len(a.destinations))
	return nil
}
