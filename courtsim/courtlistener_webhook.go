package courtsim

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// clDeliverer sends webhook events. An endpoint is disabled at its eighth
// failure in a row, and then no event is made for it.
type clDeliverer struct {
	enabled  bool
	failures int
	made     int
	events   []*clEvent
}

// clEvent is one event: the key is the same at every try.
type clEvent struct {
	key   string
	body  []byte
	made  time.Time
	next  time.Time
	tries int
	done  bool // delivered, or given up
	won   bool
}

// failuresToDisable, and how old an event may be to be sent again when its
// endpoint is enabled.
const (
	failuresToDisable = 8
	resendWithin      = 48 * time.Hour
)

// courtListenersRetries are 3, 9, 27 … 2,187 minutes.
func courtListenersRetries() (list []time.Duration) {
	for d := 3 * time.Minute; len(list) < 7; d *= 3 {
		list = append(list, d)
	}
	return list
}

// alert makes an event of a new entry, if its docket is subscribed to. The
// caller holds the lock.
func (c *CourtListener) alert(e *clEntry) {
	v := &c.deliverer
	if c.o.Webhook == "" || !v.enabled || !slices.ContainsFunc(c.alerts, func(a *clAlert) bool { return a.on && a.docket == e.docket }) {
		return
	}
	v.made++
	body, err := json.Marshal(map[string]any{
		"payload": map[string]any{"results": []any{e.render()}},
		"webhook": map[string]any{"version": 1, "event_type": 1, "date_created": stamped(c.h.clock), "deprecation_date": nil}})
	if err != nil {
		return // maps of text and numbers: it cannot happen
	}
	v.events = append(v.events, &clEvent{key: fmt.Sprintf("%08x-0000-4000-8000-%012x", v.made, e.id), body: body, made: c.now(), next: c.now()})
}

// Deliver posts every event that is due, once, and returns how many arrived.
// Nothing is posted by itself: who runs the courthouse says when.
func (c *CourtListener) Deliver(ctx context.Context) (arrived int) {
	c.h.mu.Lock()
	var due []*clEvent
	for _, e := range c.deliverer.events {
		if !e.done && !e.next.After(c.now()) {
			due = append(due, e)
		}
	}
	c.h.mu.Unlock()
	for _, e := range due {
		ok := c.post(ctx, e)
		c.h.mu.Lock()
		c.settle(e, ok)
		c.h.mu.Unlock()
		if ok {
			arrived++
		}
	}
	return arrived
}

// settle notes how a post ended. The caller holds the lock.
func (c *CourtListener) settle(e *clEvent, ok bool) {
	v := &c.deliverer
	e.tries++
	if ok {
		e.done, e.won, v.failures = true, true, 0
		return
	}
	if e.tries > len(c.o.Retries) {
		e.done = true
	} else {
		e.next = c.now().Add(c.o.Retries[e.tries-1])
	}
	if v.failures++; v.failures == failuresToDisable {
		v.enabled = false
		for _, x := range v.events {
			x.done = true
		}
	}
}

func (c *CourtListener) post(ctx context.Context, e *clEvent) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.o.Webhook, bytes.NewReader(e.body))
	if err != nil {
		return false
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", e.key)
	client := &http.Client{Timeout: 3 * time.Second, Transport: c.o.Through, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		return false
	}
	defer func() { _ = res.Body.Close() }() // only the status counts
	return res.StatusCode/100 == 2
}

// Endpoint says whether the webhook's endpoint is enabled, and how many events
// were made and how many arrived.
func (c *CourtListener) Endpoint() (enabled bool, made, arrived int) {
	c.h.mu.Lock()
	defer c.h.mu.Unlock()
	for _, e := range c.deliverer.events {
		if e.won {
			arrived++
		}
	}
	return c.deliverer.enabled, c.deliverer.made, arrived
}

// Enable enables the endpoint again, as its owner does by hand. What failed in
// the last two days is due once more.
func (c *CourtListener) Enable() {
	c.h.mu.Lock()
	defer c.h.mu.Unlock()
	v := &c.deliverer
	v.enabled, v.failures = true, 0
	for _, e := range v.events {
		if !e.won && c.now().Sub(e.made) <= resendWithin {
			e.done, e.tries, e.next = false, 0, c.now()
		}
	}
}
