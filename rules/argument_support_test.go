package rules

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// labelledWith are our own labelled passages that make the argument, in any
// voice.
func labelledWith(t *testing.T, argument string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "labelled", "passages*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no labelled passages: %v", err)
	}
	var texts []string
	for _, name := range files {
		file, err := os.Open(name) //nolint:gosec // a file of our own testdata
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(file); lines.Scan(); {
			var p struct {
				Text      string   `json:"text"`
				Arguments []string `json:"arguments"`
			}
			if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if slices.Contains(p.Arguments, argument) {
				texts = append(texts, p.Text)
			}
		}
		_ = file.Close() // it was only read
	}
	return texts
}

// Every pattern says in its file whether the labelled passages bear it out.
func TestThePatternsSayHowManyPassagesSupportThem(t *testing.T) {
	r := builtin(t)
	for i, a := range r.arguments {
		count := map[string]int{}
		for _, text := range labelledWith(t, a.Name) {
			for name := range r.fires(i, text) {
				count[name]++
			}
		}
		notes, doctrine := map[Support]int{}, 0
		for _, p := range a.Patterns {
			want := SupportSeveral
			switch count[p.Name] {
			case 0:
				want = SupportNone
			case 1:
				want = SupportOne
			}
			notes[want]++
			if !slices.ContainsFunc(p.From, func(source string) bool {
				return strings.Contains(source, "argued") || strings.Contains(source, "hearing")
			}) {
				doctrine++
			}
			if p.Support != want {
				t.Errorf("%s, %q is supported by %d passages, and its note is %q, not %q", a.Name, p.Name, count[p.Name], p.Support, want)
			}
		}
		t.Logf("%-20s %3d patterns: %3d found in several passages, %2d in one, %2d in none; %3d from doctrine alone", a.Name, len(a.Patterns), notes[SupportSeveral], notes[SupportOne], notes[SupportNone], doctrine)
	}
}
