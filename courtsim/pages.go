package courtsim

import (
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A PageEdit is one wording of a page that is edited in place.
type PageEdit struct {
	Page  string    `json:"page"`
	Title string    `json:"title,omitempty"`
	Text  string    `json:"text,omitempty"` // as in the script; "" for a page that was taken down
	At    time.Time `json:"at"`
}

// pageLine reads "NAME | TITLE | TEXT"; without TITLE and TEXT the page is gone.
func pageLine(rest string) (PageEdit, error) {
	parts := strings.SplitN(rest, "|", 3)
	p := PageEdit{Page: strings.TrimSpace(parts[0])}
	if strings.Trim(p.Page, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || p.Page == "" || len(parts) == 2 {
		return p, fmt.Errorf("page wants NAME | TITLE | TEXT, or NAME alone for a page that is taken down")
	}
	if len(parts) == 3 {
		p.Title, p.Text = strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])
	}
	return p, nil
}

// edited puts a wording up. The caller holds the lock, or is alone.
func (h *Courthouse) edited(p PageEdit) {
	p.At = h.clock
	h.pages = append(h.pages, p)
}

// PageEdits is every wording of every page so far, oldest first, with those that
// stood there before the story began.
func (h *Courthouse) PageEdits() []PageEdit {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]PageEdit(nil), h.pages...)
}

// servePage shows a page as it stands now, in a frame that changes with every
// visit: a date, a number, a script. It answers "not modified" to who asks well.
func (h *Courthouse) servePage(w http.ResponseWriter, r *http.Request, name string) {
	h.mu.Lock()
	h.visits++
	visit, clock, fault := h.visits, h.clock, h.faults["page"]
	var now *PageEdit
	edition := 0
	for i := range h.pages {
		if h.pages[i].Page == name {
			now = &h.pages[i]
			edition++
		}
	}
	h.mu.Unlock()
	w.Header().Set("Date", clock.UTC().Format(http.TimeFormat))
	if now == nil || now.Text == "" {
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte("<html><body><main>Page not found</main></body></html>")) // the asker hung up: nobody to tell
		return
	}
	body := []byte(pageHTML(*now, visit, clock))
	if fault.serve(w, r, body) {
		return
	}
	tag := `"` + name + "-" + strconv.Itoa(edition) + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Last-Modified", now.At.UTC().Format(http.TimeFormat))
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	_, _ = w.Write(body) // the asker hung up: nobody to tell
}

var scriptLink = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)

// pageHTML renders a wording: " / " parts paragraphs, "- " begins a list item,
// [text](address) is a link.
func pageHTML(p PageEdit, visit int, clock time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>%[1]s | The office</title></head>
<body class="visit-%[2]d"><nav><a href="/?visit=%[2]d">Home</a></nav>
<main><h1 class="page-title">%[1]s</h1>
`, escapeXML(p.Title), visit)
	list := false
	for part := range strings.SplitSeq(p.Text, " / ") {
		item, isItem := strings.CutPrefix(strings.TrimSpace(part), "- ")
		if isItem != list {
			b.WriteString(map[bool]string{true: "<ul>\n", false: "</ul>\n"}[isItem])
			list = isItem
		}
		tag := "p"
		if list {
			tag = "li"
		}
		fmt.Fprintf(&b, "<%s>%s</%[1]s>\n", tag, scriptLink.ReplaceAllString(escapeXML(item), `<a href="$2">$1</a>`))
	}
	if list {
		b.WriteString("</ul>\n")
	}
	fmt.Fprintf(&b, "<p>Last updated: %s</p>\n<script>var visit = %d;</script></main>\n<footer>Visit %[2]d</footer></body></html>\n", clock.Format("January 2, 2006"), visit)
	return b.String()
}
