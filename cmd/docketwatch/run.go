package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

type runCmd struct {
	configFlag
	Verbose bool `short:"v" help:"Log more."`
}

// Run is the daemon. To be told to stop before it has started is no failure.
func (c *runCmd) Run(ctx context.Context, std streams) error {
	err := c.serve(ctx, std)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (c *runCmd) serve(ctx context.Context, std streams) error {
	a, err := load(c.Config, std.out)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprint(std.err, a.config.Warnings.In(c.Config))
	log := newLog(std.err, c.Verbose)
	d, err := openService(ctx, a.config.Storage, log)
	if err != nil {
		return err
	}
	defer func() {
		if err := d.store.Close(); err != nil {
			log.Error("ledger not closed", zap.Error(err))
		}
	}()
	if err := d.mount(a); err != nil {
		return err
	}
	stop, err := d.listen(ctx, a.config)
	if err != nil {
		return usageError{err}
	}
	defer stop()
	log.Info("watching", zap.Int("sources", len(a.sources)), zap.Int("cases", len(a.config.Cases)),
		zap.Int("destinations", len(a.destinations)), zap.String("listen", a.config.Listen))
	_, _ = daemon.SdNotify(false, daemon.SdNotifyReady) // no service manager: nothing to tell
	go d.watchdog(ctx)
	err = c.serveReloading(ctx, d, std)
	_, _ = daemon.SdNotify(false, daemon.SdNotifyStopping)
	log.Info("stopped")
	return err
}

// serveReloading serves until ctx is done. SIGHUP reads the file again: a good
// one replaces the halves between two turns; a broken one is reported, and the
// old configuration runs on.
func (c *runCmd) serveReloading(ctx context.Context, d *service, std streams) error {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	for {
		round, end := context.WithCancel(ctx)
		ended := make(chan error, 1)
		go func() { ended <- d.serve(round) }()
		reloaded := false
		for !reloaded {
			select {
			case err := <-ended:
				end()
				return err
			case <-hup:
				a, err := load(c.Config, std.out)
				if err != nil {
					d.log.Error("configuration not reloaded; the old one runs on")
					report(std.err, err)
					continue
				}
				end()
				if err := <-ended; err != nil {
					return err
				}
				if err := d.mount(a); err != nil {
					return err
				}
				d.log.Info("configuration reloaded", zap.Int("sources", len(a.sources)), zap.Int("cases", len(a.config.Cases)))
				reloaded = true
			}
		}
	}
}

// watchdog tells the service manager that the daemon still detects, from the
// same check as /healthz: a heart that beats on its own proves nothing.
func (d *service) watchdog(ctx context.Context) {
	every, err := daemon.SdWatchdogEnabled(false)
	if err != nil || every == 0 {
		return
	}
	ticker := time.NewTicker(every / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if d.Health(ctx).OK {
				_, _ = daemon.SdNotify(false, daemon.SdNotifyWatchdog)
			}
		}
	}
}

// newLog writes one JSON object a line, so that hostile text cannot forge lines.
func newLog(w io.Writer, verbose bool) *zap.Logger {
	level := zapcore.InfoLevel
	if verbose {
		level = zapcore.DebugLevel
	}
	enc := zap.NewProductionEncoderConfig()
	enc.EncodeTime = zapcore.ISO8601TimeEncoder
	return zap.New(zapcore.NewCore(zapcore.NewJSONEncoder(enc), zapcore.Lock(zapcore.AddSync(w)), level))
}
