package rules

import (
	"strings"
	"unicode/utf8"
)

// sentences cuts one block of clean text, from start to end, where a legal
// writer ends a sentence: not after "v.", "Fed. R. Civ. P.", "Id. at" or an
// initial, and before the next sentence even when a footnote mark or a closing
// quotation mark stands between. It calls each with the bytes of a sentence
// without the space around it.
func sentences(text string, start, end int, each func(start, end int)) {
	from := start
	for i := start; i < end; i++ {
		c := text[i]
		if c != '.' && c != '?' && c != '!' {
			continue
		}
		stop := afterStop(text, i, end)
		if stop < 0 {
			continue
		}
		if !ends(text, from, i, stop, end) {
			continue
		}
		eachTrimmed(text, from, stop, each)
		for from = stop; from < end && (text[from] == ' ' || text[from] == '\n'); {
			from++
		}
		i = from - 1
	}
	eachTrimmed(text, from, end, each)
}

func eachTrimmed(text string, from, to int, each func(start, end int)) {
	for from < to && (text[from] == ' ' || text[from] == '\n') {
		from++
	}
	for to > from && (text[to-1] == ' ' || text[to-1] == '\n') {
		to--
	}
	if from < to {
		each(from, to)
	}
}

// afterStop is the byte after a sentence that ends with the stop at i, with
// the quotation marks, brackets and footnote marks that belong to it; -1 when
// what follows the stop shows that nothing ends there.
func afterStop(text string, i, end int) int {
	j := i + 1
	for j < end && (text[j] == '.' || text[j] == '?' || text[j] == '!') {
		j++
	}
	for j < end && strings.IndexByte(`"')]}`, text[j]) >= 0 {
		j++
	}
	mark := j
	for mark < end && mark-j < 3 && text[mark] >= '0' && text[mark] <= '9' { // "the Order.1 Nothing"
		mark++
	}
	if mark > j && mark < end && text[mark] == ' ' && (i == 0 || text[i-1] < '0' || text[i-1] > '9' || yearBefore(text, i) || starter(text[mark+1:end])) {
		j = mark
	}
	for j < end && strings.IndexByte(`"')]`, text[j]) >= 0 {
		j++
	}
	switch {
	case j >= end:
		return end
	case text[j] == ' ' || text[j] == '\n':
		return j
	case strings.HasPrefix(text[j:end], "—") || strings.HasPrefix(text[j:end], "--"):
		return -1 // "why? -- because" runs on
	}
	return -1
}

// yearBefore reports whether a year ends at i, so that "1996.3" is no decimal.
func yearBefore(text string, i int) bool {
	return i >= 4 && (text[i-4] == '1' || text[i-4] == '2') && text[i-3] >= '0' && text[i-3] <= '9' && text[i-2] >= '0' && text[i-2] <= '9' &&
		(i == 4 || text[i-5] == ' ' || text[i-5] == '(')
}

// ends reports whether the sentence that began at from ends with the stop at i.
// What follows begins at next.
func ends(text string, from, i, next, end int) bool {
	for next < end && text[next] == ' ' {
		next++
	}
	if next >= end || text[next] == '\n' {
		return true
	}
	opening := next
	for opening < end && strings.IndexByte(`"'([`, text[opening]) >= 0 {
		opening++
	}
	if opening >= end {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text[opening:end])
	capital := first >= 'A' && first <= 'Z' || first >= 'À' && first <= 'Þ'
	switch {
	case first >= 'a' && first <= 'z':
		return false
	case text[i] != '.':
		return capital || first == '-' || first == '—' || first >= '0' && first <= '9'
	}
	if i > 0 && text[i-1] == '.' || i+1 < end && text[i+1] == '.' { // an ellipsis: the sentence may go on
		return capital && starter(text[opening:end])
	}
	word := wordBefore(text, from, i)
	switch {
	case word == "":
		return capital
	case i-len(word) <= from && enumerator(word): // "IV. The claims": the number belongs to what follows
		return false
	case strings.IndexByte(text[i:next], '"') >= 0: // a quotation ends with it: "She said \"no.\""
		return capital || opening > next
	case len(word) == 1 && word != "I" && word[0] >= 'A' && word[0] <= 'Z': // an initial, or "Civ. P."
		return capital && starter(text[opening:end])
	case strings.Contains(word, "."): // "U.S.C", "F.3d", "D.C"
		return capital && starter(text[opening:end])
	case neverLast[strings.ToLower(word)]:
		return false
	case abbreviations[strings.ToLower(word)]:
		return capital && starter(text[opening:end])
	case first >= '0' && first <= '9', first == '§', first == '$':
		return true
	}
	return capital || opening > next
}

// wordBefore is the word that ends at i, with the points and apostrophes
// inside it.
func wordBefore(text string, from, i int) string {
	j := i
	for j > from {
		c := text[j-1]
		if asciiLetter[c] || c >= '0' && c <= '9' || c == '.' || c == '\'' || c == '&' || c >= utf8.RuneSelf {
			j--
			continue
		}
		break
	}
	return strings.TrimLeft(text[j:i], ".'")
}

// enumerator reports whether the word numbers a heading or a paragraph.
func enumerator(word string) bool {
	if len(word) == 1 {
		return asciiLetter[word[0]] || word[0] >= '0' && word[0] <= '9'
	}
	if len(word) > 5 {
		return false
	}
	digits := strings.Trim(word, "0123456789") == ""
	roman := strings.Trim(word, "IVX") == "" || strings.Trim(word, "ivx") == ""
	return digits && len(word) <= 3 || roman
}

// starter reports whether the text begins with a word that opens sentences and
// seldom follows an abbreviation.
func starter(text string) bool {
	n := 0
	for n < len(text) && n < 16 && asciiLetter[text[n]] {
		n++
	}
	return starters[text[:n]]
}
