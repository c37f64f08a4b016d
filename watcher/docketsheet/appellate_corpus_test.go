package docketsheet

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"docketwatch/watcher"
)

// sampleDir is where real pages lie; they are not part of the project.
func sampleDir() string {
	if dir := os.Getenv("DOCKETWATCH_CORPUS"); dir != "" {
		return dir
	}
	return "../../../shared/corpus"
}

// A sampleKind is one kind of page, where samples of it lie, and what reads it.
type sampleKind struct {
	name, dir, ext, expect string
	floor                  float64 // of fields that agree, in percent
	parse                  func(body []byte, court string) (any, error)
}

func sampleKinds() []sampleKind {
	return []sampleKind{
		{"appellate dockets", "dockets/appellate", ".html", ".json", 99.7, func(b []byte, c string) (any, error) { return ParseAppellate(b, c) }},
		{"dockets of ACMS", "dockets/acms", ".acms_json", ".json", 100, func(b []byte, c string) (any, error) { return ParseACMS(b, c) }},
		{"dockets of the Supreme Court", "scotus", ".compare.json", ".json", 100, func(b []byte, _ string) (any, error) { return ParseScotus(b) }},
		{"notices of electronic filing", "nef", ".html", ".json", 100, func(b []byte, c string) (any, error) { return ParseNEF(b, c) }},
		{"notices of docket activity", "nda", ".txt", ".json", 99.7, func(b []byte, c string) (any, error) { return ParseNDA(b, c) }},
	}
}

// samples are the pages of a kind, by name without the ending.
func (k sampleKind) samples(tb testing.TB) map[string][]byte {
	dir := filepath.Join(sampleDir(), k.dir)
	if _, err := os.Stat(sampleDir()); err != nil {
		tb.Skipf("no real pages at %s; set DOCKETWATCH_CORPUS to compare with them", sampleDir())
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*"+k.ext))
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no %s in %s: %v", k.name, dir, err)
	}
	pages := make(map[string][]byte, len(paths))
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		pages[strings.TrimSuffix(filepath.Base(path), k.ext)] = body
	}
	return pages
}

// courtOfSample is the court in the name of a sample: "ca9" of "ca9_23-2413".
func courtOfSample(name string) string {
	court, _, _ := strings.Cut(name, "_")
	return court
}

// knownDisagreements are where we differ from juriscraper on purpose. Anything
// else fails the test.
var knownDisagreements = []struct {
	sample, field, why string
}{
	{"ca5_212643", ".originating_court_information.date_disposed", "it is the day of an earlier appeal, from the section Prior Cases"},
	{"ca5_212643", ".originating_court_information.disposition", "it is that of an earlier appeal, from the section Prior Cases"},
	{"ca5_212643", ".originating_court_information.assigned_to", "the page names the judge, as Originating Judge"},
	{"ca11_1", ".originating_court_information.assigned_to", "the page names the judge, beside Civil Proceeding"},
	{"ca11_2", ".originating_court_information.assigned_to", "the page names the judge, beside Civil Proceeding"},
	{"ca5_212643", ".docket_entries[15].description", "a line break parts two words, which are one there"},
	{"ca5_212643", ".docket_entries[22].description", "a line break parts two words, which are one there"},
	{"ca5_212643", ".docket_entries[23].description", "a line break parts two words, which are one there"},
	{"ca5_2", ".contains_attachments", "three documents are listed; there only a label in small letters is counted, which appellate notices do not have"},
}

func TestEveryFieldOfRealPagesAgreesWithJuriscraper(t *testing.T) {
	for _, k := range sampleKinds() {
		agree, all := 0, 0
		for name, body := range k.samples(t) {
			page, err := k.parse(body, courtOfSample(name))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			raw, err := os.ReadFile(filepath.Join(sampleDir(), k.dir, name+k.expect))
			if err != nil {
				t.Fatal(err)
			}
			var want any
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			got := asJSON(t, page)
			eachLeaf(want, "", func(path string, want any) {
				all++
				if same(want, fieldAt(got, path)) {
					agree++
					return
				}
				known := slices.IndexFunc(knownDisagreements, func(d struct{ sample, field, why string }) bool {
					return d.sample == name && d.field == path
				})
				if known < 0 {
					t.Errorf("%s: %s = %v, juriscraper has %v", name, path, fieldAt(got, path), want)
				}
			})
		}
		share := 100 * float64(agree) / float64(all)
		t.Logf("%s: %d of %d fields agree, %.2f %%", k.name, agree, all, share)
		if share < k.floor {
			t.Errorf("%s: %.2f %% of the fields agree, the floor is %v", k.name, share, k.floor)
		}
	}
	for _, d := range knownDisagreements {
		t.Logf("differs: %s %s: %s", d.sample, d.field, d.why)
	}
}

func asJSON(t *testing.T, page any) any {
	raw, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// eachLeaf calls f for every leaf; an empty list or object is one.
func eachLeaf(tree any, path string, f func(path string, value any)) {
	switch v := tree.(type) {
	case map[string]any:
		for key, value := range v {
			if key == "email_recipients" || key == "federal_defendant_number" { // the first is skipped on purpose
				continue
			}
			eachLeaf(value, path+"."+key, f)
		}
		if len(v) == 0 {
			f(path, nil)
		}
	case []any:
		for i, value := range v {
			eachLeaf(value, fmt.Sprintf("%s[%d]", path, i), f)
		}
		if len(v) == 0 {
			f(path, nil)
		}
	default:
		f(path, v)
	}
}

var step = regexp.MustCompile(`\.([^.\[]+)|\[(\d+)\]`)

func fieldAt(tree any, path string) any {
	for _, m := range step.FindAllStringSubmatch(path, -1) {
		switch v := tree.(type) {
		case map[string]any:
			tree = v[m[1]]
		case []any:
			i := intOf(m[2])
			if i == nil || *i >= len(v) {
				return nil
			}
			tree = v[*i]
		default:
			return nil
		}
	}
	return tree
}

// same compares as a reader would: null, "" and an empty list are one value, and
// white space is white space.
func same(want, got any) bool {
	text := func(v any) string {
		switch v := v.(type) {
		case nil:
			return ""
		case []any, map[string]any:
			if fmt.Sprint(v) == "[]" || fmt.Sprint(v) == "map[]" {
				return ""
			}
		case float64:
			return fmt.Sprintf("%.0f", v)
		case string:
			return strings.TrimSuffix(squeeze(v), "T00:00:00")
		}
		return fmt.Sprint(v)
	}
	return text(want) == text(got)
}

func TestPagesOfEveryOtherKindAreRefused(t *testing.T) {
	if _, err := os.Stat(sampleDir()); err != nil {
		t.Skipf("no real pages at %s; set DOCKETWATCH_CORPUS to try them", sampleDir())
	}
	tried, refusals := 0, make(map[string]int)
	for _, k := range sampleKinds() {
		err := filepath.WalkDir(sampleDir(), func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if filepath.Dir(path) == filepath.Join(sampleDir(), k.dir) && strings.HasSuffix(path, k.ext) {
				return nil // its own kind
			}
			body, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			tried++
			_, err = k.parse(body, "cand")
			var refused *watcher.Refused
			if !errors.As(err, &refused) {
				t.Errorf("%s read as one of %s: %v", path, k.name, err)
				return nil
			}
			refusals[err.Error()]++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for message, n := range refusals {
		t.Logf("%4d %s", n, message)
	}
	t.Logf("%d pages of other kinds tried, none of them read", tried)
}
