package press

import (
	"context"
	"html"
	"net/http"
	"regexp"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// longestBody is how many bytes of a document's text are kept: an order has
// thirty thousand, a budget of grants millions.
const longestBody = 256 << 10

// text fetches the text of a document. What cannot be had now is asked for again
// at the next look; only a look that was told to stop is an error.
func (l *registerLook) text(ctx context.Context, d registerDoc) (string, error) {
	if err := l.r.wait(ctx); err != nil {
		return "", err
	}
	res, err := l.r.client.Get(ctx, fetch.Request{URL: d.text, Header: http.Header{"Accept": {"text/plain, */*;q=0.1"}}})
	if err != nil || res.Cut {
		return "", ctx.Err()
	}
	return registerText(res.Body, d.number), nil
}

var (
	preformatted   = regexp.MustCompile(`(?is)<pre[^>]*>(.*)</pre>`)
	anyTag         = regexp.MustCompile(`<[^<>]*>`)
	pageInSentence = regexp.MustCompile(`([\pL\pN,])\s*\[\[Page [^\]]*\]\]\s*`)
	pageMark       = regexp.MustCompile(`\[\[Page [^\]]*\]\]`)
	emptyLines     = regexp.MustCompile(`\n[ \t\r]*\n\s*`)
)

// registerText is the text of a document out of its plain rendition, which comes
// in a web page of one element: paragraphs parted by an empty line, without the
// line ends and page marks of the print. "" if the document's own number, with
// which each one closes ("[FR Doc. 2017-02102 Filed 1-27-17; 11:15 am]"), is not there.
func registerText(body []byte, number string) string {
	text := strings.ToValidUTF8(string(body), "")
	if m := preformatted.FindStringSubmatch(text); m != nil {
		text = html.UnescapeString(anyTag.ReplaceAllString(m[1], ""))
	}
	if !strings.Contains(text, number) {
		return ""
	}
	text = pageMark.ReplaceAllString(pageInSentence.ReplaceAllString(text, "$1 "), "")
	var paragraphs []string
	size := 0
	for _, p := range emptyLines.Split(text, -1) {
		if p = oneLine(p); p == "" {
			continue
		}
		if size += len(p) + 2; size > longestBody {
			paragraphs = append(paragraphs, "…")
			break
		}
		paragraphs = append(paragraphs, p)
	}
	return strings.Join(paragraphs, "\n\n")
}

// orderInText is how an executive order heads itself.
var orderInText = regexp.MustCompile(`Executive Order (\d{5}) of \w+ \d{1,2}, \d{4}`)

// digest is that of what the API says of a document; what a search quotes of it
// differs from search to search and is no part of it.
func (d registerDoc) digest() string {
	stage := "published"
	if d.advance {
		stage = "on inspection"
	}
	return digest(d.title, strings.Join([]string{stage, d.abstract, d.note, string(d.date), d.order, d.citation}, "\x00"))
}

// release is the document as the watcher knows it.
func (l *registerLook) release(d registerDoc, text string) docket.Release {
	if m := orderInText.FindStringSubmatch(text[:min(len(text), 4000)]); m != nil && d.order == "" && d.kind == "PRESDOCU" {
		d.order = m[1]
	}
	r := docket.Release{
		Source: l.r.name, Key: d.number, Title: d.title, URL: d.url, Date: d.date, Components: d.agencies, Number: d.shownNumber(), Teaser: d.teaser(),
		Body: text, Cluster: "fr " + d.number, Seen: l.at.Now, Digest: digest(d.digest(), text),
	}
	if len(r.Components) == 0 {
		r.Components = []string{"Federal Register"}
	}
	if d.advance {
		r.Version, r.Published = watcher.Advance, d.filed
	}
	if !l.r.rule {
		r.Relevance, r.Why = docket.Relevant, "the Federal Register search finds it"
	}
	return r
}

// shownNumber is how people cite the document.
func (d registerDoc) shownNumber() string {
	switch {
	case d.order != "":
		return "EO " + d.order
	case d.citation != "":
		return d.citation
	}
	return "FR Doc. " + d.number
}

// teaser says what the document is and begins to tell it.
func (d registerDoc) teaser() string {
	var parts []string
	switch {
	case d.advance && d.date != "":
		parts = append(parts, "On public inspection, to be published "+longDay(d.date)+".")
	case d.advance:
		parts = append(parts, "On public inspection.")
	case d.order != "":
		parts = append(parts, strings.TrimSuffix("Executive Order "+d.order+" of "+longDay(d.signed), " of ")+".")
	}
	if d.order != "" && d.citation != "" {
		parts = append(parts, d.citation+".")
	}
	if d.note != "" {
		parts = append(parts, "Editorial note: "+d.note)
	}
	if d.abstract != "" {
		parts = append(parts, d.abstract)
	} else if d.excerpts != "" {
		parts = append(parts, d.excerpts)
	}
	return strings.Join(parts, " ")
}

// longDay is a day in words; "" for none.
func longDay(d docket.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return t.Format("January 2, 2006")
}
