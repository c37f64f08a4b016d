package docketsheet

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// textOf is the text of an element, squeezed. Unlike goquery's it keeps words
// apart that only a line break separates.
func textOf(s *goquery.Selection) string {
	var text strings.Builder
	for _, n := range s.Nodes {
		writeText(&text, n, " ")
	}
	return squeeze(text.String())
}

// linesOf are the lines of an element, each squeezed; empty ones are kept.
func linesOf(s *goquery.Selection) []string {
	const end = "\x00" // no parsed page holds one
	var text strings.Builder
	for _, n := range s.Nodes {
		writeText(&text, n, end)
	}
	lines := strings.Split(text.String(), end)
	for i := range lines {
		lines[i] = squeeze(lines[i])
	}
	return lines
}

// fullLines are the lines of an element that are not empty.
func fullLines(s *goquery.Selection) []string {
	var lines []string
	for _, line := range linesOf(s) {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// writeText adds the text in n, with br for each line break.
func writeText(text *strings.Builder, n *html.Node, br string) {
	switch {
	case n.Type == html.TextNode:
		text.WriteString(n.Data)
	case n.Type == html.ElementNode && (n.Data == "br" || n.Data == "p" || n.Data == "div"):
		text.WriteString(br)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(text, c, br)
	}
}

// label is what a bold text announces: "docketed" for "Docketed:".
func label(b *goquery.Selection) string {
	return strings.ToLower(strings.TrimRight(squeeze(b.Text()), ": "))
}

// labelled is what stands behind the first bold label of that name in s; ""
// where there is none.
func labelled(s *goquery.Selection, name string) string {
	value := ""
	s.Find("b").EachWithBreak(func(_ int, b *goquery.Selection) bool {
		if label(b) != name {
			return true
		}
		value = tail(b)
		return false
	})
	return value
}

// tail is the text behind an element up to the end of its line. Links belong to
// it: browsers make telephone numbers of docket numbers.
func tail(s *goquery.Selection) string {
	var text strings.Builder
	for n := s.Nodes[0].NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode && (n.Data == "br" || n.Data == "b") {
			break
		}
		writeText(&text, n, " ")
	}
	return tidy(text.String())
}
