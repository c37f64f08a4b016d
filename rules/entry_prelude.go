package rules

// preludes stand before the event and do not decide the kind: how it was filed,
// that it is sealed or defective, which of several it is.
var preludes = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	l.enter(true, `sealed document, sealed documents, restricted document, redacted document, redacted, sealed, filed under seal, under seal, sealed entry
		document, ecf filer, electronic, electronically, filed, filed ecf, submitted ecf, submitted, received, fld, lodged, tendered, ep, eo,
		text, text only, text entry, docket text, text email, defective document, cured defective document, defective, filing error, filing error
		deficient docket entry, filing error pdf error, pdf error, deficient docket entry, filing error wrong event type selected from menu, wrong
		event type selected from menu, filing error summons request pdf error, filing error electronic filing for non ecf document, electronic
		filing for non ecf document, entered in error, filed in error, filed in error please ignore, please ignore, entry error, document locked,
		duplicate, vacated, first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, 1st, 2nd, 3rd, 4th,
		joint, unopposed, opposed, consent, agreed, emergency, urgent, amended, corrected, correct, supplemental, ex parte, renewed, partial,
		partially, time sensitive, assented to, oral, verified, initial, final, original, expedited, omnibus, administrative, superseding,
		streamlined, cross, counter, pro se, contested, uncontested, protective, conditional, limited, interim, revised, stipulated, superseded,
		public, unredacted, notice of filing of, notice of filing, copy of, received copy of, certified, true copy of, usca, federal circuit, u s
		supreme court, us supreme court, supreme court, consents, document, the, an, a, re, termed, court's, new, additional, combined,
		consolidated, federal defendants', federal, miscellaneous, non party, alternative, ecf, no, cancelled, converted, duplicative, stricken,
		under, 2d, 3d, brief in, dispositive, nondispositive, preliminary, civil, criminal, discovery, confidential, parties', parties, this, in`)
	return l
}()

// enclosures are sealed or redacted papers of which the text says no more.
var enclosures = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	l.enter(true, "sealed document, sealed documents, restricted document, redacted document, sealed entry, sealed filing")
	return l
}()

// roleWords are the roles of parties, as sides see them.
var roleWords = map[string]roleWord{
	"plaintiff": leftRole, "plaintiffs": leftRole, "pltf": leftRole, "pltfs": leftRole, "pltff": leftRole, "pltffs": leftRole, "relator": leftRole, "relators": leftRole,
	"defendant": rightRole, "defendants": rightRole, "deft": rightRole, "defts": rightRole, "dft": rightRole, "dfts": rightRole,
	"petitioner": firstRole, "petitioners": firstRole, "applicant": firstRole, "applicants": firstRole,
	"respondent": secondRole, "respondents": secondRole,
	"appellant": appealRole, "appellants": appealRole, "appellee": appealRole, "appellees": appealRole,
	"amicus": amicusRole, "amici": amicusRole,
	"intervenor": intervenorRole, "intervenors": intervenorRole, "intervener": intervenorRole,
	"movant": otherRole, "movants": otherRole, "debtor": otherRole, "creditor": otherRole, "trustee": otherRole, "claimant": otherRole, "interested": otherRole,
}

// A roleWord says what a role means for the side.
type roleWord int

const (
	leftRole       roleWord = iota + 1 // sues
	rightRole                          // is sued
	firstRole                          // asks: named first in the caption
	secondRole                         // answers: named second
	appealRole                         // either side: the name decides
	amicusRole                         // a friend of the court
	intervenorRole                     // joined later
	otherRole                          // says nothing of the side
)

// ecfEvents are the events that the Ninth Circuit's system puts after the names
// of the filers, and that stand in plain texts after adjectives.
var ecfEvents = map[string]bool{
	"motion": true, "response": true, "reply": true, "correspondence": true, "citation": true, "request": true, "petition": true, "stipulation": true, "letter": true,
	"errata": true, "notice": true, "brief": true, "opposition": true, "statement": true, "declaration": true, "emergency": true, "unopposed": true, "joint": true,
	"streamlined": true, "supplemental": true, "acknowledgment": true, "mediation": true, "bill": true, "application": true, "memorandum": true, "appendix": true, "excerpts": true,
	"complaint": true, "answer": true, "affidavit": true, "objection": true, "objections": true, "order": true, "judgment": true, "transcript": true,
}
