package rules

import "strings"

// markContents finds the tables of contents and authorities: entries that end
// in a page number behind a row of dots, or, under the table's own title, behind
// a wide gap.
func (c *cleaned) markContents() {
	from := -1  // first line of the entry that is being read
	inside := 0 // lines since the last page number, when inside a table; 0: outside
	titled := false
	var cuts []cut
	defer func() { c.cuts = merge(c.cuts, cuts) }()
	for i := range c.lines {
		l := &c.lines[i]
		if l.kind == lineBlank || l.kind == lineDropped {
			continue
		}
		if l.kind != lineText {
			from, inside = -1, 0
			continue
		}
		text := c.raw(l)
		if tableTitle(text) {
			from, inside, titled = i+1, 1, true
			continue
		}
		gap, leader := contentsLine(text)
		if gap >= 0 && (leader || inside > 0 && titled) {
			if from < 0 {
				from = i
			}
			for j := from; j <= i; j++ {
				if c.lines[j].kind == lineText {
					c.lines[j].kind = lineTOC
				}
			}
			l.kind = lineTOCEnd
			cuts = append(cuts, cut{l.start + place(gap), l.end})
			from, inside = i+1, 1
			continue
		}
		if inside == 0 {
			continue
		}
		if inside++; inside > 5 { // no entry is this long: the table has ended
			from, inside, titled = -1, 0, false
		}
	}
}

func tableTitle(text string) bool {
	if len(text) > 30 {
		return false
	}
	t := strings.ToUpper(strings.Trim(text, " :."))
	return t == "TABLE OF CONTENTS" || t == "CONTENTS" || t == "TABLE OF AUTHORITIES" || t == "INDEX"
}

// contentsLine reports where the dots or the gap before the page number of a
// contents entry begin, and whether they are dots; -1 when it is no entry.
func contentsLine(text string) (gap int, leader bool) {
	end := len(text)
	for end > 0 && (text[end-1] >= '0' && text[end-1] <= '9' || strings.IndexByte("ivxlIVXL", text[end-1]) >= 0) {
		end--
	}
	if end == len(text) || end == 0 || len(text)-end > 6 {
		return -1, false
	}
	// "12, 14, passim" ends entries of the table of authorities
	for end > 2 && (text[end-1] == ' ' || text[end-1] == ',' || text[end-1] >= '0' && text[end-1] <= '9') && strings.IndexByte(text[end-3:end], '.') < 0 && strings.IndexByte(text[end-3:end], ' ') >= 0 && text[end-1] != ' ' {
		end--
	}
	at, dots, spaces := end, 0, 0
	for at > 0 && (text[at-1] == '.' || text[at-1] == ' ' || text[at-1] == '_') {
		at--
		if text[at] == ' ' {
			spaces++
		} else {
			dots++
		}
	}
	if dots >= 4 {
		return at, true
	}
	if dots == 0 && spaces >= 3 {
		return at, false
	}
	return -1, false
}
