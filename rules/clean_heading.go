package rules

import "strings"

// markHeadings finds lines that are headings: a number or letter and words in
// capitals, a line all in capitals, or a numbered line that stands alone. A
// heading may run over several lines of one kind.
func (c *cleaned) markHeadings() {
	for i := 0; i < len(c.lines); i++ {
		l := &c.lines[i]
		if l.kind != lineText || l.end-l.start > 200 {
			continue
		}
		number, words := enumerated(c.raw(l))
		style := styleOf(words)
		if number && !c.fresh(i) {
			continue // "its page / 94. See Arizona": a line happens to begin with a number
		}
		if style == styleCapitals && (number || letters(words) >= 5) || number && style == styleTitle && !endsSentence(words) {
			l.kind = lineHeading
			c.continueHeading(i, style)
			continue
		}
		if number && c.standsAlone(i) {
			l.kind = lineHeading
		}
	}
}

// fresh reports whether the text before line i has come to a stop.
func (c *cleaned) fresh(i int) bool {
	for j := i - 1; j >= 0; j-- {
		l := &c.lines[j]
		switch l.kind {
		case lineBlank:
			if l.page == c.lines[i].page && !c.soft && !c.pages[l.page].soft {
				return true
			}
		case lineDropped, lineNote:
		case lineText:
			return c.stops(l)
		default:
			return true
		}
	}
	return true
}

// continueHeading marks the lines that go on in the heading's style.
func (c *cleaned) continueHeading(i int, style letterStyle) {
	for j := i + 1; j < len(c.lines) && j < i+6; j++ {
		l := &c.lines[j]
		if l.kind != lineText || l.broken {
			return
		}
		number, words := enumerated(c.raw(l))
		if number || styleOf(words) != style || l.end-l.start > 200 {
			return
		}
		l.kind = lineHeading
		l.note = -1 // belongs to the line before
	}
}

// standsAlone reports whether a numbered line has blank lines around it, or the
// edge of the text, and is one short sentence.
func (c *cleaned) standsAlone(i int) bool {
	text := c.raw(&c.lines[i])
	if c.soft || len(text) > 180 || strings.Count(text, ". ") > 1 {
		return false
	}
	blank := func(j, step int) bool {
		for ; j >= 0 && j < len(c.lines); j += step {
			switch c.lines[j].kind {
			case lineDropped:
			case lineText, lineNote:
				return false
			default:
				return true
			}
		}
		return step < 0
	}
	return blank(i-1, -1) && blank(i+1, 1)
}

// enumerated splits "IV. The Claims" into its number and its words.
func enumerated(text string) (number bool, words string) {
	i := strings.IndexAny(text, " \t")
	if i < 2 || i > 6 {
		return false, text
	}
	mark := text[:i]
	bare := strings.Trim(mark, "().")
	if bare == mark || !enumerator(bare) {
		return false, text
	}
	return true, strings.TrimLeft(text[i:], " \t")
}

type letterStyle uint8

const (
	styleSentence letterStyle = iota
	styleTitle
	styleCapitals
)

// styleOf tells capitals from title case from the case of a sentence.
func styleOf(words string) letterStyle {
	upper, lower, long, raised := 0, 0, 0, 0
	for i := 0; i < len(words); {
		if !asciiLetter[words[i]] {
			i++
			continue
		}
		j := i
		for j < len(words) && (asciiLetter[words[j]] || words[j] == '\'') {
			if words[j] <= 'Z' && words[j] >= 'A' {
				upper++
			} else if words[j] >= 'a' {
				lower++
			}
			j++
		}
		if j-i > 3 {
			long++
			if words[i] <= 'Z' {
				raised++
			}
		}
		i = j
	}
	switch {
	case upper >= 3 && lower*8 <= upper:
		return styleCapitals
	case long >= 2 && raised*4 >= long*3:
		return styleTitle
	}
	return styleSentence
}

// endsSentence reports whether the words end as a sentence of the text does.
func endsSentence(words string) bool { return len(words) > 160 && strings.HasSuffix(words, ".") }
