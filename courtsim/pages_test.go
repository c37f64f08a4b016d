package courtsim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
)

// ask opens a courthouse on a script, plays so many beats and asks it for an address.
func ask(t *testing.T, script string, beats int, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	s, err := courtsim.ParseScript(strings.NewReader(script))
	if err != nil {
		t.Fatal(err)
	}
	house := courtsim.New(courtsim.Options{Script: s, Now: time.Now})
	for range beats {
		house.Step()
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	house.ServeHTTP(w, r)
	return w
}

const pages = `
page list | The list | Cities: / - [Albany](/albany) / - Berkeley / Nobody else.
at 2025-08-05 10:00
page list | The list | Cities: / - [Albany](/albany)
at 2025-09-26 10:00
page list
`

func TestAPageIsEditedAndTakenDown(t *testing.T) {
	first, second := ask(t, pages, 0, "/pages/list"), ask(t, pages, 1, "/pages/list")
	for _, want := range []string{"<h1 class=\"page-title\">The list</h1>", "<p>Cities:</p>\n<ul>\n<li><a href=\"/albany\">Albany</a></li>\n<li>Berkeley</li>\n</ul>\n<p>Nobody else.</p>", "</html>"} {
		if !strings.Contains(first.Body.String(), want) {
			t.Errorf("%q is missing: %s", want, first.Body)
		}
	}
	if strings.Contains(second.Body.String(), "Berkeley") || first.Header().Get("ETag") == second.Header().Get("ETag") {
		t.Errorf("not edited: %v %s", second.Header(), second.Body)
	}
	if w := ask(t, pages, 1, "/pages/list", "If-None-Match", second.Header().Get("ETag")); w.Code != http.StatusNotModified {
		t.Errorf("%d", w.Code)
	}
	if w := ask(t, pages, 2, "/pages/list"); w.Code != http.StatusNotFound {
		t.Errorf("taken down: %d", w.Code)
	}
	if w := ask(t, pages, 0, "/pages/other"); w.Code != http.StatusNotFound {
		t.Errorf("never there: %d", w.Code)
	}
}

func TestTheOracleKnowsEveryWordingOfAPage(t *testing.T) {
	var all struct{ Pages []courtsim.PageEdit }
	if err := json.Unmarshal(ask(t, pages, 2, "/control/pages").Body.Bytes(), &all); err != nil || len(all.Pages) != 3 || all.Pages[2].Text != "" {
		t.Errorf("%v %+v", err, all)
	}
}

const library = `
at 2017-01-27 08:15
fr inspect 2017-02102@2017-01-30#13768 PRESDOCU relevant Executive Office of the President | Public Safety (EO 13768) | Sanctuary jurisdictions.
at 2017-01-30 05:45
fr publish 2017-02102@2017-01-30#13768 PRESDOCU relevant Executive Office of the President | Enhancing Public Safety | Sanctuary jurisdictions. | 82 FR 8799
fr publish 2017-02200@2017-01-31 NOTICE other Coast Guard | Moorings | A sanctuary jurisdiction is none of its matters.
`

// search is an answer of the simulated Federal Register.
type search struct {
	Description string
	Count       int
	Next        string `json:"next_page_url"`
	Results     []struct {
		Number string `json:"document_number"`
		Title  string
		Order  *string `json:"executive_order_number"`
	}
}

func find(t *testing.T, beats int, address string) (s search, raw string) {
	t.Helper()
	w := ask(t, library, beats, address)
	if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return s, w.Body.String()
}

func TestADocumentGoesFromTheDeskIntoTheSearch(t *testing.T) {
	const desk, term = "/fr/api/v1/public-inspection-documents/current.json?_=1", "/fr/api/v1/documents.json?conditions[term]=%22sanctuary+jurisdiction%22+|+%2213768%22"
	if s, _ := find(t, 1, desk); s.Count != 1 || s.Results[0].Title != "Public Safety (EO 13768) " {
		t.Errorf("%+v", s)
	}
	if s, raw := find(t, 1, term); s.Count != 0 || strings.Contains(raw, "results") || !strings.Contains(s.Description, "matching") {
		t.Errorf("a search without a hit has no list: %s", raw)
	}
	if s, _ := find(t, 2, desk); s.Count != 0 {
		t.Errorf("%+v", s)
	}
	s, _ := find(t, 2, term)
	if s.Count != 2 || s.Results[0].Number != "2017-02200" || s.Results[1].Title != "Enhancing Public Safety" || *s.Results[1].Order != "13768" {
		t.Errorf("%+v", s)
	}
	for condition, want := range map[string]int{
		"conditions[publication_date][gte]=2017-01-31": 1, "conditions[type][]=PRESDOCU": 1, "conditions[agencies][]=coast-guard": 1, "conditions[agencies][]=x": 0, "x=y": 2,
	} {
		if s, _ := find(t, 2, term+"&"+condition); s.Count != want {
			t.Errorf("%s: %d", condition, s.Count)
		}
	}
	if s, _ := find(t, 2, "/fr/api/v1/documents.json?condition[term]=x"); s.Count != 2 || strings.Contains(s.Description, "matching") {
		t.Errorf("a mistyped condition is ignored, and the description tells: %+v", s)
	}
	s, _ = find(t, 2, term+"&per_page=1")
	if len(s.Results) != 1 || s.Next == "" {
		t.Fatalf("%+v", s)
	}
	if next, _ := find(t, 2, s.Next); len(next.Results) != 1 || next.Results[0].Number != "2017-02102" || next.Next != "" {
		t.Errorf("%+v", next)
	}
	if w := ask(t, library, 2, "/fr/documents/full_text/text/2017-02102.txt"); !strings.Contains(w.Body.String(), "[FR Doc. 2017-02102 Filed]") || !strings.Contains(w.Body.String(), "Sanctuary jurisdictions.") {
		t.Errorf("%s", w.Body)
	}
}

func TestTheListingOfHomelandSecurityShowsTen(t *testing.T) {
	script := "at 2017-02-23 10:00\n" + strings.Repeat("press dhs k other DHS | A release | Words.\n", 12)
	if w := ask(t, script, 1, "/dhs/news-releases/press-releases"); strings.Count(w.Body.String(), `<time datetime="2017-02-23">`) != 10 {
		t.Errorf("%s", w.Body)
	}
}

func TestLinesOfPagesAndDocumentsThatCannotBePlayed(t *testing.T) {
	for line, want := range map[string]string{
		"page | T | x":     "page wants",
		"page a b | T | x": "page wants",
		"page list | T":    "page wants",
		"fr print 1-1@2017-01-30 RULE other X | T | x": "fr wants",
		"fr publish 1-1@2017-01-30 RULE other | T":     "fr wants",
		"fr publish 1-1 RULE other X | T | x":          "fr wants a day",
		"fr publish 1-1@soon RULE other X | T | x":     "fr wants a day",
		"fr publish 1-1@2017-01-30 EO other X | T | x": `no type "EO"`,
	} {
		if _, err := courtsim.ParseScript(strings.NewReader("at 2017-01-02 10:00\n" + line)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", line, err, want)
		}
	}
}
