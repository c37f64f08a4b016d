package rules

import "strings"

// titleWords are the words that say what a paper is. As on a docket sheet the
// leading one decides: a "REPLY IN SUPPORT OF MOTION TO DISMISS" is a reply.
var titleWords = []struct {
	word string
	kind DocumentKind
}{
	{"TRANSCRIPT OF", KindTranscript}, {"REPORTER'S TRANSCRIPT", KindTranscript}, {"TRANSCRIPT", KindTranscript},
	{"DECLARATION OF", KindExhibitDeclaration}, {"AFFIDAVIT OF", KindExhibitDeclaration}, {"EXHIBIT", KindExhibitDeclaration},
	{"APPENDIX", KindExhibitDeclaration}, {"[PROPOSED]", KindExhibitDeclaration}, {"PROPOSED ORDER", KindExhibitDeclaration},
	{"AMICUS", KindAmicusBrief}, {"AMICI", KindAmicusBrief},
	{"REPLY", KindReply}, {"OPPOSITION", KindOpposition}, {"RESPONSE", KindResponseOther},
	{"MEMORANDUM OPINION", KindOrder}, {"MEMORANDUM AND ORDER", KindOrder}, {"MEMORANDUM DECISION", KindOrder}, {"OPINION", KindOrder},
	{"ORDER", KindOrder}, {"TEMPORARY RESTRAINING ORDER", KindOrder}, {"JUDGMENT", KindJudgment}, {"MANDATE", KindMandate},
	{"MEMORANDUM", KindMemorandumSupport}, {"POINTS AND AUTHORITIES", KindMemorandumSupport},
	{"NOTICE OF APPEAL", KindNoticeOfAppeal}, {"NOTICE OF MOTION", KindMotionOther}, {"NOTICE OF APPEARANCE", KindAppearance}, {"NOTICE", KindNotice},
	{"MOTION", KindMotionOther}, {"APPLICATION", KindMotionOther}, {"PETITION FOR", KindMotionOther},
	{"COMPLAINT", KindComplaint}, {"ANSWERING BRIEF", KindBriefAppellate}, {"ANSWER", KindAnswer},
	{"BRIEF", KindBriefAppellate}, {"STIPULATION", KindMotionOther},
}

// titleKind is the kind of paper a title in capitals names, and where its
// leading word stands; unknown when it names none.
func titleKind(title string) (at int, kind DocumentKind) {
	at, kind = -1, KindUnknown
	longest := 0
	for _, t := range titleWords {
		i := wordIn(title, t.word)
		if i < 0 || at >= 0 && i > at || i == at && len(t.word) <= longest {
			continue
		}
		at, kind, longest = i, t.kind, len(t.word)
	}
	if at < 0 {
		return -1, KindUnknown
	}
	rest := title[at:]
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(rest, w) {
				return true
			}
		}
		return false
	}
	switch kind {
	case KindMotionOther:
		switch {
		case has("MOTION FOR LEAVE", "LEAVE TO FILE"):
		case has("TO DISMISS"):
			kind = KindMotionToDismiss
		case has("PRELIMINARY INJUNCTION", "TEMPORARY RESTRAINING"):
			kind = KindMotionPITRO
		}
	case KindMemorandumSupport:
		if has("IN OPPOSITION") && !has("IN SUPPORT") {
			kind = KindOpposition
		}
		if has("AMICUS", "AMICI") {
			kind = KindAmicusBrief
		}
	case KindResponseOther:
		if has("OPPOSITION") {
			kind = KindOpposition
		}
	case KindBriefAppellate:
		switch {
		case has("AMICUS", "AMICI"):
			kind = KindAmicusBrief
		case has("IN OPPOSITION"):
			kind = KindOpposition
		case has("IN SUPPORT"):
			kind = KindMemorandumSupport
		}
	case KindReply:
		if has("REPLY BRIEF OF AMIC", "REPLY BRIEF FOR AMIC") {
			kind = KindAmicusBrief
		}
	case KindNotice:
		if has("MOTION FOR PRELIMINARY INJUNCTION") {
			kind = KindMotionPITRO
		}
	}
	return at, kind
}

// wordIn is where the words stand in the title as whole words; -1 when nowhere.
func wordIn(title, word string) int {
	for from := 0; from < len(title); {
		i := strings.Index(title[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(word)
		if (i == 0 || !asciiLetter[title[i-1]]) && (end == len(title) || !asciiLetter[title[end]] || title[end] == 'S' && (end+1 == len(title) || !asciiLetter[title[end+1]])) {
			return i
		}
		from = i + 1
	}
	return -1
}

// titleSide is the side a title names as its author: "DEFENDANTS' OPPOSITION",
// "BRIEF FOR THE APPELLANTS", "COUNTY OF SANTA CLARA'S REPLY".
func titleSide(title string, kind DocumentKind, r roles) Side {
	at, _ := titleKind(title)
	if at < 0 {
		return SideUnknown
	}
	if kind == KindAmicusBrief {
		if i := strings.Index(title, "UNITED STATES AS AMIC"); i >= 0 {
			return SideGovernment
		}
		return SideAmicus
	}
	if courtKind(kind) {
		return SideCourt
	}
	if side := namedParty(title[:at], r); side != SideUnknown {
		return side
	}
	for _, by := range [...]string{" FOR ", " OF ", " ON BEHALF OF ", " BY "} {
		if i := strings.Index(title[at:], by); i >= 0 {
			rest := title[at+i+len(by):]
			if cut := strings.IndexAny(rest, ";("); cut >= 0 {
				rest = rest[:cut]
			}
			for _, stop := range [...]string{" IN SUPPORT", " IN OPPOSITION", " TO ", " AS AMIC"} {
				rest, _, _ = strings.Cut(rest, stop)
			}
			if kind == KindMotionOther || kind == KindMotionToDismiss || kind == KindMotionPITRO || kind == KindOpposition {
				continue // "MOTION FOR A STAY OF THE DEFENDANTS' ORDER"
			}
			if side := namedParty(rest, r); side != SideUnknown {
				return side
			}
		}
	}
	return SideUnknown
}

// namedParty is the side the words name, in capitals.
func namedParty(words string, r roles) Side {
	has := func(list ...string) bool {
		for _, w := range list {
			if wordIn(words, w) >= 0 {
				return true
			}
		}
		return false
	}
	switch {
	case has("INTERVENOR", "PROPOSED INTERVENOR"):
		return SideIntervenor
	case has("FEDERAL DEFENDANT", "GOVERNMENT", "UNITED STATES", "FEDERAL APPELLANT", "FEDERAL APPELLEE", "FEDERAL RESPONDENT"):
		return SideGovernment
	case has("PLAINTIFF"):
		return r.plaintiff
	case has("DEFENDANT"):
		return r.defendant
	case has("APPELLANT", "PETITIONER", "APPLICANT"):
		return r.appellant
	case has("APPELLEE", "RESPONDENT"):
		return r.appellee
	case has("COUNTY OF", "CITY OF", "CITY AND COUNTY", "STATE OF", "COMMONWEALTH OF", "COUNTY", "CITY"):
		return SideChallenger
	}
	return SideUnknown
}
