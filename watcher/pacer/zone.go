package pacer

import (
	"strconv"
	"strings"
	"time"
)

// parseDate reads a date of RFC 822 as the courts print it: "Wed, 18 Apr 2018
// 00:09:55 GMT", "Fri, 03 Feb 2023 09:05:16 MST". Appellate courts print zone
// abbreviations, for which time.Parse silently takes the process's own zone or
// none; ours are fixed. A date that is missing, impossible or without a known
// zone gives the zero time: when the source gave no usable time, none is
// invented.
func parseDate(s string) time.Time {
	if comma := strings.IndexByte(s, ','); comma >= 0 {
		s = s[comma+1:] // the weekday says nothing new
	}
	var f [5]string
	if !split(s, &f) {
		return time.Time{}
	}
	day, okDay := small(f[0])
	month := monthOf(f[1])
	year, okYear := small(f[2])
	if !okDay || !okYear || month == 0 {
		return time.Time{}
	}
	if len(f[2]) == 2 { // RFC 822; CM/ECF is younger than 1970
		year += 2000
		if year >= 2070 {
			year -= 100
		}
	}
	hour, minute, second, ok := clock(f[3])
	offset, known := zoneOffset(f[4])
	if !ok || !known {
		return time.Time{}
	}
	loc := time.UTC
	if offset != 0 {
		loc = time.FixedZone(strings.Clone(f[4]), offset)
	}
	t := time.Date(year, month, day, hour, minute, second, 0, loc)
	if t.Day() != day || t.Hour() != hour { // 31 February
		return time.Time{}
	}
	return t
}

// split parts s at white space into exactly len(f) fields.
func split(s string, f *[5]string) bool {
	n := 0
	for i := 0; i < len(s); {
		if isSpace(s[i]) {
			i++
			continue
		}
		if n == len(f) {
			return false
		}
		begin := i
		for i < len(s) && !isSpace(s[i]) {
			i++
		}
		f[n] = s[begin:i]
		n++
	}
	return n == len(f)
}

// small reads a number of one to four digits.
func small(s string) (n int, ok bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

// clock reads "00:09:55" and "00:09".
func clock(s string) (hour, minute, second int, ok bool) {
	h, rest, _ := strings.Cut(s, ":")
	m, sec, more := strings.Cut(rest, ":")
	hour, ok1 := small(h)
	minute, ok2 := small(m)
	ok3 := true
	if more {
		second, ok3 = small(sec)
	}
	return hour, minute, second, ok1 && ok2 && ok3 && hour < 24 && minute < 60 && second <= 60
}

func monthOf(s string) time.Month {
	const names = "JanFebMarAprMayJunJulAugSepOctNovDec"
	if len(s) < 3 {
		return 0
	}
	for m := range 12 {
		if strings.EqualFold(names[3*m:3*m+3], s[:3]) {
			return time.Month(m + 1)
		}
	}
	return 0
}

// zoneOffset is the offset from UTC in seconds of an abbreviation in use in
// United States courts, or of a number such as "-0500".
func zoneOffset(name string) (seconds int, known bool) {
	const hour = 3600
	switch strings.ToUpper(name) {
	case "GMT", "UTC", "UT", "Z":
		return 0, true
	case "EST", "CDT":
		return -5 * hour, true
	case "EDT", "AST":
		return -4 * hour, true
	case "CST", "MDT":
		return -6 * hour, true
	case "MST", "PDT":
		return -7 * hour, true
	case "PST", "AKDT":
		return -8 * hour, true
	case "AKST":
		return -9 * hour, true
	case "HST":
		return -10 * hour, true
	case "CHST": // Guam and the Northern Marianas
		return 10 * hour, true
	}
	if len(name) < 5 || name[0] != '+' && name[0] != '-' {
		return 0, false
	}
	digits := strings.Replace(name[1:], ":", "", 1)
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || len(digits) != 4 || n/100 > 14 || n%100 > 59 {
		return 0, false
	}
	seconds = int(n/100)*hour + int(n%100)*60
	if name[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}
