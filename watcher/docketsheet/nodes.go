package docketsheet

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sheetTree is the tree of a page as a browser builds it with scripts off.
func sheetTree(page []byte) (*goquery.Document, error) {
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("build the page's tree: %w", err)
	}
	return goquery.NewDocumentFromNode(root), nil
}

// eachNode calls f for every node below n in the order of the page, until f
// says that it has seen enough. Scripts and style sheets are no text.
func eachNode(n *html.Node, f func(*html.Node) bool) {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && (c.Parent.DataAtom == atom.Script || c.Parent.DataAtom == atom.Style) {
			continue
		}
		if !f(c) {
			return
		}
	}
}

// nodeText is all the text below n, put together as it stands.
func nodeText(n *html.Node) string {
	if n == nil {
		return ""
	}
	if c := n.FirstChild; c != nil && c == n.LastChild && c.Type == html.TextNode {
		return c.Data
	}
	var b strings.Builder
	eachNode(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		return true
	})
	return b.String()
}

// nodeAttr is an attribute's value; "" where it is missing.
func nodeAttr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func isElement(n *html.Node, a atom.Atom) bool {
	return n != nil && n.Type == html.ElementNode && n.DataAtom == a
}

// childElements are the children of n of one kind.
func childElements(n *html.Node, a atom.Atom) []*html.Node {
	var all []*html.Node
	for c := range n.ChildNodes() {
		if isElement(c, a) {
			all = append(all, c)
		}
	}
	return all
}

// firstBelow is the first element of a kind below n that passes; nil for none.
func firstBelow(n *html.Node, a atom.Atom, pass func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if isElement(c, a) && (pass == nil || pass(c)) {
			return c
		}
	}
	return nil
}

// allBelow are the elements of a kind below n.
func allBelow(n *html.Node, a atom.Atom) []*html.Node {
	var all []*html.Node
	for c := range n.Descendants() {
		if isElement(c, a) {
			all = append(all, c)
		}
	}
	return all
}

// hasChild reports whether n has a child element of a kind.
func hasChild(n *html.Node, a atom.Atom) bool {
	for c := range n.ChildNodes() {
		if isElement(c, a) {
			return true
		}
	}
	return false
}

// ownText reports whether some text right under n passes.
func ownText(n *html.Node, pass func(string) bool) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode && pass(c.Data) {
			return true
		}
	}
	return false
}

// brLines are the lines of an element as its <br> and bare <p> part them,
// squeezed; blank ones stay, for a blank line is a line.
func brLines(n *html.Node) []string {
	var lines []string
	var b strings.Builder
	some := false
	flush := func() {
		if some {
			lines = append(lines, squeeze(b.String()))
		}
		b.Reset()
		some = false
	}
	eachNode(n, func(c *html.Node) bool {
		switch {
		case c.Type == html.TextNode:
			if some {
				b.WriteByte(' ')
			}
			b.WriteString(c.Data)
			some = some || c.Data != ""
		case isElement(c, atom.Br), isElement(c, atom.P) && len(c.Attr) == 0:
			flush()
		}
		return true
	})
	flush()
	return lines
}
