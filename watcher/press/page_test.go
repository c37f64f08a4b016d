package press

import (
	"context"
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
	"docketwatch/watcher/sourcetest"
)

func newPage(t *testing.T, yaml string) watcher.Source {
	t.Helper()
	e := options(t, yaml)
	e.Name = "doj-list"
	s, err := NewPage(e, lab(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// listPage is a page in the manner of the Department's present theme, with a
// stamp, a nonce and a menu that change by themselves.
func listPage(visit int, main string) string {
	return fmt.Sprintf(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>U.S. Sanctuary Jurisdiction List | United States Department of Justice</title></head>
<body><nav><a href="/visit/%[1]d">Menu %[1]d</a></nav>
<main id="main-content"><h1 class="page-title"><span>U.S. Sanctuary Jurisdiction List</span></h1>
%[2]s
<script>var visit = %[1]d;</script><p hidden>visit %[1]d</p>
<div>Updated October %[1]d, 2025</div></main>
<footer>visit %[1]d</footer></body></html>
`, visit, main)
}

// cities is a list of so many of them.
func cities(n int) string {
	var b strings.Builder
	b.WriteString("<h2>CITIES:</h2>\n<ul>\n")
	for i := range n {
		fmt.Fprintf(&b, "<li>City&nbsp;of %c <a href=\"/city/%d\">notice</a></li>\n", 'A'+i, i)
	}
	return b.String() + "</ul>"
}

func TestAPageIsASource(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New:         func(t *testing.T, url string) watcher.Source { return newPage(t, "url: "+url+"/ag/list") },
		Body:        func(_ *http.Request, n int) []byte { return []byte(listPage(1, cities(n))) },
		ContentType: "text/html; charset=UTF-8", InPlace: true,
	})
}

// pageScene is a page and its server.
type pageScene struct {
	t      *testing.T
	source watcher.Source
	answer http.HandlerFunc
	asked  http.Header
	at     watcher.Cursor
}

func newPageScene(t *testing.T, yaml string) *pageScene {
	s := &pageScene{t: t, at: watcher.Cursor{Now: day0}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked = r.Header
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		s.answer(w, r)
	}))
	t.Cleanup(server.Close)
	s.source = newPage(t, "url: "+server.URL+"/list\n"+yaml)
	return s
}

func (s *pageScene) show(page string) {
	s.answer = func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(page)) }
}

// look takes the turn's part: a failed look keeps the cursor and says why.
func (s *pageScene) look() (watcher.Batch, error) {
	b, err := s.source.Poll(context.Background(), s.at)
	s.at.Now = s.at.Now.Add(10 * time.Minute)
	s.at.Why = ""
	switch {
	case errors.Is(err, watcher.ErrNotModified):
	case err != nil:
		s.at.Why = err.Error()
	default:
		s.at.State = b.Next
	}
	return b, err
}

// told is a look that must tell of the page.
func (s *pageScene) told() docket.Release {
	s.t.Helper()
	b, err := s.look()
	if err != nil || len(b.Releases) != 1 || b.Raw == nil || b.Raw.Reason != "changed" {
		s.t.Fatalf("%v %+v", err, b)
	}
	return b.Releases[0]
}

// silent is a good look that must not.
func (s *pageScene) silent() {
	s.t.Helper()
	if b, err := s.look(); err != nil && !errors.Is(err, watcher.ErrNotModified) || len(b.Releases) != 0 || b.Raw != nil || b.Note != "" {
		s.t.Fatalf("%v %+v", err, b)
	}
}

// fails is a look that must prove nothing.
func (s *pageScene) fails(want string) {
	s.t.Helper()
	b, err := s.look()
	var refused *watcher.Refused
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
		s.t.Fatalf("%v %+v, want %q", err, b, want)
	}
}

func TestAPageIsReadAsItsReaderSeesIt(t *testing.T) {
	s := newPageScene(t, "")
	s.show(listPage(1, cities(2)))
	r := s.told()
	host := strings.TrimSuffix(r.URL, "/list")
	want := "U.S. Sanctuary Jurisdiction List\n\nCITIES:\n\n- City of A notice\n- City of B notice\n\nUpdated October 1, 2025" +
		"\n\nLinks on the page:\n" + host + "/city/0\n" + host + "/city/1"
	if r.Body != want || r.Title != "U.S. Sanctuary Jurisdiction List" || r.Source != "page/doj-list" || r.Key != r.URL+" main" ||
		r.Cluster != "page/doj-list" || !r.InPlace || r.Relevance != docket.Relevant || r.Why == "" || r.Components[0] != "127.0.0.1" {
		t.Errorf("%+v", r)
	}
}

func TestAPageChangesWhenItsTextOrItsLinksDo(t *testing.T) {
	for name, edit := range map[string][2]string{
		"a word":              {"City&nbsp;of B", "County of B"},
		"a list item":         {`<li>City&nbsp;of B <a href="/city/1">notice</a></li>`, ""},
		"a link alone":        {`href="/city/1"`, `href="/city/1?v=2"`},
		"a title":             {"<span>U.S. Sanctuary", "<span>Former U.S. Sanctuary"},
		"a number in a court": {"CITIES:", "CITIES in 3:25-cv-01350-WHO:"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newPageScene(t, "")
			s.show(listPage(1, cities(2)))
			first := s.told()
			s.show(strings.Replace(listPage(2, cities(2)), edit[0], edit[1], 1))
			if second := s.told(); second.Key != first.Key || second.Digest == first.Digest {
				t.Errorf("key %q then %q, digest %q then %q", first.Key, second.Key, first.Digest, second.Digest)
			}
			s.silent()
		})
	}
}

func TestWhatASiteChangesByItselfIsNoEdit(t *testing.T) {
	for name, c := range map[string][2]string{
		"the date of the last update":  {"Updated October 1, 2025", "Updated November 12, 2025"},
		"a stamp with the hour":        {"Updated October 1, 2025", "This page was last updated on: Wednesday, Nov. 12, 2025 at 3:45 p.m. EST."},
		"a stamp of two lines":         {"<p>Last Reviewed</p><p>2025-10-01</p>", "<p>Last Reviewed</p><p>2025-11-12</p>"},
		"an id of the visit":           {"<p>Reference 9f86d081884c7d65</p>", "<p>Reference 60a1d081884c7d65</p>"},
		"a session in a link":          {`href="/city/1"`, `href="/city/1;jsessionid=9F86D08?utm_source=x&itok=abc#top"`},
		"a script":                     {"var visit", "var tisiv"},
		"what stands outside":          {"<footer>", "<footer>The office is closed. "},
		"white space and invisibles":   {"City&nbsp;of B", "Ci\u00adty\n of\u2060 B"},
		"the order of the same links":  {`<a href="/city/1">notice</a>`, `<a href="/city/1">notice</a><a href="/city/0"></a>`},
		"a jump inside the page":       {"CITIES:", `<a href="#a">CITIES:</a>`},
		"an attribute":                 {"<ul>", `<ul class="js-view-dom-id-1" style="x">`},
		"what is chosen to be ignored": {"CITIES:", `CITIES:<span class="share">Share 12</span>`},
	} {
		t.Run(name, func(t *testing.T) {
			s := newPageScene(t, "ignore: .share")
			first := listPage(1, cities(2))
			if !strings.Contains(first, c[0]) {
				first = strings.Replace(first, "<h2>CITIES", c[0]+"<h2>CITIES", 1)
			}
			s.show(first)
			s.told()
			next := strings.Replace(first, c[0], c[1], 1)
			if next == first {
				t.Fatal("nothing was changed")
			}
			s.show(next)
			s.silent()
		})
	}
}

func TestEveryTurnOfAPageThatGoesToAndFroIsNews(t *testing.T) {
	s := newPageScene(t, "")
	digests := make(map[string]bool)
	for i := range 6 {
		s.show(listPage(i, cities(2+i%2)))
		digests[s.told().Digest] = true
	}
	if len(digests) != 6 {
		t.Errorf("%d digests of 6 edits: the ledger tells each digest once", len(digests))
	}
}

func TestWhatIsNoPageIsAFailedLookAndNeverAChange(t *testing.T) {
	challenge := `<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><main>Checking your browser before you proceed.` +
		`<noscript>Enable JavaScript and cookies to continue</noscript></main></body></html>`
	for name, c := range map[string][2]string{
		"the part is not there":          {strings.ReplaceAll(listPage(2, cities(2)), "main", "div"), `select: "main" finds nothing`},
		"the part is empty":              {"<html><body><main> <script>load()</script>&nbsp;</main></body></html>", "finds no text"},
		"a challenge in the part":        {challenge, "bot check"},
		"an interstitial":                {`<html><head><meta http-equiv="refresh" content="5; URL='/list?bm-verify=AAQ'"><title>&nbsp;</title></head><body></body></html>`, "bot check"},
		"access denied":                  {`<html><body><main><h1>Access Denied</h1>You don't have permission. Reference #18.2d5e1002</main></body></html>`, "access denied page"},
		"a login":                        {`<html><body><main><form>Log in<input name="username"><input type="password"></form></main></body></html>`, "login page"},
		"maintenance":                    {`<html><body><main>The site is down for scheduled maintenance. Please try again later.</main></body></html>`, "maintenance page"},
		"a page cut off":                 {strings.TrimSuffix(listPage(2, cities(1)), "></html>\n"), "cut off"},
		"an empty body":                  {"", "empty body"},
		"no page at all":                 {"It works", "cut off"},
		"a page that is nested to death": {"<html><main>" + strings.Repeat("<div>", 5000) + "x</html>", "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newPageScene(t, "")
			s.show(listPage(1, cities(2)))
			s.told()
			s.show(c[0])
			for range 3 {
				s.fails(c[1])
			}
			s.show(listPage(3, cities(2)))
			s.silent()
		})
	}
}

func TestAnAnswerOfAnotherTypeIsRefused(t *testing.T) {
	s := newPageScene(t, "")
	s.answer = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		_, _ = w.Write([]byte("%PDF-1.7 </html>"))
	}
	s.fails("application/pdf")
}

func TestALongTextMaySpeakOfWalls(t *testing.T) {
	s := newPageScene(t, "")
	s.show(strings.Replace(listPage(1, "<p>"+strings.Repeat("Scheduled maintenance: try again later. Log in or sign in. ", 50)+"</p>"), "page-title", "title", 1))
	s.told()
}

func TestAPageThatVanishedIsToldAtTheSecondLookAndOnce(t *testing.T) {
	s := newPageScene(t, "")
	s.show(listPage(1, cities(3)))
	first := s.told()
	s.answer = func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }
	s.fails("answer 404")
	gone := s.told()
	if gone.Key != first.Key || gone.Title != "U.S. Sanctuary Jurisdiction List (gone: answer 404)" || gone.Body != "" || gone.Digest == first.Digest {
		t.Errorf("%+v", gone)
	}
	s.silent()
	s.silent()
	s.show(listPage(2, cities(3)))
	if back := s.told(); back.Title != first.Title || back.Body == "" || back.Digest == first.Digest || back.Digest == gone.Digest {
		t.Errorf("%+v", back)
	}
	s.silent()
}

