package press

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/sourcetest"
)

func newRegister(t *testing.T, yaml string) *Register {
	t.Helper()
	e := options(t, yaml)
	e.Name = "federal_register"
	s, err := NewRegister(e, lab(t))
	if err != nil {
		t.Fatal(err)
	}
	r := s.(*Register)
	r.pause = 0
	return r
}

// order is an executive order as the search shows it, base being the server's address.
func order(base string, i int) map[string]any {
	n := 13760 + i
	return map[string]any{
		"document_number": fmt.Sprintf("2017-%05d", 2100+i), "title": fmt.Sprintf("Order&nbsp;No. %d on Sanctuary Jurisdictions", i), "type": "Presidential Document",
		"subtype": "Executive Order", "abstract": nil, "excerpts": `… a <span class="match">sanctuary jurisdiction</span> that …`, "publication_date": "2025-04-30",
		"signing_date": "2025-04-25", "executive_order_number": fmt.Sprint(n), "citation": fmt.Sprintf("82 FR %d", 8790+i),
		"html_url":     "https://www.federalregister.gov/documents/2025/04/30/" + fmt.Sprint(i),
		"raw_text_url": fmt.Sprintf("%s/text/2017-%05d.txt", base, 2100+i),
		"agencies":     []any{map[string]any{"raw_name": "EXECUTIVE OFFICE OF THE PRESIDENT", "name": "Executive Office of the President", "slug": "executive-office-of-the-president"}},
	}
}

// filedOrder is the same order while it is on inspection: another title, no numbers but in it.
func filedOrder(base string, i int) map[string]any {
	return map[string]any{
		"document_number": fmt.Sprintf("2017-%05d", 2100+i), "title": fmt.Sprintf("Public Safety: Enhancement Efforts %d (EO %d) ", i, 13760+i), "type": "Presidential Document",
		"filed_at": "2025-04-28T15:15:00Z", "filing_type": "special", "publication_date": "2025-04-30", "editorial_note": nil,
		"html_url": "https://www.federalregister.gov/public-inspection/x", "raw_text_url": fmt.Sprintf("%s/inspected/2017-%05d.txt", base, 2100+i),
		"agencies": []any{map[string]any{"raw_name": "EXECUTIVE OFFICE OF THE PRESIDENT"}},
	}
}

func answerOf(t testing.TB, description string, next string, docs ...map[string]any) []byte {
	t.Helper()
	all := map[string]any{"count": len(docs)}
	if description != "" {
		all["description"] = description
	}
	if len(docs) > 0 || description == "" {
		all["results"] = docs
	}
	if docs == nil && description == "" {
		all["results"] = []any{}
	}
	if next != "" {
		all["next_page_url"] = next
	}
	body, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return body
}

const matching = `Documents matching '"sanctuary jurisdiction" | "8 U.S.C. 1373"' and published on or after 04/18/2025`

func TestTheRegisterIsASource(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New: func(t *testing.T, base string) watcher.Source { return newRegister(t, "url: "+base+"/api/v1") },
		Body: func(r *http.Request, n int) []byte {
			if strings.HasSuffix(r.URL.Path, "/current.json") {
				return answerOf(t, "", "")
			}
			var docs []map[string]any
			for i := range n {
				docs = append(docs, order("http://x.example", i+1))
			}
			return answerOf(t, matching, "", docs...)
		},
		ContentType: "application/json; charset=utf-8",
	})
}

// registerScene is the Register and its server.
type registerScene struct {
	t      *testing.T
	base   string
	source *Register
	docs   []map[string]any
	desk   []map[string]any
	search http.HandlerFunc // in place of an answer
	list   http.HandlerFunc
	asked  []*url.URL
	mute   bool // texts cannot be had
	state  []byte
	now    time.Time
}

