package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A queryWord is one word of a query, in the spelling in which texts are looked
// through: lower case, no accents. Where it is wild, "*" stands for any letters
// and "?" for one.
type queryWord struct {
	text string
	wild bool
}

// stem is the beginning of a wild word before its first wild sign.
func (w queryWord) stem() string {
	i := strings.IndexAny(w.text, "*?")
	if i < 0 {
		return w.text
	}
	return w.text[:i]
}

// prefix reports whether the word is a beginning and nothing more: "condition*".
func (w queryWord) prefix() bool {
	return w.wild && len(w.stem()) == len(w.text)-1 && strings.HasSuffix(w.text, "*")
}

// fewestLetters is how many letters a wild word must give. With fewer it fits
// too much to be meant.
const fewestLetters = 3

// words makes a node of a word or of the words in quotation marks. Texts are cut
// into words by the same rule, so that "pre-enforcement" is a phrase of two.
func (p *queryParser) words(l lexeme) *queryNode {
	n := &queryNode{op: opWords, at: l.at, end: l.end}
	for _, chunk := range strings.Fields(l.text) {
		if strings.ContainsAny(chunk, "*?!") && !exclaims(chunk, l.kind) {
			n.words = append(n.words, p.wild(chunk, l.at)...)
			continue
		}
		n.words = append(n.words, spelledWords(chunk)...)
	}
	if len(n.words) == 0 {
		p.problem(l.at, "signs and punctuation are not looked for", "there is no word in %s", p.text[l.at:l.end])
		return nil
	}
	if len(n.words) > maxElements {
		p.problem(l.at, "join parts of it with pre/1 or AND", "a phrase of %d words, more than %d", len(n.words), maxElements)
		return nil
	}
	return n
}

// exclaims: a quoted sentence may end with its own mark.
func exclaims(chunk string, kind lexKind) bool {
	return kind == lexPhrase && strings.IndexAny(chunk, "*?!") == len(chunk)-1 && chunk[len(chunk)-1] == '!'
}

// wild reads a word with wildcards; "!" at its end is Westlaw's and Lexis's "*".
func (p *queryParser) wild(chunk string, at int) []queryWord {
	var words []queryWord
	for _, part := range strings.FieldsFunc(folded(strings.ToLower(chunk)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("*?!", r)
	}) {
		if !strings.ContainsAny(part, "*?!") {
			words = append(words, spelledWords(part)...)
			continue
		}
		if stem, ok := strings.CutSuffix(part, "!"); ok {
			part = stem + "*"
		}
		part = strings.ReplaceAll(part, "!", "")
		if n := utf8.RuneCountInString(strings.Trim(strings.NewReplacer("*", "", "?", "").Replace(part), " ")); n < fewestLetters {
			p.problem(at, "for words that stand near each other use w/n", "%q gives %d letters of the word, fewer than %d: it fits too much", part, n, fewestLetters)
			continue
		}
		words = append(words, queryWord{text: part, wild: true})
	}
	return words
}

// nothing has no terms: it cuts queries into words.
var nothing = newLexicon()

// spelledWords are the words of a text as every text is cut into words, without
// those that count for nothing.
func spelledWords(text string) []queryWord {
	b := builder{source: text}
	b.piece(0, len(text))
	s := tokenise(string(b.text), nothing)
	var words []queryWord
	for i := range s.tokens {
		if w := s.word(i); !silent(w) {
			words = append(words, queryWord{text: folded(w)})
		}
	}
	return words
}

// silent are tokens that are no words of a text: it is the same with them and
// without them.
func silent(word string) bool { return word == "'s" || word == "§" }

// folded is the word without its accents.
func folded(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			var b strings.Builder
			for _, r := range norm.NFD.String(word) {
				if !unicode.Is(unicode.Mn, r) {
					b.WriteRune(r)
				}
			}
			return b.String()
		}
	}
	return word
}

// fits reports whether the wild word can be the spelling.
func (w queryWord) fits(word string) bool { return fits(w.text, word) }

func fits(pattern, word string) bool {
	star, mark := -1, 0
	i, j := 0, 0
	for j < len(word) {
		r, size := utf8.DecodeRuneInString(word[j:])
		if i < len(pattern) {
			c, n := utf8.DecodeRuneInString(pattern[i:])
			if c == '*' {
				star, mark = i, j
				i++
				continue
			}
			if c == '?' || c == r {
				i += n
				j += size
				continue
			}
		}
		if star < 0 {
			return false
		}
		_, size = utf8.DecodeRuneInString(word[mark:])
		mark += size
		i, j = star+1, mark
	}
	return strings.Trim(pattern[i:], "*") == ""
}
