package rules

import "slices"

// Denials is the part of ripeness that says that nothing has been done yet: no
// enforcement, no decision, nothing withheld. Doctrine ("not ripe") and
// contingency ("may never come") are left out: no release can answer those. A
// [Reader] of it finds the plainest such sentence of a document.
func Denials(arguments []Argument) []Argument {
	for _, a := range arguments {
		if a.Name != "ripeness" {
			continue
		}
		a.Patterns = slices.DeleteFunc(slices.Clone(a.Patterns), func(p Pattern) bool { return !p.Fact })
		return []Argument{a}
	}
	return nil
}
