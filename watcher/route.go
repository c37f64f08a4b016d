package watcher

import (
	"slices"

	"docketwatch/docket"
)

// A Destination is where alerts go, as far as the watching half must know it:
// routing is decided when the alert is made, and stored with it.
type Destination struct {
	Name   string
	For    []docket.AlertKind // only these kinds; empty means every kind, and health where nobody asks for it. "rule" takes every alert that a rule of the user's fits
	Thread ThreadBy
}

// ThreadBy says what a destination keeps together in one thread.
type ThreadBy string

// The ways to thread.
const (
	ThreadNone     ThreadBy = "none"
	ThreadPerEntry ThreadBy = "per_entry" // what follows on an entry, in the entry's thread
	ThreadPerCase  ThreadBy = "per_case"  // everything on a case in one thread
)

// A Router decides who hears of what.
type Router []Destination

// Plan routes an alert to the named destinations, or, where none is named, to
// every destination that wants its kind.
func (r Router) Plan(a docket.Alert, named []string) docket.Plan {
	p := docket.Plan{Alert: a, Threads: make(map[string]string)}
	for _, d := range r {
		if !r.wants(d, a) || len(named) > 0 && !slices.Contains(named, d.Name) {
			continue
		}
		p.Destinations = append(p.Destinations, d.Name)
		if t := d.thread(a); t != "" {
			p.Threads[d.Name] = t
		}
	}
	return p
}

// wants: a destination that lists kinds takes only those, and what a rule of the
// user's fits where it lists "rule" or the rule names it. Health goes to those
// that ask for it; where nobody does it goes to all, because a daemon must not
// fail in silence. A digest is made for its destination and never routed.
func (r Router) wants(d Destination, a docket.Alert) bool {
	if a.Kind == docket.AlertHealth {
		asked := func(o Destination) bool { return slices.Contains(o.For, docket.AlertHealth) }
		return asked(d) || !slices.ContainsFunc(r, asked)
	}
	return len(d.For) == 0 || slices.Contains(d.For, a.Kind) || slices.ContainsFunc(urgent(a.Rules), func(h docket.RuleHit) bool {
		return slices.Contains(d.For, docket.AlertRule) || slices.Contains(h.Notify, d.Name)
	})
}

func (d Destination) thread(a docket.Alert) string {
	switch d.Thread {
	case ThreadPerEntry:
		return a.Subject
	case ThreadPerCase:
		if a.Case != "" {
			return "case:" + a.Case
		}
		return a.Subject
	}
	return ""
}

// Health lists the destinations that hear of trouble with the daemon itself.
func (r Router) Health() []string {
	return r.Plan(docket.Alert{Kind: docket.AlertHealth}, nil).Destinations
}
