package scotus

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/sourcetest"
)

var noon = time.Date(2025, 5, 2, 12, 0, 0, 0, time.UTC)

// A line is a proceeding of a written docket: day, words, and the file names of
// its documents.
type line struct {
	day, text string
	papers    []string // "352298/Petition.pdf", with the number of the filing
}

// docketOf is the JSON of a case as the court writes it.
func docketOf(number, made string, lines ...line) []byte {
	type link struct {
		Description string
		File        string
		DocumentURL string `json:"DocumentUrl"`
	}
	type proceeding struct {
		Date, Text string
		Links      []link `json:",omitempty"`
	}
	d := map[string]any{
		"CaseNumber": number, "bCapitalCase": strings.Contains(number, "CAPITAL"), "sJsonCreationDate": made, "sJsonTerm": "2024",
		"PetitionerTitle": "United States, Petitioner", "RespondentTitle": "California", "DocketedDate": "March 10, 2025",
		"LowerCourt": "United States Court of Appeals for the Ninth Circuit", "LowerCourtCaseNumbers": "(18-16496)",
		"Petitioner": []any{map[string]any{"Attorney": "Jane Doe", "IsCounselofRecord": true, "Address": "1 First Street", "Email": "jane@example.gov", "PartyName": "United States"}},
	}
	proceedings := []proceeding{}
	for _, l := range lines {
		p := proceeding{Date: l.day, Text: l.text}
		for _, name := range l.papers {
			_, file, _ := strings.Cut(name, "/")
			p.Links = append(p.Links, link{Description: strings.TrimSuffix(file, ".pdf"), File: file,
				DocumentURL: "http://www.supremecourt.gov/DocketPDF/24/24-966/" + name})
		}
		proceedings = append(proceedings, p)
	}
	d["ProceedingsandOrder"] = proceedings
	b, err := json.Marshal(d)
	if err != nil {
		panic(err)
	}
	return b
}

func refOf(t testing.TB, court, number string) docket.DocketRef {
	t.Helper()
	n, err := docket.ParseNumber(number)
	if err != nil {
		t.Fatal(err)
	}
	return docket.DocketRef{Court: court, Number: n}
}

func entry(t testing.TB, options string) config.Entry {
	t.Helper()
	o, err := config.OptionsOf(options)
	if err != nil {
		t.Fatal(err)
	}
	return config.Entry{Kind: "scotus", Name: "scotus", Path: `sources[0] "scotus"`, Line: 7, Options: o}
}

func newOn(t testing.TB, baseURL, number string) *Source {
	t.Helper()
	client := fetch.New(fetch.Options{AllowPrivate: true})
	t.Cleanup(client.Close)
	sources, problems := New(entry(t, "{url: '"+baseURL+"/RSS/Cases/JSON/{number}.json'}"), []docket.DocketRef{refOf(t, "scotus", number)}, client)
	if len(problems) > 0 || len(sources) != 1 {
		t.Fatal(problems)
	}
	return sources[0].(*Source)
}

func TestSource(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New: func(t *testing.T, baseURL string) watcher.Source { return newOn(t, baseURL, "24-966") },
		Body: func(_ *http.Request, n int) []byte {
			var lines []line
			for i := range n { // later ones stand between earlier ones, and some are worded alike
				l := line{day: fmt.Sprintf("Mar %02d 2025", 1+i%3), text: fmt.Sprintf("Brief amicus curiae of City No. %d filed.", i), papers: []string{fmt.Sprintf("%d/Main Document.pdf", 352000+i)}}
				lines = append(lines[:i/2], append([]line{l}, lines[i/2:]...)...)
			}
			return docketOf("24-966 ", "05/02/2025", lines...)
		},
		ContentType: "application/json",
		Now:         noon,
	})
}

func TestASourceForEachWatchedDocketOfTheCourt(t *testing.T) {
	watched := []docket.DocketRef{
		refOf(t, "cand", "3:17-cv-00574"), refOf(t, "scotus", "No. 24-966"), refOf(t, "scotus", "25A169"), refOf(t, "scotus", "24-0966"), refOf(t, "scotus", "22O141"),
	}
	for _, c := range []struct {
		name, options string
		watched       []docket.DocketRef
		want          []string
		problem       string
	}{
		{"each docket once, in the court's own form", "{}", watched, []string{
			"scotus/24-966 https://www.supremecourt.gov/RSS/Cases/JSON/24-966.json",
			"scotus/25A169 https://www.supremecourt.gov/RSS/Cases/JSON/25A169.json",
			"scotus/22O141 https://www.supremecourt.gov/RSS/Cases/JSON/22O141.json",
		}, ""},
		{"at a mirror", "{url: 'http://127.0.0.1:9/x/{number}'}", watched[1:2], []string{"scotus/24-966 http://127.0.0.1:9/x/24-966"}, ""},
		{"nothing to watch is a warning", "{}", watched[:1], nil, `7: warning: sources[0] "scotus": no watched docket is in the Supreme Court`},
		{"a number of another court's form", "{}", []docket.DocketRef{refOf(t, "scotus", "1:17-cv-00574")}, nil, `"1:17-cv-00574" is no docket number of the Supreme Court`},
		{"an address without a number", "{url: 'https://x.example/y'}", watched, nil, "url is no web address with a {number} in it"},
		{"an address that is none", "{url: 'ftp://x/{number}'}", watched, nil, "url is no web address"},
		{"an unknown key", "{number: 24-966}", watched, nil, `unknown key "number"; valid here: [url]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			sources, problems := New(entry(t, c.options), c.watched, nil)
			var got []string
			for _, s := range sources {
				got = append(got, s.Name()+" "+s.(*Source).url)
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
			if text := problems.Error(); c.problem == "" && text != "" || !strings.Contains(text, c.problem) {
				t.Errorf("problems %q, want %q", text, c.problem)
			}
			for _, s := range sources {
				refs := s.(*Source).Dockets()
				if s.(*Source).Court() != "scotus" || len(refs) != 1 || !strings.HasSuffix(s.Name(), written(refs[0].Number)) {
					t.Errorf("%s looks at %v", s.Name(), refs)
				}
			}
		})
	}
}

// A clerk is a served docket that tests change.
type clerk struct {
	t      *testing.T
	source *Source
	answer http.HandlerFunc
	asked  http.Header
	state  []byte
	now    time.Time
}

func newClerk(t *testing.T, number string) *clerk {
	c := &clerk{t: t, now: noon}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.asked = r.Header.Clone()
		if want := "/RSS/Cases/JSON/" + number + ".json"; r.URL.Path != want {
			t.Errorf("asked for %s, want %s", r.URL.Path, want)
		}
		c.answer(w, r)
	}))
	t.Cleanup(server.Close)
	c.source = newOn(t, server.URL, number)
	return c
}

// shows sets what the court answers: a docket, and what it says of its age.
func (c *clerk) shows(body []byte, headers ...string) {
	c.answer = func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		_, _ = w.Write(body)
	}
}

func (c *clerk) poll(full bool) (watcher.Batch, error) {
	c.now = c.now.Add(10 * time.Minute)
	b, err := c.source.Poll(c.t.Context(), watcher.Cursor{State: c.state, Full: full, Now: c.now})
	if err == nil {
		c.state = b.Next
	}
	return b, err
}

// look polls; the look must be good, or prove that nothing is new.
func (c *clerk) look() []docket.Sighting {
	c.t.Helper()
	b, err := c.poll(false)
	if err != nil && !errors.Is(err, watcher.ErrNotModified) {
		c.t.Fatal(err)
	}
	return b.Sightings
}