func newRegisterScene(t *testing.T, yaml string) *registerScene {
	s := &registerScene{t: t, now: time.Date(2025, 4, 28, 16, 0, 0, 0, time.UTC)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked = append(s.asked, r.URL)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		switch {
		case strings.HasSuffix(r.URL.Path, ".txt"):
			if s.mute {
				http.Error(w, "", http.StatusServiceUnavailable)
				return
			}
			w.Header().Set("Content-Type", "text/plain")
			number := strings.TrimSuffix(r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:], ".txt")
			_, _ = fmt.Fprintf(w, "<html>\n<head><title>Federal Register</title></head><body><pre>\n[Federal Register Volume 82]\n\n[[Page 8799]]\n\n"+
				"  Section 1. Purpose. Sanctuary\njurisdictions &amp; grants.\n\n[FR Doc. %s Filed 1-27-17; 11:15 am]\nBILLING CODE</pre></body></html>", number)
		case strings.HasSuffix(r.URL.Path, "/current.json"):
			if s.list != nil {
				s.list(w, r)
				return
			}
			_, _ = w.Write(answerOf(t, "", "", s.desk...))
		default:
			if s.search != nil {
				s.search(w, r)
				return
			}
			_, _ = w.Write(answerOf(t, matching, "", s.docs...))
		}
	}))
	t.Cleanup(server.Close)
	s.base = server.URL
	s.source = newRegister(t, "url: "+server.URL+"/api/v1/\n"+yaml)
	return s
}

func (s *registerScene) look() (watcher.Batch, error) {
	s.asked = nil
	b, err := s.source.Poll(context.Background(), watcher.Cursor{State: s.state, Full: s.state == nil, Now: s.now})
	if err == nil && b.Partial == nil {
		s.state = b.Next
	}
	s.now = s.now.Add(time.Hour)
	return b, err
}

// tells is a good look that tells so many.
func (s *registerScene) tells(n int) []docket.Release {
	s.t.Helper()
	b, err := s.look()
	if n == 0 && errors.Is(err, watcher.ErrNotModified) {
		return nil
	}
	if err != nil || b.Partial != nil || len(b.Releases) != n {
		s.t.Fatalf("%v, partial %v, %+v", err, b.Partial, b.Releases)
	}
	return b.Releases
}

func TestTheSearchIsAskedInTheDocumentedWords(t *testing.T) {
	s := newRegisterScene(t, "types: [NOTICE, RULE]\nagencies: [justice-department]")
	s.tells(0)
	q := s.asked[0].Query()
	if s.asked[0].Path != "/api/v1/documents.json" || q.Get("order") != "newest" || q.Has("conditions[publication_date][gte]") ||
		q.Get("conditions[term]") != `"sanctuary jurisdiction" | "8 U.S.C. 1373" | "14287" | "14218" | "14159" | "13768"` ||
		strings.Join(q["conditions[type][]"], " ") != "NOTICE RULE" || q.Get("conditions[agencies][]") != "justice-department" || len(q["fields[]"]) < 10 {
		t.Errorf("%v", q)
	}
	for name := range q {
		if strings.Contains(name, "presidential_document_type") {
			t.Errorf("%s is a condition and no field", name)
		}
	}
	if s.asked[1].Path != "/api/v1/public-inspection-documents/current.json" || s.asked[1].Query().Get("_") != "1745856000" {
		t.Errorf("%v", s.asked[1])
	}
}

func TestADocumentIsReadWhole(t *testing.T) {
	s := newRegisterScene(t, "")
	s.tells(0)
	s.docs = []map[string]any{order(s.base, 8)}
	r := s.tells(1)[0]
	if r.Key != "2017-02108" || r.Title != "Order No. 8 on Sanctuary Jurisdictions" || r.Number != "EO 13768" || r.Date != "2025-04-30" || r.Version != "" ||
		r.Teaser != "Executive Order 13768 of April 25, 2025. 82 FR 8798. … a sanctuary jurisdiction that …" || r.Relevance != "" || r.Cluster != "fr 2017-02108" ||
		r.Components[0] != "Executive Office of the President" || r.Source != "federal_register" || !strings.HasPrefix(r.URL, "https://www.federalregister.gov/") ||
		r.Body != "[Federal Register Volume 82]\n\nSection 1. Purpose. Sanctuary jurisdictions & grants.\n\n[FR Doc. 2017-02108 Filed 1-27-17; 11:15 am] BILLING CODE" {
		t.Errorf("%+v", r)
	}
	s.tells(0)
}

