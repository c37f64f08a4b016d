package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Query is what a user's own rule looks for, in the language that Westlaw,
// Lexis and CourtListener share the most of: words, "phrases", AND, OR, NOT,
// parentheses, w/10, pre/10, /s, /p, wildcards and fields. docs/rules.md is its
// description for users.
//
// Letters count the same in upper and lower case, and with or without accents.
// Punctuation, "§" and the ending of a possessive count for nothing.
type Query struct {
	Text  string
	Notes []QueryProblem // what is read in one of several ways that are usual: worth a warning
	root  *queryNode
}

// A QueryProblem is one thing wrong with a query, or worth saying of it.
type QueryProblem struct {
	At      int // byte of the query it begins at
	Line    int // from 1
	Column  int // characters of that line, from 1
	Message string
	Hint    string
}

// String is the problem with its column: `column 12: "(" is never closed; add ")"`.
func (p QueryProblem) String() string {
	s := fmt.Sprintf("column %d: %s", p.Column, p.Message)
	if p.Line > 1 {
		s = fmt.Sprintf("line %d, %s", p.Line, s)
	}
	if p.Hint != "" {
		s += "; " + p.Hint
	}
	return s
}

// A QueryError is all that is wrong with a query.
type QueryError struct {
	Query    string
	Problems []QueryProblem
}

// Error is one line a problem.
func (e *QueryError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Limits of one query: more is a mistake, or somebody else's program.
const (
	longestQuery = 4000 // characters
	deepestQuery = 40   // parentheses within each other
	widestReach  = 255  // words of w/n, as on Westlaw and Lexis
	mostProblems = 8    // that are told of one query
)

// ParseQuery reads a query. What is wrong with it comes back as a [*QueryError],
// all at once.
func ParseQuery(text string) (*Query, error) {
	p := &queryParser{text: text}
	if n := utf8.RuneCountInString(text); n > longestQuery {
		p.problem(0, "", "the query has %d characters, more than %d", n, longestQuery)
		return nil, p.failure()
	}
	if !utf8.ValidString(text) {
		p.problem(0, "", "the query is no UTF-8 text")
		return nil, p.failure()
	}
	p.lex()
	root := p.query()
	if len(p.problems) == 0 && root != nil && !root.positive() {
		p.problem(root.at, "name a word that must stand there too", "the query fits every text that merely lacks something")
	}
	if len(p.problems) > 0 || root == nil {
		return nil, p.failure()
	}
	return &Query{Text: text, Notes: p.notes, root: root}, nil
}

// String is the query as it was understood, with every parenthesis written out.
func (q *Query) String() string { return q.root.String() }

// place is the problem at a byte of the query.
func (p *queryParser) place(at int, hint, message string) QueryProblem {
	before := p.text[:min(at, len(p.text))]
	line := strings.LastIndexByte(before, '\n') + 1
	return QueryProblem{At: at, Line: strings.Count(before, "\n") + 1, Column: utf8.RuneCountInString(before[line:]) + 1, Message: message, Hint: hint}
}

func (p *queryParser) problem(at int, hint, format string, args ...any) {
	if len(p.problems) < mostProblems {
		p.problems = append(p.problems, p.place(at, hint, fmt.Sprintf(format, args...)))
	}
}

func (p *queryParser) note(at int, hint, format string, args ...any) {
	if len(p.notes) < mostProblems {
		p.notes = append(p.notes, p.place(at, hint, fmt.Sprintf(format, args...)))
	}
}

// failure is everything that is wrong, in the order of the query.
func (p *queryParser) failure() error {
	if len(p.problems) == 0 {
		p.problem(0, `write "a phrase", a word, or both with AND`, "there is nothing to look for")
	}
	sortProblems(p.problems)
	return &QueryError{Query: p.text, Problems: p.problems}
}
