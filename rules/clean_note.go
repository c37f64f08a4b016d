package rules

// liftNotes takes footnotes out of the running text: at the foot of a page, a
// line that begins with the next number and a capital, whose mark stands in the
// text above it, and every line from there to the end of the page.
func (c *cleaned) liftNotes() {
	if len(c.pages) == 1 && len(c.lines) > 90 {
		return // pages were lost, and with them where a footnote ends
	}
	noted := 0
	for p := range c.pages {
		pg := &c.pages[p]
		text := 0
		for i := pg.first; i < pg.last; i++ {
			if c.lines[i].kind == lineText {
				text++
			}
		}
		above, inNotes := 0, false
		for i := pg.first; i < pg.last; i++ {
			l := &c.lines[i]
			if l.kind != lineText {
				continue
			}
			above++
			n, next := c.noteStart(i, pg.last)
			if n > noted && n <= noted+4 { // one may have been missed
				if inNotes && n <= noted+2 || 5*above >= 2*text && c.marked(pg.first, i, n) {
					noted, inNotes = n, true
					l.note = place(n)
					if next >= 0 { // the number stands on its own line
						c.lines[next].note = place(n)
						l.note = 0
						l.kind = lineDropped
						continue
					}
				}
			}
			if inNotes {
				l.kind = lineNote
			}
		}
	}
}

// noteStart is the number that line i gives a footnote; next is the line of its
// text where the number stands alone, else -1. The number is 0 when it is none.
func (c *cleaned) noteStart(i, last int) (number, next int) {
	l := &c.lines[i]
	at := l.start
	for at < l.end && at-l.start < 3 && c.source[at] >= '0' && c.source[at] <= '9' {
		number = 10*number + int(c.source[at]-'0')
		at++
	}
	if number == 0 {
		return 0, -1
	}
	if at == l.end {
		for next = i + 1; next < last; next++ {
			if c.lines[next].kind == lineText {
				if opens(c.source[c.lines[next].start]) {
					return number, next
				}
				break
			}
		}
		return 0, -1
	}
	for at < l.end && c.source[at] == ' ' {
		at++
	}
	if at < l.end && opens(c.source[at]) {
		return number, -1
	}
	return 0, -1
}

// opens reports whether a footnote may begin so: with a capital, a quotation
// mark or a bracket. "1. Plaintiff is" numbers a paragraph.
func opens(c byte) bool { return c >= 'A' && c <= 'Z' || c == '"' || c == '(' || c >= 0xc2 }

// marked reports whether the lines from first up to last hold the mark of a
// footnote: the number glued to a word or to the end of a sentence.
func (c *cleaned) marked(first, last, number int) bool {
	for i := first; i < last; i++ {
		l := &c.lines[i]
		if l.kind != lineText {
			continue
		}
		for at := l.start + 1; at < l.end; at++ {
			d := c.source[at]
			if d < '0' || d > '9' {
				continue
			}
			before := c.source[at-1]
			end, value := at, 0
			for end < l.end && end-at < 3 && c.source[end] >= '0' && c.source[end] <= '9' {
				value = 10*value + int(c.source[end]-'0')
				end++
			}
			glued := lowerASCII(before) || before == '.' || before == ',' || before == '"' || before == ')' || before == ';' || before >= 0x80
			if value == number && glued && (end == l.end || c.source[end] == ' ' || c.source[end] == '.' || c.source[end] == ',') {
				return true
			}
			at = end
		}
	}
	return false
}
