package courtsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Document is one document of the Federal Register.
type Document struct {
	Number    string    `json:"document_number"`
	Type      string    `json:"type"` // RULE, PRORULE, NOTICE, PRESDOCU
	Order     string    `json:"executive_order_number,omitempty"`
	Citation  string    `json:"citation,omitempty"`
	Agency    string    `json:"agency"`
	Title     string    `json:"title"` // as published
	FiledAs   string    `json:"filed_as,omitempty"`
	Text      string    `json:"text"`
	Date      string    `json:"publication_date"`
	Filed     time.Time `json:"filed,omitzero"`     // when it went on inspection
	Published time.Time `json:"published,omitzero"` // when the search shows it
	Relevant  bool      `json:"relevant"`
}

// registerLine is one `fr` line.
type registerLine struct {
	stage string // inspect or publish
	Document
}

// frLine reads "inspect|publish NUMBER@DATE[#ORDER] TYPE relevant|other AGENCY | TITLE | TEXT [| CITATION]".
func frLine(rest string) (registerLine, error) {
	parts := strings.SplitN(rest, "|", 4)
	f := strings.Fields(parts[0])
	if len(parts) < 3 || len(f) < 5 || f[0] != "inspect" && f[0] != "publish" {
		return registerLine{}, fmt.Errorf("fr wants inspect|publish NUMBER@DATE TYPE relevant|other AGENCY | TITLE | TEXT")
	}
	number, date, ok := strings.Cut(f[1], "@")
	date, order, _ := strings.Cut(date, "#")
	if _, err := time.Parse(time.DateOnly, date); !ok || err != nil {
		return registerLine{}, fmt.Errorf("fr wants a day behind the number: 2017-02102@2017-01-30")
	}
	if !slices.Contains([]string{"RULE", "PRORULE", "NOTICE", "PRESDOCU"}, f[2]) {
		return registerLine{}, fmt.Errorf("fr knows no type %q", f[2])
	}
	l := registerLine{stage: f[0], Document: Document{Number: number, Date: date, Order: order, Type: f[2], Relevant: f[3] == "relevant",
		Agency: strings.Join(f[4:], " "), Title: strings.TrimSpace(parts[1]), Text: strings.TrimSpace(parts[2])}}
	if len(parts) == 4 {
		l.Citation = strings.TrimSpace(parts[3])
	}
	return l, nil
}

// register puts a document on inspection, or publishes it. The caller holds the lock.
func (h *Courthouse) register(l registerLine) {
	i := slices.IndexFunc(h.documents, func(d Document) bool { return d.Number == l.Number })
	if i < 0 {
		h.documents = append(h.documents, l.Document)
		i = len(h.documents) - 1
	}
	d := &h.documents[i]
	if l.stage == "inspect" {
		d.FiledAs, d.Filed = l.Title, h.clock
		return
	}
	filedAs, filed := d.FiledAs, d.Filed
	*d = l.Document
	d.FiledAs, d.Filed, d.Published = filedAs, filed, h.clock
}

// Documents is every document of the Federal Register so far, oldest first.
func (h *Courthouse) Documents() []Document {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]Document(nil), h.documents...)
}

func (h *Courthouse) published() ([]Document, time.Time, Fault) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]Document(nil), h.documents...), h.clock, h.faults["fr"]
}

var registerTypes = map[string]string{"RULE": "Rule", "PRORULE": "Proposed Rule", "NOTICE": "Notice", "PRESDOCU": "Presidential Document"}

