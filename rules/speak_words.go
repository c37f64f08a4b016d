package rules

import (
	"fmt"
	"strings"
)

// speech are the row patterns of who speaks, and what is said of what is said.
type speech struct {
	government, plaintiff, defendant, appellant, appellee, challengers, court, amici, addressee, pronoun                 int32
	say, saying, agree, conclude, reject, negator, suppose, evenIf, own, press, honor, bench, restate, claimed, reported int32
}

func compileSpeech(c *compiler, words map[string]string) (speech, error) {
	var s speech
	into := map[string]*int32{
		"GOVERNMENT": &s.government, "PLAINTIFF": &s.plaintiff, "DEFENDANT": &s.defendant, "APPELLANT": &s.appellant,
		"APPELLEE": &s.appellee, "CHALLENGERS": &s.challengers, "COURT": &s.court, "AMICI": &s.amici, "ADDRESSEE": &s.addressee,
		"PRONOUN": &s.pronoun, "SAY": &s.say, "SAYING": &s.saying, "AGREE": &s.agree, "CONCLUDE": &s.conclude, "REJECT": &s.reject,
		"NEGATOR": &s.negator, "SUPPOSE": &s.suppose, "EVEN_IF": &s.evenIf, "OWN": &s.own, "PRESS": &s.press, "HONOR": &s.honor, "BENCH": &s.bench, "RESTATE": &s.restate, "CLAIMED": &s.claimed, "REPORTED": &s.reported,
	}
	for name, at := range into {
		text, ok := words[name]
		if !ok {
			return s, fmt.Errorf("%s: speech: %s is missing", sharedFile, name)
		}
		id, err := c.row(split(strings.TrimSpace(text)))
		if err != nil {
			return s, fmt.Errorf("%s: speech: %s: %w", sharedFile, name, err)
		}
		*at = id
	}
	for name := range words {
		if _, ok := into[name]; !ok {
			return s, fmt.Errorf("%s: speech: %s is not known", sharedFile, name)
		}
	}
	return s, nil
}

// party maps a hit of a party's name to the side it stands for in this case.
func (s *speech) party(id int32, roles roles) (Side, bool) {
	switch id {
	case s.government:
		return SideGovernment, true
	case s.challengers:
		return SideChallenger, true
	case s.plaintiff:
		return roles.plaintiff, true
	case s.defendant:
		return roles.defendant, true
	case s.appellant:
		return roles.appellant, true
	case s.appellee:
		return roles.appellee, true
	case s.court:
		return SideCourt, true
	case s.amici:
		return SideAmicus, true
	}
	return SideUnknown, false
}

// roles say who stands behind the procedural names in one case.
type roles struct{ plaintiff, defendant, appellant, appellee Side }
