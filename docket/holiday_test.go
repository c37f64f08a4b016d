package docket_test

import (
	"testing"
	"time"

	"docketwatch/docket"
)

// The days are those that the Office of Personnel Management lists for each year.
func TestFederalHolidaysFallOnTheirDays(t *testing.T) {
	tests := map[string][]string{
		"2017": {"01-02", "01-16", "02-20", "05-29", "07-04", "09-04", "10-09", "11-10", "11-11", "11-23", "12-25", "01-01"},
		"2021": {"01-01", "01-18", "02-15", "05-31", "06-18", "06-19", "07-04", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24", "12-25", "12-31"},
		"2026": {"01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "07-04", "09-07", "10-12", "11-11", "11-26", "12-25"},
	}
	for year, days := range tests {
		is := make(map[string]bool)
		for _, d := range days {
			is[d] = true
		}
		start, err := time.Parse("2006", year)
		if err != nil {
			t.Fatal(err)
		}
		for d := start; d.Year() == start.Year(); d = d.AddDate(0, 0, 1) {
			if name := docket.FederalHoliday(d); (name != "") != is[d.Format("01-02")] {
				t.Errorf("%s: %q", d.Format(time.DateOnly), name)
			}
		}
	}
}

func TestCourtsAreClosedOnWeekendsAndHolidays(t *testing.T) {
	for day, open := range map[string]bool{"2026-11-25": true, "2026-11-26": false, "2026-11-27": true, "2026-11-28": false, "2026-11-29": false,
		"2026-07-03": false, "2026-07-06": true} {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if docket.Workday(d) != open {
			t.Errorf("%s: open %v", day, !open)
		}
	}
}
