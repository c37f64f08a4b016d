package docket_test

import (
	"testing"
	"time"

	"docketwatch/docket"
)

func TestATimeOfDayComesOnceADay(t *testing.T) {
	tests := []struct {
		name              string
		zone              string
		month             time.Month
		day, hour, minute int
		want              string
	}{
		{"on an ordinary day", "America/Los_Angeles", time.July, 1, 7, 0, "2026-07-01T14:00:00Z"},
		{"on the day clocks go forward, before", "America/Los_Angeles", time.March, 8, 1, 30, "2026-03-08T09:30:00Z"},
		{"on the day clocks go forward, a time that no clock shows", "America/Los_Angeles", time.March, 8, 2, 30, "2026-03-08T10:00:00Z"},
		{"on the day clocks go forward, after", "America/Los_Angeles", time.March, 8, 3, 0, "2026-03-08T10:00:00Z"},
		{"on the day clocks go back, a time that comes twice", "America/Los_Angeles", time.November, 1, 1, 30, "2026-11-01T08:30:00Z"},
		{"on the day clocks go back, after", "America/Los_Angeles", time.November, 1, 2, 0, "2026-11-01T10:00:00Z"},
		{"where clocks go back by half an hour", "Australia/Lord_Howe", time.April, 5, 1, 45, "2026-04-04T14:45:00Z"},
		{"where they never change", "America/Phoenix", time.March, 8, 2, 30, "2026-03-08T09:30:00Z"},
		{"in UTC", "UTC", time.March, 8, 2, 30, "2026-03-08T02:30:00Z"},
		{"where midnight is left out", "America/Santiago", time.September, 6, 0, 0, "2026-09-06T04:00:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			zone, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := docket.AtWall(2026, tt.month, tt.day, tt.hour, tt.minute, zone).UTC().Format(time.RFC3339); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
