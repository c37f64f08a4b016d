package watcher

import (
	"slices"
	"strings"

	"docketwatch/docket"
)

// Merge says what one sighting does to the entries known on its docket. It is
// pure: known is not changed.
func Merge(known []docket.Entry, key docket.DocketKey, s docket.Sighting) docket.EntryChange {
	keys := docket.EntryKeys(s)
	if i := find(known, key, keys, s); i >= 0 {
		return mergeInto(known[i], keys, s)
	}
	// A number that another filing holds already names nothing here.
	own := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return holds(known, key, k) })
	e := docket.Entry{
		Docket: key, Key: own[0], Keys: own, CaseName: s.CaseName, Number: s.Number.String(),
		PacerCaseID: s.PacerCaseID, DocumentNumber: s.DocumentNumber, PacerDocID: s.PacerDocID, SeqNo: s.SeqNo, PartID: s.PartID,
		Events: s.Events, Text: s.Text, Entered: s.Entered, Filed: s.Filed,
		DocumentURL: s.DocumentURL, DocketURL: s.DocketURL, Documents: s.Documents, Standing: s.Standing,
		FirstSeen: s.Seen, FirstSource: s.Source, Said: heardFrom(nil, s),
	}
	return docket.EntryChange{Entry: e, Sighting: s, Kind: docket.New}
}

// find returns the entry that the sighting is of, or -1. Any shared key is
// proof but the document number: numbers repeat within real dockets, so an
// entry of that number whose document or sequence number is another is another.
func find(known []docket.Entry, key docket.DocketKey, keys []string, s docket.Sighting) int {
	byNumber := -1
	for i, e := range known {
		if e.Docket != key {
			continue
		}
		for _, k := range keys {
			if !slices.Contains(e.Keys, k) {
				continue
			}
			if !strings.HasPrefix(k, "n:") {
				return i
			}
			if !contradicts(e, s) {
				byNumber = i
			}
		}
	}
	return byNumber
}

func contradicts(e docket.Entry, s docket.Sighting) bool {
	if e.PacerDocID != "" && s.PacerDocID != "" && e.PacerDocID != s.PacerDocID {
		return true
	}
	return e.SeqNo != "" && s.SeqNo != "" && e.PacerCaseID == s.PacerCaseID && e.SeqNo != s.SeqNo
}

func holds(known []docket.Entry, key docket.DocketKey, k string) bool {
	return slices.ContainsFunc(known, func(e docket.Entry) bool { return e.Docket == key && slices.Contains(e.Keys, k) })
}

// Advance is the Version of a release that its publisher shows ahead of
// publication, under another title and without its numbers (the public
// inspection desk of the Federal Register). The publication fills it in: it is
// the same release, and no edit.
const Advance = "advance"

// MergeRelease says what one press item does to what is known of it. Text that
// is known is never lost to a look that brought none.
func MergeRelease(known map[string]docket.Release, r docket.Release) docket.ReleaseChange {
	old, ok := known[r.Key]
	switch {
	case !ok:
		return docket.ReleaseChange{Release: r, Kind: docket.New}
	case old.Digest == r.Digest:
		return docket.ReleaseChange{Release: old, Kind: docket.Unchanged}
	}
	r.Told, r.Cluster = old.Told, old.Cluster // the copies of an edited release stay together
	if r.Body == "" {
		r.Body = old.Body
		if old.Relevance == docket.Relevant {
			r.Relevance, r.Why = old.Relevance, old.Why
		}
	}
	published := old.Version == Advance && r.Version != Advance
	if published || r.Title == old.Title && (r.Body == old.Body || old.Body == "") {
		return docket.ReleaseChange{Release: r, Kind: docket.Enriched}
	}
	return docket.ReleaseChange{Release: r, Kind: docket.Amended,
		Revision: &docket.Revision{Was: strings.TrimSpace(old.Title + "\n\n" + old.Body), Source: r.Source, At: r.Seen}}
}
