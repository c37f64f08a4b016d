package config

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"
)

// An Entry is one element of `sources:` or `notify:`. The file knows no kind:
// what is not common to all kinds stays in Options, for the kind's own
// constructor to decode.
type Entry struct {
	Kind     string
	Name     string   // the kind where the file gives none
	Schedule string   // cron expression; "" where the kind's default holds
	Delivery Delivery // of a destination
	Path     string   // `sources[2] "nysd"`, for messages
	Line     int
	Options  Options
}

// Options are the keys of an entry that belong to its kind.
type Options struct {
	node *yaml.Node
	path string
}

// Decode fills a pointer to a struct with `yaml` tags. Unknown keys, wrong
// types and missing secrets come back together as [Problems], each with its
// line and, for a key, the nearest valid one.
func (o Options) Decode(into any) error {
	if o.node == nil {
		return nil
	}
	problems := strict(o.node, into, o.path)
	if err := o.node.Load(into); err != nil {
		for _, p := range yamlProblems(err) {
			if p.Path == "" {
				p.Path = o.path
			}
			if p.Line == 0 {
				p.Line = o.node.Line
			}
			problems = append(problems, p)
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}

// Problem is an error about this entry, at its line.
func (e Entry) Problem(hint, format string, args ...any) Problems {
	return Problems{{Line: e.Line, Path: e.Path, Message: fmt.Sprintf(format, args...), Hint: hint}}
}

// OptionsOf wraps YAML text as options, as tests and the demo need them.
func OptionsOf(text string) (Options, error) {
	var root yaml.Node
	if err := yaml.Load([]byte(text), &root); err != nil {
		return Options{}, yamlProblems(err)
	}
	return Options{node: root.Content[0]}, nil
}

// common are the keys every entry may have.
type common struct {
	Kind     string `yaml:"kind"`
	Name     string `yaml:"name"`
	Schedule string `yaml:"schedule"`
}

// entries parts the common keys of each element from its kind's own.
func entries(nodes []yaml.Node, section string) ([]Entry, Problems) {
	var list []Entry
	var problems Problems
	taken := make(map[string]int)
	for i := range nodes {
		node := &nodes[i]
		path := fmt.Sprintf("%s[%d]", section, i)
		if node.Kind != yaml.MappingNode {
			problems = append(problems, Problem{Line: node.Line, Path: path, Message: "not a mapping", Hint: "write `- kind: …`"})
			continue
		}
		own := &yaml.Node{Kind: yaml.MappingNode, Tag: node.Tag, Line: node.Line, Column: node.Column}
		shared, manners := *own, *own
		for k := 0; k+1 < len(node.Content); k += 2 {
			to := own
			switch key := node.Content[k].Value; {
			case key == "kind" || key == "name" || key == "schedule":
				to = &shared
			case section == "notify" && slices.Contains(deliveryKeys, key):
				to = &manners
			}
			to.Content = append(to.Content, node.Content[k], node.Content[k+1])
		}
		var c common
		if err := shared.Load(&c); err != nil {
			problems = append(problems, yamlProblems(err)...)
			continue
		}
		if c.Kind == "" {
			problems = append(problems, Problem{Line: node.Line, Path: path, Message: "kind is missing"})
			continue
		}
		if c.Name == "" {
			c.Name = c.Kind
		}
		path += fmt.Sprintf(" %q", c.Name)
		if first, again := taken[c.Name]; again {
			problems = append(problems, Problem{Line: node.Line, Path: path,
				Message: fmt.Sprintf("the name %q is taken by the entry on line %d", c.Name, first), Hint: "give one of them another `name:`"})
		}
		taken[c.Name] = node.Line
		e := Entry{Kind: c.Kind, Name: c.Name, Schedule: c.Schedule, Path: path, Line: node.Line, Options: Options{node: own, path: path}}
		if section == "notify" {
			var more Problems
			e.Delivery, more = delivery(&manners, path)
			problems = append(problems, more...)
		}
		list = append(list, e)
	}
	return list, problems
}
