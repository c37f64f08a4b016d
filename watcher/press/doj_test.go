package press

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"docketwatch/config"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/sourcetest"
)

// options wraps YAML as an entry's options.
func options(t *testing.T, text string) config.Entry {
	t.Helper()
	o, err := config.OptionsOf(text)
	if err != nil {
		t.Fatal(err)
	}
	return config.Entry{Kind: "doj_press", Name: "doj_press", Path: `sources[0] "doj_press"`, Line: 7, Options: o}
}

func lab(t *testing.T) *fetch.Client {
	t.Helper()
	c := fetch.New(fetch.Options{AllowPrivate: true})
	t.Cleanup(c.Close)
	return c
}

func newDOJ(t *testing.T, yaml string) *DOJ {
	t.Helper()
	s, err := NewDOJ(options(t, yaml), lab(t))
	if err != nil {
		t.Fatal(err)
	}
	d := s.(*DOJ)
	d.pause = 0
	return d
}

func TestDOJIsASource(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New: func(t *testing.T, base string) watcher.Source {
			return newDOJ(t, "url: "+base+"/api/v1/press_releases.json")
		},
		ContentType: "application/json",
		Body: func(_ *http.Request, n int) []byte {
			api := &fakeAPI{}
			for i := range n {
				api.add(fmt.Sprintf("u-%d", i+1), time.Date(2025, 4, 20+i, 12, 0, 0, 0, time.UTC))
			}
			return api.answer(0)
		},
	})
}

// fakeAPI is the News API over a list of releases.
type fakeAPI struct {
	releases []fakeRelease
	now      time.Time
	unsorted bool // the sort parameters are ignored: oldest nodes first
	stuck    bool // so is the page parameter
	size     int  // 50 where zero
	asked    []int
	fail     map[int]http.HandlerFunc // by page
	count    int                      // in place of the true one
	rss      []fakeRelease
	rssAsked []http.Header
	rssFail  bool
}

type fakeRelease struct {
	uuid, title string
	date        time.Time
	created     time.Time
}

func (f *fakeAPI) add(uuid string, at time.Time) {
	f.releases = append(f.releases, fakeRelease{uuid, "Release " + uuid, at, at})
}

func (f *fakeAPI) answer(n int) []byte {
	list := slices.Clone(f.releases)
	if !f.unsorted {
		slices.SortStableFunc(list, func(a, b fakeRelease) int {
			return strings.Compare(b.date.Format(time.DateOnly), a.date.Format(time.DateOnly))
		})
	}
	size := f.size
	if size == 0 {
		size = 50
	}
	if f.stuck {
		n = 0
	}
	var records []string
	for _, r := range list[min(n*size, len(list)):min((n+1)*size, len(list))] {
		y, m, d := r.date.Date()
		records = append(records, fmt.Sprintf(`{"uuid":%q,"vuuid":"v","title":%q,"url":"/opa/pr/%s","date":"%d","created":"%d","body":"<p>Text of %s.</p>"}`,
			r.uuid, r.title, r.uuid, time.Date(y, m, d, 4, 0, 0, 0, time.UTC).Unix(), r.created.Unix(), r.title))
	}
	count := len(list)
	if f.count != 0 {
		count = f.count
	}
	return fmt.Appendf(nil, `{"metadata":{"responseInfo":{"status":200},"resultset":{"count":"%d","pagesize":%d,"page":%d}},"results":[%s]}`,
		count, size, n, strings.Join(records, ","))
}

