package press

import (
	"errors"
	"strings"
	"testing"

	"docketwatch/watcher"
)

func TestAnAnswerHasToProveWhatItIs(t *testing.T) {
	for name, c := range map[string]struct {
		body    string
		advance bool
		want    string // "" for a good answer
	}{
		"a search without a hit":       {`{"description":"Documents matching 'x'","count":0}`, false, ""},
		"an empty desk":                {`{"count":0,"results":[]}`, true, ""},
		"a count in quotes":            {`{"description":"Documents matching 'x'","count":"0"}`, false, ""},
		"a search that was not made":   {`{"description":"All Documents","count":1,"results":[{}]}`, false, "an answer to another question: All Documents"},
		"no description":               {`{"count":0}`, false, "an answer to another question"},
		"no count":                     {`{"description":"Documents matching 'x'","results":[]}`, false, "JSON of something else"},
		"a count without a list":       {`{"description":"Documents matching 'x'","count":3}`, false, "a count of 3 without a list"},
		"a desk without a list":        {`{"count":0}`, true, "a count of 0 without a list"},
		"an error of the API":          {`{"errors":{"conditions":"is not valid"}}`, false, "an error"},
		"an error in words":            {`{"error":"Internal Server Error","status":500}`, true, "an error: Internal Server Error"},
		"a message":                    {`{"status":400,"message":"field 'presidential_document_type' not valid"}`, false, "JSON of something else"},
		"a list":                       {`[]`, false, "something else"},
		"broken off":                   {`{"description":"Documents matching 'x'","count":1,"results":[{"title":"x"`, false, "broken JSON"},
		"the page that checks for men": {`<html><title>Request Access</title><div class="g-recaptcha"></div></html>`, false, "bot check"},
		"nothing":                      {" ", true, "empty body"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseRegister([]byte(c.body), c.advance)
			var refused *watcher.Refused
			if c.want == "" && err != nil || c.want != "" && (!errors.As(err, &refused) || !strings.HasPrefix(refused.Got, c.want)) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestADamagedDocumentCostsOnlyItself(t *testing.T) {
	const good = `{"document_number":"2025-07789","title":"Protecting American Communities From Criminal Aliens","type":"Presidential Document","publication_date":"2025-05-02","executive_order_number":14287}`
	for bad, why := range map[string]string{
		`7`:                                     "no document",
		`{"title":"x"}`:                         "no document number",
		`{"document_number":"<b>","title":"x"}`: "no document number",
		`{"document_number":"2025-1","title":"  ","publication_date":"2025-05-02"}`: "2025-1 has no title",
		`{"document_number":"2025-1","title":"x","publication_date":"soon"}`:        "2025-1 has no day of publication",
	} {
		p, err := parseRegister([]byte(`{"description":"Documents matching 'x'","count":2,"results":[`+bad+`,`+good+`]}`), false)
		if err != nil || len(p.docs) != 1 || p.partial == nil || p.partial.Of != 2 || p.partial.Cut || p.partial.Why != "item 1: "+why {
			t.Errorf("%s: %v %+v", bad, err, p.partial)
			continue
		}
		if d := p.docs[0]; d.order != "14287" || d.kind != "PRESDOCU" || d.date != "2025-05-02" {
			t.Errorf("%+v", d)
		}
	}
}

func TestADeskThatShowsLessThanItCountsIsCut(t *testing.T) {
	p, err := parseRegister([]byte(`{"count":3,"results":[{"document_number":"2025-1","title":"x"}]}`), true)
	if err != nil || p.partial == nil || !p.partial.Cut || p.partial.Of != 3 || p.partial.Whole != 1 {
		t.Errorf("%v %+v", err, p.partial)
	}
}

func TestFieldsComeInSeveralForms(t *testing.T) {
	p, err := parseRegister([]byte(`{"description":"Documents matching 'x'","count":1,"results":[{"document_number":"C1-2025-07789","title":"Protecting","type":"Notice",
		"publication_date":"2025-05-02","executive_order_number":"not a number","agencies":{"name":"one"},"raw_text_url":"javascript:x","html_url":"/documents/1","abstract":"A &amp; <b>B</b>"}]}`), false)
	if err != nil || len(p.docs) != 1 {
		t.Fatalf("%v %+v", err, p)
	}
	if d := p.docs[0]; d.order != "" || d.agencies != nil || d.text != "" || d.url != "https://www.federalregister.gov/documents/1" || d.abstract != "A & B" || d.kind != "NOTICE" {
		t.Errorf("%+v", d)
	}
}

func TestATextIsTakenOutOfItsPage(t *testing.T) {
	const number = "2017-02102"
	closing := "\n\n[FR Doc. 2017-02102 Filed 1-27-17; 11:15 am]"
	for name, c := range map[string][2]string{
		"plain":            {"One\n line.\n\n\n  Two." + closing, "One line.\n\nTwo.\n\n[FR Doc. 2017-02102 Filed 1-27-17; 11:15 am]"},
		"in a page":        {"<html><body><pre>8 U.S.C. 1373 &lt;sic&gt; <a href=x>link</a>" + closing + "</pre></body></html>", "8 U.S.C. 1373 <sic> link\n\n[FR Doc. 2017-02102 Filed 1-27-17; 11:15 am]"},
		"page marks":       {"The\n[[Page 8800]]\nrest." + closing, "The rest.\n\n[FR Doc. 2017-02102 Filed 1-27-17; 11:15 am]"},
		"another document": {"One.\n\n[FR Doc. 2017-02103 Filed]", ""},
		"a wall":           {"<html><title>Request Access</title></html>", ""},
		"nothing":          {"", ""},
	} {
		if got := registerText([]byte(c[0]), number); got != c[1] {
			t.Errorf("%s: %q", name, got)
		}
	}
	long := registerText([]byte(strings.Repeat("A paragraph of some length.\n\n", 50_000)+closing), number)
	if len(long) > longestBody+16 || !strings.HasSuffix(long, "…") {
		t.Errorf("%d bytes", len(long))
	}
}

func TestTheNumberOfAnOrderMayStandInItsText(t *testing.T) {
	l := &registerLook{r: &Register{name: "federal_register", rule: true}}
	d := registerDoc{number: "2017-02102", title: "Public Safety", kind: "PRESDOCU", advance: true}
	if r := l.release(d, "Title 3\n\nExecutive Order 13768 of January 25, 2017\n\nEnhancing Public Safety"); r.Number != "EO 13768" {
		t.Errorf("%+v", r)
	}
	d.kind = "NOTICE"
	if r := l.release(d, "as required by Executive Order 13768 of January 25, 2017"); r.Number != "FR Doc. 2017-02102" {
		t.Errorf("a notice that cites an order is none: %+v", r)
	}
}

func FuzzRegister(f *testing.F) {
	f.Add(answerOf(f, matching, "http://x.example/2", order("http://x.example", 1)), false)
	f.Add(answerOf(f, "", "", filedOrder("http://x.example", 1)), true)
	f.Add([]byte(`{"count":1,"results":[{"document_number":"2025-1","title":null,"toc_subject":"x","agencies":[{"slug":7}]}],"meta":{"pil_unavailability_message":"x"}}`), true)
	f.Add([]byte(`{"error":{"code":500}}`), false)
	f.Fuzz(func(t *testing.T, body []byte, advance bool) {
		p, err := parseRegister(body, advance)
		if err != nil {
			var r *watcher.Refused
			if !errors.As(err, &r) || r.Got == "" {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		if p.partial != nil && (p.partial.Whole != len(p.docs) || p.partial.Of < p.partial.Whole || p.partial.Why == "") {
			t.Fatalf("%+v with %d documents", p.partial, len(p.docs))
		}
		for _, d := range p.docs {
			if d.number == "" || d.title == "" || d.advance != advance || d.text != "" && !strings.HasPrefix(d.text, "http") || strings.Trim(d.order, "0123456789") != "" {
				t.Fatalf("%+v", d)
			}
			(&registerLook{r: &Register{}}).release(d, registerText(body, d.number))
		}
	})
}

func BenchmarkParseRegister(b *testing.B) {
	var docs []map[string]any
	for i := range 200 {
		docs = append(docs, order("http://x.example", i))
	}
	body := answerOf(b, matching, "", docs...)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := parseRegister(body, false); err != nil {
			b.Fatal(err)
		}
	}
}
