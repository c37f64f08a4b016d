package rules

import (
	"regexp"
	"strings"
)

// A phrase is one way of naming the watched matter. Patterns read [wording]:
// no quotation marks, no dashes, single spaces.
type phrase struct {
	kind    string   // two hits of one kind count once
	stems   []string // one of them, in lower case, stands in every match; none: look always
	pattern *regexp.Regexp
}

func words(kind, pattern string, stems ...string) phrase {
	return phrase{kind: kind, stems: stems, pattern: regexp.MustCompile(`(?i)` + pattern)}
}

// in finds the phrase wherever it stands. The stems keep the slow patterns off
// the many releases that are about other things.
func (p phrase) in(text string) [][]int {
	lower := strings.ToLower(text)
	for _, stem := range p.stems {
		if strings.Contains(lower, stem) {
			return p.pattern.FindAllStringIndex(text, -1)
		}
	}
	if len(p.stems) > 0 {
		return nil
	}
	return p.pattern.FindAllStringIndex(text, -1)
}

// sanctuary is the word as immigration policy uses it. "Marine sanctuary", "the
// sanctuary of a church" and "Sanctuary for Families" have no such noun after it.
var sanctuary = words("sanctuary", `\bsanctuary (?:jurisdiction|cit(?:y|ies)|states?|count(?:y|ies)|polic(?:y|ies)|laws?|ordinances?|local(?:es?|it(?:y|ies))|destinations?|status|practices|rules|measures|defiance)\w*\b`, "sanctuary")

// otherSanctuary is a "sanctuary city" for something else.
var otherSanctuary = regexp.MustCompile(`(?i)\b(?:second amendment|2nd amendment|2a|guns?|firearms?|abortion|pro life|reproductive|transgender|trans|gender|lgbtq?|marine|wildlife|bird|animal)(?: health)? (?:so called )?sanctuary \w+|\bsanctuary \w+ for (?:the )?(?:unborn|abortions?|life|guns?|the second amendment|second amendment|firearms?|trans|transgender|gender|lgbtq?|wildlife|birds?|animals?)\b`)

// otherCompany is the company of another sanctuary.
var otherCompany = regexp.MustCompile(`(?i)\b(?:unborn|abortions?|gender|transgender|mutilat\w*|second amendment|firearms?|gun owners?|wildlife|marine|refuge|church\w*|synagogue|worship\w*|congregation)\b`)

// immigration is the company that the word keeps when it is ours.
var immigration = regexp.MustCompile(`(?i)\b(?:immigra\w*|aliens?|illegals|migrants?|deport\w*|detainers?|undocumented|noncitizens?|homeland security|border security|open borders?|removal proceedings)\b|\bICE\b`)

// citations name the watched statutes, orders and papers and nothing else.
var citations = []phrase{
	words("statute", `\b8 U\. ?S\. ?C\. ?(?:§+|sections?|secs?\.?)? ?(?:1373|1644)\b|\b8 USC ?(?:§+|sections?)? ?(?:1373|1644)\b|\b1373 complian\w+`, "1373", "1644"),
	words("order", `\b(?:executive order|E\.?O\.?) ?(?:nos?\. ?|number )?(?:13,?768|14,?159|14,?218|14,?287)\b`, "768", "159", "218", "287"),
	words("order", `\bprotecting american communities from criminal aliens\b|\benhancing public safety in the interior\b`, "criminal aliens", "in the interior"),
	words("memo", `\bsanctuary jurisdiction directives\b|\bsanctuary cities enforcement working group\b`, "sanctuary"),
}

// bare1373 is the statute without its title number; other titles have a section
// 1373 too, so that it counts only in immigration company.
var bare1373 = words("statute", `\bsections? 1373\b|§ ?1373\b`, "1373")

// bound are phrases about a state or city and federal immigration law. One of
// them must stand beside another phrase: each alone has other uses.
var bound = []phrase{
	words("cooperation", `\bimmigration (?:compliance|cooperation|conditions?)\b|\b(?:cooperat|collaborat|comply|compli)\w*(?: \w+){0,5} immigration (?:enforcement|authorit|law)\w*`, "immigration"),
	words("obstruction", `\b(?:imped|obstruct|interfer|thwart|hinder|frustrat)\w*(?: \w+){0,5} immigration (?:enforcement|authorit|law|polic)\w*`, "immigration"),
	words("detainer", `\b(?:immigration|ICE) detainers?\b|\bdetainer requests?\b`, "detainer"),
	words("notice", `\b48 hours? (?:advance )?notice\b|\b(?:jail|detention facilit\w+) access\b|\baccess to (?:jails|detention facilities|correctional facilities)\b`, "48 hour", "access"),
	words("state law", `\bTRUST Act\b|\bGreen Light Law\b|\bWelcoming City\b|\bCalifornia Values Act\b|\bSB 54\b|\bAB 450\b|\bAB 103\b|\bHB 19 1124\b|\bImmigrant Trust Directive\b|\bProtect Our Courts Act\b`, "trust", "green light", "welcoming", "values act", "sb 54", "ab 450", "ab 103", "hb 19", "our courts"),
	words("287(g)", `\b287 ?\(?g\)?`, "287"),
}

// weak are phrases that many releases hold; they count beside a bound one. The
// names of the cities and states are not among them: they stand in every release
// of the U.S. Attorney who sits there.
var weak = []phrase{
	words("byrne", `\bByrne (?:Memorial )?(?:JAG|Justice Assistance)\b`),
	words("ojp", `\bOffice of Justice Programs\b|\bOJP\b`),
	words("cops", `\bCommunity Oriented Policing\b|\bCOPS (?:Office|grants?|Hiring)\b|\bPublic Safety Partnership\b`),
	words("grants", `\b(?:grants?|funds|funding|awards?)\b`),
	words("supremacy", `\bSupremacy Clause\b|\bpreempt\w*`),
	words("suit", lawsuit),
	words("letter", `\bdemand letters?\b|\bsends? letters?\b|\bsent letters?\b|\bsubpoena\w*`),
	words("memorandum", `\bmemorandum of (?:understanding|agreement)\b`),
}

const lawsuit = `\b(?:law)?suits?\b|\bsues?\b|\bsued\b|\bsuing\b|\bcivil complaint\b|\bfiled a complaint\b|\binjunctions?\b|\benjoin\w*`

// deeds tell an act of government apart from talk: money, suits, lists, orders.
var deeds = regexp.MustCompile(`(?i)` + lawsuit + `|\b(?:grants?|funds?|funding|payments?|taxpayer|withhold\w*|withheld|ineligible|designat\w*|notif\w*|publish\w*|letters?|subpoena\w*|executive order|memorandum|directive|certif\w*|complian\w+|non ?complian\w+|taking action|lawful actions?|legal action)\b`)
