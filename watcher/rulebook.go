package watcher

import (
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// A Rulebook is what a user wants told, and not told, beside what every watched
// case brings: rules of their own, and mute rules. Nil is none.
type Rulebook struct {
	Rules  *rules.RuleSet
	Notify map[string][]string // by rule: the destinations that hear too
	Mutes  []Mute
}

// A Mute keeps entries silent. Its conditions must all hold; a condition that
// lists nothing always does.
type Mute struct {
	Name   string
	Kinds  []string // of [rules.EntryKinds]
	Cases  []string // parts of the user's names
	By     []string
	Courts []string
	Find   *rules.RuleSet // one query; nil for none
	Until  time.Time      // not from then on; zero: for ever
}

// factsOf are what fields of a query ask for, of an entry. Sets of side and kind
// are those of package rules.
func factsOf(c *docket.Case, e docket.Entry) rules.Facts {
	return rules.Facts{Kinds: rules.EntryKindsOf(rules.DocumentKind(e.Kind), e.Text, e.Events), By: rules.Side(e.FiledBy),
		Case: c.Name, Court: e.Docket.Court(), Labels: c.Labels}
}

// Entry runs the rules over the docket text of an entry.
func (b *Rulebook) Entry(c *docket.Case, e docket.Entry, at time.Time) []docket.RuleHit {
	if b == nil || len(b.Rules.Rules()) == 0 {
		return nil
	}
	return b.hitsOf(b.Rules.Read(rules.RuleText{Where: rules.WhereEntry, Text: e.Wording(), Facts: factsOf(c, e)}), rules.WhereEntry, e.Subject(), at)
}

// Release runs the rules over a press item: its title and its text.
func (b *Rulebook) Release(r docket.Release, at time.Time) []docket.RuleHit {
	if b == nil || len(b.Rules.Rules()) == 0 {
		return nil
	}
	body := r.Body
	if body == "" {
		body = r.Teaser
	}
	text := strings.TrimSpace(r.Title + "\n\n" + body)
	return b.hitsOf(b.Rules.Read(rules.RuleText{Where: rules.WherePress, Text: text, Facts: rules.Facts{Source: r.Source}}), rules.WherePress, r.Subject(), at)
}

// hitsOf are hits as the ledger keeps them, and whom their rules name.
func (b *Rulebook) hitsOf(hits []rules.RuleHit, where rules.Where, subject string, at time.Time) []docket.RuleHit {
	var list []docket.RuleHit
	for _, h := range hits {
		x := docket.RuleHit{Rule: h.Rule, Tier: string(h.Tier), In: string(where), Subject: subject, Count: h.Count, Found: at, Notify: b.Notify[h.Rule]}
		if len(h.Places) > 0 {
			p := h.Places[0]
			x.Quote, x.Plain, x.Page, x.Start, x.End = p.Quote, p.Plain, p.Page, p.Start, p.End
		}
		list = append(list, x)
	}
	return list
}

// Muted is the name of the first mute rule that fits the entry; "" where none
// does.
func (b *Rulebook) Muted(c *docket.Case, e docket.Entry, now time.Time) string {
	if b == nil || len(b.Mutes) == 0 {
		return ""
	}
	facts := factsOf(c, e)
	for _, m := range b.Mutes {
		if m.fits(&facts, e, now) {
			return m.Name
		}
	}
	return ""
}

func (m *Mute) fits(facts *rules.Facts, e docket.Entry, now time.Time) bool {
	one := func(want []string, have ...string) bool {
		return len(want) == 0 || slices.ContainsFunc(have, func(h string) bool { return slices.Contains(want, h) })
	}
	if !m.Until.IsZero() && !now.Before(m.Until) || !one(m.Kinds, facts.Kinds...) || !one(m.By, string(facts.By)) || !one(m.Courts, facts.Court) {
		return false
	}
	if len(m.Cases) > 0 && !slices.ContainsFunc(m.Cases, func(name string) bool {
		return strings.Contains(strings.ToLower(facts.Case), strings.ToLower(name))
	}) {
		return false
	}
	return m.Find == nil || len(m.Find.Read(rules.RuleText{Where: rules.WhereEntry, Text: e.Wording(), Facts: *facts})) > 0
}

// urgent are the hits that are worth an alert.
func urgent(hits []docket.RuleHit) []docket.RuleHit {
	var list []docket.RuleHit
	for _, h := range hits {
		if h.Tier == string(rules.TierAlert) {
			list = append(list, h)
		}
	}
	return list
}

// beyond are the hits of rules that are not among those before.
func beyond(hits, before []docket.RuleHit) []docket.RuleHit {
	var list []docket.RuleHit
	for _, h := range hits {
		if !slices.ContainsFunc(before, func(x docket.RuleHit) bool { return x.Rule == h.Rule }) {
			list = append(list, h)
		}
	}
	return list
}

// hearers are those who are told anyway and those whom rules name. Nil, which is
// everybody, stays so.
func hearers(named []string, hits []docket.RuleHit) []string {
	if len(named) == 0 {
		return named
	}
	all := slices.Clone(named)
	for _, h := range urgent(hits) {
		for _, name := range h.Notify {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

// readers are whom the rules name, of what nobody would be told without them.
// Nil, which is everybody, where one of the rules names nobody.
func readers(hits []docket.RuleHit) []string {
	var all []string
	for _, h := range urgent(hits) {
		if len(h.Notify) == 0 {
			return nil
		}
		all = append(all, h.Notify...)
	}
	return all
}
