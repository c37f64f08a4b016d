package main

import (
	"fmt"
	"slices"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/rules"
	"docketwatch/watcher"
)

// digestFloor is the shortest time between two digests.
const digestFloor = 15 * time.Minute

// What holds where the file says nothing. Six filings of one case at once are
// rare and are one event; thirty messages in ten minutes is more than a busy day
// brings. A screen and a program ring for nobody: they take everything as it
// comes.
var (
	usualBurst = notify.Limit{Over: 5, Within: time.Minute}
	usualFlood = notify.Limit{Over: 30, Within: 10 * time.Minute}
	unbraked   = []string{"console", "webhook"}
)

// mannersOf is how a destination wants to be talked to.
func mannersOf(e config.Entry, c *config.Config) (notify.Manners, config.Problems) {
	x := e.Delivery
	var m notify.Manners
	if !slices.Contains(unbraked, e.Kind) {
		m.Burst, m.Flood = usualBurst, usualFlood
	}
	if x.Burst != nil {
		m.Burst = notify.Limit(*x.Burst)
	}
	if x.Flood != nil {
		m.Flood = notify.Limit(*x.Flood)
	}
	zone := c.Timezone
	if zone == nil { // the file named none that there is, which was said
		zone = time.UTC
	}
	var problems config.Problems
	if x.Quiet != nil {
		problems = append(problems, knownKinds(e, "quiet.except", x.Quiet.Except)...)
		m.Quiet = &notify.Quiet{From: int(x.Quiet.From), To: int(x.Quiet.To), Zone: zone, Except: x.Quiet.Except}
	}
	if x.Digest == "" {
		return m, problems
	}
	floor := digestFloor
	if c.Private {
		floor = time.Second
	}
	s, err := watcher.ParseSchedule(x.Digest, zone, floor)
	if err != nil {
		return m, append(problems, e.Problem(`standard cron: "0 8 * * 1-5" is eight o'clock on working days`, "digest: %v", err)...)
	}
	m.Digest = &notify.Digest{Spec: zone.String() + " " + x.Digest, Next: s.Tick, Zone: zone, Skip: make(map[string]bool)}
	for _, watched := range c.Cases {
		if len(watched.Notify) > 0 && !slices.Contains(watched.Notify, e.Name) {
			m.Digest.Skip[watched.Name] = true
		}
	}
	return m, problems
}

// knownKinds: a name that is neither a kind of alert nor a kind of document would
// ring for nobody, or keep nothing from being held, unseen.
func knownKinds(e config.Entry, key string, names []string) config.Problems {
	var kinds []string
	for _, k := range docket.AlertKinds() {
		kinds = append(kinds, string(k))
	}
	for _, k := range rules.DocumentKinds() {
		kinds = append(kinds, string(k))
	}
	var problems config.Problems
	for _, name := range names {
		if slices.Contains(kinds, name) {
			continue
		}
		hint := "kinds of alert are in docs/delivery.md; kinds of document are listed by `docketwatch read --list`"
		if near := config.Nearest(name, kinds); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		problems = append(problems, e.Problem(hint, "%s: %q is no kind of alert or of document", key, name)...)
	}
	return problems
}

// unheard warns of what this program is for and no destination takes.
func unheard(a *assembly) config.Problems {
	var problems config.Problems
	for _, kind := range []docket.AlertKind{docket.AlertFiling, docket.AlertArgument, docket.AlertGap} {
		heard := slices.ContainsFunc(a.router, func(d watcher.Destination) bool { return len(d.For) == 0 || slices.Contains(d.For, kind) }) ||
			slices.ContainsFunc(a.destinations, func(d notify.Destination) bool { return d.Manners.Digest != nil })
		if len(a.destinations) > 0 && !heard {
			problems = append(problems, config.Problem{Warning: true, Path: "notify", Message: fmt.Sprintf("no destination takes alerts of kind %q, and none has a digest: nobody will hear of them", kind)})
		}
	}
	return problems
}