func TestAPageThatWasNeverThereHasNotVanished(t *testing.T) {
	s := newPageScene(t, "")
	s.answer = func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }
	for range 3 {
		s.fails("answer 404")
	}
}

func TestAnErrorBetweenTwoMissesIsNoVanishing(t *testing.T) {
	s := newPageScene(t, "")
	s.show(listPage(1, cities(3)))
	s.told()
	s.answer = func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }
	s.fails("answer 404")
	s.answer = func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusBadGateway) }
	s.fails("answer 502")
	s.answer = func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }
	s.fails("answer 404")
	if gone := s.told(); !strings.Contains(gone.Title, "gone") {
		t.Errorf("%+v", gone)
	}
}

func TestAnOlderCopyOutOfACacheIsNotAnEdit(t *testing.T) {
	s := newPageScene(t, "")
	made := time.Date(2025, 10, 31, 12, 0, 0, 0, time.UTC)
	serve := func(page string, made time.Time) {
		s.answer = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Last-Modified", made.Format(http.TimeFormat))
			_, _ = w.Write([]byte(page))
		}
	}
	serve(listPage(1, cities(2)), made)
	s.told()
	serve(listPage(1, cities(3)), made.Add(time.Hour))
	s.told()
	serve(listPage(1, cities(2)), made)
	s.fails("an older copy")
	serve(listPage(1, cities(3)), made.Add(time.Hour))
	s.silent()
	serve(listPage(1, cities(2)), made) // put back from a copy, and so it stays
	s.fails("an older copy")
	s.told()
}

