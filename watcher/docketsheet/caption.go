package docketsheet

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// natureOfAdversary reads the table of "Nature[s] of Suit" that follows the head
// of an adversary proceeding: code and words of each row.
func (h *sheetHead) natureOfAdversary() string {
	var natures []string
	seen := make(map[*html.Node]bool)
	for _, table := range allBelow(h.tree, atom.Table) {
		if !strings.Contains(nodeText(table), "Nature[s] of") {
			continue
		}
		for _, row := range allBelow(table, atom.Tr) {
			if seen[row] {
				continue
			}
			seen[row] = true
			var words []string
			for i, cell := range childElements(row, atom.Td) {
				for c := cell.FirstChild; c != nil; c = c.NextSibling {
					if s := squeeze(c.Data); i >= 2 && c.Type == html.TextNode && s != "" {
						words = append(words, s)
					}
				}
			}
			if len(words) > 1 {
				natures = append(natures, strings.Join(words, " "))
			}
		}
	}
	return strings.Join(natures, "; ")
}

const unknownCase = "Unknown Case Title"

// caseName is the caption: in a district the first line of the head's table,
// in a bankruptcy court the debtor.
func (h *sheetHead) caseName(parties []Party) string {
	if isBankruptcy(h.court) {
		return h.bankruptcyName(parties)
	}
	caption := ""
	for _, line := range h.values {
		if line != "" {
			caption = line
			break
		}
	}
	if name := findCaseName(caption); name != "" {
		return name
	}
	plaintiff, defendant := "", ""
	for _, p := range parties {
		switch {
		case p.Type == "Plaintiff" && plaintiff == "":
			plaintiff = p.Name
		case p.Type == "Defendant" && defendant == "":
			defendant = p.Name
		}
	}
	if plaintiff != "" && defendant != "" {
		return plaintiff + " v. " + defendant
	}
	if caption == "" || strings.Contains(caption, ":") { // a label, not a caption
		return unknownCase
	}
	return caption
}

func (h *sheetHead) bankruptcyName(parties []Party) string {
	for _, p := range parties {
		if p.Type == "Debtor" || p.Type == "Debtor In Possession" {
			return p.Name
		}
	}
	// An adversary proceeding names the case that it belongs to.
	name := unknownCase
	label := firstBelow(h.tree, atom.I, func(n *html.Node) bool { return strings.Contains(nodeText(n), "Lead BK Title") })
	if label != nil {
		name = textAfter(label)
	}
	if h.adversary {
		name += " - Adversary Proceeding"
	}
	return name
}

// textAfter is the first text that is not blank after an element.
func textAfter(n *html.Node) string {
	for p := n; p != nil; p = p.Parent {
		for s := p.NextSibling; s != nil; s = s.NextSibling {
			text := ""
			if s.Type == html.TextNode {
				text = squeeze(s.Data)
			}
			eachNode(s, func(c *html.Node) bool {
				if c.Type == html.TextNode {
					text = squeeze(c.Data)
				}
				return text == ""
			})
			if text != "" {
				return text
			}
		}
	}
	return ""
}
