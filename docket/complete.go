package docket

import (
	"slices"
	"strconv"
	"time"
)

// A Missing is a number that a docket must have, because it has a higher one,
// and that no source has shown.
type Missing struct {
	Docket DocketKey `json:"docket"`
	Number int       `json:"document_number"`
	Opened time.Time `json:"opened,omitzero"`
	Asked  time.Time `json:"asked,omitzero"` // when another source was last asked for it
	Next   time.Time `json:"next,omitzero"`  // when it is asked next; zero: nobody is
	Asks   int       `json:"asks"`
	Told   time.Time `json:"told,omitzero"` // when users heard that it is missing
	Closed time.Time `json:"closed,omitzero"`
	How    string    `json:"how,omitempty"` // how it was closed: "shown by courtlistener"
}

// A Numbered is what completeness has to know of an entry.
type Numbered struct {
	Docket   DocketKey
	Number   int
	Baseline bool      // it stood there when we first looked
	Moment   time.Time // when it was entered; the noon of its day where only that is known; zero: unknown
	DayOnly  bool
	Source   string // that showed it first
}

// A Witness is a source that shows a docket, and how far it can be trusted.
type Witness struct {
	Source  string    `json:"source"`
	Carries string    `json:"carries,omitempty"` // in its own words
	Whole   bool      `json:"whole"`             // it says that it carries every entry
	Through time.Time `json:"through,omitzero"`  // up to when it was seen without a hole
	Why     string    `json:"why,omitempty"`     // why no further, where a gap stands in the way
}

// A Completeness says how much of a docket is known, and what is not.
type Completeness struct {
	Docket    DocketKey `json:"docket"`
	Since     time.Time `json:"watched_since,omitzero"`
	Floor     int       `json:"from"`    // the highest number that stood there at the first look: the watching begins after it
	Through   int       `json:"through"` // the highest number seen; 0: none
	Before    int       `json:"known_before"`
	AsOf      time.Time `json:"as_of,omitzero"` // zero: no source has been seen whole yet
	Witness   string    `json:"as_of_source,omitempty"`
	Whole     bool      `json:"whole_feed"`              // that source says that it carries every entry
	Missing   []Missing `json:"missing,omitempty"`       // numbers that are still asked for
	Unfound   []Missing `json:"not_found,omitempty"`     // numbers that no source ever showed
	Witnesses []Witness `json:"sources,omitempty"`       // every source that shows the docket
	Unseen    []int     `json:"not_yet_asked,omitempty"` // holes that were noticed only now
}

// widestHole is how many numbers may be missing between two entries. More is no
// hole: some appellate courts number their entries by document id.
const widestHole = 400

// highestNumber is above every entry number of a real docket and below every
// document id.
const highestNumber = 99_999

// EntryNumber reads the number of an entry; false for none, for "64-1", and for
// the document ids that some appellate courts print in its place.
func EntryNumber(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n > 0 && n <= highestNumber
}

// Complete says how complete one docket is: which numbers were seen, up to which
// number and time nothing is missing, and what is. It is pure.
func Complete(key DocketKey, since time.Time, entries []Numbered, missing []Missing, witnesses []Witness) Completeness {
	c := Completeness{Docket: key, Since: since, Witnesses: witnesses}
	seen := make(map[int]bool)
	lowest := 0
	for _, e := range entries {
		if e.Docket != key {
			continue
		}
		seen[e.Number] = true
		c.Through = max(c.Through, e.Number)
		if e.Baseline {
			c.Floor = max(c.Floor, e.Number)
		} else if lowest == 0 || e.Number < lowest {
			lowest = e.Number
		}
	}
	if c.Floor == 0 && lowest > 0 {
		c.Floor = lowest - 1 // nothing stood there: what came before the first one is not known
	}
	for n := range seen {
		if n <= c.Floor {
			c.Before++
		}
	}
	listed := make(map[int]bool)
	for _, m := range missing {
		if m.Docket != key {
			continue
		}
		listed[m.Number] = true
		switch {
		case seen[m.Number]: // shown since; the next audit closes it
		case m.Closed.IsZero():
			c.Missing = append(c.Missing, m)
		default:
			c.Unfound = append(c.Unfound, m)
		}
	}
	for _, n := range holes(seen, c.Floor) {
		if !listed[n] {
			c.Unseen = append(c.Unseen, n)
		}
	}
	c.AsOf, c.Witness, c.Whole = bestWitness(witnesses)
	return c
}

// holes are the numbers above the floor that are not seen though a higher one is.
func holes(seen map[int]bool, floor int) []int {
	var above []int
	for n := range seen {
		if n > floor {
			above = append(above, n)
		}
	}
	slices.Sort(above)
	var missing []int
	last := floor
	for _, n := range above {
		if n-last <= widestHole {
			for hole := last + 1; hole < n; hole++ {
				missing = append(missing, hole)
			}
		}
		last = n
	}
	return missing
}

// bestWitness is the source that vouches furthest: of those that carry every
// entry, or where there is none, of the others.
func bestWitness(all []Witness) (through time.Time, source string, whole bool) {
	for _, w := range all {
		if w.Through.IsZero() || whole && !w.Whole {
			continue
		}
		if w.Whole && !whole || w.Through.After(through) {
			through, source, whole = w.Through, w.Source, w.Whole
		}
	}
	return through, source, whole
}

// Open are all numbers that are missing and not given up.
func (c Completeness) Open() []int {
	list := slices.Clone(c.Unseen)
	for _, m := range c.Missing {
		list = append(list, m.Number)
	}
	slices.Sort(list)
	return list
}

// Run reports whether every number after the first, up to the last, was seen or
// is closed: what lies between two entries is then known whole.
func (c Completeness) Run(first, last int) bool {
	for _, n := range c.Open() {
		if n > first && n < last {
			return false
		}
	}
	return true
}
