package docketsheet

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// acmsParties reads the table that ACMS hides in its JSON: a row for each party,
// its lines in the first cell, a div for each of its attorneys in the second.
func acmsParties(table string) ([]AppellateParty, error) {
	parties := []AppellateParty{}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(table))
	if err != nil {
		return nil, err
	}
	doc.Find("tr").Each(func(_ int, tr *goquery.Selection) {
		cells := tr.ChildrenFiltered("td")
		if cells.Length() == 0 {
			return
		}
		p := partyOf(cells.First())
		cells.Slice(1, cells.Length()).ChildrenFiltered("div").Each(func(_ int, div *goquery.Selection) {
			if lines := fullLines(div); len(lines) > 0 { // an empty div keeps two of them apart
				p.Attorneys = append(p.Attorneys, attorneyOf(lines))
			}
		})
		parties = append(parties, p)
	})
	return parties, nil
}

// fragmentText is the text of a piece of HTML, squeezed.
func fragmentText(fragment string) string {
	if !strings.ContainsAny(fragment, "<&") {
		return squeeze(fragment)
	}
	lines, _ := linesOfMail([]byte(fragment), true)
	var text strings.Builder
	for _, l := range lines {
		text.WriteString(l.text)
		text.WriteByte(' ')
	}
	return squeeze(text.String())
}
