package docketsheet

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// appellateParties reads the list of parties: rows of two cells, each half the
// page wide.
func appellateParties(doc *goquery.Document) []AppellateParty {
	parties := []AppellateParty{}
	doc.Find("tr").Each(func(_ int, tr *goquery.Selection) {
		cells := tr.ChildrenFiltered("td")
		if cells.Length() != 2 || cells.Eq(0).AttrOr("width", "") != "50%" || cells.Eq(1).AttrOr("width", "") != "50%" {
			return
		}
		p := partyOf(cells.Eq(0))
		var block []string
		for _, line := range append(linesOf(cells.Eq(1)), "") { // an empty line ends each of them
			switch {
			case line != "":
				block = append(block, line)
			case len(block) > 0:
				p.Attorneys = append(p.Attorneys, attorneyOf(block))
				block = nil
			}
		}
		parties = append(parties, p)
	})
	appellateSeeAbove(parties)
	return parties
}

// partyOf reads a cell of lines: the name, what else there is, the type.
func partyOf(cell *goquery.Selection) AppellateParty {
	lines := fullLines(cell)
	p := AppellateParty{Party: Party{Attorneys: []Attorney{}}}
	if len(lines) == 0 {
		return p
	}
	p.Name, lines = lines[0], lines[1:]
	if n := len(lines) - 1; n >= 0 {
		p.Type, lines = strings.TrimSuffix(lines[n], ","), lines[:n]
	}
	for _, line := range lines {
		if day, ok := strings.CutPrefix(line, "Terminated:"); ok {
			p.DateTerminated = orNil(parseDay(day))
			continue
		}
		p.Unparsed = append(p.Unparsed, line)
	}
	return p
}

// attorneyOf reads the lines of one attorney: the name, "[roles]", the rest.
func attorneyOf(lines []string) Attorney {
	a := Attorney{Name: lines[0], Roles: []string{}}
	var contact []string
	for _, line := range lines[1:] {
		role, bracket := strings.CutPrefix(line, "[")
		if end := strings.LastIndexByte(role, ']'); bracket && end >= 0 {
			a.Roles = append(a.Roles, role[:end])
			continue
		}
		contact = append(contact, line)
	}
	a.Contact = strings.Join(contact, "\n")
	return a
}

// appellateSeeAbove copies the address of an attorney who was listed with an
// earlier party. Unlike in a district, name, telephone and role stand there
// again, and what else there is has to go.
func appellateSeeAbove(parties []AppellateParty) {
	const seeAbove = "(see above)"
	known := make(map[string]string)
	for _, p := range parties {
		for i := range p.Attorneys {
			a := &p.Attorneys[i]
			lines := strings.Split(a.Contact, "\n")
			last := len(lines) - 1
			if !strings.EqualFold(lines[last], seeAbove) {
				known[a.Name] = a.Contact
				continue
			}
			if contact, ok := known[a.Name]; ok {
				a.Contact = contact
			} else {
				a.Contact = strings.Join(lines[:last], "\n")
			}
		}
	}
}
