package courtsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Release is one press item that was released.
type Release struct {
	Site      string    `json:"site"` // doj, wh or dhs
	Key       string    `json:"key"`
	Number    string    `json:"number,omitempty"`
	Component string    `json:"component"`
	Title     string    `json:"title"`
	Body      string    `json:"body"`
	Date      time.Time `json:"date"`    // the day printed on it
	Created   time.Time `json:"created"` // when it went up
	Changed   time.Time `json:"changed"`
	Relevant  bool      `json:"relevant"`
}

// opening is what stands on the press pages before the story begins.
func opening(at time.Time) []Release {
	var list []Release
	for i, title := range []string{"Two Sentenced in Mortgage Fraud Scheme", "Marine Sanctuary Poacher Pleads Guilty", "Settlement Reached with Paving Contractors"} {
		when := at.Add(-time.Duration(i+1) * 20 * time.Hour)
		list = append(list, Release{Site: "doj", Key: fmt.Sprintf("old-%d", i), Component: "USAO - Northern District", Title: title,
			Body: "The office announced the outcome today.", Date: day(when), Created: when, Changed: when},
			Release{Site: "wh", Key: fmt.Sprintf("old-%d", i), Component: "Proclamations", Title: "Proclamation on a Day of Observance, No. " + strconv.Itoa(i+1),
				Body: "The day is proclaimed.", Date: day(when), Created: when, Changed: when},
			Release{Site: "dhs", Key: fmt.Sprintf("old-%d", i), Component: "DHS", Title: "Coast Guard Station Opens, No. " + strconv.Itoa(i+1),
				Body: "The station opened today.", Date: day(when), Created: when, Changed: when})
	}
	slices.SortFunc(list, func(a, b Release) int { return a.Created.Compare(b.Created) })
	return list
}

// day is midnight in Washington, which is how the Department dates a release.
func day(t time.Time) time.Time {
	eastern, err := time.LoadLocation("America/New_York")
	if err != nil {
		return t.Truncate(24 * time.Hour)
	}
	y, m, d := t.In(eastern).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, eastern)
}

// publish releases a press item now. The caller holds the lock.
func (h *Courthouse) publish(p releaseLine) {
	r := Release{Site: p.site, Key: p.key, Number: p.number, Component: p.component, Title: p.title, Body: p.body,
		Date: day(h.clock), Created: h.clock, Changed: h.clock, Relevant: p.relevant}
	if p.date != "" {
		if t, err := time.Parse("2006-01-02", p.date); err == nil {
			r.Date = day(t.Add(17 * time.Hour))
		}
	}
	h.releases = append(h.releases, r)
}

// edit replaces the words of a release that is up. The caller holds the lock.
func (h *Courthouse) edit(p releaseLine) {
	for i := range h.releases {
		if r := &h.releases[i]; r.Site == p.site && r.Key == p.key {
			r.Title, r.Body, r.Changed = p.title, p.body, h.clock
		}
	}
}

func (h *Courthouse) site(name string) (list []Release, clock time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.releases {
		if r.Site == name {
			list = append(list, r)
		}
	}
	return list, h.clock
}

// uuid is a stable id that looks like the Department's.
func uuid(key string) string {
	sum := 0
	for _, r := range key {
		sum = sum*131 + int(r)
	}
	return fmt.Sprintf("%08x-0000-4000-8000-%012x", uint32(sum), uint64(sum)&0xffffffffffff)
}

// link is where a release stands: the national office's, or a district's copy.
func link(r Release) string {
	office := "opa"
	if strings.HasPrefix(r.Component, "USAO") {
		office = "usao-" + uuid(r.Component)[:4]
	}
	return "https://www.justice.gov/" + office + "/pr/" + slug(r)
}

func slug(r Release) string {
	words := strings.FieldsFunc(strings.ToLower(r.Title), func(c rune) bool { return c < '0' || c > '9' && c < 'a' || c > 'z' })
	return strings.Join(words[:min(len(words), 12)], "-")
}

