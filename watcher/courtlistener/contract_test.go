package courtlistener

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
	"docketwatch/docket"
)

// tour sends every query that this package knows how to send, to the simulated
// CourtListener, and returns what was asked.
func tour(t *testing.T) []courtsim.Asked {
	t.Helper()
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "legacy"})
	h.CourtListener().Twice("cand", "3:17-cv-00574")
	h.source = h.build("legacy", append(h.source.refs, ref(t, "mad", "1:17-cv-10214")))
	for i := range 40 {
		if i%4 == 0 {
			h.Step()
		}
		var none *NotAsked
		if _, err := h.look(); err != nil && !errors.As(err, &none) {
			t.Fatal(err)
		}
		h.clock.Add(15 * time.Minute)
	}
	h.CourtListener().Vanish("cand", "3:17-cv-00485")
	r, key := h.source.Resolver(), h.source.refs[0].Key()
	for _, e := range []docket.Entry{{Docket: key, DocumentNumber: "46"}, {Docket: key, Filed: "2017-04-14", Events: []string{"Minute Entry"}}, {Docket: h.source.refs[1].Key(), DocumentNumber: "21"}} {
		if _, err := r.One(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	for _, last := range []int{5, 9} { // one number, and several
		if _, err := r.Numbers(t.Context(), key, 5, last); err != nil {
			t.Error(err)
		}
	}
	if _, err := r.Fill(t.Context(), key, "2017-01-01", "2017-12-31"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.source.Alerts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := h.source.Client().Usage(t.Context()); err != nil {
		t.Fatal(err)
	}
	court, _ := docket.CourtByID("cand")
	if _, err := h.source.Client().Feed(t.Context(), court); err != nil {
		t.Fatal(err)
	}
	return h.CourtListener().Asked()
}

func TestEveryQueryIsOneThatAStrictServerKnows(t *testing.T) {
	kinds := make(map[string]bool)
	for _, a := range tour(t) {
		vanished := a.Status == 400 && strings.HasPrefix(a.Query, "docket=") // an id that was merged away
		if a.Status/100 != 2 && !vanished {
			t.Errorf("%s %s?%s was answered %d", a.Method, a.Path, a.Query, a.Status)
		}
		q, err := url.ParseQuery(a.Query)
		if err != nil {
			t.Error(err)
		}
		kinds[a.Method+" "+strings.Trim(strings.TrimRight(a.Path, "/0123456789"), "/")] = true
		for name, values := range q {
			if len(values) != 1 || values[0] == "" {
				t.Errorf("%s?%s: %s has %d values", a.Path, a.Query, name, len(values))
			}
		}
		if a.Path == "docket-entries/" && q.Get("omit") != "recap_documents__plain_text" {
			t.Errorf("%s?%s asks for the text of papers", a.Path, a.Query)
		}
	}
	for _, want := range []string{"GET dockets", "GET docket-entries", "GET search", "GET docket-alerts", "POST docket-alerts", "GET api-usage", "GET courts/cand"} {
		if !kinds[want] {
			t.Errorf("%s was never asked: %v", want, kinds)
		}
	}
}

// corpusDir is where real samples lie; they are not part of the project.
func corpusDir() string {
	dir := os.Getenv("DOCKETWATCH_CORPUS")
	if dir == "" {
		dir = "../../../shared/corpus"
	}
	return filepath.Join(dir, "courtlistener")
}

// An endpointOptions is CourtListener's own answer to OPTIONS.
type endpointOptions struct {
	Filters map[string]struct {
		Lookups any `json:"lookup_types"`
	} `json:"filters"`
	Ordering []string `json:"ordering"`
	Actions  map[string]map[string]struct {
		Type string `json:"type"`
	} `json:"actions"`
}

func optionsOf(t *testing.T) map[string]endpointOptions {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(corpusDir(), "api_v4_options.json"))
	if err != nil {
		t.Skipf("no answers to OPTIONS at %s; set DOCKETWATCH_CORPUS to compare with them", corpusDir())
	}
	var all map[string]endpointOptions
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryFilterAndOrderIsInCourtListenersOwnOptions(t *testing.T) {
	all := optionsOf(t)
	checked := 0
	for _, a := range tour(t) {
		endpoint, _, _ := strings.Cut(a.Path, "/")
		if endpoint == "search" || endpoint == "api-usage" { // these answer OPTIONS with nothing
			continue
		}
		o, ok := all[endpoint]
		if !ok {
			t.Errorf("no endpoint %s", endpoint)
			continue
		}
		q, _ := url.ParseQuery(a.Query)
		for name := range q {
			checked++
			switch name {
			case "cursor", "omit":
			case "order_by":
				if by := strings.TrimPrefix(q.Get(name), "-"); !slices.Contains(o.Ordering, by) {
					t.Errorf("%s has no order %s", endpoint, by)
				}
			case "fields":
				for f := range strings.SplitSeq(q.Get(name), ",") {
					if _, ok := o.Actions["POST"][f]; !ok {
						t.Errorf("%s has no field %s", endpoint, f)
					}
				}
			default:
				if why := filterIn(all, endpoint, name); why != "" {
					t.Errorf("%s?%s: %s", endpoint, a.Query, why)
				}
			}
		}
	}
	t.Logf("%d parameters stand in the options", checked)
	if checked < 100 {
		t.Errorf("only %d parameters were checked", checked)
	}
}

// filterIn follows a filter through related endpoints; "" where it exists.
func filterIn(all map[string]endpointOptions, endpoint, name string) string {
	head, rest, nested := strings.Cut(name, "__")
	f, ok := all[endpoint].Filters[head]
	if !ok {
		return fmt.Sprintf("%s has no filter %s", endpoint, head)
	}
	if text, related := f.Lookups.(string); related {
		if !nested {
			return ""
		}
		next := map[string]string{"'Dockets'": "dockets", "'Docket Entries'": "docket-entries", "'Recap Documents'": "recap-documents", "'Courts'": "courts"}[strings.TrimPrefix(text, "See available filters for ")]
		return filterIn(all, next, rest)
	}
	if rest == "" {
		rest = "exact"
	}
	if lookups, _ := f.Lookups.([]any); !slices.Contains(lookups, any(rest)) {
		return fmt.Sprintf("%s.%s has no lookup %s", endpoint, head, rest)
	}
	return ""
}

// made is an object with exactly the fields that an endpoint has, each with a
// value of its type.
func made(o endpointOptions) map[string]any {
	values := map[string]any{"string": "x", "slug": "x", "url": "https://x/", "integer": 7, "float": 7.5, "boolean": true, "date": "2017-03-09", "time": "16:12:00",
		"datetime": "2017-03-09T16:12:00.000001-08:00", "choice": 1, "file upload": "recap/x.pdf", "nested object": map[string]any{}}
	m := make(map[string]any)
	for name, f := range o.Actions["POST"] {
		m[name] = values[f.Type]
		if f.Type == "field" {
			m[name] = 7
		}
	}
	return m
}

func TestEveryFieldThatIsReadIsInCourtListenersOwnOptions(t *testing.T) {
	all := optionsOf(t)
	asText := func(m map[string]any) []byte {
		raw, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	entry, document, d := made(all["docket-entries"]), made(all["recap-documents"]), made(all["dockets"])
	entry["recap_documents"] = []any{document}
	if e, err := ParseEntry(asText(entry)); err != nil || len(e.Documents) != 1 {
		t.Errorf("an entry of CourtListener's own fields: %v", err)
	}
	d["court_id"], d["docket_number"] = "cand", "3:17-cv-00574"
	if _, ours, err := copyOf(asText(d), ref(t, "cand", "3:17-cv-00574")); err != nil || !ours {
		t.Errorf("a docket of CourtListener's own fields: %v, ours %v", err, ours)
	}
	if _, err := parseAlert(asText(made(all["docket-alerts"]))); err != nil {
		t.Errorf("a docket alert of CourtListener's own fields: %v", err)
	}
	court, err := objectOf("court", asText(made(all["courts"])))
	if err != nil || !court.has("pacer_has_rss_feed") || !court.has("pacer_rss_entry_types") || !court.has("id") {
		t.Errorf("a court of CourtListener's own fields: %v", err)
	}
}

func TestTheSimulatedAnswersHaveTheFieldsOfTheRealOnes(t *testing.T) {
	all := optionsOf(t)
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "legacy"})
	h.Step()
	for _, endpoint := range []string{"docket-entries", "recap-documents", "docket-alerts", "dockets"} {
		if endpoint == "docket-alerts" {
			if _, err := h.source.client.Subscribe(t.Context(), []int64{4200001}, -1); err != nil {
				t.Fatal(err)
			}
		}
		p, err := h.source.client.list(t.Context(), Settle, endpoint, query{{"order_by", "date_created"}})
		if err != nil {
			t.Fatal(err)
		}
		var have map[string]any
		if err := json.Unmarshal(p.results[0], &have); err != nil {
			t.Fatal(err)
		}
		fields := all[endpoint].Actions["POST"]
		for name := range have {
			if _, ok := fields[name]; !ok {
				t.Errorf("%s: the simulated answer has a field %s that the real one has not", endpoint, name)
			}
		}
		for name := range fields {
			if _, ok := have[name]; !ok && endpoint != "dockets" { // of a docket's sixty fields only what is read is simulated
				t.Errorf("%s: the simulated answer lacks %s", endpoint, name)
			}
		}
	}
}

func TestTheSampleEventsAgreeFieldByField(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(corpusDir(), "*webhook_dummy*.txt"))
	if err != nil || len(paths) == 0 {
		t.Skipf("no sample events at %s; set DOCKETWATCH_CORPUS to compare with them", corpusDir())
	}
	agree, total := 0, 0
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(raw), "{{ webhook_version }}", "1")
		if _, data, ok := strings.Cut(text, "--data '"); ok {
			text = strings.TrimSuffix(strings.TrimSpace(data), "'")
		}
		e, err := ParseWebhook([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
			continue
		}
		var sample struct{ Payload, Webhook map[string]any }
		if err := json.Unmarshal([]byte(text), &sample); err != nil {
			t.Fatal(err)
		}
		shown, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var ours map[string]any
		if err := json.Unmarshal(shown, &ours); err != nil {
			t.Fatal(err)
		}
		count := func(a, n int) { agree, total = agree+a, total+n }
		count(agreement(t, path, ours, sample.Webhook))
		switch e.Type {
		case DocketAlertEvent:
			count(agreement(t, path, map[string]any{"results": ours["docket_entries"]}, sample.Payload))
		case SearchAlertEvent:
			count(agreement(t, path, ours["search"].(map[string]any), sample.Payload["alert"].(map[string]any)))
			count(agreement(t, path, ours["search"].(map[string]any), sample.Payload))
		case FetchEvent:
			count(agreement(t, path, ours["fetch"].(map[string]any), sample.Payload))
		case OldAlertsEvent:
			count(agreement(t, path, ours["old_alerts"].(map[string]any), sample.Payload))
		case PrayerEvent:
			count(agreement(t, path, ours["prayer"].(map[string]any), sample.Payload))
		}
	}
	t.Logf("%d of %d fields agree", agree, total)
	if agree != total || total < 60 {
		t.Errorf("%d of %d fields agree", agree, total)
	}
}

