package main

import (
	"strings"

	"docketwatch/docket"
	"docketwatch/rules"
)

// releaseReading is what `read release` prints.
type releaseReading struct {
	ID            string             `json:"id"`
	Relevance     docket.Relevance   `json:"relevance"`
	Findings      []readFinding      `json:"findings"`
	Actions       []readAction       `json:"actions"`
	Jurisdictions []readJurisdiction `json:"jurisdictions"`
	Laws          []readLaw          `json:"laws"`
	Deadlines     []readDeadline     `json:"deadlines"`
	Rules         []readRule         `json:"rules,omitzero"` // with --rules
}

// readMark is where it stands: byte offsets in the text, or in the title where
// that was given apart.
type readMark struct {
	Field string `json:"field"` // "title" or "body"
	Quote string `json:"quote"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type readAction struct {
	Action rules.Action `json:"action"`
	readMark
}

type readJurisdiction struct {
	Name  string                 `json:"name"` // "Cook County, IL"
	Kind  rules.JurisdictionKind `json:"kind"`
	State string                 `json:"state"`
	Aimed bool                   `json:"aimed"` // something is done to it; else it is only spoken of
	readMark
}

type readLaw struct {
	Name string        `json:"name"`
	Kind rules.LawKind `json:"kind"`
	readMark
}

type readDeadline struct {
	Date docket.Date `json:"date"` // "" where there is no day to count from
	Days int         `json:"days,omitempty"`
	readMark
}

// headline is the longest first line that is taken for a title.
const headline = 300

// readRelease reads a press item. Its first line is the title where it is short
// enough to be one.
func readRelease(r *rules.Reader, own *rules.RuleSet) func(readItem) any {
	return func(item readItem) any {
		title, body := item.Title, item.Text
		offsets := map[string]int{} // of title and body, in the text
		if title == "" {
			trimmed := strings.TrimSpace(item.Text)
			if first, rest, _ := strings.Cut(trimmed, "\n"); len(first) <= headline {
				title, body = first, rest
				offsets["title"] = strings.Index(item.Text, trimmed)
				offsets["body"] = offsets["title"] + min(len(first)+1, len(trimmed))
			}
		}
		got := rules.ReadRelease(docket.Release{Title: title, Body: body, Date: item.Date})
		argued := r.ReadFiling(rules.Filing{Text: item.Text, Kind: rules.KindRelease, FiledBy: item.FiledBy})
		out := releaseReading{ID: item.ID, Relevance: got.Relevance, Findings: findingsOf(argued),
			Actions: []readAction{}, Jurisdictions: []readJurisdiction{}, Laws: []readLaw{}, Deadlines: []readDeadline{}}
		at := func(m rules.Mark) readMark {
			return readMark{m.Field, m.Quote, m.Start + offsets[m.Field], m.End + offsets[m.Field]}
		}
		for _, a := range got.Acts {
			out.Actions = append(out.Actions, readAction{a.Action, at(a.Mark)})
		}
		for _, n := range got.Jurisdictions {
			out.Jurisdictions = append(out.Jurisdictions, readJurisdiction{n.String(), n.Kind, n.State, n.Aimed, at(n.Mark)})
		}
		for _, l := range got.Laws {
			out.Laws = append(out.Laws, readLaw{l.Name, l.Kind, at(l.Mark)})
		}
		for _, d := range got.Deadlines {
			out.Deadlines = append(out.Deadlines, readDeadline{d.Date, d.Days, at(d.Mark)})
		}
		if own != nil {
			out.Rules = rulesIn(own.Read(rules.RuleText{Where: rules.WherePress, Text: strings.TrimLeft(item.Title+"\n\n", "\n") + item.Text}))
			if item.Title != "" {
				out.Rules = shifted(out.Rules, len(item.Title)+2)
			}
		}
		return out
	}
}
