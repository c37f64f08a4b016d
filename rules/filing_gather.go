package rules

import "sort"

// quoteBytes is how long a quotation may be before it is cut down to the words
// around the match.
const quoteBytes = 700

// place makes a finding of one mention.
func (d *document) place(at sentence, j judgment, m mention) {
	start, end := d.quotation(at, m.span)
	f := Finding{
		Argument: d.reader.arguments[m.argument].Name,
		Tier:     j.tier, Stance: j.stance, Speaker: j.speaker, Holder: j.holder, Basis: j.basis,
		Place:   d.placeOf(start, end, at, m.span),
		Pattern: m.pattern.Name,
	}
	if d.author.exhibit {
		f.Form, f.Tier = FormExhibit, TierReview
	}
	d.found = append(d.found, located{f, m.argument, m.patterns})
}

// quotation is the part of the clean text to quote: the sentence, or as much of
// a long one as stands around the match.
func (d *document) quotation(at sentence, span hit) (start, end int) {
	start, end = at.start, at.end
	if end-start <= quoteBytes {
		return start, end
	}
	tokens := d.stream.tokens
	first, last := int(span.first), int(span.last)
	for first > at.first && int(tokens[span.first].start-tokens[first-1].start) < quoteBytes/3 {
		first--
	}
	for last < at.last && int(tokens[last].end)-int(tokens[first].start) < quoteBytes {
		last++
	}
	if first > at.first {
		start = int(tokens[first].start)
	}
	if last < at.last {
		end = int(tokens[last-1].end)
	}
	return start, end
}

// placeOf leads from the clean text back to the original.
func (d *document) placeOf(start, end int, at sentence, span hit) Place {
	p := Place{Start: d.clean.back.start(start), End: d.clean.back.end(end), Plain: d.clean.text[start:end], Form: d.clean.blocks[at.block].form}
	p.Quote = d.filing.Text[p.Start:p.End]
	p.Page = d.clean.pageAt(p.Start)
	if p.Form == FormBody && d.stream.tokens[span.first].marks&markQuoted != 0 && d.stream.tokens[span.last-1].marks&markQuoted != 0 {
		p.Form = FormQuotation
	}
	return p
}

// pageAt is the number of the page that holds the original offset.
func (c *cleaned) pageAt(at int) int {
	i := sort.Search(len(c.pages), func(i int) bool { return int(c.lines[c.pages[i].first].start) > at })
	if i == 0 {
		return c.pages[0].number
	}
	return c.pages[i-1].number
}

// gather makes one finding of everything in the document that says the same:
// the entry of the contents page, the heading and the sentences. It stands where
// the argument is made.
func (d *document) gather() []Finding {
	type key struct {
		argument        int
		stance          Stance
		speaker, holder Side
	}
	d.reconcile()
	best := map[key]int{}
	groups := map[key][]int{}
	var order []key
	for i := range d.found {
		f := &d.found[i]
		k := key{f.argument, f.Stance, f.Speaker, f.Holder}
		if _, ok := best[k]; !ok {
			best[k] = i
			order = append(order, k)
		} else if d.worth(i) > d.worth(best[k]) {
			best[k] = i
		}
		groups[k] = append(groups[k], i)
	}
	out := make([]Finding, 0, len(order))
	for _, k := range order {
		f := d.found[best[k]].Finding
		for _, toc := range [...]bool{false, true} {
			for _, i := range groups[k] {
				if i != best[k] && (d.found[i].Form == FormTOC) == toc {
					f.Also = append(f.Also, d.found[i].Place)
				}
			}
		}
		out = append(out, f)
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Start < out[b].Start })
	return out
}

// alertWorth is more than all that a finding for review can be worth.
const alertWorth = 100

// worth ranks the sentences that say the same: an alert before a review, the
// text before a heading, the contents page last, several ways of putting it
// before one, and of equals the first.
func (d *document) worth(i int) int {
	f := &d.found[i]
	w := 0
	if f.Tier == TierAlert {
		w += alertWorth
	}
	switch f.Form {
	case FormTOC:
		w -= 1000
	case FormHeading:
		w += 10
	case FormFootnote, FormQuotation:
		w += 5
	default:
		w += 20
	}
	return w + min(f.patterns, 4)
}

// reconcile lets an excerpt of unknown voice speak for one side of an argument
// only: of two presumptions the stronger stands.
func (d *document) reconcile() {
	strength := map[int]map[Stance]int{}
	for i := range d.found {
		f := &d.found[i]
		if f.Basis != BasisPresumed {
			continue
		}
		if strength[f.argument] == nil {
			strength[f.argument] = map[Stance]int{}
		}
		strength[f.argument][f.Stance] = max(strength[f.argument][f.Stance], d.worth(i))
	}
	for i := range d.found {
		f := &d.found[i]
		s := strength[f.argument]
		if f.Basis == BasisPresumed && f.Stance == StanceAsserts && f.Tier == TierReview && s[StanceOpposes] > 0 && s[StanceAsserts] < alertWorth {
			f.Stance = StanceNeutral
		}
	}
}
