package rules

// A Fact says that a pattern states that nothing has been done yet: no
// enforcement, no decision, nothing withheld.
type Fact string

// The facts. The plain one says it of enforcement, in those words.
const (
	FactNone  Fact = ""
	FactPlain Fact = "plain"
	FactOther Fact = "other"
)

// Denials is the part of ripeness that says that nothing has been done yet, the
// plain words before the others. Doctrine ("not ripe") and contingency ("may
// never come") are left out: no release can answer those. A [Reader] of it finds
// one such sentence of each kind in a document.
func Denials(arguments []Argument) []Argument {
	var found []Argument
	for _, a := range arguments {
		if a.Name != "ripeness" {
			continue
		}
		for _, fact := range []Fact{FactPlain, FactOther} {
			part := a
			part.Name, part.Patterns = string(fact), nil
			for _, p := range a.Patterns {
				if p.Fact == fact {
					part.Patterns = append(part.Patterns, p)
				}
			}
			found = append(found, part)
		}
	}
	return found
}
