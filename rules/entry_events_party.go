package rules

// partyEvents begin the papers of parties. Some courts give motions by what they
// ask for alone: "Dismiss", "Extension of Time".
var partyEvents = map[DocumentKind]string{
	KindComplaint: `complaint, amended complaint, supplemental complaint, verified complaint, class action complaint, consolidated complaint,
		consolidated amended complaint, consolidated class action complaint, adversary complaint, counterclaim, counterclaims, cross
		claim, crossclaim, crossclaims, third party complaint, intervenor complaint, complaint in intervention, complaint petition,
		voluntary petition, involuntary petition, chapter 7 voluntary petition, chapter 11 voluntary petition, chapter 13 voluntary
		petition, amended petition, indictment, superseding indictment, information as, information, criminal complaint, bill of
		complaint, amended criminal complaint, adversary case, prisoner civil rights complaint, habeas petition, civil rights complaint`,
	KindReply: `reply, replies, reply brief, sur reply, surreply, reply memorandum, reply in support, reply to, optional reply brief, letter reply,
		rejoinder`,
	KindOpposition: `opposition, oppositions, opposing, memorandum in opposition, brief in opposition, response in opposition, objection opposition,
		memorandum in opp, mem in opposition, answering brief in opposition, letter opposition`,
	KindNoticeOfAppeal: `notice of appeal, notice of interlocutory appeal, notice of cross appeal, notice of civil appeal, notice of criminal appeal, notice
		of bankruptcy appeal, notice of conditional cross appeal, amended notice of appeal, joint notice of appeal, protective notice of
		appeal, notice appeal`,
	KindAppearance: `appearance, appearances, entry of appearance, entry of attorney appearance, attorney appearance, attorney's appearance, amicus
		appearance, notice of appearance, notice of attorney appearance, notice attorney appearance, notice appearance, notice of special
		appearance, notice of entry of appearance, notice of limited appearance, notice of general appearance, us attorney's notice of
		appearance, acknowledgment and notice of appearance, acknowledgment notice of appearance, appearance form, appearance of counsel,
		notice of substitution of, notice of attorney substitution, substitution of, substitution, consent order substituting, notice of
		withdrawal of appearance, notice of withdrawal of attorney, notice of withdrawal of counsel, notice of withdrawal as, notice of
		withdrawal and substitution, notice of attorney withdrawal, notice of appearance or withdrawal, notice of association, association
		of, designation of local, designation of lead, notice for desig, notice of designation of, attorney appointment, amicus curiae
		appearance, hearing appearance, notice of change of counsel, notice of attorney's, notice of additional attorney, special
		appearance, notice of counsel`,
	KindProHacVice: `pro hac vice, appear pro hac vice, motion pro hac vice, notice of request by pro hac vice, notice of pro hac vice, notice of pro
		hac, verified petition for permission to practice, petition for permission to practice, application pro hac vice, application
		order pro hac vice, admission pro hac, certification pro hac, phv`,
	KindExhibitDeclaration: `declaration, declarations, affidavit, affidavits, affirmation, affirmations, exhibit, exhibits, exhibit list, certificate,
		certificates, certification of, certification re, certificate of service, certificate of compliance, certificate of conference,
		certificate of counsel, certificate of mailing by, certificate service, proof of, proof, return of, return, affidavit of, summons
		returned, waiver of service, waiver service, waiver of the service, acknowledgment of service, acknowledgement of service, notice
		and acknowledg*, acceptance of service, service by, service of summons, usm 285, usm, 285 forms, marshal, marshals, marshal's,
		appendix, appendices, joint appendix, full electronic appendix, electronic appendix, record excerpts, excerpts, excerpts of
		record, sufficient record excerpts, supplemental record, supplemental excerpts, administrative record, certified administrative
		record, ssa administrative record, state court record, agency decision, underlying decision, agency record, certified record, index, index of,
		deposition, depositions, interrogatories, errata exhibit, statement of facts, statement of undisputed, statement of material,
		separate statement, rule 56 statement, rule 56 1 statement, local rule 56, counter statement, concise statement, witness list,
		list of, exhibit and witness, proposed order, text of proposed, proposed jury, proposed voir, proposed verdict, proposed form,
		jury instructions, redaction, redacted version, redacted copy, attachment, attachments, sealed attachment*, sealed exhibit*, civil
		cover sheet, cover sheet, criminal cover sheet, civil category, addendum exhibit, bill of particulars, document filed, affidavit
		re, affirmation re, material witness, plea agreement, guilty plea agreement, memorandum of plea, presentence, pre sentence, fee
		agreement, schedules, schedule a, employee income, payment advices, trust fund, prisoner trust, inmate account, state court,
		transcript excerpts, additional attachments, additional exhibits, supplemental exhibit*, supplemental declaration, supplemental
		affidavit, supplemental appendix, financial affidavit, sentencing summary, bail spreadsheet, cja 23, lodged, documents lodged,
		rule 26 a, pretrial disclosures, final pretrial disclosures, bail, audio, video, photographs, dvd, cd, stipulated facts, factual
		resume, factual basis, forepersons, praecipe for summons`,
	KindNotice: `status report, joint status report, joint status, case management statement, joint case management statement, joint case, joint
		report, joint statement, joint notice, discovery plan, joint discovery plan, rule 26, rule 26f, corporate disclosure, corporate
		disclosure statement, disclosure, disclosures, disclosure statement, disclosure of, rule 7, rule 7 1, certificate of interested,
		certification of interested, certification and notice, certificate notice, certificate of disclosure, certificate of corporate,
		financial interest, financial disclosure, local rule 7, form, forms, fed r civ, notice of removal, civil, designation,
		designations, consent to, consents to, consent by, consent filed, consent of, consent form, consent for, consent declination,
		declination, blanket consent, waiver, waivers, joinder, joinders, non opposition, demand, demand for, jury demand, election,
		suggestion, suggestion of, errata, erratum, corrections, leave of absence, adr certification, adr, initial disclosures,
		acknowledgment, acknowledgement, acceptance, satisfaction, bill of costs, praecipe, docketing statement, mediation questionnaire,
		oral argument statement, argument acknowledgment, oral argument acknowledgment, counsel for oral, preliminary report, settlement
		agreement, proof of claim, claim, monthly, operating report, trustee's, chapter 13 trustee's, plan, proposed summons, summons
		request, summons request for, rule 1 9, rule 16 notice, chapter 13 plan, amended chapter, payment of docketing, copyright report,
		ao, ao 120, ao120, ao 121, ao121, assertion, government's statement, governments statement, position, position on, invocation,
		interested party, civil appeal statement, civil appeal, information statement, case information, tender, offer, related cases,
		statement of related, pre argument, preargument, mediation statement, fee notice, notice by, notice of filing notice, request to
		receive, recognizance, initial report, agreement, agreement to, stay of, filing of, bench brief, name, list, concurrence,
		suggestion for`,
	KindLetter: `citation, citation of, citations, letter from, letter to judge, letter addressed, letter re, rule 28 j letter, 28 j letter, rule 28 j, attorney letter, pro se letter,
		rule 28j`,
	KindMemorandumSupport: `memorandum in support, brief in support, memorandum of law in support, mem in support, trial brief, trial memorandum, sentencing
		memorandum, sentencing submission, markman opening brief, suggestions in support, opening brief in support, response in support,
		supplemental memorandum, supplemental memorandum of law, memorandum of points, claim construction brief, supporting, affirmation
		in support of law, bench memorandum, post hearing brief, post trial brief, prehearing brief, hearing brief`,
	KindResponseOther: `statement of non opposition, notice of non opposition, response to order, response to court, response of non opposition, response to
		notice, statement of no opposition, no opposition`,
	KindMotionPITRO:     `temporary restraining order, preliminary injunction, tro, motion for tro`,
	KindMotionToDismiss: `dismiss`,
	KindMotionOther: `bill of costs motion, adjourn conference, extension of time, extension, leave to file, preclude, discovery, in limine, strike,
		compel, continue, stay, appoint, consolidate, expedite, reconsideration, seal, amend, remand to, intervene, quash, summary
		judgment, vacate, transfer case, substitute, unseal, suppress, modify, limine, default, withdraw as`,
	KindAppeal: `petition for permission to appeal, petition for review, petition for a writ of certiorari, petition for writ of certiorari, petition
		for certiorari, jurisdictional statement, petition for leave to appeal, petition for allowance of appeal, appeal of magistrate,
		appeal of`,
}
