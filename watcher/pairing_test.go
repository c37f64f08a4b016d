package watcher_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"
	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/rules"
	"docketwatch/watcher"
)

// pairing is a desk that watches a case and a press source, each through its own
// feed, and pairs when it is told to.
type pairing struct {
	*desk
	court, press *feed
}

func newPairing(t *testing.T) *pairing {
	t.Helper()
	c := santaClara(t)
	c.Government, c.Labels = docket.RoleDefendant, []string{"EO 13768"}
	p := &pairing{desk: newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, c), court: &feed{name: "court_rss/cand", court: "cand"}, press: &feed{name: "doj_press"}}
	p.settles = true
	want(t, p.ofCourt(watcher.Batch{Next: []byte("1")}), docket.AlertWatching)
	want(t, p.ofPress(), docket.AlertWatching)
	return p
}

func (p *pairing) ofCourt(b watcher.Batch) []docket.Alert {
	p.t.Helper()
	p.feed = p.court
	return p.look(b, nil)
}

func (p *pairing) ofPress(releases ...docket.Release) []docket.Alert {
	p.t.Helper()
	p.feed = p.press
	return p.look(watcher.Batch{Releases: releases, Next: []byte(fmt.Sprint(p.now.Unix())), Items: len(releases)}, nil)
}

// file tells of the opposition, and reads its paper.
func (p *pairing) file(number, paper string) []docket.Alert {
	p.t.Helper()
	s := sighting(p.t, func(s *docket.Sighting) {
		s.CaseName, s.DocumentNumber, s.PacerDocID, s.SeqNo = "County of Santa Clara v. Trump et al", number, "0350"+number, number
		s.Text = "OPPOSITION/RESPONSE (re 26 MOTION for Preliminary Injunction ) filed by John F. Kelly, Donald J. Trump."
		s.Documents = []docket.Document{{Number: number, URLs: []string{"https://storage.example/" + number + ".pdf"}}}
	})
	got := p.ofCourt(watcher.Batch{Sightings: []docket.Sighting{s}, Next: []byte(number)})
	return append(got, p.readPaper(number, paper)...)
}

func (p *pairing) readPaper(number, text string) []docket.Alert {
	p.t.Helper()
	return p.read(&shelf{paper: docket.Paper{URL: "https://storage.example/" + number + ".pdf", Digest: "d" + number,
		Pages: []docket.Page{{Number: 1, Stamp: 8, Text: "Case 3:17-cv-00574-WHO Document " + number + " Filed 03/09/17 Page 8 of 9\n" + text}}}}, time.Minute)
}