func TestATextThatShrankToAlmostNothingIsBelievedTheSecondTime(t *testing.T) {
	s := newPageScene(t, "")
	s.show(listPage(1, cities(26)+cities(26)))
	s.told()
	s.show(listPage(1, "<p>The website encountered an unexpected error.</p>"))
	s.fails("letters where")
	s.show(listPage(2, cities(26)+cities(26)))
	s.silent()
	s.show(listPage(1, "<p>The list has been withdrawn.</p>"))
	s.fails("letters where")
	s.told()
}

func TestAPageThatLeadsElsewhereSaysWhere(t *testing.T) {
	s := newPageScene(t, "")
	s.show(listPage(1, cities(3)))
	s.told()
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/list" {
			http.Redirect(w, r, "/home", http.StatusFound)
			return
		}
		_, _ = w.Write([]byte(listPage(1, cities(3))))
	}
	s.fails("the redirect leads to")
	if r := s.told(); !strings.HasSuffix(r.Title, "/home)") {
		t.Errorf("%+v", r)
	}
	s.silent()
}

func TestAPageIsAskedWhetherItChanged(t *testing.T) {
	s := newPageScene(t, "")
	tag, page, lie := `"1"`, listPage(1, cities(2)), true
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		if lie && r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(page))
	}
	s.told()
	if _, err := s.look(); !errors.Is(err, watcher.ErrNotModified) || s.asked.Get("If-None-Match") != `"1"` {
		t.Fatalf("%v, asked %v", err, s.asked)
	}
	page = listPage(1, cities(3)) // and its server goes on saying that nothing changed
	for range 4 {
		s.silent()
	}
	b, err := s.look() // an hour has passed: the whole page
	if err != nil || len(b.Releases) != 1 || !strings.Contains(b.Note, "not modified") {
		t.Fatalf("%v %+v", err, b)
	}
	page = listPage(1, cities(4))
	if s.told(); s.asked.Get("If-None-Match") != "" {
		t.Errorf("a server that lied is asked again: %v", s.asked)
	}
}

