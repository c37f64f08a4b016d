package rules

import (
	"regexp"
	"strconv"
	"sync"
	"time"

	"docketwatch/docket"
)

// An Action is what a release says that the government has done. The set is
// closed.
type Action string

// The actions. What is only threatened, wished for or foreseen is none; a
// release without a deed is a statement.
const (
	ActionSuit        Action = "suit"
	ActionLetter      Action = "letter"
	ActionSubpoena    Action = "subpoena"
	ActionConditioned Action = "funding_conditioned"
	ActionWithheld    Action = "funding_withheld"
	ActionTerminated  Action = "funding_terminated"
	ActionList        Action = "list"
	ActionStatement   Action = "statement"
)

// Actions returns the closed set in its published order.
func Actions() []Action {
	return []Action{ActionSuit, ActionLetter, ActionSubpoena, ActionConditioned, ActionWithheld, ActionTerminated, ActionList, ActionStatement}
}

// An Act is an action where a release tells it. The mark is the whole headline or
// sentence.
type Act struct {
	Action Action
	Mark
	at part
}

type deedWords struct {
	action  Action
	pattern *regexp.Regexp
}

const money = `(?:grants?|funds?|funding|awards?|payments?|reimbursements?|dollars|money)`

// headlines are deeds in the tense of headlines, after who does them.
var headlines = sync.OnceValue(func() []deedWords {
	return []deedWords{
		{ActionSuit, deedPattern(`\b(?:sues?|suing|sued)\b|\b(?:files?|filed|brings?|announces?)\s(?:an?\s|its\s)?(?:\w+\s){0,3}(?:lawsuits?|suits?|complaints?|civil\sactions?)\b|\btakes?\s(?:\w+\s){1,4}to\scourt\b`)},
		{ActionLetter, deedPattern(`\b(?:sends?|issues?|sent|mails?|delivers?)\s(?:\S+\s){0,8}?letters?\b|\bdemands?\s(?:documents|records|answers|proof|information)\b|\blast\schance\b|\bputs?\s(?:\w+\s){1,6}on\snotice\b`)},
		{ActionSubpoena, deedPattern(`\b(?:issues?|serves?|served|issued)\s(?:\w+\s){0,4}subpoenas?\b|\bsubpoenas\s(?:the\s)?[A-Z]`)},
		{ActionList, deedPattern(`\b(?:publish(?:es|ed)?|releas(?:es|ed)|updat(?:es|ed)|issu(?:es|ed)|unveil(?:s|ed))\s(?:\w+\s){0,5}list\b|\bdesignat(?:es|ed)\s(?:\w+\s){0,6}(?:as\s)?sanctuary\b`)},
		{ActionTerminated, deedPattern(`\b(?:terminat(?:es|ed)|cancels?|cancell?ed|rescinds?|rescinded|revok(?:es|ed)|claws?\sback|clawed\sback)\s(?:\S+\s){0,8}?` + money + `\b`)},
		{ActionWithheld, deedPattern(`\b(?:withholds?|withheld|suspends?|suspended|freez(?:es)|froze|frozen|paus(?:es|ed)|halts?|halted|cuts?\soff|den(?:ies|ied))\s(?:\S+\s){0,8}?` + money + `\b`)},
		{ActionConditioned, deedPattern(`\b(?:announc|impos|attach|add)\w*\s(?:\S+\s){0,6}?(?:requirements?|conditions?)\s(?:for|on|to)\s(?:\S+\s){0,10}?(?:` + money + `|programs?)\b`)},
	}
})

// bodyDeeds are deeds as the body of a release tells them.
var bodyDeeds = sync.OnceValue(func() []deedWords {
	return []deedWords{
		{ActionSuit, deedPattern(`\b(?:filed|has\sfiled|is\sfiling|files|filing\sof|brought|announced)\s(?:today\s)?(?:an?\s|the\s|its\s)?(?:\w+\s){0,4}(?:lawsuits?|suit|complaints?|civil\saction)\b|\b(?:has\s|today\s|have\s)?sued\b|\b(?:lawsuit|complaint|suit)\b[^.]{0,40}?\b(?:was|were|has\sbeen)?\s?filed\s(?:today\s)?(?:in|against|on|by|with)\b`)},
		{ActionLetter, deedPattern(`\b(?:sent|sends|sending|issued|mailed|delivered)\s(?:\S+\s){0,8}?letters?\b|\bletters?,?\s(?:\S+\s){0,5}?(?:sent|went|mailed|issued|addressed|delivered|go)\s(?:\w+\s){0,2}to\b|\bwrote\s(?:today\s)?to\b|\bin\s(?:an?\s|the\s|its\s)?letters?\s(?:\w+\s){0,2}to\b|\bletters?\sto\s(?:\S+\s){1,12}?(?:asks?|demands?|requires?|gives?|calls?)\b`)},
		{ActionSubpoena, deedPattern(`\b(?:issued|served|has\sissued|have\sissued)\s(?:\w+\s){0,4}subpoenas?\b|\bsubpoenas?\s(?:were|was|have\sbeen|has\sbeen)\s(?:issued|served)\b`)},
		{ActionList, deedPattern(`\b(?:published|released|issued|publishes|updated|released\stoday)\s(?:\w+\s){0,6}?lists?\s(?:of|that|naming|identifying)\b|\b(?:have|has)\sbeen\s(?:identified|designated|listed)\s(?:\w+\s){0,4}?as\s(?:\w+\s){0,3}?sanctuary\b`)},
		{ActionTerminated, deedPattern(`\b(?:terminated|cancell?ed|rescinded|revoked|clawed\sback)\s(?:\S+\s){0,8}?` + money + `\b|\b` + money + `\s(?:\S+\s){0,8}?(?:was|were|have\sbeen|has\sbeen)\s(?:terminated|cancell?ed|rescinded|revoked)\b`)},
		{ActionWithheld, deedPattern(`\b(?:withheld|suspended|froze|frozen|paused|halted|denied|cut\soff)\s(?:\S+\s){0,8}?` + money + `\b|\b` + money + `\s(?:\S+\s){0,8}?(?:was|were|is|are|have\sbeen|has\sbeen)\s(?:\w+\s){0,1}(?:withheld|suspended|frozen|paused|halted|denied)\b`)},
		{ActionConditioned, deedPattern(`\b(?:announced|announces|imposed|attached|added)\s(?:\S+\s){0,8}?(?:requirements?|conditions?)\b|\b(?:recipients?|applicants?|grantees?)\b[^.]{0,80}?\b(?:must|will\sbe\srequired\sto|are\srequired\sto|is\srequired\sto)\s(?:certify|comply|give|permit|allow|provide)\b`)},
	}
})

