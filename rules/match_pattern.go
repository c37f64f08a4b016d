package rules

import (
	"fmt"
	"strconv"
	"strings"
)

// The pattern language, as it is written in the argument files:
//
//	not ripe            the two words, one after the other
//	not ..3 ripe        up to three words between them
//	enforc*             every word that begins so
//	ACTOR               one of a class of words or phrases, defined in the files
//	(claim* | no case)  alternatives; "?" after the bracket: or nothing
//	A & B               both in one sentence
//	A <8> B             both, in either order, with at most eight words between
//	A & ! B             A, where the sentence has no B
//
// & and <N> bind alike, from left to right.

// A pattern is one compiled expression. Its rows are in the matcher.
type expression struct {
	op          byte // 0: the hits of id; '&', '<', '!'
	id          int32
	reach       int // of '<': how many words may stand between
	left, right *expression
}

// lead is the pattern that must hit for the expression to be worth a look.
func (e *expression) lead() int32 {
	for e.op != 0 {
		e = e.left
	}
	return e.id
}

// A compiler turns written patterns into rows and expressions.
type compiler struct {
	matcher *matcher
	classes map[string]string       // as written
	parsed  map[string][][]unplaced // memo of classes
	open    map[string]bool         // classes being parsed: a class that names itself is an error
	ids     map[string]int32        // by text of the row pattern: written twice, matched once
	next    int32                   // the number of the next row pattern
}

// unplaced is an element whose set has no number yet.
type unplaced struct {
	set wordset
	gap int
}

// maxRows bounds what one pattern may multiply into.
const maxRows = 4000

func newCompiler(classes map[string]string) *compiler {
	return &compiler{
		matcher: &matcher{lexicon: newLexicon()},
		classes: classes,
		parsed:  map[string][][]unplaced{},
		open:    map[string]bool{},
		ids:     map[string]int32{},
	}
}

// finish gives every term the rows that are looked for there. The matcher may
// be used once this is done.
func (c *compiler) finish() *matcher {
	for n, row := range c.matcher.rows {
		term := row.elements[row.anchor].term
		c.matcher.lexicon.anchors[term] = append(c.matcher.lexicon.anchors[term], int32(n))
	}
	return c.matcher
}

// expression compiles a whole written pattern.
func (c *compiler) expression(text string) (*expression, error) {
	words := split(text)
	var whole *expression
	for start := 0; start <= len(words); {
		end := start
		for end < len(words) && !operator(words[end]) {
			end++
		}
		id, err := c.row(words[start:end])
		if err != nil {
			return nil, fmt.Errorf("pattern %q: %w", text, err)
		}
		part := &expression{id: id}
		if whole == nil {
			whole = part
		} else {
			op := words[start-1]
			node := &expression{op: op[0], left: whole, right: part}
			if op[0] == '<' {
				node.reach, _ = strconv.Atoi(strings.Trim(op, "<>")) // operator has proved it a number
			}
			whole = node
		}
		start = end + 1
	}
	return whole, nil
}

// operator reports whether a word of the pattern joins two rows. "&!" is
// written as one word by split.
func operator(word string) bool {
	if word == "&" || word == "!" {
		return true
	}
	if !strings.HasPrefix(word, "<") || !strings.HasSuffix(word, ">") {
		return false
	}
	_, err := strconv.Atoi(word[1 : len(word)-1])
	return err == nil
}

// split cuts a written pattern into its words, brackets and operators.
func split(text string) []string {
	for _, sign := range []string{"(", ")", "|", "?"} {
		text = strings.ReplaceAll(text, sign, " "+sign+" ")
	}
	text = strings.ReplaceAll(text, "& !", "!")
	return strings.Fields(strings.ReplaceAll(text, "&!", " ! "))
}

// row compiles one row pattern and returns its number.
func (c *compiler) row(words []string) (int32, error) {
	key := strings.Join(words, " ")
	if id, ok := c.ids[key]; ok {
		return id, nil
	}
	p := rowParser{compiler: c, words: words}
	rows, err := p.alternatives()
	if err != nil {
		return 0, err
	}
	if p.at < len(words) {
		return 0, fmt.Errorf("%q is one too many", words[p.at])
	}
	id := c.next
	c.next++
	c.ids[key] = id
	for _, row := range rows {
		if len(row) == 0 {
			return 0, fmt.Errorf("%q may match nothing at all", key)
		}
		if len(row) > maxElements {
			return 0, fmt.Errorf("%q has more than %d words", key, maxElements)
		}
		placed := wordRow{id: id}
		best := 0
		for i, u := range row {
			term := c.matcher.lexicon.term(u.set)
			placed.elements = append(placed.elements, element{term, u.gap})
			if w := c.matcher.lexicon.weights[term]; i == 0 || w < best {
				best, placed.anchor = w, i
			}
		}
		placed.elements[0].gap = 0
		c.matcher.rows = append(c.matcher.rows, placed)
	}
	return id, nil
}
