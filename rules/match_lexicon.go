package rules

import (
	"maps"
	"slices"
	"strings"
)

// A wordset is one place of a phrase: the words that may stand there, as whole
// words and as beginnings ("implement*").
type wordset struct {
	words    map[string]bool
	prefixes map[string]bool
	number   *int32 // its term once it has one, else -1: a class is numbered once, however many rows name it
}

func newWordset() wordset {
	number := int32(-1)
	return wordset{map[string]bool{}, map[string]bool{}, &number}
}

// add takes a word, or a beginning that ends in "*".
func (w wordset) add(word string) {
	if stem, ok := strings.CutSuffix(word, "*"); ok {
		w.prefixes[stem] = true
		return
	}
	w.words[word] = true
}

func (w wordset) union(other wordset) {
	maps.Copy(w.words, other.words)
	maps.Copy(w.prefixes, other.prefixes)
}

// key names the set: two sets with one key are the same term.
func (w wordset) key() string {
	return strings.Join(slices.Sorted(maps.Keys(w.words)), " ") + "*" + strings.Join(slices.Sorted(maps.Keys(w.prefixes)), " ")
}

// common are the words that stand in nearly every sentence, with how many of a
// thousand words they are. A phrase is looked for where its rarest word stands.
var common = map[string]int{
	"the": 70, "of": 45, "to": 35, "and": 30, "in": 25, "that": 17, "a": 16, "is": 10, "for": 10, "by": 9, "not": 9, "on": 9, "or": 8,
	"'s": 12, "it": 7, "as": 8, "be": 7, "with": 7, "this": 7, "any": 4, "has": 4, "have": 4, "are": 4, "was": 5, "at": 5, "an": 4,
	"no": 4, "which": 4, "under": 4, "from": 4, "been": 3, "its": 3, "their": 3, "would": 3, "will": 2, "they": 2, "were": 2, "had": 2,
	"such": 3, "may": 3, "than": 1, "if": 2, "but": 2, "before": 1, "only": 2, "can": 2, "do": 2, "we": 2, "court": 8, "order": 6,
	"plaintiffs": 5, "plaintiff": 3, "defendants": 4, "government": 3, "state": 2, "states": 3, "united": 2, "law": 2, "federal": 4,
	"county": 3, "city": 3, "claim": 2, "claims": 2, "section": 3, "see": 2, "id": 2, "so": 1, "all": 2, "there": 2,
}

// weight estimates how often the set's words occur.
func (w wordset) weight() int {
	sum := 2 * len(w.prefixes)
	for word := range w.words {
		sum += max(1, 4*common[word])
	}
	return sum
}

// A lexicon numbers the terms of all phrases and knows which words belong to
// them. It is built once and read by many.
type lexicon struct {
	ids      map[string]int32   // by wordset key
	words    map[string][]int32 // terms of a whole word
	prefixes map[string][]int32 // terms of a beginning
	lengths  []int              // of the beginnings, ascending
	weights  []int              // by term: how often its words are expected
	anchors  [][]int32          // by term: the phrases that are looked for there
}

func newLexicon() *lexicon {
	return &lexicon{ids: map[string]int32{}, words: map[string][]int32{}, prefixes: map[string][]int32{}}
}

// term is the number of the set.
func (l *lexicon) term(w wordset) int32 {
	if *w.number >= 0 {
		return *w.number
	}
	key := w.key()
	if id, ok := l.ids[key]; ok {
		*w.number = id
		return id
	}
	id := place(len(l.ids))
	l.ids[key], *w.number = id, id
	l.weights = append(l.weights, w.weight())
	for word := range w.words {
		l.words[word] = append(l.words[word], id)
	}
	for prefix := range w.prefixes {
		l.prefixes[prefix] = append(l.prefixes[prefix], id)
		if n := len(prefix); !slices.Contains(l.lengths, n) {
			l.lengths = append(l.lengths, n)
			slices.Sort(l.lengths)
		}
	}
	l.anchors = append(l.anchors, nil)
	return id
}

// form is what the lexicon knows of a spelling.
func (l *lexicon) form(word string) form {
	f := form{text: strings.Clone(word)}
	f.terms = append(f.terms, l.words[word]...)
	for _, n := range l.lengths {
		if n > len(word) {
			break
		}
		f.terms = append(f.terms, l.prefixes[word[:n]]...)
	}
	slices.Sort(f.terms)
	f.terms = slices.Compact(f.terms)
	for _, t := range f.terms {
		f.anchors = append(f.anchors, l.anchors[t]...)
	}
	return f
}
