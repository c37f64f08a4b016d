package notify

import (
	"strings"
	"unicode"
)

// Defuse keeps plain text from being made into a mention, a link, a tag or a
// command by a program that reads it: after each letter that could begin one
// stands a word joiner, which no reader sees. It does not stand inside ordinary
// abbreviations ("U.S.C."), so that these can be searched for.
func Defuse(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		b.WriteRune(r)
		if i+1 < len(runes) && live(runes, i) {
			b.WriteRune(unseen)
		}
	}
	return b.String()
}

// unseen is WORD JOINER: it forbids a line break and shows nothing.
const unseen = '\u2060'

// live reports whether what follows the rune at i could make it more than text.
func live(runes []rune, i int) bool {
	next := runes[i+1]
	switch runes[i] {
	case '@', '#', '$', '~': // a mention, a tag, a share, a channel
		return !unicode.IsSpace(next)
	case '/': // a command, at the beginning of a word
		return (i == 0 || !word(runes[i-1]) && runes[i-1] != '/' && runes[i-1] != ':') && word(next)
	case ':': // an address with a scheme, or an emoji by its name
		clock := i > 0 && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(next)
		return !clock && !unicode.IsSpace(next)
	case '{': // a function or a variable of a card
		return next == '{'
	case '.': // an address without a scheme: a last label has two letters at least
		return i > 0 && word(runes[i-1]) && unicode.IsLetter(next) && i+2 < len(runes) && (unicode.IsLetter(runes[i+2]) || runes[i+2] == '-')
	}
	return false
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-' }
