package docketsheet

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A line is a line of a notice as a reader sees it. Cells of a table stand in
// one line with a tab between.
type line struct {
	text  string
	links []string // addresses, in order
}

// linesOfMail are the lines of a notice. Every variant of a notice, tables or
// spans, HTML or plain text, is the same list of lines. The title is the page's.
//
// HTML is read as a stream of tags and not as a tree: notices open tags for each
// attachment and never close them, which a parser of trees gives up on.
func linesOfMail(text []byte, isHTML bool) (lines []line, title string) {
	if !isHTML {
		return linesOfText(string(text)), ""
	}
	var w lineWriter
	skip, pre := atom.Atom(0), false
	for z := html.NewTokenizer(bytes.NewReader(text)); ; {
		switch z.Next() {
		case html.ErrorToken: // the end
			w.newline()
			return w.lines, w.title
		case html.TextToken:
			switch {
			case skip == atom.Title && w.title == "":
				w.title = squeeze(string(z.Text()))
			case skip == 0:
				w.write(string(z.Text()), pre)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch tag := atom.Lookup(name); {
			case tag == atom.Script, tag == atom.Style, tag == atom.Title:
				skip = tag
			case tag == atom.A && more:
				w.link(z)
			default:
				pre = pre || tag == atom.Pre
				w.tag(tag)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch tag := atom.Lookup(name); {
			case tag != 0 && tag == skip:
				skip = 0
			default:
				pre = pre && tag != atom.Pre
				w.tag(tag)
			}
		}
	}
}

// linesOfText are the lines of plain text.
func linesOfText(text string) []line {
	var lines []line
	for s := range strings.Lines(text) {
		s = strings.TrimSpace(s)
		lines = append(lines, line{text: s, links: addressesIn(s)})
	}
	return lines
}

// addressesIn are the addresses written out in a text.
func addressesIn(text string) []string {
	var found []string
	for strings.Contains(text, "https://") {
		text = text[strings.Index(text, "https://"):]
		address := text
		if i := strings.IndexAny(text, " \t<>()\"',"); i >= 0 {
			address = text[:i]
		}
		found = append(found, address)
		text = text[len(address):]
	}
	return found
}

type lineWriter struct {
	lines []line
	title string
	text  strings.Builder
	links []string
}

// write adds text; the line breaks of its source are spaces, but not in a <pre>.
func (w *lineWriter) write(s string, pre bool) {
	if !pre {
		w.text.WriteString(s)
		return
	}
	for part := range strings.Lines(s) {
		w.text.WriteString(part)
		if strings.HasSuffix(part, "\n") {
			w.newline()
		}
	}
}

func (w *lineWriter) link(z *html.Tokenizer) {
	for {
		key, value, more := z.TagAttr()
		if string(key) == "href" {
			w.links = append(w.links, strings.TrimSpace(string(value)))
		}
		if !more {
			return
		}
	}
}

// tag ends a line where a browser would; a cell ends with a tab, which no text
// of a cell holds.
func (w *lineWriter) tag(tag atom.Atom) {
	switch tag {
	case atom.Br, atom.P, atom.Div, atom.Tr, atom.Table, atom.Center, atom.Li, atom.Ul, atom.H1, atom.H2, atom.H3, atom.H4, atom.Hr, atom.Pre,
		atom.Blockquote, atom.Body:
		w.newline()
	case atom.Td, atom.Th:
		w.text.WriteByte(0)
	}
}

func (w *lineWriter) newline() {
	cells := strings.Split(w.text.String(), "\x00")
	kept := cells[:0]
	for _, cell := range cells {
		if cell = squeeze(cell); cell != "" {
			kept = append(kept, cell)
		}
	}
	l := line{text: strings.Join(kept, "\t"), links: w.links}
	if l.links == nil {
		l.links = addressesIn(l.text)
	}
	w.lines = append(w.lines, l)
	w.text.Reset()
	w.links = nil
}
