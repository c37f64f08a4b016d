package rules

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v4"
)

//go:embed arguments/*.yaml
var argumentFiles embed.FS

// sharedFile holds the classes that all arguments may use and the words of
// speaking: who says it, of whom, and whether it is agreed to.
const sharedFile = "arguments/shared.yaml"

// argumentNames is the closed set, in its published order.
var argumentNames = []string{
	"ripeness", "standing", "final_agency_action", "existing_law", "tucker_act", "injunction_scope", "spending_clause",
	"tenth_amendment", "separation_of_powers", "due_process",
}

// ArgumentNames returns the closed set of arguments in its published order.
func ArgumentNames() []string { return slices.Clone(argumentNames) }

// Arguments returns the arguments that come with the program, one for each
// name of the closed set, in its order. An error means that a file of the
// program itself is broken.
func Arguments() ([]Argument, error) {
	all := make([]Argument, 0, len(argumentNames))
	for _, name := range argumentNames {
		data, err := fs.ReadFile(argumentFiles, "arguments/"+name+".yaml")
		if err != nil {
			return nil, fmt.Errorf("argument %s: %w", name, err)
		}
		a, err := ParseArgument(data)
		if err != nil {
			return nil, fmt.Errorf("argument %s: %w", name, err)
		}
		if a.Name != name {
			return nil, fmt.Errorf("argument %s: the file is about %q", name, a.Name)
		}
		all = append(all, a)
	}
	return all, nil
}

// ParseArgument reads one argument file. Unknown keys are an error; so is a
// word outside the closed sets. Patterns are compiled by [NewReader].
func ParseArgument(data []byte) (Argument, error) {
	var a Argument
	if err := strictYAML(data, &a); err != nil {
		return Argument{}, err
	}
	if a.Name == "" || len(a.Patterns) == 0 {
		return Argument{}, errors.New("it has no name or no pattern")
	}
	if a.Holder != SideGovernment && a.Holder != SideChallenger {
		return Argument{}, fmt.Errorf("holder %q is neither government nor challenger", a.Holder)
	}
	for i := range a.Patterns {
		p := &a.Patterns[i]
		if p.Sense == "" {
			p.Sense = SenseFor
		}
		if p.Tier == "" {
			p.Tier = TierReview
		}
		if p.Single && p.Tier == TierAlert {
			return Argument{}, fmt.Errorf("pattern %q: one document is not enough for an alert", p.Name)
		}
		if p.Tier != TierAlert && p.Tier != TierReview {
			return Argument{}, fmt.Errorf("pattern %q: tier %q is neither alert nor review", p.Name, p.Tier)
		}
		if p.Support != SupportSeveral && p.Support != SupportOne && p.Support != SupportNone {
			return Argument{}, fmt.Errorf("pattern %q: support %q is neither %q nor %q", p.Name, p.Support, SupportOne, SupportNone)
		}
		if p.Sense != SenseFor && p.Sense != SenseAgainst && p.Sense != SenseTopic {
			return Argument{}, fmt.Errorf("pattern %q: sense %q is not for, against or topic", p.Name, p.Sense)
		}
		if p.Fact != FactNone && p.Fact != FactPlain && p.Fact != FactOther {
			return Argument{}, fmt.Errorf("pattern %q: fact %q is not plain or other", p.Name, p.Fact)
		}
	}
	return a, nil
}

// shared is the file of common words.
type shared struct {
	Classes map[string]string `yaml:"classes"`
	Speech  map[string]string `yaml:"speech"`
}

func sharedWords() (shared, error) {
	var s shared
	data, err := fs.ReadFile(argumentFiles, sharedFile)
	if err != nil {
		return s, err
	}
	if err := strictYAML(data, &s); err != nil {
		return s, fmt.Errorf("%s: %w", sharedFile, err)
	}
	return s, nil
}

func strictYAML(data []byte, into any) error {
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithKnownFields())
	if err != nil {
		return err
	}
	return loader.Load(into)
}
