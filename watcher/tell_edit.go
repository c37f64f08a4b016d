package watcher

import (
	"slices"
	"strings"

	"docketwatch/docket"
)

// Runes of the parts of an alert that tells of an edit. A screen shows some
// 1200 of them together.
const (
	titleRoom = 200
	textRoom  = 800
	linkRoom  = 100
	mostLinks = 5 // of those that came, and of those that went
)

// amendedRelease tells that a release we told of, or a page we watch, was edited.
func amendedRelease(old docket.Release, ch docket.ReleaseChange) docket.Alert {
	a := releaseAlert(ch.Release)
	a.Kind = docket.AlertAmended
	a.Digest = shortDigest(ch.Release.Digest)
	a.Reason = "a release you were told of was edited"
	if ch.Release.InPlace {
		a.Reason = "a page you watch was edited"
	}
	a.Body = edits(old, ch.Release)
	return a
}

// edits shows what changed: title, text, and the links of a page.
func edits(old, r docket.Release) string {
	var parts []string
	if line := Redline(old.Title, r.Title, titleRoom); line != "" {
		parts = append(parts, "title: "+line)
	}
	was, linksWere := splitPage(old.Body)
	now, links := splitPage(r.Body)
	if text := Redline(was, now, textRoom); text != "" {
		parts = append(parts, text)
	}
	parts = append(parts, listed("links added:", links, linksWere)...)
	parts = append(parts, listed("links removed:", linksWere, links)...)
	if len(parts) == 0 {
		return "the words are the same; their layout changed"
	}
	return strings.Join(parts, "\n")
}

// listed are the links of one side that the other has not.
func listed(head string, side, other []string) []string {
	var list []string
	for _, link := range side {
		if !slices.Contains(other, link) {
			list = append(list, firstRunes(link, linkRoom))
		}
	}
	if len(list) == 0 {
		return nil
	}
	if more := len(list) - mostLinks; more > 0 {
		list = append(list[:mostLinks], "and "+plural(more, "more", "more"))
	}
	return append([]string{head}, list...)
}

// linksHead parts the text of a page from its links in a release's Body.
const linksHead = "\n\nLinks on the page:\n"

// PageBody is the Body of a watched page's release: its text, and its links in
// their order, which an alert then lists apart from the text.
func PageBody(text string, links []string) string {
	if len(links) == 0 {
		return text
	}
	return text + linksHead + strings.Join(links, "\n")
}

// splitPage takes a Body apart again; one that is no page's has no links.
func splitPage(body string) (text string, links []string) {
	i := strings.LastIndex(body, linksHead)
	if i < 0 {
		return body, nil
	}
	return body[:i], strings.Split(body[i+len(linksHead):], "\n")
}
