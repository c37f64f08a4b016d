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
	"docketwatch/watcher"
	"docketwatch/watcher/sourcetest"
)

func newFeed(t *testing.T, url string) watcher.Source {
	t.Helper()
	e := options(t, "url: "+url)
	e.Name = "whitehouse"
	s, err := NewFeed(e, lab(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// action is one item as the White House writes it.
func action(i int) string {
	return fmt.Sprintf(`<item><title>Action&#160;No. %d</title><link>https://wh.example/actions/%[1]d/</link><dc:creator><![CDATA[The White House]]></dc:creator>
<pubDate>%s</pubDate><category><![CDATA[Executive Orders]]></category><guid isPermaLink="false">https://wh.example/?p=%[1]d</guid>
<description><![CDATA[<p>Teaser %[1]d</p>]]></description><content:encoded><![CDATA[<p>Section 1. An article may quote </item> and <item> or <entry>.</p><p>Sec. 2.</p>]]></content:encoded></item>
`, i, time.Date(2025, 4, 28, 22, i, 7, 0, time.UTC).Format(time.RFC1123Z))
}

const rssHead = `<?xml version="1.0" encoding="UTF-8"?>
<!-- an <item> in a comment -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Presidential Actions</title>
`

func actions(n int) string {
	var b strings.Builder
	b.WriteString(rssHead)
	for i := range n {
		b.WriteString(action(i + 1))
	}
	return b.String() + "</channel></rss>\n"
}

func TestFeedIsASource(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New:  newFeed,
		Body: func(_ *http.Request, n int) []byte { return []byte(actions(n)) },
	})
}

func TestItemsAreReadWhole(t *testing.T) {
	p, err := ParseFeed([]byte(actions(3)))
	if err != nil || p.Type != "rss" || p.Title != "Presidential Actions" || len(p.Items) != 3 {
		t.Fatalf("%v %+v", err, p)
	}
	it := p.Items[0]
	if it.Key != "https://wh.example/?p=1" || it.Title != "Action No. 1" || it.URL != "https://wh.example/actions/1/" || it.Date != "2025-04-28" ||
		!it.Published.Equal(time.Date(2025, 4, 28, 22, 1, 7, 0, time.UTC)) || it.Teaser != "Teaser 1" ||
		!strings.HasSuffix(it.Body, "\n\nSec. 2.") || len(it.Categories) != 1 {
		t.Errorf("%+v", it)
	}
}

func TestFeedsOfOtherFamiliesAreRead(t *testing.T) {
	utf16 := []byte{0xff, 0xfe}
	for _, r := range `<?xml version="1.0" encoding="utf-16"?><rss><channel><item><title>§ 1373</title><link>http://x.example/1</link></item></channel></rss>` {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, c := range map[string]struct{ body, title string }{
		"Atom":           {`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:1</id><title>One</title><link href="/1"/><updated>2025-04-28T22:32:00Z</updated></entry></feed>`, "One"},
		"RDF":            {`<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><items/></channel><item><title>One</title><link>http://x.example/1</link></item></rdf:RDF>`, "One"},
		"UTF-16":         {string(utf16), "§ 1373"},
		"Latin-1":        {"\ufeff <?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><title>\xa7\xa01373 \x93x\x94</title><guid>g</guid></item></channel></rss>", "§ 1373 “x”"},
		"other elements": {`<rss xmlns:media="urn:m"><channel><media:item/><item><title>One</title><guid>g</guid><media:entry>x</media:entry></item></channel></rss>`, "One"},
		"no title":       {`<rss><channel><item><description>&lt;p&gt;Only text.&lt;/p&gt;</description><guid>g</guid></item></channel></rss>`, "Only text."},
		"a document type": {`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ELEMENT item ANY>]>` +
			`<rss><channel><item><title>One</title><guid>g</guid></item></channel></rss>`, "One"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := ParseFeed([]byte(c.body))
			if err != nil || len(p.Items) != 1 || p.Items[0].Title != c.title {
				t.Errorf("%v %+v", err, p)
			}
		})
	}
}

func TestItemsThatShareAnIDAreStillSeveral(t *testing.T) {
	s := newFeedScene(t)
	one := `<item><title>One</title><guid>http://city.example/news</guid></item>`
	s.body = "<rss><channel>" + one + one + strings.Replace(one, "One", "Two", 1) + "</channel></rss>"
	if b, err := s.look(); err != nil || len(b.Releases) != 2 || b.Releases[0].Key == b.Releases[1].Key {
		t.Fatalf("%v %+v", err, b.Releases)
	}
	if b, err := s.look(); !errors.Is(err, watcher.ErrNotModified) {
		t.Fatalf("%v %+v", err, b.Releases)
	}
}

func TestDatesAreDaysUnlessATimeIsPrinted(t *testing.T) {
	for raw, want := range map[string]string{
		"Fri, 31 Jul 2026 12:00:00 +0000": "2026-07-31 ",
		"Fri, 31 Jul 2026 00:00:00 +0000": "2026-07-31 ",
		"Fri, 31 Jul 2026 00:00:00 -0400": "2026-07-31 ",
		"2026-07-31":                      "2026-07-31 ",
		"2026-07-31T00:00:00Z":            "2026-07-31 ",
		"Sat, 01 Aug 2026 02:30:00 +0000": "2026-07-31 2026-08-01T02:30:00Z",
		"Fri, 31 Jul 2026 18:32:01 EDT":   "2026-07-31 2026-07-31T22:32:01Z",
		"Fri, 31 Jul 2026 18:32:01 AKDT":  "2026-07-31 2026-08-01T02:32:01Z",
		"Fri, 31 Jul 2026 18:32:01 HST":   "2026-08-01 2026-08-01T04:32:01Z",
		"someday":                         " ",
		"":                                " ",
	} {
		p, err := ParseFeed([]byte(`<rss><channel><item><title>T</title><guid>g</guid><pubDate>` + raw + `</pubDate></item></channel></rss>`))
		if err != nil || len(p.Items) != 1 {
			t.Fatalf("%s: %v %+v", raw, err, p)
		}
		got := string(p.Items[0].Date) + " "
		if !p.Items[0].Published.IsZero() {
			got += p.Items[0].Published.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", raw, got, want)
		}
	}
}

func TestADamagedItemCostsOnlyItself(t *testing.T) {
	whole := actions(9)
	for name, c := range map[string]struct{ old, broken string }{
		"a stray end tag":               {"Action&#160;No. 5", "Action</b> No. 5"},
		"a missing end of an item":      {"]]></content:encoded></item>\n" + action(6)[:30], "]]></content:encoded>\n" + action(6)[:30]},
		"a raw bracket":                 {"Action&#160;No. 5", "Action < No. 5"},
		"a title that is not closed":    {"Action&#160;No. 5</title>", "Action No. 5"},
		"CDATA that is not closed":      {"<![CDATA[<p>Teaser 5</p>]]>", "<![CDATA[<p>Teaser 5</p>"},
		"an item without any identity":  {`<link>https://wh.example/actions/5/</link>`, ""},
		"a character that cannot be":    {"Action&#160;No. 5", "Action&#x0;No. 5"},
		"an end tag that is misspelled": {"Action&#160;No. 5</title>", "Action No. 5</tilte>"},
	} {
		t.Run(name, func(t *testing.T) {
			body := strings.Replace(whole, c.old, c.broken, 1)
			if c.broken == "" {
				body = strings.Replace(body, `<guid isPermaLink="false">https://wh.example/?p=5</guid>`, "", 1)
			}
			if body == whole {
				t.Fatal("nothing was broken")
			}
			p, err := ParseFeed([]byte(body))
			var partial *Incomplete
			if !errors.As(err, &partial) || partial.Cut || partial.Of != 9 || partial.Whole != 8 || len(p.Items) != 8 {
				t.Fatalf("%v, %d items", err, len(p.Items))
			}
			for _, it := range p.Items {
				if it.Title == "Action No. 5" || !strings.HasSuffix(it.Body, "Sec. 2.") {
					t.Errorf("damaged: %+v", it)
				}
			}
		})
	}
}

func TestSlopThatDamagesNothingIsRead(t *testing.T) {
	for _, title := range []string{"A & B", "A &nbsp; B", "A &bogus; B", "A \x01 B", "A \xff B"} {
		p, err := ParseFeed([]byte(strings.Replace(actions(3), "Action&#160;No. 2", title, 1)))
		if err != nil || len(p.Items) != 3 {
			t.Errorf("%q: %v, %d items", title, err, len(p.Items))
		}
	}
}

func TestACutFeedGivesItsWholeItems(t *testing.T) {
	whole := strings.TrimSpace(actions(9))
	for at := len(whole) - 1; at > 0; at -= 97 {
		p, err := ParseFeed([]byte(whole[:at]))
		var partial *Incomplete
		var refused *watcher.Refused
		switch {
		case errors.As(err, &partial):
			items := strings.Count(whole[:at], "</content:encoded></item>")
			if !partial.Cut || len(p.Items) != items {
				t.Errorf("cut at %d: %v, %d of %d whole items", at, err, len(p.Items), items)
			}
		case !errors.As(err, &refused):
			t.Errorf("cut at %d: %v", at, err)
		}
	}
}

func TestWhatIsNoFeedIsRefused(t *testing.T) {
	for body, want := range map[string]string{
		"": "empty body", "{}": "something else", "<html><body>hello</body></html>": "HTML page", "<status>ok</status>": "something else",
		`<html><meta http-equiv="refresh" content="5; URL='/news?bm-verify=x'"></html>`: "bot check",
		"<rss><channel></channel>": "cut off before its first item", "<rss><channel><title></b></channel></rss>": "broken XML", "<!DOCTYPE html><html><rss/></html>": "HTML page",
	} {
		_, err := ParseFeed([]byte(body))
		var r *watcher.Refused
		if !errors.As(err, &r) || !strings.HasPrefix(r.Got, want) {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestFeedsMadeToHurtAreReadInNoTime(t *testing.T) {
	began := time.Now()
	for name, body := range map[string]string{
		"endless depth":           rssHead + strings.Repeat("<a:b>", 1_000_000),
		"CDATA without an end":    rssHead + strings.Repeat(cdata, 500_000),
		"CDATA in CDATA":          rssHead + strings.Repeat(cdata, 500_000) + "]]></channel></rss>",
		"comments without an end": rssHead + strings.Repeat("<!--", 1_000_000),
		"document types":          strings.Repeat("<!DOCTYPE[>", 500_000) + "<rss></rss>",
		"ends without an end":     "<rss>" + strings.Repeat("</rss", 1_000_000),
		"a million items":         rssHead + strings.Repeat("<item>", 1_000_000) + "</channel></rss>",
		"a long root":             "<rss " + strings.Repeat("x", 1<<20) + "><item></item><item></rss>",
		"entities in entities":    `<!DOCTYPE rss [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;">]><rss><channel><item><title>&a;</title></item></channel></rss>`,
	} {
		if p, err := ParseFeed([]byte(body)); err == nil && len(p.Items) > 1 {
			t.Errorf("%s: %d items", name, len(p.Items))
		}
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

// feedScene is a feed and its server.
type feedScene struct {
	t      *testing.T
	source watcher.Source
	body   string
	tag    string
	lie    bool // 304 whatever changed
	asked  http.Header
	state  []byte
	now    time.Time
}

func newFeedScene(t *testing.T) *feedScene {
	s := &feedScene{t: t, body: actions(3), tag: `W/"1"`, now: day0}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked = r.Header
		w.Header().Set("ETag", s.tag)
		if s.lie && r.Header.Get("If-None-Match") == s.tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(s.body))
	}))
	t.Cleanup(server.Close)
	s.source = newFeed(t, server.URL)
	return s
}

func (s *feedScene) look() (watcher.Batch, error) {
	b, err := s.source.Poll(context.Background(), watcher.Cursor{State: s.state, Now: s.now})
	if err == nil && b.Partial == nil {
		s.state = b.Next
	}
	s.now = s.now.Add(10 * time.Minute)
	return b, err
}

func TestAFeedIsAskedWhetherItChanged(t *testing.T) {
	s := newFeedScene(t)
	if b, err := s.look(); err != nil || len(b.Releases) != 3 || b.Releases[0].Source != "feed/whitehouse" {
		t.Fatalf("%v %+v", err, b)
	}
	s.lie = true // and true, as long as nothing changes
	if _, err := s.look(); !errors.Is(err, watcher.ErrNotModified) || s.asked.Get("If-None-Match") != `W/"1"` {
		t.Fatalf("%v, asked %v", err, s.asked)
	}
	s.lie, s.tag = false, `W/"2"` // the tag churns, the items do not
	if b, err := s.look(); err != nil || len(b.Releases) != 0 || b.Raw != nil {
		t.Fatalf("%v %+v", err, b)
	}
	s.body = strings.Replace(s.body, "Sec. 2.", "Sec. 2, as corrected.", 1)
	if b, err := s.look(); err != nil || len(b.Releases) != 1 || b.Releases[0].Key != "https://wh.example/?p=1" {
		t.Fatalf("%v %+v", err, b)
	}
}

func TestAServerThatSaysNotModifiedAndWasIsFoundOut(t *testing.T) {
	s := newFeedScene(t)
	s.lie = true
	if _, err := s.look(); err != nil {
		t.Fatal(err)
	}
	s.body = actions(4)
	for range 5 {
		if _, err := s.look(); !errors.Is(err, watcher.ErrNotModified) {
			t.Fatal(err)
		}
	}
	b, err := s.look() // an hour has passed: the whole feed
	if err != nil || len(b.Releases) != 1 || !strings.Contains(b.Note, "not modified") {
		t.Fatalf("%v, %d told, note %q", err, len(b.Releases), b.Note)
	}
	s.body = actions(5)
	if b, err := s.look(); err != nil || len(b.Releases) != 1 || s.asked.Get("If-None-Match") != "" {
		t.Fatalf("%v, %d told, asked %v", err, len(b.Releases), s.asked)
	}
}

func TestAFeedThatEmptiedIsDoubtedAndForgetsNothing(t *testing.T) {
	s := newFeedScene(t)
	if _, err := s.look(); err != nil {
		t.Fatal(err)
	}
	s.body = actions(0)
	if b, err := s.look(); err != nil || b.Note != "It shows nothing now; at the last look it showed 3 items." {
		t.Fatalf("%v, note %q", err, b.Note)
	}
	if b, err := s.look(); !errors.Is(err, watcher.ErrNotModified) {
		t.Fatalf("%v, note %q", err, b.Note)
	}
	s.body = actions(4)
	if b, err := s.look(); err != nil || len(b.Releases) != 1 || b.Gap != nil {
		t.Fatalf("%v, %d told", err, len(b.Releases))
	}
}

func TestAWindowThatMovedPastEverythingKnownIsAGap(t *testing.T) {
	s := newFeedScene(t)
	if _, err := s.look(); err != nil {
		t.Fatal(err)
	}
	s.body = rssHead + action(8) + action(9) + "</channel></rss>"
	b, err := s.look()
	if err != nil || b.Gap == nil || !b.Gap.From.Equal(day0) || len(b.Releases) != 2 {
		t.Fatalf("%v %+v", err, b.Gap)
	}
}

func TestAFeedNeedsAnAddressOfTheWeb(t *testing.T) {
	for yaml, want := range map[string]string{"{}": "url is missing", "url: file:///etc/passwd": "no address", "url: [a]": "", "uri: x": `unknown key "uri"`} {
		_, err := NewFeed(options(t, yaml), nil)
		var problems config.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", yaml, err)
		}
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(actions(2)))
	f.Add([]byte(actions(2))[:400])
	f.Add([]byte(strings.Replace(actions(3), "Action", "</b>", 1)))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>x</title></entry></feed>`))
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := parseFeed(body, "http://x.example/")
		if err != nil {
			var r *watcher.Refused
			if !errors.As(err, &r) {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		if p.partial != nil && (p.partial.Whole != len(p.Items) || p.partial.Of < p.partial.Whole || p.partial.Why == "") {
			t.Fatalf("%+v with %d items", p.partial, len(p.Items))
		}
		for _, it := range p.Items {
			if it.Key == "" || it.Title == "" || it.URL != "" && !strings.HasPrefix(it.URL, "http") {
				t.Fatalf("%+v", it)
			}
		}
	})
}
