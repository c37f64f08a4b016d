package config

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"docketwatch/docket"
)

// A Mute is one element of `mute:`: entries that are kept and counted, and not
// told. All of its conditions must hold; of one condition, any value.
type Mute struct {
	Name  string // as the user calls it, or its conditions in words
	Kind  []string
	Case  []string // names of cases, or parts of them
	By    []string
	Court []string
	Find  Text
	Until docket.Date // the last day on which it holds, in the configured zone; "" for ever
	Line  int
	Path  string
}

// muteEntry is the element as written.
type muteEntry struct {
	Name  string    `yaml:"name"`
	Kind  []string  `yaml:"kind"`
	Case  []string  `yaml:"case"`
	By    []string  `yaml:"by"`
	Court []string  `yaml:"court"`
	Find  yaml.Node `yaml:"find"`
	Until string    `yaml:"until"`
}

func mutes(nodes []yaml.Node) ([]Mute, Problems) {
	var list []Mute
	var problems Problems
	names := make(map[string]int)
	for i := range nodes {
		node := &nodes[i]
		path := fmt.Sprintf("mute[%d]", i)
		var e muteEntry
		problems = append(problems, strict(node, &e, path)...)
		if err := node.Load(&e); err != nil {
			problems = append(problems, yamlProblems(err)...)
			continue
		}
		if e.Name != "" {
			path += fmt.Sprintf(" %q", e.Name)
		}
		report := func(key, hint, format string, args ...any) {
			problems = append(problems, Problem{Line: lineBelow(node, key), Path: path, Message: fmt.Sprintf(format, args...), Hint: hint})
		}
		m := Mute{Name: e.Name, Kind: e.Kind, Case: e.Case, By: e.By, Court: e.Court, Find: textOf(&e.Find, path+": find"), Line: node.Line, Path: path}
		if len(e.Kind)+len(e.Case)+len(e.By)+len(e.Court) == 0 && strings.TrimSpace(m.Find.Value) == "" {
			report("", "name a kind, case, by, court or find", "without a condition it would mute everything")
		}
		for i, id := range e.Court {
			c, ok := docket.CourtByID(id)
			if !ok {
				report("court", CourtHint(id), "unknown court id %q", id)
			}
			m.Court[i] = c.ID
		}
		if e.Until != "" {
			m.Until = docket.Date(e.Until)
			if _, err := time.Parse(time.DateOnly, e.Until); err != nil {
				report("until", "write it as 2027-01-31", "until: %q is no day", e.Until)
			}
		}
		if m.Name == "" {
			m.Name = m.words()
		}
		if first, again := names[m.Name]; again {
			report("", "give one of them a `name:`", "the mute rule of line %d is called %q too", first, m.Name)
		}
		names[m.Name] = node.Line
		list = append(list, m)
	}
	return list, problems
}

// words are the conditions, for lists.
func (m Mute) words() string {
	var parts []string
	for _, c := range []struct {
		key  string
		list []string
	}{{"kind", m.Kind}, {"case", m.Case}, {"by", m.By}, {"court", m.Court}} {
		if len(c.list) > 0 {
			parts = append(parts, c.key+" "+strings.Join(c.list, ", "))
		}
	}
	if m.Find.Value != "" {
		parts = append(parts, "find "+strings.Join(strings.Fields(m.Find.Value), " "))
	}
	name := []rune(strings.Join(parts, "; "))
	return string(name[:min(len(name), longestName)])
}

// unknownCases are those that mute rules name and nobody watches: such a rule would
// mute nothing, unseen.
func unknownCases(list []Mute, watched []docket.Case) Problems {
	var problems Problems
	for _, m := range list {
		for _, name := range m.Case {
			if !slices.ContainsFunc(watched, func(c docket.Case) bool { return strings.Contains(strings.ToLower(c.Name), strings.ToLower(name)) }) {
				problems = append(problems, Problem{Line: m.Line, Path: m.Path, Message: fmt.Sprintf("case: no watched case is called %q", name),
					Hint: "write its name as under `cases:`, or a part of it"})
			}
		}
	}
	return problems
}
