package rules_test

import (
	"fmt"
	"testing"

	"docketwatch/rules"
)

func ExampleHousekeeping() {
	fmt.Println(rules.Housekeeping([]string{"~Util - Set Deadlines"}))
	fmt.Println(rules.Housekeeping([]string{"Order", "~Util - Set Deadlines"}))
	// Output:
	// true
	// false
}

func TestHousekeeping(t *testing.T) {
	for name, c := range map[string]struct {
		events []string
		want   bool
	}{
		"one clerk's event":                          {[]string{"~Util - Set/Reset Hearings"}, true},
		"several clerk's events":                     {[]string{"~Util - Set Deadlines", "~Util - Terminate Motions"}, true},
		"brackets and capitals change nothing":       {[]string{" [~UTIL - Set Deadlines]"}, true},
		"an order beside a clerk's event is told":    {[]string{"~Util - Set Deadlines", "Order on Motion to Stay"}, false},
		"an unknown event with a tilde is told":      {[]string{"~gr - Grand Jury"}, false},
		"an event that only quotes the word is told": {[]string{"Notice of ~Util - Error"}, false},
		"an empty event is told":                     {[]string{""}, false},
		"no event at all is told":                    {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rules.Housekeeping(c.events); got != c.want {
				t.Errorf("Housekeeping(%q) = %v", c.events, got)
			}
		})
	}
}
