package press

import (
	"bytes"
	"fmt"
	"mime"
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/unicode/norm"

	"docketwatch/watcher"
)

const (
	largestPage = 8 << 20   // bytes; a page of prose is a hundredth of it
	largestText = 512 << 10 // bytes of the part that matters
	shortText   = 2000      // bytes: a longer text is no wall's
)

// pageText is what of a page is watched.
type pageText struct {
	title string
	text  string   // plain, normalised
	links []string // addresses in their order, each once
	to    string   // where the address leads, if that is elsewhere
}

// shownTitle is the title as it is told: with the place that a redirect leads to.
func (p pageText) shownTitle() string {
	if p.to == "" {
		return p.title
	}
	return p.title + " (now at " + p.to + ")"
}

// endOfPage closes every page that came whole. Without it the part that matters
// may be cut, and a cut text would be told as an edit.
var endOfPage = regexp.MustCompile(`(?i)</html\s*>`)

// readPage finds the part of a page that matters: its text and links. A page
// that lacks the part, or is something else, is a [*watcher.Refused].
func readPage(body []byte, contentType, address string, part, ignore cascadia.Selector, chosen string) (pageText, error) {
	refuse := func(got string) (pageText, error) {
		if wall, blocked := recognise(body); isWall(wall) {
			return pageText{}, &watcher.Refused{Want: wantPage, Got: wall, Blocked: blocked, Body: body}
		}
		return pageText{}, &watcher.Refused{Want: wantPage, Got: got, Body: body}
	}
	switch kind, _, err := mime.ParseMediaType(contentType); {
	case len(bytes.TrimSpace(body)) == 0:
		return refuse("empty body")
	case contentType != "" && (err != nil || kind != "text/html" && kind != "application/xhtml+xml"):
		return refuse("content of the type " + contentType)
	case len(body) > largestPage:
		return refuse(fmt.Sprintf("more than %d MiB", largestPage>>20))
	case !endOfPage.Match(body):
		return refuse("cut off: its end (</html>) is missing")
	}
	decoded, err := charset.NewReader(bytes.NewReader(body), contentType)
	if err != nil {
		return refuse("a charset that cannot be read: " + err.Error())
	}
	doc, err := goquery.NewDocumentFromReader(decoded)
	if err != nil {
		return refuse("HTML that cannot be read: " + err.Error())
	}
	nodes := outermost(doc.FindMatcher(part).Nodes)
	if len(nodes) == 0 {
		return refuse(fmt.Sprintf("a page in which select: %q finds nothing", chosen))
	}
	title := titleOf(doc, nodes) // before what is ignored is taken out
	doc.Find("script, style, noscript, template, iframe, svg, [hidden]").Remove()
	if ignore != nil {
		doc.FindMatcher(ignore).Remove()
	}
	p := pageText{title: title, text: textOfNodes(nodes), links: linksIn(doc, nodes, address)}
	switch {
	case p.text == "":
		return refuse(fmt.Sprintf("a page in which select: %q finds no text", chosen))
	case len(p.text) > largestText:
		return refuse(fmt.Sprintf("a text of more than %d KiB: select a smaller part", largestText>>10))
	case len(p.text) < shortText:
		if wall, _ := recognise(body); isWall(wall) {
			return refuse(wall)
		}
	}
	return p, nil
}

// isWall: the name that recognise gives is one of a wall.
func isWall(name string) bool {
	for _, w := range walls() {
		if w.name == name {
			return true
		}
	}
	return false
}

// outermost drops nodes that stand in others of the list: their text would come twice.
func outermost(nodes []*nethtml.Node) []*nethtml.Node {
	in := make(map[*nethtml.Node]bool, len(nodes))
	for _, n := range nodes {
		in[n] = true
	}
	var top []*nethtml.Node
next:
	for _, n := range nodes {
		for up := n.Parent; up != nil; up = up.Parent {
			if in[up] {
				continue next
			}
		}
		top = append(top, n)
	}
	return top
}

// titleOf is the heading of the part, else of the page, else the window's title.
func titleOf(doc *goquery.Document, nodes []*nethtml.Node) string {
	for _, s := range []*goquery.Selection{doc.FindNodes(nodes...).Find("h1"), doc.Find("h1"), doc.Find("title")} {
		for _, n := range s.Nodes {
			if t := cleanTitle(strings.Join(strings.Fields(goquery.NewDocumentFromNode(n).Text()), " ")); t != "" {
				return beginning(t, 200)
			}
		}
	}
	return "untitled page"
}

// textOfNodes is the plain text of several pieces of a page.
func textOfNodes(nodes []*nethtml.Node) string {
	var w textWriter
	for _, n := range nodes {
		w.line(2)
		w.node(n)
	}
	return norm.NFKC.String(w.b.String())
}

// linksIn are the addresses that the part leads to, without what changes from
// visit to visit and without jumps inside the page.
func linksIn(doc *goquery.Document, nodes []*nethtml.Node, address string) []string {
	base := address
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if u := webURL(address, href); u != nil {
			base = u.String()
		}
	}
	self := webURL("", address)
	var links []string
	seen := make(map[string]bool)
	doc.FindNodes(nodes...).Find("a[href], area[href]").Each(func(_ int, a *goquery.Selection) {
		u := webURL(base, a.AttrOr("href", ""))
		if u == nil {
			return
		}
		u.Fragment, u.RawFragment = "", ""
		if self != nil && u.Host == self.Host && u.Path == self.Path && u.RawQuery == self.RawQuery {
			return
		}
		if link := steady(u); !seen[link] {
			seen[link] = true
			links = append(links, link)
		}
	})
	return links
}

// fleeting are query parameters that name a visit and not a page. Versions
// ("v=2") are not among them: they may name another document.
var fleeting = regexp.MustCompile(`(?i)^(utm_.*|fbclid|gclid|itok|nonce|_|cb|cachebuster|ts|timestamp|sid|sessionid|jsessionid|phpsessid)$`)

var sessionPath = regexp.MustCompile(`(?i);jsessionid=[^/?]*`)

// steady is an address without its fleeting parts.
func steady(u *url.URL) string {
	q := u.Query()
	dropped := false
	for name := range q {
		if fleeting.MatchString(name) {
			q.Del(name)
			dropped = true
		}
	}
	if dropped { // else as it is written: encoding it anew would change others
		u.RawQuery = q.Encode()
	}
	return sessionPath.ReplaceAllString(u.String(), "")
}
