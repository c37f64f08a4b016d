package courtsim

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const testScript = `
docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump
docket SF cand 3:17-cv-00485-WHO 307351 City and County of San Francisco v. Trump et al | San Francisco v. Trump
at 2017-02-23 18:45
file SC 26 Motion for Preliminary Injunction @sc26_motion
text SC 26 MOTION for Preliminary Injunction filed by County of Santa Clara. (Attachments: # 1 Proposed Order, # 2 Exhibit A) (Filed on 2/23/2017)
at 2017-03-09 16:12
file SC 46 Order + ~Util - Set Deadlines
text SC 46 ORDER
paper SC 46 sc46_opposition
file SC - Minute Entry for Motion Hearing
text SC - Minute Entry for proceedings held
at 2017-03-10 11:20
file SF 21 Motion for Preliminary Injunction
at 2017-03-11 11:20
file SC 47 Notice
`

// A desk is a courthouse with a clock that only the test moves.
type desk struct {
	*Courthouse
	t   *testing.T
	url string

	clock *Clock
}

func atDesk(t *testing.T, script string, o CourtListenerOptions) *desk {
	t.Helper()
	parsed, err := ParseScript(strings.NewReader(script))
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, clock: NewClock(time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC))}
	d.Courthouse = New(Options{Script: parsed, Now: d.clock.Now, CourtListener: o})
	server := httptest.NewServer(d.Courthouse)
	t.Cleanup(server.Close)
	d.url = server.URL
	return d
}

type reply struct {
	status int
	header http.Header
	body   map[string]any
	text   string
}

func (d *desk) ask(method, path, body string) reply {
	d.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = d.url + "/cl/api/rest/v4/" + path
	}
	req, err := http.NewRequestWithContext(d.t.Context(), method, path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Token simulated")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }() // read below
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	r := reply{status: res.StatusCode, header: res.Header, text: string(raw)}
	_ = json.Unmarshal(raw, &r.body) // a paper is no JSON
	return r
}

func (d *desk) get(path string) reply { d.t.Helper(); return d.ask(http.MethodGet, path, "") }

func (r reply) results() (list []map[string]any) {
	for _, x := range r.body["results"].([]any) {
		list = append(list, x.(map[string]any))
	}
	return list
}

func TestAFilingGrowsAsCourtListenersDo(t *testing.T) {
	d := atDesk(t, testScript, CourtListenerOptions{Plan: "legacy"})
	entry := func() (map[string]any, []any) {
		t.Helper()
		list := d.get("docket-entries/?docket=4200001&entry_number=26").results()
		if len(list) != 1 {
			t.Fatalf("%d entries 26", len(list))
		}
		return list[0], list[0]["recap_documents"].([]any)
	}
	d.Step()
	stub, papers := entry()
	paper := papers[0].(map[string]any)
	if stub["description"] != "" || stub["date_filed"] != "2017-02-24" || stub["time_filed"] != nil || paper["description"] != "Motion for Preliminary Injunction" || paper["is_available"] != false {
		t.Errorf("the stub: %v", stub) // a feed's day is UTC's
	}
	d.Step()
	full, papers := entry()
	if !strings.HasPrefix(full["description"].(string), "MOTION") || full["date_filed"] != "2017-02-23" || full["date_modified"] == stub["date_modified"] || len(papers) != 3 {
		t.Errorf("the text: %v", full)
	}
	if x := papers[2].(map[string]any); x["attachment_number"] != 2.0 || x["document_type"] != 2.0 || x["description"] != "Exhibit A" {
		t.Errorf("the attachment: %v", x)
	}
	d.Step()
	free, papers := entry()
	paper = papers[0].(map[string]any)
	if free["date_modified"] != full["date_modified"] || paper["is_available"] != true || paper["date_modified"] == free["date_modified"] || paper["plain_text"] == "" {
		t.Errorf("a new paper moves the stamp of the document alone: %v", free)
	}
	pdf := d.get(d.url + "/cl/storage/" + paper["filepath_local"].(string))
	if pdf.status != 200 || !strings.HasPrefix(pdf.text, "%PDF-1.4") || pdf.header.Get("Content-Type") != "application/pdf" {
		t.Errorf("the paper: %d %.20q", pdf.status, pdf.text)
	}
	if text := d.get(d.url + "/cl/storage/" + paper["filepath_local"].(string) + ".txt"); !strings.Contains(text.text, "Page 1 of") {
		t.Errorf("the paper as text: %.50q", text.text)
	}
	if none := d.get(d.url + "/cl/storage/recap/none.pdf"); none.status != 404 {
		t.Error("a paper that is not there")
	}
}