func TestWhatIsOnInspectionIsFilledInByItsPublication(t *testing.T) {
	s := newRegisterScene(t, "")
	s.tells(0)
	s.desk = []map[string]any{filedOrder(s.base, 8)}
	filed := s.tells(1)[0]
	if filed.Key != "2017-02108" || filed.Version != watcher.Advance || filed.Number != "EO 13768" || filed.Title != "Public Safety: Enhancement Efforts 8 (EO 13768)" ||
		!filed.Published.Equal(time.Date(2025, 4, 28, 15, 15, 0, 0, time.UTC)) || filed.Teaser != "On public inspection, to be published April 30, 2025." || !strings.Contains(filed.Body, "Section 1.") {
		t.Errorf("%+v", filed)
	}
	s.tells(0)
	s.docs = []map[string]any{order(s.base, 8)} // and the desk shows it to the end of the day
	printed := s.tells(1)[0]
	if printed.Key != filed.Key || printed.Version != "" || printed.Digest == filed.Digest || printed.Cluster != filed.Cluster || !strings.Contains(printed.Body, "Section 1.") {
		t.Errorf("%+v", printed)
	}
	if ch := watcher.MergeRelease(map[string]docket.Release{filed.Key: filed}, printed); ch.Kind != docket.Enriched || ch.Release.Number != "EO 13768" {
		t.Errorf("%s %+v", ch.Kind, ch.Release)
	}
	s.tells(0)
	s.docs = nil
	s.tells(0) // the desk lags behind: no step back
}

func TestOfTheDeskOnlyWhatMayBeOursIsKept(t *testing.T) {
	s := newRegisterScene(t, "")
	s.tells(0)
	notice := func(number, kind, title string) map[string]any {
		return map[string]any{"document_number": number, "type": kind, "title": title, "filed_at": nil, "publication_date": nil}
	}
	s.desk = []map[string]any{
		notice("2025-1", "Notice", "Meetings: Sunshine Act"), notice("2025-2", "Rule", "Grants to a Sanctuary Jurisdiction; Conditions"),
		notice("2025-3", "Presidential Document", "Proclamations: Day of Observance (Proc. 10900)"), notice("2025-4", "Proposed Rule", "Fisheries"),
	}
	s.desk[2]["title"], s.desk[2]["toc_subject"], s.desk[2]["toc_doc"] = "", "Proclamations:", "Day of Observance (Proc. 10900)"
	got := s.tells(2)
	if got[0].Key != "2025-2" || got[0].Number != "FR Doc. 2025-2" || got[0].Teaser != "On public inspection." || got[0].Date != "" || got[0].Components[0] != "Federal Register" ||
		got[1].Title != "Proclamations: Day of Observance (Proc. 10900)" {
		t.Errorf("%+v", got)
	}
}

func TestTypesAndAgenciesHoldForTheDeskToo(t *testing.T) {
	s := newRegisterScene(t, "types: [PRESDOCU]\nagencies: [executive-office-of-the-president]")
	s.tells(0)
	mine, other := filedOrder(s.base, 1), filedOrder(s.base, 2)
	mine["agencies"] = order(s.base, 1)["agencies"]
	s.desk = []map[string]any{mine, other, {"document_number": "2025-9", "type": "Notice", "title": "A sanctuary jurisdiction"}}
	if got := s.tells(1); got[0].Key != mine["document_number"] {
		t.Errorf("%+v", got)
	}
}

