package docket

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Words says how complete a docket is, in one line, in the court's own time:
// "complete through No. 212 as of Mar 9 16:04 PST".
func (c Completeness) Words() string {
	zone := time.UTC
	if court, ok := CourtByID(c.Docket.Court()); ok {
		zone = court.Location()
	}
	if c.Through == 0 && c.AsOf.IsZero() {
		return "nothing seen yet"
	}
	var b strings.Builder
	open := c.Open()
	switch {
	case c.Through == 0:
		b.WriteString("no numbered entry seen")
	case c.Through <= c.Floor && c.Floor > 0:
		fmt.Fprintf(&b, "nothing numbered since No. %d", c.Floor)
	case len(open) == 0:
		fmt.Fprintf(&b, "complete through No. %d", c.Through)
	default:
		fmt.Fprintf(&b, "seen through No. %d, but for %s", c.Through, Numbers(open))
	}
	if c.AsOf.IsZero() {
		b.WriteString("; no source has been seen whole yet")
	} else {
		fmt.Fprintf(&b, " as of %s", c.AsOf.In(zone).Format("Jan 2 15:04 MST"))
	}
	if !c.AsOf.IsZero() && !c.Whole {
		fmt.Fprintf(&b, " by a source that does not carry everything (%s)", c.Witness)
	}
	if len(c.Missing) > 0 {
		b.WriteString("; " + asked(c.Missing, zone))
	}
	if len(c.Unfound) > 0 {
		numbers := make([]int, len(c.Unfound))
		for i, m := range c.Unfound {
			numbers[i] = m.Number
		}
		fmt.Fprintf(&b, "; no source ever showed %s", Numbers(numbers))
	}
	return b.String()
}

// asked says how it goes with the numbers that are being asked for.
func asked(list []Missing, zone *time.Location) string {
	var next time.Time
	asks := 0
	for _, m := range list {
		asks = max(asks, m.Asks)
		if !m.Next.IsZero() && (next.IsZero() || m.Next.Before(next)) {
			next = m.Next
		}
	}
	switch {
	case next.IsZero():
		return "no other source to ask"
	case asks == 0:
		return "another source is asked at " + next.In(zone).Format("Jan 2 15:04")
	}
	times := "once"
	if asks > 1 {
		times = strconv.Itoa(asks) + " times"
	}
	return fmt.Sprintf("asked for %s, again at %s", times, next.In(zone).Format("Jan 2 15:04"))
}

// Numbers prints entry numbers as people do: "No. 208", "Nos. 201-204, 208".
func Numbers(list []int) string {
	if len(list) == 1 {
		return "No. " + strconv.Itoa(list[0])
	}
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		part := strconv.Itoa(list[i])
		if j == i+1 {
			part += ", " + strconv.Itoa(list[j])
		} else if j > i {
			part += "-" + strconv.Itoa(list[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return "Nos. " + strings.Join(parts, ", ")
}
