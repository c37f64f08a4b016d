package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docketwatch/config"
)

const ruled = `
sources: [{kind: court_rss}]
notify: [{name: screen, kind: console}]
cases: [{name: Santa Clara v. Trump, dockets: [{court: cand, number: "3:17-cv-00574"}]}]
rules:
  - name: byrne
    find: '"Byrne JAG"'
    in: [entry, press]
    notify: [screen]
  - name: long
    find: |
      ripe OR
      moot
mute:
  - kind: [appearance]
  - {name: noise, case: [santa clara], by: [amicus], court: [cand], find: "pro hac", until: 2027-01-31}
`

func TestRulesAndMuteRulesAreRead(t *testing.T) {
	c, err := config.Parse("x.yaml", []byte(ruled))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Warnings) > 0 {
		t.Errorf("%v", c.Warnings)
	}
	r, l := c.Rules[0], c.Rules[1]
	if r.Tier != "alert" || r.Find.Value != `"Byrne JAG"` || r.Find.Line != 7 || l.Find.Line != 12 || l.Find.Value != "ripe OR\nmoot\n" {
		t.Errorf("%+v\n%+v", r, l)
	}
	if p := l.Find.At(2, "", "x"); p.Line != 13 || !strings.HasPrefix(p.Path, `rules[1] "long": find`) {
		t.Errorf("%+v", p)
	}
	if m := c.Mute; m[0].Name != "kind appearance" || m[1].Name != "noise" || m[1].Until != "2027-01-31" || m[1].Court[0] != "cand" {
		t.Errorf("%+v", m)
	}
}

// Each row is the file with one thing wrong, and what must be said of it.
func TestRulesThatAreRefused(t *testing.T) {
	tests := []struct{ name, replace, with, line, says string }{
		{"a mistyped key", "find: '", "fnd: '", "7", `did you mean "find"?`},
		{"a name taken twice", "name: long", "name: byrne", "10", "the rule of line 6 has the same name"},
		{"no name", "name: byrne", "name: ''", "6", "name is missing"},
		{"nothing to find", `find: '"Byrne JAG"'`, "find: ''", "7", "find is missing"},
		{"a text that is none", "in: [entry, press]", "in: [entrie]", "8", `did you mean "entry"?`},
		{"a destination nobody named", "notify: [screen]", "notify: [scren]", "9", `did you mean "screen"?`},
		{"a tier that is none", "notify: [screen]", "tier: loud", "9", `tier: "loud" is none`},
		{"a mute rule without condition", "kind: [appearance]", "name: all", "15", "would mute everything"},
		{"a mistyped key of a mute rule", "kind: [appearance]", "kinds: [appearance]", "15", `did you mean "kind"?`},
		{"a court nobody knows", "court: [cand]", "court: [sdny]", "16", `did you mean "nysd"?`},
		{"a day that is none", "2027-01-31", "2027-31-01", "16", "is no day"},
		{"a case nobody watches", "[santa clara]", "[chicago]", "16", `no watched case is called "chicago"`},
		{"a mute rule twice", "- kind: [appearance]", "- kind: [appearance]\n  - kind: [appearance]", "16", "give one of them a `name:`"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(ruled, tt.replace, tt.with, 1)
			if text == ruled {
				t.Fatal("the row changes nothing")
			}
			_, err := config.Parse("x.yaml", []byte(text))
			var problems config.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("got %v, want problems", err)
			}
			if all := problems.In("x.yaml"); !strings.Contains(all, tt.says) || !strings.Contains(all, "x.yaml:"+tt.line+":") {
				t.Errorf("want line %s and %q in:\n%s", tt.line, tt.says, all)
			}
		})
	}
}

func TestAFileOfRulesAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("rules: [{name: a, find: ripe, notify: [anybody]}]\nmute: [{kind: [letter]}]")
	rules, mutes, err := config.RulesOf(path)
	if err != nil || len(rules) != 1 || len(mutes) != 1 {
		t.Errorf("%v, %v, %v", rules, mutes, err)
	}
	write(ruled + "\nweb: {webhook_path: env:DW_NOT_SET}")
	if rules, _, err = config.RulesOf(path); err != nil || len(rules) != 2 {
		t.Errorf("%v, %v", rules, err)
	}
	for text, says := range map[string]string{"rules: []": "holds no rules", "rles: []": `did you mean "rules"?`, "rules: [{name: a}]": "find is missing"} {
		write(text)
		if _, _, err := config.RulesOf(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
