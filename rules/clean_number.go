package rules

import "strings"

// Pleading paper numbers its lines from 1 to 28 down the margin, transcripts to
// 25. Extractors print the numbers at line starts, on lines of their own, in one
// block, or in mid sentence. They are told from other numbers by one thing only:
// they come as a rising row, "Section 9" and "2 U.S.C." do not.

const mostLines = 33 // of a numbered page

// A counted is a place where a line number may stand.
type counted struct {
	line       int
	value      int
	start, end int32 // of the digits and the space after them
	alone      bool
	doubtful   bool // the words beside it may claim it
}

// dropLineNumbers takes the numbers of numbered pages out.
func (c *cleaned) dropLineNumbers() {
	var found []counted
	for p := range c.pages {
		pg := &c.pages[p]
		found = found[:0]
		for i := pg.first; i < pg.last; i++ {
			l := &c.lines[i]
			if l.kind != lineText {
				continue
			}
			if n, ok := c.leading(i); ok {
				found = append(found, n)
			} else if c.block(l) {
				l.kind = lineDropped
			}
		}
		if !c.dropRows(found, pg) {
			c.dropInline(pg)
		}
	}
}

// dropRows takes out the numbers at line starts and reports whether there were
// any. A text without pages may hold many rows.
func (c *cleaned) dropRows(found []counted, pg *page) bool {
	dropped, alone := 0, 0
	lines, size := c.printed(pg)
	for s := 0; s < len(found); {
		row := rowFrom(found, s)
		if !numbered(row, lines, size) {
			s++
			continue
		}
		for _, n := range row {
			l := &c.lines[n.line]
			dropped++
			if n.alone {
				alone++
				l.kind = lineDropped
				continue
			}
			l.indent += n.end - l.start
			l.start = n.end
		}
		for last := row[len(row)-1].line; s < len(found) && found[s].line <= last; {
			s++
		}
	}
	pg.soft = 2*alone > dropped // the numbers stood between the lines, and so may blank lines
	return dropped >= longRow
}

// rowGap is how many lines may stand between two numbers of a row.
const rowGap = 8

// rowFrom is the rising row that begins with candidate s: each number one more
// than the one before it, or two more where one was lost.
func rowFrom(found []counted, s int) []counted {
	row := found[s : s+1 : s+1]
	for _, n := range found[s+1:] {
		last := row[len(row)-1]
		if n.line-last.line > rowGap || n.value == 1 { // the next page's first line
			break
		}
		if d := n.value - last.value; d == 1 || d == 2 {
			row = append(row, n)
		}
	}
	return row
}

// longRow is how long a row is that can be nothing but line numbers.
const longRow = 8

// printed counts the text lines of a page and their bytes.
func (c *cleaned) printed(pg *page) (lines, size int) {
	for i := pg.first; i < pg.last; i++ {
		if l := &c.lines[i]; l.kind == lineText {
			lines++
			size += int(l.end - l.start)
		}
	}
	return lines, size
}

// numbered reports whether the row is long enough to number lines: eight, or
// three in a row that number most lines of the page. Where lines are longer than
// any printed line they were run together, and their numbers stand inside them.
func numbered(row []counted, lines, size int) bool {
	if len(row) >= longRow {
		return true
	}
	if len(row) < 3 || row[len(row)-1].value != row[0].value+len(row)-1 {
		return false
	}
	return 10*len(row) >= 6*lines && size <= 140*lines
}

// leading is the number a line begins with, if it may be a line number.
func (c *cleaned) leading(i int) (counted, bool) {
	l := &c.lines[i]
	at, value := l.start, 0
	for at < l.end && at-l.start < 3 && c.source[at] >= '0' && c.source[at] <= '9' {
		value = 10*value + int(c.source[at]-'0')
		at++
	}
	if at == l.start || value < 1 || value > mostLines || c.source[l.start] == '0' {
		return counted{}, false
	}
	n := counted{line: i, value: value, start: l.start}
	if at == l.end {
		n.end, n.alone = at, true
		return n, true
	}
	if c.source[at] != ' ' && c.source[at] != '\t' {
		return counted{}, false
	}
	for at < l.end && c.source[at] <= ' ' {
		at++
	}
	n.end = at
	return n, true
}

// block reports whether the line is nothing but rising numbers: "1 2 3 4 5".
func (c *cleaned) block(l *line) bool {
	if l.end-l.start < 9 || c.source[l.end-1] > '9' {
		return false
	}
	last, count := 0, 0
	for _, word := range strings.Fields(c.raw(l)) {
		n := 0
		for _, d := range []byte(word) {
			if d < '0' || d > '9' || n > mostLines {
				return false
			}
			n = 10*n + int(d-'0')
		}
		if last > 0 && n != last+1 {
			return false
		}
		last = n
		count++
	}
	return count >= 5
}

