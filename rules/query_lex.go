package rules

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A lexeme is one sign of a query.
type lexeme struct {
	kind    lexKind
	text    string   // of a word, a phrase or a field's name
	at, end int      // bytes of the query
	reach   nearness // of a connector
}

type lexKind uint8

const (
	lexEnd lexKind = iota
	lexOpen
	lexClose
	lexAnd
	lexOr
	lexNot
	lexNear
	lexPhrase
	lexWord
	lexField
)

// A nearness is how near two things have to stand.
type nearness struct {
	unit    unit
	words   int  // of unitWords: 1 is next to each other
	ordered bool // the left one first
}

// A unit is what nearness is measured in; those that bind tighter come first.
type unit uint8

const (
	unitWords unit = iota
	unitSentence
	unitParagraph
)

// operators are the operators that are words. Outside quotation marks they are
// never looked for, in whichever case they are written.
var operators = map[string]lexKind{"and": lexAnd, "&": lexAnd, "&&": lexAnd, "or": lexOr, "|": lexOr, "||": lexOr, "not": lexNot, "%": lexNot}

// lex cuts the query into lexemes.
func (p *queryParser) lex() {
	for i := 0; i < len(p.text); {
		r, size := utf8.DecodeRuneInString(p.text[i:])
		switch {
		case unicode.IsSpace(r):
			i += size
		case r == '(':
			p.add(lexOpen, "(", i, i+size)
			i += size
		case r == ')':
			p.add(lexClose, ")", i, i+size)
			i += size
		case quotes[r]:
			i = p.lexPhrase(i, size)
		default:
			i = p.lexWord(i)
		}
	}
	end := len(strings.TrimRightFunc(p.text, unicode.IsSpace))
	p.add(lexEnd, "", end, end)
}

// quotes are the quotation marks, also those that a word processor puts.
var quotes = map[rune]bool{'"': true, '“': true, '”': true, '„': true, '«': true, '»': true}

func (p *queryParser) add(kind lexKind, text string, at, end int) {
	p.lexemes = append(p.lexemes, lexeme{kind: kind, text: text, at: at, end: end})
}

// lexPhrase reads a phrase and returns where the query goes on.
func (p *queryParser) lexPhrase(at, size int) int {
	for i := at + size; i < len(p.text); {
		r, n := utf8.DecodeRuneInString(p.text[i:])
		if quotes[r] {
			p.add(lexPhrase, p.text[at+size:i], at, i+n)
			return i + n
		}
		i += n
	}
	p.problem(at, `add " at its end`, "the quotation mark is never closed")
	p.add(lexPhrase, p.text[at+size:], at, len(p.text))
	return len(p.text)
}

// lexWord reads a word, an operator or the name of a field.
func (p *queryParser) lexWord(at int) int {
	end := at
	for end < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[end:])
		if unicode.IsSpace(r) || r == '(' || r == ')' || quotes[r] {
			break
		}
		end += size
		if r == ':' && onlyLetters(p.text[at:end-1]) { // the value comes next
			p.add(lexField, strings.ToLower(p.text[at:end-1]), at, end)
			return end
		}
	}
	text := p.text[at:end]
	if kind, ok := operators[strings.ToLower(text)]; ok {
		p.add(kind, text, at, end)
		return end
	}
	if r, ok := p.connector(text, at); ok {
		p.lexemes = append(p.lexemes, lexeme{kind: lexNear, text: text, at: at, end: end, reach: r})
		return end
	}
	if len(text) > 1 && (text[0] == '-' || text[0] == '+') && text[1] != '-' {
		hint := "write NOT " + text[1:]
		if text[0] == '+' {
			hint = "every word is wanted as it is; leave the + out"
		}
		p.problem(at, hint, "%q is no sign of this language", text[:1])
	}
	p.add(lexWord, text, at, end)
	return end
}

func onlyLetters(s string) bool {
	for i := range len(s) {
		if !asciiLetter[s[i]] && s[i] != '_' {
			return false
		}
	}
	return s != ""
}

// connector reads "w/10", "NEAR/10", "/10", "pre/10", "+10", and the same with s
// or p for a number: in one sentence, in one paragraph.
func (p *queryParser) connector(text string, at int) (nearness, bool) {
	lower := strings.ToLower(text)
	if text == "NEAR" || text == "PRE" || lower == "w" && strings.HasPrefix(p.text[at+1:], " /") {
		p.problem(at, "write "+text+"/10, /s or /p", "%s of how many words?", text)
		return nearness{words: 1}, true
	}
	var r nearness
	head, tail, ok := strings.Cut(lower, "/")
	switch {
	case strings.HasPrefix(lower, "+") && len(lower) > 1 && (digits(lower[1:]) || slices.Contains(unitNames, lower[1:])):
		r.ordered, tail = true, lower[1:]
	case !ok || !slices.Contains([]string{"", "w", "near", "pre"}, head):
		return r, false
	case head == "pre":
		r.ordered = true
	}
	switch tail {
	case "s", "sent":
		r.unit = unitSentence
		return r, true
	case "p", "para":
		r.unit = unitParagraph
		return r, true
	}
	n, err := strconv.Atoi(tail)
	switch {
	case err != nil:
		p.problem(at, "write "+or(head, "w")+"/10, "+or(head, "w")+"/s or "+or(head, "w")+"/p", "%q is no distance", tail)
	case n < 1:
		p.problem(at, "1 is next to each other", "a distance of %d words", n)
	case n > widestReach:
		p.problem(at, "/p is the same paragraph; AND is the same text", "a distance of %d words is more than %d", n, widestReach)
	}
	r.words = n
	return r, true
}

var unitNames = []string{"s", "p", "sent", "para"}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func sortProblems(list []QueryProblem) {
	slices.SortStableFunc(list, func(a, b QueryProblem) int { return a.At - b.At })
}
