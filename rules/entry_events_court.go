package rules

// courtEvents begin the entries of a court and its clerk.
var courtEvents = map[DocumentKind]string{
	KindOrder: `opinion, opinions, memorandum opinion, memorandum and opinion, memorandum and order, memorandum order, memorandum decision,
		memorandum disposition, memorandum ruling, memorandum of decision, memorandum and or opinion, memorandum and decision, memorandum
		of opinion, memorandum endorsement, memorandum endorsed, memo endorsement, memo endorsed, memo endorsing, endorsed letter,
		endorsement, opinion and order, decision, decision and order, ruling, rulings, ruling letter, findings of fact, findings and
		recommendation*, findings recommendation*, findings and recommendations, report and recommendation*, report recommendation*, final
		report and recommendation, proposed findings of fact and recommendation*, proposed findings and recommendation*, magistrate
		judge's report, adopting, so ordered, per curiam, per curiam opinion, unpublished opinion, unpublished per curiam opinion,
		published opinion, published authored opinion, published authored, summary order, preliminary injunction order, temporary
		restraining order signed, mediation order, certificate of appealability, standing order, general order, dispositive order,
		disposition, district court order, copy of order, certified order, supreme court order, transfer order, conditional transfer
		order, panel decision, discharge of debtor, final decree, show cause order, stipulated order, agreed order, consent order, consent
		decree, protective order, stipulated protective order, confidentiality order, confidentiality agreement and order, confidentiality
		stipulation and protective order, stipulation and order, stipulation order, order stipulation, electronic order, courtesy order,
		granted, denied, granting, denying, dismissing, acceptance of plea, abstract of order, writ of mandamus issued, notice and order,
		order and notice, amended order, corrected order, opinion and judgment, motion order, remand, remanded, writ issued, case
		dismissed, instructions from the court, order entered, order filed, preliminary injunction issued`,
	KindJudgment: `judgment, judgement, clerk's judgment, clerks judgment, judgment issued, final judgment, default judgment, consent judgment, amended
		judgment, partial judgment, usca judgment, district court judgment, judgment order, opinion judgment, judgment and commitment,
		judgment in a criminal case, judgment in a civil case, abstract of judgment, summary judgment entered, bill of judgment, rule 54
		judgment, agreed judgment`,
	KindMandate: `mandate, usca mandate, certified judgment issued in lieu of mandate, true copy of mandate, judgment in lieu of mandate, formal
		mandate, mandate of, amended mandate, mandate issued, certified copy of mandate`,
	KindScheduling: `scheduling order, scheduling, schedule, schedule notice, schedule set, schedule notification, briefing schedule, briefing, briefing
		order, informal briefing order, briefing notice, briefing letter, briefing schedule set, set, reset, re set, set reset, calendar,
		calendared, civil pretrial order, pretrial order, final pretrial order, pre trial order, pretrial scheduling order, civil trial
		order, trial order, trial scheduling order, case management order, case management plan, case management scheduling order, civil
		case management plan, civil case management plan and scheduling order, case management and scheduling order, civil case management
		order, scheduling and trial order, scheduling and planning order, rule 16 scheduling order, discovery plan and scheduling order,
		stipulated scheduling order, docket control order, discovery schedule, adr scheduling order, amended scheduling order, oral
		argument scheduled, argument set, argument scheduled, hearing scheduled, hearing set, hearing reset, hearing order, hearing
		continued, hearing rescheduled, hearing document, hearing sched, case calendared, so ordered scheduling notification, progression
		order, uniform pretrial scheduling order, jury trial set, minute order setting, initial scheduling order, initial order setting,
		order for initial pretrial conference, rule 16 order, meeting of creditors, first meeting of creditors, 341 meeting, meeting,
		pretrial procedures order, pretrial schedule, revised scheduling order, revised schedule, rescheduling notice, hearing notice,
		trial notice, setting, settings, conference set, conference scheduled, argued set, oral argument set, text only scheduling notice,
		scheduling notice, motion notice`,
	KindMinuteEntry: `argued, submitted on the briefs, argued and submitted, case argued, cause argued, oral argument held, argument held, hearing held,
		motion hearing held, conference held, trial held, trial begun, trial completed, bench trial held, bench trial begun, bench trial
		completed, jury trial begun, jury trial held, jury verdict, verdict, jury note, case submitted, meeting of creditors held,
		interpreter usage report, jury impanel*, case argued and submitted`,
	KindTranscript: `transcript, transcripts, official transcript, digital audio,
		transcript of, transcript order, transcript designation, transcript request, redacted transcript, notice of filing of official
		transcript, notice of filing transcript, notice of filing of transcript, notice to counsel of filing of official transcript,
		notice of transcript, transcript information form, transcript filed, attorney transcript order, court reporter, court reporter's,
		notification by court reporter, electronic transcript, appeal transcript request, audio file, transcript ordered, transcript
		purchase order, official court transcript`,
	KindClerkNotice: `first mediation conference, subsequent mediation conference, second mediation conference, mediation conference not held,
		clerk's notice, clerks notice, clerk notice, clerk's, clerk, clerks, court notice, notice to attorney, notice to counsel, notice to
		filer, notice to parties, notice to pro se, notice to self, notice to plaintiff, notice to party, notice to the parties, notice
		issued, notice received, notice of assignment, notice of reassignment, notice of case assignment, notice of magistrate assignment,
		notice of case number, notice of docketing, notice of docket, notice of deficiency, notice of deficiencies, notice of deficient,
		notice of correction, notice of corrected, notice of clerical, notice of error, notice of electronic filing error, notice of non
		compliance with, notice of noncompliance with, notice of vacated, notice of cancellation, notice of cancelled hearing, notice
		canceling, notice cancelling, notice vacating, notice of availability, notice of right, notice re mandatory, notice regarding
		mandatory, notice of document discrepancies, notice of mediator assignment, notice of certified mail, notice of judge assignment,
		notice of impending, notice of requirement, notice of determination, notice of intent to dismiss, notice of pretrial procedures,
		notice of court directed, notice of rule, notice consent and, notice of mapn, notice of unsealing, notice of pilot, notice and
		consent, notice of general order, notice regarding pro hac, notice regarding deficient, notice of dismissal for failure, notice
		regarding exhibit, notice of trial calendar, usca case number, usca appeal, usca notice, u s supreme court notice, us supreme
		court notice, supreme court notice, notice of lack of prosecution, usca acknowledgment, ca case number, docketed, docketed cause,
		docket annotation, docket entry, docket correction, docketing, corrected docket, correcting entry, correction, case opened, case
		docketed, civil case docketed, agency case docketed, criminal case docketed, miscellaneous case docketed, direct criminal case
		docketed, new case, case opening, case assigned, case reassigned, case transferred, case designated, case designation, case
		referred, case unsealed, case reopened, case closed, case management notice, case related, case stayed, case flagged, case
		ineligible, case eligible, case remains, initial case assignment, related case, reassigned case, judge assigned, judge update,
		judge added, assigned, assigned case, assignment, reassigned, reassignment, reassignment order, transferred, transfer, transferred
		in, transmission, transmittal, transmitted, record, record on appeal, record received, record requested, record retained, record
		from, electronic record, electronic index, electronic roa, certified index, certified and transmitted, certified list, certificate of record, index to
		record, appeal record, appeal fee, appeal remark, initial appeal, fee, fees, filing fee, receipt, received payment, payment, paid,
		confirmation of, acknowledgment of receipt, acknowledgement of receipt, receipted, exhibits returned, exhibit return, mail, mail
		returned, mail sent, certified mail, certified and first class, returned mail, return mail, remark, remarks, staff note*,
		notation, note, summons issued, summons reissued, alias summons issued, electronic summons issued, summons issued for, day summons
		issued, writ of, warrant, arrest, arrest warrant, bond, appearance bond, detainer, interpreter, spanish interpreter, name
		correction, modification of, caption, add, added, add and, terminate, terminated, terminated case, termination, terminating,
		terminates, deadlines, util, utility, auto, automatic, attorney terminated, attorney added, attorney update, attorney, new party,
		party, parties, respondent, appellant, appellee, petitioner, defendant terminated, submission to, submitted to, motions referred,
		motion referred, motions no longer referred, motion s, motions submitted, motion submitted, distributed, circulated, rescheduled,
		redistributed, conference cancelled, hearing cancelled, hearing vacated, hearing terminated, cancelled, quality control, qc,
		magistrate judge, district judge, judge, chief judge, supreme court case info, bnc certificate, bnc, repeat filer, copy of docket,
		copies, paper copies, hard copies, nine, five, four, seven, ten, jurisdictional review, opinion distributed, hold for, criminal
		case, certified copy, this attorney, in accordance, pursuant to rule 73, email notice, e mail notice, sealed remark, adr clerk's
		notice, adr notice, service of, exit, document, documents, placed in file, place holder, schedule of actions, rule 5, rule 5 c,
		pro hac vice counsel, assign, electronic filing error, ps issued, defendant information, wage, close, closed, civil case
		terminated, application referred, set hearing on cancellation, mediator, selection, counsel, lower court, the opening brief, the answering
		brief, the reply brief, the amicus brief, certificate of mailing,
		certificate of notice, clerk certificate, clerk's certificate, entry of default, clerk's entry of default, clerks entry of
		default, default entered, incorrect, deleted, error, email, consolidated, consolidation, member case, cases, civil action,
		miscellaneous case, adversary, debtor, hearing cancel*, tickler, ada, statistical, statistics, mdl, oral argument cancelled,
		submitted without, judge panel, panel, notice of panel, cja, lead`,
}