func (f *fakeAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", f.now.Format(http.TimeFormat))
	if r.URL.Path == "/news/rss" {
		f.serveRSS(w, r)
		return
	}
	q := r.URL.Query()
	n, err := strconv.Atoi(q.Get("page"))
	if err != nil || q.Get("sort") != "date" || q.Get("direction") != "DESC" || q.Get("pagesize") != "50" || len(q) != 4 {
		http.Error(w, "not the documented query: "+r.URL.RawQuery, http.StatusBadRequest)
		return
	}
	f.asked = append(f.asked, n)
	if h := f.fail[n]; h != nil {
		h(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(f.answer(n))
}

func (f *fakeAPI) serveRSS(w http.ResponseWriter, r *http.Request) {
	f.rssAsked = append(f.rssAsked, r.Header)
	if f.rssFail {
		http.Error(w, "down", http.StatusBadGateway)
		return
	}
	tag := fmt.Sprintf(`"%d"`, len(f.rss))
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Justice News</title>`)
	for _, x := range f.rss {
		fmt.Fprintf(&b, `<item><title>%s</title><link>https://www.justice.gov/opa/pr/%s</link><description>Text.&amp;nbsp;</description><pubDate>%s 12:00:00 +0000</pubDate></item>`,
			x.title, x.uuid, x.date.Format("Mon, 02 Jan 2006"))
	}
	b.WriteString(`<item><title>Event</title><link>https://www.justice.gov/oip/event/x</link></item></channel></rss>`)
	_, _ = w.Write([]byte(b.String()))
}

// scene is a source, its API and the cursor between looks.
type scene struct {
	t     *testing.T
	api   *fakeAPI
	doj   *DOJ
	state []byte
}

var day0 = time.Date(2017, 4, 21, 16, 0, 0, 0, time.UTC)

func newScene(t *testing.T, releases int, extra string) *scene {
	api := &fakeAPI{now: day0, fail: make(map[int]http.HandlerFunc)}
	for i := range releases {
		api.add(fmt.Sprintf("u-%d", i), day0.Add(-time.Duration(i)*4*time.Hour))
	}
	s := httptest.NewServer(api)
	t.Cleanup(s.Close)
	return &scene{t: t, api: api, doj: newDOJ(t, "url: "+s.URL+"/api/v1/press_releases.json"+strings.ReplaceAll(extra, "BASE", s.URL))}
}

// look polls, five minutes later each time, and moves the cursor as the turn does.
func (s *scene) look() (watcher.Batch, error) {
	s.t.Helper()
	s.api.asked = nil
	b, err := s.doj.Poll(context.Background(), watcher.Cursor{State: s.state, Now: s.api.now})
	if err == nil && b.Partial == nil {
		s.state = b.Next
	}
	s.api.now = s.api.now.Add(5 * time.Minute)
	return b, err
}

// mustLook is a look that is whole and tells of these keys.
func (s *scene) mustLook(want ...string) watcher.Batch {
	s.t.Helper()
	b, err := s.look()
	if err != nil || b.Partial != nil {
		s.t.Fatalf("%v %v", err, b.Partial)
	}
	if got := told(b); !slices.Equal(got, want) {
		s.t.Fatalf("told %q, want %q", got, want)
	}
	return b
}

func told(b watcher.Batch) []string {
	var keys []string
	for _, r := range b.Releases {
		keys = append(keys, r.Key)
	}
	slices.Sort(keys)
	return keys
}

func (s *scene) quiet() {
	s.t.Helper()
	if b, err := s.look(); !errors.Is(err, watcher.ErrNotModified) {
		s.t.Fatalf("%v, told %q, note %q", err, told(b), b.Note)
	}
}

func TestTheOverlapIsReadAtFirstAndOnePageWhileNothingChanges(t *testing.T) {
	s := newScene(t, 400, "") // six a day: 50 are eight days and a bit
	b, err := s.look()
	if err != nil || len(b.Releases) != 100 || !slices.Equal(s.api.asked, []int{0, 1}) || b.Items != 100 || b.Raw == nil {
		t.Fatalf("%v: %d releases of pages %v", err, len(b.Releases), s.api.asked)
	}
	r := b.Releases[0]
	if r.Source != "doj_press" || r.Key != "u-0" || r.Date != "2017-04-21" || r.URL != "https://www.justice.gov/opa/pr/u-0" ||
		!r.Published.Equal(day0) || r.Body != "Text of Release u-0." || !r.Seen.Equal(day0) || len(r.Digest) != 64 {
		t.Errorf("%+v", r)
	}
	s.quiet()
	if !slices.Equal(s.api.asked, []int{0}) {
		t.Errorf("asked %v", s.api.asked)
	}
	s.api.now = s.api.now.Add(time.Hour)
	s.mustLook() // time for a sweep, and nothing in it
	if !slices.Equal(s.api.asked, []int{0, 1}) {
		t.Errorf("asked %v", s.api.asked)
	}
}

