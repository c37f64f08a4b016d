package watcher_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
	"docketwatch/watcher"
)

// ruled makes a rulebook of rules written "name: query".
func ruled(t *testing.T, list ...string) *watcher.Rulebook {
	t.Helper()
	b := &watcher.Rulebook{Notify: map[string][]string{}}
	var all []rules.UserRule
	for _, x := range list {
		name, text, _ := strings.Cut(x, ": ")
		q, err := rules.ParseQuery(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rules.UserRule{Name: name, Query: q, Tier: rules.TierAlert})
	}
	b.Rules = rules.NewRuleSet(all)
	return b
}

func muting(b *watcher.Rulebook, m watcher.Mute) *watcher.Rulebook {
	b.Mutes = append(b.Mutes, m)
	return b
}

// heard are the destinations of the newest alert of the kind.
func (d *desk) heard(kind docket.AlertKind) []string {
	d.t.Helper()
	all, err := d.store.Alerts(d.t.Context(), 1000)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, a := range all {
		if a.Kind == kind {
			var names []string
			for _, x := range a.Deliveries {
				names = append(names, x.Destination)
			}
			slices.Sort(names)
			return names
		}
	}
	d.t.Fatalf("no alert of kind %s", kind)
	return nil
}

func (d *desk) entry(number string) docket.Entry {
	d.t.Helper()
	entries, err := d.store.Entries(d.t.Context(), []docket.DocketKey{"cand/2017-cv-574"})
	if err != nil {
		d.t.Fatal(err)
	}
	for _, e := range entries {
		if e.DocumentNumber == number {
			return e
		}
	}
	d.t.Fatalf("no entry %s", number)
	return docket.Entry{}
}

func filingDesk(t *testing.T, b *watcher.Rulebook) *desk {
	t.Helper()
	c := santaClara(t)
	c.Notify = []string{"desk"}
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, c)
	d.settles, d.book = true, b
	d.router = watcher.Router{{Name: "desk"}, {Name: "grants"}, {Name: "other"}}
	want(t, d.look(batch("1"), nil), docket.AlertWatching)
	return d
}

func TestARuleThatFitsAnEntryStandsInItsAlertAndBringsItsOwnDestinations(t *testing.T) {
	b := ruled(t, `byrne: "preliminary injunction"`, "moot: moot")
	b.Notify["byrne"] = []string{"grants"}
	d := filingDesk(t, b)
	got := d.look(batch("2", numbered(t, "46", "Motion for Preliminary Injunction")), nil)
	want(t, got, docket.AlertFiling)
	if a := got[0]; len(a.Rules) != 1 || a.Rules[0].Rule != "byrne" || !strings.Contains(a.Reason, "your rule byrne: “Motion for Preliminary Injunction”") {
		t.Errorf("%+v", a)
	}
	if got := d.heard(docket.AlertFiling); !slices.Equal(got, []string{"desk", "grants"}) {
		t.Errorf("told to %q", got)
	}
	hits, err := d.store.RuleHits(t.Context(), got[0].Subject)
	if err != nil || len(hits) != 1 || hits[0].Quote != "Motion for Preliminary Injunction" {
		t.Errorf("%+v, %v", hits, err)
	}
	d.look(batch("3", numbered(t, "47", "Order")), nil)
	if got := d.heard(docket.AlertFiling); !slices.Equal(got, []string{"desk"}) {
		t.Errorf("what no rule fits is told to %q", got)
	}
	d.router[1].For = []docket.AlertKind{docket.AlertRelease} // the rule names it all the same
	d.look(batch("4", numbered(t, "48", "Order on Preliminary Injunction")), nil)
	if got := d.heard(docket.AlertFiling); !slices.Equal(got, []string{"desk", "grants"}) {
		t.Errorf("told to %q", got)
	}
}

