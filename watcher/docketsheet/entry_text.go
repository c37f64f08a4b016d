package docketsheet

import (
	"bytes"
	"strconv"
)

// enteredDay is the text of the date in "(Entered: 01/11/2008)"; nil for none.
// The court puts it last: an earlier one is of an entry that the text quotes.
func enteredDay(text []byte) []byte {
	const label = "Entered: "
	for {
		i := bytes.LastIndex(text, []byte(label))
		if i < 0 {
			return nil
		}
		day := text[i+len(label):]
		n := bytes.IndexFunc(day, func(r rune) bool {
			return (r < '0' || r > '9') && r != '/' && r != '-' && r != '–' && r != '—'
		})
		if n < 0 {
			n = len(day)
		}
		if n > 0 {
			return day[:n]
		}
		text = text[:i]
	}
}

func firstWord(text []byte) []byte {
	word, _, _ := bytes.Cut(text, []byte(" "))
	return word
}

func allDigits[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) > 0
}

// splitMerged parts "2 (23 pgs; 4 docs) Motion" and "2 Motion" into number and
// text; the number stands in the first line. Text that starts with no number
// has none: its document is sealed.
func splitMerged(text, line []byte) (number, words []byte) {
	number = firstWord(line)
	if !allDigits(number) {
		return nil, text
	}
	words = bytes.TrimSpace(text[len(number):])
	if bytes.HasPrefix(words, []byte("(")) {
		if note, rest, ok := bytes.Cut(words, []byte(") ")); ok && pagesIn(note) != nil && bytes.Contains(note, []byte(" pgs")) {
			words = rest
		}
	}
	return number, words
}

// pagesIn is the count in "13 (5 pgs)" and "(23 pgs; 4 docs)"; nil for none.
func pagesIn(text []byte) *int {
	_, note, ok := bytes.Cut(text, []byte("("))
	if !ok {
		return nil
	}
	digits, unit, ok := bytes.Cut(note, []byte(" "))
	if !ok || !bytes.HasPrefix(unit, []byte("pg")) || !allDigits(digits) {
		return nil
	}
	return intOf(string(digits))
}

// intOf is a printed number; nil where it is none, or no size of a thing.
func intOf(s string) *int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return nil
	}
	return &n
}
