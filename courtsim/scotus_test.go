package courtsim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
)

func houseOf(t *testing.T, script string) *courtsim.Courthouse {
	t.Helper()
	s, err := courtsim.ParseScript(strings.NewReader(script))
	if err != nil {
		t.Fatal(err)
	}
	return courtsim.New(courtsim.Options{Script: s, Now: time.Now})
}

func look(h http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const supremeScript = `docket TH scotus 17-312 0 United States v. Doe | Doe
at 2018-01-10 10:00
scotus 17-312 | Petition for a writ of certiorari filed. @sc46_opposition
at 2018-02-20 10:00
scotus 17-312 | Petition GRANTED.
scotus 17-312@2018-02-01 | Brief of respondent filed.
at 2018-02-21 10:00
scotus-edit 17-312 | Brief of | Brief of respondent John Doe in opposition filed.
`

func TestADocketOfTheSupremeCourtIsServedAsTheCourtDoes(t *testing.T) {
	house := houseOf(t, supremeScript)
	const page = "/scotus/RSS/Cases/JSON/17-312.json"
	var d struct {
		CaseNumber, PetitionerTitle, RespondentTitle string
		ProceedingsandOrder                          []struct {
			Date, Text string
			Links      []struct{ DocumentURL string }
		}
	}
	seen := func() string {
		t.Helper()
		if err := json.Unmarshal(look(house, page).Body.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, p := range d.ProceedingsandOrder {
			all = append(all, p.Date+" "+p.Text)
		}
		return strings.Join(all, "; ")
	}
	if got := seen(); got != "" || d.CaseNumber != "17-312 " || d.PetitionerTitle != "United States, Petitioner" || d.RespondentTitle != "Doe" {
		t.Errorf("before anything is filed: %q, %+v", got, d)
	}
	house.Step()
	if got := seen(); got != "Jan 10 2018 Petition for a writ of certiorari filed." {
		t.Errorf("the first: %s", got)
	}
	link := d.ProceedingsandOrder[0].Links[0].DocumentURL
	path := strings.TrimPrefix(link, "http://example.com")
	if w := look(house, path); w.Code != http.StatusOK || w.Body.Len() == 0 || !strings.Contains(path, "/DocketPDF/17/17-312/") {
		t.Errorf("the paper at %s: %d", link, w.Code)
	}
	first := look(house, page)
	house.Step()
	const brief = "Jan 10 2018 Petition for a writ of certiorari filed.; Feb 01 2018 Brief of respondent filed.; Feb 20 2018 Petition GRANTED."
	if got := seen(); got != brief {
		t.Errorf("one put in before: %s", got)
	}
	if w := look(house, page, "If-None-Match", first.Header().Get("ETag")); w.Code != http.StatusOK {
		t.Errorf("what has changed is said not to have: %d", w.Code)
	}
	now := look(house, page)
	if w := look(house, page, "If-None-Match", now.Header().Get("ETag")); w.Code != http.StatusNotModified || w.Body.Len() > 0 || now.Header().Get("Last-Modified") == "" {
		t.Errorf("what has not changed is said to have: %d", w.Code)
	}
	house.Step()
	if got := seen(); got != strings.Replace(brief, "Brief of respondent filed.", "Brief of respondent John Doe in opposition filed.", 1) {
		t.Errorf("edited in place: %s", got)
	}

	house.Fault("scotus", courtsim.Fault{Kind: courtsim.FaultZeroItems})
	if got := seen(); got != "" {
		t.Errorf("an empty docket: %s", got)
	}
	house.Fault("scotus", courtsim.Fault{Kind: courtsim.FaultTruncate, At: 100})
	if w := look(house, page); w.Body.Len() != 100 {
		t.Errorf("cut off: %d bytes", w.Body.Len())
	}
	if w := look(house, "/scotus/RSS/Cases/JSON/17-313.json"); w.Code != http.StatusNotFound || strings.HasPrefix(w.Body.String(), "{") {
		t.Errorf("an unknown docket: %d", w.Code)
	}
}

func TestLinesOfTheSupremeCourtAndOfMailAreChecked(t *testing.T) {
	const head = "docket TH scotus 17-312 0 United States v. Doe | Doe\ndocket SC cand 3:17-cv-00574 1 Santa Clara\nat 2018-01-10 10:00\n"
	for line, want := range map[string]string{
		"scotus 17-313 | x":            `no docket of the Supreme Court "17-313"`,
		"scotus 17-312":                "scotus wants a number and 1 texts",
		"scotus 17-312 |":              "scotus wants a number and 1 texts",
		"scotus-edit 17-312 | x":       "scotus-edit wants a number and 2 texts",
		"scotus 17-312@yesterday | x":  "cannot parse",
		"file TH 1 Complaint":          "TH is in the Supreme Court: write scotus",
		"mail lost SC 1 Complaint":     "mail wants forged or damaged",
		"mail forged XX 1 Complaint":   `no docket "XX"`,
		"mail forged SC":               "file wants CODE ENTRY EVENT",
		"scotus 3:17-cv-00574 | Order": "no docket of the Supreme Court",
	} {
		_, err := courtsim.ParseScript(strings.NewReader(head + line))
		if err == nil || !strings.Contains(err.Error(), "script line 4: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", line, err, want)
		}
	}
}
