package rules

// A queryParser reads one query. It goes on after an error, to find the others.
type queryParser struct {
	text     string
	lexemes  []lexeme
	next     int
	depth    int
	problems []QueryProblem
	notes    []QueryProblem
}

func (p *queryParser) peek() lexeme { return p.lexemes[p.next] }

func (p *queryParser) take() lexeme {
	l := p.lexemes[p.next]
	if l.kind != lexEnd {
		p.next++
	}
	return l
}

// query reads it all. Nil means that a problem was told, or that it is empty.
func (p *queryParser) query() *queryNode {
	if p.peek().kind == lexEnd {
		return nil
	}
	n := p.or()
	for p.peek().kind == lexClose {
		p.problem(p.take().at, "remove it, or open one before", `")" closes nothing`)
		if p.peek().kind != lexEnd && p.peek().kind != lexClose {
			p.or()
		}
	}
	return n
}

// or is what OR joins: of the operators between whole parts it binds least.
func (p *queryParser) or() *queryNode {
	n, and, at := p.and()
	kids := []*queryNode{n}
	mixed := and
	for p.peek().kind == lexOr {
		p.take()
		more, and, _ := p.and()
		kids = append(kids, more)
		mixed = mixed || and
	}
	if len(kids) > 1 && mixed {
		p.note(at, "parentheses make it say what you mean (on Westlaw and Lexis OR comes first)", "AND and OR stand side by side: AND is read first")
	}
	return joined(opOr, kids)
}

// and is what AND joins, written or not; NOT after it takes away.
func (p *queryParser) and() (n *queryNode, many bool, at int) {
	at = p.peek().at
	kids := []*queryNode{p.not()}
	for {
		l := p.peek()
		switch l.kind {
		case lexAnd:
			p.take()
		case lexNot:
		case lexWord, lexPhrase, lexOpen, lexField:
			if before := p.lexemes[p.next-1]; l.kind != lexField && before.kind != lexClose && kids[len(kids)-1] != nil && kids[len(kids)-1].op != opField {
				pair := p.text[before.at:l.end]
				p.note(before.at, `for the phrase write "`+unquoted(pair)+`"`, "%s: two side by side are read as AND (on Westlaw as OR, on Lexis as a phrase)", pair)
			}
		default:
			return joined(opAnd, kids), len(kids) > 1, at
		}
		kids = append(kids, p.not())
	}
}

func unquoted(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if !quotes[r] && r != '(' {
			out = append(out, r)
		}
	}
	return string(out)
}

func (p *queryParser) not() *queryNode {
	if p.peek().kind != lexNot {
		return p.near(unitParagraph)
	}
	l := p.take()
	n := p.not()
	if n == nil {
		return nil
	}
	return &queryNode{op: opNot, kids: []*queryNode{n}, at: l.at, end: n.end}
}

// near is what w/n, /s and /p join; the nearer of them bind tighter.
func (p *queryParser) near(u unit) *queryNode {
	below := func() *queryNode {
		if u == unitWords {
			return p.atom()
		}
		return p.near(u - 1)
	}
	n := below()
	for p.peek().kind == lexNear && p.peek().reach.unit == u {
		l := p.take()
		more := below()
		if n == nil || more == nil {
			n = nil
			continue
		}
		for _, side := range []*queryNode{n, more} {
			if bad := side.unplaced(); bad != nil {
				p.problem(bad.at, "w/n, /s and /p join words, phrases and (one OR another)", "%s has no place of its own, so that nothing is near it", bad.what())
			}
		}
		n = &queryNode{op: opNear, kids: []*queryNode{n, more}, reach: l.reach, at: n.at, end: more.end}
	}
	return n
}

// atom is a word, a phrase, a field or what stands in parentheses.
func (p *queryParser) atom() *queryNode {
	l := p.peek()
	switch l.kind {
	case lexWord, lexPhrase:
		p.take()
		return p.words(l)
	case lexField:
		p.take()
		return p.field(l)
	case lexOpen:
		p.take()
		return p.group(l)
	}
	what := `"` + l.text + `"`
	if l.kind == lexEnd {
		what = "the end"
	}
	hint := "a word or a phrase is missing"
	if l.kind == lexClose && p.next > 0 && p.lexemes[p.next-1].kind == lexOpen {
		hint = "the parentheses hold nothing"
	}
	p.problem(l.at, hint, "%s stands where something to look for should", what)
	switch l.kind {
	case lexAnd, lexOr, lexNear: // go on after it, to find what else is wrong
		p.take()
		return p.atom()
	}
	return nil
}

func (p *queryParser) group(open lexeme) *queryNode {
	if p.depth++; p.depth > deepestQuery {
		p.problem(open.at, "", "more than %d parentheses within each other", deepestQuery)
		p.next = len(p.lexemes) - 1
		return nil
	}
	defer func() { p.depth-- }()
	n := p.or()
	if p.peek().kind != lexClose {
		p.problem(open.at, `add ")"`, `"(" is never closed`)
		return n
	}
	p.take()
	return n
}
