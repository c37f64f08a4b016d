package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher/courtlistener"
	"docketwatch/web"
)

// listen serves what [web.Handler] does until stop is called. An address that
// cannot be had is an error at once, not a daemon that nobody can ask.
func (d *service) listen(ctx context.Context, c *config.Config) (stop func(), err error) {
	addr := c.Listen
	if addr == "" {
		return func() {}, nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("web.listen: %w", err)
	}
	server := web.Server(web.Handler(d, d.hooks(c)...))
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(l) // ends with ErrServerClosed at stop
	}()
	return func() {
		_ = server.Close()
		<-done
	}, nil
}

// hooks are the addresses that other services push to.
func (d *service) hooks(c *config.Config) []web.Hook {
	if !c.Hook.IsSet() {
		return nil
	}
	var hooks []web.Hook
	for _, e := range c.Sources {
		if e.Kind != "courtlistener" {
			continue
		}
		gate := courtlistener.PublicGate()
		if c.Private { // a simulated CourtListener pushes from loopback
			gate.From = append(gate.From, netip.MustParsePrefix("127.0.0.0/8"))
		}
		hooks = append(hooks, web.Hook{Path: c.Hook.Reveal(), Proxied: c.Proxied, Admit: gate.Admit,
			Keep: func(ctx context.Context, key string, body []byte) error {
				return d.store.Keep(ctx, courtlistener.InboxName(e.Name), key, body, d.now())
			}})
		break // one secret path, one account
	}
	return hooks
}

// Health answers "still detecting?": a look ended within its interval, and the
// ledger takes writes. A court that is down does not make the daemon ill; a
// loop that stands still does.
func (d *service) Health(ctx context.Context) web.Health {
	w := d.watching.Load()
	if w == nil {
		return web.Health{Why: "starting"}
	}
	looked, late := w.Progress()
	h := web.Health{OK: true, Looked: looked}
	_, h.Undelivered = d.delivering.Load().Delivering()
	for _, s := range w.States() {
		h.Sources++
		if s.Failures > 0 {
			h.Failing++
		}
		if s.LastLook.IsZero() {
			h.Unseen++
		}
	}
	if h.Sources == 0 {
		h.OK, h.Why = false, "no source is watched by this process"
	}
	if late > lateLimit {
		h.OK, h.Why = false, fmt.Sprintf("a look is overdue by %s", late.Round(time.Second))
	}
	if err := d.store.Writable(ctx); err != nil {
		h.OK, h.Why = false, err.Error()
	}
	return h
}

// alive answers "still detecting and delivering?", for the sign of life.
func (d *service) alive(ctx context.Context) (ok bool, why string) {
	if h := d.Health(ctx); !h.OK {
		return false, h.Why
	}
	return d.delivering.Load().Delivering()
}

// lateLimit is the longest a healthy loop may be behind: one look may take a
// minute, and others wait for their place.
const lateLimit = 3 * time.Minute

// Measures are what `status` shows, for machines.
func (d *service) Measures(ctx context.Context) (web.Measures, error) {
	m := web.Measures{Version: version, Health: d.Health(ctx), Gaps: make(map[string]int)}
	var err error
	if m.Sources, err = d.store.Sources(ctx); err != nil {
		return m, err
	}
	open, err := d.store.Gaps(ctx, true)
	if err != nil {
		return m, err
	}
	for _, g := range open {
		m.Gaps[g.Source]++
	}
	q, err := d.store.QueueCounts(ctx)
	if err != nil {
		return m, err
	}
	m.Queue = map[docket.DeliveryState]int{docket.Pending: q.Pending, docket.Sending: q.Sending, docket.Uncertain: q.Uncertain,
		docket.Held: q.Held, docket.Dead: q.Dead, docket.Dropped: q.Dropped, docket.Sent: q.Sent}
	list, err := quotas(ctx, d.file.Load(), d.store, d.now())
	for _, x := range list {
		for _, w := range x.Windows {
			m.Quota = append(m.Quota, web.QuotaMeasure{Account: x.Account, Window: time.Duration(w.Seconds) * time.Second, Limit: w.Limit, Left: w.Left})
		}
	}
	return m, err
}
