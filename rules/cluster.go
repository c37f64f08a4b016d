package rules

import (
	"strings"
	"unicode"

	"docketwatch/docket"
)

// Cluster names the release apart from who posted it: the same text is posted
// by the Office of Public Affairs and again by a U.S. Attorney's Office, with
// another id, another address and other capitals. The day is
// part of the name, because weekly releases repeat their titles; a title that
// holds no letter or digit is kept as it stands, so that two of them never
// share a name by being empty.
func Cluster(title string, date docket.Date) string {
	words := strings.FieldsFunc(strings.ToLower(wording(title)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	name := strings.Join(words, " ")
	if name == "" {
		name = strings.TrimSpace(title)
	}
	return string(date) + " " + name
}
