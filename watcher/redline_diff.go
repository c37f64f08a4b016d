package watcher

import (
	"slices"
	"strings"
)

// A word of a text. Where it stands in its line is no part of what it is.
type word struct {
	text  string
	opens bool // the first of its line
	mark  bool // ours, not a word of the text
}

// wordsIn parts a text at white space.
func wordsIn(s string) []word {
	list := make([]word, 0, len(s)/6)
	for line := range strings.SplitSeq(s, "\n") {
		opens := true
		for text := range strings.FieldsSeq(line) {
			list = append(list, word{text: text, opens: opens})
			opens = false
		}
	}
	return list
}

// A span is a stretch that stayed, or what stands in place of what.
type span struct{ same, cut, added []word }

func (s span) changed() bool { return len(s.cut)+len(s.added) > 0 }

// diff is the way from a to b in spans: the words of same and cut, read in
// order, are those of a; those of same and added are those of b (where both
// have a word, it is taken from b, because its line is b's).
func diff(a, b []word) []span {
	d := differ{keptA: make([]bool, len(a)), keptB: make([]bool, len(b))}
	ids := make(map[string]int)
	d.a, d.b = numbered(a, ids), numbered(b, ids)
	d.count = make([]struct{ a, b, at int }, len(ids))
	d.between(0, len(a), 0, len(b), deepest)
	slide(a, d.a, d.keptA)
	slide(b, d.b, d.keptB)
	return join(d.spans(a, b))
}

func numbered(list []word, ids map[string]int) []int {
	out := make([]int, len(list))
	for i, w := range list {
		id, known := ids[w.text]
		if !known {
			id = len(ids)
			ids[w.text] = id
		}
		out[i] = id
	}
	return out
}

// Limits that keep a redline of two books from taking minutes.
const (
	deepest = 32      // times that a block is parted anew
	table   = 1 << 18 // cells of a table of common subsequences
)

// differ finds which words stayed.
type differ struct {
	a, b         []int // words by number
	keptA, keptB []bool
	count        []struct{ a, b, at int } // by number; zero between uses
}

// between compares two blocks: their ends first, then, if they are small, all
// ways through them; else the words that each holds once part them anew
// (patience diff). What is left when these fail counts as rewritten.
func (d *differ) between(a0, a1, b0, b1, depth int) {
	for ; a0 < a1 && b0 < b1 && d.a[a0] == d.b[b0]; a0, b0 = a0+1, b0+1 {
		d.keptA[a0], d.keptB[b0] = true, true
	}
	for ; a0 < a1 && b0 < b1 && d.a[a1-1] == d.b[b1-1]; a1, b1 = a1-1, b1-1 {
		d.keptA[a1-1], d.keptB[b1-1] = true, true
	}
	switch {
	case a0 == a1 || b0 == b1 || depth == 0:
	case (a1-a0)*(b1-b0) <= table:
		d.through(a0, a1, b0, b1)
	default:
		anchors := d.anchors(a0, a1, b0, b1)
		for _, at := range anchors {
			d.between(a0, at[0], b0, at[1], depth-1)
			a0, b0 = at[0], at[1]
		}
		if len(anchors) > 0 {
			d.between(a0, a1, b0, b1, depth-1)
		}
	}
}

// anchors are the words that stand once in each block, as many as keep their order.
func (d *differ) anchors(a0, a1, b0, b1 int) [][2]int {
	for i := a0; i < a1; i++ {
		c := &d.count[d.a[i]]
		c.a, c.at = c.a+1, i
	}
	for j := b0; j < b1; j++ {
		d.count[d.b[j]].b++
	}
	var once [][2]int
	for j := b0; j < b1; j++ {
		if c := d.count[d.b[j]]; c.a == 1 && c.b == 1 {
			once = append(once, [2]int{c.at, j})
		}
	}
	for i := a0; i < a1; i++ {
		d.count[d.a[i]] = struct{ a, b, at int }{}
	}
	for j := b0; j < b1; j++ {
		d.count[d.b[j]] = struct{ a, b, at int }{}
	}
	return rising(once)
}

// rising is the longest part of a list in which the first number rises.
func rising(list [][2]int) [][2]int {
	var ends []int // the place in list that ends the best row of each length
	before := make([]int, len(list))
	for i, p := range list {
		n, _ := slices.BinarySearchFunc(ends, p[0], func(e, x int) int { return list[e][0] - x })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	row := make([][2]int, 0, len(ends))
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		row = append(row, list[i])
	}
	slices.Reverse(row)
	return row
}

// through keeps a longest common subsequence of two small blocks.
func (d *differ) through(a0, a1, b0, b1 int) {
	n, m := a1-a0, b1-b0
	best := make([]uint32, (n+1)*(m+1))
	at := func(i, j int) *uint32 { return &best[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if d.a[a0+i] == d.b[b0+j] {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case d.a[a0+i] == d.b[b0+j]:
			d.keptA[a0+i], d.keptB[b0+j] = true, true
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
}
