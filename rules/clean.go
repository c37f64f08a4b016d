package rules

import (
	"strings"
	"unicode/utf8"
)

// cleaned is a document's text made fit for matching, with the way back.
//
// A court document as an extractor gives it is full of what is no text: page
// stamps, numbers down the margin of pleading paper, running heads, footnotes in
// mid sentence, words broken at line ends. Matching reads the clean text,
// quotation the original. The running text comes first, all footnotes after it.
type cleaned struct {
	source string
	text   string
	back   wayBack
	blocks []block
	lines  []line // of the original
	pages  []page
	cuts   []cut // pieces inside lines that are no text, in order

	soft  bool     // blank lines stand between all lines and say nothing
	heads []string // running heads and feet that were dropped, one of each
}

// A line is one line of the original, without the space around it.
type line struct {
	start, end int32
	indent     int32
	page       int32
	kind       lineKind
	broken     bool  // a page ends between the line before and this one
	note       int32 // the footnote it begins; -1: it goes on with the heading before
}

type lineKind uint8

const (
	lineText lineKind = iota
	lineBlank
	lineDropped // a stamp, a running head, a number
	lineNote    // of a footnote
	lineTOC     // of a contents page
	lineTOCEnd  // the line of a contents page that has the page number
	lineHeading
	lineTurn // begins a speaker's turn
)

// A page is a run of lines.
type page struct {
	first, last int // lines: from first up to, not including, last
	number      int // 0 where unknown
	soft        bool
}

// A cut is a piece of the original inside a line that is left out.
type cut struct{ start, end int32 }

// A block is a paragraph, a heading, an entry of a contents page, a footnote or
// a turn of a transcript. Sentences never cross its ends.
type block struct {
	start, end int // bytes of the clean text
	form       Form
	turn       string // who speaks, as the transcript prints it
	closed     bool
}

// clean makes the text fit for matching. pages are byte offsets at which pages
// begin, where the extractor knows them.
func clean(text string, pages []int) *cleaned {
	c := &cleaned{source: within(text)}
	c.breakLines(pages)
	c.readStamps(len(pages) > 0)
	c.dropLineNumbers()
	c.dropRunning()
	c.liftNotes()
	c.soft = c.softBlanks()
	c.markContents()
	c.markHeadings()
	c.markTurns()
	c.write()
	return c
}

// breakLines cuts the text at line ends, form feeds and page offsets.
func (c *cleaned) breakLines(pages []int) {
	c.lines = make([]line, 0, len(c.source)/60+4)
	next := 0 // index into pages
	broken := false
	start := 0
	end := func(i int, pageEnds bool) {
		c.addLine(start, i, broken)
		broken = pageEnds
	}
	for i := 0; i < len(c.source); i++ {
		for next < len(pages) && pages[next] <= i {
			if pages[next] == i && i > 0 && utf8.RuneStart(c.source[i]) {
				if i > start || next > 0 && pages[next-1] == i { // two pages at one place: the first is blank
					end(i, true)
					start = i
				}
				broken = true
			}
			next++
		}
		switch c.source[i] {
		case '\n':
			end(i, false)
			start = i + 1
		case '\f':
			end(i, true)
			start = i + 1
		}
	}
	end(len(c.source), false)
}

func (c *cleaned) addLine(start, end int, broken bool) {
	from := start
	for from < end && c.source[from] <= ' ' {
		from++
	}
	to := end
	for to > from && c.source[to-1] <= ' ' {
		to--
	}
	l := line{start: place(from), end: place(to), indent: place(from - start), broken: broken}
	if from == to {
		l.kind = lineBlank
	}
	c.lines = append(c.lines, l)
}

// raw is the line as it stands in the original.
func (c *cleaned) raw(l *line) string { return c.source[l.start:l.end] }

// plain is the line without what was cut out of it; for looking at, not for
// quoting.
func (c *cleaned) plain(l *line) string {
	b := builder{source: c.source}
	c.pieces(&b, l)
	return strings.TrimSpace(string(b.text))
}

// pieces writes the line without its cuts.
func (c *cleaned) pieces(b *builder, l *line) {
	from := int(l.start)
	for i := c.cutAfter(l.start); i < len(c.cuts) && c.cuts[i].start < l.end; i++ {
		b.piece(from, int(c.cuts[i].start))
		from = c.joint(b, l, int(c.cuts[i].end))
	}
	b.piece(from, int(l.end))
}

// joint closes the gap of a cut and returns where the text goes on: "pre- 20
// enforcement" was broken there.
func (c *cleaned) joint(b *builder, l *line, end int) int {
	next := end
	for next < int(l.end) && c.source[next] == ' ' {
		next++
	}
	n := len(b.text)
	if n > 1 && b.text[n-1] == ' ' && b.text[n-2] == '-' && next < int(l.end) && lowerASCII(c.source[next]) {
		b.drop(1)
		b.hyphen()
		return next
	}
	return end
}

// cutAfter is the index of the first cut at or after the offset.
func (c *cleaned) cutAfter(at int32) int {
	lo, hi := 0, len(c.cuts)
	for lo < hi {
		mid := (lo + hi) / 2
		if c.cuts[mid].start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// keptPrefixes are first halves of words that keep their hyphen when a line
// ends after it.
var keptPrefixes = set(`pre non self post anti cross well co ex quasi semi multi so long short high low third first second one two three
	four five law court private public site as state federal city county grant fact good bad decision policy rule case time year day`)

// hyphen ends a line that ends in a hyphen: a broken word is joined, a compound
// keeps its hyphen.
func (b *builder) hyphen() {
	n := len(b.text) - 1 // the hyphen
	i := n
	for i > 0 && n-i < 16 && asciiLetter[b.text[i-1]] {
		i--
	}
	if i == n || i > 0 && b.text[i-1] == '-' || keptPrefixes[strings.ToLower(string(b.text[i:n]))] {
		return
	}
	b.drop(1)
}
