package rules

import (
	"strconv"
	"strings"
)

// A stamp is the line that the court's system prints on every page:
//
//	Case 3:17-cv-00574-WHO   Document 98   Filed 04/25/17   Page 2 of 49
//	Case: 1:17-cv-05720 Document #: 78 Filed: 09/15/17 Page 1 of 41 PageID #:1234
//	2:17-cv-10310-VAR-SDD Doc # 8 Filed 02/02/17 Pg 1 of 3 Pg ID 62
//	Appeal: 17-1351 Doc: 36 Filed: 03/24/2017 Pg: 8 of 60
//	Case: 17-17478, 12/18/2017, ID: 10693827, DktEntry: 3, Page 8 of 47
//	Case: 17-2991 Document: 003112345678 Page: 8 Date Filed: 03/24/2017
//	USCA Case #17-5000 Document #1234567 Filed: 03/24/2017 Page 8 of 60
//
// It is known by its parts and not by its court: a docket number, the number of
// a document, a page.

// findStamp looks for a stamp in a line; it returns where the stamp stands and
// its page, 0 when it tells none.
func findStamp(text string) (start, end, page int, ok bool) {
	doc := documentWord(text)
	if doc < 0 {
		return 0, 0, 0, false
	}
	start = caseWord(text, doc)
	if start < 0 {
		return 0, 0, 0, false
	}
	page, end = pageWord(text, start)
	if end == 0 {
		return 0, 0, 0, false
	}
	return start, stampTail(text, end), page, true
}

// documentWord is where the stamp names the document; -1 when it does not.
func documentWord(text string) int {
	for from := 0; from < len(text); {
		i := strings.IndexByte(text[from:], 'D')
		j := strings.IndexByte(text[from:], 'E')
		if i < 0 || j >= 0 && j < i {
			i = j
		}
		if i < 0 {
			return -1
		}
		i += from
		rest := text[i:]
		for _, word := range [...]string{"Document", "Doc", "DktEntry", "Entry Number", "ECF No", "Dkt"} {
			tail, ok := strings.CutPrefix(rest, word)
			if !ok {
				continue
			}
			tail = strings.TrimLeft(tail, " #:.")
			if tail != "" && tail[0] >= '0' && tail[0] <= '9' {
				return i
			}
		}
		from = i + 1
	}
	return -1
}

// caseWord is where the stamp begins, before its docket number; -1 when there is
// no docket number before the document's.
func caseWord(text string, doc int) int {
	number := -1
	for i := doc - 1; i >= 0 && doc-i < 120; i-- {
		if text[i] == '-' && docketDash(text, i) {
			number = i
			break
		}
	}
	if number < 0 {
		return -1
	}
	start := number
	for start > 0 && text[start-1] != ' ' {
		start--
	}
	before := strings.TrimRight(text[:start], " #")
	for _, word := range [...]string{"Case:", "Case", "Appeal:", "Case No.", "No."} {
		if rest, ok := strings.CutSuffix(before, word); ok {
			rest = strings.TrimRight(rest, " ")
			for _, court := range [...]string{"USCA", "Appellate"} {
				if i := strings.LastIndex(rest, court); i >= 0 && len(rest)-i <= len(court)+2 {
					return i
				}
			}
			return len(rest) + strings.IndexByte(text[len(rest):], word[0])
		}
	}
	return start
}

// docketDash reports whether the hyphen at i belongs to "17-cv-00574",
// "17-1351" or "2017cv…".
func docketDash(text string, i int) bool {
	digits := func(c byte) bool { return c >= '0' && c <= '9' }
	if i < 2 || i+2 >= len(text) || !digits(text[i-1]) || !digits(text[i-2]) {
		return false
	}
	return digits(text[i+1]) || asciiLetter[text[i+1]] && asciiLetter[text[i+2]]
}

// pageWord reads the page of the stamp; end is 0 when there is none.
func pageWord(text string, from int) (page, end int) {
	for at := from; at < len(text); {
		i := strings.Index(text[at:], "P")
		if i < 0 {
			return 0, 0
		}
		i += at
		for _, word := range [...]string{"PageID", "Pages", "Page", "Pg ID", "Pg"} {
			tail, ok := strings.CutPrefix(text[i:], word)
			if !ok {
				continue
			}
			tail = strings.TrimLeft(tail, " #:.")
			n := 0
			for n < len(tail) && tail[n] >= '0' && tail[n] <= '9' {
				n++
			}
			if n == 0 {
				break
			}
			end = len(text) - len(tail) + n
			if word == "Pages" || strings.HasSuffix(word, "ID") { // all pages, or the page of the whole record
				return 0, end
			}
			page, _ = strconv.Atoi(tail[:min(n, 6)]) // digits only, and few
			return page, end
		}
		at = i + 1
	}
	return 0, 0
}

// stampTail is where the stamp ends after its page: "of 49", "PageID #: 123",
// "Date Filed: …", "Entry ID: …".
func stampTail(text string, end int) int {
	for {
		rest := strings.TrimLeft(text[end:], " ,")
		skipped := len(text) - len(rest)
		matched := false
		for _, word := range [...]string{"of", "PageID", "Page ID", "Pg ID", "Date Filed", "Filed", "Entry ID", "RESTRICTED", "SEALED", "TOTAL PAGES", "Total Pages"} {
			tail, ok := strings.CutPrefix(rest, word)
			if !ok {
				continue
			}
			tail = strings.TrimLeft(tail, " #:.")
			n := 0
			for n < len(tail) && (tail[n] >= '0' && tail[n] <= '9' || tail[n] == '/') {
				n++
			}
			if n == 0 && word != "RESTRICTED" && word != "SEALED" {
				continue
			}
			end = skipped + len(rest) - len(tail) + n
			matched = true
			break
		}
		if !matched {
			return end
		}
	}
}

// readStamps takes the stamps out, and pages and their numbers from them.
func (c *cleaned) readStamps(offsets bool) {
	type seen struct{ line, page int }
	var stamps []seen
	lines := make([]line, 0, len(c.lines)+8)
	for i := 0; i < len(c.lines); i++ {
		l := c.lines[i]
		if l.kind != lineText {
			lines = append(lines, l)
			continue
		}
		text := c.raw(&l)
		start, end, number, ok := findStamp(text)
		if !ok && i+1 < len(c.lines) && documentWord(text) >= 0 && len(text) < 120 && c.lines[i+1].kind == lineText && !c.lines[i+1].broken {
			// a stamp too wide for its line
			joined := c.source[l.start:c.lines[i+1].end]
			if s, e, n, whole := findStamp(strings.ReplaceAll(joined, "\n", " ")); whole && s < len(text) && e > len(text) {
				start, end, number, ok = s, e, n, true
				l.end = c.lines[i+1].end
				i++
				text = joined
			}
		}
		if !ok {
			lines = append(lines, l)
			continue
		}
		before, after := l, l
		before.end = l.start + int32(len(strings.TrimRight(text[:start], " \t")))
		rest := strings.TrimLeft(text[end:], " \t\r\n")
		after.start = l.end - int32(len(rest))
		after.broken = false
		if before.end > before.start {
			lines = append(lines, before)
			l.broken = false
		}
		stamp := l
		stamp.start, stamp.end, stamp.kind = l.start+int32(start), l.start+int32(end), lineDropped
		stamps = append(stamps, seen{len(lines), number})
		lines = append(lines, stamp)
		if rest != "" {
			lines = append(lines, after)
		}
	}
	c.lines = lines
	list := make([][2]int, len(stamps))
	for i, s := range stamps {
		list[i] = [2]int{s.line, s.page}
	}
	c.paginate(list, offsets)
}
