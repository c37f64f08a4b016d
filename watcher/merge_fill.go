package watcher

import (
	"slices"
	"strings"

	"docketwatch/docket"
)

// mergeInto fills in what the entry lacked (enriched), takes a source's new
// wording over its own old one (amended), or notes that one more source has
// seen the entry (confirmed).
func mergeInto(e docket.Entry, keys []string, s docket.Sighting) docket.EntryChange {
	was := e
	change := docket.EntryChange{Sighting: s, Kind: docket.Unchanged}
	said, heard := e.By(s.Source)
	if !heard {
		change.Kind = docket.Confirmed
	}
	if fill(&e, keys, s) {
		change.Kind = docket.Enriched
	}
	if documents, more := mergeDocuments(e.Documents, s.Documents); more {
		e.Documents, change.Kind = documents, docket.Enriched
	}
	for _, more := range []docket.Change{mergeEvents(&e, s, heard), mergeText(&e, s, said)} {
		if more != docket.Unchanged {
			change.Kind = more
		}
	}
	if s.Standing != e.Standing && (s.Standing != docket.StandingOpen || said.Standing != docket.StandingOpen) {
		e.Standing, change.Kind = s.Standing, docket.Amended
		change.Standing = map[docket.Standing]docket.AlertKind{docket.StandingSealed: docket.AlertSealed,
			docket.StandingRemoved: docket.AlertRemoved, docket.StandingOpen: docket.AlertRestored}[s.Standing]
	}
	e.Said = heardFrom(e.Said, s)
	if change.Kind == docket.Amended {
		change.Revision = &docket.Revision{Was: was.Wording(), Source: s.Source, At: s.Seen}
	}
	change.Gained = docket.Gained{Text: was.Text == "" && e.Text != "", Document: !free(was) && free(e), Entered: was.Entered.IsZero() && !e.Entered.IsZero()}
	change.Entry = e
	return change
}

// fill takes every name and fact that the entry lacked.
func fill(e *docket.Entry, keys []string, s docket.Sighting) (more bool) {
	e.Keys = slices.Clone(e.Keys)
	for _, k := range keys {
		if !slices.Contains(e.Keys, k) {
			e.Keys, more = append(e.Keys, k), true
		}
	}
	for _, f := range []struct{ old, new *string }{
		{&e.DocumentNumber, &s.DocumentNumber}, {&e.PacerDocID, &s.PacerDocID}, {&e.SeqNo, &s.SeqNo}, {&e.PartID, &s.PartID},
		{&e.PacerCaseID, &s.PacerCaseID}, {&e.DocumentURL, &s.DocumentURL}, {&e.DocketURL, &s.DocketURL},
		{(*string)(&e.Filed), (*string)(&s.Filed)},
	} {
		if *f.old == "" && *f.new != "" {
			*f.old, more = *f.new, true
		}
	}
	if e.Entered.IsZero() && !s.Entered.IsZero() {
		e.Entered, more = s.Entered, true
	}
	return more
}

// mergeEvents takes more events of one filing. Other events of the source that
// gave the first are a clerk's correction; another source's words for the same
// thing are not.
func mergeEvents(e *docket.Entry, s docket.Sighting, heard bool) docket.Change {
	switch {
	case containsAll(e.Events, s.Events): // the same, or a window that cut some off
		return docket.Unchanged
	case containsAll(s.Events, e.Events):
		e.Events = s.Events
		return docket.Enriched
	case heard || s.Source == e.FirstSource:
		e.Events = s.Events
		return docket.Amended
	}
	return docket.Unchanged
}

// mergeText takes the docket text. A source that changes its own word reports a
// clerk's edit. Sources print one text in different trims, so a text that holds
// the other is the same text; one that does not is an edit that this source is
// the first to show.
func mergeText(e *docket.Entry, s docket.Sighting, said docket.Said) docket.Change {
	text := wording(s.Text)
	switch {
	case text == "" || text == wording(e.Text) || said.Text != "" && text == wording(said.Text):
		return docket.Unchanged
	case e.Text == "":
		e.Text = s.Text
		return docket.Enriched
	case said.Text == "" && strings.Contains(wording(e.Text), text):
		return docket.Unchanged
	case said.Text == "" && strings.Contains(text, wording(e.Text)):
		e.Text = s.Text
		return docket.Enriched
	}
	e.Text = s.Text
	return docket.Amended
}

// mergeDocuments adds documents and what was not known of them.
func mergeDocuments(known, seen []docket.Document) (all []docket.Document, more bool) {
	all = slices.Clone(known)
	for _, d := range seen {
		i := slices.IndexFunc(all, func(k docket.Document) bool { return k.Number == d.Number && k.Attachment == d.Attachment })
		if i < 0 {
			all, more = append(all, d), true
			continue
		}
		k := &all[i]
		k.URLs = slices.Clone(k.URLs)
		for _, u := range d.URLs {
			if !slices.Contains(k.URLs, u) {
				k.URLs, more = append(k.URLs, u), true
			}
		}
		if k.PacerDocID == "" && d.PacerDocID != "" {
			k.PacerDocID, more = d.PacerDocID, true
		}
		if k.Description == "" && d.Description != "" {
			k.Description, more = d.Description, true
		}
		if k.Pages == 0 && d.Pages != 0 {
			k.Pages, more = d.Pages, true
		}
		if d.Sealed && !k.Sealed {
			k.Sealed, more = true, true
		}
		if k.Text == "" {
			k.Text = d.Text
		}
	}
	slices.SortStableFunc(all, func(a, b docket.Document) int { return a.Attachment - b.Attachment })
	return all, more
}

func free(e docket.Entry) bool {
	main, ok := e.Main()
	return ok && main.Free()
}

// heardFrom notes the last word of the sighting's source.
func heardFrom(said []docket.Said, s docket.Sighting) []docket.Said {
	word := docket.Said{Source: s.Source, Text: s.Text, Standing: s.Standing}
	said = slices.Clone(said)
	for i := range said {
		if said[i].Source == s.Source {
			if word.Text == "" {
				word.Text = said[i].Text
			}
			said[i] = word
			return said
		}
	}
	return append(said, word)
}

// containsAll reports whether every element of part stands in whole, as often.
func containsAll(whole, part []string) bool {
	left := slices.Clone(whole)
	for _, p := range part {
		i := slices.Index(left, p)
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}
