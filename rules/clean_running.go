package rules

import (
	"strconv"
	"strings"
)

// edge is how many text lines at the top and at the foot of a page may be
// running heads.
const edge = 3

// dropRunning takes out what is printed again on page after page: running heads
// and feet, page numbers, and the name of the court down the side.
func (c *cleaned) dropRunning() {
	keys := map[string]int{}
	candidates := make(map[int][2]string) // line -> its keys
	for p := range c.pages {
		for k, i := range c.edges(&c.pages[p]) {
			l := &c.lines[i]
			if l.end-l.start > 160 {
				continue
			}
			exact, counting := runningKeys(c.plain(l), p)
			if counting == exact {
				exact += "@" + strconv.Itoa(k) // it must stand in the same place too: a text may repeat a line
				counting = exact
			}
			candidates[i] = [2]string{exact, counting}
			keys[counting]++
		}
	}
	need := 2
	if len(c.pages) > 6 {
		need = 3
	}
	often := max(need, (len(c.pages)+1)/2)
	for p := range c.pages {
		for _, i := range c.edges(&c.pages[p]) {
			key, ok := candidates[i]
			l := &c.lines[i]
			switch {
			case !ok:
			case key[1] == "" && len(c.pages) > 1:
				c.head(l)
			case key[1] != key[0] && keys[key[1]] >= need, key[1] == key[0] && keys[key[0]] >= often && len(c.pages) > 2 && letters(key[0]) > 4:
				c.head(l)
			}
		}
	}
	for i := range c.lines {
		if l := &c.lines[i]; l.kind == lineText && l.end-l.start < 100 && numberedTitle(c.raw(l)) {
			c.head(l)
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

// edges are the last text lines of a page, from the foot up, and the first.
func (c *cleaned) edges(pg *page) []int {
	var at []int
	for i := pg.last - 1; i >= pg.first && len(at) < edge; i-- {
		if c.lines[i].kind == lineText {
			at = append(at, i)
		}
	}
	n := len(at)
	for i := pg.first; i < pg.last && len(at) < n+edge; i++ {
		if c.lines[i].kind == lineText && (n == 0 || i < at[n-1]) {
			at = append(at, i)
		}
	}
	return at
}

// runningKeys are a line on page p as it stands, and with its last number
// counted from the page: "ORDER - 4" on the fourth page and "ORDER - 5" on the
// fifth are one running head. A line of nothing but a page number has the
// counting key "".
func runningKeys(text string, p int) (exact, counting string) {
	words := strings.Fields(strings.ToLower(text))
	number, value, others := -1, 0, 0
	for i, word := range words {
		word = strings.Trim(word, "-–—.|[]()")
		words[i] = word
		n, ok := pageNumber(word)
		switch {
		case ok:
			number, value = i, n
		case word != "" && word != "page" && word != "of":
			others++
		}
	}
	exact = strings.Join(words, " ")
	if number < 0 {
		return exact, exact
	}
	if others == 0 {
		return exact, ""
	}
	words[number] = "#" + strconv.Itoa(value-p)
	return exact, strings.Join(words, " ")
}

// pageNumber reads "12" or "xii".
func pageNumber(word string) (int, bool) {
	if word == "" || len(word) > 6 {
		return 0, false
	}
	if word[0] >= '0' && word[0] <= '9' {
		n, err := strconv.Atoi(word)
		return n, err == nil
	}
	n, last := 0, 0
	for i := len(word) - 1; i >= 0; i-- {
		v := 0
		switch word[i] {
		case 'i':
			v = 1
		case 'v':
			v = 5
		case 'x':
			v = 10
		case 'l':
			v = 50
		default:
			return 0, false
		}
		switch {
		case v < last:
			n -= v
		default:
			n, last = n+v, v
		}
	}
	return n, true
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
			if l.page > 0 || !c.fresh(i) {
				l.kind = lineDropped
			}
			continue
		}
		for _, splice := range [...]string{"United States District Court Northern District of California", "Northern District of California United States District Court"} {
			if j := strings.Index(text, splice); j >= 0 {
				cuts = append(cuts, cut{l.start + place(j), l.start + place(j+len(splice))})
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
