package press

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docketwatch/config"
	"docketwatch/watcher"
	"docketwatch/watcher/sourcetest"
)

func newDHS(t *testing.T, url string) watcher.Source {
	t.Helper()
	e := options(t, "url: "+url+"/news-releases/press-releases")
	e.Name = "dhs_press"
	s, err := NewDHS(e, lab(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// listed is one release in the manner of the Department's theme.
func listed(i int) string {
	path := fmt.Sprintf("/news/2025/04/%02d/release-%[1]d", i)
	return fmt.Sprintf(`<li class="usa-collection__item"><a href="%[1]s" title="Release %[2]d"><span><div class="usa-collection__calendar-date">
<time datetime="2025-04-%02[2]d"><span>Apr %[2]d</span><span>2025</span></time></div></span></a>
<div class="usa-collection__body"><h3 class="usa-collection__heading"><a href="%[1]s" hreflang="en">Release&nbsp;No. %[2]d</a></h3><p>Teaser <b>%[2]d</b>.</p></div></li>
`, path, i)
}

func listing(n int) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News Releases</title></head><body><nav><ul><li><a href="/topics">Topics</a></li>
<li><h3><a href="/news/all">All news</a></h3></li></ul></nav><ul class="usa-collection">` + "\n")
	for i := n; i > 0; i-- {
		b.WriteString(listed(i))
	}
	return b.String() + `</ul><ul class="pager"><li><a href="?page=1">Next</a></li></ul></body></html>`
}

func TestDHSIsASource(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New: newDHS, ContentType: "text/html; charset=UTF-8",
		Body: func(_ *http.Request, n int) []byte { return []byte(listing(n)) },
	})
}

func TestAListingIsReadWhole(t *testing.T) {
	p, err := parseListing([]byte(listing(3)), "https://www.dhs.gov/news-releases/press-releases")
	if err != nil || len(p.Items) != 3 || p.partial != nil {
		t.Fatalf("%v %+v", err, p)
	}
	if it := p.Items[0]; it.Key != "/news/2025/04/03/release-3" || it.Title != "Release No. 3" || it.Date != "2025-04-03" || !it.Published.IsZero() ||
		it.URL != "https://www.dhs.gov/news/2025/04/03/release-3" || it.Body != "Teaser 3." {
		t.Errorf("%+v", it)
	}
}

func TestAListingOfAnotherThemeIsReadToo(t *testing.T) {
	p, err := parseListing([]byte(`<html><div class="views-row"><article><h2><a href="/news/2025/05/29/list">List</a></h2><p><time datetime="2025-05-29T12:00:00Z">May 29</time></p><p>One</p><p>Two</p></article></div>
<div class="views-row"><h4><a href="/news/2025/05/30/b">B</a></h4><time datetime="yesterday">yesterday</time></div></html>`), "https://x.example/")
	if err != nil || len(p.Items) != 2 || p.Items[0].Body != "One\n\nTwo" || p.Items[0].Date != "2025-05-29" || p.Items[1].Date != "2025-05-30" {
		t.Fatalf("%v %+v", err, p.Items)
	}
}

func TestWhatIsNoListingIsRefused(t *testing.T) {
	for body, want := range map[string]string{
		"":                         "empty body",
		"<html><body>Hello":        "cut off",
		"<html><main>Hello</html>": "a page without one dated release",
		strings.ReplaceAll(listing(3), "datetime", "x"):                             "a page without one dated release",
		`<html><meta http-equiv="refresh" content="5; URL='/?bm-verify=x'"></html>`: "bot check",
		"<html>" + strings.Repeat("<div>", 5000) + "</html>":                        "HTML that cannot be read",
	} {
		_, err := parseListing([]byte(body), "")
		var r *watcher.Refused
		if !errors.As(err, &r) || !strings.HasPrefix(r.Got, want) {
			t.Errorf("%.60q: %v", body, err)
		}
	}
	if _, err := NewDHS(options(t, "url: x"), nil); !errors.As(err, new(config.Problems)) {
		t.Error(err)
	}
}

func TestReleasesOfTheDepartmentSayWhoseTheyAre(t *testing.T) {
	s := newFeedScene(t)
	s.body = listing(2)
	s.source = newDHS(t, strings.TrimSuffix(s.source.(*Feed).url, "/"))
	b, err := s.look()
	if err != nil || len(b.Releases) != 2 || b.Releases[0].Components[0] != "Department of Homeland Security" || b.Releases[0].Source != "dhs_press" {
		t.Fatalf("%v %+v", err, b.Releases)
	}
}

// A trimmed real listing: each heading with a date before it must come out.
func TestTheRealListingIsReadWhole(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpusDir(t, "dhs"), "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, no listing", err)
	}
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := parseListing(body, dhsURL)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		agree, want := 0, strings.Count(string(body), "<time datetime=")
		for _, it := range p.Items {
			day := strings.ReplaceAll(string(it.Date), "-", "/")
			if strings.HasPrefix(it.Key, "/news/"+day+"/") && it.Title != "" && it.Body != "" && strings.Contains(string(body), `href="`+it.Key+`"`) {
				agree++
			}
		}
		t.Logf("%s: %d of %d releases agree", filepath.Base(name), agree, want)
		if agree != want || len(p.Items) != want {
			t.Errorf("%+v", p.Items)
		}
	}
}

func FuzzListing(f *testing.F) {
	f.Add([]byte(listing(2)))
	f.Add([]byte(`<html><li><time datetime="2025-05-29"><h3><a href="//x/a?b#c">x</html>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := parseListing(body, "https://x.example/")
		if err != nil {
			if !errors.As(err, new(*watcher.Refused)) {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		for _, it := range p.Items {
			if it.Title == "" || it.Date == "" || !strings.HasPrefix(it.URL, "http") {
				t.Fatalf("%+v", it)
			}
		}
	})
}
