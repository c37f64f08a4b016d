package docketsheet

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A History is a history report (HistDocQry.pl) of a district or bankruptcy
// court, or the report of documents that the same program prints. Its entries
// name their event; they have the docket text only where it was asked for.
type History struct {
	CourtID        string  `json:"court_id"`
	Number         *string `json:"docket_number"`
	CaseName       string  `json:"case_name"`
	PacerCaseID    *string `json:"pacer_case_id,omitempty"`
	DateFiled      *string `json:"date_filed"`
	DateLastFiling *string `json:"date_last_filing"`
	DateTerminated *string `json:"date_terminated"`
	DateDischarged *string `json:"date_discharged"`
	AssignedTo     string  `json:"assigned_to_str"`
	ReferredTo     string  `json:"referred_to_str"`
	Federal
	Entries  []Entry `json:"docket_entries"`
	Unlisted []Entry `json:"unlisted_entries,omitempty"` // as in Docket
}

const wantHistory = "a history report"

// historyJudges find the judges, each in a line of its own.
type historyJudges struct{ assigned, referred *regexp.Regexp }

var historyForms = sync.OnceValue(func() historyJudges {
	return historyJudges{
		assigned: regexp.MustCompile(`(?is)(.*),\s+presiding`),
		referred: regexp.MustCompile(`(?is)(.*),\s+referral`),
	}
})

// ParseHistory reads a history report; court is the CourtListener or PACER id
// of the court that was asked. Errors are those of [ParseDocket].
func ParseHistory(body []byte, court string) (*History, error) {
	if got := altered(body); got != "" {
		return nil, refuseAs(wantHistory, got, body)
	}
	page := decodePage(body)
	tree, err := sheetTree(page)
	if err != nil {
		return nil, refuseAs(wantHistory, "page that nests too deep", body)
	}
	r := historyReader{h: &History{CourtID: courtID(court), Entries: []Entry{}}}
	root := tree.Nodes[0]
	table := historyTable(root)
	if !r.head(root) || table == nil && !isHistoryTitle(root) {
		return nil, refuse(wantHistory, body)
	}
	if table == nil {
		return r.h, &Cut{Missing: "the table of entries"}
	}
	for _, row := range tableRows(table) {
		r.row(row)
	}
	if !endsWhole(page) {
		// The last row may have lost its end, so it is not told as whole.
		if n := len(r.h.Entries); n > 0 {
			r.h.Entries = r.h.Entries[:n-1]
		}
		return r.h, &Cut{Missing: "the end of the page", Whole: len(r.h.Entries)}
	}
	return r.h, nil
}

// endsWhole reports whether a page comes to its end: the receipt, or the tags
// that close it.
func endsWhole(page []byte) bool {
	const within = 16 << 10
	end := bytes.ToLower(page[max(0, len(page)-within):])
	return bytes.Contains(end, []byte("</body")) || bytes.Contains(end, []byte("</html")) || bytes.Contains(end, []byte("transaction receipt"))
}

// historyTable is the table with a heading "Description" and one "Dates"; nil
// for none.
func historyTable(root *html.Node) *html.Node {
	var found *html.Node
	for _, th := range allBelow(root, atom.Th) {
		if strings.Contains(nodeText(th), "Description") {
			found = enclosing(th, atom.Table)
			break
		}
	}
	if found == nil {
		return nil
	}
	for _, th := range allBelow(found, atom.Th) {
		if strings.Contains(nodeText(th), "Date") {
			return found
		}
	}
	return nil // a menu of attachments has descriptions too
}

func enclosing(n *html.Node, a atom.Atom) *html.Node {
	for p := range n.Ancestors() {
		if isElement(p, a) {
			return p
		}
	}
	return nil
}

// tableRows are the rows of a table, without those of tables inside it.
func tableRows(table *html.Node) []*html.Node {
	var rows []*html.Node
	for part := range table.ChildNodes() {
		switch part.DataAtom {
		case atom.Tr:
			rows = append(rows, part)
		case atom.Tbody, atom.Thead, atom.Tfoot:
			rows = append(rows, childElements(part, atom.Tr)...)
		}
	}
	return rows
}

// isHistoryTitle reports whether the page's title says what report it is.
func isHistoryTitle(root *html.Node) bool {
	title := firstBelow(root, atom.Title, nil)
	return title != nil && strings.Contains(nodeText(title), "History/Documents")
}

