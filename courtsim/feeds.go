package courtsim

import (
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

// item is one filing as a court's feed holds it; each event is an item there.
type item struct {
	court, number, caption, caseID, entry, seq, docID, paper, text string
	events                                                         []string
	at                                                             time.Time
}

// window is how many of the newest items a feed shows, whatever their age, where
// Options say nothing else. A replay squeezes a year into seconds: a slow machine may look once in ten
// seconds and must still find everything.
const window = 600

// docID is a document id with the court's prefix and fourth digit 1, as feeds
// show it: without the attachment menu.
func docID(court string, n int) string {
	prefix := map[string]string{"cand": "035", "wawd": "197", "mad": "095"}[court]
	if prefix == "" {
		prefix = "199"
	}
	return fmt.Sprintf("%s1%08d", prefix, n)
}

func (h *Courthouse) routes() {
	h.mux = http.NewServeMux()
	h.mux.HandleFunc("GET /{court}/rss", h.serveFeed)
	h.mux.HandleFunc("GET /api/v1/press_releases.json", h.serveAPI)
	h.mux.HandleFunc("GET /news/rss", h.servePressRSS)
	h.mux.HandleFunc("GET /presidential-actions/feed/", h.serveWhiteHouse)
	h.mux.HandleFunc("GET /dhs/news-releases/press-releases", h.serveDHS)
	h.mux.HandleFunc("GET /fr/api/v1/documents.json", h.serveRegister)
	h.mux.HandleFunc("GET /fr/api/v1/documents", h.serveRegister)
	h.mux.HandleFunc("GET /fr/api/v1/public-inspection-documents/current.json", h.serveInspection)
	h.mux.HandleFunc("GET /fr/documents/full_text/text/{file}", h.serveRegisterText)
	h.mux.HandleFunc("GET /fr/public-inspection/raw_text/{file}", h.serveRegisterText)
	h.mux.HandleFunc("GET /{court}/doc1/{id}", h.servePaper)
	h.mux.HandleFunc("GET /scotus/RSS/Cases/JSON/{file}", h.serveScotus)
	h.mux.HandleFunc("GET /scotus/DocketPDF/{year}/{number}/{filing}/{file}", serveScotusPaper)
	h.mux.Handle("POST /slack/", h.slack)
	h.mux.Handle("GET /slack/api/socket", h.slack)
	h.cl.routes(h.mux)
	h.control()
}

// ServeHTTP answers as the court, the Department, the White House or Slack would.
// Pages stand beside the routes: "/pages/{name}" could be the feed of a court.
func (h *Courthouse) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if name, ok := strings.CutPrefix(r.URL.Path, "/pages/"); ok {
		h.servePage(w, r, name)
		return
	}
	h.mux.ServeHTTP(w, r)
}

func (h *Courthouse) serveFeed(w http.ResponseWriter, r *http.Request) {
	pacer := r.PathValue("court")
	h.mu.Lock()
	items := slices.Clone(h.items[pacer])
	clock, fault := h.clock, h.faults[pacer]
	h.mu.Unlock()
	court, ok := docket.CourtByID(pacer)
	if !ok || court.PACER != pacer {
		http.NotFound(w, r)
		return
	}
	items = items[max(len(items)-h.o.Window, 0):]
	if reach := h.o.FeedReach; reach > 0 {
		if now := h.o.Now(); now.After(clock) {
			clock = now
		}
		items = slices.DeleteFunc(items, func(it item) bool { return clock.Sub(it.at) > reach })
	}
	if fault.Kind == FaultOrdersOnly {
		items = slices.DeleteFunc(items, func(it item) bool { return !strings.HasPrefix(it.events[0], "Order") })
	}
	if fault.Kind == FaultZeroItems {
		items = nil
	}
	if fault.Kind == FaultOlderFeed {
		items = items[:len(items)/2]
	}
	body := feed(court, items, clock, fault)
	if fault.Kind == FaultFrozen {
		h.mu.Lock()
		if h.frozen[pacer] == nil {
			h.frozen[pacer] = body
		}
		body = h.frozen[pacer]
		h.mu.Unlock()
	}
	if fault.serve(w, r, body) {
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	_, _ = w.Write(body) // the asker hung up: nobody to tell
}

// feed renders a district court's feed, newest first, in Latin-1 as they all are.
func feed(court docket.Court, items []item, clock time.Time, fault Fault) []byte {
	var b strings.Builder
	carries := "all"
	if fault.Kind == FaultOrdersOnly {
		carries = "order"
	}
	name := strings.TrimPrefix(court.Name, "District Court, ")
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="ISO-8859-1"?>

<rss version="2.0">

<channel>
<title>%s - Recent Entries</title>
<link>https://ecf.%s.uscourts.gov</link>
<description>Docket entries of type: %s</description>
<lastBuildDate>%s</lastBuildDate>
`, escapeXML(name), court.PACER, carries, clock.UTC().Format(gmt))
	for i := len(items) - 1; i >= 0; i-- {
		it := items[i]
		for _, event := range it.events {
			if fault.Kind == FaultStrayTag && i == len(items)-1 {
				fmt.Fprintf(&b, "<item>\n<title>%s</b></title>\n</item>\n", escapeXML(it.number+" "+it.caption))
				continue
			}
			fmt.Fprintf(&b, `
<item>
<title>%[1]s</title>
<link>%[2]s</link>
<description>%[3]s</description>
<guid isPermaLink="true">%[2]s%[4]s</guid>
<pubDate>%[5]s</pubDate>
</item>
`, escapeXML(it.number+" "+html.EscapeString(it.caption)), "https://ecf."+court.PACER+".uscourts.gov/cgi-bin/DktRpt.pl?"+it.caseID,
				escapeXML(it.description(court, event)), escapeXML("&"+it.seq), it.at.UTC().Format(gmt))
		}
	}
	b.WriteString("</channel>\n</rss>\n")
	return []byte(b.String())
}

const gmt = "Mon, 02 Jan 2006 15:04:05 GMT"

// description is the event and, for an entry with a number, the document's link.
func (it item) description(court docket.Court, event string) string {
	if it.entry == "" {
		return "[" + event + "] "
	}
	return fmt.Sprintf(`[%s] (<a href="https://ecf.%s.uscourts.gov/doc1/%s?caseid=%s&de_seq_num=%s" >%s</a>)`, event, court.PACER, it.docID, it.caseID, it.seq, it.entry)
}

func escapeXML(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return "" // a Builder takes every write
	}
	return b.String()
}

// servePaper gives the whole synthetic paper behind a document link, in either
// form of its id.
func (h *Courthouse) servePaper(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	want := []byte(r.PathValue("id"))
	if len(want) > 3 && want[3] == '0' {
		want[3] = '1'
	}
	for _, items := range h.items {
		for _, it := range items {
			if it.docID == string(want) && it.paper != "" {
				if text, err := embedded.ReadFile("papers/" + it.paper + ".txt"); err == nil {
					w.Header().Set("Content-Type", "text/plain; charset=utf-8")
					_, _ = w.Write(text) // the asker hung up: nobody to tell
					return
				}
			}
		}
	}
	http.NotFound(w, r)
}

// Released says how many items a court (by CourtListener id) has put into its
// feed so far, those that the window has lost among them.
func (h *Courthouse) Released(court string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.items[pacerID(court)])
}
