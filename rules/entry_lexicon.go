package rules

import "strings"

// A phraseBook finds the longest phrase that begins a run of words.
type phraseBook[T any] map[string][]phraseOf[T]

type phraseOf[T any] struct {
	words []string // those after the first
	says  T
}

// enter adds phrases separated by commas; "*" at the end of a word stands for
// any ending.
func (l phraseBook[T]) enter(says T, phrases string) {
	for _, phrase := range strings.Split(phrases, ",") {
		words := strings.Fields(phrase)
		if len(words) == 0 {
			continue
		}
		l[words[0]] = append(l[words[0]], phraseOf[T]{words[1:], says})
	}
}

// longest returns what the longest phrase at the head of words says, and its
// length in words; 0 where none fits.
func (l phraseBook[T]) longest(words []word) (says T, length int) {
	if len(words) == 0 {
		return says, 0
	}
	for _, p := range l[words[0].text] {
		if len(p.words) >= length && begins(words[1:], p.words) {
			says, length = p.says, len(p.words)+1
		}
	}
	return says, length
}

func begins(words []word, phrase []string) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, p := range phrase {
		stem, open := strings.CutSuffix(p, "*")
		if w := words[i].text; w != p && (!open || !strings.HasPrefix(w, stem)) {
			return false
		}
	}
	return true
}
