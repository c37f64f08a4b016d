package pdftext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Garbled says that a text, ours or one that another site extracted, is not
// what the page shows a reader: fonts without a table of characters give
// "7KH &RXUW", "(cid:55)", private characters or replacement marks. Nothing can
// be found in it, so pictures of the pages, or another reader, are better.
//
// A text too short to judge, a table of figures and one in Spanish are not
// garbled.
func Garbled(text string) bool {
	var all, bad int
	for _, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		all++
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), unicode.IsControl(r):
			bad++
		}
	}
	bad += len("(cid:55)") * strings.Count(text, "(cid:")
	if bad*50 > all { // one in fifty; a stray bullet from a symbol font is not that
		return true
	}
	var words, single, known, odd int
	for _, field := range strings.Fields(text) {
		word := strings.ToLower(strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) }))
		switch utf8.RuneCountInString(word) {
		case 0:
			// Shifted letters often land on signs and digits: ")LOHG" is still
			// a word above, "%()#" is not; a figure is neither.
			if strings.ContainsFunc(field, unicode.IsPunct) && !strings.ContainsFunc(field, unicode.IsDigit) {
				odd++
			}
		case 1:
			single++
		default:
			words++
			if common[word] {
				known++
			}
		}
	}
	if words+single+odd < enoughWords {
		return false
	}
	if single > 3*words { // "T h e C o u r t"
		return true
	}
	if odd > words {
		return true
	}
	// In English and Spanish prose every third word is one of these, in a list
	// of names and addresses still one in ten.
	return words >= enoughWords && known*25 < words
}

// enoughWords is a short paragraph: below it nothing is said.
const enoughWords = 40

// common are words of which no page of prose or of a court's forms is free.
var common = set(`the of and to in that is for by on with as be this not or it was are from at an which has
	have but no any shall may all such its court case document filed page order motion united states plaintiff
	plaintiffs defendant defendants district judge attorney et al vs county city state section date
	de la que el en los las por con del una para`)

func set(words string) map[string]bool {
	out := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		out[word] = true
	}
	return out
}
