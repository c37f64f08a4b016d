package watcher

import (
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// A Replay is what rules find when they are run again over what the ledger
// keeps. It tells nobody anything.
type Replay struct {
	book   *Rulebook
	arguer *Arguer
	watch  *Watch
}

// NewReplay makes one of the rules and the arguments to run.
func NewReplay(book *Rulebook, arguer *Arguer, watch *Watch) *Replay {
	return &Replay{book: book, arguer: arguer, watch: watch}
}

// Again is what came of one entry or release.
type Again struct {
	Hits     []docket.RuleHit // of its text and of its documents
	Findings []docket.Finding // arguments that would be told
	Muted    string           // the mute rule that keeps it silent
	Spared   bool             // muted, and told all the same: a rule fits, or an argument stands in it
}

// Entry runs everything over an entry and those of its documents that were read,
// by attachment number. An entry of a docket that nobody watches any more is
// taken under the court's own name of the case.
func (r *Replay) Entry(e docket.Entry, documents map[int][]docket.Page, now time.Time) Again {
	c := r.watch.Case(e.Docket)
	if c == nil {
		c = &docket.Case{Name: e.CaseName}
	}
	e.Kind, e.FiledBy = understand(e, c) // with the rules of today
	out := Again{Hits: r.book.Entry(c, e, now), Muted: r.book.Muted(c, e, now)}
	for n, pages := range documents {
		found, hits := r.arguer.read(docket.Reading{Entry: e, Attachment: n}, c, pages, r.book, now)
		out.Findings = append(out.Findings, r.arguer.worth(found)...)
		out.Hits = append(out.Hits, hits...)
	}
	out.Spared = out.Muted != "" && len(out.Findings)+len(urgent(out.Hits)) > 0
	return out
}

// Release runs the rules over a press item.
func (r *Replay) Release(x docket.Release, now time.Time) Again {
	return Again{Hits: r.book.Release(x, now)}
}

// Worth are the findings that are told: of tier alert, spoken by a party or the
// court for itself.
func (a *Arguer) Worth(found []docket.Finding) []docket.Finding { return a.worth(found) }

// Alone is the mute rule by itself.
func (m Mute) Alone() *Rulebook { return &Rulebook{Rules: rules.NewRuleSet(nil), Mutes: []Mute{m}} }
