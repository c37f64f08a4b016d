package lab

import (
	"fmt"
	"reflect"
	"strings"
)

// Figures are what a run met.
type Figures struct {
	Filings  int // watched, made after watching began, and worth telling
	Told     int // of them, at the destination that can be searched
	Copies   int // beyond the first, at the one that cannot
	InGap    int // of them, those that no source ever showed and a gap covers
	Requests int
	Struck   int // requests that something befell
	Turns    int
	Lives    int
	Deaths   int
	Refused  int // writes that failed
	Alerts   int
	Messages int
	Gaps     int
	Dead     int // deliveries given up, each told of
	Amended  int
	Hours    int // of the world
	Overruns int
}

// A Report is what came of a run.
type Report struct {
	Seed        uint64
	Size        Size
	Broken      []string // promises, in words; none is what everybody wants
	Figures     Figures
	Fingerprint uint64 // of every step: the same for the same seed
	Faults      []string
	Last        []string
}

// String is the report as a person reads it, with what led to the breach.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "seed %d, %s: %+v\n", r.Seed, r.Size.Name, r.Figures)
	for _, x := range r.Broken {
		fmt.Fprintf(&b, "BROKEN: %s\n", x)
	}
	if len(r.Broken) > 0 {
		fmt.Fprintf(&b, "to play it again: go test ./lab -run TestSeeds -seed %d\n", r.Seed)
		fmt.Fprintf(&b, "faults:\n  %s\n", strings.Join(r.Faults, "\n  "))
	}
	return b.String()
}

func (m *simulation) report(seed uint64, size Size) Report {
	f := m.figures
	f.Requests, f.Lives, f.Deaths, f.Refused = m.network.asked, m.lives, m.fate.deaths, m.fate.refuse
	for _, n := range m.network.struck {
		f.Struck += n
	}
	f.Hours = int(m.world.over.Sub(m.world.start).Hours())
	f.Amended = len(m.amended)
	return Report{Seed: seed, Size: size, Broken: m.broken, Figures: f, Fingerprint: m.trace.sum, Faults: m.trace.faults, Last: m.trace.last}
}

// and adds the figures of another run.
func (f Figures) and(g Figures) Figures {
	a, b := reflect.ValueOf(&f).Elem(), reflect.ValueOf(g)
	for i := range a.NumField() {
		a.Field(i).SetInt(a.Field(i).Int() + b.Field(i).Int())
	}
	return f
}
