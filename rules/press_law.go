package rules

import (
	"regexp"
	"slices"
	"sync"
)

// LawKind says what sort of thing a release rests on. The set is closed.
type LawKind string

// The kinds.
const (
	LawStatute LawKind = "statute"
	LawOrder   LawKind = "order"   // an executive order
	LawProgram LawKind = "program" // of grants, or of cooperation
)

// A Law is a statute, an executive order or a program where a text names it.
type Law struct {
	Name string // "8 U.S.C. 1373", "EO 13768", "Byrne JAG"
	Kind LawKind
	Mark
	at part
}

type lawWords struct {
	name    string
	kind    LawKind
	pattern *regexp.Regexp
}

// laws are what this matter turns on, by every name it goes by. An executive
// order is known by its number or by its title: the White House prints no numbers.
var laws = sync.OnceValue(func() []lawWords {
	return []lawWords{
		{"8 U.S.C. 1373", LawStatute, lawPattern(`(?:8\sU\.?\s?S\.?\s?C\.?\s{0,2}(?:§+|sections?|secs?\.)?\s{0,2}(?:1644\s(?:and|or)\s)?|(?:sections?|§+)\s{0,2}(?:1644\s(?:and|or)\s)?)1373\b|\b1373\scomplian\w+|\bcomplian\w+\swith\s1373\b`)},
		{"8 U.S.C. 1644", LawStatute, lawPattern(`(?:8\sU\.?\s?S\.?\s?C\.?\s{0,2}(?:§+|sections?|secs?\.)?\s{0,2}(?:1373\s(?:and|or|,)\s)?|(?:sections?|§+)\s{0,2}(?:1373\s(?:and|or)\s)?)1644\b`)},
		{"EO 13768", LawOrder, orderPattern(`13,?768`, `enhancing\spublic\ssafety\sin\sthe\sinterior`)},
		{"EO 14159", LawOrder, orderPattern(`14,?159`, `protecting\sthe\samerican\speople\sagainst\sinvasion`)},
		{"EO 14218", LawOrder, orderPattern(`14,?218`, `ending\staxpayer\ssubsidization\sof\sopen\sborders`)},
		{"EO 14287", LawOrder, orderPattern(`14,?287`, `protecting\samerican\scommunities\sfrom\scriminal\saliens`)},
		{"Byrne JAG", LawProgram, lawPattern(`\bbyrne\s(?:memorial\s)?(?:\(?jag\)?|justice\sassistance)|\bedward\sbyrne\b|\bjustice\sassistance\sgrants?\b`)},
		{"SCAAP", LawProgram, lawPattern(`\bSCAAP\b|\bstate\scriminal\salien\sassistance\sprogram\b`)},
		{"COPS", LawProgram, lawPattern(`\bcommunity\soriented\spolicing\b|\bCOPS\s(?:office|grants?|hiring|program)`)},
		{"Public Safety Partnership", LawProgram, lawPattern(`\bpublic\ssafety\spartnership\b`)},
		{"ORR", LawProgram, lawPattern(`\boffice\sof\srefugee\sresettlement\b|\bORR\b`)},
		{"sanctuary list", LawProgram, lawPattern(`\blist\sof\s(?:\w+\s){0,3}sanctuary\sjurisdictions\b|\bsanctuary\sjurisdictions?\slist\b`)},
		{"287(g)", LawProgram, lawPattern(`\b287\s?\(g\)`)},
	}
})

func lawPattern(text string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + text) }

func orderPattern(number, title string) *regexp.Regexp {
	return lawPattern(`\b(?:executive\sorders?|E\.?O\.?)\s?(?:nos?\.\s?|numbers?\s)?(?:\d{2},?\d{3}(?:,\s|,?\s?and\s)){0,4}` + number + `\b|\b` + title + `\b`)
}

// otherTitle is a section 1373 of another title of the Code.
var otherTitle = regexp.MustCompile(`\b(\d{1,2})\sU\.?\s?S\.?\s?C\.?\s?$`)

// lawsIn finds what a field names, each place once, in the order of the text.
func lawsIn(p *released) []Law {
	var found []Law
	for _, l := range laws() {
		for _, at := range l.pattern.FindAllStringIndex(p.text, -1) {
			if t := otherTitle.FindStringSubmatch(p.text[max(0, at[0]-14):at[0]]); t != nil && t[1] != "8" {
				continue
			}
			found = append(found, Law{l.name, l.kind, p.mark(at[0], at[1]), part{at[0], at[1]}})
		}
	}
	slices.SortStableFunc(found, func(a, b Law) int { return a.at.start - b.at.start })
	return found
}

// LawsOf are the names of the statutes, orders and programs that texts cite, each
// once: those of a filing, of a docket, of the labels that a user gave a case.
func LawsOf(texts ...string) []string {
	var names []string
	for _, text := range texts {
		for _, l := range laws() {
			if !slices.Contains(names, l.name) && l.pattern.MatchString(text) {
				names = append(names, l.name)
			}
		}
	}
	slices.Sort(names)
	return names
}
