package main

import (
	"errors"
	"slices"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/rules"
	"docketwatch/watcher"
)

// rulebookOf compiles the user's rules and mute rules. Every problem of a query
// comes with its line of the file and its column.
func rulebookOf(list []config.Rule, muted []config.Mute, zone *time.Location) (*watcher.Rulebook, config.Problems) {
	book := &watcher.Rulebook{Notify: make(map[string][]string)}
	var compiled []rules.UserRule
	var problems config.Problems
	for _, r := range list {
		q, bad := queryOf(r.Find)
		problems = append(problems, bad...)
		if q == nil {
			continue
		}
		u := rules.UserRule{Name: r.Name, Query: q, Tier: rules.Tier(r.Tier)}
		for _, in := range r.In {
			u.In = append(u.In, rules.Where(in))
		}
		compiled = append(compiled, u)
		book.Notify[r.Name] = r.Notify
	}
	book.Rules = rules.NewRuleSet(compiled)
	for _, m := range muted {
		x := watcher.Mute{Name: m.Name, Kinds: m.Kind, Cases: m.Case, By: m.By, Courts: m.Court}
		problems = append(problems, closedSet(m, "kind", m.Kind, rules.EntryKinds())...)
		problems = append(problems, closedSet(m, "by", m.By, sides())...)
		if m.Find.Value != "" {
			q, bad := queryOf(m.Find)
			problems = append(problems, bad...)
			if q != nil {
				x.Find = rules.NewRuleSet([]rules.UserRule{{Name: m.Name, Query: q}})
			}
		}
		if day, err := time.ParseInLocation(time.DateOnly, string(m.Until), zone); err == nil {
			x.Until = day.AddDate(0, 0, 1) // the day itself still counts
		}
		book.Mutes = append(book.Mutes, x)
	}
	return book, problems
}

// queryOf reads the query of a rule; nil where it cannot be read.
func queryOf(text config.Text) (*rules.Query, config.Problems) {
	if strings.TrimSpace(text.Value) == "" {
		return nil, nil // config has said so
	}
	q, err := rules.ParseQuery(text.Value)
	var bad *rules.QueryError
	if errors.As(err, &bad) {
		var problems config.Problems
		for _, p := range bad.Problems {
			problems = append(problems, text.At(p.Line, p.Hint, "column %d: %s", p.Column, p.Message))
		}
		return nil, problems
	}
	var notes config.Problems
	for _, n := range q.Notes {
		p := text.At(n.Line, n.Hint, "column %d: %s", n.Column, n.Message)
		p.Warning = true
		notes = append(notes, p)
	}
	return q, notes
}

func closedSet(m config.Mute, key string, values, set []string) config.Problems {
	var problems config.Problems
	for _, v := range values {
		if slices.Contains(set, v) {
			continue
		}
		hint := "there are " + strings.Join(set, ", ")
		if near := config.Nearest(v, set); near != "" {
			hint = "did you mean \"" + near + "\"?"
		}
		problems = append(problems, config.Problem{Line: m.Line, Path: m.Path, Message: key + ": \"" + v + "\" is none", Hint: hint})
	}
	return problems
}

func sides() []string {
	var list []string
	for _, s := range rules.Sides() {
		list = append(list, string(s))
	}
	return list
}
