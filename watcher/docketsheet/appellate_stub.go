package docketsheet

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"docketwatch/watcher"
)

// appellateStub finds the table at the head of the page and the number in it.
// Both labels, the number's and the day's, prove the page: no other page of
// CM/ECF has them in one table.
func appellateStub(doc *goquery.Document) (*goquery.Selection, string) {
	var stub *goquery.Selection
	number := ""
	doc.Find("b").EachWithBreak(func(_ int, b *goquery.Selection) bool {
		name := label(b)
		if !strings.HasSuffix(name, "docket #") && name != "case number" {
			return true
		}
		table := b.Closest("table")
		if number = tail(b); number == "" || labelled(table, "docketed") == "" {
			return true
		}
		stub = table
		return false
	})
	return stub, number
}

// appellateName is the caption: the one cell of the stub that has text and no
// label.
func appellateName(stub *goquery.Selection) string {
	name := ""
	stub.Find("td").EachWithBreak(func(_ int, td *goquery.Selection) bool {
		if td.Find("b").Length() == 0 {
			name = textOf(td)
		}
		return name == ""
	})
	return sheetCaseName(name)
}

// appellateCaseID is PACER's own number of the case. It stands in the form that
// opens documents, or in the script behind each of them.
func appellateCaseID(doc *goquery.Document) *string {
	if id, ok := doc.Find(`input[name="caseId"]`).Attr("value"); ok && id != "" {
		return &id
	}
	script, _ := doc.Find(`a[onclick*="doDocPostURL("]`).Attr("onclick")
	_, args, _ := strings.Cut(script, "doDocPostURL(")
	if part := strings.Split(args, "'"); len(part) >= 4 {
		return orNil(part[3])
	}
	return nil
}

// caseType joins the levels of the section "Case Type Information".
func caseType(doc *goquery.Document) string {
	var levels []string
	sectionOf(doc, "case type information").Find("b").Each(func(_ int, b *goquery.Selection) {
		if level := orBlank(tail(b)); level != "" {
			levels = append(levels, level)
		}
	})
	return strings.Join(levels, ", ")
}

// panel are the initials of the judges, of an appeal that has been assigned.
func panel(doc *goquery.Document) []string {
	found := []string{}
	doc.Find("b").EachWithBreak(func(_ int, b *goquery.Selection) bool {
		if label(b) == "panel" {
			found = append(found, strings.Fields(orBlank(tail(b)))...)
		}
		return len(found) == 0
	})
	return found
}

// sectionOf is the table that a bold heading opens.
func sectionOf(doc *goquery.Document, heading string) *goquery.Selection {
	return doc.Find("b").FilterFunction(func(_ int, b *goquery.Selection) bool { return label(b) == heading }).First().Closest("table")
}

// orBlank leaves out the words that CM/ECF prints where it has nothing.
func orBlank(s string) string {
	switch strings.ToLower(s) {
	case "none", "null", "-", "not available":
		return ""
	}
	return s
}

// courtOfLink is the court whose CM/ECF an address leads to; "" where it leads
// elsewhere.
func courtOfLink(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	id, ok := strings.CutSuffix(u.Hostname(), ".uscourts.gov")
	if !ok {
		return ""
	}
	return courtID(id[strings.LastIndexByte(id, '.')+1:])
}

// refusePage is refuse that knows the courts' mail and feeds, too.
func refusePage(want string, body []byte) *watcher.Refused {
	r := refuse(want, body)
	switch r.Got {
	case "HTML page", "plain text", "something else":
		for _, kind := range []struct{ got, sign string }{
			{"feed", "<rss"},
			{headingNDA, "Notice of Docket Activity"},
			{headingNEF, "Notice of Electronic Filing"},
		} {
			if bytes.Contains(body, []byte(kind.sign)) && !strings.HasSuffix(want, kind.got) { // a page may only speak of one
				r.Got = kind.got
				break
			}
		}
	}
	return r
}