func TestADestinationForRulesHearsOfNothingElse(t *testing.T) {
	b := ruled(t, `byrne: order`)
	d := filingDesk(t, b)
	d.cases[0].Notify = nil
	d.router[1].For = []docket.AlertKind{docket.AlertRule}
	d.look(batch("2", numbered(t, "46", "Order")), nil)
	if got := d.heard(docket.AlertFiling); !slices.Equal(got, []string{"desk", "grants", "other"}) {
		t.Errorf("told to %q", got)
	}
	d.look(batch("3", numbered(t, "47", "Reply")), nil)
	if got := d.heard(docket.AlertFiling); !slices.Equal(got, []string{"desk", "other"}) {
		t.Errorf("told to %q", got)
	}
}

func TestARuleThatFitsTheFullTextOnlyIsToldInTheThreadOnce(t *testing.T) {
	d := stub(t)
	d.book = ruled(t, `sanctions: "imminent enforcement"`, "stub: opposition")
	o := &oracle{answer: []docket.Sighting{fromCL(t, func(s *docket.Sighting) { s.Text = "OPPOSITION re imminent enforcement filed by Donald J. Trump." })}}
	got := d.step(d.settler(o), 3*time.Minute)
	want(t, got, docket.AlertUpdate, docket.AlertRule)
	if a := got[1]; a.Title != "Your rule sanctions fits the docket text" || a.Subject != got[0].Subject ||
		a.Body != "“OPPOSITION re imminent enforcement filed by Donald J. Trump.”" {
		t.Errorf("%+v", a)
	}
	if len(got[0].Rules) != 2 {
		t.Errorf("the message itself names %+v", got[0].Rules)
	}
	o.answer[0].Documents, o.answer[0].Digest = []docket.Document{{Number: "46", URLs: []string{"https://storage.example/46.pdf"}}}, "more"
	want(t, d.step(d.settler(o), 24*time.Hour), docket.AlertUpdate)
	p := &shelf{paper: docket.Paper{URL: "https://storage.example/46.pdf", Digest: "d", Pages: []docket.Page{{Number: 1, Text: "An index."}}}}
	edits := d.read(p, time.Minute)
	want(t, edits, docket.AlertUpdate)
	if len(edits[0].Rules) != 2 {
		t.Errorf("an edit of the message loses its rules: %+v", edits[0].Rules)
	}
}

func TestARuleThatFitsADocumentIsAReplyWithQuoteAndPageOnce(t *testing.T) {
	d := whole(t)
	d.book = ruled(t, `grant: grant w/5 ren?med AND by:government`, "nothing: moot")
	d.book.Notify["grant"] = []string{"desk"}
	p := &shelf{paper: docket.Paper{URL: "https://storage.example/46.pdf", Digest: "d", Pages: []docket.Page{
		{Number: 1, Text: "Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 7 of 9\nBACKGROUND\nThe President signed it."},
		{Number: 2, Text: "Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 8 of 9\nThe grant was re-\nnamed. A grant renamed later is another matter."},
	}}}
	got := d.read(p, time.Minute)
	want(t, got, docket.AlertUpdate, docket.AlertRule)
	a := got[1]
	if a.Title != "Your rule grant fits the document" || a.Body != "“The grant was renamed.” p. 8\n(the first of 2 places)" ||
		a.Link != "https://storage.example/46.pdf#page=2" || a.Subject != got[0].Subject || a.Rules[0].Page != 8 {
		t.Errorf("%+v", a)
	}
	want(t, d.read(p, 24*time.Hour))
}

