package watcher

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// readRelease finds what a press item says and argues. One that does not speak
// of the watched matter is not read.
func (t *turner) readRelease(ch *docket.ReleaseChange) {
	r := ch.Release
	ours := r.Relevance != docket.Irrelevant
	ch.Read = ours || ch.Kind != docket.New // an edit may take back what made it ours
	if !ours {
		return
	}
	ch.Found = rules.ReadRelease(r).Findings(r.Subject())
	if t.arguer != nil {
		ch.Argued = t.arguer.readRelease(r, t.now())
	}
}

// mostNamed is how many jurisdictions one line names; the others are counted.
const mostNamed = 9

// actionWords are the actions as people say them.
var actionWords = map[string]string{
	string(rules.ActionSuit): "suit", string(rules.ActionLetter): "letter", string(rules.ActionSubpoena): "subpoena",
	string(rules.ActionConditioned): "condition on grants", string(rules.ActionWithheld): "grants withheld", string(rules.ActionTerminated): "grants terminated",
	string(rules.ActionList): "list",
}

// actionToward is how an action goes on to whom it is done.
var actionToward = map[string]string{
	string(rules.ActionSuit): " against ", string(rules.ActionLetter): " to ", string(rules.ActionSubpoena): " to ",
	string(rules.ActionConditioned): " for ", string(rules.ActionWithheld): " from ", string(rules.ActionTerminated): " of ", string(rules.ActionList): " naming ",
}

// pressLines say in a line what a release does, to whom, under which law and
// until when, and in another which watched cases' parties it does it to. None
// where it says nothing of the kind.
func pressLines(found []docket.PressFinding, parties []party) []string {
	var lines []string
	if line := pressFacts(found); line != "" {
		lines = append(lines, line)
	}
	var cases []string
	for _, p := range parties {
		if tie, ok := rules.TieOf(p.challengers, nil, found); ok && tie.Kind == rules.TieParty {
			cases = append(cases, fmt.Sprintf("%s (%s)", p.of.Name, tie.Party))
		}
	}
	if len(cases) > 0 {
		lines = append(lines, "names a party of: "+someOf(cases, mostNamed))
	}
	return lines
}

func pressFacts(found []docket.PressFinding) string {
	var acts, laws, until []string
	for _, f := range found {
		switch f.What {
		case docket.PressAction:
			if w := actionWords[f.Value]; w != "" {
				acts = append(acts, w)
			}
		case docket.PressLaw:
			laws = append(laws, f.Value)
		case docket.PressDeadline:
			if day := dayWords(docket.Date(f.Value)); day != f.Value {
				until = append(until, "by "+day)
			} else {
				until = append(until, f.Value) // "within 14 days"
			}
		}
	}
	var parts []string
	if line := strings.Join(acts, ", "); line != "" {
		if to := aimedAt(found); len(to) > 0 {
			line += ": " + someOf(to, mostNamed)
		}
		parts = append(parts, line)
	}
	for _, list := range [][]string{laws, until} {
		if len(list) > 0 {
			parts = append(parts, someOf(list, 4))
		}
	}
	return strings.Join(parts, " · ")
}

// aimedAt are the jurisdictions that something is done to.
func aimedAt(found []docket.PressFinding) (names []string) {
	for _, f := range found {
		if f.What == docket.PressJurisdiction && f.Aimed {
			names = append(names, f.Value)
		}
	}
	return names
}

// someOf lists the first of many and counts the rest.
func someOf(list []string, most int) string {
	sep := ", "
	if slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, ",") }) {
		sep = "; "
	}
	if len(list) <= most {
		return strings.Join(list, sep)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], sep), len(list)-most)
}

// dayWords is a day as people write it; what is no day stands as it is.
func dayWords(d docket.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("Jan 2, 2006")
}

// A party is a watched case and who stands in it against the government.
type party struct {
	of          *docket.Case
	challengers []rules.Jurisdiction
}

// parties are read from the captions that the courts print, and from the user's
// own name of a case where no court has printed one yet.
func (w *Watch) parties(captions map[docket.DocketKey]string) []party {
	var list []party
	for i := range w.cases {
		c := &w.cases[i]
		list = append(list, party{c, challengersOf(c, captions)})
	}
	return list
}

func challengersOf(c *docket.Case, captions map[docket.DocketKey]string) (found []rules.Jurisdiction) {
	var courts []string
	for _, ref := range c.Dockets {
		courts = append(courts, ref.Court)
	}
	names := []string{}
	for _, ref := range c.Dockets {
		if name := captions[ref.Key()]; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		names = []string{c.Name}
	}
	for _, name := range names {
		for _, j := range rules.Challengers(name, c.Government, courts...) {
			if !slices.Contains(found, j) {
				found = append(found, j)
			}
		}
	}
	return found
}

// publisher is who published a release, by where it stands.
func publisher(r docket.Release) string {
	u, err := url.Parse(r.URL)
	if err != nil {
		return office(r)
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	for domain, who := range map[string]string{"justice.gov": "the Justice Department", "whitehouse.gov": "the White House",
		"dhs.gov": "the Department of Homeland Security", "ojp.gov": "the Office of Justice Programs", "federalregister.gov": "the Federal Register"} {
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return who
		}
	}
	return office(r)
}
