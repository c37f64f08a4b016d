package press

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docketwatch/watcher"
)

func page(records string) string {
	return `{"metadata":{"responseInfo":{"status":200,"developerMessage":"OK"},"resultset":{"count":"3","pagesize":50,"page":0},"executionTime":1.8},"results":[` + records + `]}`
}

const record2017 = `{"uuid":"u-1","vuuid":"v-1","title":"Department Sends Letter to Nine \r\nJurisdictions","url":"https://www.justice.gov/opa/pr/letter-nine",
"date":"1492747200","created":"1492790400","changed":"1492790400","component":[{"uuid":"c","name":"Office of the Attorney General"}],"topic":[],
"number":"17-436","teaser":"<p>The department sent letters.</p>","body":"<p>Proof of compliance with 8 U.S.C. &sect; 1373.</p>","attachment":[{"file":{"id":"7","resource":"file","uuid":"f-1"},"description":"Letters","display":"1"}],"image":[]}`

const record2026 = `{"uuid":"u-2","vuuid":"v-2","title":"List &amp;amp; Letters","url":"//justice.gov/archives/opa/pr/list-0","date":1754366400,
"created":"<time datetime=\"2025-08-05T12:37:10-04:00\">1754411830</time>\n","changed":"","component":{"uuid":"c","name":"USAO - California, Northern"},"topic":"Immigration, Grants",
"number":null,"teaser":null,"body":"<table><tr><td>Illinois</td><td>Chicago</td></tr></table>","attachments":null,"new_field":{"a":[1]}}`

