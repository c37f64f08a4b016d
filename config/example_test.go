package config_test

import (
	"errors"
	"fmt"

	"docketwatch/config"
)

// Every problem of a file comes at once, with its line and a hint.
func ExampleParse() {
	_, err := config.Parse("docketwatch.yaml", []byte(`sources: [{kind: court_rss}]
notfy: [{name: screen, kind: console}]
cases:
  - name: New York v. DOJ
    dockets: [{court: sdny, number: "1:18-cv-06471"}]
`))
	var problems config.Problems
	if errors.As(err, &problems) {
		fmt.Print(problems.In("docketwatch.yaml"))
	}
	// Output:
	// docketwatch.yaml:2: unknown key "notfy"; did you mean "notify"?
	// docketwatch.yaml: notify: no destination is configured: nobody would hear of anything; add `- {name: screen, kind: console}`
	// docketwatch.yaml:4: cases[0] "New York v. DOJ": unknown court id "sdny"; did you mean "nysd"?
}
