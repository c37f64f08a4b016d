package pdftext

import "strings"

// clean makes the text of a page safe to keep: valid UTF-8, lines that end in
// "\n", no control characters. A hyphen at a line's end is "-\n", however a
// reader marks it, and ligatures are letters, so that phrases can be found.
func clean(page string) string {
	page = strings.ReplaceAll(page, "\r\n", "\n")
	page = strings.ToValidUTF8(page, "\ufffd")
	return strings.TrimRight(plainer.Replace(strings.Map(printable, page)), " \n\t")
}

func printable(r rune) rune {
	switch {
	case r == '\n', r == '\t', r == hyphen, r == 0xfffe:
		return r
	case r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
		return '\n'
	case r == '\f', r == '\v':
		return '\n'
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return -1
	case r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef: // no characters, in any plane
		return -1
	}
	return r
}

// hyphen is pdfium's mark for a word broken at the end of a line.
const hyphen = '\x02'

var plainer = strings.NewReplacer(
	string(hyphen)+"\n", "-\n", string(hyphen), "-\n", "\ufffe", "-\n",
	"\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl", "\ufb05", "st", "\ufb06", "st",
)
