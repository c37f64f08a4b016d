package storetest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docketwatch/docket"
	"docketwatch/store"
)

// released is a turn of a press source that shows one release of letters.
func released(key string, edit func(*docket.Release)) docket.Turn {
	r := docket.Release{Source: source, Key: key, Title: "Letters", Body: "Letters went to Chicago.", Date: "2017-04-21", Cluster: "letters", Relevance: docket.Relevant,
		Seen: now, Digest: key, Told: docket.ToldYes}
	if edit != nil {
		edit(&r)
	}
	return docket.Turn{Source: source, Owner: "me", Started: now, Ended: now, Outcome: docket.LookOK, State: docket.SourceState{Name: source, Health: docket.HealthOK},
		Releases: []docket.ReleaseChange{{Release: r, Kind: docket.New, Read: true, Found: []docket.PressFinding{
			{Subject: r.Subject(), What: docket.PressAction, Value: "letter", Field: "body", Quote: "Letters went to Chicago.", End: 24},
			{Subject: r.Subject(), What: docket.PressJurisdiction, Value: "Chicago, IL", Kind: "city", State: "IL", Aimed: true, Field: "body", Quote: "Chicago", Start: 16, End: 23},
		}, Argued: []docket.Finding{{Subject: r.Subject(), Argument: "ripeness", Tier: "review", Stance: "recites", Speaker: "press", Holder: "government", Quote: "x", Plain: "x", Found: now}}}}}
}

// denied reads the main document of the one entry: it says that nothing has been
// done.
func denied(t *testing.T, s *store.Store) docket.Reading {
	t.Helper()
	due, _, err := s.Wanted(ctx, now, 10)
	if err != nil || len(due) == 0 {
		t.Fatalf("wanted: %v, %v", due, err)
	}
	d := &docket.Denial{Entry: due[0].Entry.ID, Tier: "alert", Quote: "No action has been taken.", Plain: "No action has been taken.", Page: 3, Sheet: 1, Start: 4, End: 29,
		Pattern: "no step taken", Laws: []string{"EO 13768"}, Link: "https://storage.example/46.pdf#page=1", Found: now}
	if err := s.CommitRead(ctx, docket.ReadTurn{Reading: due[0], State: docket.ReadingDone, At: now, Denied: d}); err != nil {
		t.Fatal(err)
	}
	return due[0]
}

// filed is a ledger that knows a free copy of the opposition.
func filed(t *testing.T, l Ledger, edit func(*docket.Turn)) *store.Store {
	t.Helper()
	s := open(t, l)
	first := turn(t)
	first.Entries[0].Entry.CaseName, first.Entries[0].Entry.Filed = "County of Santa Clara v. Trump", "2017-03-09"
	if edit != nil {
		edit(&first)
	}
	commit(t, s, first)
	commit(t, s, fuller(t, s))
	return s
}

