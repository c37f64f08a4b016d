package watcher

import (
	"fmt"
	"strings"
	"time"

	"docketwatch/docket"
)

// Completenesses says of every docket how complete it is. It is pure.
func Completenesses(refs []docket.DocketRef, a docket.Audited, states []docket.SourceState) map[docket.DocketKey]docket.Completeness {
	byName := make(map[string]docket.SourceState)
	for _, s := range states {
		byName[s.Name] = s
	}
	numbers := make(map[docket.DocketKey][]docket.Numbered)
	for _, n := range a.Numbers {
		numbers[n.Docket] = append(numbers[n.Docket], n)
	}
	missing := make(map[docket.DocketKey][]docket.Missing)
	for _, m := range a.Missing {
		missing[m.Docket] = append(missing[m.Docket], m)
	}
	all := make(map[docket.DocketKey]docket.Completeness, len(refs))
	for _, ref := range refs {
		key := ref.Key()
		var witnesses []docket.Witness
		for _, name := range a.By[key] {
			if s, ok := byName[name]; ok {
				witnesses = append(witnesses, witness(s, key, a))
			}
		}
		all[key] = docket.Complete(key, a.Since[key], numbers[key], missing[key], witnesses)
	}
	return all
}

// witness says up to when a source has shown a docket without a hole.
func witness(s docket.SourceState, key docket.DocketKey, a docket.Audited) docket.Witness {
	w := docket.Witness{Source: s.Name, Carries: s.Coverage, Whole: CarriesAll(s.Coverage) || strings.HasPrefix(s.Name, "scotus"), // the Supreme Court's dockets are always whole
		Through: s.LastGood}
	for _, x := range a.Stands {
		if x.Source == s.Name && x.Stand == docket.StandLate && x.Since.Before(w.Through) {
			w.Through, w.Why = x.Since, x.Why
		}
	}
	for _, g := range a.Gaps {
		if g.Source == s.Name && g.Closed.IsZero() && !filled(a.Fills, g.ID, key) && g.From.Before(w.Through) {
			w.Through, w.Why = g.From, g.Why
		}
	}
	return w
}

// filled reports whether the part of a gap that concerns a docket is closed.
func filled(fills []docket.Fill, gap int64, key docket.DocketKey) bool {
	for _, f := range fills {
		if f.Gap == gap && f.Docket == key {
			return !f.Closed.IsZero()
		}
	}
	return false
}

// CarriesAll reports whether a source says of itself that it shows every entry:
// "Docket entries of type: all", "All Docket Entries.", and the feed of nyed,
// which calls them "Public filings in the last 24 hours".
func CarriesAll(coverage string) bool {
	said := strings.Trim(strings.ToLower(coverage), " .")
	if kinds, ok := strings.CutPrefix(said, "docket entries of type:"); ok {
		return strings.TrimSpace(kinds) == "all"
	}
	return said == "all" || said == "all docket entries" || strings.HasPrefix(said, "public filings")
}

// openGap is an open gap of a source; nil where there is none.
func (au *audit) openGap(source string) *docket.Gap {
	for i := range au.Gaps {
		if au.Gaps[i].Source == source && au.Gaps[i].Closed.IsZero() {
			return &au.Gaps[i]
		}
	}
	return nil
}

// learned is a rhythm, and when it was learned.
type learned struct {
	at     time.Time
	rhythm rhythm
}

// named says which of a watched case's dockets is meant.
func named(c *docket.Case, key docket.DocketKey) string {
	for _, ref := range c.Dockets {
		if ref.Key() == key {
			return fmt.Sprintf("%s, %s %s", c.Name, ref.Court, ref.Number)
		}
	}
	return c.Name
}
