package press

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"docketwatch/docket"
)

// moment reads a point in time as the API has given it over the years: an epoch
// ("1368676800"), HTML around one (`<time datetime="2025-02-05T12:37:10-05:00">1738777030</time>`),
// or a written date. Zero: there is none that can be read.
func moment(s string) time.Time {
	s = strings.TrimSpace(s)
	if _, attr, ok := strings.Cut(s, `datetime="`); ok {
		value, _, _ := strings.Cut(attr, `"`)
		if t, err := time.Parse(time.RFC3339, value); err == nil {
			return sane(t)
		}
	}
	if strings.HasPrefix(s, "<") {
		_, s, _ = strings.Cut(s, ">")
		s, _, _ = strings.Cut(s, "<")
		s = strings.TrimSpace(s)
	}
	if seconds, err := strconv.ParseInt(s, 10, 64); err == nil {
		return sane(time.Unix(seconds, 0))
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return sane(t)
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return sane(t.Add(12 * time.Hour)) // noon: the same day in Washington
	}
	return time.Time{}
}

// sane is zero for moments at which no press office had a web site.
func sane(t time.Time) time.Time {
	if y := t.Year(); y < 1990 || y > 2200 {
		return time.Time{}
	}
	return t.UTC()
}

// washington is where "today" is decided for federal press. A test loads it.
var washington = sync.OnceValue(func() *time.Location {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		return time.FixedZone("EST", -5*60*60)
	}
	return loc
})

// dayOf is the calendar day that the API's date means: it is midnight in
// Washington. Midnight in UTC would be a day written by somebody else's clock.
func dayOf(t time.Time) docket.Date {
	if !t.IsZero() && t.Unix()%86400 == 0 {
		return dayIn(time.UTC, t)
	}
	return dayIn(washington(), t)
}

// dayIn is the calendar day of a moment; "" for none.
func dayIn(loc *time.Location, t time.Time) docket.Date {
	if t.IsZero() {
		return ""
	}
	return docket.Date(t.In(loc).Format(time.DateOnly))
}

// minusDays is the day n days before d; "" if d is no date.
func minusDays(d docket.Date, n int) docket.Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return docket.Date(t.AddDate(0, 0, -n).Format(time.DateOnly))
}

// printed is what a feed's date says: its day, and its moment if it holds one.
// Noon and midnight sharp stand for "that day" (justice.gov's feed says 12:00
// for every item), in whatever zone they are written.
func printed(raw string, parsed *time.Time) (docket.Date, time.Time) {
	if parsed == nil {
		return "", time.Time{}
	}
	t := *parsed
	if offset, ok := farZone(raw); ok {
		t = t.Add(-offset)
	}
	t = sane(t)
	if t.IsZero() {
		return "", t
	}
	if strings.Contains(raw, "00:00:00") || strings.Contains(raw, "12:00:00") || !strings.Contains(raw, ":") {
		if at, err := time.Parse(time.RFC1123Z, strings.TrimSpace(raw)); err == nil {
			return docket.Date(at.Format(time.DateOnly)), time.Time{}
		}
		return docket.Date(parsed.Format(time.DateOnly)), time.Time{}
	}
	return dayIn(washington(), t), t
}

// farZone is the offset of zone names that the feed library reads as UTC.
func farZone(raw string) (time.Duration, bool) {
	fields := strings.Fields(raw)
	if len(fields) == 0 {
		return 0, false
	}
	switch strings.ToUpper(fields[len(fields)-1]) {
	case "AST":
		return -4 * time.Hour, true
	case "ADT":
		return -3 * time.Hour, true
	case "AKST":
		return -9 * time.Hour, true
	case "AKDT":
		return -8 * time.Hour, true
	case "HST":
		return -10 * time.Hour, true
	case "CHST":
		return 10 * time.Hour, true
	}
	return 0, false
}
