package rules

import (
	"regexp"
	"slices"

	"docketwatch/docket"
)

// A PressReading is what a release says: who is named, what is done, under which
// law, until when. Everything stands with its words.
type PressReading struct {
	Relevance     docket.Relevance
	Why           string
	Jurisdictions []Named // each once, where it is aimed at or first named
	Laws          []Law   // each once, where it is first named
	Acts          []Act   // the title's before the body's, each action once; a statement where there is no other
	Deadlines     []Deadline
}

// Action is what the release first of all announces.
func (r PressReading) Action() Action { return r.Acts[0].Action }

// Aimed are the jurisdictions that something is done to.
func (r PressReading) Aimed() []Named {
	return slices.DeleteFunc(slices.Clone(r.Jurisdictions), func(n Named) bool { return !n.Aimed })
}

// ReadRelease reads a press item. It never fails: text in which nothing can be
// told gives a statement that names nobody.
func ReadRelease(r docket.Release) PressReading {
	var got PressReading
	got.Relevance, got.Why = Press(r)
	fields := []*released{releasedOf("title", r.Title), releasedOf("teaser", r.Teaser), releasedOf("body", r.Body)}
	acts := make([][]Act, len(fields))
	acted := false
	for i, f := range fields {
		acts[i] = actsIn(f, r.Date)
		acted = acted || len(acts[i]) > 0
	}
	for i, f := range fields {
		deadlines := deadlinesIn(f, r.Date)
		hot := make(map[part]bool)
		for _, a := range acts[i] {
			hot[a.at] = true
		}
		for _, d := range deadlines {
			hot[d.at] = true
		}
		for _, n := range aim(f, placesIn(f), hot, acted) {
			got.addPlace(n)
		}
		for _, l := range lawsIn(f) {
			if !slices.ContainsFunc(got.Laws, func(x Law) bool { return x.Name == l.Name }) {
				got.Laws = append(got.Laws, l)
			}
		}
		for _, a := range acts[i] {
			if !slices.ContainsFunc(got.Acts, func(x Act) bool { return x.Action == a.Action }) {
				got.Acts = append(got.Acts, a)
			}
		}
		for _, d := range deadlines {
			if !slices.ContainsFunc(got.Deadlines, func(x Deadline) bool { return x.Date == d.Date && x.Days == d.Days }) {
				got.Deadlines = append(got.Deadlines, d)
			}
		}
	}
	if len(got.Acts) == 0 {
		got.Acts = []Act{{Action: ActionStatement, Mark: fields[0].mark(0, len(fields[0].text))}}
	}
	return got
}

// addPlace keeps each jurisdiction once: an aimed mention before another.
func (r *PressReading) addPlace(n Named) {
	i := slices.IndexFunc(r.Jurisdictions, func(x Named) bool { return x.Jurisdiction == n.Jurisdiction })
	switch {
	case i < 0:
		r.Jurisdictions = append(r.Jurisdictions, n)
	case n.Aimed && !r.Jurisdictions[i].Aimed:
		r.Jurisdictions[i] = n
	}
}

var (
	// accused: a jurisdiction is found to break the law, though nothing else is done yet.
	accused = regexp.MustCompile(`(?i)\b(?:violat\w+|(?:not|non)-?\s?compl\w+|fail(?:s|ed|ure)?\sto\scomply|no\sevidence\sof\scompliance|designated|identified\sas|ineligible)\b`)
	// leadsList: what follows is a list.
	leadsList = regexp.MustCompile(`(?i)(?:\b(?:following|these|below|recipients?|jurisdictions?|letters?|states?|counties|cities|list|to)\b[^.]{0,80})?:\s*$|\b(?:following|listed\sbelow)\b[^.]*\.?$|^(?:states|counties|cities|jurisdictions)$`)
	// otherWords are the words in a line of a list that are no name.
	otherWords = regexp.MustCompile(`[A-Za-z]{2,}`)
	// captionOf: the name of a suit.
	captionOf = regexp.MustCompile(`(?:United\sStates(?:\sof\sAmerica)?|U\.S\.)\sv(?:s)?\.\s$`)
)

// aim marks the jurisdictions that something is done to: those in a headline or
// sentence that tells a deed, demands something by a day or finds a breach; those
// of the lists of a release that tells a deed; and the defendants of a suit whose
// name is given.
func aim(f *released, places []Named, hot map[part]bool, acted bool) []Named {
	opened := false // a list is under way
	for i, x := range f.parts {
		text := f.of(i)
		var here []int
		rest := []byte(text)
		for k, n := range places {
			if n.at.start >= x.start && n.at.end <= x.end {
				here = append(here, k)
				for b := n.at.start - x.start; b < n.at.end-x.start; b++ {
					rest[b] = ' '
				}
			}
		}
		item := len(here) > 0 && len(otherWords.FindAll(rest, -1)) <= 2
		aimed := hot[x] || accused.MatchString(text) && acted || opened && item
		for _, k := range here {
			places[k].Aimed = aimed || captionOf.MatchString(f.text[max(0, places[k].at.start-40):places[k].at.start])
		}
		switch {
		case acted && leadsList.MatchString(text):
			opened = true
		case !item:
			opened = false
		}
	}
	return places
}