func TestADeskThatIsClosedIsNoFault(t *testing.T) {
	s := newRegisterScene(t, "")
	const closed = `"meta":{"pil_unavailability_message":"The list is unavailable after 12AM Eastern time."}`
	for _, body := range []string{`{` + closed + `}`, `{"count":1,"results":[],` + closed + `}`} {
		s.list = func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
		s.tells(0)
	}
}

func TestADeskThatFailsFailsTheLookButKeepsNoNewsBack(t *testing.T) {
	s := newRegisterScene(t, "")
	s.tells(0)
	s.list = func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusInternalServerError) }
	if _, err := s.look(); err == nil || errors.Is(err, watcher.ErrNotModified) || !strings.Contains(err.Error(), "public inspection list: answer 500") {
		t.Fatal(err)
	}
	s.docs = []map[string]any{order(s.base, 8)}
	b, err := s.look()
	if err != nil || b.Partial == nil || len(b.Releases) != 1 || b.Next != nil || b.Raw == nil {
		t.Fatalf("%v %+v", err, b)
	}
	s.list = nil
	s.tells(1) // told again: the ledger knows it
	s.tells(0)
}

func TestATextThatIsLateIsFetchedLater(t *testing.T) {
	s := newRegisterScene(t, "")
	s.tells(0)
	s.docs, s.mute = []map[string]any{order(s.base, 8)}, true
	early := s.tells(1)[0]
	if early.Body != "" {
		t.Errorf("%q", early.Body)
	}
	s.tells(0)
	s.mute = false
	late := s.tells(1)[0]
	if ch := watcher.MergeRelease(map[string]docket.Release{early.Key: early}, late); ch.Kind != docket.Enriched || ch.Release.Body == "" {
		t.Errorf("%s %+v", ch.Kind, ch.Release)
	}
	s.tells(0)
	s.docs, s.mute = append(s.docs, order(s.base, 9)), true
	s.tells(1)
	for range mostTries {
		s.tells(0)
	}
	if s.mute = false; len(s.tells(0)) != 0 || len(s.asked) != 2 {
		t.Errorf("a text is asked for without end: %v", s.asked)
	}
}

func TestATextOfAnotherServerOrAnotherDocumentIsNotTaken(t *testing.T) {
	s := newRegisterScene(t, "")
	s.tells(0)
	elsewhere, other := order("http://127.0.0.1:1", 1), order(s.base, 2)
	other["raw_text_url"] = s.base + "/text/2017-99999.txt"
	s.docs = []map[string]any{elsewhere, other}
	for _, r := range s.tells(2) {
		if r.Body != "" {
			t.Errorf("%+v", r)
		}
	}
}

func TestWhatStandsThereFirstCostsNoTexts(t *testing.T) {
	s := newRegisterScene(t, "")
	s.docs = []map[string]any{order(s.base, 1), order(s.base, 2)}
	s.tells(2)
	if len(s.asked) != 2 {
		t.Errorf("%v", s.asked)
	}
	s.tells(0)
	if len(s.asked) != 2 {
		t.Errorf("%v", s.asked)
	}
}

func TestTheFirstLookReadsTheNewestPage(t *testing.T) {
	s := newRegisterScene(t, "inspection: false")
	s.search = func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(answerOf(t, matching, s.base+"/api/v1/documents?page=2", order(s.base, 1)))
	}
	s.tells(1)
	if len(s.asked) != 1 {
		t.Errorf("%v", s.asked)
	}
}

