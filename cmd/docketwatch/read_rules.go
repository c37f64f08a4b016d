package main

import (
	"time"

	"docketwatch/config"
	"docketwatch/rules"
	"docketwatch/watcher"
)

// readRule is one of the user's own rules that fits the text. Start and end are
// byte offsets in it; they and the quote are empty where fields alone decided.
type readRule struct {
	Rule string     `json:"rule"`
	Tier rules.Tier `json:"tier"`
	readPlace
	Count int         `json:"count"`          // how often it stands there
	Also  []readPlace `json:"also,omitempty"` // the other parts that had to stand there
}

type readPlace struct {
	Quote string `json:"quote"`
	Page  int    `json:"page"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// rulebook are the rules of the file that --rules names; nil for none. Of them
// those run that are for the kind of text that is read.
func (c *readCmd) rulebook() (*rules.RuleSet, error) {
	if c.Rules == "" {
		return nil, nil
	}
	book, _, err := loadRules(c.Rules, time.UTC)
	if err != nil {
		return nil, err
	}
	return book.Rules, nil
}

// loadRules reads rules and mute rules of a configuration, or of a file of these
// sections alone. What is only worth saying comes back beside them.
func loadRules(path string, zone *time.Location) (*watcher.Rulebook, config.Problems, error) {
	list, muted, err := config.RulesOf(path)
	book, more := rulebookOf(list, muted, zone)
	var bad, notes config.Problems
	for _, p := range more {
		if p.Warning {
			notes = append(notes, p)
		} else {
			bad = append(bad, p)
		}
	}
	if len(bad) > 0 {
		err = joined(err, bad)
	}
	if err != nil {
		return nil, nil, asFileError(path, err)
	}
	return book, notes, nil
}

func rulesIn(hits []rules.RuleHit) []readRule {
	list := []readRule{}
	for _, h := range hits {
		r := readRule{Rule: h.Rule, Tier: h.Tier, Count: h.Count}
		for i, p := range h.Places {
			at := readPlace{Quote: p.Quote, Page: p.Page, Start: p.Start, End: p.End}
			if i == 0 {
				r.readPlace = at
			} else {
				r.Also = append(r.Also, at)
			}
		}
		list = append(list, r)
	}
	return list
}

// shifted are the hits with their offsets in the text without its title; a hit in
// the title stands at 0.
func shifted(list []readRule, by int) []readRule {
	move := func(p *readPlace) { p.Start, p.End = max(0, p.Start-by), max(0, p.End-by) }
	for i := range list {
		move(&list[i].readPlace)
		for k := range list[i].Also {
			move(&list[i].Also[k])
		}
	}
	return list
}
