// Package storetest is what every engine of the ledger must pass. A second
// engine joins with one call of [Run].
package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docketwatch/docket"
	"docketwatch/store"
)

// A Ledger is one fresh, empty ledger that can be opened more than once.
type Ledger struct {
	Open func(ctx context.Context, daemon bool) (*store.Store, error)
	Path string // of the ledger's file; "" for an engine that has none
}

// Run takes a fresh ledger through the suite, one for each story.
func Run(t *testing.T, fresh func(*testing.T) Ledger) {
	stories := []struct {
		name string
		tell func(*testing.T, Ledger)
	}{
		{"a commit is kept whole", keptWhole},
		{"a commit that fails leaves nothing", leavesNothing},
		{"the same turn twice tells once", tellsOnce},
		{"a commit without the lease is refused", needsLease},
		{"a race for one entry is found out", race},
		{"words outside the closed sets are refused", closedSets},
		{"a thread is delivered in order", threadOrder},
		{"a send that ended with its process is uncertain", uncertainAfterDeath},
		{"an uncertain delivery is looked for before it is sent again", uncertainIsLookedFor},
		{"quiet looks move the schedule and not the cursor", quietLooks},
		{"one destination does not see another's queue", queuesApart},
		{"retry and drop move only what can be moved", retryAndDrop},
		{"what an audit found is kept, and told once", keepsAnAudit},
		{"what is held stays until it is let go", heldAndReleased},
		{"many become one message, whole or not at all", gathered},
		{"the members of a message share its fate", sharedFate},
		{"a digest and its mark are kept together", digestMark},
		{"what every source said is kept", everySourceIsHeard},
		{"entries are asked for in turn", asksInTurn},
		{"entries without number are found by their day", findsUnnumberedByDay},
		{"documents are read in turn", readsInTurn},
		{"what people asked is kept, once", actionsAreKept},
		{"a mute ends by itself or by a word", mutesEnd},
		{"who saw to an alert first stays named", acksNameTheFirst},
		{"an edit follows what it edits", editsWhatWasSent},
		{"where the user's rules fit is kept, and judged again", keepsRuleHits},
		{"muted entries are counted until they are told", countsMuted},
		{"a pushed event is kept once", keepsLettersOnce},
		{"what a release says is kept and replaced", keepsWhatReleasesSay},
		{"both halves of a pair are found whichever came last", findsBothHalves},
		{"a pair is told once", tellsPairsOnce},
		{"what stood there before is paired with news only", oldIsPairedWithNews},
		{"every limit of a budget applies", everyLimitApplies},
		{"a budget outlives its process", budgetOutlivesProcess},
		{"a barrier holds everybody", barrier},
		{"a clock that is set back blocks nobody for long", clockSetBack},
		{"many workers share one budget", manyWorkers},
		{"no window is ever overspent", neverOverspent},
		{"every row of evidence is bound into the chain", everyRowIsBound},
		{"a case is handed over as a bundle that can be checked", bundles},
		{"a backup is whole and replaces nothing", backsUp},
		{"an older copy in the ledger's place is noticed", aRestoreIsNoticed},
		{"an attempt that the copy does not know gives it away", anUnansweredAttemptIsNoticed},
		{"a restart is no restore", aRestartIsNoRestore},
		{"entries, documents and releases are found by their words", searches},
		{"a listing is kept whole and replaced whole", listings},
	}
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) { s.tell(t, fresh(t)) })
	}
}

var (
	ctx = context.Background()
	now = time.Date(2017, 3, 10, 1, 0, 0, 0, time.UTC)
)

const source = "court_rss/cand"

