package watcher_test

import (
	"strings"
	"testing"

	"docketwatch/docket"
	"docketwatch/watcher"
)

func TestWhatALookAtAReleaseDoes(t *testing.T) {
	order := docket.Release{Key: "2017-02102", Version: watcher.Advance, Title: "Public Safety; Enforcement (EO 13768)", Digest: "a",
		Told: docket.ToldYes, Cluster: "c", Relevance: docket.Relevant, Why: "cited"}
	text := docket.Release{Key: "u1", Title: "List", Body: "Eleven States", Digest: "a", Told: docket.ToldBaseline}
	for name, c := range map[string]struct {
		old  docket.Release
		edit func(*docket.Release)
		want docket.Change
	}{
		"the same again": {order, func(*docket.Release) {}, docket.Unchanged},
		"the publication of what was on inspection":   {order, func(r *docket.Release) { r.Version, r.Title, r.Digest = "2017-01-30", "Enhancing Public Safety", "b" }, docket.Enriched},
		"a correction while on inspection":            {order, func(r *docket.Release) { r.Title, r.Digest = "Public Safety; Corrected", "b" }, docket.Amended},
		"a text for what had only a title":            {order, func(r *docket.Release) { r.Body, r.Digest = "Section 1.", "b" }, docket.Enriched},
		"other words":                                 {text, func(r *docket.Release) { r.Body, r.Digest = "Twelve States", "b" }, docket.Amended},
		"another title":                               {text, func(r *docket.Release) { r.Title, r.Digest = "The list", "b" }, docket.Amended},
		"something besides the words":                 {text, func(r *docket.Release) { r.Number, r.Digest = "25-1", "b" }, docket.Enriched},
		"no text where there was one":                 {text, func(r *docket.Release) { r.Body, r.Digest = "", "b" }, docket.Enriched},
		"no text, and a title that says why":          {text, func(r *docket.Release) { r.Title, r.Body, r.Digest = "List (gone)", "", "b" }, docket.Amended},
		"an edit of a publication into its own draft": {text, func(r *docket.Release) { r.Version, r.Title, r.Digest = watcher.Advance, "x", "b" }, docket.Amended},
	} {
		t.Run(name, func(t *testing.T) {
			next := c.old
			next.Told, next.Cluster, next.Relevance = "", "", ""
			c.edit(&next)
			ch := watcher.MergeRelease(map[string]docket.Release{c.old.Key: c.old}, next)
			if ch.Kind != c.want || ch.Release.Told != c.old.Told || ch.Release.Cluster != c.old.Cluster {
				t.Errorf("%s, %+v", ch.Kind, ch.Release)
			}
			if (ch.Kind == docket.Amended) != (ch.Revision != nil) {
				t.Errorf("a revision goes with an amendment, and with nothing else: %+v", ch.Revision)
			}
			if c.old.Body != "" && ch.Release.Body == "" {
				t.Error("the text is lost")
			}
		})
	}
}

func TestARevisionKeepsTheWholeEarlierText(t *testing.T) {
	old := docket.Release{Key: "u1", Title: "List", Body: "Eleven States", Digest: "a"}
	ch := watcher.MergeRelease(map[string]docket.Release{"u1": old}, docket.Release{Key: "u1", Title: "List", Body: "Twelve States", Digest: "b"})
	if ch.Revision == nil || ch.Revision.Was != "List\n\nEleven States" {
		t.Errorf("%+v", ch.Revision)
	}
}

// page is a watched page with this text.
func page(d *desk, digest, text string, links ...string) watcher.Batch {
	r := docket.Release{Source: "page/list", Key: "https://justice.example/list main", Title: "U.S. Sanctuary Jurisdiction List", Components: []string{"justice.example"},
		URL: "https://justice.example/list", Body: watcher.PageBody(text, links), Cluster: "page/list", Relevance: docket.Relevant, Why: "on your list",
		InPlace: true, Digest: digest, Seen: d.now}
	return watcher.Batch{Releases: []docket.Release{r}, Next: []byte(digest), Items: 1, Raw: &docket.Raw{Reason: "changed", Digest: digest, Body: []byte(text)}}
}

func TestAWatchedPageIsToldWhenItChangesThoughItStoodThereFirst(t *testing.T) {
	d := newDesk(t, &feed{name: "page/list"})
	want(t, d.look(page(d, "1", "States:\n- Illinois\n- Nevada", "https://justice.example/notice"), nil), docket.AlertWatching)
	got := d.look(page(d, "2", "States:\n- Illinois", "https://justice.example/notice", "https://justice.example/mou.pdf"), nil)
	want(t, got, docket.AlertAmended)
	a := got[0]
	if a.Title != "U.S. Sanctuary Jurisdiction List" || a.Link != "https://justice.example/list" || a.CourtName != "justice.example" ||
		a.Reason != "a page you watch was edited" || a.Body != "States:\n- Illinois\n[-- Nevada-]\nlinks added:\nhttps://justice.example/mou.pdf" {
		t.Errorf("%+v", a)
	}
	got = d.look(page(d, "3", "States:\n- Illinois\n- Nevada", "https://justice.example/notice"), nil)
	want(t, got, docket.AlertAmended)
	if got[0].Body != "States:\n- Illinois\n{+- Nevada+}\nlinks removed:\nhttps://justice.example/mou.pdf" {
		t.Errorf("%q", got[0].Body)
	}
	want(t, d.look(page(d, "3", "States:\n- Illinois\n- Nevada", "https://justice.example/notice"), nil))
}

