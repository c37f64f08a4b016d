package notify

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"docketwatch/docket"
)

// mornings are digests at eight every day.
func mornings(t testing.TB) *Digest {
	zone := pacific(t)
	return &Digest{Spec: "0 8 * * *", Zone: zone, Next: func(after time.Time) time.Time {
		day := after.In(zone)
		at := docket.AtWall(day.Year(), day.Month(), day.Day(), 8, 0, zone)
		if !at.After(after) {
			at = docket.AtWall(day.Year(), day.Month(), day.Day()+1, 8, 0, zone)
		}
		return at
	}}
}

// digests are the messages that are one.
func (d *desk) digests() (list []Message) {
	for _, ref := range d.channel.refs {
		if m := d.channel.byRef[ref]; strings.HasPrefix(m.Alert.Subject, "digest:") {
			list = append(list, m)
		}
	}
	return list
}

func TestADigestComesEachMorningAndSaysSoWhenNothingIsNew(t *testing.T) {
	d := newDesk(t, Manners{Digest: mornings(t)}, noon)
	d.enqueue(d.filing("Before"))
	d.wait(time.Minute) // the first look at the clock
	d.enqueue(d.filing("A"), d.filing("A"), d.filing("B"))
	d.wait(24 * time.Hour)
	list := d.digests()
	if len(list) != 1 || list[0].Alert.Title != "Digest: 3 new entries (2 cases)" || strings.Contains(list[0].Alert.Body, "Before") {
		t.Fatalf("%+v", list)
	}
	if !strings.Contains(list[0].Alert.Body, "A: 2 new entries\nNo. 2 · Filing<2>") || list[0].Alert.Parts[0].Lines[0].Link != "https://ecf.example/2" {
		t.Errorf("%s", list[0].Alert.Body)
	}
	d.wait(24 * time.Hour)
	list = d.digests()
	if len(list) != 2 || list[1].Alert.Title != "Digest: nothing new" ||
		!strings.Contains(list[1].Alert.Body, "nothing new; 0 sources looked at 0 times since the last digest, never a good look") {
		t.Fatalf("%+v", list)
	}
}

func TestADigestOutlivesTheProcessAndIsNeverTwice(t *testing.T) {
	d := newDesk(t, Manners{Digest: mornings(t)}, noon)
	d.wait(time.Minute)
	d.enqueue(d.filing("A"))
	d.wait(time.Minute)
	d.now = d.now.Add(5 * 24 * time.Hour) // off for five days
	d.restart()
	d.dies = 1 // and dead again right after the digest was sent
	d.wait(time.Second)
	d.restart()
	d.wait(time.Hour)
	d.restart()
	d.wait(time.Hour)
	if list := d.digests(); len(list) != 1 || !strings.Contains(list[0].Alert.Title, "1 new entry") {
		t.Fatalf("%d digests: %+v", len(list), list)
	}
	d.w.Manners.Digest.Spec = "another" // another time is no reason to tell again, or to forget
	d.enqueue(d.filing("B"))
	d.wait(24 * time.Hour)
	if list := d.digests(); len(list) != 2 || !strings.Contains(list[1].Alert.Title, "1 new entry") {
		t.Fatalf("%d digests: %+v", len(list), list)
	}
}

func TestADigestIsTheOnlyOneInAnHourThatComesTwice(t *testing.T) {
	d := newDesk(t, Manners{Digest: mornings(t)}, time.Date(2026, 10, 31, 19, 0, 0, 0, time.UTC))
	d.wait(72 * time.Hour)
	for _, m := range d.digests() {
		if at := d.channel.at[d.channel.pubs[m.PublicID]].In(pacific(t)); at.Hour() != 8 && at.Hour() != 9 {
			t.Errorf("at %s", at)
		}
	}
	if n := len(d.digests()); n != 3 {
		t.Errorf("%d digests in three days", n)
	}
}

func caseOf(k docket.DocketKey) string {
	if k == "" {
		return ""
	}
	return "Case " + string(k)
}