func TestNewBackdatedAndEditedReleasesAreTold(t *testing.T) {
	s := newScene(t, 400, "")
	if _, err := s.look(); err != nil {
		t.Fatal(err)
	}
	s.api.add("new", day0.Add(time.Hour))
	b := s.mustLook("new")
	var kept []map[string]any
	if err := json.Unmarshal(b.Raw.Body, &kept); err != nil || len(kept) != 1 || kept[0]["uuid"] != "new" {
		t.Errorf("kept %v: %v", kept, err)
	}
	s.quiet()
	s.api.releases = append(s.api.releases, fakeRelease{"backdated", "Posted late", day0.Add(-9 * 24 * time.Hour), day0.Add(2 * time.Hour)})
	s.mustLook("backdated") // on page 1: only the count changed
	s.api.releases[3].title = "A corrected title"
	s.mustLook("u-3")
	s.api.releases[70].title = "A corrected title on page 1" // seen at the next sweep
	s.quiet()
	s.api.now = s.api.now.Add(time.Hour)
	s.mustLook("u-70")
}

func TestAReleaseThatSlidesIntoViewIsNoNews(t *testing.T) {
	s := newScene(t, 400, "")
	if _, err := s.look(); err != nil {
		t.Fatal(err)
	}
	s.api.releases = slices.Delete(s.api.releases, 0, 30) // 30 taken down: older ones fill page 1
	s.mustLook()
}

func TestACursorThatIsLostReadsEverythingAgain(t *testing.T) {
	s := newScene(t, 3, "")
	s.state = []byte("{broken")
	s.mustLook("u-0", "u-1", "u-2")
}

func TestAnAPIThatIgnoresTheOrderIsReadFromItsEndAndTold(t *testing.T) {
	s := newScene(t, 400, "")
	slices.Reverse(s.api.releases)
	s.api.unsorted = true
	b, err := s.look()
	if err != nil || !strings.Contains(b.Note, "last page backwards") || !slices.Equal(s.api.asked, []int{0, 7, 6}) {
		t.Fatalf("%v, note %q, asked %v", err, b.Note, s.api.asked)
	}
	s.api.add("new", day0.Add(time.Hour))
	if b := s.mustLook("new"); b.Note == "" {
		t.Error("the doubt is gone")
	}
}

func TestASilenceOfTheDepartmentIsNoDoubt(t *testing.T) {
	s := newScene(t, 400, "")
	s.api.now = day0.Add(30 * 24 * time.Hour) // a shutdown
	b, err := s.look()
	if err != nil || b.Note != "" || !slices.Equal(s.api.asked, []int{0, 7, 1}) {
		t.Fatalf("%v, note %q, asked %v", err, b.Note, s.api.asked)
	}
}

func TestAReleaseDatedYearsAheadHidesNothing(t *testing.T) {
	s := newScene(t, 400, "")
	s.api.add("typo", day0.AddDate(10, 0, 0))
	b, err := s.look()
	if err != nil || len(b.Releases) != 100 || b.Note != "" {
		t.Fatalf("%v: %d releases, note %q", err, len(b.Releases), b.Note)
	}
	s.api.add("new", day0)
	s.mustLook("new")
}

