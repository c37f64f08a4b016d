package docketsheet

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A partyRow is one row of a table of parties.
type partyRow struct {
	node  *html.Node
	cells []*html.Node // those of tables inside as well
	bold  bool         // some text in it is
}

// isHeader reports whether the first cell is bold and underlined: a type of
// party, or a heading such as "Pending Counts".
func (r *partyRow) isHeader() bool { return len(r.cells) > 0 && isUnderlined(r.cells[0]) }

// isBlank reports whether the row has nothing but the "V." between sides.
func (r *partyRow) isBlank() bool {
	text := ""
	return len(r.cells) == 0 || !anyText(r.node, func(s string) bool {
		text = squeeze(text + s)
		return text != "" && !strings.EqualFold(text, "v") && !strings.EqualFold(text, "v.")
	})
}

// says reports whether some text of the row holds one of the words.
func (r *partyRow) says(words ...string) bool {
	return anyText(r.node, func(text string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	})
}

// isRepresented reports whether a cell says that counsel follows.
func isRepresented(cell *html.Node) bool {
	return strings.Contains(squeeze(nodeText(cell)), "represented by")
}

func isUnderlined(cell *html.Node) bool {
	return firstBelow(cell, atom.B, func(b *html.Node) bool { return hasChild(b, atom.U) }) != nil
}

// partyRows are the rows of every table in which some row starts with a type of
// party: bold and underlined in a district, bold in italics in a bankruptcy
// court, between dashes in an adversary proceeding.
func partyRows(tree *html.Node) []partyRow {
	var rows []partyRow
	var parent *html.Node
	ofParties := false
	for _, tr := range allBelow(tree, atom.Tr) {
		if tr.Parent != parent {
			parent, ofParties = tr.Parent, false
			for _, row := range childElements(parent, atom.Tr) {
				if namesPartyType(row) {
					ofParties = true
					break
				}
			}
		}
		if !ofParties {
			continue
		}
		rows = append(rows, partyRow{node: tr, cells: allBelow(tr, atom.Td), bold: firstBelow(tr, atom.B, nil) != nil})
	}
	return rows
}

func namesPartyType(row *html.Node) bool {
	for cell := row.FirstChild; cell != nil; cell = cell.NextSibling {
		if !isElement(cell, atom.Td) {
			continue
		}
		return firstBelow(cell, atom.B, func(b *html.Node) bool {
			if isElement(b.Parent, atom.I) && ownText(b, "") || ownText(b, "-----") {
				return true
			}
			for _, u := range childElements(b, atom.U) {
				if ownText(u, "") {
					return true
				}
			}
			return false
		}) != nil
	}
	return false
}
