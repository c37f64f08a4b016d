package notify

import (
	"math"
	"slices"
	"time"

	"docketwatch/docket"
)

// arrange decides what of a backlog goes now, what is held, and what is told
// together. It looks at nothing but its arguments; edits says which deliveries
// only change a message that stands, and so make no noise. Nothing is ever
// dropped here: each delivery goes by itself, or is a member of exactly one group.
func arrange(destination string, b docket.Backlog, m Manners, edits func(docket.Queued) bool, now time.Time) docket.Arrangement {
	p := planner{destination: destination, m: m, now: now, sent: b.Sent, open: make(map[string][]int64)}
	for _, q := range b.Waiting {
		p.sort(q, edits(q))
	}
	p.keepQuiet()
	p.brake()
	p.burst()
	return p.out
}

// planner holds one arrangement while it is made.
type planner struct {
	destination string
	m           Manners
	now         time.Time
	sent        int

	ready []docket.Queued    // can go now
	held  []docket.Queued    // were held, each for itself
	open  map[string][]int64 // what waits on each entry, oldest first
	out   docket.Arrangement
}

// sort takes a delivery in, unless it is not to be touched: it is under way, it
// travels in another's message, a person let it go, or it makes no noise.
func (p *planner) sort(q docket.Queued, silent bool) {
	p.open[q.Subject] = append(p.open[q.Subject], q.ID)
	switch {
	case q.Carrier != 0:
	case q.State == docket.Held && silent: // what it changes was told meanwhile
		p.out.Release = append(p.out.Release, q.ID)
	case q.State == docket.Held:
		p.held = append(p.held, q)
	case q.State != docket.Pending, q.Hold == docket.HoldByHand:
	case silent, q.Alert.Kind == docket.AlertDigest, q.Alert.Kind == docket.AlertTest:
	default:
		p.ready = append(p.ready, q)
	}
}

// keepQuiet holds what comes in quiet hours, and lets it go after them: one by
// one if there are few, together if there are more. What is excepted takes along
// what was held of its entry, so that no argument comes before its filing.
func (p *planner) keepQuiet() {
	end, quiet := p.m.Quiet.Until(p.now)
	if !quiet {
		p.wake()
		return
	}
	loud := make(map[string]int64)
	for _, list := range [][]docket.Queued{p.held, p.ready} {
		for _, q := range list {
			if p.m.Quiet.exempt(q.Alert) {
				loud[q.Subject] = max(loud[q.Subject], q.ID)
			}
		}
	}
	var ready, held []docket.Queued
	for _, q := range p.held {
		switch {
		case q.Hold != docket.HoldQuiet && q.ID <= loud[q.Subject]:
			held = append(held, q) // the flood brake's
		case q.ID <= loud[q.Subject]:
			p.out.Release = append(p.out.Release, q.ID)
		case q.Hold != docket.HoldQuiet || !q.NotBefore.Equal(end): // quiet hours began meanwhile, or were changed
			p.hold(q, docket.HoldQuiet, end)
		}
	}
	for _, q := range p.ready {
		if q.ID <= loud[q.Subject] {
			ready = append(ready, q)
		} else {
			p.hold(q, docket.HoldQuiet, end)
		}
	}
	p.ready, p.held = ready, held
}

// wake lets go what quiet hours held.
func (p *planner) wake() {
	var woken, held []docket.Queued
	for _, q := range p.held {
		if q.Hold == docket.HoldQuiet {
			woken = append(woken, q)
		} else {
			held = append(held, q)
		}
	}
	p.held = held
	if len(woken) <= few {
		for _, q := range woken {
			p.out.Release = append(p.out.Release, q.ID)
		}
		return
	}
	p.gather(woken, quietTitle(p.m.Quiet), "held during quiet hours; nothing is left out", len(woken))
}

