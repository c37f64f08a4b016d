package storetest

import (
	"slices"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
)

// known is the one entry of turn as the ledger holds it.
func known(t *testing.T, s *store.Store) docket.Entry {
	t.Helper()
	entries, err := s.Entries(ctx, []docket.DocketKey{"cand/2017-cv-574"})
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	return entries[0]
}

// fuller is a turn of another source that shows the text and a free copy.
func fuller(t *testing.T, s *store.Store) docket.Turn {
	t.Helper()
	x := turn(t)
	e := known(t, s)
	e.Text, e.Documents = "OPPOSITION filed by Donald J. Trump.", []docket.Document{
		{Number: "46", Pages: 4, URLs: []string{"https://storage.example/46.pdf"}}, {Number: "46", Attachment: 1, URLs: []string{"https://storage.example/46.1.pdf"}},
		{Number: "46", Attachment: 2}}
	x.Entries[0].Entry, x.Entries[0].Kind, x.Entries[0].Read = e, docket.Enriched, true
	x.Entries[0].Sighting.Source, x.Entries[0].Sighting.Text, x.Entries[0].Sighting.Digest = "courtlistener", e.Text, "d2"
	x.Entries[0].Sighting.Seen = now.Add(time.Minute)
	x.Plans[0].Alert.Kind, x.Plans[0].Alert.Digest = docket.AlertUpdate, "text"
	return x
}

func everySourceIsHeard(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	commit(t, s, fuller(t, s))
	e := known(t, s)
	feed, ok1 := e.By(source)
	cl, ok2 := e.By("courtlistener")
	if len(e.Said) != 2 || !ok1 || !ok2 || feed.Text != "" || cl.Text != e.Text || e.Text == "" {
		t.Errorf("said: %+v", e.Said)
	}
	if len(e.Documents) != 3 || e.Documents[0].Pages != 4 || !e.Documents[0].Free() || e.Documents[2].Free() {
		t.Errorf("documents: %+v", e.Documents)
	}
}

func asksInTurn(t *testing.T, l Ledger) {
	s := open(t, l)
	first := turn(t)
	first.Entries[0].Entry.Ask = now.Add(time.Minute)
	commit(t, s, first)
	due, next, err := s.Unsettled(ctx, now, 10)
	if err != nil || len(due) != 0 || !next.Equal(now.Add(time.Minute)) {
		t.Fatalf("too early: %v, %s, %v", due, next, err)
	}
	due, _, err = s.Unsettled(ctx, now.Add(time.Minute), 10)
	if err != nil || len(due) != 1 {
		t.Fatalf("due: %v, %v", due, err)
	}
	again := turn(t)
	again.Entries, again.Plans = nil, nil
	again.Asked = []docket.Asked{{Entry: due[0].ID, Next: now.Add(time.Hour), Asks: 1}}
	commit(t, s, again)
	if e := known(t, s); e.Asks != 1 || !e.Ask.Equal(now.Add(time.Hour)) || e.Version != due[0].Version {
		t.Errorf("asked: %+v", e)
	}
	again.Asked[0].Next = time.Time{}
	commit(t, s, again)
	if due, next, err := s.Unsettled(ctx, now.Add(1000*time.Hour), 10); err != nil || len(due) != 0 || !next.IsZero() {
		t.Errorf("never again: %v, %s, %v", due, next, err)
	}
}

func findsUnnumberedByDay(t *testing.T, l Ledger) {
	s := open(t, l)
	minute := turn(t)
	x := &minute.Entries[0]
	x.Sighting.DocumentNumber, x.Sighting.PacerDocID, x.Sighting.SeqNo, x.Sighting.Events = "", "", "", []string{"Minute Entry"}
	x.Entry.DocumentNumber, x.Entry.PacerDocID, x.Entry.SeqNo, x.Entry.Events = "", "", "", x.Sighting.Events
	x.Entry.Keys = docket.EntryKeys(x.Sighting)
	x.Entry.Key = x.Entry.Keys[0]
	commit(t, s, minute)
	for day, want := range map[docket.Date]int{"2017-03-09": 1, "2017-03-10": 1, "2017-03-20": 0} {
		look := docket.Sighting{Source: "courtlistener", Court: "cand", Number: x.Sighting.Number, Text: "Minute Entry for proceedings", Filed: day, SourceID: "courtlistener/1"}
		k, err := s.Known(ctx, "courtlistener", []docket.DocketKey{"cand/2017-cv-574"}, []docket.Sighting{look}, nil)
		if err != nil || len(k.Entries) != want {
			t.Errorf("%s: %d entries, %v", day, len(k.Entries), err)
		}
		if since := k.Since["cand/2017-cv-574"]; k.Baselined["cand/2017-cv-574"] || !since.Equal(now) {
			t.Errorf("another source's baseline: %v since %s", k.Baselined, since)
		}
	}
}