func TestEnrichmentMayGoByTheClock(t *testing.T) {
	d := atDesk(t, testScript, CourtListenerOptions{Plan: "legacy", TextDelay: 10 * time.Minute, PaperDelay: time.Hour})
	for d.Step() {
	}
	d.Step()
	texts := func() (n, papers int) {
		for _, e := range d.get("docket-entries/?docket=4200001&order_by=id").results() {
			if e["description"] != "" {
				n++
			}
			if e["recap_documents"].([]any)[0].(map[string]any)["is_available"] == true {
				papers++
			}
		}
		return n, papers
	}
	for _, c := range []struct {
		wait          time.Duration
		texts, papers int
	}{{0, 0, 0}, {10 * time.Minute, 3, 0}, {50 * time.Minute, 3, 2}} {
		d.clock.Add(c.wait)
		if n, papers := texts(); n != c.texts || papers != c.papers {
			t.Errorf("after %s more: %d texts, %d papers", c.wait, n, papers)
		}
	}
}

func TestAnEntryWithoutNumberIsDoubled(t *testing.T) {
	d := atDesk(t, testScript, CourtListenerOptions{Plan: "legacy"})
	for range 3 {
		d.Step()
	}
	list := d.get("docket-entries/?docket=4200001&entry_number__isnull=true&order_by=id").results()
	if len(list) != 2 || list[0]["description"] != "" || list[1]["description"] != "Minute Entry for proceedings held" ||
		list[0]["pacer_sequence_number"] != nil || list[0]["id"] == list[1]["id"] {
		t.Errorf("%v", list)
	}
	if joined := d.get("docket-entries/?docket=4200001&entry_number=46").results()[0]["recap_documents"].([]any)[0].(map[string]any); joined["description"] != "Order AND ~Util - Set Deadlines" {
		t.Errorf("events are joined as juriscraper does: %v", joined["description"])
	}
}

