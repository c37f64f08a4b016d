package rules

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Mark is where a release says something: Quote is Start to End of the named
// field, byte for byte.
type Mark struct {
	Field      string // "title", "teaser" or "body"
	Start, End int    // byte offsets in the field
	Quote      string // the original, character for character
}

// released is one field of a release as the readers of press_*.go see it, with
// the way back: entities undone twice, invisible characters, emphasis and
// addresses gone, dashes, quotation marks and spaces of one kind. Lines stand.
type released struct {
	field, original string
	text            string
	starts, ends    []int32 // of each byte of text, in original
	parts           []part
}

// A part is one sentence, headline or item of a list.
type part struct {
	start, end int // in released.text
}

func releasedOf(field, original string) *released {
	p := &released{field: field, original: original}
	var b strings.Builder
	put := func(s string, from, to int) {
		b.WriteString(s)
		for range len(s) {
			p.starts, p.ends = append(p.starts, place(from)), append(p.ends, place(to))
		}
	}
	for i := 0; i < len(original); {
		if n := addressAt(original[i:]); n > 0 {
			put(" ", i, i+n)
			i += n
			continue
		}
		s, n := characterAt(original[i:])
		for _, r := range s {
			put(plainRune(r), i, i+n)
		}
		i += n
	}
	p.text = b.String()
	p.cut()
	return p
}

// addressAt is how long the web address is that the text begins with; 0 for none.
func addressAt(s string) int {
	if !strings.HasPrefix(s, "http") {
		return 0
	}
	if at := address.FindStringIndex(s[:min(len(s), 2000)]); at != nil && at[0] == 0 {
		return at[1]
	}
	return 0
}

// characterAt reads one character, or one entity that was escaped once or twice.
func characterAt(s string) (string, int) {
	if s[0] == '&' {
		if end := strings.IndexByte(s[:min(len(s), 16)], ';'); end > 0 {
			once := html.UnescapeString(s[:end+1])
			if once == "&" { // "&amp;nbsp;"
				if more := strings.IndexByte(s[end+1:min(len(s), end+13)], ';'); more > 0 {
					if twice := html.UnescapeString("&" + s[end+1:end+2+more]); !strings.HasPrefix(twice, "&") {
						return twice, end + 2 + more
					}
				}
			}
			if once != s[:end+1] {
				return once, end + 1
			}
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], n
}

func plainRune(r rune) string {
	switch r {
	case '“', '”', '„', '‟', '«', '»':
		return `"`
	case '‘', '’', '‚', '‛', '`':
		return "'"
	case '*', '_', '\\', '\r', utf8.RuneError:
		return ""
	case '\n', '\u2028', '\u2029':
		return "\n"
	case '\u2212', '\u2011':
		return "-"
	}
	switch {
	case unicode.Is(unicode.Cf, r):
		return ""
	case unicode.IsSpace(r):
		return " "
	case unicode.Is(unicode.Pd, r):
		return "-"
	}
	return string(r)
}

// cut parts the text into sentences, headlines and items of lists.
func (p *released) cut() {
	for from := 0; from < len(p.text); {
		to := p.blockEnd(from)
		sentences(p.text, from, to, func(start, end int) { p.parts = append(p.parts, part{start, end}) })
		from = to + 1
	}
}

// lineOfProse is the shortest line that may go on in the next one: what is
// shorter is a headline or an item of a list.
const lineOfProse = 55

// blockEnd is the end of the line at from, or of the paragraph where the lines
// are those of wrapped prose.
func (p *released) blockEnd(from int) int {
	for at := from; ; {
		n := strings.IndexByte(p.text[at:], '\n')
		if n < 0 {
			return len(p.text)
		}
		next := strings.TrimLeft(p.text[at+n+1:], " ")
		line := strings.TrimSpace(p.text[at : at+n])
		if len(line) < lineOfProse || next == "" || next[0] == '\n' || strings.HasPrefix(next, "- ") || strings.HasPrefix(next, "•") || strings.HasSuffix(line, ":") {
			return at + n
		}
		at += n + 1
	}
}

// mark leads from the printed text back to the original.
func (p *released) mark(start, end int) Mark {
	for start < end && isGap(p.text[start]) {
		start++
	}
	for end > start && isGap(p.text[end-1]) {
		end--
	}
	if start >= end {
		return Mark{Field: p.field}
	}
	m := Mark{Field: p.field, Start: int(p.starts[start]), End: int(p.ends[end-1])}
	m.Quote = p.original[m.Start:m.End]
	return m
}

func isGap(c byte) bool { return c == ' ' || c == '\n' }

func (p *released) of(i int) string { return p.text[p.parts[i].start:p.parts[i].end] }