func readsInTurn(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	commit(t, s, fuller(t, s))
	due, _, err := s.Wanted(ctx, now, 10)
	if err != nil || len(due) != 2 || due[0].Attachment != 0 || due[1].Attachment != 1 || due[0].Entry.DocumentNumber != "46" {
		t.Fatalf("wanted: %+v, %v", due, err)
	}
	plan := docket.Plan{Alert: docket.Alert{Subject: due[0].Entry.Subject(), Kind: docket.AlertUpdate, Digest: "read"}, Destinations: []string{"newsroom"}}
	before := queue(t, s).Pending
	for _, r := range []docket.ReadTurn{
		{Reading: due[0], State: docket.ReadingDone, At: now, Plans: []docket.Plan{plan}, Paper: docket.Paper{URL: "u", Digest: "d", Size: 9, Reader: "pdfium",
			Pages: []docket.Page{{Number: 1, Stamp: 3, Text: "one"}, {Number: 2, Text: "two"}}},
			Found: []docket.Finding{{Entry: due[0].Entry.ID, Argument: "ripeness", Tier: "alert", Stance: "asserts", Speaker: "government", Holder: "government",
				Quote: "one", Plain: "one", Page: 3, End: 3, Found: now}}},
		{Reading: due[1], State: docket.ReadingWanted, Why: "refused", Next: now.Add(time.Hour), At: now},
	} {
		if err := s.CommitRead(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	if q := queue(t, s); q.Pending != before+1 {
		t.Errorf("the alert of a reading is not queued: %+v", q)
	}
	left, next, err := s.Wanted(ctx, now, 10)
	if err != nil || len(left) != 0 || !next.Equal(now.Add(time.Hour)) {
		t.Fatalf("left: %+v, %s, %v", left, next, err)
	}
	left, _, err = s.Wanted(ctx, now.Add(time.Hour), 10)
	if err != nil || len(left) != 1 || left[0].Tries != 1 || left[0].Attachment != 1 {
		t.Errorf("left: %+v, %v", left, err)
	}
	found, err := s.Findings(ctx, "cand/2017-cv-574")
	if err != nil || len(found) != 1 || found[0].Argument != "ripeness" || found[0].DocumentNumber != "46" || found[0].Filed != "2017-03-09" || found[0].Page != 3 {
		t.Errorf("findings: %+v, %v", found, err)
	}
	pages, err := s.Pages(ctx, due[0].Entry.ID, 0)
	if err != nil || !slices.Equal(pages, []docket.Page{{Number: 1, Stamp: 3, Text: "one"}, {Number: 2, Text: "two"}}) {
		t.Errorf("pages: %+v, %v", pages, err)
	}
}

func editsWhatWasSent(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	commit(t, s, fuller(t, s))
	first := claim(t, s, "archive", now) // it keeps no threads
	if first == nil || first.Alert.Kind != docket.AlertFiling {
		t.Fatalf("first: %+v", first)
	}
	if early := claim(t, s, "archive", now); early != nil {
		t.Fatalf("an edit went before what it edits: %+v", early)
	}
	settle(t, s, docket.Settlement{Delivery: first.ID, Attempt: first.Attempt, State: docket.Sent, Ref: "m1", At: now})
	edit := claim(t, s, "archive", now)
	if edit == nil || edit.Alert.Kind != docket.AlertUpdate || edit.EditRef != "m1" {
		t.Fatalf("edit: %+v", edit)
	}
}

func keepsLettersOnce(t *testing.T, l Ledger) {
	s := open(t, l)
	for _, key := range []string{"a", "b", "a"} {
		if err := s.Keep(ctx, "hook", key, []byte("body "+key), now); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Letters(ctx, "hook", 0, 10)
	if err != nil || len(all) != 2 || all[0].Key != "a" || string(all[1].Body) != "body b" || !all[0].Came.Equal(now) {
		t.Fatalf("letters: %+v, %v", all, err)
	}
	later, err := s.Letters(ctx, "hook", all[0].ID, 10)
	other, err2 := s.Letters(ctx, "another", 0, 10)
	if err != nil || err2 != nil || len(later) != 1 || len(other) != 0 {
		t.Errorf("later %+v, another's %+v, %v, %v", later, other, err, err2)
	}
}
