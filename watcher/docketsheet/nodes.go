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
func eachNode(n *html.Node, f func(*html.Node) (more bool)) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !f(c) {
			return false
		}
		if c.FirstChild != nil && c.DataAtom != atom.Script && c.DataAtom != atom.Style && !eachNode(c, f) {
			return false
		}
	}
	return true
}

// anyText reports whether some text below n passes.
func anyText(n *html.Node, pass func(string) bool) bool {
	return !eachNode(n, func(c *html.Node) bool { return c.Type != html.TextNode || !pass(c.Data) })
}

// nodeText is all the text below n, put together as it stands.
func nodeText(n *html.Node) string {
	if n == nil {
		return ""
	}
	only, more := "", false
	eachNode(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			more = only != ""
			if !more {
				only = c.Data
			}
		}
		return !more
	})
	if !more {
		return only
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
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isElement(c, a) {
			all = append(all, c)
		}
	}
	return all
}

// firstBelow is the first element of a kind below n that passes; nil for none.
func firstBelow(n *html.Node, a atom.Atom, pass func(*html.Node) bool) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isElement(c, a) && (pass == nil || pass(c)) {
			return c
		}
		if c.FirstChild != nil {
			if found := firstBelow(c, a, pass); found != nil {
				return found
			}
		}
	}
	return nil
}

// allBelow are the elements of a kind below n.
func allBelow(n *html.Node, a atom.Atom) []*html.Node { return appendBelow(nil, n, a) }

func appendBelow(all []*html.Node, n *html.Node, a atom.Atom) []*html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isElement(c, a) {
			all = append(all, c)
		}
		if c.FirstChild != nil {
			all = appendBelow(all, c, a)
		}
	}
	return all
}

// hasChild reports whether n has a child element of a kind.
func hasChild(n *html.Node, a atom.Atom) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isElement(c, a) {
			return true
		}
	}
	return false
}

// ownText reports whether some text right under n holds s.
func ownText(n *html.Node, s string) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.Contains(c.Data, s) {
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