// serveRegister answers a search as federalregister.gov: newest first, "|" for
// or, quotes for phrases; a search without a hit has no list, and one without a
// term is all there is.
func (h *Courthouse) serveRegister(w http.ResponseWriter, r *http.Request) {
	all, clock, fault := h.published()
	q := r.URL.Query()
	var found []Document
	for _, d := range all {
		if !d.Published.IsZero() && matches(d, q) {
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(a, b Document) int {
		return strings.Compare(b.Date+b.Number, a.Date+a.Number)
	})
	size, _ := strconv.Atoi(q.Get("per_page")) // as the API does: nonsense is the default
	if size < 1 || size > 2000 {
		size = 20
	}
	page, _ := strconv.Atoi(q.Get("page")) // the same
	page = max(page, 1)
	answer := map[string]any{"description": "All Documents", "count": len(found)}
	if term := q.Get("conditions[term]"); term != "" {
		answer["description"] = "Documents matching '" + term + "'"
	}
	if len(found) > 0 {
		results := []map[string]any{}
		for _, d := range found[min((page-1)*size, len(found)):min(page*size, len(found))] {
			results = append(results, registerRecord(d, r.Host))
		}
		answer["total_pages"], answer["results"] = (len(found)+size-1)/size, results
	}
	if page*size < len(found) {
		q.Set("page", strconv.Itoa(page+1))
		q.Set("format", "json")
		answer["next_page_url"] = "http://" + r.Host + "/fr/api/v1/documents?" + q.Encode()
	}
	writeRegister(w, r, answer, clock, fault)
}

// matches applies the conditions that docketwatch or a curious reader may set.
func matches(d Document, q url.Values) bool {
	if since := q.Get("conditions[publication_date][gte]"); d.Date < since {
		return false
	}
	if types := q["conditions[type][]"]; len(types) > 0 && !slices.Contains(types, d.Type) {
		return false
	}
	if slugs := q["conditions[agencies][]"]; len(slugs) > 0 && !slices.Contains(slugs, agencySlug(d.Agency)) {
		return false
	}
	term := q.Get("conditions[term]")
	if term == "" {
		return true
	}
	text := strings.ToLower(d.Title + " " + d.Text + " " + d.Order)
	for phrase := range strings.SplitSeq(term, "|") {
		if phrase = strings.Trim(phrase, ` "`); phrase != "" && strings.Contains(text, strings.ToLower(phrase)) {
			return true
		}
	}
	return false
}

func agencySlug(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }

func registerRecord(d Document, host string) map[string]any {
	orNull := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	subtype := ""
	if d.Order != "" {
		subtype = "Executive Order"
	}
	return map[string]any{
		"document_number": d.Number, "title": d.Title, "type": registerTypes[d.Type], "subtype": orNull(subtype), "abstract": nil,
		"excerpts": firstSentence(d.Text), "publication_date": d.Date, "signing_date": nil, "executive_order_number": orNull(d.Order), "citation": orNull(d.Citation),
		"html_url":     "https://www.federalregister.gov/documents/" + strings.ReplaceAll(d.Date, "-", "/") + "/" + d.Number + "/document",
		"raw_text_url": "http://" + host + "/fr/documents/full_text/text/" + d.Number + ".txt",
		"agencies":     []any{map[string]any{"raw_name": strings.ToUpper(d.Agency), "name": d.Agency, "slug": agencySlug(d.Agency)}},
	}
}

// serveInspection answers as the public inspection desk: what is filed and not
// published, under the title of the filing; it knows no search.
func (h *Courthouse) serveInspection(w http.ResponseWriter, r *http.Request) {
	all, clock, fault := h.published()
	results := []map[string]any{}
	for _, d := range all {
		if d.Filed.IsZero() || !d.Published.IsZero() {
			continue
		}
		results = append(results, map[string]any{
			"document_number": d.Number, "title": d.FiledAs + " ", "type": registerTypes[d.Type], "filing_type": "special", "editorial_note": nil,
			"filed_at": d.Filed.UTC().Format(time.RFC3339), "publication_date": d.Date, "html_url": "https://www.federalregister.gov/public-inspection/" + d.Number,
			"raw_text_url": "http://" + r.Host + "/fr/public-inspection/raw_text/" + d.Number + ".txt",
			"agencies":     []any{map[string]any{"raw_name": strings.ToUpper(d.Agency), "name": d.Agency, "slug": agencySlug(d.Agency)}},
		})
	}
	writeRegister(w, r, map[string]any{"count": len(results), "results": results}, clock, fault)
}

func writeRegister(w http.ResponseWriter, r *http.Request, answer map[string]any, clock time.Time, fault Fault) {
	body, err := json.Marshal(answer)
	if err != nil || fault.serve(w, r, body) {
		return
	}
	w.Header().Set("Date", clock.UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(body) // the asker hung up: nobody to tell
}

// serveRegisterText gives the plain rendition of a document.
func (h *Courthouse) serveRegisterText(w http.ResponseWriter, r *http.Request) {
	number := strings.TrimSuffix(r.PathValue("file"), ".txt")
	all, _, _ := h.published()
	i := slices.IndexFunc(all, func(d Document) bool { return d.Number == number })
	if i < 0 {
		http.NotFound(w, r)
		return
	}
	d := all[i]
	head := d.Title
	if d.Order != "" {
		head = "Executive Order " + d.Order + "\n\n" + d.Title
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = fmt.Fprintf(w, "<html>\n<head>\n<title>Federal Register</title></head>\n<body><pre>\n[Federal Register]\n\n[[Page 8799]]\n\n%s\n\n    %s\n\n[FR Doc. %s Filed]\nBILLING CODE\n</pre></body></html>\n",
		escapeXML(head), escapeXML(d.Text), d.Number) // the asker hung up: nobody to tell
}