// A historyReader fills a History.
type historyReader struct {
	h       *History
	dropped bool // the last row went to Unlisted
}

// head reads what stands centred above the entries; false where there is none.
func (r *historyReader) head(root *html.Node) bool {
	var large, lines []string
	for _, center := range allBelow(root, atom.Center) {
		eachNode(center, func(n *html.Node) bool {
			if isElement(n, atom.Font) && nodeAttr(n, "size") == "+1" {
				large = append(large, nodeText(n))
			}
			return true
		})
		if firstBelow(center, atom.Table, nil) != nil {
			continue
		}
		eachNode(center, func(n *html.Node) bool {
			if n.Type == html.TextNode {
				if line := sheetClean(n.Data); line != "" {
					lines = append(lines, line)
				}
			}
			return true
		})
	}
	bankruptcy := isBankruptcy(r.h.CourtID)
	r.h.Number, r.h.Federal = findNumber(large, bankruptcy)
	if r.h.Number == nil || len(lines) == 0 {
		return false
	}
	all := []string{strings.Join(lines, " ")}
	f := historyForms()
	r.h.DateFiled = dayAfter(all, "filed:", "Filed:")
	r.h.DateLastFiling = dayAfter(all, "last filing:")
	r.h.DateTerminated = dayAfter(all, "terminated:", "Terminated:")
	r.h.DateDischarged = dayAfter(all, "Date discharged:", "Debtor discharged:")
	r.h.CaseName = tidy(historyName(lines, bankruptcy))
	if bankruptcy {
		for i := 1; i < len(lines) && r.h.AssignedTo == ""; i++ {
			if strings.HasSuffix(lines[i-1], "Judge:") {
				r.h.AssignedTo = tidy(judgeName(lines[i]))
			}
		}
	} else {
		r.h.AssignedTo = tidy(judgeName(lineWith(lines, f.assigned)))
	}
	r.h.ReferredTo = tidy(judgeName(lineWith(lines, f.referred)))
	return true
}

// lineWith is what a form finds in the first line that has it.
func lineWith(lines []string, form *regexp.Regexp) string {
	for _, line := range lines {
		if m := form.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

// historyName is the caption: the line after that of the number.
func historyName(lines []string, bankruptcy bool) string {
	for i := 1; i < len(lines); i++ {
		if number, _ := findNumber(lines[i-1:i], bankruptcy); number == nil {
			continue
		}
		name := lines[i]
		if !bankruptcy {
			if found := findCaseName(name); found != "" {
				name = found
			}
		}
		return sheetCaseName(name)
	}
	return unknownCase
}

// row reads a row: number, dates and event in three cells; or the docket text
// of the entry above in one.
func (r *historyReader) row(row *html.Node) {
	cells := childElements(row, atom.Td)
	switch len(cells) {
	case 3:
		r.entry(cells)
	case 1, 2:
		text, _ := strings.CutPrefix(squeeze(nodeText(cells[len(cells)-1])), "Docket Text:")
		list := r.h.Entries
		if r.dropped {
			list = r.h.Unlisted
		}
		if n := len(list); n > 0 {
			list[n-1].Description = tidy(text)
		}
	}
}

func (r *historyReader) entry(cells []*html.Node) {
	dates := []string{sheetClean(nodeText(cells[1]))}
	en := Entry{
		Short:       tidy(nodeText(cells[2])),
		DateFiled:   dayAfter(dates, "Filed:", "filed:"),
		DateEntered: dayAfter(dates, "Entered:", "entered:"),
	}
	if en.DateFiled == nil { // "Filed & Entered:"
		en.DateFiled = en.DateEntered
	}
	number := sheetClean(nodeText(cells[0]))
	en.Number = orNil(number)
	if links := allBelow(cells[0], atom.A); len(links) == 1 {
		en.PacerDocID = orNil(docID(nodeAttr(links[0], "href")))
		if call, ok := parseDLS(nodeAttr(links[0], "onclick")); ok {
			en.PacerSeqNo = orNil(call.seqNo)
			if r.h.PacerCaseID == nil {
				r.h.PacerCaseID = orNil(call.caseID)
			}
		}
	}
	r.dropped = number != "" && !allDigits(number)
	if r.dropped {
		r.h.Unlisted = append(r.h.Unlisted, en)
		return
	}
	r.h.Entries = append(r.h.Entries, en)
}
