package press

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"docketwatch/docket"
	"docketwatch/watcher"
)

const (
	wantFeed   = "a feed"
	acceptFeed = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)

// feedPage is a feed as read.
type feedPage struct {
	FeedPage
	partial *watcher.Partial // nil if all of it was read
}

// parseFeed reads RSS, RDF and Atom. The feed library drops items without an
// error when a tag is damaged (101 of 358 came back in one trial), so its count
// has to match the tags that are there; if it does not, each item is read alone.
// Relative links are resolved against base. What is no feed is a [*watcher.Refused].
func parseFeed(body []byte, base string) (feedPage, error) {
	body = utf8Feed(body)
	s, err := scanFeed(body)
	if err != nil {
		return feedPage{}, &watcher.Refused{Want: wantFeed, Got: err.Error(), Body: body}
	}
	if s.root == "" {
		return feedPage{}, refused(wantFeed, body)
	}
	if len(s.items) == 0 { // an empty feed has to be above doubt
		if !s.closed {
			return feedPage{}, &watcher.Refused{Want: wantFeed, Got: "cut off before its first item", Body: body}
		}
		if err := wellFormed(body); err != nil {
			return feedPage{}, &watcher.Refused{Want: wantFeed, Got: "broken XML: " + err.Error(), Body: body}
		}
	}
	p := feedPage{FeedPage: FeedPage{Type: s.kind()}}
	var damaged []string
	cut := !s.closed
	feed, err := parseXML(body)
	if err == nil {
		p.Title = cleanTitle(feed.Title)
	}
	if err != nil || len(feed.Items) != len(s.items) {
		feed, damaged = s.salvage(body)
	}
	p.Items = make([]FeedItem, 0, len(feed.Items))
	for _, it := range feed.Items {
		item, ok := readItem(it, base)
		if !ok {
			damaged = append(damaged, "an item with neither title nor text, or without identity")
			continue
		}
		p.Items = append(p.Items, item)
	}
	distinguish(p.Items)
	if cut {
		damaged = append(damaged, "cut off")
	}
	if len(damaged) > 0 {
		of := max(len(s.items), len(p.Items))
		p.partial = &watcher.Partial{Whole: len(p.Items), Of: of, Why: strings.Join(damaged[:min(3, len(damaged))], "; "), Cut: cut}
	}
	return p, nil
}

// distinguish gives items that share an id but not their text keys of their own:
// some feeds give every item the address of one page as its id, and each would
// seem an edit of the other at every look.
func distinguish(items []FeedItem) {
	texts := make(map[string]string)
	shared := make(map[string]bool)
	for _, it := range items {
		d := digest(it.Title, it.Body)
		if was, met := texts[it.Key]; met && was != d {
			shared[it.Key] = true
		}
		texts[it.Key] = d
	}
	for i := range items {
		if it := &items[i]; shared[it.Key] {
			it.Key += "#" + short(digest(it.Title, it.URL))
		}
	}
}

// parseXML calls the library and survives it.
func parseXML(body []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			feed, err = nil, fmt.Errorf("the feed cannot be read: %v", r)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(body))
}

// utf8Feed brings UTF-16 into UTF-8, drops marks and space before the start, and
// replaces bytes that are no UTF-8 in a feed that says or means that it is.
func utf8Feed(body []byte) []byte {
	if bytes.HasPrefix(body, []byte{0xff, 0xfe}) || bytes.HasPrefix(body, []byte{0xfe, 0xff}) {
		out, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), body)
		if err == nil {
			if _, rest, ok := bytes.Cut(out, []byte("?>")); ok && bytes.HasPrefix(out, []byte("<?xml")) {
				out = rest // its encoding="utf-16" is no longer true
			}
			body = out
		}
	}
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	prolog := bytes.ToLower(body[:min(len(body), 200)])
	if prolog = prolog[:after(prolog, "?>")]; !bytes.Contains(prolog, []byte("encoding=")) || bytes.Contains(prolog, []byte("utf-8")) {
		body = bytes.ToValidUTF8(body, []byte("\ufffd"))
	}
	return body
}

// readItem reads one item; ok is false if there is nothing to know it by or
// nothing to tell.
func readItem(it *gofeed.Item, base string) (item FeedItem, ok bool) {
	if u := webURL(base, it.Link); u != nil {
		item.URL = u.String()
	}
	item.Key = oneLine(it.GUID)
	if item.Key == "" {
		item.Key = item.URL
	}
	item.Teaser, item.Body = plainText(it.Description), plainText(it.Content)
	if item.Body == "" { // a feed of summaries: what it says is said once
		item.Teaser, item.Body = "", item.Teaser
	}
	item.Title = cleanTitle(it.Title)
	if item.Title == "" {
		item.Title = beginning(item.Body, 120)
	}
	raw, parsed := it.Published, it.PublishedParsed
	if parsed == nil {
		raw, parsed = it.Updated, it.UpdatedParsed
	}
	item.Date, item.Published = printed(raw, parsed)
	for _, c := range it.Categories {
		if c = cleanTitle(c); c != "" {
			item.Categories = append(item.Categories, c)
		}
	}
	return item, item.Key != "" && item.Title != ""
}

// beginning is the first runes of a text, in one line.
func beginning(s string, n int) string {
	r := []rune(oneLine(s))
	if len(r) <= n {
		return string(r)
	}
	return strings.TrimSpace(string(r[:n])) + "…"
}

// release is the item as the watcher knows it.
func (f FeedItem) release(source string, at time.Time) docket.Release {
	return docket.Release{
		Source: source, Key: f.Key, Title: f.Title, URL: f.URL, Date: f.Date, Published: f.Published,
		Teaser: f.Teaser, Body: f.Body, Seen: at, Digest: digest(f.Title, f.Body),
	}
}
