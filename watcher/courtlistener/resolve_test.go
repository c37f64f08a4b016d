package courtlistener

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
	"docketwatch/docket"
)

func ref(t testing.TB, court, text string) docket.DocketRef {
	t.Helper()
	return docket.DocketRef{Court: court, Number: number(t, text)}
}

func TestTheCoreOfANumber(t *testing.T) {
	for text, want := range map[string]string{
		"3:17-cv-00574-WHO": "1700574", "17-cv-574": "1700574", "1:18-cr-00224-1": "1800224", "17-17480": "17017480", "18-00079": "18000079",
		"25A169": "", "MDL No. 2168": "", "3:2017cv00574": "1700574",
	} {
		if got := coreOf(number(t, text)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// listing answers for dockets as a fixed list would, and for anything else with
// nothing.
func listing(rows ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var found []string
		for _, row := range rows {
			if core := r.URL.Query().Get("docket_number_core"); core != "" && strings.Contains(row, `"core":"`+core+`"`) ||
				r.URL.Query().Get("docket_number") != "" && strings.Contains(row, fmt.Sprintf("%q", r.URL.Query().Get("docket_number"))) {
				found = append(found, row)
			}
		}
		_, _ = fmt.Fprintf(w, `{"next":null,"results":[%s]}`, strings.Join(found, ","))
	}
}

func row(id int, court, number, core, defendant, caseID string) string {
	return fmt.Sprintf(`{"id":%d,"court_id":%q,"docket_number":%q,"core":%q,"federal_defendant_number":%s,"pacer_case_id":%s,"case_name":"X","absolute_url":"/docket/%d/x/","date_modified":null}`,
		id, court, number, core, defendant, caseID, id)
}

func TestADocketIsFoundByCourtAndNumberAlone(t *testing.T) {
	rows := []string{
		row(1, "cand", "3:17-cv-00574", "1700574", "null", `"307687"`),
		row(2, "cand", "3:17-cr-00574", "1700574", "null", `"1"`),
		row(3, "cand", "5:17-cv-00574-LHK", "1700574", "null", "null"),
		row(4, "nysd", "1:18-cr-00224", "1800224", "1", `"11"`),
		row(5, "nysd", "1:18-cr-00224-2", "1800224", "null", `"12"`),
		row(6, "scotus", "24-966", "", "null", "null"),
		row(7, "ca9", "17-17480", "17017480", "null", `"99"`),
		row(8, "cand", "not a number", "1700574", "null", "null"),
		row(9, "ilnd", "1:17-cv-00574", "1700574", "null", "null"),
		row(10, "mad", "1:17-cv-10214", "", "null", "null"), // a row whose core was never filled in
	}
	for _, c := range []struct {
		name, court, number string
		ids                 []int64
		asked               int32
	}{
		{"civil and criminal share a core; two offices are one docket; other courts are others", "cand", "3:17-cv-00574-WHO", []int64{1, 3}, 1},
		{"a criminal case as a whole takes every defendant", "nysd", "1:18-cr-00224", []int64{4, 5}, 1},
		{"one defendant is one docket", "nysd", "1:18-cr-00224-2", []int64{5}, 1},
		{"a defendant whom CourtListener keeps apart from the number", "nysd", "1:18-cr-00224-1", []int64{4}, 1},
		{"the Supreme Court is asked for the number as printed", "scotus", "24-966", []int64{6}, 1},
		{"an appeal", "ca9", "17-17480", []int64{7}, 1},
		{"a row without a core is found as printed", "mad", "1:17-cv-10214-GAO", []int64{10}, 2},
		{"a docket that is not there", "cand", "3:99-cv-00001", nil, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			cl, m, asked := ask(t, noon, listing(rows...))
			r := ref(t, c.court, c.number)
			l, err := cl.listing(t.Context(), Settle, m, r)
			if err != nil {
				t.Fatal(err)
			}
			var ids []int64
			for _, x := range l.Copies {
				ids = append(ids, x.ID)
				n := number(t, x.Number)
				if key := docket.KeyOf(c.court, n); key != r.Key() && docket.KeyOf(c.court, n.Case()) != r.Key() {
					t.Errorf("copy %d reads as %s, not as %s", x.ID, key, r.Key())
				}
			}
			if !slices.Equal(ids, c.ids) || asked.Load() != c.asked {
				t.Errorf("found %v in %d requests, want %v in %d", ids, asked.Load(), c.ids, c.asked)
			}
			again, want := l.Again.Sub(noon), 7*day
			if len(c.ids) == 0 {
				want = day
			}
			if again != want {
				t.Errorf("asked again after %s, want %s", again, want)
			}
			if kept, err := m.Listing(t.Context(), r.Key()); err != nil || len(kept.Copies) != len(c.ids) {
				t.Errorf("kept %+v, %v", kept, err)
			}
			if _, err := cl.listing(t.Context(), Settle, m, r); err != nil || asked.Load() != c.asked {
				t.Error("what is known was asked for again")
			}
		})
	}
}

func TestAnOldListingServesUntilThereIsANewOne(t *testing.T) {
	down := false
	cl, m, _ := ask(t, noon, func(w http.ResponseWriter, r *http.Request) {
		if down {
			w.WriteHeader(500)
			return
		}
		listing(row(1, "cand", "3:17-cv-00574", "1700574", "null", "null"))(w, r)
	})
	r := ref(t, "cand", "3:17-cv-00574")
	if _, err := cl.listing(t.Context(), Settle, m, r); err != nil {
		t.Fatal(err)
	}
	down = true
	cl.now = func() time.Time { return noon.Add(8 * day) }
	if l, err := cl.listing(t.Context(), Settle, m, r); err != nil || len(l.Copies) != 1 {
		t.Errorf("%+v, %v", l, err)
	}
	if _, err := cl.listing(t.Context(), Settle, m, ref(t, "cand", "3:17-cv-00485")); err == nil {
		t.Error("a docket that was never found needs an answer")
	}
}

func TestOneEmptyAnswerDoesNotUndoWhatWasFound(t *testing.T) {
	empty := false
	cl, m, _ := ask(t, noon, func(w http.ResponseWriter, r *http.Request) {
		if empty {
			_, _ = w.Write([]byte(emptyList))
			return
		}
		listing(row(1, "cand", "3:17-cv-00574", "1700574", "null", "null"))(w, r)
	})
	r := ref(t, "cand", "3:17-cv-00574")
	if _, err := cl.listing(t.Context(), Settle, m, r); err != nil {
		t.Fatal(err)
	}
	empty = true
	cl.now = func() time.Time { return noon.Add(8 * day) }
	if l, err := cl.listing(t.Context(), Settle, m, r); err != nil || len(l.Copies) != 1 || l.Again.Sub(l.Looked) != day {
		t.Errorf("%+v, %v", l, err)
	}
	ahead := Listing{Looked: noon.Add(900 * day), Again: noon.Add(907 * day)}
	if !due(ahead, noon) || due(Listing{Looked: noon, Again: noon.Add(day)}, noon.Add(time.Hour)) {
		t.Error("a look that lies ahead was noted by a wrong clock")
	}
}

func TestADocketRowThatLacksAFieldIsNotReadAsAnother(t *testing.T) {
	cl, m, _ := ask(t, noon, listing(strings.Replace(row(1, "cand", "3:17-cv-00574", "1700574", "null", "null"), "court_id", "court_name", 1)))
	_, err := cl.listing(t.Context(), Settle, m, ref(t, "cand", "3:17-cv-00574"))
	var field *FieldError
	if !errors.As(err, &field) || !strings.Contains(err.Error(), "look up cand/2017-cv-574: docket 1: court_id is missing") {
		t.Error(err)
	}
}

func TestTheSimulatedCollisionOfCivilAndCriminal(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	l, err := h.source.client.listing(t.Context(), Settle, h.ledger, h.source.refs[1])
	if err != nil || len(l.Copies) != 1 || l.Copies[0].Number != "3:17-cv-00485" { // "3:17-cr-00485" shares the core
		t.Errorf("%+v, %v", l, err)
	}
}
