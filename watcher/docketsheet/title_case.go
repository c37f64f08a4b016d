package docketsheet

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Words that a title writes small, and those that stay capitals. The lists are
// those of juriscraper's lib/string_utils.py.
var (
	smallWords = sync.OnceValue(func() map[string]bool {
		return wordSet("a an and as at but by en for if in is of on or the to v v. via vs vs.")
	})
	bigWords = sync.OnceValue(func() map[string]bool {
		return wordSet("3d afl aka a/k/a bmg cbs cdc cdt ceo cio cnmi d/b/a doj dva eff fcc ftc hsbc ibm ii iii iv jj llc llp " +
			"mci mjl mspb nd nlrb pto sd ups rss sec umg us usa usc usps wto")
	})
)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// titleCase writes lower-case words as a title: Of And In small in the middle,
// LLC and III in capitals, "mcmahon" as McMahon, initials as initials.
func titleCase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = titleWord(w)
	}
	if n := len(words); n > 0 { // the first and the last are never small
		words[0] = capitalised(words[0])
		words[n-1] = capitalised(words[n-1])
	}
	return strings.Join(words, " ")
}

func titleWord(w string) string {
	bare := strings.TrimRight(w, `!"$%&'()*+,-./:;?@[]_{|}`)
	switch {
	case smallWords()[w]:
		return w
	case len(w) > 2 && w[1] == '\'' && strings.IndexByte("dol", w[0]) >= 0 && allLower(w[2:]): // o'reilly
		return strings.ToUpper(w[:3]) + w[3:]
	case inner(w, '.'):
		return capitalParts(w, ".")
	case inner(w, '/') && !bigWords()[w]:
		return capitalParts(w, "/")
	case bigWords()[bare] && len(w)-len(bare) <= 1:
		return strings.ToUpper(w)
	}
	for _, prefix := range []string{"mac", "mc"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && rest != "" && startsWithLetter(rest) && w != "mack" && w != "machine" {
			return capitalised(prefix) + capitalised(rest)
		}
	}
	parts := strings.Split(w, "-")
	for i := range parts {
		parts[i] = capitalised(parts[i])
	}
	return strings.Join(parts, "-")
}

// inner reports whether a mark stands between two letters: "u.s.", "a/m".
func inner(w string, mark byte) bool {
	for i := 1; i+1 < len(w); i++ {
		if w[i] == mark && isLower(w[i-1]) && isLower(w[i+1]) {
			return true
		}
	}
	return false
}

func allLower(w string) bool {
	for i := range len(w) {
		if !isLower(w[i]) {
			return false
		}
	}
	return true
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// capitalParts makes single letters between marks capitals, and nothing else.
func capitalParts(w, mark string) string {
	parts := strings.Split(w, mark)
	for i, p := range parts {
		if utf8.RuneCountInString(p) == 1 {
			parts[i] = strings.ToUpper(p)
		}
	}
	return strings.Join(parts, mark)
}

// capitalised makes the first letter of a word a capital; punctuation may stand
// before it, anything else may not.
func capitalised(w string) string {
	for i, r := range w {
		switch {
		case r >= 'a' && r <= 'z':
			return w[:i] + strings.ToUpper(w[i:i+1]) + w[i+1:]
		case r >= utf8.RuneSelf || unicode.IsLetter(r) || unicode.IsDigit(r):
			return w
		}
	}
	return w
}

func startsWithLetter(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) || r == '_' || unicode.IsDigit(r)
}
