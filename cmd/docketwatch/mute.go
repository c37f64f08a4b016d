package main

import (
	"context"
	"fmt"
	"os/user"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/store"
)

type muteCmd struct {
	configFlag
	byFlag
	Case string        `arg:"" help:"The case, or as much of its name as no other has."`
	For  time.Duration `help:"How long: 2h; without it, until it is unmuted."`
}

// byFlag says on whose behalf; a chat gives its own.
type byFlag struct {
	By string `hidden:""`
}

func (b byFlag) who() string {
	if b.By != "" {
		return b.By
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "command line"
}

// Run keeps the new filings of a case quiet for a while.
func (c *muteCmd) Run(ctx context.Context, std streams) error {
	return c.change(ctx, func(cfg *config.Config, s *store.Store) error {
		of, err := oneCase(cfg.Cases, c.Case)
		if err != nil {
			return err
		}
		m := docket.Mute{Case: of.Name, By: c.who(), At: time.Now()}
		until := "until it is unmuted"
		if c.For > 0 {
			m.Until = m.At.Add(c.For)
			until = "until " + m.Until.In(cfg.Timezone).Format("Jan 2, 3:04 PM MST")
		}
		if err := s.Mute(ctx, m); err != nil {
			return err
		}
		_, _ = fmt.Fprintf(std.out, "%s is muted %s: its filings are kept and counted; what they argue is told all the same\n", of.Name, until)
		return nil
	})
}

type unmuteCmd struct {
	configFlag
	byFlag
	Case string `arg:"" help:"The case, or as much of its name as no other has."`
}

// Run lifts a mute.
func (c *unmuteCmd) Run(ctx context.Context, std streams) error {
	return c.change(ctx, func(cfg *config.Config, s *store.Store) error {
		of, err := oneCase(cfg.Cases, c.Case)
		if err != nil {
			return err
		}
		if err := s.Unmute(ctx, of.Name); err != nil {
			return err
		}
		_, _ = fmt.Fprintf(std.out, "%s is told of again\n", of.Name)
		return nil
	})
}

type ackCmd struct {
	configFlag
	byFlag
	Alert int64 `arg:"" help:"The alert's id, as \"docketwatch alerts\" lists it."`
}

// Run notes that somebody has seen to an alert.
func (c *ackCmd) Run(ctx context.Context, std streams) error {
	return c.change(ctx, func(_ *config.Config, s *store.Store) error {
		by, err := s.Ack(ctx, c.Alert, c.who(), time.Now())
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(std.out, "alert %d: seen to by %s\n", c.Alert, by)
		return nil
	})
}
