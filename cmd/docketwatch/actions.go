package main

import (
	"context"
	"time"
)

type actionsCmd struct {
	configFlag
	JSON  bool `help:"One JSON object a line."`
	Limit int  `default:"50" help:"How many, newest first."`
}

// Run lists the audit trail: who asked what of the daemon, and what came of it.
func (c *actionsCmd) Run(ctx context.Context, std streams) error {
	_, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	list, err := s.Actions(ctx, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLines(std.out, list)
	}
	rows := make([][]string, len(list))
	for i, a := range list {
		rows[i] = []string{a.At.UTC().Format(time.DateTime), a.Who, a.Words, orDash(a.Outcome)}
	}
	return table(std.out, "AT (UTC)\tWHO\tASKED\tOUTCOME", rows)
}
