package rules

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A rowParser reads "not ..3 (ripe | fit for review)" into the rows of single
// words it stands for.
type rowParser struct {
	*compiler
	words []string
	at    int
}

var errEmptyAlternative = errors.New("an alternative is empty")

// alternatives reads rows separated by "|" up to a closing bracket or the end.
func (p *rowParser) alternatives() ([][]unplaced, error) {
	var all [][]unplaced
	for {
		rows, err := p.sequence()
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
		if len(all) > maxRows {
			return nil, fmt.Errorf("more than %d rows", maxRows)
		}
		if p.at >= len(p.words) || p.words[p.at] != "|" {
			return mergeSingles(all), nil
		}
		p.at++
	}
}

// mergeSingles makes one set of all alternatives that are one word.
func mergeSingles(rows [][]unplaced) [][]unplaced {
	var rest, singles [][]unplaced
	for _, row := range rows {
		if len(row) == 1 {
			singles = append(singles, row)
		} else {
			rest = append(rest, row)
		}
	}
	if len(singles) < 2 {
		return append(rest, singles...)
	}
	all := newWordset()
	for _, row := range singles {
		all.union(row[0].set)
	}
	return append(rest, []unplaced{{set: all}})
}

// sequence reads items one after the other and multiplies their alternatives.
func (p *rowParser) sequence() ([][]unplaced, error) {
	rows := [][]unplaced{nil}
	pending := make([]int, 1) // by row: the gap before whatever comes next
	items := 0
	for p.at < len(p.words) && p.words[p.at] != "|" && p.words[p.at] != ")" {
		if n, ok := strings.CutPrefix(p.words[p.at], ".."); ok {
			gap, err := strconv.Atoi(n)
			if err != nil {
				return nil, fmt.Errorf("%q is no gap", p.words[p.at])
			}
			for i := range pending {
				pending[i] += gap
			}
			p.at++
			continue
		}
		choices, err := p.item()
		if err != nil {
			return nil, err
		}
		items++
		var next [][]unplaced
		var nextPending []int
		for i, row := range rows {
			for _, choice := range choices {
				joined := append(row[:len(row):len(row)], choice...)
				if len(choice) == 0 {
					next, nextPending = append(next, joined), append(nextPending, pending[i])
					continue
				}
				joined[len(row)].gap += pending[i]
				next, nextPending = append(next, joined), append(nextPending, 0)
			}
		}
		if rows, pending = next, nextPending; len(rows) > maxRows {
			return nil, fmt.Errorf("more than %d rows", maxRows)
		}
	}
	if items == 0 {
		return nil, errEmptyAlternative
	}
	if strings.HasPrefix(p.words[p.at-1], "..") {
		return nil, errors.New("a gap leads to no word")
	}
	return rows, nil
}

// item reads a word, a class or a bracket.
func (p *rowParser) item() ([][]unplaced, error) {
	word := p.words[p.at]
	p.at++
	switch {
	case word == "(":
		rows, err := p.alternatives()
		if err != nil {
			return nil, err
		}
		if p.at >= len(p.words) || p.words[p.at] != ")" {
			return nil, errors.New("a bracket is not closed")
		}
		p.at++
		if p.at < len(p.words) && p.words[p.at] == "?" {
			p.at++
			rows = append(rows, nil)
		}
		return rows, nil
	case word == "?":
		return nil, errors.New(`"?" stands behind no bracket`)
	case strings.ToUpper(word) == word && strings.ToLower(word) != word:
		return p.class(word)
	case strings.ToLower(word) != word:
		return nil, fmt.Errorf("%q is neither a word nor a class", word)
	}
	parts := []string{word}
	if two := bare[word]; two[0] != "" { // "cannot" is two words in a text
		parts = two[:]
	}
	var row []unplaced
	for _, part := range parts {
		set := newWordset()
		set.add(part)
		row = append(row, unplaced{set: set})
	}
	return [][]unplaced{row}, nil
}

// class is the rows of a named class.
func (p *rowParser) class(name string) ([][]unplaced, error) {
	if rows, ok := p.parsed[name]; ok {
		return copyRows(rows), nil
	}
	text, ok := p.classes[name]
	if !ok {
		return nil, fmt.Errorf("class %s is not defined", name)
	}
	if p.open[name] {
		return nil, fmt.Errorf("class %s names itself", name)
	}
	p.open[name] = true
	inner := rowParser{compiler: p.compiler, words: split(text)}
	rows, err := inner.alternatives()
	if err == nil && inner.at < len(inner.words) {
		err = fmt.Errorf("%q is one too many", inner.words[inner.at])
	}
	if err != nil {
		return nil, fmt.Errorf("class %s: %w", name, err)
	}
	delete(p.open, name)
	p.parsed[name] = rows
	return copyRows(rows), nil
}

// copyRows lets a caller change the gaps of what it was given.
func copyRows(rows [][]unplaced) [][]unplaced {
	out := make([][]unplaced, len(rows))
	for i, row := range rows {
		out[i] = append([]unplaced(nil), row...)
	}
	return out
}
