package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"docketwatch/rules"
	"docketwatch/watcher"
)

// A passage is one labelled text: the arguments that a reader found in it, or
// the names of rules that should fit it.
type passage struct {
	ID         string             `json:"id"`
	Text       string             `json:"text"`
	Arguments  []string           `json:"arguments"`
	Rules      []string           `json:"rules"` // absent: not labelled for rules
	Speaker    rules.Side         `json:"speaker"`
	Kind       rules.DocumentKind `json:"doc_kind"`
	Case       string             `json:"case"`
	Borderline bool               `json:"borderline"`
}

// A grade is how well a rule, or a shipped argument, agrees with the labels.
type grade struct {
	Rule      string   `json:"rule,omitempty"`
	Argument  string   `json:"argument,omitempty"`
	Against   string   `json:"against"` // the label: the rule's own name, else the argument that it is nearest to; "" near to none
	Passages  int      `json:"passages"`
	Fits      int      `json:"fits"`
	Right     int      `json:"right"`
	Labelled  int      `json:"labelled"`
	Precision float64  `json:"precision"`
	Recall    float64  `json:"recall"`
	Wrong     []string `json:"wrong"`  // ids of passages it fits and should not, some of them
	Missed    []string `json:"missed"` // ids of passages it should fit and does not
}

// mostIDs is how many passages a grade names of each sort.
const mostIDs = 20

// labelled takes precision and recall on labelled passages. Those that the
// reader who labelled them was not sure of count for nothing.
func (c *replayCmd) labelled(book *watcher.Rulebook, std streams) error {
	var all []passage
	for _, path := range c.Labelled {
		files, err := labelledFiles(path)
		if err != nil {
			return err
		}
		for _, name := range files {
			more, err := readPassages(name)
			if err != nil {
				return err
			}
			all = append(all, more...)
		}
	}
	if len(all) == 0 {
		return usageError{errors.New("no labelled passage: each line is an object with text and arguments, or rules")}
	}
	reader, err := shippedReader()
	if err != nil {
		return err
	}
	bar := progress{out: std.err, label: "passages", parts: 1}
	fits := make(map[string][]bool) // by rule, or "argument:NAME"
	for _, r := range book.Rules.Rules() {
		fits[r.Name] = make([]bool, len(all))
	}
	for _, name := range rules.ArgumentNames() {
		fits["argument:"+name] = make([]bool, len(all))
	}
	for i, p := range all {
		got, hits := reader.ReadFilingWith(rules.Filing{Text: p.Text, Kind: p.Kind, FiledBy: p.Speaker, Case: p.Case}, everywhere(book), rules.Facts{Case: p.Case})
		for _, h := range hits {
			fits[h.Rule][i] = true
		}
		for _, f := range got.Findings {
			if f.Tier == rules.TierAlert {
				fits["argument:"+f.Argument][i] = true
			}
		}
		if i%100 == 99 {
			bar.line(fmt.Sprintf("%d of %d", i+1, len(all)))
		}
	}
	bar.end()
	var list []grade
	for _, r := range book.Rules.Rules() {
		list = append(list, gradeOf(r.Name, fits[r.Name], all))
	}
	for _, name := range rules.ArgumentNames() {
		g := against(name, fits["argument:"+name], all, func(p passage) bool { return slices.Contains(p.Arguments, name) })
		g.Argument = name
		list = append(list, g)
	}
	if c.JSON {
		return jsonLines(std.out, list)
	}
	var rows [][]string
	for _, g := range list {
		rows = append(rows, []string{or(g.Rule, "argument "+g.Argument), orDash(g.Against), strconv.Itoa(g.Fits), strconv.Itoa(g.Right), strconv.Itoa(g.Labelled),
			fmt.Sprintf("%.2f", g.Precision), fmt.Sprintf("%.2f", g.Recall)})
	}
	_, _ = fmt.Fprintf(std.err, "%d labelled passages; those in doubt count for nothing\n", len(all))
	return table(std.out, "RULE\tAGAINST THE LABEL\tFITS\tRIGHT\tLABELLED\tPRECISION\tRECALL", rows)
}

// everywhere are the rules without their kinds of text: a passage is of none.
func everywhere(book *watcher.Rulebook) *rules.RuleSet {
	list := slices.Clone(book.Rules.Rules())
	for i := range list {
		list[i].In = nil
	}
	return rules.NewRuleSet(list)
}

// gradeOf takes a rule against the label of its name where passages have one,
// else against the argument that it is nearest to.
func gradeOf(name string, fits []bool, all []passage) grade {
	own := func(p passage) bool { return slices.Contains(p.Rules, name) }
	if slices.ContainsFunc(all, own) {
		g := against(name, fits, all, own)
		g.Rule = name
		return g
	}
	var best grade
	for _, argument := range rules.ArgumentNames() {
		g := against(argument, fits, all, func(p passage) bool { return slices.Contains(p.Arguments, argument) })
		if best.Against == "" || argument == name || best.Against != name && g.Right*(best.Fits+best.Labelled) > best.Right*(g.Fits+g.Labelled) {
			best = g
		}
	}
	if best.Right == 0 && best.Against != name { // it is near to none
		best.Against = ""
	}
	best.Rule = name
	return best
}

func against(label string, fits []bool, all []passage, is func(passage) bool) grade {
	g := grade{Against: label, Wrong: []string{}, Missed: []string{}}
	for i, p := range all {
		if p.Borderline {
			continue
		}
		g.Passages++
		want := is(p)
		if want {
			g.Labelled++
		}
		if fits[i] {
			g.Fits++
		}
		switch {
		case fits[i] && want:
			g.Right++
		case fits[i] && len(g.Wrong) < mostIDs:
			g.Wrong = append(g.Wrong, p.ID)
		case want && !fits[i] && len(g.Missed) < mostIDs:
			g.Missed = append(g.Missed, p.ID)
		}
	}
	if g.Fits > 0 {
		g.Precision = float64(g.Right) / float64(g.Fits)
	}
	if g.Labelled > 0 {
		g.Recall = float64(g.Right) / float64(g.Labelled)
	}
	return g
}

// labelledFiles is the file, or every .jsonl file of a folder.
func labelledFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, usageError{err}
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	return filepath.Glob(filepath.Join(path, "*.jsonl"))
}

// readPassages reads the lines of a file that are labelled with arguments or
// rules; other lines (entries labelled with their kind) are passed over.
func readPassages(name string) ([]passage, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, usageError{err}
	}
	defer func() { _ = f.Close() }() // only read from
	in := bufio.NewReader(f)
	var list []passage
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if len(line) > 1 {
			var p passage
			if e := json.Unmarshal(line, &p); e != nil {
				return nil, fmt.Errorf("%s, line %d: %w", name, n, e)
			}
			if p.Text != "" && (p.Arguments != nil || p.Rules != nil) {
				list = append(list, p)
			}
		}
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
