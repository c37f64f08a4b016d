package rules

import "strings"

// A queryText is a text as queries see it: its words in their places, and where
// each word of any query stands.
type queryText struct {
	clean  *cleaned
	stream *stream
	set    *RuleSet
	facts  *Facts

	words   []int32   // the tokens that are words
	blocks  []int32   // by word: the paragraph it stands in
	ids     [][]int32 // by form: the numbers of the query words it is
	places  [][]int32 // by query word: the words of the text that are it
	singles [][]run   // the same as places; made when first asked for

	sentence []int32 // by word; filled when first asked for
	bounds   [][2]int
}

// over lays the text out and finds every word of every query in one pass.
func (s *RuleSet) over(c *cleaned, st *stream, facts *Facts) *queryText {
	t := &queryText{clean: c, stream: st, set: s, facts: facts, ids: make([][]int32, len(st.forms)), places: make([][]int32, len(s.words.list)), singles: make([][]run, len(s.words.list))}
	mute := make([]bool, len(st.forms))
	arena := make([]int32, 0, 2*len(st.forms)+16)
	for i := range st.forms {
		mute[i] = silent(st.forms[i].text)
		from := len(arena)
		arena = s.words.of(st.forms[i].text, arena)
		t.ids[i] = arena[from:len(arena):len(arena)]
	}
	counts := make([]int32, len(s.words.list))
	total := 0
	for i := range st.tokens {
		for _, id := range t.ids[st.tokens[i].form] {
			counts[id]++
			total++
		}
	}
	room := make([]int32, total)
	for id, n := range counts {
		t.places[id], room = room[:0:n], room[n:]
	}
	t.words = make([]int32, 0, len(st.tokens))
	t.blocks = make([]int32, 0, len(st.tokens))
	block := 0
	for i := range st.tokens {
		tok := &st.tokens[i]
		if mute[tok.form] {
			continue
		}
		for block+1 < len(c.blocks) && int(tok.start) >= c.blocks[block].end {
			block++
		}
		at := int32(len(t.words)) //nolint:gosec // no more than bytes, whose places fit too
		t.words = append(t.words, int32(i))
		t.blocks = append(t.blocks, int32(block))
		for _, id := range t.ids[tok.form] {
			t.places[id] = append(t.places[id], at)
		}
	}
	return t
}

// is reports whether word i of the text is the query word.
func (t *queryText) is(i, id int32) bool {
	for _, x := range t.ids[t.stream.tokens[t.words[i]].form] {
		if x == id {
			return true
		}
	}
	return false
}

// sentenceOf is the number of the sentence that holds word i.
func (t *queryText) sentenceOf(i int32) int32 {
	if t.sentence == nil {
		t.cut()
	}
	return t.sentence[i]
}

// cut divides the text into sentences, as the finding of arguments does.
func (t *queryText) cut() {
	t.sentence = make([]int32, len(t.words))
	next := 0
	add := func(start, end int) {
		n := int32(len(t.bounds)) //nolint:gosec // no more than words
		t.bounds = append(t.bounds, [2]int{start, end})
		for next < len(t.words) && int(t.stream.tokens[t.words[next]].start) < end {
			t.sentence[next] = n
			next++
		}
	}
	for i := range t.clean.blocks {
		b := &t.clean.blocks[i]
		if b.form == FormHeading || b.form == FormTOC {
			add(b.start, b.end)
			continue
		}
		sentences(t.clean.text, b.start, b.end, add)
	}
	for next < len(t.words) { // never: every word stands in a block
		add(len(t.clean.text), len(t.clean.text)+1)
	}
}

// plainText is a text that needs no cleaning but for its glyphs: a docket entry,
// a press item. A blank line ends a paragraph; where there is none, every line
// is one.
func plainText(text string) *cleaned {
	c := &cleaned{source: text}
	b := &builder{source: text, text: make([]byte, 0, len(text))}
	// Space at either end of a text says nothing of how it is laid out.
	tight := !strings.Contains(strings.NewReplacer("\r", "", " ", "", "\t", "").Replace(strings.TrimSpace(text)), "\n\n")
	for i := 0; i < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
			end = i + n
		}
		if blank := strings.TrimSpace(text[i:end]) == ""; blank || tight {
			c.close(b)
		}
		if strings.TrimSpace(text[i:end]) != "" {
			if len(c.blocks) == 0 || c.blocks[len(c.blocks)-1].closed {
				c.blocks = append(c.blocks, block{start: len(b.text), form: FormBody})
			} else {
				b.space(i-1, i)
			}
			b.piece(i, end)
		}
		i = end + 1
	}
	c.close(b)
	c.text, c.back = string(b.text), b.back
	return c
}