// serveAPI answers as the Department's News API: newest first only when asked
// with the two parameters it knows, oldest first otherwise; counts as strings;
// times wrapped in HTML; one component as an object.
func (h *Courthouse) serveAPI(w http.ResponseWriter, r *http.Request) {
	list, clock := h.site("doj")
	h.mu.Lock()
	fault := h.faults["doj"]
	h.mu.Unlock()
	q := r.URL.Query()
	slices.SortStableFunc(list, func(a, b Release) int { return a.Date.Compare(b.Date) })
	if q.Get("sort") == "date" && strings.EqualFold(q.Get("direction"), "DESC") {
		slices.Reverse(list)
	}
	size, _ := strconv.Atoi(q.Get("pagesize")) // as the API does: nonsense is the default
	if size <= 0 {
		size = 20
	}
	size = min(size, 50)
	page, _ := strconv.Atoi(q.Get("page")) // the same
	page = max(page, 0)
	results := []map[string]any{}
	for _, x := range list[min(page*size, len(list)):min((page+1)*size, len(list))] {
		results = append(results, apiRecord(x))
	}
	body, err := json.Marshal(map[string]any{
		"metadata": map[string]any{"responseInfo": map[string]any{"status": 200, "developerMessage": "OK"},
			"resultset": map[string]any{"count": strconv.Itoa(len(list)), "pagesize": strconv.Itoa(size), "page": page}, "executionTime": 0.01},
		"results": results})
	if err != nil || fault.serve(w, r, body) {
		return
	}
	w.Header().Set("Date", clock.UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body) // the asker hung up: nobody to tell
}

func apiRecord(x Release) map[string]any {
	stamp := func(t time.Time) string {
		return fmt.Sprintf("<time datetime=\"%s\">%d</time>\n", t.Format(time.RFC3339), t.Unix())
	}
	office := map[string]string{"uuid": uuid(x.Component), "name": x.Component}
	var component any = []any{office}
	if strings.HasPrefix(x.Component, "USAO") { // the API writes a single one both ways
		component = office
	}
	var number any
	if x.Number != "" {
		number = x.Number
	}
	return map[string]any{
		"uuid": uuid(x.Key), "vuuid": uuid(x.Key + x.Changed.String()), "title": x.Title, "url": link(x),
		"date": strconv.FormatInt(x.Date.Unix(), 10), "created": stamp(x.Created), "changed": stamp(x.Changed), "component": component, "topic": "",
		"number": number, "teaser": "", "body": "<p>" + escapeXML(x.Body) + "</p>", "attachment": []any{}, "image": []any{},
	}
}

// servePressRSS answers as /news/rss: 25 items, every time of day noon.
func (h *Courthouse) servePressRSS(w http.ResponseWriter, _ *http.Request) {
	list, clock := h.site("doj")
	slices.Reverse(list)
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel><title>Justice News</title><link>https://www.justice.gov/</link><description/><language>en</language>`)
	for _, x := range list[:min(len(list), 25)] {
		link := link(x)
		fmt.Fprintf(&b, "\n<item><title>%s</title><link>%s</link><description>%s</description><pubDate>%s 12:00:00 +0000</pubDate><dc:creator/><guid isPermaLink=\"true\">%[2]s</guid></item>",
			escapeXML(x.Title), link, escapeXML(firstSentence(x.Body)), x.Date.Format("Mon, 02 Jan 2006"))
	}
	b.WriteString("\n</channel></rss>\n")
	w.Header().Set("Date", clock.UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
	_, _ = w.Write([]byte(b.String())) // the asker hung up: nobody to tell
}

// serveWhiteHouse answers as /presidential-actions/feed/: 30 items with full text.
func (h *Courthouse) serveWhiteHouse(w http.ResponseWriter, r *http.Request) {
	list, clock := h.site("wh")
	slices.Reverse(list)
	list = list[:min(len(list), 30)]
	tag := `"wh-` + strconv.Itoa(len(list)) + "-" + list[0].Key + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Date", clock.UTC().Format(http.TimeFormat))
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Presidential Actions</title><link>https://www.whitehouse.gov</link><description></description>`)
	for _, x := range list {
		fmt.Fprintf(&b, "\n<item><title>%s</title><link>https://www.whitehouse.gov/presidential-actions/%s/</link><dc:creator><![CDATA[The White House]]></dc:creator><pubDate>%s</pubDate><category><![CDATA[Presidential Actions]]></category><category><![CDATA[%s]]></category><guid isPermaLink=\"false\">https://www.whitehouse.gov/?p=%s</guid><description><![CDATA[%s]]></description><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>",
			escapeXML(x.Title), slug(x), x.Created.UTC().Format(time.RFC1123Z), x.Component, uuid(x.Key)[:8], firstSentence(x.Body), x.Body)
	}
	b.WriteString("\n</channel></rss>\n")
	w.Header().Set("Content-Type", "application/rss+xml; charset=UTF-8")
	_, _ = w.Write([]byte(b.String())) // the asker hung up: nobody to tell
}

func firstSentence(s string) string {
	if i := strings.Index(s, ". "); i > 0 {
		return s[:i+1]
	}
	return s
}
