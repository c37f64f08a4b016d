package rules

// leadEvents are the events that courts begin an entry with: those of CM/ECF in
// district, bankruptcy and appellate courts, of ACMS and of the Supreme Court.
// The longest phrase wins; families read on.
var leadEvents = func() phraseBook[event] {
	l := phraseBook[event]{}
	for _, table := range []map[DocumentKind]string{partyEvents, courtEvents} {
		for kind, phrases := range table {
			l.enter(event{kind: kind}, phrases)
		}
	}
	for family, phrases := range familyEvents {
		l.enter(event{family: family}, phrases)
	}
	return l
}()

// familyEvents do not decide by themselves: the words after them do.
var familyEvents = map[family]string{
	familyMotion: `motion, motions, application, applications, cross motion, countermotion, ex parte application, request for leave, notice of motion,
		notice of motion and motion, notice of cross motion, letter motion, counter letter motion, letter request for`,
	familyPetition: `petition, petition for, verified petition, petition to`,
	familyResponse: `response, responses, resp, response answer, letter response, counter response, response brief, responsive brief, answer response`,
	familyAnswer:   `answer, answers`,
	familyMemorandum: `memorandum, memo, memorandum of law, memorandum of points and authorities, points and authorities, memoranda, brief, briefs,
		pretrial memorandum`,
	familyObjection: `objection, objections`,
	familyNotice:    `notice, notices, notification`,
	familyOrder: `order, orders, ordered, it is ordered, it is hereby ordered, oral order, minute order, letter order, text order, endorsed order,
		order memorandum, court order, clerk order, clerk's order, panel order`,
	familyMinutes: `minute entry, minutes, minute, civil minutes, criminal minutes, courtroom minutes, court minutes, minute sheet, proceedings, minutes
		of, text minute entry, courtroom minute entry, clerk's minutes`,
	familyLetter:      `letter, letters, correspondence`,
	familyStipulation: `stipulation, stipulations, stip, stipulated, stipulation and, joint stipulation`,
	familyHearing: `hearing, motion hearing, motions hearing, hearing on, status conference, status hearing, conference, telephone conference,
		telephonic conference, video conference, teleconference, pretrial conference, final pretrial conference, initial pretrial
		conference, scheduling conference, settlement conference, mediation, mediation conference, case management conference, initial
		case management conference, discovery hearing, discovery conference, in chambers conference, evidentiary hearing, show cause
		hearing, oral argument, oral arguments, argument, arguments, trial, jury trial, bench trial, court trial, jury selection, voir
		dire, sentencing, arraignment, initial appearance, change of plea hearing, change of plea, detention hearing, preliminary hearing,
		bond hearing, plea hearing, competency hearing, miscellaneous hearing, attorney appointment hearing, confirmation hearing, motions
		to, rule 16 conference, rule 26 conference, pre motion conference, pre trial conference, tro hearing, injunction hearing, fairness
		hearing, markman hearing`,
	familyStatement:  `statement, statements`,
	familyReport:     `report, reports`,
	familyRequest:    `request, requests, requesting`,
	familySummons:    `summons`,
	familyWithdrawal: `withdrawal, withdraw`,
	familySupplement: `supplement, supplemental, addendum`,
	familyAppeal:     `appeal, appeals, interlocutory appeal`,
	familyCase:       `case, cause, this case, this action`,
	familyAmicus:     `amicus, amici, amicus curiae, amici curiae`,
	familyBrief: `opening brief, answering brief, principal brief, appellant brief, appellee brief, appellant's brief, appellants' brief, appellants
		brief, appellee's brief, appellees' brief, petitioner's brief, petitioners' brief, petitioner brief, respondent's brief,
		respondents' brief, respondent brief, final brief, supplemental brief, page proof brief, corrected brief, informal brief, original
		appeal brief, appeal brief, initial brief, first brief, second brief, third brief, fourth brief, letter brief, opening claim
		construction brief, intervenor brief, joint brief, merit brief, deferred appendix brief`,
	familyProposed: `proposed, lodged proposed`,
}
