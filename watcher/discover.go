package watcher

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

// A DiscoverRule finds cases nobody listed by their captions.
type DiscoverRule struct {
	Caption *regexp.Regexp
	Courts  []string // CourtListener ids; empty means every court that is looked at
	Notify  []string
}

// discovered are the dockets of a look that nobody watches and a rule wants: by
// caption, or because an entry of a watched case names the number of its appeal.
func (t *turner) discovered(sightings []docket.Sighting, watched []matched, more []docket.Suggestion) []docket.Suggestion {
	found := slices.Clone(more)
	seen := make(map[docket.DocketKey]bool)
	if len(t.discover) > 0 {
		for _, s := range sightings {
			if key := s.Docket(); s.CaseName != "" && !seen[key] {
				seen[key] = true
				found = append(found, t.byCaption(s)...)
			}
		}
	}
	for _, w := range watched {
		found = append(found, appeals(w)...)
	}
	seen = make(map[docket.DocketKey]bool)
	return slices.DeleteFunc(found, func(s docket.Suggestion) bool {
		key := s.Docket.Key()
		again := seen[key] || t.watch.Case(key) != nil
		seen[key] = true
		return again
	})
}

func (t *turner) byCaption(s docket.Sighting) []docket.Suggestion {
	if _, _, ok := t.watch.Match(s); ok {
		return nil
	}
	for _, r := range t.discover {
		if (len(r.Courts) == 0 || slices.Contains(r.Courts, s.Court)) && r.Caption.MatchString(s.CaseName) {
			return []docket.Suggestion{{Docket: docket.DocketRef{Court: s.Court, Number: s.Number.Case()}, Caption: s.CaseName,
				Why: fmt.Sprintf("its caption fits the rule %q", r.Caption), Link: s.DocketURL, Notify: r.Notify}}
		}
	}
	return nil
}

// appealNumber is how a district court's docket names an appeal: "USCA Case
// Number 17-16886 for 115 Notice of Appeal", "(Appeal No. 25-3664)".
var appealNumber = regexp.MustCompile(`(?i)\b(?:USCA(?: (?:Case|Appeal))?|Appeal|(?:Ninth|Seventh|First|Second|Third|Tenth|D\.?C\.?) Circuit)(?: Case)?(?: Number| No\.?| #)?:? ?(\d\d-\d{1,5})\b`)

// appeals are the dockets in the court above that an entry's text names.
func appeals(w matched) []docket.Suggestion {
	court, ok := docket.CourtByID(w.key.Court())
	if !ok || court.Circuit == "" || w.Text == "" {
		return nil
	}
	var found []docket.Suggestion
	for _, m := range appealNumber.FindAllStringSubmatch(w.Text, 4) {
		n, err := docket.ParseNumber(m[1])
		if err != nil {
			continue
		}
		found = append(found, docket.Suggestion{Docket: docket.DocketRef{Court: court.Circuit, Number: n}, Caption: w.of.Name + " (appeal)",
			Why: "an entry of " + w.of.Name + " names it: " + firstRunes(w.Text, 120), Notify: w.of.Notify})
	}
	return found
}

// suggest plans one message for each audience, with what to paste, however many
// cases there are.
func (t *turner) suggest(turn *docket.Turn, found []docket.Suggestion, known docket.Known, now time.Time) {
	var audiences []string
	lists := make(map[string][]docket.Suggestion)
	for _, s := range found {
		if known.Suggested[s.Docket.Key()] {
			continue
		}
		turn.Suggested = append(turn.Suggested, s)
		who := strings.Join(s.Notify, "\n")
		if _, ok := lists[who]; !ok {
			audiences = append(audiences, who)
		}
		lists[who] = append(lists[who], s)
	}
	for _, who := range audiences {
		list := lists[who]
		turn.Plans = append(turn.Plans, t.router.Plan(suggestedAlert(turn.Source, list, now), list[0].Notify))
	}
}

// suggestedLines is how many cases one message spells out.
const suggestedLines = 10

func suggestedAlert(source string, list []docket.Suggestion, now time.Time) docket.Alert {
	var lines, keys []string
	for i, s := range list {
		keys = append(keys, string(s.Docket.Key()))
		if i < suggestedLines {
			lines = append(lines, s.Config(), "  # "+s.Why)
		}
	}
	if more := len(list) - suggestedLines; more > 0 {
		lines = append(lines, fmt.Sprintf("# and %d more", more))
	}
	a := docket.Alert{
		Subject: "discover:" + keys[0], Kind: docket.AlertSuggested, Digest: shortDigest(strings.Join(keys, "\n")), Source: source, Seen: now,
		Title: plural(len(list), "case that nobody watches may be yours", "cases that nobody watches may be yours"),
		Body:  strings.Join(lines, "\n"), Link: list[0].Link,
		Reason: "suggested, never followed by itself: paste what you want under `cases:`",
	}
	if len(list) == 1 {
		if court, ok := docket.CourtByID(list[0].Docket.Court); ok {
			a.Court, a.CourtName, a.Number = court.ID, court.Citation, list[0].Docket.Number.String()
		}
	}
	return a
}
