package pacer

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// decode returns the body as UTF-8 without byte order mark, with U+FFFD for
// every byte that stands for no character and for control characters, which
// XML forbids. Plain ASCII comes back as the very same slice.
//
// Which encoding: byte order mark, then UTF-16 by its look, then the XML
// declaration by the WHATWG's labels, under which "ISO-8859-1" is windows-1252
// (all captured feeds declare it), then UTF-8 where that is valid.
func decode(body []byte) []byte {
	if plain(body) {
		return body
	}
	text := body
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		text = body[3:]
	case bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("<\x00")):
		text = convert(body, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	case bytes.HasPrefix(body, []byte("\xfe\xff")), bytes.HasPrefix(body, []byte("\x00<")):
		text = convert(body, unicode.UTF16(unicode.BigEndian, unicode.UseBOM))
	default:
		if e := declared(body); e != nil {
			text = convert(body, e)
		}
	}
	text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	if plain(text) {
		return text
	}
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return utf8.RuneError
		}
		return r
	}, text)
}

// plain reports whether every byte is ASCII and none a forbidden control
// character. Eight bytes at a time: most feeds are nothing else.
func plain(b []byte) bool {
	const ones = 0x0101010101010101
	for len(b) >= 8 {
		x := binary.LittleEndian.Uint64(b)
		if x&(ones*0x80) != 0 {
			return false
		}
		if (x-ones*' ')&^x&(ones*0x80) != 0 { // one of the eight is below space
			for _, c := range b[:8] {
				if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
					return false
				}
			}
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= 0x80 || c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}

func convert(body []byte, e encoding.Encoding) []byte {
	text, err := e.NewDecoder().Bytes(body)
	if err != nil { // a decoder of text replaces what it cannot read; it has no reason to fail
		return body
	}
	return text
}

var declaration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)
})

// declared is the encoding to convert from; nil where the body is UTF-8.
func declared(body []byte) encoding.Encoding {
	name := ""
	if m := declaration().FindSubmatch(body[:min(len(body), 256)]); m != nil {
		name = string(m[1])
	}
	e, canonical := charset.Lookup(name)
	switch {
	case canonical == "utf-8":
		return nil
	case e != nil && canonical != "utf-16le" && canonical != "utf-16be": // its bytes show that it is not
		return e
	case utf8.Valid(body):
		return nil
	}
	e, _ = charset.Lookup("windows-1252")
	return e
}
