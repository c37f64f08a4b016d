package rules

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var address = regexp.MustCompile(`https?://[^\s)\]]+`)

// wording is text as the press rules read it: entities undone
// twice, compatibility forms folded, invisible characters, quotation marks and
// emphasis gone, every dash and run of space one space. Case is kept, for
// quoting. Addresses go: words in a link are not words of the release.
func wording(text string) string {
	text = html.UnescapeString(html.UnescapeString(text))
	text = norm.NFKC.String(text)
	text = address.ReplaceAllString(text, " ")
	text = strings.Map(func(r rune) rune {
		switch r {
		case '"', '“', '”', '„', '‟', '\'', '‘', '’', '‚', '‛', '«', '»', '`', '*', '_', '\\':
			return -1
		}
		switch {
		case unicode.Is(unicode.Cf, r): // soft hyphen, word joiner, zero-width space
			return -1
		case unicode.Is(unicode.Pd, r), r == '\u2212':
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
