package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/store"
)

type outboxCmd struct {
	List  outboxListCmd  `cmd:"" default:"withargs" help:"Deliveries that are not sent."`
	Retry outboxRetryCmd `cmd:"" help:"Send a dead, held or uncertain delivery again."`
	Drop  outboxDropCmd  `cmd:"" help:"Give a delivery up for good; it stays in the ledger as dropped."`
}

type outboxListCmd struct {
	configFlag
	JSON bool `help:"One JSON object a line."`
}

// Run lists every delivery that has not reached its destination.
func (c *outboxListCmd) Run(ctx context.Context, std streams) error {
	_, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	list, err := s.Deliveries(ctx, docket.Pending, docket.Sending, docket.Uncertain, docket.Held, docket.Dead)
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLines(std.out, list)
	}
	rows := make([][]string, len(list))
	for i, d := range list {
		rows[i] = []string{strconv.FormatInt(d.ID, 10), strconv.FormatInt(d.AlertID, 10), d.Destination, string(d.State),
			strconv.Itoa(d.Attempts), d.NotBefore.UTC().Format(time.DateTime), whyWaiting(d)}
	}
	return table(std.out, "ID\tALERT\tTO\tSTATE\tTRIES\tNOT BEFORE (UTC)\tWHY", rows)
}

// whyWaiting says why a delivery is not sent: it is held, or a try went wrong.
func whyWaiting(d docket.Delivery) string {
	switch {
	case d.Carrier != 0:
		return fmt.Sprintf("told in the message of delivery %d", d.Carrier)
	case d.State == docket.Held:
		return d.Hold
	}
	return d.LastError
}

type outboxRetryCmd struct {
	configFlag
	ID int64 `arg:"" help:"The delivery's id."`
}

// Run puts a delivery back in the queue; the daemon takes it from there.
func (c *outboxRetryCmd) Run(ctx context.Context, std streams) error {
	return c.change(ctx, func(_ *config.Config, s *store.Store) error {
		if err := s.Retry(ctx, c.ID, time.Now()); err != nil {
			return err
		}
		_, _ = fmt.Fprintf(std.err, "delivery %d is pending again\n", c.ID)
		return nil
	})
}

type outboxDropCmd struct {
	configFlag
	ID int64 `arg:"" help:"The delivery's id."`
}

// Run gives a delivery up.
func (c *outboxDropCmd) Run(ctx context.Context, std streams) error {
	return c.change(ctx, func(_ *config.Config, s *store.Store) error {
		if err := s.Drop(ctx, c.ID, time.Now()); err != nil {
			return err
		}
		_, _ = fmt.Fprintf(std.err, "delivery %d is dropped; it stays in the ledger\n", c.ID)
		return nil
	})
}
