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
}

// dropLineNumbers takes the numbers of numbered pages out.
func (c *cleaned) dropLineNumbers() {
	var found []counted
	for p := range c.pages {
		pg := &c.pages[p]
		found = found[:0]
		lines := 0
		for i := pg.first; i < pg.last; i++ {
			l := &c.lines[i]
			if l.kind != lineText {
				continue
			}
			lines++
			if n, ok := c.leading(i); ok {
				found = append(found, n)
			} else if c.block(l) {
				l.kind = lineDropped
			}
		}
		row := longestRow(found)
		if len(row) < 3 || len(row) < 8 && 10*len(row) < 6*lines {
			c.dropInline(pg)
			continue
		}
		alone := 0
		for _, n := range row {
			l := &c.lines[n.line]
			if n.alone {
				alone++
				l.kind = lineDropped
				continue
			}
			l.indent += n.end - l.start
			l.start = n.end
		}
		pg.soft = 2*alone > len(row) // the numbers stood between the lines, and so may blank lines
	}
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

// longestRow is the longest rising row among the candidates: each one more than
// the one before it, or two more where one was lost.
func longestRow(found []counted) []counted {
	var best []counted
	for s := range found {
		if len(found)-s <= len(best) {
			break
		}
		row := []counted{found[s]}
		for _, n := range found[s+1:] {
			if d := n.value - row[len(row)-1].value; d == 1 || d == 2 {
				row = append(row, n)
			}
		}
		if len(row) > len(best) {
			best = row
		}
		if found[s].value == 1 && len(best) > 20 {
			break
		}
	}
	return best
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
	const apart = 260 // bytes: no printed line is longer
	for s := 0; s < len(found); {
		row := []int{s}
		for k := s + 1; k < len(found); k++ {
			last := row[len(row)-1]
			if distance[k]-distance[last] > apart {
				break
			}
			if found[k].value == found[last].value+1 {
				row = append(row, k)
			}
		}
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
		if value <= mostLines && (end == l.end || c.source[end] == ' ') && !c.ofText(l, at, end) {
			found = append(found, counted{line: i, value: value, start: at, end: end})
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
