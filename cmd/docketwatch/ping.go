package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"go.uber.org/zap"

	"docketwatch/config"
)

// pinger sends a sign of life while the daemon still detects and delivers. A
// service that misses it calls somebody: the only word of a machine that is gone.
type pinger struct {
	address string // a secret: who knows it can keep a dead daemon alive
	every   time.Duration
	alive   func(context.Context) (ok bool, why string)
	client  *http.Client
	log     *zap.Logger

	silent bool // no ping goes out, or none arrives: said once, and once when it is over
}

// newPinger is nil where the file asks for no ping.
func newPinger(h config.Health, alive func(context.Context) (bool, string), log *zap.Logger) *pinger {
	if !h.Ping.IsSet() {
		return nil
	}
	return &pinger{address: h.Ping.Reveal(), every: h.Every, alive: alive, log: log, client: &http.Client{Timeout: 10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (p *pinger) run(ctx context.Context) error {
	ticker := time.NewTicker(p.every)
	defer ticker.Stop()
	for {
		p.once(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

// once asks whether all is well and says so. A ping that fails is logged and
// nothing more: that it is missed is what the other side is for.
func (p *pinger) once(ctx context.Context) {
	ok, why := p.alive(ctx)
	var err error
	if ok {
		err = p.send(ctx)
	} else {
		err = errors.New("not sent: " + why)
	}
	switch {
	case ctx.Err() != nil:
	case err != nil && !p.silent:
		p.silent = true
		p.log.Warn("no sign of life goes out", zap.Error(err))
	case err == nil && p.silent:
		p.silent = false
		p.log.Info("signs of life go out again")
	}
}

func (p *pinger) send(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.address, nil)
	if err != nil {
		return errors.New("the address cannot be asked")
	}
	req.Header.Set("User-Agent", "docketwatch/"+version)
	resp, err := p.client.Do(req)
	var u *url.Error
	if errors.As(err, &u) { // it would show the address
		err = u.Err
	}
	if err != nil {
		return fmt.Errorf("ping: %w", err)
	}
	defer func() { _ = resp.Body.Close() }() // nothing in it matters
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16))
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("ping: %s", resp.Status)
	}
	return nil
}