func TestRecordsOfEveryYearAreReadAlike(t *testing.T) {
	got, err := ParseAPI([]byte("\ufeff\n" + page(record2017+","+record2026)))
	if err != nil {
		t.Fatal(err)
	}
	want := APIPage{Count: 3, Page: 0, PageSize: 50, Results: []APIRelease{
		{
			UUID: "u-1", VUUID: "v-1", Title: "Department Sends Letter to Nine Jurisdictions", URL: "https://www.justice.gov/opa/pr/letter-nine",
			Date: "2017-04-21", Created: time.Date(2017, 4, 21, 16, 0, 0, 0, time.UTC), Changed: time.Date(2017, 4, 21, 16, 0, 0, 0, time.UTC),
			Components: []string{"Office of the Attorney General"}, Topics: []string{}, Number: "17-436", Teaser: "The department sent letters.",
			Body: "Proof of compliance with 8 U.S.C. § 1373.", Attachments: []APIAttachment{{ID: "7", UUID: "f-1", Description: "Letters"}},
		},
		{
			UUID: "u-2", VUUID: "v-2", Title: "List & Letters", URL: "https://www.justice.gov/archives/opa/pr/list-0",
			Date: "2025-08-05", Created: time.Date(2025, 8, 5, 16, 37, 10, 0, time.UTC),
			Components: []string{"USAO - California, Northern"}, Topics: []string{"Immigration", "Grants"}, Body: "Illinois | Chicago",
		},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNamesComeInManyShapes(t *testing.T) {
	for in, want := range map[string][]string{
		`null`: nil, `""`: nil, `[]`: nil, `{}`: nil, `7`: {"7"},
		`"USAO - New York, Southern"`: {"USAO - New York, Southern"},
		`["A","B","A"]`:               {"A", "B"},
		`[{"name":"A"},"B",null]`:     {"A", "B"},
		`{"uuid":"x","name":"A"}`:     {"A"},
	} {
		if got := namesOf(json.RawMessage(in), false); !slices.Equal(got, want) {
			t.Errorf("%s: %q", in, got)
		}
	}
}

func TestAddressesOfReleasesAreAbsoluteOrNothing(t *testing.T) {
	for in, want := range map[string]string{
		"/opa/pr/x": "https://www.justice.gov/opa/pr/x", "//www.justice.gov/opa/pr/x-0": "https://www.justice.gov/opa/pr/x-0",
		"http://justice.gov/opa/pr/x": "https://www.justice.gov/opa/pr/x", "http://127.0.0.1:9/opa/pr/x": "http://127.0.0.1:9/opa/pr/x",
		"javascript:alert(1)": "", "data:text/html,x": "", "": "", "https://u:p@justice.gov/": "", "https://": "",
	} {
		if got := justiceURL(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestWhatIsNoPageOfTheAPIIsRefused(t *testing.T) {
	akamai := `<html><head><meta http-equiv="refresh" content="5; URL='/news?bm-verify=AAQAA'"><title>&nbsp;</title></head><body></body></html>`
	for name, c := range map[string]struct {
		body, want string
		blocked    bool
	}{
		"nothing":                      {"", "empty body", false},
		"a bot check":                  {akamai, "bot check", true},
		"a captcha":                    {`<html><body><script>let public_salt="x";</script>I am not a robot</body></html>`, "bot check", true},
		"access denied":                {`<HTML><TITLE>Access Denied</TITLE><BODY>You don't have permission to access this.<P>Reference #18.x</BODY></HTML>`, "access denied page", true},
		"a login":                      {`<html><form><input name="username"><input type="password"></form></html>`, "login page", true},
		"maintenance":                  {`<!doctype html><html>Scheduled maintenance. Please try again later.</html>`, "maintenance page", false},
		"a page that is not found":     {`<!doctype html><html><h1>Page not found</h1></html>`, "HTML page", false},
		"an article quoting the signs": {`<html><article>bm-verify captcha <title>&nbsp;</title> g-recaptcha</article></html>`, "HTML page", false},
		"a feed":                       {`<rss/>`, "something else", false},
		"a list":                       {`[]`, "something else", false},
		"an error inside":              {`{"metadata":{"responseInfo":{"status":"503","developerMessage":"Down\nfor now"}},"results":[]}`, "an answer with status 503 inside: Down for now", false},
		"other JSON":                   {`{"error":"x"}`, "JSON without results", false},
		"results alone":                {`{"results":[]}`, "JSON without a result set", false},
		"results of another kind":      {`{"metadata":{"resultset":{}},"results":null}`, "broken JSON: results are no list", false},
		"a beginning":                  {page(record2017)[:40], "cut off before its first release", false},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseAPI([]byte(c.body))
			var r *watcher.Refused
			if !errors.As(err, &r) {
				t.Fatalf("got %v", err)
			}
			if r.Got != c.want || r.Blocked != c.blocked || r.Error() != "not a DOJ API page: "+c.want {
				t.Errorf("got %q, blocked %v", r.Error(), r.Blocked)
			}
		})
	}
}

func TestADamagedPageGivesWhatIsWholeAndCountsTheRest(t *testing.T) {
	noTitle := strings.Replace(record2026, `"title":"List &amp;amp; Letters"`, `"title":" "`, 1)
	script := strings.Replace(record2026, `//justice.gov`, `javascript://justice.gov`, 1)
	whole := page(record2017 + "," + record2026)
	for name, c := range map[string]struct {
		body, err string
		cut       bool
	}{
		"an item without title":  {page(record2017 + "," + noTitle), "partial: 1 of 2 items: item 2: no usable title", false},
		"an item without link":   {page(script + "," + record2017), "partial: 1 of 2 items: item 1: no usable url", false},
		"an item that is none":   {page(`7,` + record2017), "partial: 1 of 2 items: item 1: no record", false},
		"a page cut in an item":  {whole[:len(whole)-40], "partial: 1 of 3 items: cut off", true},
		"a page cut at its end":  {whole[:len(whole)-1], "partial: 2 of 3 items: cut off", true},
		"damage in the middle":   {page(record2017 + `,{"uuid":"x" "title"},` + record2026), "partial: 1 of 3 items: cut off", true},
		"damage and a bad item":  {page(noTitle + "," + record2017 + `,{"uu`), "partial: 1 of 3 items: item 1: no usable title; cut off", true},
		"a page of bad items":    {page(noTitle), "partial: 0 of 1 items: item 1: no usable title", false},
		"more than it announced": {page(record2017+","+record2017+","+record2017+","+record2017) + "", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ParseAPI([]byte(c.body))
			if c.err == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var partial *Incomplete
			if !errors.As(err, &partial) || err.Error() != c.err || partial.Cut != c.cut || partial.Whole != len(got.Results) {
				t.Errorf("got %v, %d items, want %s", err, len(got.Results), c.err)
			}
		})
	}
}

// corpusDir is where real captures lie, outside the project.
func corpusDir(t *testing.T, sub string) string {
	t.Helper()
	dir := os.Getenv("DOCKETWATCH_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "corpus")
	}
	dir = filepath.Join(dir, sub)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no corpus of real captures here: set DOCKETWATCH_CORPUS to try them")
	}
	return dir
}

func TestEveryReleaseOfARealPageIsReadWhole(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(corpusDir(t, "doj"), "api_page.json"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := ParseAPI(body)
	if err != nil {
		t.Fatal(err)
	}
	var truth struct {
		Results []struct {
			UUID, VUUID, Title, URL, Date, Body string
			Number                              *string
			Component                           []struct{ Name string }
		}
	}
	if err := json.Unmarshal(body, &truth); err != nil {
		t.Fatal(err)
	}
	agree := 0
	for i, want := range truth.Results {
		r := got.Results[i]
		number := ""
		if want.Number != nil {
			number = *want.Number
		}
		ok := r.UUID == want.UUID && r.VUUID == want.VUUID && r.URL == want.URL && r.Number == number &&
			plain(r.Title) == plain(want.Title) && r.Date != "" && !r.Created.IsZero() && len(r.Components) == len(want.Component) &&
			!strings.Contains(r.Body, "</p>") && (len(r.Body) > len(want.Body)/3)
		if !ok {
			t.Errorf("item %d: %q, %d of %d bytes of body", i+1, r.Title, len(r.Body), len(want.Body))
			continue
		}
		agree++
	}
	t.Logf("%d of %d agree", agree, len(truth.Results))
	if agree != 100 {
		t.Errorf("%d of 100", agree)
	}
}

// plain is a title without what cleaning may change: space and Windows' quotes.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r > 0x7e {
			return -1
		}
		return r
	}, s)
}

func FuzzDOJ(f *testing.F) {
	f.Add([]byte(page(record2017 + "," + record2026)))
	f.Add([]byte(page(record2017))[:200])
	f.Add([]byte(`{"metadata":{"resultset":{"count":-1,"pagesize":1e9,"page":"x"}},"results":[{"uuid":["a"]},null,{}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := parseAPI(body)
		if err != nil {
			var r *watcher.Refused
			if !errors.As(err, &r) {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		if len(p.raw) != len(p.Results) {
			t.Fatalf("%d raw, %d read", len(p.raw), len(p.Results))
		}
		if p.partial != nil && (p.partial.Whole != len(p.Results) || p.partial.Of <= p.partial.Whole || p.partial.Why == "") {
			t.Fatalf("%+v with %d items", p.partial, len(p.Results))
		}
		for _, r := range p.Results {
			if r.UUID == "" || r.Title == "" || !strings.HasPrefix(r.URL, "http") {
				t.Fatalf("%+v", r)
			}
		}
	})
}