// brake holds what would be a flood. While it lasts, one message in a while
// tells of many; it ends by itself when fewer come.
func (p *planner) brake() {
	on := p.m.Flood.Over > 0 && p.sent+len(p.ready) > p.m.Flood.Over
	if on {
		room, first := max(p.m.Flood.Over-p.sent, 0), int64(math.MaxInt64)
		if len(p.held) > 0 {
			first = p.held[0].ID
		}
		var pass []docket.Queued
		for _, q := range p.ready {
			switch {
			case q.Alert.Kind == docket.AlertHealth: // trouble with the watching itself waits for nobody
				pass = append(pass, q)
			case room > 0 && q.ID < first: // what is held came first
				room--
				pass = append(pass, q)
			default:
				p.hold(q, docket.HoldFlood, p.now.Add(p.m.Flood.settled()))
			}
		}
		p.ready = pass
	}
	due := false
	for _, q := range p.held {
		due = due || !q.NotBefore.After(p.now)
	}
	if len(p.held) == 0 || !due && p.m.Flood.Over > 0 {
		return
	}
	if len(p.held) <= few && p.sent+len(p.held) <= p.m.Flood.Over {
		for _, q := range p.held {
			p.out.Release = append(p.out.Release, q.ID)
		}
		return
	}
	p.gather(p.held, floodTitle(p.m.Flood), "held by the flood brake, so that the channel stays readable; nothing is left out", 1)
	for _, q := range p.held { // what had no room in it waits for the next
		if !p.moved(q.ID) {
			p.hold(q, docket.HoldFlood, p.now.Add(p.m.Flood.settled()))
		}
	}
}

// moved reports whether something was decided about a delivery that was held.
func (p *planner) moved(id int64) bool {
	return slices.Contains(p.out.Release, id) || slices.ContainsFunc(p.out.Groups, func(g docket.Group) bool { return slices.Contains(g.Members, id) })
}

// burst gathers filings of one case that came together.
func (p *planner) burst() {
	if p.m.Burst.Over <= 0 {
		return
	}
	cases := make(map[string][]docket.Queued)
	var order []string
	for _, q := range p.ready {
		if q.Alert.Case == "" || q.Alert.Kind != docket.AlertFiling && q.Alert.Kind != docket.AlertUpdate {
			continue
		}
		if cases[q.Alert.Case] == nil {
			order = append(order, q.Alert.Case)
		}
		cases[q.Alert.Case] = append(cases[q.Alert.Case], q)
	}
	for _, name := range order {
		list := cases[name]
		for from := 0; from < len(list); {
			to := from + 1
			for to < len(list) && list[to].Created.Sub(list[from].Created) <= p.m.Burst.Within {
				to++
			}
			if to-from > p.m.Burst.Over {
				p.gather(list[from:to], "", "they came together, and each is named here", to-from)
			}
			from = to
		}
	}
}

func (p *planner) hold(q docket.Queued, why string, until time.Time) {
	p.out.Hold = append(p.out.Hold, docket.Hold{Delivery: q.ID, Why: why, Until: until})
}

// gather makes groups of deliveries, as many as their words need and at most
// most. What was tried before may have arrived and goes by itself, and so does
// what follows on an entry of which something earlier is still on its way.
func (p *planner) gather(list []docket.Queued, title, reason string, most int) {
	var fit []docket.Queued
	in := make(map[int64]bool)
	for _, q := range list {
		earlier := slices.ContainsFunc(p.open[q.Subject], func(id int64) bool { return id < q.ID && !in[id] })
		if q.Attempts == 0 && !earlier {
			fit = append(fit, q)
			in[q.ID] = true
		} else if q.State == docket.Held {
			p.out.Release = append(p.out.Release, q.ID)
		}
	}
	for ; len(fit) > 0 && most > 0; most-- {
		g, n := groupOf(p.destination, fit, title, reason, p.now)
		if n == 1 && fit[0].State == docket.Held {
			p.out.Release = append(p.out.Release, fit[0].ID)
		} else if n > 1 {
			p.out.Groups = append(p.out.Groups, g)
		}
		fit = fit[n:]
	}
}
