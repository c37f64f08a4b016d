package rules

import (
	"regexp"
	"slices"
	"strings"

	"docketwatch/docket"
)

// Challengers are the jurisdictions that stand against the federal government in
// a caption, as the court prints it. A county or city that no list knows is taken
// to lie in the State of the court, where one is known: they sue at home.
func Challengers(caption string, government docket.Role, courts ...string) []Jurisdiction {
	c := readCaption(caption, government)
	left, right, ok := cutCaption(caption)
	if !ok {
		return nil
	}
	side := left
	if c.suer == SideGovernment {
		side = right
	} else if c.sued != SideGovernment {
		return nil
	}
	var found []Jurisdiction
	for _, n := range placesIn(releasedOf("caption", side)) {
		j := n.Jurisdiction
		if j.Kind == JurisdictionUnclear { // a caption names the city as a city
			j.Kind = JurisdictionState
		}
		if j.State == "" {
			j.State = stateOfCourts(courts)
		}
		if j.Kind == JurisdictionCounty {
			j = countyOf(j.Name, j.State)
		}
		if !slices.Contains(found, j) {
			found = append(found, j)
		}
	}
	return found
}

func cutCaption(caption string) (left, right string, ok bool) {
	for _, between := range []string{" v. ", " vs. ", " v ", " V. ", " VS. ", " vs "} {
		if left, right, ok = strings.Cut(caption, between); ok {
			return left, right, true
		}
	}
	return "", "", false
}

// stateOfCourts is the State that a district court sits in, by its id: "cand",
// "nysd". The District of Columbia's hears suits from everywhere.
func stateOfCourts(courts []string) string {
	for _, id := range courts {
		court, ok := docket.CourtByID(id)
		if !ok || court.Kind != docket.District || len(id) < 3 {
			continue
		}
		if postal := strings.ToUpper(id[:2]); states.names[postal] != "" && postal != "DC" {
			return postal
		}
	}
	return ""
}

// A TieKind says how close a release is to a case. The set is closed.
type TieKind string

// The ties, the closest first.
const (
	TieParty TieKind = "party" // something is done to a party of the case
	TieState TieKind = "state" // to the State a party is in, or to a place in the State that is the party; under a law of the case
	TieLaw   TieKind = "law"   // to others, under a law of the case
)

// A Tie is what a case and a release have to do with each other.
type Tie struct {
	Kind  TieKind
	Party string                // of the case: "Santa Clara County, CA"; "" for a tie by law
	Named []docket.PressFinding // what the release names that makes the tie; for a tie by law, all that it is aimed at, perhaps none
	Laws  []string              // that both are about, in words: "8 U.S.C. 1373, which EO 13768 enforces"
}

// severalPlaces are jurisdictions that are counted and not named: "to nine
// jurisdictions". What is done to everybody is done to nobody.
var severalPlaces = regexp.MustCompile(`(?i)\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?(?:\sof)?|several|multiple)\s(?:\w+\s){0,2}(?:jurisdictions|cities|counties|states|localities)\b`)

// TieOf says how a release is tied to a case with these challengers and these
// laws. False where the release tells no deed, or none that is done to jurisdictions
// it names or counts, and where nothing ties the two: a shared subject is no tie.
func TieOf(parties []Jurisdiction, laws []string, found []docket.PressFinding) (Tie, bool) {
	var aimed []docket.PressFinding
	var cited []string
	deed, many := false, false
	for _, f := range found {
		switch f.What {
		case docket.PressAction:
			if f.Value != string(ActionStatement) {
				deed = true
				many = many || severalPlaces.MatchString(f.Quote)
			}
		case docket.PressJurisdiction:
			if f.Aimed {
				aimed = append(aimed, f)
			}
		case docket.PressLaw:
			cited = append(cited, f.Value)
		}
	}
	if !deed || len(aimed) == 0 && !many {
		return Tie{}, false
	}
	t := Tie{Laws: inCommon(cited, laws)}
	for _, p := range parties {
		for _, f := range aimed {
			if f.Kind != string(JurisdictionUnclear) && f.Value == p.String() {
				t.Kind, t.Party, t.Named = TieParty, p.String(), []docket.PressFinding{f}
				return t, true
			}
		}
	}
	if len(t.Laws) == 0 {
		return Tie{}, false
	}
	for _, p := range parties {
		for _, f := range aimed {
			whole := f.Kind == string(JurisdictionState) || p.Kind == JurisdictionState && f.Kind != string(JurisdictionUnclear)
			if whole && p.State != "" && f.State == p.State {
				t.Kind, t.Party, t.Named = TieState, p.String(), append(t.Named, f)
			}
		}
		if t.Kind == TieState {
			return t, true
		}
	}
	t.Kind, t.Named = TieLaw, aimed
	return t, true
}

// enforces are the statutes that an executive order sends officers to enforce, by
// its own words: section 9(a) of EO 13768 is about compliance with 8 U.S.C. 1373
// (82 FR 8799).
var enforces = map[string][]string{"EO 13768": {"8 U.S.C. 1373"}}

// inCommon are the laws that two lists share, where an order counts for the
// statutes it enforces too. A way of cooperating and the list itself are shared
// by everything in this matter, and tie nothing.
func inCommon(a, b []string) []string {
	var shared []string
	wide := func(names []string) map[string]string { // what a name stands for, and by which name it is there
		m := make(map[string]string)
		for _, n := range names {
			for _, s := range enforces[n] {
				if m[s] == "" {
					m[s] = s + ", which " + n + " enforces"
				}
			}
		}
		for _, n := range names {
			m[n] = n
		}
		return m
	}
	left, right := wide(a), wide(b)
	for _, l := range laws() {
		x, y := left[l.name], right[l.name]
		if x == "" || y == "" || l.name == "287(g)" || l.name == "sanctuary list" {
			continue
		}
		if strings.Contains(y, "which") {
			x = y
		}
		shared = append(shared, x)
	}
	return shared
}
