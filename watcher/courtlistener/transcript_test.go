package courtlistener

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"docketwatch/courtsim"
	"docketwatch/docket"
)

func TestTheTextThatCourtListenerMadeOfAPaper(t *testing.T) {
	row := func(id int, text, status string) string {
		return fmt.Sprintf(`{"id": %d, "plain_text": %q, "ocr_status": %s}`, id, text, status)
	}
	for _, tt := range []struct {
		name  string
		rows  []string
		text  string
		later bool
	}{
		{"a paper that was read", []string{row(1, "Not ripe.", "1")}, "Not ripe.", false},
		{"of two cases, in the second", []string{row(1, "", "3"), row(2, "Not ripe.", "1")}, "Not ripe.", false},
		{"a machine that failed", []string{row(1, "", "3")}, "", false},
		{"a machine that has yet to read", []string{row(1, "", "4")}, "", true},
		{"a paper that nobody looked at yet", []string{row(1, "", "null")}, "", true},
		{"a paper that is not there", nil, "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cl, _, asked := ask(t, noon, func(w http.ResponseWriter, r *http.Request) {
				if q := r.URL.RawQuery; q != "pacer_doc_id=035015264587&fields=id%2Cplain_text%2Cocr_status" {
					t.Errorf("asked %s", q)
				}
				_, _ = io.WriteString(w, `{"next": null, "previous": null, "results": [`+strings.Join(tt.rows, ", ")+`]}`) // the asker reports what is missing
			})
			r := &Resolver{client: cl}
			text, ok, err := r.Transcribe(t.Context(), docket.Document{PacerDocID: "035015264587"})
			if text != tt.text || ok != (tt.text != "") || (err != nil) != tt.later || asked.Load() != 1 {
				t.Errorf("%q %v %v, asked %d times", text, ok, err, asked.Load())
			}
		})
	}
}

func TestAPaperIsFoundByItsNumberInEveryCourt(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	for range 4 {
		h.Step()
	}
	paper := settle(h, fromFeed(h, filed(h, "46"), "")).Documents[0]
	text, ok, err := h.source.Resolver().Transcribe(t.Context(), paper)
	if err != nil || !ok || !strings.Contains(text, "ripe") {
		t.Errorf("%q %v %v", text, ok, err)
	}
	if _, ok, err := h.source.Resolver().Transcribe(t.Context(), docket.Document{Number: "46"}); ok || err != nil {
		t.Errorf("a paper without a number: %v %v", ok, err)
	}
}
