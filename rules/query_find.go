package rules

import "slices"

// A place of a text where a part of a query stands: words from first up to, not
// including, last.
type run struct{ first, last int32 }

// mostRuns bounds what one part of a query may find in one text, and mostPairs
// what one place is paired with. Real briefs stay far below; a file that repeats
// one word a million times must not stop the daemon. What is nearest comes first,
// so that no pair of two is missed.
const (
	mostRuns  = 1 << 16
	mostPairs = 128
)

// An outcome is what a part of a query comes to: whether it holds, and the places
// that show it, those of parts joined by AND one after the other.
type outcome struct {
	holds  bool
	runs   [][]run // one list for each part that had to stand there
	proved []Place // of fields: findings
}

// match evaluates a part of a query.
func (t *queryText) match(p *plan) outcome {
	switch p.node.op {
	case opWords, opNear:
		runs := t.find(p)
		return outcome{holds: len(runs) > 0, runs: [][]run{runs}}
	case opField:
		ok, places := p.node.holds(t.facts)
		return outcome{holds: ok, proved: places}
	case opNot:
		return outcome{holds: !t.match(p.kids[0]).holds}
	case opAnd:
		f := outcome{holds: true}
		for _, k := range p.kids {
			got := t.match(k)
			if !got.holds {
				return outcome{}
			}
			f.runs = append(f.runs, got.runs...)
			f.proved = append(f.proved, got.proved...)
		}
		return f
	}
	var f outcome
	var runs []run
	for _, k := range p.kids {
		got := t.match(k)
		if !got.holds {
			continue
		}
		f.holds = true
		if k.node.op == opAnd { // its parts belong together
			f.runs = append(f.runs, got.runs...)
		} else {
			for _, list := range got.runs {
				runs = append(runs, list...)
			}
		}
		f.proved = append(f.proved, got.proved...)
	}
	if len(runs) > 0 {
		f.runs = append(f.runs, ordered(runs))
	}
	return f
}

// find are the places of a part that has places, in the order of the text.
func (t *queryText) find(p *plan) []run {
	switch p.node.op {
	case opWords:
		return t.phrase(p.ids)
	case opOr:
		var runs []run
		for _, k := range p.kids {
			runs = append(runs, t.find(k)...)
		}
		return ordered(runs)
	}
	left := t.find(p.kids[0])
	if len(left) == 0 {
		return nil
	}
	right := t.find(p.kids[1])
	runs := t.pairs(left, right, p.node.reach, nil)
	if !p.node.reach.ordered {
		runs = t.pairs(right, left, p.node.reach, runs)
	}
	return ordered(runs)
}

func ordered(runs []run) []run {
	slices.SortFunc(runs, func(a, b run) int {
		if a.first != b.first {
			return int(a.first - b.first)
		}
		return int(a.last - b.last)
	})
	runs = slices.Compact(runs)
	return runs[:min(len(runs), mostRuns)]
}

// phrase finds words that follow one another within a paragraph, from where the
// rarest of them stands.
func (t *queryText) phrase(ids []int32) []run {
	if len(ids) == 1 {
		return t.single(ids[0])
	}
	rarest := 0
	for k, id := range ids {
		if len(t.places[id]) < len(t.places[ids[rarest]]) {
			rarest = k
		}
	}
	var runs []run
	n := int32(len(ids)) //nolint:gosec // a phrase has at most maxElements words
	for _, at := range t.places[ids[rarest]] {
		first := at - int32(rarest)
		if first < 0 || int(first+n) > len(t.words) || t.blocks[first] != t.blocks[first+n-1] {
			continue
		}
		whole := true
		for k, id := range ids {
			if k != rarest && !t.is(first+int32(k), id) {
				whole = false
				break
			}
		}
		if whole {
			if runs = append(runs, run{first, first + n}); len(runs) == mostRuns {
				break
			}
		}
	}
	return runs
}

// single are the places of one word. Many rules ask for the same ones: they are
// made once for a text, and never changed.
func (t *queryText) single(id int32) []run {
	if t.singles[id] == nil {
		places := t.places[id][:min(len(t.places[id]), mostRuns)]
		runs := make([]run, len(places))
		for i, at := range places {
			runs[i] = run{at, at + 1}
		}
		t.singles[id] = runs
	}
	return t.singles[id]
}

// pairs joins each place of left with those of right that follow it near enough.
// Both stand in one paragraph, and no word belongs to both.
func (t *queryText) pairs(left, right []run, r nearness, runs []run) []run {
	next := 0
	for _, a := range left {
		for next > 0 && right[next-1].first >= a.last {
			next--
		}
		for next < len(right) && right[next].first < a.last {
			next++
		}
		for i, n := next, 0; i < len(right) && n < mostPairs; i, n = i+1, n+1 {
			b := right[i]
			if t.blocks[a.first] != t.blocks[b.first] || r.unit == unitWords && int(b.first-a.last) >= r.words {
				break
			}
			if r.unit == unitSentence && t.sentenceOf(a.first) != t.sentenceOf(b.last-1) {
				if t.sentenceOf(a.first) != t.sentenceOf(b.first) {
					break
				}
				continue
			}
			if runs = append(runs, run{a.first, b.last}); len(runs) == mostRuns {
				return runs
			}
		}
	}
	return runs
}
