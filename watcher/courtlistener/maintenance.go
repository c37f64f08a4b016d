package courtlistener

import "time"

// pacific is the zone of CourtListener's maintenance; UTC where the machine has
// no zone files, which cannot happen to a program that embeds them.
func pacific() *time.Location {
	loc, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		return time.UTC
	}
	return loc
}

// Maintenance reports whether CourtListener is in its weekly maintenance:
// Thursdays from 21:00 to 23:59 Pacific time, as its help pages say. Failures
// are expected then and are no alarm; it is still asked.
func Maintenance(now time.Time) bool {
	_, in := maintenance(now)
	return in
}

// maintenance is the end of the maintenance that now lies in.
func maintenance(now time.Time) (end time.Time, in bool) {
	t := now.In(pacific())
	if t.Weekday() != time.Thursday || t.Hour() < 21 {
		return time.Time{}, false
	}
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, t.Location()), true
}
