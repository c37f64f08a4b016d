package lab

import "time"

// A Size says how large a world is and how long it lives.
type Size struct {
	Name    string
	Courts  int
	Cases   int           // watched; one in six has a second docket in another court
	Days    int           // of filings and faults; a quiet time follows
	PerDay  int           // filings of a working day, of watched and unwatched dockets
	Window  int           // items that a court's feed shows
	Every   time.Duration // between two looks at a feed
	Outage  time.Duration // for how long a court is shut from the first evening on; zero: none
	Crashes float64       // chance of dying at each step that matters
}

// Small is what thousands of seeds are played at.
func Small() Size {
	return Size{Name: "small", Courts: 2, Cases: 5, Days: 1, PerDay: 18, Window: 30, Every: 40 * time.Minute, Crashes: 0.008}
}

// Full is the world of the long run: fifty courts, five hundred cases, a month.
func Full() Size {
	return Size{Name: "full", Courts: 50, Cases: 500, Days: 30, PerDay: 200, Window: 40, Every: 20 * time.Minute, Outage: 80 * time.Hour, Crashes: 0.0005}
}

// calm is how long the world goes on without new faults after its last day:
// longer than the longest pause between two tries.
const calm = 9 * time.Hour
