package docket

import "time"

// AtWall is the first moment of a day at which a wall clock in the zone shows
// the hour and the minute, or more. On the night in which clocks go forward a
// time that no clock shows comes when they have gone forward; on the night in
// which they go back a time that comes twice comes the first time.
func AtWall(year int, month time.Month, day, hour, minute int, zone *time.Location) time.Time {
	t := time.Date(year, month, day, hour, minute, 0, 0, zone)
	begins, ends := t.ZoneBounds()
	if h, m, _ := t.Clock(); h != hour%24 || m != minute { // no clock shows it
		if !begins.IsZero() && t.Sub(begins) < 3*time.Hour {
			return begins
		}
		return ends
	}
	if begins.IsZero() {
		return t
	}
	_, now := t.Zone()
	_, was := begins.Add(-time.Second).Zone()
	if first := t.Add(time.Duration(now-was) * time.Second); first.Before(begins) {
		return first
	}
	return t
}
