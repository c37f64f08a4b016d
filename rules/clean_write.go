package rules

import "strings"

// write makes the clean text: the running text, then the footnotes.
func (c *cleaned) write() {
	b := &builder{source: c.source, text: make([]byte, 0, len(c.source))}
	c.writeLines(b, lineNote, false)
	c.writeLines(b, lineNote, true)
	c.text, c.back = string(b.text), b.back
}

// writeLines writes the lines that are footnotes, or those that are not.
func (c *cleaned) writeLines(b *builder, note lineKind, notes bool) {
	var before *line // the last line written
	blank := false
	turn := ""
	for i := range c.lines {
		l := &c.lines[i]
		switch {
		case l.kind == lineBlank:
			blank = blank || !c.soft && !c.pages[l.page].soft
			continue
		case l.kind == lineDropped, (l.kind == note) != notes:
			continue
		}
		at := c.trimmed(*l)
		if at.start >= at.end {
			continue
		}
		l = &at
		if before == nil || c.begins(before, l, blank) {
			c.close(b)
			if l.kind == lineTurn {
				turn, _ = turnLabel(c.raw(l))
			}
			form := formOf(l)
			if turn != "" && form == FormBody {
				form = FormTranscript
			}
			c.blocks = append(c.blocks, block{start: len(b.text), form: form, turn: turn})
		} else {
			c.join(b, before, l)
		}
		words := at
		if l.kind == lineTurn {
			words.start += place(len(turn) + 1)
			for words.start < words.end && c.source[words.start] == ' ' {
				words.start++
			}
		}
		c.pieces(b, &words)
		before, blank = l, false
	}
	c.close(b)
}

// trimmed is the line without the cuts at its two ends.
func (c *cleaned) trimmed(l line) line {
	for i := c.cutAfter(l.start); i < len(c.cuts) && c.cuts[i].start == l.start && l.start < l.end; i++ {
		l.start = min(l.end, c.cuts[i].end)
		for l.start < l.end && c.source[l.start] == ' ' {
			l.start++
		}
	}
	for i := c.cutAfter(l.end) - 1; i >= 0 && c.cuts[i].end == l.end && c.cuts[i].start >= l.start; i-- {
		l.end = c.cuts[i].start
		for l.end > l.start && c.source[l.end-1] == ' ' {
			l.end--
		}
	}
	return l
}

// close ends the block that is being written.
func (c *cleaned) close(b *builder) {
	if len(c.blocks) == 0 || c.blocks[len(c.blocks)-1].closed {
		return
	}
	open := &c.blocks[len(c.blocks)-1]
	open.end, open.closed = len(b.text), true
	if len(b.back) > 0 {
		last := b.back[len(b.back)-1]
		b.put("\n", int(last.original+last.consumed), int(last.original+last.consumed))
	}
}

// join puts a space between two lines of one block, or nothing where a word was
// broken.
func (c *cleaned) join(b *builder, before, l *line) {
	if c.source[before.end-1] == 0xad && before.end-before.start > 1 && c.source[before.end-2] == 0xc2 { // a soft hyphen
		return
	}
	if n := len(b.text); n > 1 && b.text[n-1] == '-' && asciiLetter[b.text[n-2]] && l.start < l.end && lowerASCII(c.source[l.start]) {
		b.hyphen()
		return
	}
	b.space(int(before.end), max(int(before.end), int(l.start)))
}

// begins reports whether line l begins a block after the line before it.
func (c *cleaned) begins(before, l *line, blank bool) bool {
	switch {
	case l.kind == lineTurn, before.kind == lineTOCEnd:
		return true
	case l.kind == lineNote:
		return l.note > 0
	case l.kind == lineHeading:
		return before.kind != lineHeading || l.note != -1
	case before.kind == lineHeading:
		return true
	case (l.kind == lineTOC || l.kind == lineTOCEnd) != (before.kind == lineTOC):
		return true
	case l.kind == lineTOC || l.kind == lineTOCEnd:
		return false
	}
	full := c.stops(before)
	if before.page != l.page { // a sentence goes on across the page
		return full && (blank || l.indent > before.indent+3)
	}
	if blank {
		return full || !lowerASCII(c.source[l.start])
	}
	return full && l.indent >= before.indent+3 && l.indent < before.indent+16
}

// stops reports whether the line ends as a sentence may end.
func (c *cleaned) stops(l *line) bool {
	text := strings.TrimRight(c.raw(l), `"')]”’0123456789`)
	return text == "" || strings.IndexByte(".?!:;", text[len(text)-1]) >= 0
}

// softBlanks reports whether a blank line stands between all lines, so that it
// says nothing about paragraphs.
func (c *cleaned) softBlanks() bool {
	pairs, parted := 0, 0
	blank := false
	seen := false
	for i := range c.lines {
		switch c.lines[i].kind {
		case lineBlank:
			blank = true
		case lineText, lineNote:
			if seen {
				pairs++
				if blank {
					parted++
				}
			}
			seen, blank = true, false
		}
	}
	return pairs > 12 && 10*parted > 8*pairs
}

func formOf(l *line) Form {
	switch l.kind {
	case lineNote:
		return FormFootnote
	case lineTOC, lineTOCEnd:
		return FormTOC
	case lineHeading:
		return FormHeading
	case lineTurn:
		return FormTranscript
	}
	return FormBody
}
