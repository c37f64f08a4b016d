package rules

import (
	"strings"

	"docketwatch/docket"
)

// side is who wrote the document, as far as it shows: its title, then the
// counsel who sign it, then the office they sign for, then its running foot.
func (f *front) side(r roles, role docket.Role) Side {
	if f.kind == KindTranscript {
		return SideUnknown
	}
	if s := titleSide(f.title, f.kind, r); s != SideUnknown {
		return s
	}
	if s := f.counselFor(r); s != SideUnknown {
		return s
	}
	if s := f.office(role); s != SideUnknown {
		return s
	}
	return f.foot(r)
}

// foot reads the running foot: "Defs.' Opp. to Pl.'s Mot.", "PLAINTIFFS' REPLY -
// 4". The party named first is the author.
func (f *front) foot(r roles) Side {
	for _, l := range f.feet {
		words := strings.Fields(strings.ToUpper(l))
		if len(words) < 2 {
			continue
		}
		switch strings.Trim(words[0], ".'’ S") {
		case "DEF", "DEFENDANT":
			return r.defendant
		case "PL", "PLAINTIFF":
			return r.plaintiff
		case "GOV", "GOV'T", "GOVERNMENT", "FEDERAL", "U":
			return SideGovernment
		}
	}
	return SideUnknown
}

// counselFor reads "Attorneys for Defendants" on the first page or under the
// signature.
func (f *front) counselFor(r roles) Side {
	for _, lines := range [...][]string{f.tail, f.head} {
		for i, l := range lines {
			if inProse(l) {
				continue
			}
			upper := strings.ToUpper(l)
			at := -1
			for _, word := range [...]string{"ATTORNEYS FOR", "ATTORNEY FOR", "COUNSEL FOR"} {
				if j := strings.Index(upper, word); j >= 0 {
					at = j + len(word)
					break
				}
			}
			if at < 0 {
				continue
			}
			rest := upper[at:]
			if letters(rest) < 6 && i+1 < len(lines) {
				rest += " " + strings.ToUpper(lines[i+1])
			}
			if s := namedParty(rest, r); s != SideUnknown {
				return s
			}
			if strings.Contains(rest, "AMIC") {
				return SideAmicus
			}
		}
	}
	return SideUnknown
}

// inProse reports whether a line belongs to running text and to no block of
// names: "the Acting Assistant Attorney General told the court".
func inProse(l string) bool { return len(l) > 60 && styleOf(l) == styleSentence }

// offices sign for a side whatever they call their client.
var offices = []struct {
	words string
	side  Side
}{
	{"FEDERAL PROGRAMS BRANCH", SideGovernment}, {"ASSISTANT ATTORNEY GENERAL, CIVIL", SideGovernment}, {"CIVIL DIVISION", SideGovernment},
	{"UNITED STATES ATTORNEY", SideGovernment}, {"U.S. DEPARTMENT OF JUSTICE", SideGovernment}, {"UNITED STATES DEPARTMENT OF JUSTICE", SideGovernment},
	{"USDOJ.GOV", SideGovernment}, {"SOLICITOR GENERAL OF THE UNITED STATES", SideGovernment}, {"ACTING ASSISTANT ATTORNEY GENERAL", SideGovernment},
	{"CITY ATTORNEY", SideChallenger}, {"COUNTY COUNSEL", SideChallenger}, {"CORPORATION COUNSEL", SideChallenger}, {"CITY SOLICITOR", SideChallenger},
	{"ATTORNEY GENERAL OF CALIFORNIA", SideChallenger}, {"ATTORNEY GENERAL OF THE STATE", SideChallenger}, {"ATTORNEY GENERAL OF NEW", SideChallenger},
	{"ATTORNEY GENERAL OF ILLINOIS", SideChallenger}, {"ATTORNEY GENERAL OF WASHINGTON", SideChallenger}, {"COUNTY ATTORNEY", SideChallenger},
}

// office counts the offices that sign the document. It speaks only where one
// side signs: a certificate of service names the other side too.
func (f *front) office(role docket.Role) Side {
	count := map[Side]int{}
	served := false
	for _, lines := range [...][]string{f.head, f.tail} {
		for _, l := range lines {
			upper := strings.ToUpper(l)
			served = served || strings.Contains(upper, "CERTIFICATE OF SERVICE")
			if served || inProse(l) {
				continue
			}
			for _, o := range offices {
				if strings.Contains(upper, o.words) && !strings.Contains(upper, "DISTRICT ATTORNEY") {
					count[o.side]++
				}
			}
			if strings.Contains(upper, "UNITED STATES DISTRICT JUDGE") || strings.Contains(upper, "IT IS SO ORDERED") || strings.Contains(upper, "UNITED STATES MAGISTRATE JUDGE") || strings.Contains(upper, "U.S. DISTRICT JUDGE") {
				count[SideCourt]++
			}
		}
	}
	best, second := SideUnknown, 0
	for side, n := range count {
		switch {
		case best == SideUnknown || n > count[best]:
			if best != SideUnknown {
				second = max(second, count[best])
			}
			best = side
		default:
			second = max(second, n)
		}
	}
	if best == SideUnknown || second == count[best] {
		return SideUnknown
	}
	if best == SideChallenger && role == docket.RoleAmicus {
		return SideUnknown
	}
	return best
}