func TestAPressRuleTellsWhatIsNotAboutTheMatter(t *testing.T) {
	b := ruled(t, `byrne: "Byrne JAG"`)
	b.Notify["byrne"] = []string{"grants"}
	d := newDesk(t, &feed{name: "feed/x"})
	d.book, d.router = b, watcher.Router{{Name: "desk"}, {Name: "grants"}}
	item := func(key, title, body string) watcher.Batch {
		return watcher.Batch{Releases: []docket.Release{{Source: "feed/x", Key: key, Title: title, Body: body, Cluster: key, Digest: key, Seen: d.now}}, Next: []byte(key), Items: 1,
			Raw: &docket.Raw{Reason: "changed", Digest: key, Body: []byte(key)}}
	}
	d.look(item("0", "Old news of Byrne JAG", ""), nil)
	d.fresh()
	want(t, d.look(item("1", "A festival of music", "Everybody sang."), nil))
	got := d.look(item("2", "Awards announced", "Local police get Byrne JAG awards."), nil)
	want(t, got, docket.AlertRelease)
	if a := got[0]; a.Reason != "your rule byrne: “Local police get Byrne JAG awards.”" || len(a.Rules) != 1 {
		t.Errorf("%+v", a)
	}
	if got := d.heard(docket.AlertRelease); !slices.Equal(got, []string{"grants"}) {
		t.Errorf("told to %q", got)
	}
}

func TestAMutedEntryIsKeptCountedAndNotTold(t *testing.T) {
	d := filingDesk(t, muting(ruled(t), watcher.Mute{Name: "routine", Kinds: []string{"appearance", "corporate_disclosure"}}))
	want(t, d.look(batch("2", numbered(t, "46", "Notice of Appearance"), numbered(t, "47", "Certificate of Interested Entities"), numbered(t, "48", "Order")), nil), docket.AlertFiling)
	if e := d.entry("46"); e.Told != docket.ToldMuted || e.Muted != "routine" {
		t.Errorf("%+v", e)
	}
	counts, err := d.store.MutedCounts(t.Context())
	if err != nil || len(counts) != 1 || counts[0].Entries != 2 || counts[0].Rule != "routine" {
		t.Errorf("%+v, %v", counts, err)
	}
	list, err := d.store.Muted(t.Context(), d.now.Add(-time.Hour))
	if err != nil || len(list) != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	want(t, d.look(batch("3", numbered(t, "46", "Notice of Appearance by Counsel")), nil)) // an edit does not make it heard
}

func TestWhatTheConditionsOfAMuteRuleAreFor(t *testing.T) {
	find, err := rules.ParseQuery("appearance")
	if err != nil {
		t.Fatal(err)
	}
	query := rules.NewRuleSet([]rules.UserRule{{Query: find}})
	for name, c := range map[string]struct {
		mute watcher.Mute
		want bool
	}{
		"its kind":                     {watcher.Mute{Kinds: []string{"letter", "appearance"}}, true},
		"another kind":                 {watcher.Mute{Kinds: []string{"letter"}}, false},
		"its case":                     {watcher.Mute{Cases: []string{"santa clara"}}, true},
		"another case":                 {watcher.Mute{Cases: []string{"Chicago"}}, false},
		"its court":                    {watcher.Mute{Courts: []string{"cand"}}, true},
		"another court":                {watcher.Mute{Courts: []string{"ca9"}}, false},
		"a side that is not known":     {watcher.Mute{By: []string{"government"}}, false},
		"its words":                    {watcher.Mute{Find: query}, true},
		"its words, and another kind":  {watcher.Mute{Find: query, Kinds: []string{"letter"}}, false},
		"until a day that is to come":  {watcher.Mute{Find: query, Until: entered.Add(time.Hour)}, true},
		"until a day that has gone by": {watcher.Mute{Find: query, Until: entered.Add(-time.Hour)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			kase := santaClara(t)
			e := docket.Entry{Docket: "cand/2017-cv-574", Kind: "appearance", FiledBy: "unknown", Events: []string{"Notice of Appearance"}}
			c.mute.Name = "it"
			if got := muting(ruled(t), c.mute).Muted(&kase, e, entered); (got == "it") != c.want {
				t.Errorf("muted by %q", got)
			}
		})
	}
}

