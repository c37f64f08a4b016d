package rules

// A document is one filing while it is being read.
type document struct {
	reader    *Reader
	filing    Filing
	clean     *cleaned
	author    author
	stream    *stream
	sentences []sentence
	hits      []hit // of all sentences
	spans     []int // where the hits of each sentence end
	carried   carry
	found     []located
	manner    manner // who an excerpt sounds like, worked out once
}

// A located finding is one sentence that makes one argument.
type located struct {
	Finding
	argument int
	patterns int // how many ways of putting the argument it holds
}

// cut divides the stream into sentences. A heading or an entry of a contents
// page is one sentence.
func (d *document) cut() {
	next := 0
	tokens := d.stream.tokens
	for n := range d.clean.blocks {
		b := &d.clean.blocks[n]
		add := func(start, end int) {
			first := next
			for first < len(tokens) && int(tokens[first].start) < start {
				first++
			}
			last := first
			for last < len(tokens) && int(tokens[last].start) < end {
				last++
			}
			next = last
			if last > first {
				d.sentences = append(d.sentences, sentence{first, last, start, end, n, asks(d.clean.text[start:end])})
			}
		}
		if b.form == FormHeading || b.form == FormTOC {
			add(b.start, b.end)
			continue
		}
		sentences(d.clean.text, b.start, b.end, add)
	}
}

// asks reports whether the sentence ends in a question mark.
func asks(text string) bool {
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case '"', '\'', ')', ']', ' ', '-':
			continue
		case '?':
			return true
		}
		return false
	}
	return false
}

// scan reads the sentences in order.
func (d *document) scan() {
	for _, at := range d.sentences {
		d.hits = d.reader.matcher.in(d.stream, at.first, at.last, d.hits)
		d.spans = append(d.spans, len(d.hits))
	}
	var previous spans
	for i, at := range d.sentences {
		hits := d.hitsOf(i)
		d.settle(i, at, hits, d.reader.mentions(d.stream, at, hits, previous))
		d.remember(at, hits)
		previous = hits
	}
}

// settle judges the mentions of one sentence. Where doctrine and facts of one
// argument point different ways, the author's own doctrine decides; doctrine
// that he only reports leaves the facts to him.
func (d *document) settle(i int, at sentence, hits spans, found []mention) {
	judged := make([]judgment, len(found))
	for k, m := range found {
		judged[k] = d.judge(i, at, hits, m)
	}
	for k, m := range found {
		outdone := false
		for n, other := range found {
			if n == k || other.argument != m.argument || !contrary(m, other) {
				continue
			}
			own := judged[n].stance != StanceRecites
			if other.pattern.Doctrine {
				outdone = outdone || own
			} else {
				outdone = outdone || judged[k].stance == StanceRecites && own
			}
		}
		if !outdone {
			d.place(at, judged[k], m)
		}
	}
}

// hitsOf are the hits of one sentence.
func (d *document) hitsOf(i int) spans {
	from := 0
	if i > 0 {
		from = d.spans[i-1]
	}
	return d.hits[from:d.spans[i]]
}

// remember notes who was said to speak, for the pronouns of the next sentence.
func (d *document) remember(at sentence, hits spans) {
	if at.block != d.carried.block {
		d.carried = carry{block: at.block, party: SideUnknown}
	}
	s := &d.reader.speech
	switch d.stream.word(at.first) {
	case "but", "i", "my", "our": // the author himself again
		d.carried.opened = false
	}
	for _, v := range hits {
		if v.id != s.say && v.id != s.saying {
			continue
		}
		who, ok := d.subject(hits, v, v.id == s.saying)
		if !ok || who.id == s.own {
			continue
		}
		if who.id != s.pronoun && who.id != s.addressee {
			d.carried.party = d.sideOf(who)
		}
		d.carried.opened = d.carried.opened || d.opensSpeech(at, v)
	}
}

// opensSpeech reports whether the sentence, in which v is a verb of saying,
// leads into words that go on in the next: "It goes like this." In speech, "He
// said, these regulations are new" does so too.
func (d *document) opensSpeech(at sentence, v hit) bool {
	text := d.clean.text[at.start:at.end]
	last := d.stream.word(at.last - 1)
	if text[len(text)-1] == ':' || last == "follows" || last == "this" && at.last-2 >= at.first && d.stream.word(at.last-2) == "like" {
		return true
	}
	spoken := d.author.kind == KindTranscript || d.author.voice == SideUnknown
	return spoken && int(v.first) <= at.first+3 && int(v.last) < at.last && d.stream.tokens[v.last].marks&markComma != 0
}