func TestAPageThatIsGoneKeepsItsText(t *testing.T) {
	d := newDesk(t, &feed{name: "page/list"})
	d.look(page(d, "1", "States:\n- Illinois"), nil)
	gone := page(d, "2", "")
	gone.Releases[0].Title += " (gone: answer 404)"
	got := d.look(gone, nil)
	want(t, got, docket.AlertAmended)
	if got[0].Body != "title: U.S. Sanctuary Jurisdiction List {+(gone: answer 404)+}" {
		t.Errorf("%q", got[0].Body)
	}
	got = d.look(page(d, "3", "States:\n- Illinois"), nil)
	want(t, got, docket.AlertAmended)
	if got[0].Body != "title: U.S. Sanctuary Jurisdiction List [-(gone: answer 404)-]" {
		t.Errorf("what stood there before is told as new: %q", got[0].Body)
	}
}

func TestAPageUnderTheRuleIsToldOnlyWhileItIsAboutTheMatter(t *testing.T) {
	d := newDesk(t, &feed{name: "page/list"})
	look := func(digest, text string) []docket.Alert {
		b := page(d, digest, text)
		b.Releases[0].Relevance, b.Releases[0].Title = "", "News"
		return d.look(b, nil)
	}
	want(t, look("1", "The office is closed on Friday."), docket.AlertWatching)
	want(t, look("2", "The office is closed on Monday."))
	want(t, look("3", "The Department sued a county over sanctuary policies that obstruct federal immigration enforcement under 8 U.S.C. 1373."), docket.AlertAmended)
}

func TestAPageOfAnotherPartIsABaselineAndNoNews(t *testing.T) {
	d := newDesk(t, &feed{name: "page/list"})
	d.look(page(d, "1", "States"), nil)
	other := page(d, "2", "Cities")
	other.Releases[0].Key = "https://justice.example/list article"
	want(t, d.look(other, nil))
}

func TestAFilingThatIsPublishedIsToldOnce(t *testing.T) {
	d := newDesk(t, &feed{name: "federal_register"})
	want(t, d.look(watcher.Batch{Next: []byte("0")}, nil), docket.AlertWatching)
	filed := docket.Release{Source: "federal_register", Key: "2017-02102", Version: watcher.Advance, Title: "Public Safety; Enhancement Efforts (EO 13768)",
		Body: "Sanctuary jurisdictions that refuse to comply with 8 U.S.C. 1373 are not eligible to receive Federal grants.", Cluster: "fr 2017-02102", Digest: "1", Seen: d.now}
	want(t, d.look(watcher.Batch{Releases: []docket.Release{filed}, Next: []byte("1"), Items: 1}, nil), docket.AlertRelease)
	printed := filed
	printed.Version, printed.Title, printed.Number, printed.Digest = "", "Enhancing Public Safety in the Interior of the United States", "EO 13768", "2"
	want(t, d.look(watcher.Batch{Releases: []docket.Release{printed}, Next: []byte("2"), Items: 1}, nil))
	corrected := printed
	corrected.Body, corrected.Digest = strings.Replace(printed.Body, "Federal grants", "Federal funds", 1), "3"
	got := d.look(watcher.Batch{Releases: []docket.Release{corrected}, Next: []byte("3"), Items: 1}, nil)
	want(t, got, docket.AlertAmended)
	if got[0].Body != "… are not eligible to receive Federal [-grants.-] {+funds.+}" {
		t.Errorf("%q", got[0].Body)
	}
}

func TestAFilingThatIsOursOnlyByItsTextIsToldWhenTheTextIsThere(t *testing.T) {
	d := newDesk(t, &feed{name: "federal_register"})
	d.look(watcher.Batch{Next: []byte("0")}, nil)
	filed := docket.Release{Source: "federal_register", Key: "2026-1", Version: watcher.Advance, Title: "Agency Information Collection Activities", Digest: "1", Seen: d.now}
	want(t, d.look(watcher.Batch{Releases: []docket.Release{filed}, Next: []byte("1"), Items: 1}, nil))
	filed.Version, filed.Body, filed.Digest = "", "Applicants certify that they comply with 8 U.S.C. 1373.", "2"
	want(t, d.look(watcher.Batch{Releases: []docket.Release{filed}, Next: []byte("2"), Items: 1}, nil), docket.AlertRelease)
}

func TestAnEditListsNoMoreLinksThanAReaderTakesIn(t *testing.T) {
	d := newDesk(t, &feed{name: "page/list"})
	d.look(page(d, "1", "Notices"), nil)
	var links []string
	for _, n := range strings.Fields("1 2 3 4 5 6 7 8") {
		links = append(links, "https://justice.example/"+n)
	}
	got := d.look(page(d, "2", "Notices", links...), nil)
	want(t, got, docket.AlertAmended)
	if !strings.HasSuffix(got[0].Body, "https://justice.example/5\nand 3 more") {
		t.Errorf("%q", got[0].Body)
	}
}

func TestALookIsToldWhyTheOneBeforeItFailed(t *testing.T) {
	d := newDesk(t, &feed{name: "page/list"})
	d.look(page(d, "1", "States"), nil)
	refused := &watcher.Refused{Want: "a page", Got: "answer 404"}
	d.look(watcher.Batch{}, refused)
	d.look(watcher.Batch{}, refused)
	d.look(page(d, "1", "States"), nil)
	var whys []string
	for _, c := range d.feed.cursors {
		whys = append(whys, c.Why)
	}
	if strings.Join(whys, "|") != "||not a page: answer 404|not a page: answer 404" {
		t.Errorf("%q", whys)
	}
}