// pair makes one pass, as a fresh process would.
func (p *pairing) pair() []docket.Alert {
	p.t.Helper()
	w := watcher.NewPairer(watcher.PairerOptions{Ledger: p.store, Watch: watcher.NewWatch(p.cases), Router: watcher.Router{{Name: "desk", Thread: watcher.ThreadPerEntry}},
		Now: func() time.Time { return p.now }, Log: zaptest.NewLogger(p.t)})
	if _, err := w.Step(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	return p.fresh()
}

const deniesIt = "The motion should be denied. No enforcement action has been taken against the County, and none is under way."

func release(key, date, title, body string) docket.Release {
	return docket.Release{Source: "doj_press", Key: key, Title: title, Body: body, Date: docket.Date(date), Number: "17-" + key, URL: "https://www.justice.gov/opa/pr/" + key,
		Components: []string{"Office of Public Affairs"}, Digest: key, Cluster: "c-" + key}
}

var nine = release("436", "2017-04-21", "Department of Justice Sends Letter to Nine Jurisdictions Requiring Proof of Compliance with 8 U.S.C. § 1373",
	"Letters were sent to the California Board of State and Community Corrections, the City of Chicago and Cook County, Illinois.")

func TestAFilingAndAReleaseArePairedWhicheverComesLast(t *testing.T) {
	for name, play := range map[string]func(*pairing){
		"the release":  func(p *pairing) { p.file("46", deniesIt); p.pair(); p.ofPress(nine) },
		"the document": func(p *pairing) { p.ofPress(nine); p.pair(); p.file("46", deniesIt) },
	} {
		t.Run(name+" comes last", func(t *testing.T) {
			p := newPairing(t)
			play(p)
			p.fresh()
			got := p.pair()
			want(t, got, docket.AlertPaired)
			a := got[0]
			if a.Subject != "entry:cand/2017-cv-574#n:46" || a.Case != "Santa Clara v. Trump" || a.Entry != "46" ||
				a.Link != "https://storage.example/46.pdf#page=1" || a.PressURL != "https://www.justice.gov/opa/pr/436" {
				t.Errorf("told as %+v", a)
			}
			if a.Title != "No action taken, the government told the court; 43 days later, it announced: letter to 3 jurisdictions, none of them a party" {
				t.Errorf("title %q", a.Title)
			}
			if a.Body != "On Mar 9, 2017 the government told the court: “No enforcement action has been taken against the County, and none is under way.” (No. 46, p. 8)\n"+
				"On Apr 21, 2017 the Justice Department announced (17-436): “Department of Justice Sends Letter to Nine Jurisdictions Requiring Proof of Compliance with 8 U.S.C. § 1373”\n"+
				"The release does not name Santa Clara County, CA; of the same State it names California Board of State and Community Corrections. Both are about 8 U.S.C. 1373, which EO 13768 enforces." {
				t.Errorf("body %s", a.Body)
			}
			want(t, p.pair()) // told once
			pairs, err := p.store.Pairs(t.Context(), "cand/2017-cv-574")
			if err != nil || len(pairs) != 1 || pairs[0].Tie != "state" || pairs[0].Announced != "2017-04-21" || pairs[0].Filed != "2017-03-09" || pairs[0].Page != 8 {
				t.Errorf("kept %+v, %v", pairs, err)
			}
		})
	}
}

func TestWhatIsNotPaired(t *testing.T) {
	for name, play := range map[string]func(*pairing){
		"a paper that only says not ripe": func(p *pairing) { p.file("46", "The County's claims are not ripe."); p.ofPress(nine) },
		"a release that is too late": func(p *pairing) {
			p.file("46", deniesIt)
			late := nine
			late.Date = "2017-05-09"
			p.ofPress(late)
		},
		"a release that only talks": func(p *pairing) {
			p.file("46", deniesIt)
			p.ofPress(release("1", "2017-03-27", "Attorney General Delivers Remarks on Sanctuary Jurisdictions", "Jurisdictions like Santa Clara County should comply with 8 U.S.C. 1373. Grants may be withheld."))
		},
		"a release about nobody": func(p *pairing) {
			p.file("46", deniesIt)
			p.ofPress(release("1", "2017-03-27", "Attorney General Announces Immigration Compliance Requirements for Byrne JAG Grants", "Recipients must certify compliance with 8 U.S.C. 1373."))
		},
		"a release under another law": func(p *pairing) {
			p.file("46", deniesIt)
			p.ofPress(release("1", "2017-03-27", "Justice Department Sues City of Boston Over Sanctuary Policies", "The complaint rests on the Supremacy Clause and federal immigration law."))
		},
		"a marine sanctuary in the county": func(p *pairing) {
			p.file("46", deniesIt)
			p.ofPress(release("1", "2017-03-27", "Justice Department Sues Santa Clara County over Marine Sanctuary", "Whales are protected by law."))
		},
		"an earlier letter to others": func(p *pairing) {
			p.ofPress(release("1", "2017-02-27", "Justice Department Sends Letter to Chicago Under 8 U.S.C. 1373", ""))
			p.file("46", deniesIt)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPairing(t)
			play(p)
			p.fresh()
			want(t, p.pair())
		})
	}
}

func TestALaterLetterToOthersUnderTheSameLawIsToldAsOne(t *testing.T) {
	p := newPairing(t)
	p.file("46", deniesIt)
	p.ofPress(release("1", "2017-03-27", "Justice Department Sends Letter to Chicago Under 8 U.S.C. 1373", ""))
	p.fresh()
	got := p.pair()
	want(t, got, docket.AlertPaired)
	if !strings.Contains(got[0].Body, "The release names no party of this case; it is against other jurisdictions (Chicago, IL) under the same law: 8 U.S.C. 1373, which EO 13768 enforces.") {
		t.Error(got[0].Body)
	}
}

func TestALetterToThePartyIsToldAsThat(t *testing.T) {
	p := newPairing(t)
	p.file("46", deniesIt)
	got := p.ofPress(release("1", "2017-03-27", "Justice Department Sends Letters to Santa Clara County and Seattle on Sanctuary Policies", "They are to answer by April 14."))
	want(t, got, docket.AlertRelease)
	if !strings.HasSuffix(got[0].Body, "letter: Santa Clara County, CA; Seattle, WA · by Apr 14, 2017\nnames a party of: Santa Clara v. Trump (Santa Clara County, CA)") {
		t.Errorf("the release is told as %s", got[0].Body)
	}
	got = p.pair()
	want(t, got, docket.AlertPaired)
	if !strings.HasSuffix(got[0].Title, "18 days later, it announced: letter to Santa Clara County, CA and 1 more") ||
		!strings.HasSuffix(got[0].Body, "The release names Santa Clara County, CA, a party of this case.") {
		t.Errorf("%s\n%s", got[0].Title, got[0].Body)
	}
}

