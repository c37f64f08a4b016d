package pacer

import (
	"html"
	"strconv"
	"strings"
)

// content is the text inside an element: character data with its references
// resolved once, CDATA as it stands, tags and comments left out.
func content(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return unescape(s)
	}
	if text, ok := strings.CutPrefix(s, "<![CDATA["); ok {
		if text, ok = strings.CutSuffix(text, "]]>"); ok && !strings.Contains(text, "]]>") {
			return text
		}
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		b.WriteString(unescape(s[:i]))
		s = s[i:]
		if rest, ok := strings.CutPrefix(s, "<![CDATA["); ok {
			var text string
			text, s, _ = strings.Cut(rest, "]]>")
			b.WriteString(text)
			continue
		}
		end := ">"
		if strings.HasPrefix(s, "<!--") {
			end = "-->"
		}
		_, s, _ = strings.Cut(s, end)
	}
	return b.String()
}

// unescape resolves character references once. Unlike html.UnescapeString it
// wants the semicolon: "?a=1&copy=2" is an address, "P&GT Corp" a party. What
// stands for no character is left as it is.
func unescape(s string) string {
	amp := strings.IndexByte(s, '&')
	if amp < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for amp >= 0 {
		b.WriteString(s[:amp])
		s = s[amp:]
		semi := strings.IndexByte(s[:min(len(s), maxReference)], ';')
		n := 1
		if semi > 1 {
			if text, ok := reference(s[1:semi]); ok {
				b.WriteString(text)
				n = semi + 1
			}
		}
		if n == 1 {
			b.WriteByte('&')
		}
		s = s[n:]
		amp = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// maxReference is more than the longest name of a character takes.
const maxReference = 36

// reference is the text of "&name;".
func reference(name string) (string, bool) {
	switch name {
	case "lt", "#x3C", "#60":
		return "<", true
	case "gt", "#x3E", "#62":
		return ">", true
	case "amp", "#x26", "#38":
		return "&", true
	case "quot", "#x22", "#34":
		return `"`, true
	case "apos", "#x27", "#39", "#039":
		return "'", true
	}
	if name[0] == '#' {
		if !validReference(name) {
			return "", false
		}
	}
	whole := "&" + name + ";"
	text := html.UnescapeString(whole) // also maps &#146; as browsers do
	return text, text != whole && !strings.HasSuffix(text, ";")
}

// validReference reports whether "#60" or "#x3C" names a character that XML
// allows.
func validReference(name string) bool {
	digits, base := name[1:], 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	switch {
	case err != nil, n > 0x10FFFF, n >= 0xD800 && n < 0xE000, n == 0xFFFE, n == 0xFFFF:
		return false
	case n < ' ':
		return n == '\t' || n == '\n' || n == '\r'
	}
	return true
}

// forbidden returns the first reference in s to a character that XML forbids,
// such as "&#x0;"; "" for none.
func forbidden(s string) string {
	for {
		i := strings.Index(s, "&#")
		if i < 0 {
			return ""
		}
		s = s[i:]
		semi := strings.IndexByte(s[:min(len(s), maxReference)], ';')
		if semi > 2 && !validReference(s[1:semi]) {
			return s[:semi+1]
		}
		s = s[2:]
	}
}

// squeeze trims s and makes every run of white space one space.
func squeeze(s string) string {
	if neat(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// neat reports whether squeezing s would change nothing, as far as one glance
// at its bytes tells.
func neat(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c < ' ' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || s == ""
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