func TestALookThatBreaksOffTellsWhatItReadAndMovesNothing(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"an error": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"a bot check": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<html>bm-verify akam-logo</html>"))
		},
		"a cut page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(page(record2017)[:60]))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, 400, "")
			s.api.fail[1] = answer
			b, err := s.look()
			if err != nil || b.Partial == nil || !b.Partial.Cut || b.Next != nil || len(b.Releases) != 50 || b.Raw == nil {
				t.Fatalf("%v %v, %d releases", err, b.Partial, len(b.Releases))
			}
		})
	}
}

func TestPagesThatRepeatAreNotTheEnd(t *testing.T) {
	s := newScene(t, 400, "")
	s.api.stuck = true
	b, err := s.look()
	if err != nil || b.Partial == nil || !strings.Contains(b.Partial.Why, "repeats") {
		t.Fatalf("%v %v", err, b.Partial)
	}
}

func TestMorePagesThanALookMayReadAreAGap(t *testing.T) {
	s := newScene(t, 20, "")
	s.api.size = 2
	if _, err := s.look(); err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		s.api.add(fmt.Sprintf("n-%d", i), day0.Add(time.Duration(i+1)*time.Hour))
	}
	s.api.now = day0.Add(301 * time.Hour)
	b, err := s.look()
	if err != nil || b.Gap == nil || len(s.api.asked) != mostPages+1 || b.Partial != nil {
		t.Fatalf("%v, gap %v, %d pages", err, b.Gap, len(s.api.asked))
	}
	if !b.Gap.From.Before(b.Gap.To) || b.Gap.Source != "doj_press" {
		t.Errorf("%+v", b.Gap)
	}
}

func TestABadItemIsCountedAndTheOthersAreTold(t *testing.T) {
	s := newScene(t, 3, "")
	s.api.releases[1].title = " "
	b, err := s.look()
	if err != nil || b.Partial == nil || b.Partial.String() != "partial: 2 of 3 items: item 2: no usable title" || len(b.Releases) != 2 {
		t.Fatalf("%v %v", err, b.Partial)
	}
}

func TestAWallIsNamedAndTheWaitIsKept(t *testing.T) {
	s := newScene(t, 3, "")
	s.api.fail[0] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "300")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte("<html><title>Access Denied</title>You don't have permission</html>"))
	}
	_, err := s.look()
	var r *watcher.Refused
	if !errors.As(err, &r) || !r.Blocked || r.Got != "access denied page (answer 403)" || len(r.Body) == 0 {
		t.Fatalf("%v", err)
	}
	var waits interface{ RetryIn() (time.Duration, bool) }
	if !errors.As(err, &waits) {
		t.Fatal("the wait is lost")
	}
	if wait, said := waits.RetryIn(); !said || wait != 5*time.Minute {
		t.Errorf("%s %v", wait, said)
	}
}

func TestAFirstPageWithoutReleasesIsAFault(t *testing.T) {
	s := newScene(t, 0, "")
	_, err := s.look()
	var r *watcher.Refused
	if !errors.As(err, &r) || r.Got != "a first page without a single release" {
		t.Fatal(err)
	}
}

const withRSS = "\nrss_url: BASE/news/rss?type=press_release"

func TestWhatOnlyTheFeedShowsIsToldAfterOneLookOfGrace(t *testing.T) {
	s := newScene(t, 3, withRSS)
	s.api.rss = append(slices.Clone(s.api.releases), fakeRelease{uuid: "stood-there", title: "Stood there", date: day0})
	s.mustLook("u-0", "u-1", "u-2")
	s.quiet()
	if h := s.api.rssAsked[1]; h.Get("If-None-Match") != `"4"` || h.Get("Cache-Control") != "no-cache" {
		t.Errorf("asked with %v", h)
	}
	s.api.rss = append(s.api.rss, fakeRelease{uuid: "letters", title: "Letters &amp;amp; lists", date: day0},
		fakeRelease{uuid: "long-ago", title: "Long ago", date: day0.AddDate(0, -1, 0)})
	s.mustLook()
	b := s.mustLook("url:/opa/pr/letters")
	r := b.Releases[0]
	if r.Title != "Letters & lists" || r.Date != "2017-04-21" || r.URL != "https://www.justice.gov/opa/pr/letters" || r.Body != "Text." || !r.Published.IsZero() {
		t.Errorf("%+v", r)
	}
	if !strings.Contains(b.Note, "Letters & lists") || b.Raw == nil {
		t.Errorf("note %q", b.Note)
	}
	s.quiet()
	s.api.add("letters", day0)
	s.mustLook("letters")
}