// agreement compares every field that both objects have.
func agreement(t *testing.T, path string, ours, sample map[string]any) (agree, total int) {
	for name, got := range ours {
		want, ok := sample[name]
		if !ok {
			continue
		}
		list, isList := got.([]any)
		if theirs, ok := want.([]any); isList && ok {
			if len(list) != len(theirs) {
				t.Errorf("%s: %d of %d %s", filepath.Base(path), len(list), len(theirs), name)
				continue
			}
			for i := range list {
				a, n := agreement(t, path, list[i].(map[string]any), theirs[i].(map[string]any))
				agree, total = agree+a, total+n
			}
			continue
		}
		total++
		if same(got, want) {
			agree++
		} else {
			t.Errorf("%s: %s is %v, want %v", filepath.Base(path), name, got, want)
		}
	}
	return agree, total
}

// same: null, "" and what is left out are one; times are moments; a day may come
// with an hour.
func same(got, want any) bool {
	text := func(v any) string {
		switch v := v.(type) {
		case nil:
			return ""
		case float64:
			return fmt.Sprintf("%.0f", v)
		case bool:
			return fmt.Sprint(v)
		case string:
			if t, err := time.Parse(time.RFC3339, v); err == nil {
				return t.UTC().Format(time.RFC3339Nano)
			}
			return v
		}
		return fmt.Sprint(v)
	}
	a, b := text(got), text(want)
	if w, ok := want.(string); ok && len(a) == len(time.DateOnly) && strings.HasPrefix(w, a+"T") {
		return true
	}
	return a == b || a == "false" && b == ""
}
