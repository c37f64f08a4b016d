package pacer

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// corpusDir is where real captures lie; they are not part of the project.
func corpusDir() string {
	dir := os.Getenv("DOCKETWATCH_CORPUS")
	if dir == "" {
		dir = "../../../shared/corpus"
	}
	return filepath.Join(dir, "rss")
}

func haveCorpus() bool {
	_, err := os.Stat(corpusDir())
	return err == nil
}

// captures are the corpus's feeds by name; "sdny_1" is of nysd.
func captures(t testing.TB) map[string][]byte {
	if !haveCorpus() {
		t.Skipf("no captured feeds at %s; set DOCKETWATCH_CORPUS to compare with them", corpusDir())
	}
	paths, err := filepath.Glob(filepath.Join(corpusDir(), "*.xml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no feeds in %s: %v", corpusDir(), err)
	}
	feeds := make(map[string][]byte)
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		feeds[strings.TrimSuffix(filepath.Base(path), ".xml")] = body
	}
	return feeds
}

func courtOfCapture(name string) string {
	court, _, _ := strings.Cut(name, "_")
	if court == "sdny" {
		return "nysd"
	}
	return court
}

// Where we differ from juriscraper on purpose. Anything else fails the test.
var differences = []struct {
	why  string
	know func(field, want, got string) bool
}{
	{"the capture is filed under sdny, which is no court id", func(field, want, got string) bool {
		return field == "court_id" && want == "sdny" && got == "nysd"
	}},
	{"a trustee's name is left with its references unresolved there", func(field, want, got string) bool {
		return field == "trustee_str" && html.UnescapeString(want) == got
	}},
	{"entries of one second without number or sequence are joined there, and told once", func(field, want, got string) bool {
		return field == "short_description" && slices.Contains(strings.Split(want, " AND "), got)
	}},
	{"nested brackets are cut at the first end there", func(field, want, got string) bool {
		return field == "short_description" && strings.Contains(want, "[") && strings.HasPrefix(got, want)
	}},
}

func TestEveryFieldOfTheCapturesAgreesWithJuriscraper(t *testing.T) {
	seen := make(map[string]int)
	agree, all, extra := 0, 0, 0
	for name, body := range captures(t) {
		got, err := Parse(body, courtOfCapture(name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		raw, err := os.ReadFile(filepath.Join(corpusDir(), name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var want []map[string]any
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		pool := make(map[string][]map[string]any)
		for _, d := range got {
			fields := fieldsOf(t, d)
			pool[filingKey(fields)] = append(pool[filingKey(fields)], fields)
		}
		for _, w := range want {
			candidates := pool[filingKey(w)]
			if len(candidates) == 0 {
				t.Errorf("%s: filing %s is missing", name, filingKey(w))
				continue
			}
			for i, c := range candidates { // every one of them is an event of it
				for _, d := range diff(w, c) {
					if i == 0 {
						all++
					}
					if d.want == d.got {
						if i == 0 {
							agree++
						}
						continue
					}
					why := knownDifference(d)
					if why == "" {
						t.Errorf("%s: %s: %s = %q, juriscraper has %q", name, filingKey(w), d.field, d.got, d.want)
					} else if i == 0 {
						seen[why]++
					}
				}
			}
			extra += len(candidates) - 1
			delete(pool, filingKey(w))
		}
		for key, rest := range pool {
			if !strings.Contains(key, "~gr") {
				t.Errorf("%s: %d filings that juriscraper has not: %s", name, len(rest), key)
			}
		}
	}
	t.Logf("%d of %d fields agree; %d filings more, told apart", agree, all, extra)
	for why, n := range seen {
		t.Logf("%d differ: %s", n, why)
	}
	t.Log("1 filing more: the docket number 5:18-~gr-00001, which juriscraper drops")
}

type difference struct{ field, want, got string }

func knownDifference(d difference) string {
	for _, known := range differences {
		if known.know(d.field, d.want, d.got) {
			return known.why
		}
	}
	return ""
}

func fieldsOf(t *testing.T, d Docket) map[string]any {
	raw, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	return fields
}

func entryOf(d map[string]any) map[string]any {
	return d["docket_entries"].([]any)[0].(map[string]any)
}

func filingKey(d map[string]any) string {
	e := entryOf(d)
	return fmt.Sprint(d["docket_number"], d["pacer_case_id"], e["date_filed"], e["document_number"], e["pacer_doc_id"])
}

// diff lists every field juriscraper gives, with both values.
func diff(want, got map[string]any) []difference {
	var all []difference
	for field, w := range want {
		switch field {
		case "docket_entries":
			all = append(all, diff(entryOf(want), entryOf(got))...)
		default:
			all = append(all, difference{field, show(w), show(got[field])})
		}
	}
	return all
}

// show prints null, "" and an empty list alike: they are one value to readers.
func show(v any) string {
	if v == nil {
		return ""
	}
	return strings.TrimSpace(fmt.Sprint(v))
}
