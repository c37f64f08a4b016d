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

// dashTail stands for the second and third byte of a dash that is no hyphen.
const dashTail = 1

// dashes makes hyphens of dashes and keeps every offset.
var dashes = strings.NewReplacer("\u2010", "-\x01\x01", "\u2011", "-\x01\x01", "\u2013", "-\x01\x01", "\u2212", "-\x01\x01")

// findStamp looks for a stamp in a line; it returns where the stamp stands and
// its page, 0 when it tells none.
func findStamp(text string) (start, end, page int, ok bool) {
	if strings.Contains(text, "\u2010") || strings.Contains(text, "\u2011") || strings.Contains(text, "\u2013") || strings.Contains(text, "\u2212") {
		text = dashes.Replace(text)
	}
	for doc := documentWord(text, 0); doc >= 0; doc = documentWord(text, doc+1) {
		start := caseWord(text, doc)
		if start < 0 {
			continue
		}
		tail := text[:min(len(text), start+stampBytes)]
		if page, end := pageWord(tail, start); end > doc || end > start && page > 0 {
			return start, stampTail(tail, end), page, true
		}
	}
	return 0, 0, 0, false
}

// stampBytes is how long a stamp may be.
const stampBytes = 260

// documentWord is where a stamp may name its document, from an offset on; -1
// when nowhere.
func documentWord(text string, from int) int {
	for from < len(text) {
		i := strings.IndexAny(text[from:], "DE")
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
	before := i
	for i+1 < len(text) && text[i+1] == dashTail {
		i++
	}
	if before < 2 || i+2 >= len(text) || !digits(text[before-1]) || !digits(text[before-2]) {
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
	var stamps [][2]int // line, page
	lines := make([]line, 0, len(c.lines)+8)
	for i := 0; i < len(c.lines); i++ {
		l := c.lines[i]
		wide := l.kind == lineText && c.wideStamp(i)
		if wide {
			l.end = c.lines[i+1].end
			i++
		}
		for l.kind == lineText {
			text := c.raw(&l)
			if wide {
				text = strings.ReplaceAll(text, "\n", " ")
			}
			start, end, number, ok := findStamp(text)
			if !ok {
				break
			}
			before, stamp, after := c.around(l, start, end)
			if before.end > before.start {
				lines = append(lines, before)
				stamp.broken = false
			}
			stamps = append(stamps, [2]int{len(lines), number})
			lines = append(lines, stamp)
			l = after
		}
		if l.kind != lineText || l.end > l.start {
			lines = append(lines, l)
		}
	}
	c.lines = lines
	c.paginate(stamps, offsets)
}

// wideStamp reports whether line i and the one after it hold a stamp together
// that was too wide for one line.
func (c *cleaned) wideStamp(i int) bool {
	if i+1 >= len(c.lines) || c.lines[i+1].kind != lineText || c.lines[i+1].broken || c.lines[i].end-c.lines[i].start > 120 {
		return false
	}
	text := c.raw(&c.lines[i])
	if documentWord(text, 0) < 0 {
		return false
	}
	if _, _, _, ok := findStamp(text); ok {
		return false
	}
	start, end, _, ok := findStamp(strings.ReplaceAll(c.source[c.lines[i].start:c.lines[i+1].end], "\n", " "))
	return ok && start < len(text) && end > len(text)
}

// around cuts a line at the stamp in it.
func (c *cleaned) around(l line, start, end int) (before, stamp, after line) {
	before, stamp, after = l, l, l
	text := c.raw(&l)
	before.end = l.start + place(len(strings.TrimRight(text[:start], " \t\r\n")))
	stamp.start, stamp.end, stamp.kind = l.start+place(start), l.start+place(end), lineDropped
	after.start = l.end - place(len(strings.TrimLeft(text[end:], " \t\r\n")))
	after.broken = false
	return before, stamp, after
}
