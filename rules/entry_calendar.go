package rules

import (
	"fmt"
	"strings"

	"docketwatch/docket"
)

// A dayFound is a calendar day that stands in a text.
type dayFound struct {
	start, end int
	date       docket.Date
}

// daysIn finds the days in a lower-case text: 4/5/2017, 4-5-17, April 5, 2017.
// Days without a year name no day.
func daysIn(lower string) []dayFound {
	var found []dayFound
	for i := 0; i < len(lower); i++ {
		if i > 0 && inWord(lower[i-1]) {
			continue
		}
		var d dayFound
		var ok bool
		switch c := lower[i]; {
		case '0' <= c && c <= '9':
			d, ok = numericDay(lower, i)
		case strings.IndexByte("jfmasond", c) >= 0:
			d, ok = writtenDay(lower, i)
		}
		if ok {
			found = append(found, d)
			i = d.end - 1
		}
	}
	return found
}

func numericDay(lower string, i int) (dayFound, bool) {
	if i > 0 && strings.IndexByte("/-:.", lower[i-1]) >= 0 && i > 1 && lower[i-2] >= '0' && lower[i-2] <= '9' {
		return dayFound{}, false
	}
	month, at := number(lower, i, 2)
	if at == i || at >= len(lower) || lower[at] != '/' && lower[at] != '-' {
		return dayFound{}, false
	}
	mark := lower[at]
	day, next := number(lower, at+1, 2)
	if next == at+1 || next >= len(lower) || lower[next] != mark {
		return dayFound{}, false
	}
	year, end := number(lower, next+1, 4)
	if n := end - next - 1; n != 2 && n != 4 || end < len(lower) && (lower[end] == '-' && end+1 < len(lower) && inWord(lower[end+1]) || lower[end] == '/') {
		return dayFound{}, false
	}
	return dayOn(i, end, year, month, day)
}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

func writtenDay(lower string, i int) (dayFound, bool) {
	end := i
	for end < len(lower) && lower[end] >= 'a' && lower[end] <= 'z' {
		end++
	}
	month := monthOf(lower[i:end])
	if month == 0 {
		return dayFound{}, false
	}
	at := skip(lower, end, ". ")
	day, next := number(lower, at, 2)
	if next == at {
		return dayFound{}, false
	}
	for _, ordinal := range []string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(lower[next:], ordinal) {
			next += 2
			break
		}
	}
	at = skip(lower, next, ", ")
	year, end := number(lower, at, 4)
	if end-at != 4 || at == next {
		return dayFound{}, false
	}
	return dayOn(i, end, year, month, day)
}

// monthOf is 1 to 12, or 0.
func monthOf(word string) int {
	if len(word) < 3 {
		return 0
	}
	for n, month := range months {
		if word[0] != month[0] {
			continue
		}
		if word == month || word == month[:3] || word == "sept" && n == 8 {
			return n + 1
		}
	}
	return 0
}

func dayOn(start, end, year, month, day int) (dayFound, bool) {
	if year < 70 {
		year += 2000
	} else if year < 100 {
		year += 1900
	}
	if month < 1 || month > 12 || day < 1 || day > 31 || year < 1970 || year > 2100 {
		return dayFound{}, false
	}
	return dayFound{start, end, docket.Date(fmt.Sprintf("%04d-%02d-%02d", year, month, day))}, true
}

// number reads up to so many digits; end equals i where there is none.
func number(s string, i, digits int) (n, end int) {
	for end = i; end < len(s) && end < i+digits && '0' <= s[end] && s[end] <= '9'; end++ {
		n = n*10 + int(s[end]-'0')
	}
	return n, end
}

func skip(s string, i int, cut string) int {
	for i < len(s) && strings.IndexByte(cut, s[i]) >= 0 {
		i++
	}
	return i
}

// timeAt reads a time of day that begins at i: "9:00 AM", "2 p.m.", "14:00",
// "10:00:00 AM", "noon". It returns "" where there is none, or where the half of
// the day is left open.
func timeAt(s string, i int) (clock string, end int) {
	if strings.HasPrefix(s[i:], "noon") || strings.HasPrefix(s[i:], "12 noon") {
		return "12:00", i + strings.Index(s[i:], "noon") + 4
	}
	hour, at := number(s, i, 2)
	if at == i || hour > 23 || at < len(s) && inWord(s[at]) && s[at] != 'a' && s[at] != 'p' {
		return "", i
	}
	minute, colon := 0, false
	if at+2 < len(s) && s[at] == ':' {
		var next int
		if minute, next = number(s, at+1, 2); next == at+3 && minute < 60 {
			at, colon = next, true
		}
		if at+2 < len(s) && s[at] == ':' { // seconds
			if _, next = number(s, at+1, 2); next == at+3 {
				at = next
			}
		}
	}
	half, end := halfOfDay(s, at)
	switch {
	case half == 0 && (!colon || hour < 7):
		return "", i
	case half == 'p' && hour < 12:
		hour += 12
	case half == 'a' && hour == 12:
		hour = 0
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), end
}

func halfOfDay(s string, at int) (half byte, end int) {
	next := skip(s, at, " ")
	if next+1 >= len(s) || s[next] != 'a' && s[next] != 'p' {
		return 0, at
	}
	rest := s[next+1:]
	switch {
	case strings.HasPrefix(rest, ".m."), strings.HasPrefix(rest, ". m"):
		return s[next], next + 4
	case strings.HasPrefix(rest, ".m"):
		return s[next], next + 3
	case rest[0] == 'm' && (len(rest) == 1 || !inWord(rest[1])):
		return s[next], next + 2
	}
	return 0, at
}
