package rules

import "strings"

// edge is how many text lines at the top and at the foot of a page may be
// running heads.
const edge = 3

// dropRunning takes out what is printed again on page after page: running heads
// and feet, page numbers, and the name of the court down the side.
func (c *cleaned) dropRunning() {
	keys := map[string]int{}
	candidates := make(map[int]string) // line -> key
	for p := range c.pages {
		for _, i := range c.edges(&c.pages[p]) {
			l := &c.lines[i]
			if l.end-l.start > 160 {
				continue
			}
			key := runningKey(c.plain(l))
			candidates[i] = key
			if key != "" {
				keys[key]++
			}
		}
	}
	need := 2
	if len(c.pages) > 6 {
		need = 3
	}
	for p := range c.pages {
		pg := &c.pages[p]
		for _, i := range c.edges(pg) {
			key, ok := candidates[i]
			l := &c.lines[i]
			switch {
			case !ok:
			case key == "" && len(c.pages) > 1, numberedTitle(c.plain(l)) && (p+1 < len(c.pages) || p > 0):
				c.head(l)
			case keys[key] >= need && (strings.ContainsRune(key, '#') || len(c.pages) > 2) && !(p == 0 && letters(key) < 5):
				c.head(l)
			}
		}
	}
	c.dropMargin()
}

func (c *cleaned) head(l *line) {
	if text := c.plain(l); len(c.heads) < 40 && letters(text) > 3 {
		c.heads = append(c.heads, text)
	}
	l.kind = lineDropped
}

// edges are the first and the last text lines of a page.
func (c *cleaned) edges(pg *page) []int {
	var at []int
	for i := pg.first; i < pg.last && len(at) < edge; i++ {
		if c.lines[i].kind == lineText {
			at = append(at, i)
		}
	}
	n := len(at)
	for i := pg.last - 1; i >= pg.first && len(at) < n+edge; i-- {
		if c.lines[i].kind == lineText && (n == 0 || i > at[n-1]) {
			at = append(at, i)
		}
	}
	return at
}

// runningKey is a line without what changes from page to page: "ORDER - 4" is
// "order #". A line of nothing but a page number has the key "".
func runningKey(text string) string {
	var b strings.Builder
	number := false
	for _, word := range strings.Fields(strings.ToLower(text)) {
		word = strings.Trim(word, "-–—.|[]()")
		switch {
		case word == "" || word == "page" || word == "of":
		case strings.Trim(word, "0123456789") == "", strings.Trim(word, "ivx") == "":
			number = true
		default:
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
		}
	}
	if b.Len() == 0 {
		if number {
			return ""
		}
		return text
	}
	if number {
		b.WriteString(" #")
	}
	return b.String()
}

// numberedTitle reports whether the line is a title in capitals with a page
// number: "ORDER - 4", "DEFENDANTS' REPLY – 12".
func numberedTitle(text string) bool {
	title := strings.TrimRight(text, "0123456789")
	if title == text || len(text) > 100 {
		return false
	}
	cut := strings.TrimRight(title, " -–—")
	return strings.ContainsAny(title[len(cut):], "-–—") && letters(cut) >= 5 && strings.ToUpper(cut) == cut
}

func letters(text string) int {
	n := 0
	for i := range len(text) {
		if asciiLetter[text[i]] {
			n++
		}
	}
	return n
}

// dropMargin takes out the name of the court that some judges print up the side
// of the page and extractors splice into the text. On the first page the same
// words are the caption.
func (c *cleaned) dropMargin() {
	var cuts []cut
	for i := range c.lines {
		l := &c.lines[i]
		if l.kind != lineText {
			continue
		}
		text := c.raw(l)
		at := strings.Index(text, "United States District Court")
		if at < 0 {
			at = strings.Index(text, "Northern District of California")
		}
		if at < 0 {
			continue
		}
		if text == "United States District Court" || text == "Northern District of California" {
			if l.page > 0 || c.lines[max(0, i-1)].kind == lineText && !strings.Contains(c.raw(&c.lines[max(0, i-1)]), "UNITED") && i > 20 {
				l.kind = lineDropped
			}
			continue
		}
		for _, splice := range [...]string{"United States District Court Northern District of California", "Northern District of California United States District Court"} {
			if j := strings.Index(text, splice); j >= 0 {
				cuts = append(cuts, cut{l.start + int32(j), l.start + int32(j+len(splice))})
			}
		}
	}
	if len(cuts) > 0 {
		c.cuts = merge(c.cuts, cuts)
	}
}

// merge joins two ordered lists of cuts into one without overlaps.
func merge(a, b []cut) []cut {
	out := make([]cut, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		var next cut
		if len(b) == 0 || len(a) > 0 && a[0].start <= b[0].start {
			next, a = a[0], a[1:]
		} else {
			next, b = b[0], b[1:]
		}
		if n := len(out); n > 0 && next.start < out[n-1].end {
			out[n-1].end = max(out[n-1].end, next.end)
			continue
		}
		out = append(out, next)
	}
	return out
}
