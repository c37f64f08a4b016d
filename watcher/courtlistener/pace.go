package courtlistener

import "time"

// A pace says how often the sweep asks what. It follows from the plan and not
// from the number of watched dockets: twelve or fifty cost the same a day, and
// fifty are merely read less often, each.
type pace struct {
	hint  time.Duration // between two calls for all dockets at once
	turn  time.Duration // between two dockets read in their turn
	setup int           // requests a day for dockets that were never read
	batch int           // dockets in one turn, where looks come less often than turns
}

// lookEvery is the schedule that the source is made for.
const lookEvery = 15 * time.Minute

// paceOf spends three tenths of a day's requests on routine, two of three of
// them on the call for all dockets, and what is left of the sweep's half on
// dockets that are new.
func paceOf(p Plan) pace {
	routine := p.daily() * 3 / 10
	hints := routine * 2 / 3
	x := pace{hint: day / time.Duration(hints), turn: day / time.Duration(routine-hints), setup: p.daily()/2 - routine}
	x.batch = 1 + int(lookEvery/x.turn)
	return x
}
