package config

import (
	"fmt"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v4"

	"docketwatch/docket"
)

// A Discover is one element of `discover:`: which captions make a case worth
// suggesting.
type Discover struct {
	Caption *regexp.Regexp
	Courts  []string // CourtListener ids; empty means every court that is looked at
	Notify  []string
}

// discoverEntry is the element as written.
type discoverEntry struct {
	Caption string    `yaml:"caption"`
	Courts  yaml.Node `yaml:"courts"`
	Notify  []string  `yaml:"notify"`
}

// longestCaption is the longest expression: more is a mistake, or somebody
// else's program.
const longestCaption = 1000

func discovers(nodes []yaml.Node, destinations []Entry) ([]Discover, Problems) {
	var list []Discover
	var problems Problems
	for i := range nodes {
		node := &nodes[i]
		report := func(hint, format string, args ...any) {
			problems = append(problems, Problem{Line: node.Line, Path: fmt.Sprintf("discover[%d]", i), Message: fmt.Sprintf(format, args...), Hint: hint})
		}
		var e discoverEntry
		problems = append(problems, strict(node, &e, fmt.Sprintf("discover[%d]", i))...)
		if err := node.Load(&e); err != nil {
			problems = append(problems, yamlProblems(err)...)
			continue
		}
		d := Discover{Notify: e.Notify}
		var err error
		switch d.Caption, err = regexp.Compile(e.Caption); {
		case e.Caption == "":
			report(`caption: "(City|County) .* v\\. Trump"`, "caption is missing")
		case len(e.Caption) > longestCaption:
			report("", "caption is longer than %d characters", longestCaption)
		case err != nil:
			report("the syntax is that of RE2", "caption: %v", err)
		case d.Caption.MatchString(""):
			report("", "caption fits every case")
		}
		if d.Courts, err = courtIDs(&e.Courts); err != nil {
			report("courts: all, or courts: [cand, ilnd]", "courts: %v", err)
		}
		for _, name := range e.Notify {
			if !slices.ContainsFunc(destinations, func(d Entry) bool { return d.Name == name }) {
				report(didYouMean(name, entryNames(destinations)), "notify: no destination is named %q", name)
			}
		}
		list = append(list, d)
	}
	return list, problems
}

// courtIDs reads `all` or a list of courts.
func courtIDs(node *yaml.Node) ([]string, error) {
	if node.IsZero() || node.Value == "all" {
		return nil, nil
	}
	var ids []string
	if err := node.Load(&ids); err != nil {
		return nil, err
	}
	for i, id := range ids {
		c, ok := docket.CourtByID(id)
		if !ok {
			return nil, fmt.Errorf("unknown court id %q; %s", id, CourtHint(id))
		}
		ids[i] = c.ID
	}
	return ids, nil
}
