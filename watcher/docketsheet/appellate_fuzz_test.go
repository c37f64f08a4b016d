package docketsheet

import (
	"encoding/json"
	"errors"
	"regexp"
	"testing"
	"unicode/utf8"

	"docketwatch/watcher"
)

// refusedOrCut fails unless an error is one of the two that parsers of pages may
// return, and reports whether there is one.
func refusedOrCut(t *testing.T, err error) bool {
	var refused *watcher.Refused
	var cut *Cut
	if err != nil && !errors.As(err, &refused) && !errors.As(err, &cut) {
		t.Fatalf("an error of another kind: %v", err)
	}
	return err != nil
}

func FuzzParseAppellate(f *testing.F) {
	f.Add(appellatePage())
	f.Add(appellatePage("<!--", "", "width=90% ", "", "<b>", "<b><b>"))
	f.Add([]byte("<b>Case Number:</b>1<b>Docketed:</b>1<tr><td><td><td width=90%>"))
	f.Fuzz(func(t *testing.T, page []byte) {
		d, err := ParseAppellate(page, "ca9")
		if refusedOrCut(t, err) && d == nil {
			return
		}
		if d.DocketNumber == "" {
			t.Error("a docket without a number")
		}
		for _, e := range d.Entries {
			if e.PacerDocID != nil && !allDigits(*e.PacerDocID) {
				t.Errorf("document id %q", *e.PacerDocID)
			}
		}
	})
}

func FuzzParseACMS(f *testing.F) {
	f.Add(acmsJSON())
	f.Add(acmsJSON(`<td width='30%'>`, "<td>", "<br>", "", "</td><td>", ""))
	f.Add([]byte(`{"caseDetails":{"caseNumber":"1","partyAttorneyList":"<tr><td>"},"docketInfo":{"docketEntries":[{}]}}`))
	f.Fuzz(func(t *testing.T, page []byte) {
		d, err := ParseACMS(page, "ca9")
		if refusedOrCut(t, err) {
			return
		}
		var raw struct {
			Docket struct {
				Entries []json.RawMessage `json:"docketEntries"`
			} `json:"docketInfo"`
		}
		if json.Unmarshal(decodePage(page), &raw) != nil || len(raw.Docket.Entries) != len(d.Entries) {
			t.Errorf("%d entries of %d", len(d.Entries), len(raw.Docket.Entries))
		}
	})
}

func FuzzParseScotus(f *testing.F) {
	f.Add(scotusJSON())
	f.Add(scotusJSON("(18-16496, 18-16497)", "97-1715/1111 to 1115,-3", "Linked with", ""))
	f.Fuzz(func(t *testing.T, page []byte) {
		d, err := ParseScotus(page)
		if refusedOrCut(t, err) {
			return
		}
		if d.DocketNumber == "" {
			t.Error("a docket without a number")
		}
	})
}

func FuzzParseNEF(f *testing.F) {
	f.Add(nefHTML())
	f.Add(nefPlain())
	f.Add(wholeMessage("quoted-printable"))
	f.Add(wholeMessage("base64"))
	f.Fuzz(func(t *testing.T, mail []byte) {
		n, err := ParseNEF(mail, "cand")
		checkNotice(t, n, err)
	})
}

func FuzzParseNDA(f *testing.F) {
	f.Add(ndaHTML())
	f.Add(acmsMail())
	f.Fuzz(func(t *testing.T, mail []byte) {
		n, err := ParseNDA(mail, "ca9")
		checkNotice(t, n, err)
	})
}

var lookKey = regexp.MustCompile(`(magic_num=|uid=|/NDA/)[\w-]`)

// checkNotice fails where a notice, or the evidence of one that was refused,
// holds the key to a free look in a place that may be shown.
func checkNotice(t *testing.T, n *Notice, err error) {
	if refusedOrCut(t, err) {
		var refused *watcher.Refused
		if errors.As(err, &refused) && lookKey.Match(refused.Body) {
			t.Errorf("the evidence holds a key: %q", lookKey.Find(refused.Body))
		}
		return
	}
	if len(n.Recipients) != 0 || len(n.Dockets) == 0 {
		t.Fatalf("%d recipients, %d dockets", len(n.Recipients), len(n.Dockets))
	}
	for _, d := range n.Dockets {
		for _, e := range d.Entries {
			if e.Description == "" {
				t.Error("an entry without text")
			}
			for _, shown := range []string{d.CaseName, d.DocketNumber, e.Description, e.ShortDescription} {
				if lookKey.MatchString(shown) {
					t.Errorf("a key in %q", shown)
				}
				if !utf8.ValidString(shown) {
					t.Errorf("broken text: %q", shown)
				}
			}
		}
	}
}
