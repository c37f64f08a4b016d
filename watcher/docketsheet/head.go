package docketsheet

import (
	"regexp"
	"strings"
	"sync"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A sheetHead is what stands above the docket table.
type sheetHead struct {
	court   string
	caption []string // headings that may hold the number
	values  []string // lines of the table with "Date Filed:", then all of them as one
	tree    *html.Node

	multiDocs bool // "view multiple documents": rows have a column of checkboxes
	noEntries bool // the sheet says that no entry meets the criteria
	adversary bool
}

func readHead(tree *goquery.Document, court string) *sheetHead {
	root := tree.Nodes[0]
	h := &sheetHead{court: court, tree: root, multiDocs: tree.Find("form[name=view_multi_docs]").Length() > 0}
	headings := "h3"
	if isBankruptcy(court) {
		headings = "center font"
	}
	tree.Find(headings).Each(func(_ int, s *goquery.Selection) {
		h.caption = append(h.caption, nodeText(s.Nodes[0]))
	})
	var table *html.Node
	eachNode(root, func(n *html.Node) bool {
		if n.Type != html.TextNode {
			return true
		}
		switch {
		case table == nil && (strings.Contains(n.Data, "Date Filed:") || strings.Contains(n.Data, "Date filed:") || strings.Contains(n.Data, "Filed Date:")):
			table = outermostTable(n)
		case strings.Contains(n.Data, "none satisfy the selection criteria"), strings.Contains(n.Data, "There are no proceedings for case"):
			h.noEntries = true
		case isBankruptcy(court) && strings.Contains(n.Data, "Adversary Proceeding"):
			h.adversary = true
		}
		return true
	})
	if table == nil {
		return h
	}
	for _, cell := range allBelow(table, atom.Td) {
		for _, line := range brLines(cell) {
			h.values = append(h.values, sheetClean(line))
		}
	}
	h.values = append(h.values, strings.Join(h.values, " "))
	return h
}

// outermostTable is the widest table around a cell's text that holds no
// <center>: receipts and captions stand in one. nil outside of cells.
func outermostTable(n *html.Node) *html.Node {
	var found *html.Node
	inCell := false
	for p := range n.Ancestors() {
		switch {
		case isElement(p, atom.Td):
			inCell = true
		case inCell && isElement(p, atom.Table):
			if firstBelow(p, atom.Center, nil) != nil {
				return found
			}
			found = p
		}
	}
	return found
}

// isDocket reports whether this is the head of a docket report.
func (h *sheetHead) isDocket() bool { return len(h.values) > 0 }

type headForms struct {
	filed, terminated, converted, discharged       *regexp.Regexp
	cause, nature, jury, demand, jurisdiction, mdl *regexp.Regexp
	assigned, referred                             *regexp.Regexp
}

const dayForm = `([—\d–/-]+)`

var headings = sync.OnceValue(func() headForms {
	return headForms{
		filed:      regexp.MustCompile(`Date [fF]iled:\s+` + dayForm),
		terminated: regexp.MustCompile(`(?i)terminated:\s+` + dayForm),
		converted:  regexp.MustCompile(`Date [Cc]onverted:\s+` + dayForm),
		// never that of a joint debtor
		discharged:   regexp.MustCompile(`(?:Date|Debtor)\s+[Dd]ischarged:\s+` + dayForm),
		cause:        regexp.MustCompile(`Cause:\s+(.*)`),
		nature:       regexp.MustCompile(`Nature of Suit:\s+(.*)`),
		jury:         regexp.MustCompile(`Jury Demand:\s+(.*)`),
		demand:       regexp.MustCompile(`^Demand:\s+(.*)`),
		jurisdiction: regexp.MustCompile(`Jurisdiction:\s+(.*)`),
		mdl:          regexp.MustCompile(`MDL Status:\s+(.*)`),
		assigned:     regexp.MustCompile(`(?is)Assigned to:\s+(.*)`),
		referred:     regexp.MustCompile(`(?is)Referred to:\s+(.*)`),
	}
})

// docket is all of the sheet but its entries.
func (h *sheetHead) docket() *Docket {
	f := headings()
	d := &Docket{
		CourtID:        h.court,
		DateFiled:      orNil(parseDay(h.value(f.filed))),
		DateTerminated: orNil(parseDay(h.value(f.terminated))),
		DateConverted:  orNil(parseDay(h.value(f.converted))),
		DateDischarged: orNil(parseDay(h.value(f.discharged))),
		AssignedTo:     h.judge(f.assigned),
		ReferredTo:     h.judge(f.referred),
		Cause:          tidy(h.value(f.cause)),
		JuryDemand:     tidy(h.value(f.jury)),
		Demand:         tidy(h.value(f.demand)),
		Jurisdiction:   tidy(h.value(f.jurisdiction)),
		MDLStatus:      tidy(h.value(f.mdl)),
		NatureOfSuit:   tidy(h.value(f.nature)),
	}
	if h.adversary {
		d.NatureOfSuit = tidy(h.natureOfAdversary())
	}
	d.Number, d.Federal = findNumber(h.caption, isBankruptcy(h.court))
	d.Parties = readParties(h)
	d.CaseName = tidy(sheetClean(sheetCaseName(h.caseName(d.Parties))))
	return d
}

// value is what follows a label, "" where it does not stand. What runs on into
// the next label was found in the joined lines, and is no value.
func (h *sheetHead) value(form *regexp.Regexp) string {
	for _, line := range h.values {
		if m := form.FindStringSubmatch(line); m != nil && !strings.Contains(strings.ToLower(m[1]), "date filed") {
			return m[1]
		}
	}
	return ""
}

// judge looks for a judge in the head's table, then anywhere in the head:
// criminal sheets print him above each defendant.
func (h *sheetHead) judge(form *regexp.Regexp) string {
	if s := h.value(form); s != "" {
		return tidy(judgeName(s))
	}
	name := ""
	eachNode(h.tree, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			if m := form.FindStringSubmatch(n.Data); m != nil {
				name = tidy(judgeName(m[1]))
				return false
			}
		}
		return true
	})
	return name
}

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
				for c := range cell.ChildNodes() {
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
	if len(h.values) > 0 {
		if name := findCaseName(h.values[0]); name != "" {
			return name
		}
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
	return unknownCase
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
