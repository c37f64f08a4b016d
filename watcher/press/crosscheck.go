package press

import (
	"context"
	"fmt"
	"net/http"

	"docketwatch/docket"
	"docketwatch/watcher/fetch"
)

// rssState is what is remembered of the cross-check feed.
type rssState struct {
	validators
	Fails int `json:"fails,omitempty"` // looks in a row
	// Only holds the paths that the feed shows and the API does not: false after
	// the first look that found them, true once told or if they stood there first.
	Only map[string]bool `json:"only,omitempty"`
}

// doubtAfter is how many times in a row the cross-check may fail unmentioned.
const doubtAfter = 6

// crossCheck compares the feed with what the API has shown. One look of grace:
// the two are made from the same pages, but not at the same moment.
func (d *DOJ) crossCheck(ctx context.Context, l *look, next *state) (releases []docket.Release, note string) {
	header := http.Header{}
	if !l.old.waiting() {
		l.old.RSS.ask(header)
	}
	feed, res, err := d.feed(ctx, header)
	if err != nil {
		next.RSS.Fails++
		if next.RSS.Fails == doubtAfter {
			note = "The RSS feed that the API is checked against cannot be read."
		}
		return nil, note
	}
	next.RSS.Fails = 0
	if res.Status == http.StatusNotModified {
		return nil, ""
	}
	next.RSS.validators = validatorsOf(res.Header)
	next.RSS.Only = make(map[string]bool)
	for _, item := range next.missing(feed, next.cutoff()) {
		path := releasePath(item.URL)
		told, before := l.old.RSS.Only[path]
		next.RSS.Only[path] = before || l.at.State == nil
		if before && !told {
			releases = append(releases, item.release(d.name, l.at.Now))
			note = fmt.Sprintf("The feed shows a release that the API does not: %s", item.Title)
		}
	}
	return releases, note
}

// feed reads the RSS feed; on 304 it is empty. It is marked fresh for three
// days, so every cache on the way is asked to look again.
func (d *DOJ) feed(ctx context.Context, header http.Header) (feedPage, *fetch.Response, error) {
	header.Set("Cache-Control", "no-cache")
	header.Set("Accept", acceptFeed)
	res, err := d.client.Get(ctx, fetch.Request{URL: d.rss, Header: header})
	if err != nil {
		return feedPage{}, nil, refusal(wantFeed, err)
	}
	if res.Status == http.StatusNotModified {
		return feedPage{}, res, nil
	}
	p, err := parseFeed(res.Body, "https://www.justice.gov/")
	return p, res, err
}

// missing lists the releases of a feed that the API has not shown. Items before
// the overlap are not compared: the API was not read so far back.
func (s state) missing(feed feedPage, cutoff docket.Date) []FeedItem {
	paths := make(map[string]bool, len(s.Known))
	for _, k := range s.Known {
		paths[k.Path] = true
	}
	var list []FeedItem
	for _, item := range feed.Items {
		path := releasePath(item.URL)
		if path == "" || item.Date <= cutoff || paths[short(digest(path, ""))] {
			continue
		}
		item.Key, item.URL = "url:"+path, justiceURL(item.URL)
		list = append(list, item)
	}
	return list
}

// waiting reports whether something that only the feed shows is in its look of grace.
func (s state) waiting() bool {
	for _, told := range s.RSS.Only {
		if !told {
			return true
		}
	}
	return false
}
