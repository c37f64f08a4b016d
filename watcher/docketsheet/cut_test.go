package docketsheet

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"docketwatch/watcher"
	"pgregory.net/rapid"
)

// checkCut parses what is left of a page and says what is wrong with the
// answer: a cut page is refused, or marked, or has lost nothing.
func checkCut(whole *Docket, left []byte, court string) error {
	d, err := ParseDocket(left, court)
	var refused *watcher.Refused
	var cut *Cut
	switch {
	case errors.As(err, &refused):
		if d != nil || refused.Got == "" || refused.Want != "a docket" {
			return fmt.Errorf("refused as %q with %+v", refused.Got, d)
		}
	case errors.As(err, &cut):
		if d == nil || cut.Missing == "" || cut.Whole != len(d.Entries) {
			return fmt.Errorf("cut of %d entries, %q missing, with %+v", cut.Whole, cut.Missing, d)
		}
		for i := range d.Entries {
			if i >= len(whole.Entries) || !reflect.DeepEqual(strip(d.Entries[i]), strip(whole.Entries[i])) {
				return fmt.Errorf("entry %d is not one of the page: %+v", i, d.Entries[i])
			}
		}
	case err != nil:
		return err
	case !reflect.DeepEqual(d, whole):
		return errors.New("passes as whole, but is not")
	}
	return nil
}

// strip leaves out what rows below an entry add to it.
func strip(e Entry) Entry {
	e.Attachments, e.PageCount, e.FileBytes, e.FileSize = nil, nil, nil, ""
	return e
}

func TestACutDocketNeverPassesAsWhole(t *testing.T) {
	page := sheet{rows: []string{
		numbered("01/31/2017", 1, "COMPLAINT, it says in body and html."), unnumbered("02/01/2017", "Order with <table><tr><td>a table</td></tr></table>"),
		"</table><table>" + numbered("02/02/2017", 2, "MOTION"),
	}}.page()
	whole := mustParse(t, page, "cand")
	for n := range page {
		if err := checkCut(whole, page[:n], "cand"); err != nil {
			t.Fatalf("at byte %d, after %q: %v", n, page[max(0, n-60):n], err)
		}
	}
}

func TestACutDocketOfTheCorpusNeverPassesAsWhole(t *testing.T) {
	pages := captured(t, "dockets/district")
	var names []string
	wholes := make(map[string]*Docket)
	for name, page := range pages {
		if d, err := ParseDocket(page, courtOf(filepath.Base(name))); err == nil {
			names, wholes[name] = append(names, name), d
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "page")
		n := rapid.IntRange(0, len(pages[name])-1).Draw(t, "bytes")
		if err := checkCut(wholes[name], pages[name][:n], courtOf(filepath.Base(name))); err != nil {
			t.Fatal(err)
		}
	})
}

func TestACutHistoryOrMenuNeverPassesAsWhole(t *testing.T) {
	history := historyPage(historyRow("1", "12/07/2017", "Motion"), historyRow("2", "12/08/2017", "Order"))
	h, err := ParseHistory(history, "cand")
	if err != nil {
		t.Fatal(err)
	}
	menu := menuPage(menuRow(1, "Exhibit A"), menuRow(2, "Exhibit B"))
	m, err := ParseAttachments(menu, "nyed")
	if err != nil {
		t.Fatal(err)
	}
	check := func(n int, got, whole any, err error) {
		t.Helper()
		var refused *watcher.Refused
		var cut *Cut
		if !errors.As(err, &refused) && !errors.As(err, &cut) && !reflect.DeepEqual(got, whole) {
			t.Fatalf("at byte %d: %+v, %v", n, got, err)
		}
	}
	for n := range history {
		got, err := ParseHistory(history[:n], "cand")
		check(n, got, h, err)
		if err != nil && got != nil && len(got.Entries) > 0 && !reflect.DeepEqual(got.Entries[0], h.Entries[0]) {
			t.Fatalf("at byte %d: %+v", n, got.Entries[0])
		}
	}
	for n := range menu {
		got, err := ParseAttachments(menu[:n], "nyed")
		check(n, got, m, err)
	}
}

func TestTheMessageOfACutSaysHowMuchIsWhole(t *testing.T) {
	for want, c := range map[string]*Cut{
		"partial: 357 entries: the end of the page is missing": {Missing: "the end of the page", Whole: 357},
		"partial: 1 entry: the rest of an entry is missing":    {Missing: "the rest of an entry", Whole: 1},
	} {
		if c.Error() != want {
			t.Errorf("%q, want %q", c.Error(), want)
		}
	}
}