// What stood there before anybody watched is paired only with what is news.
func TestOldReleasesArePairedWithNewFilingsOnly(t *testing.T) {
	c := santaClara(t)
	c.Government, c.Labels = docket.RoleDefendant, []string{"EO 13768"}
	p := &pairing{desk: newDesk(t, &feed{name: "court_rss/cand", court: "cand"}, c), court: &feed{name: "court_rss/cand", court: "cand"}, press: &feed{name: "doj_press"}}
	p.settles = true
	old := nine
	old.Date = "2017-03-01"
	want(t, p.ofPress(old), docket.AlertWatching)
	want(t, p.ofCourt(watcher.Batch{Next: []byte("1")}), docket.AlertWatching)
	want(t, p.pair())
	p.file("46", deniesIt)
	p.fresh()
	got := p.pair()
	want(t, got, docket.AlertPaired)
	if !strings.Contains(got[0].Title, "8 days before, it announced") {
		t.Error(got[0].Title)
	}
}

func TestManyReleasesAtOnceAreOneMessage(t *testing.T) {
	p := newPairing(t)
	p.file("46", deniesIt)
	p.file("52", deniesIt)
	for i := range 6 {
		p.ofPress(release(fmt.Sprint(i), fmt.Sprintf("2017-04-%02d", 10+i), "Justice Department Sends Letter to Santa Clara County on Sanctuary Policies", ""))
	}
	p.fresh()
	got := p.pair()
	want(t, got, docket.AlertPaired)
	if !strings.HasSuffix(got[0].Title, "; and 5 announcements more") || !strings.HasSuffix(got[0].Body, "and 2 releases more; `docketwatch arguments` lists them") || got[0].Entry != "52" {
		t.Errorf("%s\n%s", got[0].Title, got[0].Body)
	}
	if pairs, err := p.store.Pairs(t.Context()); err != nil || len(pairs) != 12 {
		t.Errorf("%d pairs, %v", len(pairs), err)
	}
	want(t, p.pair())
}

// An edit of a release, a copy of it by another office and a second reading of
// the paper pair nothing again.
func TestAPairIsToldOnce(t *testing.T) {
	p := newPairing(t)
	p.file("46", deniesIt)
	p.ofPress(nine)
	p.fresh()
	want(t, p.pair(), docket.AlertPaired)
	edited := nine
	edited.Title, edited.Digest = nine.Title+" (Updated)", "e"
	copied := nine
	copied.Key, copied.Components, copied.Number, copied.Digest = "436-usao", []string{"USAO - Illinois, Northern"}, "", "f"
	p.ofPress(edited, copied)
	p.fresh()
	want(t, p.pair())
}

// However looks, readings and passes are mixed, the same pairs are told, each once.
func TestTheOrderOfArrivalMakesNoDifference(t *testing.T) {
	steps := []func(*pairing){
		func(p *pairing) { p.file("46", deniesIt) },
		func(p *pairing) { p.file("115", "No determination has been made about the County.") },
		func(p *pairing) { p.ofPress(nine) },
		func(p *pairing) {
			p.ofPress(release("9", "2017-05-01", "Justice Department Sues Santa Clara County Over Sanctuary Policies", ""))
		},
	}
	all := []string{"115 release:c-436", "115 release:c-9", "46 release:c-436", "46 release:c-9"}
	played := make(map[string]bool) // a ledger costs time: no course is played twice
	rapid.Check(t, func(rt *rapid.T) {
		order := rapid.Permutation([]int{0, 1, 2, 3}).Draw(rt, "order")
		passes := rapid.Bool().Draw(rt, "a pass after each")
		course := fmt.Sprint(order, passes)
		if played[course] {
			return
		}
		played[course] = true
		p := newPairing(t)
		told := 0
		for _, i := range order {
			steps[i](p)
			p.fresh()
			if passes {
				told += len(p.pair())
			}
		}
		told += len(p.pair())
		pairs, err := p.store.Pairs(t.Context())
		if err != nil {
			rt.Fatal(err)
		}
		var got []string
		for _, x := range pairs {
			got = append(got, x.DocumentNumber+" "+x.Release)
		}
		slices.Sort(got)
		if !slices.Equal(got, all) {
			rt.Fatalf("order %v: %v", order, got)
		}
		if told < 1 || told > 4 {
			rt.Fatalf("order %v: %d messages for four pairs", order, told)
		}
		if more := p.pair(); len(more) != 0 {
			rt.Fatalf("told again: %+v", more)
		}
	})
}

func TestWhatAReleaseSaysIsKept(t *testing.T) {
	p := newPairing(t)
	p.ofPress(nine)
	found, err := p.store.PressFindings(t.Context(), nine.Subject())
	if err != nil || len(found) != 5 || found[0].Value != string(rules.ActionLetter) || found[1].Value != "California" || !found[1].Aimed {
		t.Errorf("kept %+v, %v", found, err)
	}
}
