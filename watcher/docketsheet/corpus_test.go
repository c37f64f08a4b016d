package docketsheet

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docketwatch/watcher"
)

// captured are the real pages of a folder of the corpus, by path. They are no
// part of the project.
func captured(t testing.TB, folder string) map[string][]byte {
	dir := os.Getenv("DOCKETWATCH_CORPUS")
	if dir == "" {
		dir = "../../../shared/corpus"
	}
	dir = filepath.Join(dir, folder)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no captured pages at %s; set DOCKETWATCH_CORPUS to compare with them", dir)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pages in %s: %v", dir, err)
	}
	pages := make(map[string][]byte)
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		pages[path] = body
	}
	return pages
}

// courtOf is the court in the name of a captured page.
func courtOf(name string) string {
	for i := range len(name) {
		if name[i] < 'a' || name[i] > 'z' {
			return name[:i]
		}
	}
	return name
}

// A knownDifference is where we differ from juriscraper on purpose, or because
// we must. Anything else fails the test.
type knownDifference struct {
	why  string
	know func(field, want, got string) bool
}

func knownDifferences() []knownDifference {
	return []knownDifference{
		{"a name that the sheet writes in both cases keeps them: DuBose, and a judge's V. is no versus", func(field, want, got string) bool {
			return strings.HasSuffix(field, "_to_str") && strings.EqualFold(want, got)
		}},
	}
}

// emptyThere are real pages of which juriscraper gives an empty dictionary: it
// has no word for a refusal.
func emptyThere() map[string]string {
	return map[string]string{
		"dcd_2":       "refused date range",
		"nysd_3":      "page altered by a browser extension",
		"nysb_269295": "page altered by a browser extension",
	}
}

// compare parses every page of a folder and compares it field by field with
// what lies beside it.
func compare(t *testing.T, folder string, floor float64, parse func(page []byte, court string) (any, error)) {
	seen := make(map[string]int)
	agree, all := 0, 0
	for path, page := range captured(t, folder) {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		raw, err := os.ReadFile(strings.TrimSuffix(path, ".html") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var want map[string]any
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		got, err := parse(page, courtOf(name))
		if len(want) == 0 {
			var r *watcher.Refused
			if reason := emptyThere()[name]; !errors.As(err, &r) || r.Got != reason {
				t.Errorf("%s: %v, want it refused as %q", name, err, reason)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		raw, err = json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		var have map[string]any
		if err := json.Unmarshal(raw, &have); err != nil {
			t.Fatal(err)
		}
		eachField("", want, have, func(field, want, got string) {
			all++
			if want == got {
				agree++
				return
			}
			for _, d := range knownDifferences() {
				if d.know(field, want, got) {
					seen[d.why]++
					return
				}
			}
			t.Errorf("%s%s: %q, juriscraper has %q", name, field, got, want)
		})
	}
	share := 100 * float64(agree) / float64(all)
	t.Logf("%d of %d fields agree (%.2f %%)", agree, all, share)
	for why, n := range seen {
		t.Logf("%d differ: %s", n, why)
	}
	if share < floor {
		t.Errorf("%.2f %% of the fields agree, the floor is %.2f %%", share, floor)
	}
}

// eachField calls f for every leaf of want, with what lies at the same place in
// got. Nothing, "" and an empty list are one value.
func eachField(field string, want, got any, f func(field, want, got string)) {
	switch want := want.(type) {
	case map[string]any:
		have, _ := got.(map[string]any)
		for key, w := range want {
			eachField(field+"."+key, w, have[key], f)
		}
	case []any:
		have, _ := got.([]any)
		for i, w := range want {
			var h any
			if i < len(have) {
				h = have[i]
			}
			eachField(fmt.Sprintf("%s[%d]", field, i), w, h, f)
		}
		if len(want) == 0 || len(have) > len(want) {
			f(field+".length", fmt.Sprint(len(want)), fmt.Sprint(len(have)))
		}
	default:
		f(field, show(want), show(got))
	}
}

func show(v any) string {
	if v == nil {
		return ""
	}
	return strings.Join(strings.Fields(fmt.Sprint(v)), " ")
}

func TestDocketsOfTheCorpusAgreeWithJuriscraper(t *testing.T) {
	for _, folder := range []string{"dockets/district", "dockets/special"} {
		t.Run(folder, func(t *testing.T) {
			compare(t, folder, 99.7, func(page []byte, court string) (any, error) { return ParseDocket(page, court) })
		})
	}
}

func TestHistoriesOfTheCorpusAgreeWithJuriscraper(t *testing.T) {
	compare(t, "docket_history", 99.7, func(page []byte, court string) (any, error) { return ParseHistory(page, court) })
}

func TestMenusOfTheCorpusAgreeWithJuriscraper(t *testing.T) {
	compare(t, "attachment_pages", 99.7, func(page []byte, court string) (any, error) { return ParseAttachments(page, court) })
}

func TestPagesOfTheCorpusThatAreNoDocketsAreNamed(t *testing.T) {
	want := map[string]string{
		"alsb_103785005735335": "docket query form",
		"cacd_628915":          "refused date range",
		"cod_147282":           "long report warning",
		"dcd_191424":           "incomplete request page",
		"flsd_516827":          "administratively closed case",
		"flsd_521715":          "case in the process of being opened",
		"ilnd_155651":          "page without permission",
		"ned_43267":            "case not found",
		"paed_457890":          "refused document range",
		"vaed_357297_1":        "case without documents",
		"wawb_646603":          "page altered by a browser extension",
	}
	for path, page := range captured(t, "dockets/not_dockets") {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		d, err := ParseDocket(page, courtOf(name))
		if err == nil || d != nil || err.Error() != "not a docket: "+want[name] {
			t.Errorf("%s: %v, want %q", name, err, want[name])
		}
	}
}

func TestASheetIsTakenForNoOther(t *testing.T) {
	for _, folder := range []string{"dockets/district", "docket_history", "attachment_pages", "dockets/not_dockets"} {
		for path, page := range captured(t, folder) {
			court := courtOf(filepath.Base(path))
			if _, err := ParseDocket(page, court); folder != "dockets/district" && err == nil {
				t.Errorf("%s: read as a docket", path)
			}
			if _, err := ParseHistory(page, court); folder != "docket_history" && err == nil {
				t.Errorf("%s: read as a history report", path)
			}
			if _, err := ParseAttachments(page, court); folder != "attachment_pages" && err == nil {
				t.Errorf("%s: read as an attachment menu", path)
			}
		}
	}
}
