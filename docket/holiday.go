package docket

import "time"

// FederalHoliday names the legal holiday of the United States that a day is, or
// on which one is observed; "" for every other day. Only year, month and day of t
// count. The days are those of 5 U.S.C. 6103: a holiday on a Saturday is observed
// on the Friday before, one on a Sunday on the Monday after. Federal courts are
// closed on them (Fed. R. Civ. P. 6(a)(6)).
func FederalHoliday(t time.Time) string {
	if name := holidayOn(t); name != "" {
		return name
	}
	switch t.Weekday() {
	case time.Friday:
		if name := holidayOn(t.AddDate(0, 0, 1)); name != "" {
			return name + " (observed)"
		}
	case time.Monday:
		if name := holidayOn(t.AddDate(0, 0, -1)); name != "" {
			return name + " (observed)"
		}
	}
	return ""
}

// Workday reports whether federal courts are open on that day of the calendar.
func Workday(t time.Time) bool {
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && FederalHoliday(t) == ""
}

// holidayOn is the holiday that falls on the day itself.
func holidayOn(t time.Time) string {
	_, month, day := t.Date()
	switch {
	case month == time.January && day == 1:
		return "New Year's Day"
	case month == time.June && day == 19 && t.Year() >= 2021:
		return "Juneteenth"
	case month == time.July && day == 4:
		return "Independence Day"
	case month == time.November && day == 11:
		return "Veterans Day"
	case month == time.December && day == 25:
		return "Christmas Day"
	}
	week := (day-1)/7 + 1 // the first, second … of its weekday in the month
	switch t.Weekday() {
	case time.Monday:
		switch {
		case month == time.January && week == 3:
			return "Birthday of Martin Luther King, Jr."
		case month == time.February && week == 3:
			return "Washington's Birthday"
		case month == time.May && day > 24:
			return "Memorial Day"
		case month == time.September && week == 1:
			return "Labor Day"
		case month == time.October && week == 2:
			return "Columbus Day"
		}
	case time.Thursday:
		if month == time.November && week == 4 {
			return "Thanksgiving Day"
		}
	}
	return ""
}
