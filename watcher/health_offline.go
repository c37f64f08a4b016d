package watcher

import (
	"errors"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"docketwatch/docket"
)

// A reach knows which sources cannot be connected to at all. Where several cannot
// and none answers, it is we who are offline: that is told once, and not once for
// each source.
type reach struct {
	mu       sync.Mutex
	away     map[string]time.Time // since when each could not be connected to
	answered time.Time            // when any source last gave any answer, a refusal too
	covered  map[string]bool      // sources whose trouble was told as ours
	down     time.Time            // since when we are offline; zero: we are not
}

// noConnection stands before the error of a source that could not be connected
// to, so that a later process knows it from one that answered badly.
const noConnection = "no connection: "

// offlineFrom is how many sources must be out of reach.
const offlineFrom = 2

// unconnected reports whether an error means that nobody was reached: no name, no
// route, no one who took the connection.
func unconnected(err error) bool {
	var name *net.DNSError
	var op *net.OpError
	return errors.As(err, &name) || errors.As(err, &op) && op.Op == "dial"
}

// remember takes up what an earlier process left.
func (r *reach) remember(s docket.SourceState) {
	if r == nil || s.Failures < alarmAfter || !strings.HasPrefix(s.Why, noConnection) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.set(s.Name, s.Since)
	if len(r.away) < offlineFrom {
		return
	}
	for name, since := range r.away {
		r.covered[name] = true
		if r.down.IsZero() || since.Before(r.down) {
			r.down = since
		}
	}
}

func (r *reach) set(name string, since time.Time) {
	if r.away == nil {
		r.away, r.covered = make(map[string]time.Time), make(map[string]bool)
	}
	if _, already := r.away[name]; !already {
		r.away[name] = since
	}
}

// note takes in how a look ended.
func (r *reach) note(name string, connected bool, at time.Time) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if !connected {
		r.set(name, at)
		return
	}
	delete(r.away, name)
	if at.After(r.answered) {
		r.answered = at
	}
}

// offline says since when nothing answers; false where something does.
func (r *reach) offline() (since time.Time, is bool) {
	for _, at := range r.away {
		if since.IsZero() || at.Before(since) {
			since = at
		}
	}
	return since, len(r.away) >= offlineFrom && r.answered.Before(since)
}

// cover reports whether the trouble of a source is ours, and since when we are
// offline. It is then told for all of them.
func (r *reach) cover(name string) (down time.Time, is bool) {
	if r == nil {
		return time.Time{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	since, is := r.offline()
	if _, away := r.away[name]; !is || !away {
		return time.Time{}, false
	}
	if r.down.IsZero() {
		r.down = since
	}
	r.covered[name] = true
	return r.down, true
}

// uncover reports whether the trouble of a source was told as ours and is its
// own: others answer again.
func (r *reach) uncover(name string) bool {
	if r == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, is := r.offline(); is || !r.covered[name] {
		return false
	}
	r.forget(name)
	return true
}

// back reports whether a source that works again was away because we were, and
// since when.
func (r *reach) back(name string) (down time.Time, was bool) {
	if r == nil {
		return time.Time{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.covered[name] {
		return time.Time{}, false
	}
	down = r.down
	r.forget(name)
	return down, true
}

func (r *reach) forget(name string) {
	delete(r.covered, name)
	if len(r.covered) == 0 {
		r.down = time.Time{}
	}
}

// networkAlert tells that we are offline, or no longer.
func networkAlert(title, body, digest string, down, now time.Time) docket.Alert {
	return docket.Alert{Subject: "daemon:network", Kind: docket.AlertHealth, Digest: digest + strconv.FormatInt(down.UnixMilli(), 10),
		Title: title, Body: body, Source: "network", Seen: now, Reason: "the watching itself"}
}