// beforeNumber and afterNumber are words that make a number part of the text.
var (
	beforeNumber = set(`section sections sec secs § §§ no nos number page pages at p pp part parts article articles art chapter title rule rules
		count counts claim exhibit exhibits ex dkt doc document ecf line lines note n fn volume vol january february march april may june july
		august september october november december jan feb mar apr jun jul aug sept sep oct nov dec of the by v about paragraph paragraphs ¶ ¶¶
		least than over under phase tier group appendix figure table amendment step option`)
	afterNumber = set(`u.s.c u.s.c. u.s f. f.2d f.3d f.4th c.f.r c.f.r. fed fed. cal cal. days day months years year percent million billion states
		counties cities hours pages of s.ct s. stat. stat other people grants times minutes weeks members`)
)

// dropInline cuts line numbers that stand in mid sentence, as in "several 1 2
// grounds" and "Principles 10 of Standing".
func (c *cleaned) dropInline(pg *page) {
	var found []counted
	distance := make([]int, 0, 32) // of each candidate from the beginning of the page, in text bytes
	before := 0
	for i := pg.first; i < pg.last; i++ {
		l := &c.lines[i]
		if l.kind != lineText {
			continue
		}
		n := len(found)
		found = c.inline(i, found)
		for _, f := range found[n:] {
			distance = append(distance, before+int(f.start-l.start))
		}
		before += int(l.end - l.start)
	}
	for s := 0; s < len(found); {
		row := risingRow(found, distance, s)
		span := distance[row[len(row)-1]] - distance[s]
		if len(row) < 5 || span < 25*(len(row)-1) {
			s++
			continue
		}
		for _, k := range row {
			c.cuts = append(c.cuts, cut{found[k].start, found[k].end})
		}
		s = row[len(row)-1] + 1
	}
}

// lineReach is how far apart two line numbers may stand in running text, bytes.
const lineReach = 260

// risingRow is the row of numbers that begins with candidate s: each one more
// than the one before it. A doubtful one counts only where the row needs it.
func risingRow(found []counted, distance []int, s int) []int {
	row := []int{s}
	for {
		last := row[len(row)-1]
		next := -1
		for k := last + 1; k < len(found) && distance[k]-distance[last] <= lineReach; k++ {
			if found[k].value != found[last].value+1 {
				continue
			}
			if !found[k].doubtful {
				next = k
				break
			}
			if next < 0 {
				next = k
			}
		}
		if next < 0 {
			break
		}
		row = append(row, next)
	}
	for len(row) > 1 && found[row[len(row)-1]].doubtful {
		last, before := row[len(row)-1], row[len(row)-2]
		if step := distance[last] - distance[before]; len(row) > 8 && 2*step*(len(row)-1) > distance[last]-distance[s] && step*(len(row)-1) < 2*(distance[last]-distance[s]) {
			break // it stands where the next line would begin
		}
		row = row[:len(row)-1]
	}
	if found[s].doubtful && (found[s].value != 1 || len(row) < longRow) {
		return row[:1]
	}
	return row
}

// inline appends the numbers of a line that may be line numbers.
func (c *cleaned) inline(i int, found []counted) []counted {
	l := &c.lines[i]
	for at := l.start; at < l.end; at++ {
		d := c.source[at]
		if d < '1' || d > '9' || at > l.start && c.source[at-1] != ' ' {
			continue
		}
		end, value := at, 0
		for end < l.end && end-at < 3 && c.source[end] >= '0' && c.source[end] <= '9' {
			value = 10*value + int(c.source[end]-'0')
			end++
		}
		if value <= mostLines && (end == l.end || c.source[end] == ' ') {
			found = append(found, counted{line: i, value: value, start: at, end: end, doubtful: c.ofText(l, at, end)})
		}
		at = end
	}
	return found
}

// ofText reports whether the words beside a number make it part of the text.
func (c *cleaned) ofText(l *line, start, end int32) bool {
	before := strings.TrimRight(c.source[l.start:start], " ")
	if i := strings.LastIndexByte(before, ' '); i >= 0 {
		before = before[i+1:]
	}
	after := strings.TrimLeft(c.source[end:l.end], " ")
	if i := strings.IndexByte(after, ' '); i >= 0 {
		after = after[:i]
	}
	return beforeNumber[strings.Trim(strings.ToLower(before), ".(,")] || afterNumber[strings.ToLower(after)]
}
