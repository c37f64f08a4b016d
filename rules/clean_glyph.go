package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// glyphs are characters that printers and converters put for plain ones.
var glyphs = map[rune]string{
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "ft", 'ﬆ': "st",
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", '´': "'", '`': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '−': "-", '…': "...", '\ufeff': "", '\u200b': "", '\u200c': "", '\u200d': "", '\u2060': "",
	'\u2028': " ", '\u2029': " ",
}

// mojibake is UTF-8 that was once read as Windows-1252, by its first letter.
var mojibake = []struct{ wrong, right string }{
	{"â€™", "'"}, {"â€˜", "'"}, {"â€œ", `"`}, {"â€\u009d", `"`}, {"â€“", "–"}, {"â€”", "—"}, {"â€¦", "..."}, {"â€‘", "-"}, {"â€\u0090", "-"},
	{"â€\u0099", "'"}, {"â€\u0098", "'"}, {"â€\u009c", `"`}, {"â\u0080\u0099", "'"}, {"â\u0080\u009c", `"`}, {"â\u0080\u009d", `"`},
	{"â\u0080\u0093", "–"}, {"â\u0080\u0094", "—"}, {"Â§", "§"}, {"Â¶", "¶"}, {"Â\u00a0", " "}, {"Â ", " "}, {"ï¬\u0081", "fi"}, {"ï¬\u0082", "fl"},
	{"ï¬‚", "fl"},
}

// windows1252 are single bytes of that code page that are no UTF-8.
var windows1252 = map[byte]string{
	0x85: "...", 0x91: "'", 0x92: "'", 0x93: `"`, 0x94: `"`, 0x96: "–", 0x97: "—", 0xa0: " ", 0xa7: "§", 0xad: "", 0xb6: "¶",
}

const softHyphen = '\u00ad'

// glyph says what stands for the character at i, which is no ASCII letter, and
// how many bytes it takes. keep reports that it may stay as it is.
func glyph(text string, i int) (what string, size int, keep bool) {
	c := text[i]
	if c < utf8.RuneSelf {
		return "'", 1, c != '`' // docketalarm prints backticks
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if r == utf8.RuneError && size <= 1 {
		return windows1252[c], 1, false
	}
	if r == 'â' || r == 'Â' || r == 'ï' {
		for _, m := range mojibake {
			if strings.HasPrefix(text[i:], m.wrong) {
				return m.right, len(m.wrong), false
			}
		}
	}
	if what, ok := glyphs[r]; ok {
		return what, size, false
	}
	if r == softHyphen {
		return "", size, false
	}
	if unicode.IsSpace(r) {
		return " ", size, false
	}
	if unicode.IsControl(r) || r == utf8.RuneError {
		return "", size, false
	}
	return "", size, true
}

// piece writes the original from start to end: characters made plain, runs of
// space made one.
func (b *builder) piece(start, end int) {
	from := start
	for i := start; i < end; {
		c := b.source[i]
		if c > ' ' && c < 0x7f && c != '`' {
			i++
			continue
		}
		if c == ' ' && i+1 < end && b.source[i+1] > ' ' && i > start && b.source[i-1] > ' ' {
			i++ // one space between two words
			continue
		}
		b.copy(from, i)
		if c <= ' ' || c == 0x7f {
			j := i + 1
			for j < end && (b.source[j] <= ' ' || b.source[j] == 0x7f) {
				j++
			}
			b.space(i, j)
			i, from = j, j
			continue
		}
		what, size, keep := glyph(b.source, i)
		size = min(size, end-i)
		switch {
		case keep:
			b.copy(i, i+size)
		case what == " ":
			b.space(i, i+size)
		default:
			b.put(what, i, i+size)
		}
		i += size
		from = i
	}
	b.copy(from, end)
}

// space writes one space for the original from start to end, unless there is
// one already.
func (b *builder) space(start, end int) {
	if c := b.last(); c != ' ' && c != '\n' {
		b.put(" ", start, end)
	}
}
