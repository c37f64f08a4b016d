package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is one word of a text, as phrases see it: in lower case, contractions
// taken apart ("hasn't" is "has" and "not"), a possessive ending a token of its
// own ("'s"), a hyphen between words no letter ("pre-enforcement" is two),
// "U.S.C." one word and "13,768" one number. Every token keeps its place.
type token struct {
	form       int32 // index into stream.forms
	start, end int32 // bytes of the text
	marks      mark  // what stands before the token, and how it is written
}

// A mark tells of the punctuation before a token, or of its letters.
type mark uint8

const (
	markComma   mark = 1 << iota // a comma stands before it
	markStop                     // a semicolon, colon, dash, bracket or full stop
	markQuoted                   // it stands inside quotation marks
	markOpens                    // a quotation opens before it
	markCapital                  // it begins with a capital letter
	markClause                   // a semicolon or a colon stands before it: no phrase runs across
)

// A form is one spelling in a text with what the lexicon knows of it. Each
// spelling is looked up once, however often it occurs.
type form struct {
	text    string
	terms   []int32 // the terms it belongs to, ascending
	anchors []int32 // the phrases to try where it stands
}

// A stream is a text as tokens.
type stream struct {
	text   string
	tokens []token
	forms  []form
}

// is reports whether token i belongs to the term.
func (s *stream) is(i int, term int32) bool {
	for _, t := range s.forms[s.tokens[i].form].terms {
		if t == term {
			return true
		}
	}
	return false
}

// word is the spelling of token i.
func (s *stream) word(i int) string { return s.forms[s.tokens[i].form].text }

// A tokeniser cuts one text into tokens.
type tokeniser struct {
	*stream
	lexicon *lexicon
	known   map[string]int32 // spelling -> form
	marks   mark             // gathered for the next token
	quoted  bool
	buffer  []byte
}

// tokenise cuts the text into tokens and looks every spelling up in the lexicon.
func tokenise(text string, lexicon *lexicon) *stream {
	text = within(text)
	t := &tokeniser{
		stream:  &stream{text: text, tokens: make([]token, 0, len(text)/5+8)},
		lexicon: lexicon,
		known:   make(map[string]int32, 1024),
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case asciiLetter[c]:
			i = t.letters(i)
		case c >= '0' && c <= '9':
			i = t.number(i)
		case c < utf8.RuneSelf:
			t.punctuation(i, c)
			i++
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case unicode.IsLetter(r):
				i = t.letters(i)
				continue
			case r == '§':
				t.add("§", i, i+size)
			case r == '—' || r == '–':
				t.marks |= markStop
			}
			i += size
		}
	}
	return t.stream
}

// letters reads a word of letters from i and returns where it ends.
func (t *tokeniser) letters(i int) int {
	if end := t.initials(i); end > 0 {
		return end
	}
	start, j := i, i
	if t.text[i] >= 'A' && t.text[i] <= 'Z' {
		t.marks |= markCapital
	}
	for j < len(t.text) {
		c := t.text[j]
		if asciiLetter[c] {
			// "PlaintiffsFirst": a space was lost. "McDonald" is one name.
			if j-start >= 4 && c < 'a' && t.text[j-1] >= 'a' && j+2 < len(t.text) && lowerASCII(t.text[j+1]) && lowerASCII(t.text[j+2]) {
				break
			}
			j++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRuneInString(t.text[j:])
		if !unicode.IsLetter(r) {
			break
		}
		j += size
	}
	if j == start { // never: the caller saw a letter
		return start + 1
	}
	if j < len(t.text) && t.text[j] == '\'' {
		if end := t.contraction(start, j); end > 0 {
			return end
		}
	}
	t.addLower(start, j)
	return j
}

// initials reads "U.S.C." or "D.C." as one word; 0 when there is none at i.
func (t *tokeniser) initials(i int) int {
	j := i
	for j+1 < len(t.text) && asciiLetter[t.text[j]] && t.text[j+1] == '.' {
		j += 2
	}
	if j-i < 4 || j < len(t.text) && asciiLetter[t.text[j]] {
		return 0
	}
	t.buffer = t.buffer[:0]
	for k := i; k < j; k += 2 {
		t.buffer = append(t.buffer, t.text[k]|0x20)
	}
	t.marks |= markCapital
	t.add(string(t.buffer), i, j)
	return j
}

// number reads digits with their commas, points and ordinal ending.
func (t *tokeniser) number(i int) int {
	j, comma := i, false
	for j < len(t.text) {
		c := t.text[j]
		if c >= '0' && c <= '9' || asciiLetter[c] {
			j++
			continue
		}
		if (c == ',' || c == '.') && j+1 < len(t.text) && t.text[j+1] >= '0' && t.text[j+1] <= '9' && t.text[j-1] <= '9' {
			comma = comma || c == ','
			j++
			continue
		}
		break
	}
	if comma {
		t.add(strings.ReplaceAll(t.text[i:j], ",", ""), i, j)
		return j
	}
	t.addLower(i, j)
	return j
}

// punctuation gathers what stands between two words.
func (t *tokeniser) punctuation(i int, c byte) {
	switch c {
	case ',':
		t.marks |= markComma
	case ';', ':':
		t.marks |= markStop | markClause
	case '(', ')', '[', ']', '.', '?', '!':
		t.marks |= markStop
	case '-':
		if i+1 < len(t.text) && (t.text[i+1] == '-' || t.text[i+1] == ' ') && i > 0 && (t.text[i-1] == '-' || t.text[i-1] == ' ') {
			t.marks |= markStop // a dash, typed
		}
	case '\n':
		t.quoted = false // a quotation that was never closed ends with its paragraph
		t.marks |= markStop
	case '"':
		t.quoted = !t.quoted && opensQuote(t.text, i)
		if t.quoted {
			t.marks |= markOpens
		}
	}
}

// opensQuote reports whether the quotation mark at i opens rather than closes.
func opensQuote(text string, i int) bool {
	return i+1 < len(text) && text[i+1] != ' ' && text[i+1] != '\n' && (i == 0 || strings.IndexByte(" \n([-", text[i-1]) >= 0 || text[i-1] >= utf8.RuneSelf)
}

// add appends a token.
func (t *tokeniser) add(word string, start, end int) {
	id, ok := t.known[word]
	if !ok {
		id = place(len(t.forms))
		f := t.lexicon.form(word)
		t.known[f.text] = id
		t.forms = append(t.forms, f)
	}
	t.append(id, start, end)
}

// addLower appends the token of the bytes from start to end in lower case. The
// look-up makes no string for a spelling that was met before.
func (t *tokeniser) addLower(start, end int) {
	b := t.buffer[:0]
	plain := true
	for k := start; k < end; k++ {
		c := t.text[k]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		plain = plain && c < utf8.RuneSelf
		b = append(b, c)
	}
	t.buffer = b
	if !plain {
		t.add(strings.ToLower(t.text[start:end]), start, end)
		return
	}
	if len(b) == 1 && b[0] == 's' && start > 0 && len(t.tokens) > 0 { // "PLAINTIFF S": the apostrophe was lost
		t.add("'s", start, end)
		return
	}
	if id, ok := t.known[string(b)]; ok {
		t.append(id, start, end)
		return
	}
	if parts := bare[string(b)]; parts[0] != "" {
		t.pair(parts, start, end, end)
		return
	}
	t.add(string(b), start, end)
}

func (t *tokeniser) append(id int32, start, end int) {
	if t.quoted {
		t.marks |= markQuoted
	}
	t.tokens = append(t.tokens, token{form: id, start: place(start), end: place(end), marks: t.marks})
	t.marks = 0
}
