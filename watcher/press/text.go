package press

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	nethtml "golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// cleanTitle is a title in one line. Entities are resolved twice, because both
// the API and the feed hold titles that were escaped twice. Characters that only
// look alike are made alike, so that copies of one release are seen as copies.
func cleanTitle(s string) string {
	return oneLine(norm.NFKC.String(html.UnescapeString(html.UnescapeString(s))))
}

// oneLine collapses white space, the no-break kind too, and drops what is invisible.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(visible, s)), " ")
}

// visible drops word joiners, soft hyphens, zero-width spaces and control
// characters: they split words that a reader sees whole.
// Characters of the C1 block are Windows-1252 that was taken for Latin-1:
// apostrophes and dashes, in releases of 2002 to 2011.
func visible(r rune) rune {
	if r >= 0x80 && r <= 0x9f && r != 0x85 {
		r = charmap.Windows1252.DecodeByte(byte(r))
	}
	switch {
	case unicode.IsSpace(r):
		return r
	case r == '\u2060', r == '\u00ad', r == '\u200b', r == '\ufeff', unicode.IsControl(r):
		return -1
	}
	return r
}

// digest is the SHA-256 (hex) by which an edit is recognised.
func digest(title, body string) string {
	sum := sha256.Sum256([]byte(title + "\x00" + body))
	return hex.EncodeToString(sum[:])
}

// plainText is the text of a piece of HTML: paragraphs parted by an empty line,
// lines and list items kept, the cells of a table's row in one line. Lists of
// jurisdictions stand in tables and lists, not in paragraphs. Markup that cannot
// be parsed (nested absurdly deep) comes back as it is: a word in it may matter.
func plainText(markup string) string {
	if !strings.ContainsAny(markup, "<&") {
		return oneLine(markup)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(markup))
	if err != nil {
		return oneLine(markup)
	}
	doc.Find("script, style, noscript, template, iframe").Remove()
	var w textWriter
	for _, n := range doc.Nodes {
		w.node(n)
	}
	return w.b.String()
}

// textWriter lays text out. Breaks and spaces are only written once a word
// follows them, so that none stands at an end or doubled.
type textWriter struct {
	b      strings.Builder
	space  bool
	breaks int
	fresh  bool // right behind a bullet or a cell's bar: no break may follow
	inside int  // depth of list items and cells, where paragraphs are only lines
}

func (w *textWriter) node(n *nethtml.Node) {
	if n.Type == nethtml.TextNode {
		w.text(n.Data)
		return
	}
	before, after, within := 0, 0, 0
	if n.Type == nethtml.ElementNode {
		switch n.Data {
		case "br":
			w.line(1)
		case "li":
			w.line(1)
			w.word("-")
			w.space, w.fresh = true, true
			after, within = 1, 1
		case "td", "th":
			if hasCellBefore(n) {
				w.breaks, w.space = 0, true
				w.word("|")
				w.space, w.fresh = true, true
			}
			within = 1
		case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre":
			before, after = 2, 2
		case "div", "section", "article", "header", "footer", "tr", "dt", "dd", "figure", "figcaption", "hr", "caption":
			before, after = 1, 1
		}
	}
	w.line(before)
	w.inside += within
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	w.line(after)
	w.inside -= within
}

func hasCellBefore(n *nethtml.Node) bool {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == nethtml.ElementNode {
			return true
		}
	}
	return false
}

func (w *textWriter) line(n int) {
	if n > 0 && !w.fresh {
		if w.inside > 0 {
			n = 1
		}
		w.breaks = max(w.breaks, n)
	}
}

func (w *textWriter) text(s string) {
	s = strings.Map(visible, s)
	if s == "" {
		return
	}
	w.space = w.space || strings.TrimLeftFunc(s, unicode.IsSpace) != s
	for i, word := range strings.Fields(s) {
		w.space = w.space || i > 0
		w.word(word)
	}
	w.space = w.space || strings.TrimRightFunc(s, unicode.IsSpace) != s
}

func (w *textWriter) word(s string) {
	if w.b.Len() > 0 {
		if w.breaks > 0 {
			w.b.WriteString(strings.Repeat("\n", w.breaks))
		} else if w.space {
			w.b.WriteByte(' ')
		}
	}
	w.breaks, w.space, w.fresh = 0, false, false
	w.b.WriteString(s)
}
