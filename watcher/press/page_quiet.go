package press

import (
	"regexp"
	"slices"
	"strings"
)

// Dates and hours as sites stamp their pages with them.
const (
	weekday   = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?`
	stampDate = weekday + `(?:[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\s+[a-z]{3,9}\.?,?\s+\d{4}|` +
		`\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}(?:t[\d:.]+(?:z|[+-]\d{2}:?\d{2})?)?)`
	stampHour = `(?:,?\s*(?:at\s+|-\s*)?\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t|utc|gmt)?)?`
	stampWord = `(?:this\s+)?(?:page|content|document|site|website|date)?\s*(?:was\s+|has\s+been\s+)?(?:last\s+|most\s+recently\s+)?` +
		`(?:updated|modified|reviewed|refreshed|generated|retrieved|accessed)(?:\s+(?:on|at))?\s*:?`
)

// A line that is a stamp and nothing else; a word for one, with the date in the
// next line; and such a date. "Revised" and "as of" are no stamps: lawyers write
// them of the text.
var (
	stampLine  = regexp.MustCompile(`(?i)^\W*` + stampWord + `\s*` + stampDate + stampHour + `\W*$`)
	stampLabel = regexp.MustCompile(`(?i)^\W*` + stampWord + `\W*$`)
	dateLine   = regexp.MustCompile(`(?i)^\W*` + stampDate + stampHour + `\W*$`)
)

// longestStamp is more bytes than any stamp has; longer lines are prose.
const longestStamp = 150

// nonce is a word that a machine made up for one visit: a digest or an id. Court
// numbers ("3:17-cv-00574-WHO") and award numbers are none.
var nonce = regexp.MustCompile(`(?i)\b(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,})\b`)

// quiet is the page as it is compared: without stamps, nonces and the order of
// its links. A page that differs in these alone has not changed.
func (p pageText) quiet() string {
	lines := strings.FieldsFunc(p.text, func(r rune) bool { return r == '\n' })
	var kept []string
	for i := 0; i < len(lines); i++ {
		switch {
		case len(lines[i]) > longestStamp:
			kept = append(kept, withoutNonces(lines[i]))
		case stampLine.MatchString(lines[i]):
		case stampLabel.MatchString(lines[i]) && i+1 < len(lines) && dateLine.MatchString(lines[i+1]):
			i++ // the date is part of the stamp
		default:
			kept = append(kept, withoutNonces(lines[i]))
		}
	}
	links := slices.Clone(p.links)
	slices.Sort(links)
	return strings.Join(append(append(kept, p.to, "links:"), links...), "\n")
}

func withoutNonces(line string) string {
	return nonce.ReplaceAllStringFunc(line, func(word string) string {
		if strings.ContainsAny(word, "0123456789") && strings.ContainsAny(strings.ToLower(word), "abcdef") {
			return "#"
		}
		return word
	})
}
