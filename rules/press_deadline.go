package rules

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
)

// A Deadline is the day until which a release demands something.
type Deadline struct {
	Date docket.Date // "" where the release has no date to count from
	Days int         // where days are counted from the release: 14; else 0
	Mark
	at part
}

const monthNames = `Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?`

var (
	untilDay = regexp.MustCompile(`(?i)\b(?:by|no\slater\sthan|not\slater\sthan|on\sor\sbefore|until|before|deadline\s(?:of|is)|due(?:\son)?)\s(?:(?:close\sof\sbusiness|noon|midnight|5\s?p\.?m\.?|the\send\sof\sthe\sday)\s(?:on\s)?)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?P<month>` + monthNames + `)\s(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?P<year>(?:19|20)\d{2}))?\b`)
	inDays   = regexp.MustCompile(`(?i)\bwithin\s(?P<count>\d{1,3}|` + numberWords + `)\s(?:calendar\s|business\s)?(?P<unit>days?|weeks?)(?P<from>\sof\s(?:receipt|receiving)|\safter\sreceipt|\sof\stheir\sreceipt)?`)
	// demanded: something is asked for.
	demanded = regexp.MustCompile(`(?i)\b(?:must|requir\w+|demand\w*|are\sto|is\sto|have\suntil|has\suntil|respon[ds]\w*|repl(?:y|ies)|answer\w*|submit\w*|provid\w*|certif\w*|show|shows|prove|confirm\w*|produc\w*|identif\w*|comply|deadline|due|documentation|asked|asks|request\w*|order(?:s|ed)|directs?|directed|shall)\b`)
)

const numberWords = `two|three|five|seven|ten|fourteen|fifteen|twenty|thirty|forty-five|sixty|ninety`

var numberOf = map[string]int{"two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90}

// deadlinesIn finds the days until which a field demands something. A day
// without a year is the next one of that name after the release.
func deadlinesIn(p *released, on docket.Date) []Deadline {
	var found []Deadline
	for i, x := range p.parts {
		text := p.of(i)
		if !demanded.MatchString(text) {
			continue
		}
		for _, at := range untilDay.FindAllStringSubmatchIndex(text, -1) {
			group := func(name string) string {
				n := untilDay.SubexpIndex(name)
				if at[2*n] < 0 {
					return ""
				}
				return text[at[2*n]:at[2*n+1]]
			}
			if date, ok := dayNamed(group("month"), group("day"), group("year"), on); ok {
				found = append(found, Deadline{Date: date, Mark: p.mark(x.start+at[0], x.start+at[1]), at: x})
			}
		}
		for _, at := range inDays.FindAllStringSubmatchIndex(text, -1) {
			n := countOf(text[at[2]:at[3]])
			if n == 0 {
				continue
			}
			if strings.HasPrefix(strings.ToLower(text[at[4]:at[5]]), "week") {
				n *= 7
			}
			d := Deadline{Days: n, Mark: p.mark(x.start+at[0], x.start+at[1]), at: x}
			business := strings.Contains(strings.ToLower(text[at[0]:at[1]]), "business")
			if t, err := time.Parse(time.DateOnly, string(on)); err == nil && at[6] < 0 && !business { // of a receipt, nobody knows the day
				d.Date = docket.Date(t.AddDate(0, 0, n).Format(time.DateOnly))
			}
			found = append(found, d)
		}
	}
	return found
}

func countOf(s string) int {
	if n, ok := numberOf[strings.ToLower(s)]; ok {
		return n
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// dayNamed is a day of the calendar; false where there is none, and where no
// year stands beside it nor a release to count from.
func dayNamed(month, day, year string, on docket.Date) (docket.Date, bool) {
	m, err := time.Parse("Jan", titled(month[:3]))
	d, err2 := strconv.Atoi(day)
	if err != nil || err2 != nil || d < 1 || d > 31 {
		return "", false
	}
	released, err := time.Parse(time.DateOnly, string(on))
	switch {
	case year != "":
		y, _ := strconv.Atoi(year) // four digits
		t := time.Date(y, m.Month(), d, 0, 0, 0, 0, time.UTC)
		if t.Day() != d || !released.IsZero() && t.Before(released) { // a day in the past is no deadline
			return "", false
		}
		return docket.Date(t.Format(time.DateOnly)), true
	case err != nil:
		return "", false
	}
	t := time.Date(released.Year(), m.Month(), d, 0, 0, 0, 0, time.UTC)
	if t.Before(released) {
		t = time.Date(released.Year()+1, m.Month(), d, 0, 0, 0, 0, time.UTC)
	}
	if t.Day() != d || t.Sub(released) > 270*24*time.Hour { // a day that has just passed is no deadline of next year
		return "", false
	}
	return docket.Date(t.Format(time.DateOnly)), true
}
