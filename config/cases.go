package config

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"docketwatch/docket"
)

// caseEntry is one element of `cases:` as written.
type caseEntry struct {
	Name    string `yaml:"name"`
	Dockets []struct {
		Court  string `yaml:"court"`
		Number string `yaml:"number"`
	} `yaml:"dockets"`
	Government string   `yaml:"government"`
	Labels     []string `yaml:"labels"`
	Notify     []string `yaml:"notify"`
}

// cases reads the watched cases. One docket belongs to one case: a second
// mention is merged with a warning, so that it cannot be told twice.
func cases(nodes []yaml.Node, destinations []Entry) ([]docket.Case, Problems) {
	var list []docket.Case
	var problems Problems
	owner := make(map[docket.DocketKey]string)
	names := make(map[string]int)
	for i := range nodes {
		node := &nodes[i]
		path := fmt.Sprintf("cases[%d]", i)
		var e caseEntry
		problems = append(problems, strict(node, &e, path)...)
		if err := node.Load(&e); err != nil {
			problems = append(problems, yamlProblems(err)...)
			continue
		}
		report := func(hint, format string, args ...any) {
			problems = append(problems, Problem{Line: node.Line, Path: path, Message: fmt.Sprintf(format, args...), Hint: hint})
		}
		if e.Name == "" {
			report("", "name is missing")
		} else {
			path += fmt.Sprintf(" %q", e.Name)
		}
		if first, again := names[e.Name]; again {
			report("give one of them another name", "the case of line %d has the same name", first)
		}
		names[e.Name] = node.Line
		c := docket.Case{Name: e.Name, Government: docket.Role(e.Government), Labels: e.Labels, Notify: e.Notify}
		switch c.Government {
		case docket.RoleUnknown, docket.RoleDefendant, docket.RolePlaintiff, docket.RoleAmicus:
		default:
			report("defendant, plaintiff or amicus", "government: %q is no side", e.Government)
		}
		if len(e.Dockets) == 0 {
			report(`add dockets: [{court: cand, number: "3:17-cv-00574"}]`, "no docket is named")
		}
		for _, d := range e.Dockets {
			ref, problem, hint := docketRef(d.Court, d.Number)
			if problem != "" {
				report(hint, "%s", problem)
				continue
			}
			if other, again := owner[ref.Key()]; again {
				problems = append(problems, Problem{Warning: true, Line: node.Line, Path: path,
					Message: fmt.Sprintf("%s %s is already watched under %q; it is told once, there", ref.Court, ref.Number, other)})
				continue
			}
			owner[ref.Key()] = e.Name
			c.Dockets = append(c.Dockets, ref)
		}
		for _, name := range e.Notify {
			if !slices.ContainsFunc(destinations, func(d Entry) bool { return d.Name == name }) {
				report(didYouMean(name, entryNames(destinations)), "notify: no destination is named %q", name)
			}
		}
		list = append(list, c)
	}
	return list, problems
}

func docketRef(court, number string) (ref docket.DocketRef, problem, hint string) {
	c, ok := docket.CourtByID(court)
	if !ok {
		return ref, fmt.Sprintf("unknown court id %q", court), CourtHint(court)
	}
	n, err := docket.ParseNumber(number)
	if err != nil {
		return ref, err.Error(), `write it as the court does: "3:17-cv-00574"`
	}
	return docket.DocketRef{Court: c.ID, Number: n}, "", ""
}

// CourtHint names the court that was probably meant: one with the same letters
// ("sdny" for nysd), else the nearest id.
func CourtHint(id string) string {
	ids := make([]string, 0, 256)
	letters := sortedLetters(id)
	for _, c := range docket.Courts() {
		if sortedLetters(c.ID) == letters {
			return fmt.Sprintf("did you mean %q?", c.ID)
		}
		ids = append(ids, c.ID)
	}
	if near := Nearest(strings.ToLower(id), ids); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "court ids are CourtListener's: cand, nysd, ca9"
}

func sortedLetters(s string) string {
	letters := []byte(strings.ToLower(s))
	slices.Sort(letters)
	return string(letters)
}

func entryNames(list []Entry) []string {
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = e.Name
	}
	return names
}
