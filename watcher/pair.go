package watcher

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"docketwatch/docket"
)

// pair matches sightings without any number to entries without any number: a
// court's feed shows "[Minute Entry]", and CourtListener the full text a day
// later, and nothing but day and words says that they are one. It returns, for
// each sighting that can be one entry only, that entry's index, and for the
// others how many it could be. Two distinct entries are never joined: a match
// counts only if the entry could be no other sighting's, and the sighting no
// other entry.
func pair(known []docket.Entry, key docket.DocketKey, sightings []docket.Sighting) (match map[int]int, doubt map[int]bool) {
	candidates := make(map[int][]int) // sighting -> entries
	claims := make(map[int]int)       // entry -> sightings
	for i, s := range sightings {
		if s.DocumentNumber != "" || s.PacerDocID != "" || find(known, key, docket.EntryKeys(s), s) >= 0 {
			continue
		}
		for j, e := range known {
			if e.Docket == key && couldBe(e, s) {
				candidates[i] = append(candidates[i], j)
				claims[j]++
			}
		}
	}
	match, doubt = make(map[int]int), make(map[int]bool)
	for i, entries := range candidates {
		if len(entries) == 1 && claims[entries[0]] == 1 {
			match[i] = entries[0]
		} else {
			doubt[i] = true
		}
	}
	return match, doubt
}

// pairs is what pair found for a whole look, by the index of the sighting.
type pairs struct {
	match map[int]docket.Entry
	doubt map[int]bool
}

// pairUp pairs a look docket by docket.
func pairUp(known []docket.Entry, watched []matched) pairs {
	p := pairs{match: make(map[int]docket.Entry), doubt: make(map[int]bool)}
	at := make(map[docket.DocketKey][]int)
	for i, w := range watched {
		if w.DocumentNumber == "" {
			at[w.key] = append(at[w.key], i)
		}
	}
	for key, places := range at {
		sightings := make([]docket.Sighting, len(places))
		for n, i := range places {
			sightings[n] = watched[i].Sighting
		}
		match, doubt := pair(known, key, sightings)
		for n, j := range match {
			p.match[places[n]] = known[j]
		}
		for n := range doubt {
			p.doubt[places[n]] = true
		}
	}
	return p
}

// couldBe: neither has a number, both are of one day, this source has not shown
// the entry itself (a source tells its own entries apart), and the words fit.
func couldBe(e docket.Entry, s docket.Sighting) bool {
	if e.DocumentNumber != "" || e.PacerDocID != "" {
		return false
	}
	if _, heard := e.By(s.Source); heard {
		return false
	}
	if e.SeqNo != "" && s.SeqNo != "" && e.PacerCaseID == s.PacerCaseID && e.SeqNo != s.SeqNo {
		return false
	}
	if !slices.ContainsFunc(days(e.Docket, e.Filed, e.Entered), func(d docket.Date) bool {
		return slices.Contains(days(e.Docket, s.Filed, s.Entered), d)
	}) {
		return false
	}
	switch {
	case e.Text != "" && s.Text != "":
		return wording(e.Text) == wording(s.Text)
	case e.Text != "":
		return tellsOf(e.Text, s.Events)
	case s.Text != "":
		return tellsOf(s.Text, e.Events)
	}
	return containsAll(e.Events, s.Events) || containsAll(s.Events, e.Events)
}

// days are the court's days an entry may be of: filed and entered can differ.
func days(key docket.DocketKey, filed docket.Date, entered time.Time) []docket.Date {
	var list []docket.Date
	if filed != "" {
		list = append(list, filed)
	}
	if court, ok := docket.CourtByID(key.Court()); ok && !entered.IsZero() {
		list = append(list, docket.Date(entered.In(court.Location()).Format(time.DateOnly)))
	}
	return list
}

// tellsOf reports whether a full text can be what a clerk's event words name:
// it begins with the same word, or holds all their words of weight in its
// beginning.
func tellsOf(text string, events []string) bool {
	head := words(text)
	head = head[:min(len(head), 60)]
	if len(head) == 0 {
		return false
	}
	for _, event := range events {
		w := words(event)
		if len(w) == 0 {
			continue
		}
		if w[0] == head[0] {
			return true
		}
		heavy := slices.DeleteFunc(w, func(x string) bool { return len(x) <= 3 })
		if len(heavy) > 0 && !slices.ContainsFunc(heavy, func(x string) bool { return !slices.Contains(head, x) }) {
			return true
		}
	}
	return false
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