func unpaired(t *testing.T, s *store.Store, since time.Time, days int) []docket.Candidate {
	t.Helper()
	found, err := s.Unpaired(ctx, since, days)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func keepsWhatReleasesSay(t *testing.T, l Ledger) {
	s := open(t, l)
	first := released("u1", nil)
	commit(t, s, first)
	got, err := s.PressFindings(ctx, "release:letters")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first.Releases[0].Found, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if argued, err := s.FindingsOf(ctx, "release:letters"); err != nil || len(argued) != 1 || argued[0].Speaker != "press" {
		t.Errorf("argued: %+v, %v", argued, err)
	}
	if all, err := s.Findings(ctx); err != nil || len(all) != 0 {
		t.Errorf("a release stands among the filings: %+v, %v", all, err)
	}
	edited := released("u1", nil)
	edited.Releases[0].Found = edited.Releases[0].Found[:1]
	commit(t, s, edited)
	if got, err = s.PressFindings(ctx, "release:letters"); err != nil || len(got) != 1 {
		t.Errorf("after the edit: %+v, %v", got, err)
	}
	bad := released("u2", nil)
	bad.Releases[0].Found[0].What = "gossip"
	if err := s.Commit(ctx, bad); err == nil {
		t.Error("a finding outside the closed set was taken")
	}
}

func findsBothHalves(t *testing.T, l Ledger) {
	s := filed(t, l, nil)
	commit(t, s, released("u1", nil))
	if got := unpaired(t, s, now, 60); len(got) != 0 {
		t.Fatalf("before the paper was read: %+v", got)
	}
	denied(t, s)
	commit(t, s, released("u2", func(r *docket.Release) { r.Number = "17-436" })) // a copy, with a number
	got := unpaired(t, s, now, 43)
	if len(got) != 1 || got[0].Release.Number != "17-436" || got[0].Denial.Page != 3 || got[0].Denial.Laws[0] != "EO 13768" || got[0].Entry.DocumentNumber != "46" || len(got[0].Found) != 2 {
		t.Fatalf("%+v", got)
	}
	for name, none := range map[string][]docket.Candidate{
		"too far apart": unpaired(t, s, now, 42),
		"long ago":      unpaired(t, s, now.Add(time.Second), 60),
	} {
		if len(none) != 0 {
			t.Errorf("%s: %+v", name, none)
		}
	}
	names, err := s.Captions(ctx)
	if err != nil || names["cand/2017-cv-574"] != "County of Santa Clara v. Trump" {
		t.Errorf("captions: %v, %v", names, err)
	}
}

func tellsPairsOnce(t *testing.T, l Ledger) {
	s := filed(t, l, nil)
	reading := denied(t, s)
	commit(t, s, released("u1", nil))
	before := queue(t, s).Pending
	pair := docket.Pair{EntryID: reading.Entry.ID, Subject: reading.Entry.Subject(), Release: "release:letters", Case: "Santa Clara v. Trump", Filed: "2017-03-09", Announced: "2017-04-21", Tie: "law"}
	told := docket.PairTurn{At: now, Told: []docket.ToldPairs{{Pairs: []docket.Pair{pair}, Plan: docket.Plan{
		Alert: docket.Alert{Subject: reading.Entry.Subject(), Kind: docket.AlertPaired, Digest: "p"}, Destinations: []string{"newsroom"}}}}}
	for try, want := range []int{1, 0} {
		if n, err := s.CommitPairs(ctx, told); err != nil || n != want {
			t.Fatalf("try %d queued %d, %v", try, n, err)
		}
	}
	told.Told[0].Plan.Alert.Digest = "other words for the same"
	if n, err := s.CommitPairs(ctx, told); err != nil || n != 0 {
		t.Errorf("told again in other words: %d, %v", n, err)
	}
	if q := queue(t, s); q.Pending != before+1 {
		t.Errorf("queue: %+v", q)
	}
	if got := unpaired(t, s, now, 60); len(got) != 0 {
		t.Errorf("still to pair: %+v", got)
	}
	got, err := s.Pairs(ctx, "cand/2017-cv-574")
	pair.Docket, pair.At = "cand/2017-cv-574", now
	if d := cmp.Diff([]docket.Pair{pair}, got); err != nil || d != "" {
		t.Errorf("kept (-want +got):\n%s%v", d, err)
	}
	if none, err := s.Pairs(ctx, "cand/2017-cv-485"); err != nil || len(none) != 0 {
		t.Errorf("of another docket: %+v, %v", none, err)
	}
	told.Told[0].Plan.Alert.Kind, told.Told[0].Pairs[0].Release = "gossip", "release:other"
	if _, err := s.CommitPairs(ctx, told); err == nil {
		t.Error("an unknown kind of alert was taken")
	}
	if got, err := s.Pairs(ctx); err != nil || len(got) != 1 {
		t.Errorf("half a pass was kept: %+v, %v", got, err)
	}
}

func oldIsPairedWithNews(t *testing.T, l Ledger) {
	old := func(r *docket.Release) { r.Told = docket.ToldBaseline }
	s := filed(t, l, nil)
	denied(t, s)
	commit(t, s, released("u1", old))
	if got := unpaired(t, s, now, 60); len(got) != 1 {
		t.Errorf("an old release and a new filing: %+v", got)
	}
}
