package courtlistener

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// asJSON is an entry as CourtListener writes it, with some fields set otherwise;
// a value of the type gone leaves the field out.
func asJSON(t testing.TB, changes map[string]any) []byte {
	t.Helper()
	document := map[string]any{"id": 214672, "document_type": 1, "document_number": "46", "attachment_number": nil, "pacer_doc_id": "035115264587",
		"description": "Opposition/Response to Motion", "page_count": 4, "is_available": false, "is_sealed": nil, "filepath_local": nil, "filepath_ia": "",
		"absolute_url": "/docket/4214664/46/county-of-santa-clara-v-trump/", "date_modified": "2017-03-09T16:14:00.000001-08:00", "a_new_field": []int{1}}
	entry := map[string]any{"id": 2208776, "docket": "https://www.courtlistener.com/api/rest/v4/dockets/4214664/", "entry_number": 46,
		"recap_sequence_number": "2017-03-09.001", "pacer_sequence_number": 140, "date_filed": "2017-03-09", "time_filed": nil,
		"description": "OPPOSITION/RESPONSE", "date_created": "2017-03-09T16:13:00.855097-08:00", "date_modified": "2017-03-09T16:14:00.000000-08:00"}
	for name, value := range changes {
		to := entry
		if rest, ok := strings.CutPrefix(name, "document."); ok {
			to, name = document, rest
		}
		if _, ok := value.(gone); ok {
			delete(to, name)
			continue
		}
		to[name] = value
	}
	if _, set := changes["recap_documents"]; !set {
		entry["recap_documents"] = []any{document}
	}
	raw, err := json.Marshal(entry)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// gone marks a field that is to be left out.
type gone struct{}

func parsed(t testing.TB, changes map[string]any) Entry {
	t.Helper()
	e, err := ParseEntry(asJSON(t, changes))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestAnEntryIsReadInEitherShape(t *testing.T) {
	want := Entry{ID: 2208776, Docket: 4214664, Number: "46", Sequence: "2017-03-09.001", SeqNo: "140", Filed: "2017-03-09", Text: "OPPOSITION/RESPONSE",
		Created: time.Date(2017, 3, 10, 0, 13, 0, 855097000, time.UTC), Modified: time.Date(2017, 3, 10, 0, 14, 0, 0, time.UTC),
		Documents: []Document{{ID: 214672, Type: 1, Number: "46", PacerDocID: "035115264587", Description: "Opposition/Response to Motion", Pages: 4,
			Page: "/docket/4214664/46/county-of-santa-clara-v-trump/", Modified: time.Date(2017, 3, 10, 0, 14, 0, 1000, time.UTC)}}}
	for name, changes := range map[string]map[string]any{
		"as REST writes it":          {},
		"as a webhook writes it":     {"docket": 4214664},
		"a link with a query":        {"docket": "http://127.0.0.1/api/rest/v4/dockets/4214664/?format=json"},
		"numbers as texts":           {"id": "2208776", "entry_number": "46", "pacer_sequence_number": "140", "document.page_count": "4", "document.id": "214672"},
		"texts as numbers":           {"document.document_number": 46},
		"a whole number with a tail": {"entry_number": 46.0, "pacer_sequence_number": json.Number("140.0")},
	} {
		t.Run(name, func(t *testing.T) {
			got := parsed(t, changes)
			if d := cmp.Diff(want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestWhatMayBeNullIsNotZero(t *testing.T) {
	e := parsed(t, map[string]any{"entry_number": nil, "pacer_sequence_number": nil, "date_filed": nil, "description": nil, "recap_sequence_number": nil,
		"date_created": nil, "recap_documents": nil})
	if e.Number != "" || e.SeqNo != "" || e.Filed != "" || e.Text != "" || e.Documents != nil {
		t.Errorf("%+v", e)
	}
	if e := parsed(t, map[string]any{"entry_number": 0}); e.Number != "0" {
		t.Errorf("entry number 0 is read as %q", e.Number)
	}
}

func TestWhatIsMissingOrOfAnotherKindIsNamed(t *testing.T) {
	for _, c := range []struct {
		changes map[string]any
		says    string
	}{
		{map[string]any{"description": gone{}}, "docket entry 2208776: description is missing"},
		{map[string]any{"date_modified": gone{}}, "date_modified is missing"},
		{map[string]any{"date_modified": nil}, "date_modified is null"},
		{map[string]any{"date_modified": "yesterday"}, "date_modified is no time"},
		{map[string]any{"id": gone{}}, "docket entry: id is missing"},
		{map[string]any{"id": nil}, "id is no id"},
		{map[string]any{"id": -3}, "id is no id"},
		{map[string]any{"docket": nil}, "docket is no id"},
		{map[string]any{"docket": "https://x/dockets/"}, "docket is no id"},
		{map[string]any{"entry_number": "forty-six"}, "entry_number is no whole number"},
		{map[string]any{"entry_number": 4.5}, "entry_number is no whole number"},
		{map[string]any{"entry_number": []int{1}}, "entry_number is neither text nor number"},
		{map[string]any{"date_filed": "3/9/2017"}, "date_filed is no date"},
		{map[string]any{"recap_documents": gone{}}, "recap_documents is missing"},
		{map[string]any{"recap_documents": "none"}, "recap_documents is no list"},
		{map[string]any{"recap_documents": []int{1}}, "recap document: not a JSON object"},
		{map[string]any{"document.is_available": "yes"}, "recap document 214672: is_available is neither true nor false"},
		{map[string]any{"document.pacer_doc_id": gone{}, "entry_number": gone{}}, "entry_number is missing, recap document 214672: pacer_doc_id is missing"},
	} {
		e, err := ParseEntry(asJSON(t, c.changes))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v: %v, want %q", c.changes, err, c.says)
		}
		if !reflect.DeepEqual(e, Entry{}) {
			t.Errorf("%v: half an entry came back", c.changes)
		}
	}
	for _, raw := range []string{"", "null", "[]", "1", `"x"`, "{", `{"id":1`} {
		if _, err := ParseEntry([]byte(raw)); err == nil {
			t.Errorf("%q was read", raw)
		}
	}
}

// Whatever an entry holds, leaving out or nulling one field gives an error or
// the same entry without that field, and never another entry.
func TestNoFieldIsMistakenForAnother(t *testing.T) {
	fields := []string{"id", "docket", "entry_number", "recap_sequence_number", "pacer_sequence_number", "date_filed", "description", "date_created", "date_modified", "recap_documents"}
	rapid.Check(t, func(r *rapid.T) {
		n, seq := rapid.IntRange(0, 1<<40).Draw(r, "number"), rapid.IntRange(1, 1<<30).Draw(r, "seq")
		text := rapid.String().Draw(r, "text")
		base := map[string]any{"entry_number": n, "pacer_sequence_number": seq, "description": text}
		whole := parsed(t, base)
		if whole.Number != fmt.Sprint(n) || whole.SeqNo != fmt.Sprint(seq) || whole.Text != strings.ToValidUTF8(text, "\ufffd") {
			r.Fatalf("read %+v", whole)
		}
		name := rapid.SampledFrom(fields).Draw(r, "field")
		base[name] = gone{}
		if _, err := ParseEntry(asJSON(t, base)); err == nil || !strings.Contains(err.Error(), name+" is missing") {
			r.Fatalf("without %s: %v", name, err)
		}
	})
}

func FuzzParseEntry(f *testing.F) {
	f.Add(asJSON(f, nil))
	f.Add(asJSON(f, map[string]any{"entry_number": nil, "recap_documents": nil, "docket": 7}))
	f.Add([]byte(`{"id":"1e9","docket":{},"recap_documents":[{}]}`))
	c, err := NewClient(Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := ParseEntry(raw)
		if err != nil {
			if !reflect.DeepEqual(e, Entry{}) || err.Error() == "" {
				t.Fatalf("%+v with %v", e, err)
			}
			return
		}
		if e.ID <= 0 || e.Docket <= 0 || e.Modified.IsZero() {
			t.Fatalf("an entry without identity: %+v", e)
		}
		s := c.sighting(&e, placeOf("cand/2017-cv-574", Copy{ID: e.Docket, Number: "3:17-cv-00574", PacerCaseID: "307687"}), look{source: "x", seen: noon})
		if s.Text == "" && s.Filed != "" || s.Text != "" && len(s.Events) > 0 || s.Docket() != "cand/2017-cv-574" {
			t.Fatalf("%+v", s)
		}
		for _, d := range s.Documents {
			for _, u := range d.URLs {
				if d.Sealed || !strings.HasPrefix(u, "https://") {
					t.Fatalf("%q of a document %+v", u, d)
				}
			}
		}
		if strings.TrimSpace(e.Text) == "" && s.Text != "" {
			t.Fatal("text out of nothing")
		}
	})
}
