package webhook_test

import (
	"encoding/json"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/notify/notifytest"
	"docketwatch/notify/webhook"
)

// shape is as much of JSON Schema as docs/webhook.schema.json uses.
type shape struct {
	Type       string           `json:"type"`
	Const      any              `json:"const"`
	Enum       []any            `json:"enum"`
	Pattern    string           `json:"pattern"`
	Format     string           `json:"format"`
	MaxLength  int              `json:"maxLength"`
	MaxItems   int              `json:"maxItems"`
	Required   []string         `json:"required"`
	Properties map[string]shape `json:"properties"`
	Items      *shape           `json:"items"`
}

// holds reports every way in which a value is not of the shape. A field that the
// schema does not name is one that nobody documented.
func (s shape) holds(t *testing.T, at string, v any) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for _, name := range s.Required {
			if _, there := v[name]; !there {
				t.Errorf("%s.%s is missing", at, name)
			}
		}
		for name, below := range v {
			p, known := s.Properties[name]
			if !known {
				t.Errorf("%s.%s is not documented", at, name)
				continue
			}
			p.holds(t, at+"."+name, below)
		}
	case []any:
		if s.Type != "array" || s.Items == nil || len(v) > s.MaxItems {
			t.Errorf("%s: %d items", at, len(v))
			return
		}
		for _, item := range v {
			s.Items.holds(t, at+"[]", item)
		}
	case string:
		_, err := time.Parse(time.RFC3339, v)
		switch {
		case s.Const != nil && s.Const != v, s.Enum != nil && !slices.Contains(s.Enum, any(v)), s.Type != "" && s.Type != "string",
			s.MaxLength > 0 && utf8.RuneCountInString(v) > s.MaxLength, s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(v),
			s.Format == "date-time" && err != nil, s.Format == "uri" && notify.Link(v) == "":
			t.Errorf("%s: %.80q is not %+v", at, v, s)
		}
	case bool:
		if s.Type != "boolean" {
			t.Errorf("%s: %v", at, v)
		}
	default:
		t.Errorf("%s: %v", at, reflect.TypeOf(v))
	}
}

func TestEveryBodyIsAsDocumented(t *testing.T) {
	raw, err := os.ReadFile("../../docs/webhook.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema shape
	if err := json.Unmarshal(raw, &schema); err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	s := notifytest.NewServer(t, func(_ *http.Request, body []byte) (notifytest.Shown, bool) {
		var v map[string]any
		if err := json.Unmarshal(body, &v); err != nil {
			t.Error(err)
		}
		schema.holds(t, "body", v)
		data, _ := v["data"].(map[string]any)
		for name := range data {
			seen[name] = true
		}
		return notifytest.Shown{}, true
	}, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusOK) })
	t.Setenv("DW_SECRET", secretOf(newest))
	d, err := webhook.New(entry(t, `{url: "`+s.URL+`", secret: env:DW_SECRET}`), notifytest.Net())
	if err != nil {
		t.Fatal(err)
	}
	messages := []notify.Message{{PublicID: "dlv-1", Thread: "entry:1", Alert: notifytest.Filing()}}
	full := notifytest.Filing()
	full.Source, full.Seen, full.Paper, full.Awaiting, full.DayOnly = "court_rss/cand", full.When, "PDF, 12 pages", "the full text", true
	messages = append(messages, notify.Message{PublicID: "dlv-2", Alert: full})
	for _, text := range notifytest.Hostile() {
		messages = append(messages, notifytest.HostileMessage(text, notifytest.Court))
	}
	for _, kind := range []docket.AlertKind{docket.AlertUpdate, docket.AlertArgument, docket.AlertAmended, docket.AlertSealed, docket.AlertRemoved, docket.AlertRestored,
		docket.AlertLate, docket.AlertSuggested, docket.AlertRelease, docket.AlertWatching, docket.AlertGap, docket.AlertHealth, docket.AlertTest} {
		a := notifytest.Filing()
		a.Kind = kind
		messages = append(messages, notify.Message{PublicID: "dlv-3", Alert: a})
	}
	for _, m := range messages {
		if _, err := d.Notifier.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	for name := range schema.Properties["data"].Properties {
		if !seen[name] {
			t.Errorf("%s is documented and never sent", name)
		}
	}
}
