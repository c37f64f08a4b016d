package rules

import "sort"

// A stretch is a piece of clean text and the piece of the original it was made
// from. Where both have one length they run byte by byte; where not, the clean
// piece stands for the original as a whole ("fi" for a ligature, one space for
// ten, nothing for a page stamp).
type stretch struct {
	clean, original  int32
	length, consumed int32
}

// A wayBack leads from clean text to the original. Within the running text, and
// within the notes behind it, offsets only grow.
type wayBack []stretch

// find is the stretch that holds the clean offset.
func (w wayBack) find(at int) stretch {
	i := sort.Search(len(w), func(i int) bool { return int(w[i].clean) > at })
	if i == 0 {
		return stretch{}
	}
	return w[i-1]
}

// start is the original offset of the clean byte at.
func (w wayBack) start(at int) int {
	s := w.find(at)
	if s.length == s.consumed {
		return int(s.original) + at - int(s.clean)
	}
	return int(s.original)
}

// end is the original offset after the clean byte before at.
func (w wayBack) end(at int) int {
	if at <= 0 {
		return 0
	}
	s := w.find(at - 1)
	if s.length == s.consumed {
		return int(s.original) + at - int(s.clean)
	}
	return int(s.original + s.consumed)
}

// A builder writes clean text and its way back.
type builder struct {
	source string
	text   []byte
	back   wayBack
}

// copy takes the original bytes from start to end as they are.
func (b *builder) copy(start, end int) {
	if start >= end {
		return
	}
	n := len(b.back)
	if n > 0 {
		last := &b.back[n-1]
		if last.length == last.consumed && int(last.original+last.consumed) == start && int(last.clean+last.length) == len(b.text) {
			last.length += place(end - start)
			last.consumed = last.length
			b.text = append(b.text, b.source[start:end]...)
			return
		}
	}
	b.back = append(b.back, stretch{place(len(b.text)), place(start), place(end - start), place(end - start)})
	b.text = append(b.text, b.source[start:end]...)
}

// put writes what stands for the original bytes from start to end.
func (b *builder) put(what string, start, end int) {
	if what == "" {
		return
	}
	if len(what) == end-start { // as long as what it replaces, yet one piece: a byte of it has no place of its own
		for i := range len(what) {
			b.back = append(b.back, stretch{place(len(b.text) + i), place(start + i), 1, 1})
		}
	} else {
		b.back = append(b.back, stretch{place(len(b.text)), place(start), place(len(what)), place(end - start)})
	}
	b.text = append(b.text, what...)
}

// drop takes back the last n bytes written.
func (b *builder) drop(n int) {
	b.text = b.text[:len(b.text)-n]
	for i := len(b.back) - 1; i >= 0 && int(b.back[i].clean+b.back[i].length) > len(b.text); i-- {
		s := &b.back[i]
		if int(s.clean) >= len(b.text) {
			b.back = b.back[:i]
			continue
		}
		kept := place(len(b.text)) - s.clean
		if s.length == s.consumed {
			s.consumed = kept
		}
		s.length = kept
	}
}

func (b *builder) last() byte {
	if len(b.text) == 0 {
		return '\n'
	}
	return b.text[len(b.text)-1]
}