func TestADigestCountsWhatWasNotTold(t *testing.T) {
	f := docket.DigestFacts{
		Since: noon.Add(-24 * time.Hour), Until: noon,
		Review: []docket.Finding{{Docket: "cand/1", DocumentNumber: "12", Argument: "final_agency_action", Stance: "asserts", Speaker: "government", Plain: "The letters are not final.", Page: 4, Link: "https://x.example/12"},
			{Docket: "skipped/1", Plain: "no word of this"}},
		Untold: []docket.Untold{{Docket: "cand/1", Told: "muted", Kind: "appearance", Count: 7}, {Docket: "cand/1", Told: "muted", Kind: "pro_hac_vice", Count: 5},
			{Docket: "cand/1", Told: docket.ToldHousekeeping, Count: 3}, {Docket: "skipped/1", Told: "muted", Count: 9}},
		Gaps: []docket.Gap{{Source: "court_rss/cand", From: noon.Add(-2 * time.Hour), To: noon.Add(-time.Hour)}},
		Sources: []docket.SourceState{{Name: "court_rss/cand", LastGood: noon.Add(-time.Minute), Looks: 700},
			{Name: "court_rss/nysd", LastGood: noon.Add(-3 * time.Hour), Failures: 4, Looks: 600}},
		Held: 2, Dead: 1, Dropped: 3,
	}
	a := Summarize(f, Digest{Zone: pacific(t), Skip: map[string]bool{"Case skipped/1": true}}, 1284, caseOf)
	want := `Case cand/1: 1 to review
to review: No. 12 · the government asserts final agency action, p. 4: “The letters are not final.”
The watching itself
muted in Case cand/1: 12 (5 pro hac vice, 7 appearance)
kept quiet: 3 clerk's events
not delivered here: 2 held, 1 given up, 3 dropped; ` + "`docketwatch outbox` lists them" + `
open gap: court_rss/cand from Nov 24, 10:00 AM PST to Nov 24, 11:00 AM PST
one source could not be read at the last look: court_rss/nysd
2 sources looked at 1284 times since the last digest, last good look Nov 24, 11:59 AM PST`
	if a.Body != want {
		t.Errorf("got:\n%s\nwant:\n%s", a.Body, want)
	}
	if a.Title != "Digest: no new entries" {
		t.Error(a.Title)
	}
}

func TestALongDigestIsCutWithCounts(t *testing.T) {
	for _, cases := range []int{1, 3, 20, 200} {
		t.Run(fmt.Sprintf("%d cases", cases), func(t *testing.T) {
			f := docket.DigestFacts{Until: noon}
			for i := range 600 {
				f.Alerts = append(f.Alerts, docket.Alert{Kind: docket.AlertFiling, Subject: fmt.Sprint(i), Case: fmt.Sprintf("Case %d of many", i%cases), Court: "cand",
					CourtName: "N.D. Cal.", Number: fmt.Sprintf("3:17-cv-%05d", i%cases), Entry: fmt.Sprint(i), Title: strings.Repeat("Motion ", 30)})
			}
			a := Summarize(f, Digest{Zone: time.UTC}, 1, caseOf)
			if n := utf8.RuneCountInString(a.Body); n > groupRunes || strings.Count(a.Body, "\n") >= groupLines+2 {
				t.Errorf("%d runes, %d lines", n, strings.Count(a.Body, "\n")+1)
			}
			if !strings.Contains(a.Title, "600 new entries") || cases != 20 && !strings.Contains(a.Body, " more") || !strings.Contains(a.Body, "sources looked at 1 time") {
				t.Errorf("%s\n%s", a.Title, a.Body)
			}
			shown, counted := strings.Count(a.Body, "No. "), 0
			for line := range strings.SplitSeq(a.Body, "\n") {
				var n int
				if _, err := fmt.Sscanf(line, "and %d more; `docketwatch alerts`", &n); err == nil {
					counted += n
				}
			}
			if cases < 20 && shown+counted != 600 {
				t.Errorf("%d shown and %d counted of 600", shown, counted)
			}
		})
	}
}

func TestTheDigestOfALedger(t *testing.T) {
	d := newDesk(t, Manners{}, noon)
	d.enqueue(docket.Alert{Kind: docket.AlertHealth, Subject: "x", Title: "no news for a digest"}, docket.Alert{Kind: docket.AlertRelease, Subject: "r", Title: "A release"})
	f, err := d.store.Facts(context.Background(), "desk", noon.Add(-time.Hour), noon)
	if err != nil || len(f.Alerts) != 1 || f.Waiting != 2 {
		t.Errorf("%+v, %v", f, err)
	}
	if f, err = d.store.Facts(context.Background(), "desk", noon, noon.Add(time.Hour)); err != nil || len(f.Alerts) != 0 {
		t.Errorf("%+v, %v", f, err)
	}
}
