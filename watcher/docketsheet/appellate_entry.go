package docketsheet

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// appellateEntries reads the docket: rows of three cells, a day, a number or a
// document, and the text, which is 90 % of the page wide. Under an entry with
// several documents stands a menu of them.
//
// Rows are known by this shape alone, wherever they stand, so that no other
// change of the page can hide a filing.
func appellateEntries(doc *goquery.Document) []AppellateEntry {
	entries := []AppellateEntry{}
	doc.Find("tr").Each(func(_ int, tr *goquery.Selection) {
		cells := tr.ChildrenFiltered("td")
		switch n := cells.Length(); {
		case n == 3 && isEntry(cells):
			entries = append(entries, entryOf(cells))
		case n >= 5 && len(entries) > 0:
			if a, ok := attachmentOf(cells); ok {
				last := &entries[len(entries)-1]
				last.Attachments = append(last.Attachments, a)
			}
		}
	})
	return entries
}

// isEntry also knows an entry whose day is missing. Dates of the originating
// court stand three in a row as well.
func isEntry(cells *goquery.Selection) bool {
	if cells.Eq(2).AttrOr("width", "") == "90%" {
		return true
	}
	return parseDay(textOf(cells.Eq(0))) != "" && parseDay(textOf(cells.Eq(1))) == "" && parseDay(textOf(cells.Eq(2))) == ""
}

func entryOf(cells *goquery.Selection) AppellateEntry {
	papers := cells.Eq(1)
	e := AppellateEntry{
		DateFiled: orNil(parseDay(textOf(cells.Eq(0)))), Description: tidy(textOf(cells.Eq(2))),
		DocumentNumber: orNil(documentNumber(papers)), PacerSeqNo: orNil(papers.Find("input").AttrOr("value", "")),
	}
	e.DateEntered = orNil(parseDay(mark(e.Description, "[Entered: ")))
	link, _ := papers.Find("a[href]").Attr("href")
	e.PacerDocID = orNil(paperID(link))
	if e.DocumentNumber == nil {
		e.DocumentNumber = e.PacerDocID
	}
	if pages, size, ok := strings.Cut(textOf(papers.Find("font")), " pg, "); ok { // "2 pg, 197.66 KB"
		e.PageCount, e.FileSize = intOf(pages), size
	}
	return e
}

// documentNumber is the text of the cell that is all digits. What stands in a
// font element is the size of the document.
func documentNumber(cell *goquery.Selection) string {
	var find func(n *html.Node) string
	find = func(n *html.Node) string {
		if n.Type == html.ElementNode && n.Data == "font" {
			return ""
		}
		if n.Type == html.TextNode {
			if s := squeeze(n.Data); allDigits(s) {
				return s
			}
			return ""
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if s := find(c); s != "" {
				return s
			}
		}
		return ""
	}
	return find(cell.Nodes[0])
}

// attachmentOf reads a row of the menu: a box to tick, the number, a link, the
// description, pages, size. The box's value is "sequence document pages bytes".
func attachmentOf(cells *goquery.Selection) (Attachment, bool) {
	link, _ := cells.Find("a[href]").Attr("href")
	id := paperID(link)
	if id == "" {
		return Attachment{}, false
	}
	n := cells.Length()
	a := Attachment{PacerDocID: &id, Description: textOf(cells.Eq(n - 3)), PageCount: intOf(textOf(cells.Eq(n - 2))), FileSize: textOf(cells.Eq(n - 1))}
	for i := range n - 3 {
		if number := intOf(textOf(cells.Eq(i))); number != nil {
			a.Number = *number
			break
		}
	}
	if value := strings.Fields(cells.Find("input").AttrOr("value", "")); len(value) == 4 {
		a.PacerSeqNo, a.FileBytes = &value[0], intOf(value[3])
	}
	return a, true
}

// paperID is docID for every directory that appellate courts keep documents in:
// docs1, and docs4 of a bankruptcy appellate panel.
func paperID(address string) string {
	i := strings.LastIndex(address, "/docs")
	if i < 0 || len(address) < i+len("/docs4/") || address[i+len("/docs4")] != '/' {
		return ""
	}
	return docID("/docs1/" + address[i+len("/docs4/"):])
}

// mark is what follows such a mark as "[Entered: " in docket text, up to its
// bracket; the last one counts, since a text may quote another.
func mark(text, opening string) string {
	i := strings.LastIndex(text, opening)
	if i < 0 {
		return ""
	}
	value, _, _ := strings.Cut(text[i+len(opening):], "]")
	return strings.TrimSpace(value)
}
