package press

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html/charset"

	"docketwatch/config"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// dhsURL is where the Department of Homeland Security lists its releases; it has
// no feed.
const dhsURL = "https://www.dhs.gov/news-releases/press-releases"

const wantListing = "a listing of press releases"

// NewDHS makes the source of the Department of Homeland Security's releases. It
// reads the option `url` (for mirrors and tests). Errors are [config.Problems].
func NewDHS(entry config.Entry, client *fetch.Client) (watcher.Source, error) {
	o := struct {
		URL string `yaml:"url"`
	}{URL: dhsURL}
	if err := entry.Options.Decode(&o); err != nil {
		return nil, err
	}
	if webURL("", o.URL) == nil {
		return nil, entry.Problem("write http:// or https:// and a host, without a password", "url is no address of the web")
	}
	name := entry.Name
	if name == "" {
		name = "dhs_press"
	}
	return &Feed{name: name, url: o.URL, client: client, want: wantListing, accept: acceptPage, office: "Department of Homeland Security", parse: parseListing}, nil
}

// parseListing reads a listing: whatever holds a date and a heading that is a
// link, newest first. What has no date is a menu. A page that is cut, or holds
// no release, is a [*watcher.Refused]: the listing is never empty.
func parseListing(body []byte, base string) (feedPage, error) {
	if len(body) > largestPage {
		return feedPage{}, &watcher.Refused{Want: wantListing, Got: "a page of many megabytes", Body: body}
	}
	if !endOfPage.Match(body) {
		if wall, blocked := recognise(body); isWall(wall) || wall == "empty body" {
			return feedPage{}, &watcher.Refused{Want: wantListing, Got: wall, Blocked: blocked, Body: body}
		}
		return feedPage{}, &watcher.Refused{Want: wantListing, Got: "cut off: its end (</html>) is missing", Body: body}
	}
	decoded, err := charset.NewReader(bytes.NewReader(body), "text/html")
	if err != nil {
		return feedPage{}, &watcher.Refused{Want: wantListing, Got: err.Error(), Body: body}
	}
	doc, err := goquery.NewDocumentFromReader(decoded)
	if err != nil {
		return feedPage{}, &watcher.Refused{Want: wantListing, Got: "HTML that cannot be read: " + err.Error(), Body: body}
	}
	p := feedPage{FeedPage: FeedPage{Type: "html", Title: cleanTitle(doc.Find("title").First().Text())}}
	doc.Find("li, article, .views-row").Each(func(_ int, s *goquery.Selection) {
		if s.Find("li, article, .views-row").Has("time[datetime]").Length() > 0 {
			return // a list of releases, and no release
		}
		if item, ok := readListed(s, base); ok {
			p.Items = append(p.Items, item)
		}
	})
	if len(p.Items) == 0 {
		wall, blocked := recognise(body)
		if !isWall(wall) {
			wall = "a page without one dated release"
		}
		return feedPage{}, &watcher.Refused{Want: wantListing, Got: wall, Blocked: blocked, Body: body}
	}
	distinguish(p.Items)
	return p, nil
}

// dayInPath is the day that the address of a release holds: /news/2026/07/31/slug.
var dayInPath = regexp.MustCompile(`/(\d{4})/(\d{2})/(\d{2})/`)

// readListed reads one release of a listing; ok is false for anything else. The
// path is what it is known by: the listing has no other id.
func readListed(s *goquery.Selection, base string) (item FeedItem, ok bool) {
	link := s.Find("h1 a[href], h2 a[href], h3 a[href], h4 a[href], h5 a[href]").First()
	u := webURL(base, link.AttrOr("href", ""))
	if u == nil {
		return item, false
	}
	item.Title, item.URL, item.Key = cleanTitle(link.Text()), u.String(), keyOfPath(u)
	stamp, dated := s.Find("time[datetime]").First().Attr("datetime")
	if item.Date = isoDay(firstTen(stamp)); item.Date == "" {
		if m := dayInPath.FindStringSubmatch(u.Path); m != nil {
			item.Date = isoDay(strings.Join(m[1:], "-"))
		}
	}
	var paragraphs []string
	s.Find("p").Each(func(_ int, p *goquery.Selection) {
		if text := cleanTitle(p.Text()); text != "" && p.Find("time").Length() == 0 {
			paragraphs = append(paragraphs, text)
		}
	})
	item.Body = strings.Join(paragraphs, "\n\n")
	return item, dated && item.Date != "" && item.Title != ""
}

func keyOfPath(u *url.URL) string {
	key := strings.TrimSuffix(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		key += "?" + u.RawQuery
	}
	return key
}

func firstTen(s string) string { return s[:min(len(s), len("2026-07-31"))] }
