package rules

import (
	"strings"

	"docketwatch/docket"
)

// A caption is a case name read for its sides.
type caption struct {
	left, right               []word // the names on either side of "v."
	federalLeft, federalRight bool   // the federal government stands there
	suer, sued                Side   // plaintiffs and defendants
	official                  bool   // a person is sued by name, perhaps as an official
	advocates                 bool   // by a body that sues officials rather than persons
}

// readCaption reads "A v. B". The role that the user gave goes before the names.
func readCaption(name string, role docket.Role) caption {
	name = tidy(name)
	if at := strings.Index(name, " ("); at > 0 { // "(ca9 25-1677)", "(4th Cir.)"
		name = name[:at]
	}
	var c caption
	for _, between := range []string{" v. ", " vs. ", " v ", " V. ", " VS. ", " vs "} {
		if left, right, ok := strings.Cut(name, between); ok {
			c.left, c.right = wordsOf(left), wordsOf(right)
			break
		}
	}
	public := publicBody(c.left)
	against := public || organisation(c.left)
	c.federalLeft = federalNames(c.left, publicBody(c.right)) || headedBy(c.left, publicBody(c.right) || organisation(c.right))
	c.federalRight = federalNames(c.right, against) || headedBy(c.right, against)
	switch {
	case role == docket.RoleDefendant:
		c.suer, c.sued = SideChallenger, SideGovernment
	case role == docket.RolePlaintiff:
		c.suer, c.sued = SideGovernment, SideChallenger
	case role == docket.RoleAmicus:
		c.suer, c.sued = SidePlaintiff, SideDefendant
	case c.federalLeft && !c.federalRight:
		c.suer, c.sued = SideGovernment, SideChallenger
	case c.federalRight:
		c.suer, c.sued = SideChallenger, SideGovernment
	default:
		c.suer, c.sued = SidePlaintiff, SideDefendant
		c.official = onePerson(c.right)
		c.advocates = against
	}
	return c
}

// federal reports whether the federal government is a party.
func (c caption) federal() bool { return c.suer == SideChallenger || c.sued == SideChallenger }

// suing is the side of the plaintiffs. Where a person is sued by name, and by an
// association or for an injunction or a writ, the person is sued as an official:
// the immigration offices' directors are known to no list.
func (c caption) suing(e entryText) Side {
	if c.official && (c.advocates || e.asksOfOfficials()) {
		return SideChallenger
	}
	return c.suer
}

func (e entryText) asksOfOfficials() bool {
	for _, sign := range []string{"habeas", "preliminary injunction", "temporary restraining", "mandamus", "executive order", "immigration", "removal proceedings"} {
		if strings.Contains(e.lower, sign) {
			return true
		}
	}
	return false
}

// placed is the side of those who stand left (-1) or right (+1) of the "v.". In
// the Supreme Court whoever asks stands left, so that the government may stand
// where plaintiffs stood.
func (c caption) placed(where int, e entryText) Side {
	if c.federalLeft != c.federalRight {
		if c.federalLeft == (where < 0) {
			return SideGovernment
		}
		return SideChallenger
	}
	if where < 0 {
		return c.suing(e)
	}
	return c.sued
}

// matches says on which side of the caption the names stand: -1 left, +1 right,
// 0 where neither or both alike. The first name decides before the others.
func (c caption) matches(names []word) int {
	if m := c.matchesAll(firstName(names)); m != 0 {
		return m
	}
	return c.matchesAll(names)
}

func (c caption) matchesAll(names []word) int {
	l, r := commonWords(names, c.left), commonWords(names, c.right)
	if l == 0 && r == 0 && len(c.left) == 1 && len(c.left[0].text) == 1 && names[len(names)-1].text == c.left[0].text {
		return -1 // "T. v. OpenAI": a minor, by initials
	}
	switch {
	case l > r:
		return -1
	case r > l:
		return +1
	}
	return 0
}

// commonWords counts the words of b that a holds too: the telling ones, or all where b
// has no telling one. Case names are cut short: "New York State Telecommunicati".
func commonWords(a, b []word) int {
	telling, common, anyTelling := 0, 0, false
	for _, w := range b {
		tells := len(w.text) >= 3 && !commonInNames[w.text]
		anyTelling = anyTelling || tells
		for _, v := range a {
			if v.text != w.text && (len(w.text) < 6 || !strings.HasPrefix(v.text, w.text)) {
				continue
			}
			if tells {
				telling++
			} else if len(w.text) >= 3 {
				common++
			}
			break
		}
	}
	if !anyTelling {
		return common
	}
	return telling
}

var commonInNames = wordSet(`inc llc ltd corp corporation company the and for state states county city united america et al doe john jane jr officer
	of department his her capacity official llp plc people commonwealth town national international`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}

// publicBody reports whether a state, county or city is named.
func publicBody(words []word) bool {
	if organisation(words) { // "Cook County Republican Party"
		return false
	}
	for i, w := range words {
		switch w.text {
		case "county", "city", "cities", "counties", "town", "commonwealth", "village", "borough", "parish", "people":
			return true
		case "state":
			if i+1 < len(words) && words[i+1].text == "of" {
				return true
			}
		}
		if stateNames[w.text] && (i == 0 || words[i-1].text == "new" && i == 1) {
			return true
		}
	}
	return false
}

// organisation reports whether an association or the like is named.
func organisation(words []word) bool {
	for _, w := range words {
		if associations[w.text] {
			return true
		}
	}
	return false
}

var associations = wordSet(`party coalition association union committee league alliance federation fed'n ass'n society project council congress naacp aclu cause
	conference foundation network movement citizens voters communities workers employees`)

// firm reports whether the names hold a company.
func firm(words []word) bool {
	for _, w := range words {
		switch w.text {
		case "inc", "llc", "ltd", "corp", "corporation", "company", "co", "lp", "llp", "plc":
			return true
		}
		if bodies[w.text] {
			return true
		}
	}
	return false
}

// onePerson reports whether the words look like the name of one person.
func onePerson(words []word) bool {
	n := 0
	for _, w := range words {
		if w.text == "et" || w.text == "al" || w.text == "jr" || w.text == "sr" {
			continue
		}
		if bodies[w.text] || associations[w.text] || commonInNames[w.text] || stateNames[w.text] || len(w.text) > 0 && w.text[0] <= '9' {
			return false
		}
		n++
	}
	return n > 0 && n <= 4
}

var bodies = wordSet(`bank university school hospital board agency services service group trust district police authority commission center systems insurance
	holdings enterprises industries solutions technologies partners associates management lp pc sa ag gmbh college library church fund society
	restaurant construction transportation food energy health care medical pharmaceuticals pharma motors airlines stores foods media`)

// named reports whether every telling word of the party's name stands in names,
// or every word of a name that has none.
func named(names []word, party string) bool {
	want := wordsOf(party)
	telling := 0
	for _, w := range want {
		if len(w.text) >= 3 && !commonInNames[w.text] {
			telling++
		}
	}
	if telling == 0 {
		telling = len(want)
	}
	return telling > 0 && commonWords(names, want) == telling
}