func TestAnotherSelectorIsAnotherPage(t *testing.T) {
	s := newPageScene(t, "")
	s.show(listPage(1, cities(3)))
	first := s.told()
	s.source = newPage(t, "{url: '"+first.URL+"', select: ul}")
	second := s.told()
	if second.Key == first.Key || strings.Contains(second.Body, "CITIES") {
		t.Errorf("%+v", second)
	}
}

func TestTheRuleMayDecideAboutAPage(t *testing.T) {
	s := newPageScene(t, "relevance: rule")
	s.show(listPage(1, cities(3)))
	if r := s.told(); r.Relevance != "" || !r.InPlace {
		t.Errorf("%+v", r)
	}
}

func TestAPageNeedsAnAddressAndASelector(t *testing.T) {
	for yaml, want := range map[string]string{
		"{}":                    "url is missing",
		"url: ftp://x.example/": "no address",
		"{url: 'http://x.example', select: 'a['}":         "select is no CSS selector",
		"{url: 'http://x.example', ignore: '..'}":         "ignore is no CSS selector",
		"{url: 'http://x.example', relevance: sometimes}": `relevance: "sometimes" is neither`,
		"{url: 'http://x.example', selct: main}":          `did you mean "select"?`,
		"{url: 'http://x.example', select: ''}":           "select is no CSS selector",
	} {
		_, err := NewPage(options(t, yaml), nil)
		var problems config.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), want) || problems[0].Line == 0 {
			t.Errorf("%s: %v", yaml, err)
		}
	}
}
