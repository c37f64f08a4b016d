package watcher

import "strings"

// slide moves each change of one side to where a reader would see it begin: of
// "- Seattle - Rochester", with "- Seattle" known, the second bullet is new and
// not the first. A change can move back as long as the word before it is its
// last word too.
func slide(list []word, ids []int, kept []bool) {
	for end := len(list); end > 0; end-- {
		if kept[end-1] {
			continue
		}
		begin := end - 1
		for begin > 0 && !kept[begin-1] {
			begin--
		}
		best := begin
		for s, e := begin, end; s > 0 && kept[s-1] && ids[s-1] == ids[e-1]; {
			s, e = s-1, e-1
			if better(list, s, best) {
				best = s
			}
		}
		for ; begin > best; begin, end = begin-1, end-1 {
			kept[begin-1], kept[end-1] = false, true
		}
		end = begin + 1
	}
}

// better: a change begins a line, or else a sentence.
func better(list []word, at, than int) bool {
	rank := func(i int) int {
		switch {
		case list[i].opens:
			return 2
		case i > 0 && strings.HasSuffix(list[i-1].text, "."):
			return 1
		}
		return 0
	}
	return rank(at) > rank(than)
}

// spans reads off what stayed and what did not.
func (d *differ) spans(a, b []word) []span {
	var list []span
	for i, j := 0, 0; i < len(a) || j < len(b); {
		i0, j0 := i, j
		for i < len(a) && !d.keptA[i] {
			i++
		}
		for j < len(b) && !d.keptB[j] {
			j++
		}
		if i > i0 || j > j0 {
			list = append(list, span{cut: a[i0:i], added: b[j0:j]})
		}
		i0, j0 = i, j
		for i < len(a) && j < len(b) && d.keptA[i] && d.keptB[j] {
			i, j = i+1, j+1
		}
		if j > j0 {
			list = append(list, span{same: b[j0:j]})
			if n := len(list); n > 1 && !a[i0].opens && b[j0].opens && len(list[n-2].added) == 0 {
				// The beginning of a line went: it is shown in that line.
				list[n-1].same = append([]word{{text: b[j0].text}}, b[j0+1:j]...)
			}
		}
	}
	return list
}

// join takes a word or two that happen to stand in both of two neighbouring
// rewrites into them: "[-the court-] {+a judge+} of [-appeals-] {+a court+}"
// reads worse than one change.
func join(list []span) []span {
	var out []span
	for i := 0; i < len(list); i++ {
		s := list[i]
		if n := len(out); n > 0 && !s.changed() && i+1 < len(list) && rewritten(out[n-1], s, list[i+1]) {
			before, after := out[n-1], list[i+1]
			out[n-1] = span{cut: concat(before.cut, s.same, after.cut), added: concat(before.added, s.same, after.added)}
			i++
			continue
		}
		out = append(out, s)
	}
	return out
}

// rewritten: what stayed is nothing beside what went and came on either side.
func rewritten(before, stayed, after span) bool {
	for _, list := range [][]word{before.cut, before.added, after.cut, after.added} {
		if len(list) == 0 {
			return false
		}
	}
	return len(stayed.same) <= 2 && len(before.cut)+len(before.added)+len(after.cut)+len(after.added) > 6*len(stayed.same)
}

func concat(parts ...[]word) []word {
	var all []word
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}
