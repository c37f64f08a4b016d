package rules

import "slices"

// A Where is a kind of text that user rules run over.
type Where string

// The kinds of text.
const (
	WhereEntry    Where = "entry"    // the docket text of an entry
	WhereDocument Where = "document" // a paper that was read
	WherePress    Where = "press"    // a press item
)

// Wheres returns the closed set.
func Wheres() []Where { return []Where{WhereEntry, WhereDocument, WherePress} }

// A UserRule is one of the user's own rules.
type UserRule struct {
	Name  string
	Query *Query
	In    []Where // empty means everywhere
	Tier  Tier
}

// A RuleSet finds all user rules in one pass over a text, however many they are:
// their words are numbered once for all of them, a text is looked through once
// for these words, and only a rule of which a word that it cannot do without
// occurs is looked at. It is built once; reading changes nothing in it.
type RuleSet struct {
	rules  []UserRule
	plans  []*plan
	words  vocabulary
	byWord [][]int32 // by word: the rules that cannot be without it, or without one of several of which it is one
	always []int32   // rules of fields alone
}

// NewRuleSet compiles the rules.
func NewRuleSet(list []UserRule) *RuleSet {
	s := &RuleSet{rules: list, words: newVocabulary()}
	s.plans = make([]*plan, len(list))
	for i, r := range list {
		s.plans[i] = s.compile(r.Query.root)
	}
	s.byWord = make([][]int32, len(s.words.list))
	for i, p := range s.plans {
		needed, _ := s.needs(p)
		if needed == nil {
			s.always = append(s.always, int32(i))
		}
		for _, w := range needed {
			if !slices.Contains(s.byWord[w], int32(i)) {
				s.byWord[w] = append(s.byWord[w], int32(i))
			}
		}
	}
	return s
}

// Rules are the rules of the set.
func (s *RuleSet) Rules() []UserRule {
	if s == nil {
		return nil
	}
	return s.rules
}

// A plan is a node of a query with its words numbered.
type plan struct {
	node *queryNode
	kids []*plan
	ids  []int32 // of opWords
}

func (s *RuleSet) compile(n *queryNode) *plan {
	p := &plan{node: n}
	for _, w := range n.words {
		p.ids = append(p.ids, s.words.number(w))
	}
	for _, k := range n.kids {
		p.kids = append(p.kids, s.compile(k))
	}
	if n.op == opAnd { // what costs nothing is asked first
		slices.SortStableFunc(p.kids, func(a, b *plan) int { return free(b) - free(a) })
	}
	return p
}

func free(p *plan) int {
	if p.node.op == opField {
		return 1
	}
	return 0
}

// needs are words of which a text must hold one to be hit, the rarest such
// choice, and how often they are expected; nil where there is none.
func (s *RuleSet) needs(p *plan) (ids []int32, weight int) {
	switch p.node.op {
	case opWords:
		best := p.ids[0]
		for _, id := range p.ids {
			if s.words.weight(id) < s.words.weight(best) {
				best = id
			}
		}
		return []int32{best}, s.words.weight(best)
	case opAnd, opNear:
		for _, k := range p.kids {
			if list, w := s.needs(k); list != nil && (ids == nil || w < weight) {
				ids, weight = list, w
			}
		}
	case opOr:
		for _, k := range p.kids {
			list, w := s.needs(k)
			if list == nil {
				return nil, 0
			}
			ids, weight = append(ids, list...), weight+w
		}
	}
	return ids, weight
}

// A vocabulary numbers the words of all queries.
type vocabulary struct {
	list     []queryWord
	whole    map[string]int32
	prefixes map[string]int32
	lengths  []int   // of the prefixes, in bytes, ascending
	wild     []int32 // the others
}

func newVocabulary() vocabulary {
	return vocabulary{whole: map[string]int32{}, prefixes: map[string]int32{}}
}

func (v *vocabulary) number(w queryWord) int32 {
	of, key := v.whole, w.text
	if w.prefix() {
		of, key = v.prefixes, w.stem()
	}
	if id, ok := of[key]; ok && (!w.wild || w.prefix()) {
		return id
	}
	id := int32(len(v.list)) //nolint:gosec // a word of the configuration each, and that fits into memory
	v.list = append(v.list, w)
	switch {
	case !w.wild:
		v.whole[key] = id
	case w.prefix():
		v.prefixes[key] = id
		if n := len(key); !slices.Contains(v.lengths, n) {
			v.lengths = append(v.lengths, n)
			slices.Sort(v.lengths)
		}
	default:
		v.wild = append(v.wild, id)
	}
	return id
}

func (v *vocabulary) weight(id int32) int {
	w := v.list[id]
	if w.wild {
		return max(3, 16-2*len(w.stem()))
	}
	return max(1, 4*common[w.text])
}

// of appends the numbers of the words that the spelling is.
func (v *vocabulary) of(spelling string, ids []int32) []int32 {
	spelling = folded(spelling)
	if id, ok := v.whole[spelling]; ok {
		ids = append(ids, id)
	}
	for _, n := range v.lengths {
		if n > len(spelling) {
			break
		}
		if id, ok := v.prefixes[spelling[:n]]; ok {
			ids = append(ids, id)
		}
	}
	for _, id := range v.wild {
		if v.list[id].fits(spelling) {
			ids = append(ids, id)
		}
	}
	return ids
}
