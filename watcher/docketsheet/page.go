package docketsheet

import (
	"bytes"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
)

// decodePage returns the page as UTF-8 without byte order mark. What is UTF-8
// already comes back as the very same bytes.
//
// Courts declare no charset, or the wrong one: the text of an entry is what a
// lawyer pasted, mostly windows-1252, on pages that say UTF-8. So each byte
// that belongs to no UTF-8 sequence is read as windows-1252.
func decodePage(body []byte) []byte {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		body = body[3:]
	case bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")):
		text, err := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder().Bytes(body)
		if err == nil { // a decoder replaces what it cannot read; it has no reason to fail
			body = text
		}
	}
	if utf8.Valid(body) {
		return body
	}
	text := make([]byte, 0, len(body)+len(body)/16)
	for len(body) > 0 {
		if body[0] < utf8.RuneSelf {
			n := 1
			for n < len(body) && body[n] < utf8.RuneSelf {
				n++
			}
			text, body = append(text, body[:n]...), body[n:]
			continue
		}
		r, n := utf8.DecodeRune(body)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(body[0])
		}
		text, body = utf8.AppendRune(text, r), body[n:]
	}
	return text
}

// squeeze trims s and makes every run of white space one space; the no-break
// space is white space. It is the very same string where that changes nothing.
func squeeze(s string) string {
	if isNeat(s) {
		return s
	}
	text := make([]byte, 0, len(s))
	space := false
	for i := 0; i < len(s); {
		c := s[i]
		size := 1
		if c >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) {
				c = ' '
			}
		}
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			space = true
		case c < ' ': // a control character is no text
		default:
			if space && len(text) > 0 {
				text = append(text, ' ')
			}
			space = false
			text = append(text, s[i:i+size]...)
		}
		i += size
	}
	return string(text)
}

// isNeat reports whether squeezing s would change nothing, as far as one glance
// at its bytes tells.
func isNeat(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return s == "" || last != ' '
}

// tidy is what the dictionary does to every text (clean_court_object in
// juriscraper's lib/utils.py): squeezed, and no space before a comma.
func tidy(s string) string {
	s = squeeze(s)
	if strings.Contains(s, " ,") {
		s = strings.ReplaceAll(s, " ,", ",")
	}
	return s
}

// parseDay reads the date at the start of s as courts print it, 03/09/2017 or
// 3/9/17, and returns it as "2017-03-09"; "" where there is none. Dashes of
// Unicode stand for slashes. Two digits are a year from 1960 on.
func parseDay(s string) string {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	var part [3]int
	var digits [3]int
	i := 0
	for s != "" && i < 3 {
		c := s[0]
		switch {
		case c >= '0' && c <= '9':
			if digits[i]++; digits[i] > 4 {
				return ""
			}
			part[i] = part[i]*10 + int(c-'0')
			s = s[1:]
			continue
		case c == '/' || c == '-':
			s = s[1:]
		case strings.HasPrefix(s, "–"), strings.HasPrefix(s, "—"):
			s = s[len("–"):]
		default:
			s = ""
			continue
		}
		if digits[i] == 0 {
			return ""
		}
		i++
	}
	if digits[2] == 0 {
		return ""
	}
	month, day, year := part[0], part[1], part[2]
	switch {
	case digits[0] == 4:
		year, month, day = part[0], part[1], part[2]
	case digits[2] == 2 && year < 60:
		year += 2000
	case digits[2] == 2:
		year += 1900
	case digits[2] != 4:
		return ""
	}
	return isoDay(year, month, day)
}

// isoDay is "2017-03-09"; "" for a day that the calendar does not have.
func isoDay(year, month, day int) string {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return ""
	}
	return t.Format(time.DateOnly)
}

// docID is the document id in a doc1 or docs1 address, with its fourth digit
// set to 0: 1 there only says that the link skips the attachment menu. "" where
// the address holds none, such as show_case_doc.
func docID(address string) string {
	i := strings.LastIndex(address, "/doc1/")
	if i >= 0 {
		address = address[i+len("/doc1/"):]
	} else if i = strings.LastIndex(address, "/docs1/"); i >= 0 {
		address = address[i+len("/docs1/"):]
	} else {
		return ""
	}
	n := 0
	for n < len(address) && address[n] >= '0' && address[n] <= '9' {
		n++
	}
	if n < 5 || n < len(address) && strings.IndexByte("?#&;/", address[n]) < 0 {
		return ""
	}
	if address[3] == '0' {
		return strings.Clone(address[:n])
	}
	return address[:3] + "0" + address[4:n]
}

// queryArg is the value of one argument of an address, "" where it is missing.
// It reads what PACER writes, also inside a script: digits end at anything else.
func queryArg(address, name string) string {
	for {
		i := strings.Index(address, name+"=")
		if i < 0 {
			return ""
		}
		value := address[i+len(name)+1:]
		if i == 0 || strings.IndexByte("?&;\"'", address[i-1]) >= 0 {
			n := strings.IndexFunc(value, func(r rune) bool {
				return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
			})
			if n < 0 {
				n = len(value)
			}
			return strings.Clone(value[:n])
		}
		address = value
	}
}

// dls are the arguments of the script by which CM/ECF opens a document:
// an address, the case, the entry's sequence number, and five more, of which the
// seventh is the magic number of a free look (reverse_goDLS_function in
// juriscraper's pacer/utils.py).
type dls struct{ address, caseID, seqNo, magic string }

// parseDLS reads the call of goDLS in an onclick; false where there is none.
func parseDLS(onclick string) (dls, bool) {
	_, args, ok := strings.Cut(onclick, "goDLS(")
	if !ok {
		return dls{}, false
	}
	var arg [7]string
	n := 0
	for n < len(arg) {
		_, rest, ok := strings.Cut(args, "'")
		if !ok {
			break
		}
		value, rest, ok := strings.Cut(rest, "'")
		if !ok {
			break
		}
		arg[n], args = value, rest
		n++
	}
	if n < 3 {
		return dls{}, false
	}
	return dls{address: arg[0], caseID: strings.Clone(arg[1]), seqNo: strings.Clone(arg[2]), magic: arg[6]}, true
}

// orNil is the dictionary's null for what the page did not show.
func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
