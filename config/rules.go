package config

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A Text is a value of the file and where it stands, for who reads it further:
// the query of a rule.
type Text struct {
	Value string
	Line  int // of its first character
	Path  string
}

// At is the problem of one line of the text, counted from 1.
func (t Text) At(line int, hint, format string, args ...any) Problem {
	return Problem{Line: t.Line + line - 1, Path: t.Path, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// A Rule is one element of `rules:`: what the user looks for, where, and who
// hears of it. The query is read by package rules.
type Rule struct {
	Name   string
	Find   Text
	In     []string // entry, document, press; empty means all of them
	Notify []string // destinations that hear beside those of the case; of a press item: that hear. Empty: nobody more
	Tier   string   // alert, review
}

// ruleEntry is the element as written.
type ruleEntry struct {
	Name   string    `yaml:"name"`
	Find   yaml.Node `yaml:"find"`
	In     []string  `yaml:"in"`
	Notify []string  `yaml:"notify"`
	Tier   string    `yaml:"tier"`
}

var (
	ruleTexts = []string{"entry", "document", "press"}
	ruleTiers = []string{"alert", "review"}
)

// longestName is the longest name of a rule: it stands in messages.
const longestName = 80

// rules reads `rules:`. With no list of destinations (nil) their names are not
// checked.
func rules(nodes []yaml.Node, destinations []Entry) ([]Rule, Problems) {
	var list []Rule
	var problems Problems
	names := make(map[string]int)
	for i := range nodes {
		node := &nodes[i]
		path := fmt.Sprintf("rules[%d]", i)
		var e ruleEntry
		problems = append(problems, strict(node, &e, path)...)
		if err := node.Load(&e); err != nil {
			problems = append(problems, yamlProblems(err)...)
			continue
		}
		report := func(key, hint, format string, args ...any) {
			problems = append(problems, Problem{Line: lineBelow(node, key), Path: path, Message: fmt.Sprintf(format, args...), Hint: hint})
		}
		if e.Name != "" {
			path += fmt.Sprintf(" %q", e.Name)
		}
		first, again := names[e.Name]
		switch {
		case strings.TrimSpace(e.Name) == "":
			report("name", "its name stands in the alerts", "name is missing")
		case len([]rune(e.Name)) > longestName:
			report("name", "", "name is longer than %d characters", longestName)
		case again:
			report("name", "give one of them another name", "the rule of line %d has the same name", first)
		}
		names[e.Name] = node.Line
		r := Rule{Name: e.Name, In: e.In, Notify: e.Notify, Tier: e.Tier}
		if r.Tier == "" {
			r.Tier = "alert"
		}
		if !slices.Contains(ruleTiers, r.Tier) {
			report("tier", didYouMean(r.Tier, ruleTiers), "tier: %q is none", r.Tier)
		}
		for _, in := range e.In {
			if !slices.Contains(ruleTexts, in) {
				report("in", didYouMean(in, ruleTexts), "in: %q is no kind of text", in)
			}
		}
		r.Find = textOf(&e.Find, path+": find")
		if strings.TrimSpace(r.Find.Value) == "" {
			report("find", `find: '"Byrne JAG" OR condition*'`, "find is missing")
		}
		for _, name := range e.Notify {
			if destinations != nil && !slices.ContainsFunc(destinations, func(d Entry) bool { return d.Name == name }) {
				report("notify", didYouMean(name, entryNames(destinations)), "notify: no destination is named %q", name)
			}
		}
		list = append(list, r)
	}
	return list, problems
}

// textOf is a value with its place. The lines of a block (`find: |`) begin below
// their key.
func textOf(node *yaml.Node, path string) Text {
	t := Text{Value: node.Value, Line: node.Line, Path: path}
	if node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		t.Line++
	}
	return t
}

// lineBelow is the line of a key of a mapping, or of the mapping.
func lineBelow(node *yaml.Node, key string) int {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i].Line
		}
	}
	return node.Line
}

// RulesOf reads the rules and the mute rules of a file that may be a whole
// configuration or hold these two sections alone. The names of destinations are
// checked where the file lists destinations.
func RulesOf(path string) ([]Rule, []Mute, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fmt.Errorf("rules: %w", err)
	}
	var root yaml.Node
	if err := yaml.Load(bytes.TrimPrefix(raw, []byte("\ufeff")), &root); err != nil {
		return nil, nil, yamlProblems(err)
	}
	problems := strict(&root, &file{}, "")
	var f struct { // the rest is not read: no secret need be there
		Rules  []yaml.Node `yaml:"rules"`
		Mute   []yaml.Node `yaml:"mute"`
		Notify []yaml.Node `yaml:"notify"`
	}
	if err := root.Load(&f); err != nil {
		return nil, nil, append(problems, yamlProblems(err)...)
	}
	var destinations []Entry
	if len(f.Notify) > 0 {
		destinations, _ = entries(f.Notify, "notify") // `check` tells what is wrong with them
	}
	list, more := rules(f.Rules, destinations)
	problems = append(problems, more...)
	muted, more := mutes(f.Mute)
	problems = append(problems, more...)
	if len(f.Rules)+len(f.Mute) == 0 && len(problems) == 0 {
		problems = Problems{{Message: "the file holds no rules", Hint: "write `rules:` and a list of {name, find} below"}}
	}
	if len(problems) > 0 {
		return list, muted, problems
	}
	return list, muted, nil
}
