package rules

// paginate divides the lines into pages and numbers them. A stamp is {line,
// page number; 0 where it tells none}. Pages end at form feeds and at the
// offsets the extractor gave; where there are neither, at the stamps.
func (c *cleaned) paginate(stamps [][2]int, offsets bool) {
	breaks := offsets
	for i := range c.lines {
		breaks = breaks || c.lines[i].broken
	}
	atFoot := false
	if !breaks && len(stamps) > 0 {
		atFoot = stamps[0][1] <= 1 && c.words(0, stamps[0][0]) > 40
	}
	first := 0
	open := func(i int) {
		if i > first {
			c.pages = append(c.pages, page{first: first, last: i})
			first = i
		}
	}
	next, last := 0, 0 // stamps passed, number of the last one
	for i := range c.lines {
		if c.lines[i].broken {
			open(i)
			last = 0
		}
		if next < len(stamps) && stamps[next][0] == i {
			number := stamps[next][1]
			next++
			switch {
			case atFoot:
				open(i + 1)
			case c.words(first, i) == 0: // an exhibit has two stamps on one page
			case !breaks, last != 0 && number > last: // of pages, or a form feed was lost
				open(i)
			}
			last = number
		}
	}
	open(len(c.lines))
	if len(c.pages) == 0 {
		c.pages = append(c.pages, page{last: len(c.lines)})
	}
	c.number(stamps, breaks)
}

// words counts the words of the text lines from first up to last, roughly.
func (c *cleaned) words(first, last int) int {
	n := 0
	for i := first; i < last; i++ {
		if c.lines[i].kind == lineText {
			n += int(c.lines[i].end-c.lines[i].start)/6 + 1
		}
	}
	return n
}

// number gives each page its number: the stamp on it, else one more than the
// page before it, else its place.
func (c *cleaned) number(stamps [][2]int, breaks bool) {
	next := 0
	for p := range c.pages {
		pg := &c.pages[p]
		for ; next < len(stamps) && stamps[next][0] < pg.last; next++ {
			if pg.number == 0 {
				pg.number = stamps[next][1]
			}
		}
		for i := pg.first; i < pg.last; i++ {
			c.lines[i].page = int32(p)
		}
	}
	for p := range c.pages {
		pg := &c.pages[p]
		if pg.number == 0 && p > 0 && c.pages[p-1].number > 0 {
			pg.number = c.pages[p-1].number + 1
		}
	}
	for p := len(c.pages) - 2; p >= 0; p-- {
		if c.pages[p].number == 0 && c.pages[p+1].number > 1 {
			c.pages[p].number = c.pages[p+1].number - 1
		}
	}
	if breaks && c.pages[0].number == 0 { // no page is stamped
		for p := range c.pages {
			c.pages[p].number = p + 1
		}
	}
}
