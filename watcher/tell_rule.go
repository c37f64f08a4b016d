package watcher

import (
	"fmt"
	"strings"

	"docketwatch/docket"
)

// because puts the hits of the user's rules into an alert: their names stand in
// it, and the reason says with which words.
func because(a docket.Alert, hits []docket.RuleHit) docket.Alert {
	if len(hits) == 0 {
		return a
	}
	a.Rules = hits
	a.Reason += "; " + saying(hits)
	return a
}

// mostRules is how many rules one message spells out.
const mostRules = 6

// saying names the rules, each with its words.
func saying(hits []docket.RuleHit) string {
	var parts []string
	for i, h := range hits {
		if i == mostRules {
			parts = append(parts, fmt.Sprintf("and %d more", len(hits)-i))
			break
		}
		parts = append(parts, "your rule "+h.Rule+worded(h))
	}
	return strings.Join(parts, "; ")
}

func worded(h docket.RuleHit) string {
	if h.Plain == "" {
		return ""
	}
	return ": “" + firstRunes(strings.Join(strings.Fields(h.Plain), " "), 320) + "”"
}

// ruleAlerts tell what the user's rules found in what became known of a told
// entry: a message a rule, in the thread of the entry, each once for the text
// that digest names. Where very many fit, the last message lists the others.
func ruleAlerts(base docket.Alert, hits []docket.RuleHit, digest, where string) []docket.Alert {
	base.Kind, base.Awaiting, base.Paper, base.EditOnly = docket.AlertRule, "", "", false
	base.Reason = "your own rule, read in " + where
	var list []docket.Alert
	for i, h := range hits {
		a := base
		a.Digest = shortDigest(digest + "\x00" + h.Rule)
		a.Title = "Your rule " + h.Rule + " fits " + where
		a.Rules = hits[i : i+1]
		a.Body = strings.TrimPrefix(worded(h), ": ")
		if h.Page > 0 && a.Body != "" {
			a.Body += fmt.Sprintf(" p. %d", h.Page)
		}
		if h.Count > 1 {
			a.Body = strings.TrimSpace(a.Body + fmt.Sprintf("\n(the first of %d places)", h.Count))
		}
		if h.Sheet > 0 && a.Link != "" {
			a.Link += fmt.Sprintf("#page=%d", h.Sheet)
		}
		if i == mostRules {
			a.Title = plural(len(hits)-i, "more rule of yours fits ", "more rules of yours fit ") + where
			var lines []string
			for _, h := range hits[i:] {
				lines = append(lines, firstRunes(h.Rule+worded(h), 160))
			}
			a.Body, a.Rules = strings.Join(lines, "\n"), hits[i:]
			return append(list, a)
		}
		list = append(list, a)
	}
	return list
}