// open opens the ledger as a daemon that holds the lease of the source.
func open(t *testing.T, l Ledger) *store.Store {
	t.Helper()
	s, err := l.Open(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // closing twice is harmless
	if _, err := s.Claim(ctx, "me", []string{source}, now, time.Hour); err != nil {
		t.Fatal(err)
	}
	return s
}

// turn is a look that found one new filing and tells two destinations of it.
func turn(t *testing.T) docket.Turn {
	t.Helper()
	n, err := docket.ParseNumber("3:17-cv-00574-WHO")
	if err != nil {
		t.Fatal(err)
	}
	sighting := docket.Sighting{Source: source, Court: "cand", Number: n, DocumentNumber: "46", PacerDocID: "035015264587", PacerCaseID: "307687",
		SeqNo: "140", Events: []string{"Opposition", "~Util - Set Deadlines"}, Entered: now, Seen: now, Digest: "d1"}
	entry := docket.Entry{Docket: sighting.Docket(), Key: "n:46", Keys: docket.EntryKeys(sighting), Number: n.String(), DocumentNumber: "46",
		PacerDocID: "035015264587", PacerCaseID: "307687", SeqNo: "140", Events: sighting.Events, Entered: now, FirstSeen: now, FirstSource: source, Told: docket.ToldYes}
	return docket.Turn{
		Source: source, Owner: "me", Started: now, Ended: now, Outcome: docket.LookOK,
		State:   docket.SourceState{Name: source, Cursor: []byte("c1"), WatchDigest: "w", Next: now.Add(time.Minute), LastLook: now, LastGood: now, Health: docket.HealthOK},
		Dockets: []docket.DocketRef{{Court: "cand", Number: n}},
		Entries: []docket.EntryChange{{Entry: entry, Sighting: sighting, Kind: docket.New}},
		Plans: []docket.Plan{{Alert: docket.Alert{Subject: entry.Subject(), Kind: docket.AlertFiling, Title: "Opposition", Reason: "new"},
			Destinations: []string{"newsroom", "archive"}, Threads: map[string]string{"newsroom": entry.Subject()}}},
		Raw: &docket.Raw{Source: source, At: now, Reason: "changed", Digest: "x", Size: 3, Body: []byte("raw")},
	}
}

func commit(t *testing.T, s *store.Store, turn docket.Turn) {
	t.Helper()
	if err := s.Commit(ctx, turn); err != nil {
		t.Fatal(err)
	}
}

func queue(t *testing.T, s *store.Store) store.Queue {
	t.Helper()
	q, err := s.QueueCounts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func keptWhole(t *testing.T, l Ledger) {
	s := open(t, l)
	want := turn(t)
	commit(t, s, want)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, l)
	states, err := s.Sources(ctx)
	if err != nil || len(states) != 1 || string(states[0].Cursor) != "c1" || states[0].WatchDigest != "w" {
		t.Fatalf("sources: %+v, %v", states, err)
	}
	k, err := s.Known(ctx, source, []docket.DocketKey{"cand/2017-cv-574", "cand/2017-cv-575"}, []docket.Sighting{want.Entries[0].Sighting}, nil)
	if err != nil || len(k.Entries) != 1 || !k.Baselined["cand/2017-cv-574"] || k.Baselined["cand/2017-cv-575"] {
		t.Fatalf("known: %+v, %v", k, err)
	}
	got := k.Entries[0]
	entry := want.Entries[0].Entry
	entry.ID, entry.Version, entry.Said = got.ID, 1, []docket.Said{{Source: source}}
	if d := cmp.Diff(sorted(entry), sorted(got)); d != "" {
		t.Errorf("the entry came back changed (-want +got):\n%s", d)
	}
	if q := queue(t, s); q.Pending != 2 {
		t.Errorf("queue: %+v", q)
	}
}

func sorted(e docket.Entry) docket.Entry {
	m := make(map[string]bool)
	for _, k := range e.Keys {
		m[k] = true
	}
	e.Keys = nil
	for _, k := range []string{"n:46", "d:035015264587", "s:307687/140"} {
		if m[k] {
			e.Keys = append(e.Keys, k)
		}
	}
	return e
}

func leavesNothing(t *testing.T, l Ledger) {
	s := open(t, l)
	bad := turn(t)
	bad.Plans = append(bad.Plans, docket.Plan{Alert: docket.Alert{Subject: "x", Kind: "gossip"}})
	if err := s.Commit(ctx, bad); err == nil {
		t.Fatal("an unknown kind of alert was taken")
	}
	states, err := s.Sources(ctx)
	if err != nil || states[0].Cursor != nil {
		t.Fatalf("the cursor is ahead of the entries: %q, %v", states[0].Cursor, err)
	}
	entries, err := s.Entries(ctx, []docket.DocketKey{"cand/2017-cv-574"})
	if err != nil || len(entries) != 0 || queue(t, s).Pending != 0 {
		t.Fatalf("half a turn was kept: %v, %+v, %v", entries, queue(t, s), err)
	}
	commit(t, s, turn(t))
}

func tellsOnce(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	again := turn(t)
	again.Entries = nil
	commit(t, s, again)
	if q := queue(t, s); q.Pending != 2 {
		t.Fatalf("told again: %+v", q)
	}
}

func needsLease(t *testing.T, l Ledger) {
	s := open(t, l)
	if got, err := s.Claim(ctx, "other", []string{source}, now.Add(time.Minute), time.Hour); err != nil || len(got) != 0 {
		t.Fatalf("a live lease was given away: %v, %v", got, err)
	}
	if got, err := s.Claim(ctx, "other", []string{source}, now.Add(2*time.Hour), time.Hour); err != nil || len(got) != 1 {
		t.Fatalf("a dead owner's lease was not given: %v, %v", got, err)
	}
	if err := s.Commit(ctx, turn(t)); !errors.Is(err, store.ErrLease) {
		t.Fatalf("got %v", err)
	}
}

func race(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	if err := s.Commit(ctx, turn(t)); !store.IsStale(err) {
		t.Fatalf("the second insert of one entry: %v", err)
	}
	k, err := s.Known(ctx, source, nil, []docket.Sighting{turn(t).Entries[0].Sighting}, nil)
	if err != nil {
		t.Fatal(err)
	}
	update := turn(t)
	update.Entries[0].Entry = k.Entries[0]
	update.Entries[0].Kind = docket.Enriched
	commit(t, s, update)
	if err := s.Commit(ctx, update); !store.IsStale(err) {
		t.Fatalf("the second update of one version: %v", err)
	}
}

func closedSets(t *testing.T, l Ledger) {
	s := open(t, l)
	for name, spoil := range map[string]func(*docket.Turn){
		"outcome": func(t *docket.Turn) { t.Outcome = "so-so" },
		"health":  func(t *docket.Turn) { t.State.Health = "tired" },
		"told":    func(t *docket.Turn) { t.Entries[0].Entry.Told = "maybe" },
		"raw":     func(t *docket.Turn) { t.Raw.Reason = "whim" },
	} {
		bad := turn(t)
		spoil(&bad)
		if err := s.Commit(ctx, bad); err == nil {
			t.Errorf("an unknown %s was taken", name)
		}
	}
}

func quietLooks(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	state := docket.SourceState{Name: source, Cursor: []byte("ahead"), Next: now.Add(5 * time.Minute), LastLook: now.Add(time.Minute), LastGood: now.Add(time.Minute), Items: 7}
	if err := s.Mark(ctx, "me", []docket.SourceState{state}, time.Hour); err != nil {
		t.Fatal(err)
	}
	states, err := s.Sources(ctx)
	if err != nil || !states[0].Next.Equal(state.Next) || states[0].Items != 7 || string(states[0].Cursor) != "c1" {
		t.Fatalf("%+v, %v", states, err)
	}
}
