package docket

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"
	"time"
)

//go:embed courts.csv
var courtsCSV string

// CourtKind is the branch of the federal judiciary a court belongs to.
type CourtKind string

// The kinds of court.
const (
	District   CourtKind = "district"
	Bankruptcy CourtKind = "bankruptcy"
	Appellate  CourtKind = "appellate"
	Trade      CourtKind = "trade"  // Court of International Trade
	Claims     CourtKind = "claims" // Court of Federal Claims
	Supreme    CourtKind = "supreme"
)

// Coverage is what a court's RSS feed is known to carry. It is knowledge with a
// date, not a promise: the feed's own description decides at run time.
type Coverage string

// The degrees of coverage.
const (
	CoverageAll     Coverage = "all"
	CoveragePartial Coverage = "partial" // some types of entry only: see Court.Carries
	CoverageNone    Coverage = "none"    // no feed
	CoverageUnknown Coverage = "unknown"
)

// A Court is a row of courts.csv. Sources of its facts: CourtListener's court
// table and pacer_rss_entry_types, juriscraper's pacer/rss_feeds.py.
type Court struct {
	ID       string // CourtListener id: "nysd"
	PACER    string // id in the host name of the court's CM/ECF; mostly the same
	Name     string // "District Court, S.D. New York"
	Citation string // "S.D.N.Y."
	Kind     CourtKind
	Zone     string   // IANA name: "America/New_York"
	FeedURL  string   // "" where the court has no feed
	Coverage Coverage // of the feed
	Carries  string   // for partial coverage: the types, as the court names them
	Circuit  string   // id of the court of appeals above it; "" for those that have none
}

// Location is the court's time zone.
func (c Court) Location() *time.Location {
	loc, err := time.LoadLocation(c.Zone)
	if err != nil {
		return time.UTC // unreachable: a test loads every zone of the table
	}
	return loc
}

// Courts returns the table in its own order: Supreme Court, circuits, special
// courts, districts, bankruptcy courts. Callers must not change it.
func Courts() []Court { return loadCourts().rows }

// CourtByID finds a court by its CourtListener id or its PACER id, in either
// case. The CourtListener id wins where the two collide.
func CourtByID(id string) (Court, bool) {
	table := loadCourts()
	i, ok := table.index[strings.ToLower(strings.TrimSpace(id))]
	if !ok {
		return Court{}, false
	}
	return table.rows[i], true
}

type courtTable struct {
	rows  []Court
	index map[string]int
}

var loadCourts = sync.OnceValue(func() courtTable {
	records, err := csv.NewReader(strings.NewReader(courtsCSV)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("docket: courts.csv: %v", err)) // embedded; a test reads it
	}
	table := courtTable{index: make(map[string]int, 2*len(records))}
	for _, r := range records[1:] {
		table.rows = append(table.rows, Court{
			ID: r[0], PACER: r[1], Name: r[2], Citation: r[3], Kind: CourtKind(r[4]),
			Zone: r[5], FeedURL: r[6], Coverage: Coverage(r[7]), Carries: r[8], Circuit: r[9],
		})
		table.index[r[0]] = len(table.rows) - 1
	}
	for i, c := range table.rows {
		if _, taken := table.index[c.PACER]; !taken && c.PACER != "" {
			table.index[c.PACER] = i
		}
	}
	return table
})
