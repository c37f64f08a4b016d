package examples_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/press"
)

func shipped(t *testing.T) *config.Config {
	t.Helper()
	c, err := config.Load("sanctuary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range c.Warnings {
		t.Errorf("warning: %v", w)
	}
	return c
}

func TestTheShippedWatchListNeedsNoAccount(t *testing.T) {
	c := shipped(t)
	free := []string{"court_rss", "doj_press", "feed", "federal_register", "page"} // what is public and asks for no key
	for _, e := range c.Sources {
		if !slices.Contains(free, e.Kind) {
			t.Errorf("%s may need an account", e.Path)
		}
	}
	if len(c.Sources) < len(free) || len(c.Notify) != 1 || c.Notify[0].Kind != "console" || c.Notify[0].Name != "screen" {
		t.Errorf("sources %v, notify %v", c.Sources, c.Notify)
	}
	text, err := os.ReadFile("sanctuary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if line, _, _ = strings.Cut(line, "#"); strings.Contains(line, "env:") || strings.Contains(line, "file:") {
			t.Errorf("a secret is asked for: %s", line)
		}
	}
}

func TestTheShippedPressSourcesAreBuilt(t *testing.T) {
	builds := map[string]func(config.Entry, *fetch.Client) (watcher.Source, error){
		"doj_press": press.NewDOJ, "feed": press.NewFeed, "federal_register": press.NewRegister, "page": press.NewPage,
	}
	built := 0
	for _, e := range shipped(t).Sources {
		build, ok := builds[e.Kind]
		if !ok {
			continue
		}
		built++
		if _, err := build(e, nil); err != nil {
			t.Errorf("%v", err)
		}
	}
	if built != 5 {
		t.Errorf("%d press sources", built)
	}
}

func TestTheGovernmentIsThePlaintiffWhereItsNameComesFirst(t *testing.T) {
	for _, c := range shipped(t).Cases {
		want := docket.RoleDefendant
		if strings.HasPrefix(c.Name, "United States v. ") {
			want = docket.RolePlaintiff
		}
		if c.Government != want {
			t.Errorf("%s: government %q", c.Name, c.Government)
		}
		if len(c.Labels) == 0 {
			t.Errorf("%s has no label", c.Name)
		}
	}
}

// The list of cases comes from public trackers, with how sure each row is.
func TestTheWatchListHoldsExactlyTheVerifiedCases(t *testing.T) {
	root := os.Getenv("DOCKETWATCH_CORPUS")
	if root == "" {
		root = "../../shared/corpus"
	}
	f, err := os.Open(filepath.Join(root, "cases.csv"))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	defer func() { _ = f.Close() }() // only read
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	watched := map[docket.DocketKey]string{}
	for _, c := range shipped(t).Cases {
		for _, d := range c.Dockets {
			watched[d.Key()] = c.Name
		}
	}
	agree, verified := 0, 0
	appeal := regexp.MustCompile(`\((\d)\w+ Cir\. (\d\d-\d+)\)`) // an appeal may stand in the caption of a row
	for _, row := range rows[1:] {
		court, _, _ := strings.Cut(strings.TrimSuffix(row[0], "?"), "/")
		number, _, _ := strings.Cut(row[1], " ")
		n, err := docket.ParseNumber(number)
		if !strings.HasPrefix(row[7], "Y") {
			if name, ok := watched[docket.KeyOf(court, n)]; ok && err == nil {
				t.Errorf("%s %s (%s) is watched and not verified", court, number, name)
			}
			continue
		}
		verified++
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if _, ok := watched[docket.KeyOf(court, n)]; !ok {
			t.Errorf("%s %s %s is not watched", court, number, row[2])
			continue
		}
		agree++
		delete(watched, docket.KeyOf(court, n))
		if m := appeal.FindStringSubmatch(row[2]); m != nil {
			n, err := docket.ParseNumber(m[2])
			if err != nil {
				t.Fatal(err)
			}
			delete(watched, docket.KeyOf("ca"+m[1], n))
		}
	}
	t.Logf("%d of %d agree", agree, verified)
	for key, name := range watched {
		t.Errorf("%s (%s) comes from nowhere", key, name)
	}
}
