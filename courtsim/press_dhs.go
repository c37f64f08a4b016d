package courtsim

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// serveDHS answers as the listing of the Department of Homeland Security: ten
// releases with their days, and a menu without any.
func (h *Courthouse) serveDHS(w http.ResponseWriter, r *http.Request) {
	list, clock := h.site("dhs")
	h.mu.Lock()
	fault := h.faults["dhs"]
	h.mu.Unlock()
	slices.Reverse(list)
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>News Releases | Homeland Security</title></head><body>
<nav><ul><li><a href="/topics">Topics</a></li><li><h3><a href="/news/all">All news</a></h3></li></ul></nav>
<ul class="usa-collection">
`)
	for _, x := range list[:min(len(list), 10)] {
		day := x.Date.Format("2006-01-02")
		path := "/news/" + strings.ReplaceAll(day, "-", "/") + "/" + slug(x)
		fmt.Fprintf(&b, `<li class="usa-collection__item"><a href="%[1]s" title="%[2]s"><div class="usa-collection__calendar-date"><time datetime="%[3]s"><span>%[4]s</span></time></div></a>
<div class="usa-collection__body"><h3 class="usa-collection__heading"><a href="%[1]s" hreflang="en">%[2]s</a></h3>
<p>%[5]s</p></div></li>
`, path, escapeXML(x.Title), day, x.Date.Format("Jan 2 2006"), escapeXML(x.Body))
	}
	b.WriteString("</ul></body></html>\n")
	body := []byte(b.String())
	if fault.serve(w, r, body) {
		return
	}
	w.Header().Set("Date", clock.UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	_, _ = w.Write(body) // the asker hung up: nobody to tell
}
