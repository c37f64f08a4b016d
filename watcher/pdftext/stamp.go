package pdftext

import (
	"regexp"
	"strconv"
	"strings"
)

// Every federal court prints a line on each page of what is filed with it:
//
//	Case 3:17-cv-00574-WHO   Document 98   Filed 04/25/17   Page 2 of 49          district courts; PageID may follow
//	18-23538-shl  Doc 5237  Filed 08/30/19  Entered 08/30/19 16:20:11  Main Document  Pg 5 of 20     bankruptcy courts
//	Case: 17-17480, 12/18/2017, ID: 10694567, DktEntry: 3, Page 5 of 47           Ninth Circuit
//	Case 18-474, Document 60, 05/25/2018, 2312345, Page5 of 47                    Second Circuit
//	Case: 17-2991      Document: 12      Filed: 10/12/2017      Pages: 47         Seventh Circuit: the length, not the page
//	Appellate Case: 14-3253   Page: 1   Date Filed: 01/14/2015 Entry ID: 4234486  Eighth and Tenth
//	USCA4 Appeal: 19-1952   Doc: 22   Filed: 10/21/2019   Pg: 5 of 47             Fourth
//	USCA11 Case: 21-12355    Date Filed: 07/13/2021    Page: 1 of 2               Eleventh
//	USCA Case #16-1062   Document #1600692   Filed: 02/24/2016   Page 1 of 3      D.C. Circuit
//
// (Forms as listed by freelawproject/doctor and freelawproject/courtlistener,
// which strip them to learn whether anything else is on the page.) Readers of
// PDF lose or add spaces within them, and may break the line.
var (
	stampStart = regexp.MustCompile(`(?i)^\W{0,3}(?:USCA ?\w{0,4} |Appellate )?(?:(?:Case|Appeal)(?: ?No\.?)?\s?[:#]?\s{0,4})?(?:\d{1,2}[:-]){0,2}\d{1,4}[- ]?(?:cv|cr|mc|mj|md|ml|bk|ap|br|po|gj|sw|dp|op|\d{2,6})\b`)
	stampMark  = regexp.MustCompile(`(?i)(?:\bDoc(?:ument|\.)?\s?[:#]?\s*\d|DktEntry: ?\d|\bFiled:? ?\d{1,2}/\d{1,2}/\d{2}|,\s?\d{2}/\d{2}/\d{4},)`)
	stampPage  = regexp.MustCompile(`(?i)(?:Page|Pg)\s?:?\s{0,3}(\d{1,5})(?:\s?of\s?(\d{1,5}))?(?:\D|$)`)
	stampTail  = regexp.MustCompile(`(?i)^\W{0,3}(?:(?:Page|Pg)\s?:?\s?\d{1,5}\s?of\s?\d{1,5}\s*)?(?:Page\s?ID\s?[.#:]{0,3}\s*\d{0,7})?\W*$`)
)

// StampPage is the number of the page by the court's own stamp, the number that
// a citation such as "ECF No. 98 at 2" uses; 0 where none can be read. Where a
// page has several stamps (an exhibit that was filed before) it is the first.
func StampPage(page string) int {
	for stamp := range stamps(page) {
		if n, _ := stamp.page(); n > 0 {
			return n
		}
	}
	return 0
}

// StampPages is the same for a whole document. Where pages have several stamps
// it follows the one that runs through the document from 1.
func StampPages(pages []string) []int {
	type family struct{ of, shift int }
	votes := make(map[family]int)
	var best family
	for i, page := range pages {
		for stamp := range stamps(page) {
			n, of := stamp.page()
			if n == 0 {
				continue
			}
			f := family{of, n - i}
			votes[f]++
			// Between equals, one that begins with this document is its own.
			if votes[f] > votes[best] || votes[f] == votes[best] && f.shift == 1 {
				best = f
			}
		}
	}
	numbers := make([]int, len(pages))
	for i, page := range pages {
		for stamp := range stamps(page) {
			n, of := stamp.page()
			if n > 0 && (numbers[i] == 0 || (family{of, n - i}) == best) {
				numbers[i] = n
			}
		}
	}
	return numbers
}

// Divide parts the text of a whole document into pages: at form feeds, or where
// there are none at the court's stamps, each of which heads its page. A text
// with neither stays one piece.
func Divide(text string) []string {
	if strings.Contains(text, "\f") {
		return strings.Split(text, "\f")
	}
	var pages []string
	var page strings.Builder
	last := 0
	for line := range strings.Lines(text) {
		n := StampPage(line)
		if n > 0 && n == last+1 || n > 0 && last == 0 { // an older stamp below it counts otherwise
			if last > 0 {
				pages = append(pages, page.String())
				page.Reset()
			}
			last = n
		}
		page.WriteString(line)
	}
	return append(pages, page.String())
}

// A stamp is one line of that kind, its continuation joined to it.
type stamp string

// page is the page number and the number of pages, 0 for what is not said.
func (s stamp) page() (n, of int) {
	at := stampPage.FindStringSubmatch(string(s))
	if at == nil {
		return 0, 0
	}
	n, _ = strconv.Atoi(at[1]) // digits only; 0 where there is none
	of, _ = strconv.Atoi(at[2])
	if of > 0 && n > of {
		return 0, 0
	}
	return n, of
}

// stamps are the court's lines on a page, from its top.
func stamps(page string) func(yield func(stamp) bool) {
	return func(yield func(stamp) bool) {
		split(page, func(s stamp, _ string) bool { return s == "" || yield(s) })
	}
}

// split takes a page apart into stamps and other lines.
func split(page string, yield func(s stamp, other string) bool) {
	lines := strings.Split(page, "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.Join(strings.Fields(lines[i]), " ")
		if len(line) > 300 || !stampStart.MatchString(line) || !stampMark.MatchString(line) {
			if line != "" && !yield("", line) {
				return
			}
			continue
		}
		// The page number may have slipped to the next line.
		for i+1 < len(lines) && len(lines[i+1]) < 80 && strings.TrimSpace(lines[i+1]) != "" && stampTail.MatchString(lines[i+1]) {
			i++
			line += " " + strings.TrimSpace(lines[i])
		}
		if !yield(stamp(line), "") {
			return
		}
	}
}

// bare says whether pages hold nothing but the court's stamps: a scan.
func bare(pages []string) bool {
	for _, page := range pages {
		found := false
		split(page, func(_ stamp, other string) bool {
			found = other != ""
			return !found
		})
		if found {
			return false
		}
	}
	return true
}
