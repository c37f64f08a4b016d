package docketsheet

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// linksFrom is how far into a cell's text links are remembered: the number of
// an entry stands first, and its text may hold hundreds of links.
const linksFrom = 64

func (r *rowReader) openLink() {
	r.closeLink()
	c := r.cellHere()
	if c == nil || len(r.buf)-c.start > linksFrom {
		return
	}
	a := sheetAnchor{start: len(r.buf), end: len(r.buf)}
	for {
		key, value, more := r.z.TagAttr()
		switch string(key) {
		case "href":
			a.href = string(value)
		case "onclick":
			a.onclick = string(value)
		}
		if !more {
			break
		}
	}
	c.anchors = append(c.anchors, a)
	r.link = true
}

func (r *rowReader) closeLink() {
	if !r.link {
		return
	}
	r.link = false
	if n := len(r.row.cells); n > 0 {
		if anchors := r.row.cells[n-1].anchors; len(anchors) > 0 {
			anchors[len(anchors)-1].end = len(r.buf)
		}
	}
}

func (r *rowReader) readInput() {
	var in sheetInput
	kind := ""
	for {
		key, value, more := r.z.TagAttr()
		switch string(key) {
		case "type":
			kind = string(bytes.ToLower(value))
		case "name":
			in.name = string(value)
		case "value":
			in.value = string(value)
		case "id":
			in.id = string(value)
		}
		if !more {
			break
		}
	}
	c := r.cellHere()
	if c == nil {
		return
	}
	c.hasInput = true
	if kind != "hidden" || c.input == (sheetInput{}) {
		c.input = in
	}
	if r.depth == 1 && in.name == seqNums {
		if after := in.id[min(len(in.id), len(seqNums)+1):]; in.id == "" || after == in.value {
			r.row.seqNo = in.value
		}
	}
}

// seqNums is the name of the checkboxes that stand for entries.
const seqNums = "arr_de_seq_nums"

// addText adds text to the cell: every run of white space is one space, none
// stands before a comma, and control characters are no text.
func (r *rowReader) addText(text []byte) {
	fresh := r.buf[len(r.buf)-1] == '\n'
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			r.space = true
			i++
			continue
		case c < ' ' || c == 0x7f:
			i++
			continue
		case c >= utf8.RuneSelf:
			if u, size := utf8.DecodeRune(text[i:]); unicode.IsSpace(u) {
				r.space = true
				i += size
				continue
			}
		}
		if r.space && !fresh && c != ',' {
			r.buf = append(r.buf, ' ')
		}
		r.space, fresh = false, false
		// A word goes over in one piece.
		j := i + 1
		for j < len(text) && text[j] > ' ' && text[j] < 0x7f {
			j++
		}
		for j < len(text) && text[j] >= utf8.RuneSelf && !utf8.RuneStart(text[j]) {
			j++ // the rest of one character
		}
		r.buf = append(r.buf, text[i:j]...)
		i = j
	}
}
