package watcher

import (
	"slices"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// footing is what a look stands on: what decides whether an entry that it is the
// first to show is news.
type footing struct {
	known docket.Known
	fresh []docket.DocketRef // whose first look by this source it is

	// The look shows its dockets whole, so that it cannot be the first to reach
	// back to an old entry: what is new in it was put there since the last look,
	// under whatever day.
	whole bool

	// The look was for old entries: that it shows when one was entered is no sign
	// that it was entered lately.
	lookingBack bool

	lab bool // old cases are played to today's clock

	filling bool // the look was for what a gap may have hidden
}

// mergeEntries merges each sighting with what is known and with those before it
// in the same look, and plans what to tell.
func (t *turner) mergeEntries(turn *docket.Turn, watched []matched, f footing) {
	known := f.known
	entries := slices.Clone(known.Entries)
	at := make(map[string]int) // subject -> its change in this turn
	cases := make(map[string]*docket.Case)
	isFresh := make(map[docket.DocketKey]bool)
	for _, ref := range f.fresh {
		isFresh[ref.Key()] = true
	}
	pairs := pairUp(known.Entries, watched)
	doubts := make(map[string]bool)
	for i, w := range watched {
		if !known.Baselined[w.key] && !isFresh[w.key] {
			turn.Counts.Unchanged++ // a first look cut short: a whole one will bring it again
			continue
		}
		var ch docket.EntryChange
		if twin, ok := pairs.match[i]; ok {
			ch = mergeInto(current(entries, twin), docket.EntryKeys(w.Sighting), w.Sighting)
		} else {
			ch = Merge(entries, w.key, w.Sighting)
		}
		if ch.Kind != docket.Unchanged {
			ch.Entry.Kind, ch.Entry.FiledBy = understand(ch.Entry, w.of)
		}
		subject := ch.Entry.Subject()
		doubts[subject] = doubts[subject] || pairs.doubt[i]
		if i, again := at[subject]; again { // seen twice in one look: one change
			first := turn.Entries[i]
			ch.Kind, ch.Sighting, ch.Revision = first.Kind, first.Sighting, first.Revision
			ch.Gained = ch.Gained.And(first.Gained)
			turn.Entries[i] = ch
		} else if ch.Kind != docket.Unchanged {
			at[subject] = len(turn.Entries)
			turn.Entries = append(turn.Entries, ch)
		} else {
			turn.Counts.Unchanged++
		}
		cases[subject] = w.of
		entries = replace(entries, ch.Entry)
	}
	listed := make(map[*docket.Case][]docket.Entry)
	ages := make([]age, len(turn.Entries))
	for i, ch := range turn.Entries {
		ages[i] = f.age(ch, isFresh[ch.Entry.Docket])
	}
	together := f.together(turn.Entries, cases, func(i int) bool { return ages[i] == ageNews })
	var order []*docket.Case // of their first entry: the same look plans the same
	for i := range turn.Entries {
		ch := &turn.Entries[i]
		subject := ch.Entry.Subject()
		c := cases[subject]
		age := ages[i]
		if together[i] {
			ch.Entry.Listed = docket.ListedSoon
		}
		t.tellEntry(turn, ch, c, told{age, doubts[subject], known.Mutes})
		if ch.Kind == docket.New && ch.Entry.Told == docket.ToldLate {
			if len(listed[c]) == 0 {
				order = append(order, c)
			}
			listed[c] = append(listed[c], ch.Entry)
		}
	}
	for _, c := range order {
		turn.Plans = append(turn.Plans, t.router.Plan(lateAlert(c, listed[c], turn.Source, t.now()), c.Notify))
	}
}

// understand reads an entry's words: what kind of document it is, and whose.
func understand(e docket.Entry, c *docket.Case) (kind, side string) {
	r := rules.ReadEntry(rules.EntrySubject{Text: e.Text, Events: e.Events, CaseName: e.CaseName, Government: c.Government})
	return string(r.Kind), string(r.FiledBy)
}

// told is what decides, beside a change itself, whether and how it is told.
type told struct {
	age   age
	doubt bool          // it may be an entry that was told before
	mutes []docket.Mute // of whole cases
}

// muted says what keeps an entry silent; "" for nothing.
func (t *turner) muted(c *docket.Case, e docket.Entry, mutes []docket.Mute) string {
	for _, m := range mutes {
		if m.Case == c.Name && m.Holds(t.now()) {
			return "the case, by " + m.By
		}
	}
	return t.book.Muted(c, e, t.now())
}

// tellEntry counts a change and decides whether anybody hears of it.
func (t *turner) tellEntry(turn *docket.Turn, ch *docket.EntryChange, c *docket.Case, how told) {
	e, age := &ch.Entry, how.age
	if ch.Kind == docket.New && age == ageBaseline {
		e.Told = docket.ToldBaseline
		turn.Counts.Baseline++
		return
	}
	housekeeping := e.Text == "" && rules.Housekeeping(e.Events)
	hits := t.book.Entry(c, *e, t.now())
	ch.Rules, ch.Ruled = hits, ch.Kind != docket.Confirmed
	muted := ""
	if len(urgent(hits)) == 0 { // what the user looks for by name is never muted
		muted = t.muted(c, *e, how.mutes)
	}
	news := ch.Kind == docket.New && age != ageLate ||
		age == ageProvenFresh && !housekeeping ||
		e.Told == docket.ToldHousekeeping && !housekeeping || // a real event joined the clerk's
		e.Told == docket.ToldMuted && reworded(*ch) // it is more than the mute rule was for
	plan := func(a docket.Alert) {
		turn.Plans = append(turn.Plans, t.router.Plan(because(a, urgent(hits)), hearers(c.Notify, hits)))
	}
	switch {
	case ch.Kind == docket.New && housekeeping:
		e.Told, e.Listed = docket.ToldHousekeeping, docket.ListedNo
		turn.Counts.Housekeeping++
	case muted != "" && e.Told != docket.ToldMuted && (news || ch.Kind == docket.New):
		e.Told, e.Muted, e.Listed = docket.ToldMuted, muted, docket.ListedNo
		turn.Counts.Muted++
		if news { // what it argues is told all the same: its document is read
			t.ask(turn, e)
			ch.Read = t.settles && free(*e)
		}
	case ch.Kind == docket.New && age == ageLate:
		e.Told = docket.ToldLate
		turn.Counts.Late++
	case news && muted == "":
		e.Told, e.Muted = docket.ToldYes, ""
		turn.Counts.New++
		t.ask(turn, e)
		ch.Read = t.settles && free(*e)
		if len(urgent(hits)) > 0 { // what the user looks for by name waits for no list
			e.Listed = docket.ListedNo
		}
		if e.Listed == docket.ListedSoon { // an audit tells of it, together with the others
			return
		}
		a := filingAlert(c, *e, ch.Sighting)
		if how.doubt {
			a.Reason += "; it may be an entry that you were told of before: neither has a number"
		}
		if !e.Ask.IsZero() {
			a.Awaiting = awaiting(*e)
		}
		plan(a)
	case ch.Kind == docket.Amended:
		turn.Counts.Amended++
		if e.Told == docket.ToldYes && e.Listed != docket.ListedSoon {
			plan(amendedAlert(c, *ch))
			t.tellRules(turn, ch, c, docket.Entry{Events: e.Events, Text: ch.Revision.Was})
		}
	case ch.Kind == docket.Confirmed:
		turn.Counts.Confirmed++
	default:
		turn.Counts.Enriched++
		if ch.Gained.Document && (e.Told == docket.ToldYes || e.Told == docket.ToldMuted) {
			ch.Read = t.settles
		}
		if e.Told == docket.ToldYes && (ch.Gained.Text || ch.Gained.Document) {
			was := *e
			if ch.Gained.Text {
				was.Text = ""
			}
			before := t.book.Entry(c, was, t.now())
			a := because(updateAlert(c, *ch), urgent(hits))
			a.EditOnly = e.Listed != docket.ListedNo // it has no message of its own, and needs none for its text
			turn.Plans = append(turn.Plans, t.router.Plan(a, hearers(c.Notify, before)))
			t.tellRules(turn, ch, c, was)
		}
	}
}

// reworded reports whether a change brought other words, not only another reader
// of them or another standing.
func reworded(ch docket.EntryChange) bool {
	return ch.Gained.Text || ch.Kind == docket.Amended && ch.Standing == ""
}

// tellRules tells in the thread of a told entry which rules fit its words now
// and did not fit those that it had.
func (t *turner) tellRules(turn *docket.Turn, ch *docket.EntryChange, c *docket.Case, was docket.Entry) {
	e := ch.Entry
	e.Text, e.Events = was.Text, was.Events
	found := beyond(urgent(ch.Rules), t.book.Entry(c, e, t.now()))
	for _, a := range ruleAlerts(entryAlert(c, ch.Entry, ch.Sighting), found, "entry", "the docket text") {
		turn.Plans = append(turn.Plans, t.router.Plan(a, hearers(c.Notify, a.Rules)))
	}
}

// mergeReleases plans the press items. Copies of one release by several offices
// share a subject, so the ledger lets only the first of them be told.
func (t *turner) mergeReleases(turn *docket.Turn, releases []docket.Release, known docket.Known, first bool, parties []party) {
	for _, r := range releases {
		ch := MergeRelease(known.Releases, r)
		if ch.Kind == docket.Unchanged {
			turn.Counts.Unchanged++
			continue
		}
		t.readRelease(&ch)
		t.tellRelease(turn, known.Releases[r.Key], &ch, first, parties)
		turn.Releases = append(turn.Releases, ch)
	}
}

// tellRelease counts a change and decides whether anybody hears of it.
func (t *turner) tellRelease(turn *docket.Turn, old docket.Release, ch *docket.ReleaseChange, first bool, parties []party) {
	hits := t.book.Release(ch.Release, t.now())
	ch.Rules = hits
	relevant := ch.Release.Relevance == docket.Relevant
	var to []string // everybody
	if asked := urgent(hits); !relevant && len(asked) > 0 {
		relevant, to = true, readers(asked)
	}
	plan := func(a docket.Alert) { turn.Plans = append(turn.Plans, t.router.Plan(a, to)) }
	switch {
	case ch.Kind == docket.New && (first || ch.Release.InPlace): // of a page, the first text is never news
		ch.Release.Told = docket.ToldBaseline
		turn.Counts.Baseline++
	case ch.Release.InPlace && relevant && ch.Kind == docket.Amended:
		ch.Release.Told = docket.ToldYes
		turn.Counts.Amended++
		plan(because(amendedRelease(old, *ch), urgent(hits)))
	case !relevant && ch.Release.Told != docket.ToldYes:
		if ch.Release.Told == "" {
			ch.Release.Told = docket.ToldIrrelevant
		}
		turn.Counts.Irrelevant++
	case ch.Kind == docket.New, ch.Release.Told == docket.ToldIrrelevant: // an edit can make a release ours
		ch.Release.Told = docket.ToldYes
		turn.Counts.New++
		plan(releaseWith(ch.Release, urgent(hits), pressLines(ch.Found, parties)...))
	case ch.Kind == docket.Enriched:
		turn.Counts.Enriched++
	default:
		turn.Counts.Amended++
		if ch.Release.Told == docket.ToldYes {
			plan(because(amendedRelease(old, *ch), urgent(hits)))
		}
	}
}

// finish adds what a look says of the source itself: baseline, gap, health and
// the next look. Only a look that need not be repeated moves the cursor.
func (t *turner) finish(turn docket.Turn, s Scheduled, state docket.SourceState, b Batch, now time.Time, fresh []docket.DocketRef, known docket.Known, digest string) docket.Turn {
	name := s.Source.Name()
	next := looked(state, turn.Outcome, now, s.Schedule.Next(t.now(), now))
	next.Name, next.Items = name, b.Items
	if b.Coverage != "" {
		next.Coverage = b.Coverage
	}
	if b.Raw != nil {
		next.LastChange = now
	}
	final := b.Partial != nil && b.Partial.Final
	if b.Partial == nil || final {
		next.Cursor, next.WatchDigest = b.Next, digest
	}
	if b.Partial != nil {
		turn.Error = b.Partial.String()
		next.Why = turn.Error
	}
	switch {
	case final: // the source itself is well: it is what it holds that is not
		next.Failures, next.LastGood = 0, now
		turn.Plans = append(turn.Plans, t.router.Plan(unreadAlert(name, *b.Partial, now), nil))
	case b.Partial != nil:
		next.Next = s.Schedule.Soon(t.now())
	}
	turn.Dockets = fresh
	seeded := s.ofPress() && state.WatchDigest != digest && (b.Partial == nil || !b.Partial.Cut)
	if seeded {
		next.WatchDigest = digest
	}
	// That a second source has taken its baseline too is no news.
	first := slices.DeleteFunc(slices.Clone(fresh), func(r docket.DocketRef) bool { return !known.Since[r.Key()].IsZero() })
	if len(first) > 0 || seeded {
		counts := make(map[docket.DocketKey]int)
		for _, ch := range turn.Entries {
			counts[ch.Entry.Docket]++
		}
		a := watchingAlert(name, first, counts, t.watch, b, now)
		turn.Plans = append(turn.Plans, t.router.Plan(a, t.audience(first)))
	}
	if turn.Gap != nil && !turn.Gap.To.IsZero() { // of one that goes on, the note tells
		turn.Plans = append(turn.Plans, t.router.Plan(gapAlert(*turn.Gap, now), t.audience(s.dockets(t.watch))))
	}
	turn.State = next
	return t.health(turn, state, b.Note)
}

// audience is everybody whom one of the dockets' cases names; nil (everyone) if
// a case names nobody.
func (t *turner) audience(refs []docket.DocketRef) []string {
	var names []string
	for _, ref := range refs {
		c := t.watch.Case(ref.Key())
		if c == nil || len(c.Notify) == 0 {
			return nil
		}
		for _, n := range c.Notify {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// current is the entry as it stands now in the look.
func current(entries []docket.Entry, e docket.Entry) docket.Entry {
	i := slices.IndexFunc(entries, func(x docket.Entry) bool { return x.Docket == e.Docket && x.Key == e.Key })
	return entries[i]
}

// replace puts a merged entry over its earlier form, or adds it.
func replace(entries []docket.Entry, e docket.Entry) []docket.Entry {
	for i := range entries {
		if entries[i].Docket == e.Docket && entries[i].Key == e.Key {
			entries[i] = e
			return entries
		}
	}
	return append(entries, e)
}
