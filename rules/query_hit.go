package rules

import "slices"

// A RuleHit is one user rule that fits a text, with the words that show it.
type RuleHit struct {
	Rule   string
	Tier   Tier
	Index  int     // of the rule in its set
	Places []Place // the first is the one to quote; a place for each part that had to stand there. Empty: fields alone decided
	Count  int     // how often it stands in the text
}

// A RuleText is a text to run user rules over.
type RuleText struct {
	Where Where
	Text  string
	Pages []int // of a document: see [Filing]
	Facts Facts
}

// Read runs the rules over a text. It never fails: where nothing fits there is
// nothing to tell.
func (s *RuleSet) Read(t RuleText) []RuleHit {
	if !s.concerns(t.Where) {
		return nil
	}
	var c *cleaned
	if t.Where == WhereDocument {
		c = clean(t.Text, t.Pages)
	} else {
		c = plainText(t.Text)
	}
	return s.read(c, tokenise(c.text, nothing), t.Where, &t.Facts)
}

// ReadFilingWith is ReadFiling and the user rules over the same document, which
// is cleaned and cut into words once for both. What the reading finds out of the
// document adds to the facts.
func (r *Reader) ReadFilingWith(f Filing, s *RuleSet, facts Facts) (FilingReading, []RuleHit) {
	d := r.open(f)
	got := d.reading()
	if !s.concerns(WhereDocument) {
		return got, nil
	}
	if len(facts.Kinds) == 0 {
		facts.Kinds = []string{string(got.Kind)}
	}
	if facts.By == "" {
		facts.By = got.FiledBy
	}
	facts.Findings = got.Findings
	return got, s.read(d.clean, d.stream, WhereDocument, &facts)
}

// concerns reports whether a rule of the set runs over such texts.
func (s *RuleSet) concerns(w Where) bool {
	return s != nil && slices.ContainsFunc(s.rules, func(r UserRule) bool { return len(r.In) == 0 || slices.Contains(r.In, w) })
}

func (s *RuleSet) read(c *cleaned, st *stream, w Where, facts *Facts) []RuleHit {
	t := s.over(c, st, facts)
	may := make([]bool, len(s.rules))
	for _, i := range s.always {
		may[i] = true
	}
	for id, places := range t.places {
		if len(places) > 0 {
			for _, i := range s.byWord[id] {
				may[i] = true
			}
		}
	}
	var hits []RuleHit
	for i := range s.rules {
		r := &s.rules[i]
		if !may[i] || len(r.In) > 0 && !slices.Contains(r.In, w) {
			continue
		}
		f := t.match(s.plans[i])
		if !f.holds {
			continue
		}
		h := RuleHit{Rule: r.Name, Tier: r.Tier, Index: i, Places: f.proved}
		var places []Place
		for _, runs := range f.runs {
			h.Count += separate(runs)
			if p := t.quote(t.best(runs)); !slices.ContainsFunc(places, func(x Place) bool { return x.Start < p.End && p.Start < x.End }) {
				places = append(places, p)
			}
		}
		if places = append(places, f.proved...); len(places) > mostPlaces {
			places = places[:mostPlaces]
		}
		h.Places = places
		hits = append(hits, h)
	}
	return hits
}

// separate counts the places that do not overlap.
func separate(runs []run) (n int) {
	end := int32(0)
	for _, r := range runs {
		if r.first >= end {
			n, end = n+1, r.last
		}
	}
	return n
}

// mostPlaces is how many places show one hit.
const mostPlaces = 4

// best is the place to quote: the first outside a contents page or a heading.
func (t *queryText) best(runs []run) run {
	for _, r := range runs {
		if f := t.clean.blocks[t.blocks[r.first]].form; f != FormTOC && f != FormHeading {
			return r
		}
	}
	return runs[0]
}

// shortQuote is how many bytes of a sentence a user rule quotes.
const shortQuote = 320

// quote is the sentence of the place, or as much of a long one as stands around
// it, in the words of the original.
func (t *queryText) quote(r run) Place {
	start, end := t.bounds[t.sentenceOf(r.first)][0], t.bounds[t.sentenceOf(r.last-1)][1]
	if end-start > shortQuote {
		start, end = t.around(r, start, end)
	}
	form := t.clean.blocks[t.blocks[r.first]].form
	p := Place{Start: t.clean.back.start(start), End: t.clean.back.end(end), Plain: t.clean.text[start:end], Form: form}
	p.Quote = t.clean.source[p.Start:p.End]
	if len(t.clean.pages) > 0 {
		p.Page = t.clean.pageAt(p.Start)
	}
	return p
}

// around grows the place word by word on both sides, within a sentence, until it
// is as long as a quotation may be.
func (t *queryText) around(r run, start, end int) (from, to int) {
	first, last := r.first, r.last-1
	for grew := true; grew; {
		grew = false
		if first > 0 && t.start(first-1) >= start && t.end(last)-t.start(first-1) <= shortQuote {
			first, grew = first-1, true
		}
		if int(last)+1 < len(t.words) && t.end(last+1) <= end && t.end(last+1)-t.start(first) <= shortQuote {
			last, grew = last+1, true
		}
	}
	return t.start(first), t.end(last)
}

func (t *queryText) start(word int32) int { return int(t.stream.tokens[t.words[word]].start) }
func (t *queryText) end(word int32) int   { return int(t.stream.tokens[t.words[word]].end) }
