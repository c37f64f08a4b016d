package watcher

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"docketwatch/docket"
)

// A Watch finds the watched case of a filing: one look-up in a map, whatever
// the number of cases. It never looks at names: captions change and repeat.
type Watch struct {
	cases    []docket.Case
	byDocket map[docket.DocketKey]*docket.Case
	byCourt  map[string][]docket.DocketRef
	digests  map[string]string
}

// NewWatch indexes the cases by docket.
func NewWatch(cases []docket.Case) *Watch {
	w := &Watch{cases: cases, byDocket: make(map[docket.DocketKey]*docket.Case), byCourt: make(map[string][]docket.DocketRef), digests: make(map[string]string)}
	for i := range cases {
		for _, ref := range cases[i].Dockets {
			w.byDocket[ref.Key()] = &cases[i]
			w.byCourt[ref.Court] = append(w.byCourt[ref.Court], ref)
		}
	}
	for court, refs := range w.byCourt {
		w.digests[court] = digestOf(refs)
	}
	return w
}

// Match returns the docket that is watched and its case. A criminal case that
// is watched without a defendant's number takes the entries of all defendants,
// so that the same entry, repeated for each of them, is one.
func (w *Watch) Match(s docket.Sighting) (docket.DocketKey, *docket.Case, bool) {
	key := s.Docket()
	if c, ok := w.byDocket[key]; ok {
		return key, c, true
	}
	if s.Number.Defendant > 0 {
		key = docket.KeyOf(s.Court, s.Number.Case())
		if c, ok := w.byDocket[key]; ok {
			return key, c, true
		}
	}
	return "", nil, false
}

// Case is the case that a docket belongs to; nil if nobody watches it.
func (w *Watch) Case(key docket.DocketKey) *docket.Case { return w.byDocket[key] }

// Dockets are the watched dockets of one court.
func (w *Watch) Dockets(court string) []docket.DocketRef { return w.byCourt[court] }

// All are the watched dockets of every court, sorted by court.
func (w *Watch) All() []docket.DocketRef {
	var all []docket.DocketRef
	for _, court := range w.Courts() {
		all = append(all, w.byCourt[court]...)
	}
	return all
}

// Courts are the courts that a watched docket is in, sorted.
func (w *Watch) Courts() []string {
	courts := make([]string, 0, len(w.byCourt))
	for court := range w.byCourt {
		courts = append(courts, court)
	}
	slices.Sort(courts)
	return courts
}

// Digest changes whenever the watched dockets of a court change: what a feed
// showed and nobody wanted then must be read again now.
func (w *Watch) Digest(court string) string { return w.digests[court] }

func digestOf(refs []docket.DocketRef) string {
	keys := make([]string, len(refs))
	for i, r := range refs {
		keys[i] = string(r.Key())
	}
	slices.Sort(keys)
	sum := sha256.New()
	for _, k := range keys {
		sum.Write([]byte(k + "\n"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
