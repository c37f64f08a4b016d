package docketsheet

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readAttorneys reads the cell of a party's counsel: a name in bold, lines of
// contact, roles in italics, and the next name.
func readAttorneys(cell *html.Node) []Attorney {
	attorneys := []Attorney{}
	for _, b := range allBelow(cell, atom.B) {
		if b.NextSibling == nil && (isElement(b.Parent, atom.I) || b.Parent != cell) {
			continue // a note in bold italics, such as the status at the bar
		}
		a := Attorney{Name: squeeze(nodeText(b)), Roles: []string{}}
		var contact strings.Builder
		for n := b.NextSibling; n != nil && !isElement(n, atom.B); n = n.NextSibling {
			switch {
			case n.Type == html.TextNode:
				if line := squeeze(n.Data); line != "" {
					contact.WriteString(line + "\n")
				}
			case isElement(n, atom.I):
				if role := squeeze(nodeText(n)); !isNoRole(role) {
					a.Roles = append(a.Roles, role)
				}
			}
		}
		a.Contact = contact.String()
		attorneys = append(attorneys, a)
	}
	return attorneys
}

// isNoRole reports whether the italics beside an attorney say something else
// than what the attorney does in this case.
func isNoRole(s string) bool {
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "bar status") || strings.HasPrefix(s, "designation")
}

// fillSeeAbove replaces "(See above for address)" by the address above; "" where
// the sheet does not show it.
func fillSeeAbove(parties []Party) {
	known := make(map[string]string)
	for i := range parties {
		for j := range parties[i].Attorneys {
			a := &parties[i].Attorneys[j]
			switch {
			case a.Contact == "":
			case strings.Contains(strings.ToLower(a.Contact), "see above"):
				a.Contact = known[a.Name]
			default:
				known[a.Name] = a.Contact
			}
		}
	}
}
