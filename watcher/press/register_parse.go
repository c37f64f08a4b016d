package press

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

const (
	wantRegister   = "a Federal Register search"
	wantInspection = "the public inspection list"
)

// registerPart is one answer of the API as read.
type registerPart struct {
	docs    []registerDoc
	next    string // address of the next page; "" for none
	partial *watcher.Partial
}

// registerDoc is one document, on inspection or published; text is plain.
type registerDoc struct {
	number, title   string
	kind            string // RULE, PRORULE, NOTICE, PRESDOCU; "" for another
	subtype         string // "Executive Order"
	abstract        string
	excerpts        string // the words that the search found
	note            string // of the editors: "withdrawn at the request of the agency"
	date, signed    docket.Date
	filed           time.Time
	order           string // number of an executive order
	citation        string // "82 FR 8799"
	url, text       string // addresses
	agencies, slugs []string
	advance         bool
}

// parseRegister reads an answer to a search, or the inspection list. A search
// that the API did not understand is answered with something else, so the
// answer has to name it; a search without a hit has no list at all.
func parseRegister(body []byte, advance bool) (registerPart, error) {
	want := wantRegister
	if advance {
		want = wantInspection
	}
	refuse := func(got string) (registerPart, error) {
		return registerPart{}, &watcher.Refused{Want: want, Got: got, Body: body}
	}
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if len(trimmed) == 0 || trimmed[0] != '{' {
		return registerPart{}, refused(want, body)
	}
	var env struct {
		Description json.RawMessage
		Count       json.RawMessage
		Next        json.RawMessage `json:"next_page_url"`
		Results     []json.RawMessage
		Errors      json.RawMessage
		Error       json.RawMessage
		Meta        struct {
			Closed json.RawMessage `json:"pil_unavailability_message"`
		}
	}
	if err := json.Unmarshal(trimmed, &env); err != nil {
		return refuse("broken JSON: " + err.Error())
	}
	closed := advance && textOf(env.Meta.Closed) != ""
	switch count := countOf(env.Count); {
	case given(env.Errors) || given(env.Error):
		return refuse("an error: " + beginning(textOf(env.Errors)+textOf(env.Error)+string(env.Errors)+string(env.Error), 120))
	case closed: // from midnight to a quarter to nine the desk shows nothing, or leftovers
	case !given(env.Count):
		return refuse("JSON of something else")
	case !advance && !strings.Contains(textOf(env.Description), "matching"):
		return refuse("an answer to another question: " + beginning(textOf(env.Description), 120))
	case count > 0 && len(env.Results) == 0, env.Results == nil && advance:
		return refuse(fmt.Sprintf("a count of %d without a list", count))
	}
	p := registerPart{next: textOf(env.Next)}
	var damaged []string
	for i, raw := range env.Results {
		d, why := readRegisterDoc(raw, advance)
		if why != "" {
			damaged = append(damaged, fmt.Sprintf("item %d: %s", i+1, why))
			continue
		}
		p.docs = append(p.docs, d)
	}
	of := len(env.Results)
	short := advance && !closed && int64(of) < countOf(env.Count)
	if short {
		of = int(countOf(env.Count))
		damaged = append(damaged, "the list is shorter than its count")
	}
	if len(damaged) > 0 {
		p.partial = &watcher.Partial{Whole: len(p.docs), Of: of, Why: strings.Join(damaged[:min(3, len(damaged))], "; "), Cut: short}
	}
	return p, nil
}

// given: the key is there and not null.
func given(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

var (
	documentNumber = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)+$`) // "2017-02102", "C1-2026-13124", "E6-12345"
	orderInTitle   = regexp.MustCompile(`\((?:EO|E\.O\.) (\d{4,5})\)`)    // on inspection the number stands in the title
	orderNumber    = regexp.MustCompile(`^\d{4,6}$`)
)

// readRegisterDoc reads one document; why says what makes it unusable.
func readRegisterDoc(raw json.RawMessage, advance bool) (d registerDoc, why string) {
	var f struct {
		Number    json.RawMessage `json:"document_number"`
		Title     json.RawMessage
		Subject   json.RawMessage `json:"toc_subject"`
		Doc       json.RawMessage `json:"toc_doc"`
		Type      json.RawMessage
		Subtype   json.RawMessage
		Abstract  json.RawMessage
		Excerpts  json.RawMessage
		Note      json.RawMessage `json:"editorial_note"`
		Published json.RawMessage `json:"publication_date"`
		Signed    json.RawMessage `json:"signing_date"`
		Filed     json.RawMessage `json:"filed_at"`
		Order     json.RawMessage `json:"executive_order_number"`
		Citation  json.RawMessage
		URL       json.RawMessage `json:"html_url"`
		Text      json.RawMessage `json:"raw_text_url"`
		Agencies  json.RawMessage
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		return d, "no document"
	}
	d = registerDoc{number: oneLine(textOf(f.Number)), title: cleanTitle(textOf(f.Title)), kind: kindOf(textOf(f.Type)), subtype: oneLine(textOf(f.Subtype)),
		abstract: plainText(textOf(f.Abstract)), excerpts: plainText(textOf(f.Excerpts)), note: plainText(textOf(f.Note)), date: isoDay(textOf(f.Published)),
		signed: isoDay(textOf(f.Signed)), filed: moment(textOf(f.Filed)), order: oneLine(textOf(f.Order)), citation: oneLine(textOf(f.Citation)), advance: advance}
	if d.title == "" {
		d.title = cleanTitle(textOf(f.Subject) + " " + textOf(f.Doc))
	}
	d.agencies, d.slugs = agenciesOf(f.Agencies)
	for _, link := range []struct {
		from json.RawMessage
		into *string
	}{{f.URL, &d.url}, {f.Text, &d.text}} {
		if u := webURL(registerURL, textOf(link.from)); u != nil {
			*link.into = u.String()
		}
	}
	if m := orderInTitle.FindStringSubmatch(d.title); m != nil && d.order == "" && d.kind == "PRESDOCU" {
		d.order = m[1]
	}
	if !orderNumber.MatchString(d.order) {
		d.order = ""
	}
	switch {
	case !documentNumber.MatchString(d.number):
		return d, "no document number"
	case d.title == "":
		return d, d.number + " has no title"
	case !advance && d.date == "":
		return d, d.number + " has no day of publication"
	}
	return d, ""
}

// kindOf is the code of a type, which the API writes out in its answers.
func kindOf(s string) string {
	switch strings.ToLower(oneLine(s)) {
	case "rule":
		return "RULE"
	case "proposed rule", "prorule":
		return "PRORULE"
	case "notice":
		return "NOTICE"
	case "presidential document", "presdocu":
		return "PRESDOCU"
	}
	return ""
}

// isoDay is a day as the API writes it; "" for anything else.
func isoDay(s string) docket.Date {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	if err != nil || sane(t).IsZero() {
		return ""
	}
	return docket.Date(t.Format(time.DateOnly))
}

// agenciesOf are the names and short names of the agencies a document is of.
func agenciesOf(raw json.RawMessage) (names, slugs []string) {
	var list []struct {
		Name json.RawMessage
		Raw  json.RawMessage `json:"raw_name"`
		Slug json.RawMessage
	}
	if json.Unmarshal(raw, &list) != nil {
		return nil, nil
	}
	for _, a := range list {
		name := cleanTitle(textOf(a.Name))
		if name == "" {
			name = cleanTitle(textOf(a.Raw))
		}
		if name != "" {
			names = append(names, name)
		}
		if slug := textOf(a.Slug); slug != "" {
			slugs = append(slugs, slug)
		}
	}
	return names, slugs
}
