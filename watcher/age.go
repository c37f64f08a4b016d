package watcher

import (
	"time"

	"docketwatch/docket"
)

// lateAfter is how old a filing may be when its source learns of it, and still
// be news. Somebody who uploads an old docket makes a hundred old entries "new".
const lateAfter = 7 * 24 * time.Hour

// age is how a look's word on an entry stands to the watching of its docket.
type age string

const (
	ageNews     age = "news"
	ageBaseline age = "baseline" // it stood there before we watched
	ageLate     age = "late"     // old, and nobody was told of it

	// It was taken for old by its date alone, and now a court's feed that was
	// watching all along shows it for the first time: it was back-dated, or
	// another source was quicker than the feed.
	ageProvenFresh age = "proven fresh"
)

// age says whether a change is news. fresh: it is the source's first look at the
// docket. When in doubt an old entry is listed and not left out.
func (f footing) age(ch docket.EntryChange, fresh bool) age {
	s, key, silent := ch.Sighting, ch.Entry.Docket, ch.Entry.Told == docket.ToldBaseline || ch.Entry.Told == docket.ToldLate
	if ch.Kind != docket.New {
		if ch.Gained.Entered && silent && !f.lookingBack && f.lately(s, key, fresh) {
			return ageProvenFresh
		}
		return ageNews
	}
	since := f.known.Since[key]
	earlier := before(s, key, since)
	switch {
	case fresh && !after(s, key, since):
		return ageBaseline
	case fresh && old(s): // watched by another source, which did not show it
		return ageLate
	case f.whole:
		return ageNews
	case earlier && late(s):
		return ageBaseline
	case earlier || late(s):
		return ageLate
	}
	return ageNews
}

// lately reports whether an entry was not made long before the watching of its
// docket began: a feed that replays an older copy of itself shows what is old. A
// day, because clocks differ; none at a first look, where it may have stood there
// (and which may be another source's than the one that took it for old). The
// laboratory plays old cases to today's clock: there the hour proves nothing.
func (f footing) lately(s docket.Sighting, key docket.DocketKey, fresh bool) bool {
	since := f.known.Since[key]
	switch {
	case since.IsZero():
		return false
	case fresh:
		return s.Entered.After(since)
	}
	return f.lab || s.Entered.After(since.Add(-24*time.Hour))
}

// late reports whether a filing was made long before its source learned of it.
// A sighting that says when it was entered comes from the court itself.
func late(s docket.Sighting) bool {
	filed := dayOf(s.Filed)
	if !s.Entered.IsZero() || filed.IsZero() {
		return false
	}
	learned := s.Learned
	if learned.IsZero() {
		learned = s.Seen
	}
	return learned.Sub(filed) > lateAfter
}

// old reports whether a filing was made long before it was seen here.
func old(s docket.Sighting) bool {
	made := moment(s)
	return !made.IsZero() && s.Seen.Sub(made) > lateAfter
}

// before reports whether a filing is older than our watching of its docket: it
// stood there when we first looked, though the source we looked at did not reach
// back to it.
func before(s docket.Sighting, key docket.DocketKey, since time.Time) bool {
	first := courtDay(key, since)
	return first != "" && s.Entered.IsZero() && s.Filed != "" && s.Filed < first
}

// after reports whether a filing was surely made when the docket was watched.
func after(s docket.Sighting, key docket.DocketKey, since time.Time) bool {
	first := courtDay(key, since)
	if first == "" || !s.Entered.IsZero() {
		return first != "" && s.Entered.After(since)
	}
	return s.Filed > first
}

// courtDay is the day of t at the docket's court; "" where either is unknown.
func courtDay(key docket.DocketKey, t time.Time) docket.Date {
	court, ok := docket.CourtByID(key.Court())
	if !ok || t.IsZero() {
		return ""
	}
	return docket.Date(t.In(court.Location()).Format(time.DateOnly))
}