func TestTheAPIBeingLateIsNoDoubt(t *testing.T) {
	s := newScene(t, 3, withRSS)
	s.mustLook("u-0", "u-1", "u-2")
	s.api.rss = []fakeRelease{{uuid: "new", title: "Release new", date: day0}}
	s.mustLook()
	s.api.add("new", day0)
	if b := s.mustLook("new"); b.Note != "" {
		t.Error(b.Note)
	}
	s.quiet()
}

func TestACrossCheckThatFailsOftenIsMentionedOnce(t *testing.T) {
	s := newScene(t, 3, withRSS)
	s.mustLook("u-0", "u-1", "u-2")
	s.api.rssFail = true
	var notes []int
	for i := range 10 {
		if b := s.mustLook(); b.Note != "" {
			notes = append(notes, i)
		}
	}
	if !slices.Equal(notes, []int{doubtAfter - 1}) {
		t.Errorf("noted at looks %v", notes)
	}
}

func TestWhileTheAPIIsDownTheFeedIsRead(t *testing.T) {
	s := newScene(t, 3, withRSS)
	s.mustLook("u-0", "u-1", "u-2")
	s.api.fail[0] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(502) }
	s.api.rss = append(slices.Clone(s.api.releases), fakeRelease{uuid: "new", title: "Release new", date: day0})
	b, err := s.look()
	if err != nil || b.Partial == nil || !b.Partial.Cut || !slices.Equal(told(b), []string{"url:/opa/pr/new"}) || b.Raw == nil {
		t.Fatalf("%v %v %q", err, b.Partial, told(b))
	}
	s.api.fail[0] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) } // a wall is obeyed
	if _, err := s.look(); err == nil {
		t.Error("a wall was passed over")
	}
	s.api.fail[0], s.api.rssFail = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(502) }, true
	if _, err := s.look(); err == nil {
		t.Error("nothing was read and no error came")
	}
}

func TestOptionsThatCannotBeUsedAreProblemsWithTheirLine(t *testing.T) {
	for yaml, want := range map[string]string{
		"url: ftp://example.org/x":            "url is no address of the web",
		"url: http://u:hunter2@example.org/":  "url is no address of the web",
		"rss_url: news":                       "rss_url is no address of the web",
		"ulr: http://example.org/":            `unknown key "ulr"`,
		"cross_check: perhaps":                "",
		"{url: 'http://x/', cross_check: tru": "",
	} {
		o, err := config.OptionsOf(yaml)
		if err != nil {
			continue // no YAML at all
		}
		_, err = NewDOJ(config.Entry{Name: "doj", Line: 7, Path: "sources[0]", Options: o}, nil)
		var problems config.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", yaml, err)
		}
	}
}

func TestTheCrossCheckIsOnWhereBothAreTheDepartmentsOwn(t *testing.T) {
	for yaml, want := range map[string]string{
		"{}": rssURL, "cross_check: false": "", "url: http://mirror.example/x": "",
		"{url: 'http://mirror.example/x', rss_url: 'http://mirror.example/rss'}": "http://mirror.example/rss",
		"{url: 'http://mirror.example/x', cross_check: true}":                    rssURL,
	} {
		if d := newDOJ(t, yaml); d.rss != want {
			t.Errorf("%s: %q, want %q", yaml, d.rss, want)
		}
	}
}