func TestPagesAreFollowedOnTheSameServerOnly(t *testing.T) {
	for name, c := range map[string]struct {
		next  string
		whole bool
	}{
		"the next page":        {"BASE/api/v1/documents?page=2&search_after_cursor=WzE3&format=json", true},
		"another server":       {"http://127.0.0.1:1/api/v1/documents?page=2", false},
		"another scheme":       {"https://127.0.0.1/api/v1/documents?page=2", false},
		"the same page for ay": {"SELF", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newRegisterScene(t, "")
			s.docs = []map[string]any{order(s.base, 9)}
			s.tells(1)
			s.search = func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Query().Get("page") == "2" {
					_, _ = w.Write(answerOf(t, matching, "", order(s.base, 2), order(s.base, 1)))
					return
				}
				next := strings.NewReplacer("BASE", s.base, "SELF", s.base+r.URL.String()).Replace(c.next)
				_, _ = w.Write(answerOf(t, matching, next, order(s.base, 1)))
			}
			b, err := s.look()
			if err != nil || (b.Partial == nil) != c.whole || (len(b.Releases) == 2) != c.whole {
				t.Fatalf("%v, partial %v, %d told", err, b.Partial, len(b.Releases))
			}
		})
	}
}

func TestASecondPageThatFailsLosesNothingOfTheFirst(t *testing.T) {
	s := newRegisterScene(t, "")
	s.docs = []map[string]any{order(s.base, 9)}
	s.tells(1)
	s.search = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "2" {
			http.Error(w, "", http.StatusBadGateway)
			return
		}
		_, _ = w.Write(answerOf(t, matching, s.base+"/api/v1/documents?page=2", order(s.base, 1)))
	}
	b, err := s.look()
	if err != nil || b.Partial == nil || !b.Partial.Cut || len(b.Releases) != 1 || !strings.Contains(b.Partial.Why, "page 2") {
		t.Fatalf("%v %+v", err, b)
	}
}

func TestTheOverlapIsReadAgain(t *testing.T) {
	s := newRegisterScene(t, "")
	s.docs = []map[string]any{order(s.base, 1)}
	s.tells(1)
	s.now = s.now.AddDate(0, 2, 0) // two months without a look
	s.tells(0)
	if since := s.asked[0].Query().Get("conditions[publication_date][gte]"); since != "2025-04-16" {
		t.Errorf("since %s: fourteen days before April 30", since)
	}
	far := order(s.base, 2)
	far["publication_date"] = "2035-01-01" // a slip of the pen
	s.docs = append(s.docs, far)
	s.tells(1)
	s.tells(0)
	if since := s.asked[0].Query().Get("conditions[publication_date][gte]"); since != "2025-04-16" {
		t.Errorf("since %s: a day far ahead hides everything before it", since)
	}
}

func TestTheRegisterNeedsAQueryThatMeansSomething(t *testing.T) {
	for yaml, want := range map[string]string{
		"query: []":            "query is empty",
		"query: ['\"\"']":      "query is empty",
		"types: [EO]":          `types: "EO" is none; types are RULE, PRORULE, NOTICE, PRESDOCU`,
		"agencies: [Justice]":  `agencies: "Justice" is none`,
		"url: x":               "no address",
		"relevance: all":       "is neither",
		"querry: [x]":          `did you mean "query"?`,
		"inspection: perhaps":  "",
		"{query: sanctuary}":   "",
		"presidential: [true]": "unknown key",
	} {
		_, err := NewRegister(options(t, yaml), nil)
		var problems config.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), want) || problems[0].Line == 0 {
			t.Errorf("%s: %v", yaml, err)
		}
	}
}

func TestTheUserMayBeToldOfEverythingFound(t *testing.T) {
	s := newRegisterScene(t, "relevance: relevant\ninspection: false\nquery: [Byrne JAG]")
	s.tells(0)
	s.docs = []map[string]any{order(s.base, 1)}
	if r := s.tells(1)[0]; r.Relevance != docket.Relevant || r.Why == "" {
		t.Errorf("%+v", r)
	}
	if len(s.asked) != 2 || s.asked[0].Query().Get("conditions[term]") != `"Byrne JAG"` {
		t.Errorf("%v", s.asked)
	}
}
