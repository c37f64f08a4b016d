package rules

import (
	"html"
	"strings"
)

// An entryText is a docket text made ready for reading. What is no part of the
// entry is gone: the lists of attachments, the stamps of entering and filing,
// and the wording that a clerk replaced.
type entryText struct {
	text      string
	lower     string // text in lower case (ASCII), of the same length
	all       []word // its words, as many as are ever looked at
	words     []word // those of the opening
	signature string // of the lawyer who filed it: "Doe, Jane"; "" where there is none
	void      bool   // the court struck the entry: what it says was never said
}

// A word of a docket text: letters and digits, in lower case.
type word struct {
	text   string
	at     int    // where it starts
	upper  bool   // it is written in capitals
	title  bool   // it begins with a capital
	before string // the punctuation before it, without spaces
}

// How many words of an entry are looked at: for what it is, and for the entries
// that it names.
const (
	opening = 60
	linked  = 400
)

// replaced marks wording that a clerk's edit has replaced: it follows the mark.
var replaced = []string{"Original Text:", "REVIEWED AND/OR EDITED", "The original text prior to review"}

// struckOut begins an entry that the court took back.
var struckOut = []string{"court deleted incorrect entry", "***deleted", "deleted document", "***document deleted", "disregard"}

func readable(text string) entryText {
	text = tidy(text)
	for _, mark := range replaced {
		if at := strings.Index(text, mark); at > 0 {
			text = text[:at]
		}
	}
	e := entryText{signature: signatureOf(text)}
	e.text = strings.TrimSpace(withoutStamps(text))
	e.lower = lowered(e.text)
	e.all = firstWords(e.text, e.lower, linked)
	e.words = e.all[:min(len(e.all), opening)]
	for _, mark := range struckOut {
		e.void = e.void || strings.HasPrefix(e.lower, mark)
	}
	return e
}

var typewriter = strings.NewReplacer("\u00a0", " ", "\t", " ", "\r", " ", "\n", " ", "’", "'", "‘", "'", "“", `"`, "”", `"`,
	"–", "-", "—", "-", "−", "-", "‑", "-", "\u00ad", "", "…", "...")

// tidy writes the text as a typewriter would: the courts' own copies of one
// entry differ in quotation marks, dashes and entities.
func tidy(text string) string {
	if strings.Contains(text, "&") {
		text = html.UnescapeString(text)
	}
	for i := range len(text) {
		if text[i] < ' ' || text[i] >= 0x80 {
			return typewriter.Replace(text)
		}
	}
	return text
}

// stamps begin a parenthesis or bracket that is about the entry, not of it. The
// last one stands on every amicus brief of the Ninth Circuit, whoever files it.
var stamps = []string{
	"attachment", "entered:", "filed on ", "filed:", "additional attachment", "main document", "filing fee", "edited",
	"court update", "this is a text", "(this is a text", "by government or with consent",
}

// withoutStamps leaves them out.
func withoutStamps(text string) string {
	var out strings.Builder
	from := 0
	for i := 0; i < len(text); i++ {
		if text[i] != '(' && text[i] != '[' {
			continue
		}
		if !opensStamp(text[i+1:]) {
			continue
		}
		end := closing(text, i)
		out.WriteString(text[from:i])
		from, i = end, end-1
	}
	if from == 0 {
		return text
	}
	out.WriteString(text[from:])
	return out.String()
}

func opensStamp(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	for _, stamp := range stamps {
		if len(rest) >= len(stamp) && strings.EqualFold(rest[:len(stamp)], stamp) {
			return true
		}
	}
	return false
}

// closing is the place after the bracket that closes the one at i, or the end.
func closing(text string, i int) int {
	depth := 0
	for j := i; j < len(text); j++ {
		switch text[j] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return len(text)
}

func lowered(text string) string {
	for i := range len(text) {
		if c := text[i]; 'A' <= c && c <= 'Z' {
			b := []byte(text)
			for ; i < len(b); i++ {
				if c := b[i]; 'A' <= c && c <= 'Z' {
					b[i] = c + ('a' - 'A')
				}
			}
			return string(b)
		}
	}
	return text
}

// wordsOf are the words of a name.
func wordsOf(name string) []word { return firstWords(name, lowered(name), 200) }

// firstWords are at most so many words of a text.
func firstWords(text, lower string, most int) []word {
	words := make([]word, 0, min(most, len(text)/5+1))
	for i := 0; i < len(text) && len(words) < most; {
		start := i
		for i < len(text) && !inWord(text[i]) {
			i++
		}
		gap := strings.Trim(text[start:i], " ")
		if strings.IndexByte(gap, ' ') >= 0 {
			gap = strings.ReplaceAll(gap, " ", "")
		}
		start = i
		upper := true
		for i < len(text) && (inWord(text[i]) || text[i] == '\'') {
			upper = upper && (text[i] < 'a' || text[i] > 'z')
			i++
		}
		if i > start {
			words = append(words, word{text: lower[start:i], at: start, upper: upper && i-start > 2, title: 'A' <= text[start] && text[start] <= 'Z', before: gap})
		}
	}
	return words
}

func inWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
}

// signatureOf finds the name in parentheses with which CM/ECF signs an entry
// for the lawyer whose account filed it: "(Doe, Jane)". Clerks sign with
// initials, or with their names where the court is the filer.
func signatureOf(text string) string {
	for at := strings.LastIndexByte(text, '('); at >= 0; at = strings.LastIndexByte(text[:at], '(') {
		end := strings.IndexByte(text[at:min(len(text), at+60)], ')')
		if end < 0 {
			continue
		}
		inside := strings.TrimSpace(text[at+1 : at+end])
		last, first, ok := strings.Cut(inside, ",")
		if ok && isName(last) && isName(first) && len(inside) < 50 {
			return inside
		}
	}
	return ""
}

// isName reports whether the text is one or several words that start with a
// capital and hold no digit.
func isName(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) < 2 || text[0] < 'A' || text[0] > 'Z' && text[0] < 0x80 {
		return false
	}
	return !strings.ContainsAny(text, "0123456789:;#$/")
}
