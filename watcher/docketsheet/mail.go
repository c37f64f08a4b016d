package docketsheet

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"strings"

	"golang.org/x/net/html/charset"
)

// A letter is what a court's mail says: its subject, and its text as lines.
type letter struct {
	subject   string
	lines     []line
	isMessage bool // it came with a header
}

// openMail reads a whole message, as a mail server stores it, or only the text
// of one. A message in two forms is read in the richer one, HTML.
func openMail(body []byte) letter {
	header, content, ok := cutHeader(body)
	if !ok { // CM/ECF's appellate half repeats the subject as the title of the page
		lines, title := linesOfMail(decodePage(body), looksLikeHTML(body))
		return letter{subject: title, lines: lines}
	}
	lines, title := linesOfMail(readPart(header, content, 0))
	l := letter{subject: decodeWords(header.Get("Subject")), lines: lines, isMessage: true}
	first(&l.subject, title)
	return l
}

// cutHeader splits a message into its header and what follows. It asks for two
// known fields: a notice as plain text begins with words and a colon as well.
func cutHeader(body []byte) (header textproto.MIMEHeader, content io.Reader, ok bool) {
	in := bufio.NewReader(bytes.NewReader(bytes.TrimLeft(body, " \r\n\t")))
	if start, err := in.Peek(5); err == nil && string(start) == "From " { // as in a mailbox file
		if _, err := in.ReadString('\n'); err != nil {
			return nil, nil, false
		}
	}
	header, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil {
		return nil, nil, false
	}
	found := 0
	for _, field := range []string{"Return-Path", "Received", "Date", "From", "To", "Subject", "Message-Id", "Mime-Version", "Content-Type"} {
		if len(header[field]) > 0 {
			found++
		}
	}
	return header, in, found >= 2
}

func looksLikeHTML(body []byte) bool {
	start := bytes.ToLower(body[:min(len(body), 64<<10)])
	for _, tag := range []string{"<html", "<body", "<div", "<p>", "<p ", "<table", "<br"} {
		if bytes.Contains(start, []byte(tag)) {
			return true
		}
	}
	return false
}

// deepest is how far parts are followed into parts.
const deepest = 8

// readPart finds the text of a part: its own, or that of the best part in it.
// What is damaged gives what could be read.
func readPart(header textproto.MIMEHeader, body io.Reader, depth int) (text []byte, isHTML bool) {
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" && depth < deepest {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err != nil {
				return text, isHTML
			}
			if strings.HasPrefix(part.Header.Get("Content-Disposition"), "attachment") {
				continue
			}
			if t, h := readPart(part.Header, part, depth+1); len(t) > 0 && (text == nil || h && !isHTML) {
				text, isHTML = t, h
			}
		}
	}
	if !strings.HasPrefix(kind, "text/") {
		return nil, false
	}
	text = transferred(header.Get("Content-Transfer-Encoding"), body)
	return toUTF8(text, params["charset"]), kind == "text/html" || kind != "text/plain" && looksLikeHTML(text)
}

// transferred undoes the encoding that a part was sent in. What breaks the
// encoding's rules is left as it stands: one bad byte must not hide the rest.
func transferred(encoding string, body io.Reader) []byte {
	encoding = strings.ToLower(strings.TrimSpace(encoding))
	if encoding == "base64" {
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	text, _ := io.ReadAll(body) // of a damaged part, what is before the damage
	if encoding == "quoted-printable" {
		text = unquote(text)
	}
	return text
}

// unquote undoes quoted-printable, RFC 2045 6.7.
func unquote(text []byte) []byte {
	out := text[:0]
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '=' {
			end := i + 1
			for end < len(text) && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r') {
				end++
			}
			if end < len(text) && text[end] == '\n' { // a soft line break
				i = end
				continue
			}
			if n, err := hex.DecodeString(string(text[i+1 : min(i+3, len(text))])); err == nil && len(n) == 1 {
				c, i = n[0], i+2
			}
		}
		out = append(out, c)
	}
	return out
}

// toUTF8 reads text by the charset it says it has, unless that is of the family
// that courts declare whatever they write: there decodePage knows better.
func toUTF8(text []byte, name string) []byte {
	e, canonical := charset.Lookup(name)
	switch canonical {
	case "", "utf-8", "windows-1252":
		return decodePage(text)
	}
	decoded, err := e.NewDecoder().Bytes(text)
	if err != nil {
		return decodePage(text)
	}
	return decoded
}

// decodeWords reads a header field that may hold encoded words, RFC 2047.
func decodeWords(s string) string {
	d := mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) { return charset.NewReaderLabel(name, in) }}
	if decoded, err := d.DecodeHeader(s); err == nil {
		s = decoded
	}
	return squeeze(string(decodePage([]byte(s))))
}
