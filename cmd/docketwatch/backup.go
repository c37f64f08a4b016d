package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"
)

type backupCmd struct {
	configFlag
	File string `arg:"" help:"Where the copy goes; it must not be there yet." type:"path"`
}

// Run copies the ledger while a daemon may be writing it.
func (c *backupCmd) Run(ctx context.Context, std streams) error {
	_, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	bar := copying{out: std.err, every: time.Second}
	v, err := s.Backup(ctx, c.File, bar.show)
	bar.end()
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "%s: %s, every page and the chain checked\n%s", c.File, sizeWords(info.Size()), chainLines(v))
	return err
}

// copying shows how far a copy has come. A small ledger is done before it says
// anything.
type copying struct {
	out   io.Writer
	every time.Duration
	last  time.Time
	shown bool
}

func (p *copying) show(written, whole int64) {
	now := time.Now()
	if p.last.IsZero() {
		p.last = now
	}
	if now.Sub(p.last) < p.every || whole == 0 {
		return
	}
	p.last, p.shown = now, true
	_, _ = fmt.Fprintf(p.out, "\rcopying: %s of %s (%d %%) ", sizeWords(written), sizeWords(whole), 100*written/whole) // for the eye only
}

func (p *copying) end() {
	if p.shown {
		_, _ = fmt.Fprintln(p.out)
	}
}

// sizeWords is a size as a person reads it.
func sizeWords[N int64 | uint64](bytes N) string {
	units := []string{"bytes", "KiB", "MiB", "GiB", "TiB"}
	n, unit := float64(bytes), 0
	for n >= 1024 && unit < len(units)-1 {
		n, unit = n/1024, unit+1
	}
	if unit == 0 {
		return fmt.Sprintf("%d bytes", bytes)
	}
	return fmt.Sprintf("%.1f %s", n, units[unit])
}
