package rules_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"docketwatch/rules"
)

// unrelated is text that does not make the government's arguments.
type unrelated struct {
	name  string
	by    rules.Side
	texts []string
}

var sentenceEnd = regexp.MustCompile(`[.?!]["”')]?(?:\s+|$)`)

func sentencesIn(texts []string) int {
	n := 0
	for _, t := range texts {
		for _, s := range sentenceEnd.Split(t, -1) {
			if len(strings.Fields(s)) > 2 {
				n++
			}
		}
	}
	return n
}

// alarms counts the places at which the reader would alert that the government
// asserts an argument of its own, by argument.
func alarms(r *rules.Reader, u unrelated, show func(string)) map[string]int {
	count := map[string]int{}
	for _, text := range u.texts {
		for _, f := range r.ReadFiling(rules.Filing{Text: text, FiledBy: u.by}).Findings {
			if f.Tier == rules.TierAlert && f.Stance == rules.StanceAsserts && f.Speaker == rules.SideGovernment && f.Holder == rules.SideGovernment {
				count[f.Argument]++
				show(fmt.Sprintf("%s: %s (%s): %.220q", u.name, f.Argument, f.Pattern, f.Plain))
			}
		}
	}
	return count
}

func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n") {
		if len(strings.Fields(p)) > 3 {
			out = append(out, p)
		}
	}
	return out
}

// docketTexts are the descriptions of real docket entries.
func docketTexts(t *testing.T) []string {
	t.Helper()
	corpus(t, "arguments/entries.jsonl") // skips where there is no corpus
	root := os.Getenv("DOCKETWATCH_CORPUS")
	if root == "" {
		root = "../../shared/corpus"
	}
	files, err := filepath.Glob(filepath.Join(root, "dockets", "*", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var sheet struct {
			Entries []struct {
				Description string `json:"description"`
			} `json:"docket_entries"`
		}
		if json.Unmarshal(data, &sheet) != nil {
			continue // some expected files are lists
		}
		for _, e := range sheet.Entries {
			if e.Description != "" {
				texts = append(texts, e.Description)
			}
		}
	}
	return texts
}

func TestFalseAlarmsOnUnrelatedText(t *testing.T) {
	r := reader(t)
	var house, justice, challenger, court []string
	for _, name := range []string{"whitehouse/sanctuary_mentions.jsonl", "whitehouse/other.jsonl"} {
		for _, item := range whiteHouse(t, name) {
			house = append(house, paragraphs(item.Body+"\n"+item.Opening)...)
		}
	}
	var page struct{ Results []struct{ Body string } }
	if err := json.Unmarshal(corpus(t, "doj/api_page.json"), &page); err != nil {
		t.Fatal(err)
	}
	tags := regexp.MustCompile(`<[^>]*>`)
	for _, release := range page.Results {
		justice = append(justice, paragraphs(tags.ReplaceAllString(release.Body, "\n"))...)
	}
	for _, p := range append(passages(t, corpus(t, "arguments/passages.jsonl")), written(t)...) {
		switch p.Speaker {
		case rules.SideChallenger:
			challenger = append(challenger, p.Text)
		case rules.SideCourt:
			court = append(court, p.Text)
		}
	}
	generated := generatedSentences(2400)
	total, ripeness, all := 0, 0, 0
	for _, u := range []unrelated{
		{"White House, as if filed by the government", rules.SideGovernment, house},
		{"Justice Department releases, as if filed by the government", rules.SideGovernment, justice},
		{"government briefs on other matters", rules.SideGovernment, generated[:800]},
		{"docket entries, filer unknown", "", docketTexts(t)},
		{"challengers", rules.SideChallenger, append(challenger, generated[800:1600]...)},
		{"courts", rules.SideCourt, append(court, generated[1600:]...)},
	} {
		n := sentencesIn(u.texts)
		count := alarms(r, u, func(s string) { t.Log(s) })
		sum := 0
		for _, c := range count {
			sum += c
		}
		t.Logf("%-60s %6d sentences: %d false alerts of ripeness, %d of all arguments %v", u.name, n, count["ripeness"], sum, count)
		total, ripeness, all = total+n, ripeness+count["ripeness"], all+sum
	}
	t.Logf("together %d sentences: %.2f false alerts of ripeness and %.2f of all arguments per 1,000", total, 1000*float64(ripeness)/float64(total), 1000*float64(all)/float64(total))
	if total < 5000 {
		t.Errorf("only %d sentences", total)
	}
	if 1000*all > total {
		t.Errorf("%d false alerts in %d sentences", all, total)
	}
}