func deedPattern(text string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + text) }

var (
	// federalActor is who acts.
	federalActor = regexp.MustCompile(`(?i)\b(?:justice\sdepartment|department\sof\sjustice|D\.?O\.?J\.?|departments?|attorneys?\sgeneral|united\sstates|U\.S\.|administration|office\sof\sjustice\sprograms|OJP|homeland\ssecurity|D\.?H\.?S\.?|ICE|secretary|president|white\shouse|civil\s(?:rights\s)?division|federal\sgovernment|agency|agencies|bureau|COPS\soffice|we|it)\b`)
	// hedged: what is only threatened, wished for, foreseen or denied.
	hedged = regexp.MustCompile(`(?i)\b(?:may|might|could|would|should|can|shall|if|unless|not|never|no|nor|fail(?:s|ure|ing|ed)?|threat\w*|urg(?:e|es|ed|ing)|consider(?:s|ed|ing)?|plans?|planned|seeks?\sto|ask(?:s|ed|ing)?|vow(?:s|ed)?|pledg\w+|risk(?:s|ing)?|possible|potential|expected|before|until)\s(?:\S+\s){0,7}$`)
	// another: somebody else does it, or it is done to the government.
	another = regexp.MustCompile(`(?i)^\s(?:\w+\s){0,2}(?:by|against\sthe\s(?:department|administration|president|united\sstates|trump|attorney\sgeneral|federal))\b|^\sthe\s(?:department|administration|president|united\sstates|federal\sgovernment|attorney\sgeneral)\b`)
)

// actsIn finds the deeds that a field tells. A sentence counts once for each.
func actsIn(p *released, on docket.Date) []Act {
	words := bodyDeeds()
	if p.field == "title" {
		words = headlines()
	}
	var found []Act
	for i, x := range p.parts {
		text := shouted(p.of(i))
		if p.field != "title" && recounts(text, on) {
			continue
		}
		for _, d := range words {
			for _, at := range d.pattern.FindAllStringIndex(text, -1) {
				if announced(text, at, p.field == "title" || d.action == ActionLetter || d.action == ActionList || d.action == ActionConditioned) {
					found = append(found, Act{d.action, p.mark(x.start, x.end), x})
					break
				}
			}
		}
	}
	return found
}

// past is how a release comes to speak of what was done and told before.
var (
	past   = regexp.MustCompile(`(?i)\b(?:previously|earlier\sthis\s(?:week|month|year)|last\s(?:week|month|year|spring|summer|fall|winter)|(?:in|since|during)\s(?:the\s)?(?:(?:spring|summer|fall|winter|` + monthNames + `)\s(?:of\s)?)?(?:19|20)\d{2})\b`)
	onADay = regexp.MustCompile(`(?i)(?:^|\s)on\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?P<month>` + monthNames + `)\s(?P<day>\d{1,2})(?:,?\s(?P<year>(?:19|20)\d{2}))?\b`)
)

// recounts reports whether a sentence tells of a day long before the release: it
// is no news then, and may be taken back in the next sentence.
func recounts(text string, on docket.Date) bool {
	if past.MatchString(text) {
		return true
	}
	at := onADay.FindStringSubmatch(text)
	released, err := time.Parse(time.DateOnly, string(on))
	if at == nil || err != nil {
		return false
	}
	year := at[3]
	if year == "" {
		year = strconv.Itoa(released.Year())
	}
	m, err := time.Parse("Jan", titled(at[1][:3]))
	day, err2 := strconv.Atoi(at[2])
	y, err3 := strconv.Atoi(year)
	if err != nil || err2 != nil || err3 != nil {
		return false
	}
	return released.Sub(time.Date(y, m.Month(), day, 0, 0, 0, 0, time.UTC)) > recent
}

// recent is how old a deed may be that a release announces.
const recent = 10 * 24 * time.Hour

// announced reports whether the words tell a deed of the government: nothing hedges
// them, the government does it, and not to it. Letters go out and lists come out
// without anybody named.
func announced(text string, at []int, passive bool) bool {
	before, after := text[max(0, at[0]-300):at[0]], text[at[1]:min(len(text), at[1]+60)]
	if hedged.MatchString(before) || another.MatchString(after) {
		return false
	}
	if federalActor.MatchString(before) {
		return true
	}
	return passive && !somebodyElse.MatchString(before)
}

// somebodyElse: a headline that begins with who else acts: "Cities Sue".
var somebodyElse = regexp.MustCompile(`(?i)\b(?:cit(?:y|ies)|count(?:y|ies)|states?|mayors?|governors?|plaintiffs?|groups?|court|judge|coalition|sheriffs?|ACLU|he|she)\s(?:\w+\s){0,4}$`)
