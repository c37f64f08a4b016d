package docketsheet

import (
	"strings"

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
	caseID  string

	multiDocs bool // "view multiple documents": rows have a column of checkboxes
	noEntries bool // the sheet says that no entry meets the criteria
	adversary bool
}

func (h *sheetHead) read(tree *goquery.Document) {
	root := tree.Nodes[0]
	h.tree = root
	h.multiDocs = tree.Find("form[name=view_multi_docs]").Length() > 0
	captions := "h3"
	if isBankruptcy(h.court) {
		captions = "center font"
	}
	tree.Find(captions).Each(func(_ int, s *goquery.Selection) {
		h.caption = append(h.caption, nodeText(s.Nodes[0]))
	})
	var table *html.Node
	eachNode(root, func(n *html.Node) bool {
		switch {
		case h.caseID == "" && isElement(n, atom.Input) && nodeAttr(n, "name") == "caseid":
			h.caseID = nodeAttr(n, "value")
		case h.caseID == "" && isElement(n, atom.A):
			h.caseID = queryArg(nodeAttr(n, "href"), "caseid")
		case n.Type != html.TextNode:
		case table == nil && (strings.Contains(n.Data, "Date Filed:") || strings.Contains(n.Data, "Date filed:") || strings.Contains(n.Data, "Filed Date:")):
			table = outermostTable(n)
		case strings.Contains(n.Data, "none satisfy the selection criteria"), strings.Contains(n.Data, "There are no proceedings for case"):
			h.noEntries = true
		case isBankruptcy(h.court) && strings.Contains(n.Data, "Adversary Proceeding"):
			h.adversary = true
		}
		return true
	})
	if table == nil {
		return
	}
	for _, cell := range allBelow(table, atom.Td) {
		for _, line := range brLines(cell) {
			h.values = append(h.values, sheetClean(line))
		}
	}
	h.values = append(h.values, strings.Join(h.values, " "))
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

// fill writes all of the sheet but its entries.
func (h *sheetHead) fill(d *Docket) {
	d.DateFiled = h.day("Date Filed:", "Date filed:")
	d.DateTerminated = h.day("Terminated:", "terminated:", "TERMINATED:")
	d.DateConverted = h.day("Date Converted:", "Date converted:")
	d.DateDischarged = h.day("Date Discharged:", "Date discharged:", "Debtor Discharged:", "Debtor discharged:") // not "Joint debtor discharged:"
	d.AssignedTo = h.judge("Assigned to:", "Assigned To:", "ASSIGNED TO:")
	d.ReferredTo = h.judge("Referred to:", "Referred To:", "REFERRED TO:")
	d.Cause = tidy(h.value("Cause:"))
	d.JuryDemand = tidy(h.value("Jury Demand:"))
	d.Demand = tidy(h.demand())
	d.Jurisdiction = tidy(h.value("Jurisdiction:"))
	d.MDLStatus = tidy(h.value("MDL Status:"))
	d.NatureOfSuit = tidy(h.value("Nature of Suit:"))
	if h.adversary {
		d.NatureOfSuit = tidy(h.natureOfAdversary())
	}
	d.PacerCaseID = orNil(h.caseID)
	d.Number, d.Federal = findNumber(h.caption, isBankruptcy(h.court))
	d.Parties = readParties(h)
	d.CaseName = tidy(sheetClean(sheetCaseName(h.caseName(d.Parties))))
}

// value is what follows one of the labels, "" where none stands. What runs on
// into the next label was found in the joined lines, and is no value.
func (h *sheetHead) value(labels ...string) string {
	for _, line := range h.values {
		for _, label := range labels {
			if _, value, ok := strings.Cut(line, label+" "); ok && !strings.Contains(strings.ToLower(value), "date filed") {
				return value
			}
		}
	}
	return ""
}

// demand is a sum of money; "Jury Demand:" and others end in the same word.
func (h *sheetHead) demand() string {
	for _, line := range h.values {
		if value, ok := strings.CutPrefix(line, "Demand: "); ok {
			return value
		}
	}
	return ""
}

// day is the date that follows one of the labels; nil for none.
func (h *sheetHead) day(labels ...string) *string { return dayAfter(h.values, labels...) }

// dayAfter is the first date in the lines that follows one of the labels; a
// label that none follows is passed over.
func dayAfter(lines []string, labels ...string) *string {
	for _, line := range lines {
		for _, label := range labels {
			for rest := line; ; {
				_, after, ok := strings.Cut(rest, label+" ")
				if !ok {
					break
				}
				if day := parseDay(after); day != "" {
					return &day
				}
				rest = after
			}
		}
	}
	return nil
}

// judge looks for a judge in the head's table, then anywhere in the head:
// criminal sheets print him above each defendant.
func (h *sheetHead) judge(labels ...string) string {
	if s := h.value(labels...); s != "" {
		return tidy(judgeName(s))
	}
	name := ""
	anyText(h.tree, func(text string) bool {
		for _, label := range labels {
			if _, value, ok := strings.Cut(text, label); ok {
				name = tidy(judgeName(value))
				return true
			}
		}
		return false
	})
	return name
}