func TestWhatTheUserLooksForIsNeverMuted(t *testing.T) {
	d := filingDesk(t, muting(ruled(t, "word: sanctuary"), watcher.Mute{Name: "orders", Kinds: []string{"order"}}))
	want(t, d.look(batch("2", numbered(t, "46", "Order on sanctuary policies"), numbered(t, "47", "Order")), nil), docket.AlertFiling)
	if e := d.entry("46"); e.Told != docket.ToldYes {
		t.Errorf("%s", e.Told)
	}
}

func TestAMutedEntryWhoseTextIsMoreIsToldAfterAll(t *testing.T) {
	d := filingDesk(t, muting(ruled(t), watcher.Mute{Name: "orders", Kinds: []string{"order"}}))
	want(t, d.look(batch("2", numbered(t, "46", "Order")), nil))
	got := d.look(batch("3", numbered(t, "46", "Judgment")), nil)
	want(t, got, docket.AlertFiling)
	if e := d.entry("46"); e.Told != docket.ToldYes || e.Muted != "" {
		t.Errorf("%+v", e)
	}
}

func TestAMutedEntryInWhoseDocumentAnArgumentStandsIsToldWithIt(t *testing.T) {
	d := newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, santaClara(t))
	d.settles, d.book = true, muting(ruled(t), watcher.Mute{Name: "briefs", Kinds: []string{"opposition"}})
	want(t, d.look(watcher.Batch{Next: []byte("1")}, nil), docket.AlertWatching)
	want(t, d.look(watcher.Batch{Sightings: []docket.Sighting{sighting(t, nil)}, Next: []byte("2")}, nil))
	o := &oracle{answer: []docket.Sighting{fromCL(t, func(s *docket.Sighting) {
		s.Documents = []docket.Document{{Number: "46", URLs: []string{"https://storage.example/46.pdf"}}}
	})}}
	want(t, d.step(d.settler(o), 3*time.Minute))
	p := &shelf{paper: docket.Paper{URL: "https://storage.example/46.pdf", Digest: "d", Pages: []docket.Page{
		{Number: 1, Text: "Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 8 of 9\nThe County's claims are not yet ripe for adjudication, because no grant has been withheld."},
	}}}
	got := d.read(p, time.Minute)
	want(t, got, docket.AlertFiling, docket.AlertArgument)
	if got[0].Subject != got[1].Subject || !strings.Contains(got[0].Reason, "muted (briefs) until its document was read") {
		t.Errorf("%+v", got[0])
	}
	if e := d.entry("46"); e.Told != docket.ToldYes || e.Muted != "" {
		t.Errorf("%s, %q", e.Told, e.Muted)
	}
	counts, err := d.store.MutedCounts(t.Context())
	if err != nil || len(counts) != 0 {
		t.Errorf("%+v, %v", counts, err)
	}
}

func TestACaseThatSomebodyMutedIsQuietForAsLong(t *testing.T) {
	d := filingDesk(t, ruled(t, "word: sanctuary"))
	mute := docket.Mute{Case: "Santa Clara v. Trump", Until: d.now.Add(12 * time.Minute), By: "U1", At: d.now}
	if err := d.store.Mute(t.Context(), mute); err != nil {
		t.Fatal(err)
	}
	want(t, d.look(batch("2", numbered(t, "46", "Order"), numbered(t, "47", "Order on sanctuary policies")), nil), docket.AlertFiling)
	if e := d.entry("46"); e.Told != docket.ToldMuted || e.Muted != "the case, by U1" {
		t.Errorf("%+v", e)
	}
	d.now = d.now.Add(10 * time.Minute)
	want(t, d.look(batch("3", numbered(t, "46", "Order"), numbered(t, "48", "Reply")), nil), docket.AlertFiling)
	if e := d.entry("46"); e.Told != docket.ToldMuted {
		t.Errorf("what was muted is told when the mute ends: %s", e.Told)
	}
}