func TestTheAPIIsStrict(t *testing.T) {
	d := atDesk(t, testScript, CourtListenerOptions{Plan: "legacy"})
	d.Step()
	for path, c := range map[string]struct {
		status int
		says   string
	}{
		"docket-entries/?docket__in=1,2&court_id=cand":                                      {400, `"unknown_params":["court_id","docket__in"]`},
		"docket-entries/?docket=99":                                                         {400, `"docket":["Select a valid choice.`},
		"docket-entries/?date_modified__gt=yesterday":                                       {400, `"date_modified__gt":["Enter a valid date/time."]`},
		"docket-entries/?entry_number=x":                                                    {400, `"entry_number":["Enter a number."]`},
		"docket-entries/?description__contains=x":                                           {400, `unknown_params`},
		"docket-entries/?docket__court=cand&docket__pacer_case_id=307687":                   {200, `"entry_number":26`},
		"docket-entries/?docket=&entry_number=26":                                           {200, `"entry_number":26`}, // an empty filter is none
		"docket-entries/?order_by=description":                                              {400, `no order`},
		"docket-entries/4200001/":                                                           {404, `Not found.`},
		"dockets/?court=cand&docket_number_core=1700485":                                    {200, `3:17-cr-00485`}, // civil and criminal collide
		"dockets/?court=cand&docket_number=3:17-cv-00485":                                   {200, `"id":4200002`},
		"dockets/4200001/":                                                                  {200, `"pacer_case_id":"307687"`},
		"dockets/?count=on":                                                                 {200, `{"count":`},
		"recap-documents/?docket_entry__docket=4200001&is_available=true":                   {200, `"results":[]`},
		"recap-documents/?docket_entry__docket=4200001":                                     {200, `"document_number":"26"`},
		"search/?type=rd&q=docket_id:4200001+OR+docket_id:7&order_by=entry_date_filed+desc": {200, `"docket_entry_id":`},
		"search/?type=d&q=%22santa+clara%22":                                                {200, `"docket_id":4200001`},
		"search/?type=r&q=preliminary":                                                      {200, `"more_docs":false`},
		"search/?type=rd&q=x&docket=1":                                                      {400, `"unknown_params":["docket"]`},
		"search/?type=o":                                                                    {400, `only rd, r and d`},
		"courts/cand/":                                                                      {200, `"pacer_has_rss_feed":true`},
		"courts/ca9/":                                                                       {200, `"pacer_has_rss_feed":false`},
		"courts/nowhere/":                                                                   {404, ``},
		"people/":                                                                           {404, ``},
	} {
		if r := d.get(path); r.status != c.status || !strings.Contains(r.text, c.says) {
			t.Errorf("%s: %d %.200s", path, r.status, r.text)
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.url+"/cl/api/rest/v4/dockets/", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{"", "Token wrong", "simulated"} {
		req.Header.Set("Authorization", token)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Body.Close(); err != nil || res.StatusCode != 401 {
			t.Errorf("%q is answered %d", token, res.StatusCode)
		}
	}
}

func TestPagesFollowACursorWhateverIsAdded(t *testing.T) {
	var b strings.Builder
	b.WriteString("docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump | Santa Clara v. Trump\n")
	for i := range 50 {
		fmt.Fprintf(&b, "at 2017-03-01 %02d:%02d\nfile SC %d Order\n", 8+i/60, i%60, i+1)
	}
	d := atDesk(t, b.String(), CourtListenerOptions{Plan: "legacy"})
	for range 45 {
		d.Step()
	}
	for _, c := range []struct {
		order string
		first float64
	}{{"-id", 45}, {"entry_number", 1}, {"date_modified", 1}} {
		order, first := c.order, c.first
		seen := make(map[any]bool)
		r := d.get("docket-entries/?docket=4200001&omit=recap_documents__plain_text&order_by=" + order)
		if r.results()[0]["entry_number"] != first || len(r.results()) != 20 || !strings.Contains(r.body["count"].(string), "count=on") {
			t.Errorf("%s begins with %v", order, r.results()[0]["entry_number"])
		}
		for {
			for _, e := range r.results() {
				seen[e["entry_number"]] = true
				if _, has := e["recap_documents"].([]any)[0].(map[string]any)["plain_text"]; has {
					t.Error("the text was to be left out")
				}
			}
			next, ok := r.body["next"].(string)
			if !ok {
				break
			}
			if order == "date_modified" {
				d.Step()
			}
			r = d.get(next)
		}
		if len(seen) < 45 {
			t.Errorf("%s showed %d of 45 entries", order, len(seen))
		}
	}
	if r := d.get("docket-entries/?order_by=entry_number&page=101"); r.status != 404 {
		t.Errorf("page 101 is answered %d", r.status)
	}
	if r := d.get("docket-entries/?cursor=%25"); r.status != 404 {
		t.Errorf("a cursor of nobody is answered %d", r.status)
	}
}

func TestTheLimitsOfAPlanRoll(t *testing.T) {
	d := atDesk(t, testScript, CourtListenerOptions{})
	for i := range 5 {
		if r := d.get("courts/cand/"); r.status != 200 {
			t.Fatalf("request %d is answered %d", i+1, r.status)
		}
		d.clock.Add(time.Second)
	}
	r := d.get("courts/cand/")
	if r.status != 429 || r.header.Get("Retry-After") != "55" || r.body["detail"] != "Request was throttled. Rate limit exceeded: 5/min. Expected available in 55 seconds." {
		t.Errorf("%d, %s, %s", r.status, r.header.Get("Retry-After"), r.text)
	}
	if u := d.get("api-usage/"); u.status != 200 || !strings.Contains(u.text, `"limit":5,"rate":"5/min","remaining":0`) {
		t.Errorf("the usage has a limit of its own: %s", u.text)
	}
	d.clock.Add(55 * time.Second)
	if r := d.get("courts/cand/"); r.status != 200 {
		t.Errorf("after the wait: %d", r.status)
	}
	for range 200 {
		d.clock.Add(time.Minute)
		if r = d.get("courts/cand/"); r.status == 429 {
			break
		}
	}
	if !strings.Contains(r.text, "50/hour") {
		t.Errorf("the hour's limit: %s", r.text)
	}
}

func TestTheScriptOf2017HasATextForEveryFiling(t *testing.T) {
	s, err := Script2017()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range s.beats {
		for _, f := range b.filings {
			clerk := strings.HasPrefix(f.events[0], "~Util")
			if (f.text == "") != clerk {
				t.Errorf("%s %s: text %q", f.docket.code, f.entry, f.text)
			}
			if day := b.at.Format("1/2/2006"); !clerk && !strings.Contains(f.text, b.at.Format("01/02/2006")) && !strings.Contains(f.text, day) {
				t.Errorf("%s %s: the text is of another day than %s: %s", f.docket.code, f.entry, day, f.text)
			}
			if f.paper != "" && paperText(f.paper) == "" {
				t.Errorf("%s %s: no paper %s", f.docket.code, f.entry, f.paper)
			}
		}
	}
}

func TestLinesOfAScriptThatFitNowhereAreNamed(t *testing.T) {
	head := "docket SC cand 3:17-cv-00574-WHO 307687 A v. B\nat 2017-03-09 16:12\nfile SC 46 Order\n"
	for line, says := range map[string]string{
		"text SC 47 x": "script line 4: no filing SC 47 in this beat", "text SC 46": "text wants CODE ENTRY and words", "paper SC": "paper wants CODE ENTRY and words",
		"at 2017-03-10 10:00\ntext SC 46 x": "script line 5: no filing SC 46",
	} {
		if _, err := ParseScript(strings.NewReader(head + line)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", line, err)
		}
	}
}
