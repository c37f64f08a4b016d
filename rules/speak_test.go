package rules_test

import (
	"strings"
	"testing"

	"docketwatch/docket"
	"docketwatch/rules"
)

// said is what a test expects of one finding: "government asserts government"
// is speaker, stance, holder.
func said(f rules.Finding) string {
	return string(f.Speaker) + " " + string(f.Stance) + " " + string(f.Holder)
}

const body = "\n\nINTRODUCTION\n\nNo enforcement action has been taken against the County, and the claims are not ripe for review.\n\nCONCLUSION\n\nThe motion should be decided accordingly.\n\n"

func TestWhoSpeaksIsReadFromTheDocument(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		f    rules.Filing // what the caller knows
		kind rules.DocumentKind
		by   rules.Side
		want string // of ripeness
		tier rules.Tier
	}{
		"the government's opposition, by its title": {
			text: "UNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF CALIFORNIA\n\nCOUNTY OF SANTA CLARA,\nPlaintiff,\nv.\nDONALD J. TRUMP, et al.,\nDefendants.\n\nDEFENDANTS' OPPOSITION TO MOTION FOR\nPRELIMINARY INJUNCTION" + body,
			kind: rules.KindOpposition, by: rules.SideGovernment, want: "government asserts government", tier: rules.TierAlert,
		},
		"the same words of the county that the United States sues": {
			text: "UNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF ILLINOIS\n\nUNITED STATES OF AMERICA,\nPlaintiff,\nv.\nSTATE OF ILLINOIS and COOK COUNTY,\nDefendants.\n\nCOOK COUNTY DEFENDANTS' MOTION TO DISMISS\n\nINTRODUCTION\n\nThe complaint is premature: the County has not applied the ordinance to any federal officer, and the claims of the United States are not ripe.\n",
			kind: rules.KindMotionToDismiss, by: rules.SideChallenger, want: "challenger asserts challenger", tier: rules.TierAlert,
		},
		"the United States as plaintiff": {
			text: "UNITED STATES DISTRICT COURT\nDISTRICT OF NEW JERSEY\n\nUNITED STATES OF AMERICA, Plaintiff,\nv.\nSTATE OF NEW JERSEY, Defendant.\n\nPLAINTIFF'S REPLY IN SUPPORT OF MOTION FOR PRELIMINARY INJUNCTION\n\nThe State's Argument\n\nThe State says that this suit came too early. The claims of the United States are ripe for review.\n",
			kind: rules.KindReply, by: rules.SideGovernment, want: "government recites challenger, government opposes government", tier: rules.TierReview,
		},
		"the United States as amicus": {
			text: "No. 13-193\n\nIN THE SUPREME COURT OF THE UNITED STATES\n\nSUSAN B. ANTHONY LIST, ET AL., PETITIONERS\nv.\nSTEVEN DRIEHAUS, ET AL.\n\nBRIEF FOR THE UNITED STATES AS AMICUS CURIAE SUPPORTING NEITHER PARTY\n\nPetitioners' claims are ripe for review.\n",
			f:    rules.Filing{Government: docket.RoleAmicus},
			kind: rules.KindAmicusBrief, by: rules.SideGovernment, want: "government opposes government", tier: rules.TierReview,
		},
		"another amicus": {
			text: "No. 17-17478\n\nUNITED STATES COURT OF APPEALS\nFOR THE NINTH CIRCUIT\n\nCITY AND COUNTY OF SAN FRANCISCO,\nPlaintiff-Appellee,\nv.\nDONALD J. TRUMP, et al.,\nDefendants-Appellants.\n\nBRIEF OF AMICI CURIAE TEN STATES IN SUPPORT OF APPELLANTS\n\nThe dispute is not ripe.\n",
			kind: rules.KindAmicusBrief, by: rules.SideAmicus, want: "amicus asserts government", tier: rules.TierAlert,
		},
		"the appellants' brief": {
			text: "No. 17-17478\n\nUNITED STATES COURT OF APPEALS\nFOR THE NINTH CIRCUIT\n\nCITY AND COUNTY OF SAN FRANCISCO,\nPlaintiff-Appellee,\nv.\nDONALD J. TRUMP, et al.,\nDefendants-Appellants.\n\nBRIEF FOR APPELLANTS" + body,
			kind: rules.KindBriefAppellate, by: rules.SideGovernment, want: "government asserts government", tier: rules.TierAlert,
		},
		"the appellee's brief": {
			text: "No. 17-17478\n\nUNITED STATES COURT OF APPEALS\nFOR THE NINTH CIRCUIT\n\nCITY AND COUNTY OF SAN FRANCISCO,\nPlaintiff-Appellee,\nv.\nDONALD J. TRUMP, et al.,\nDefendants-Appellants.\n\nANSWERING BRIEF OF APPELLEE\n\nThe City's claims are ripe for review.\n",
			kind: rules.KindBriefAppellate, by: rules.SideChallenger, want: "challenger opposes challenger", tier: rules.TierReview,
		},
		"counsel alone tell": {
			text: "CHAD A. READLER\nActing Assistant Attorney General\nJOHN R. TYLER\nAssistant Branch Director\nCivil Division, Federal Programs Branch\n\nSUPPLEMENTAL STATEMENT" + body,
			kind: rules.KindUnknown, by: rules.SideGovernment, want: "government asserts government", tier: rules.TierAlert,
		},
		"the signature alone tells": {
			text: "SUPPLEMENTAL STATEMENT" + body + "Respectfully submitted,\n\n/s/ W. Scott Simpson\nAttorneys for Defendants\n",
			kind: rules.KindUnknown, by: rules.SideGovernment, want: "government asserts government", tier: rules.TierAlert,
		},
		"the running foot alone tells": {
			text: "The first page speaks of other things and of them alone.\nDefs.' Opp. to Pl.'s Mot.\nNo. 17-cv-485\n2\n\fNo enforcement action has been taken against the County.\nDefs.' Opp. to Pl.'s Mot.\nNo. 17-cv-485\n3\n\fAnd so on to the end.\nDefs.' Opp. to Pl.'s Mot.\nNo. 17-cv-485\n4\n",
			kind: rules.KindUnknown, by: rules.SideGovernment, want: "government asserts government", tier: rules.TierAlert,
		},
		"the Attorney General of a State is no officer of the United States": {
			text: "XAVIER BECERRA\nAttorney General of California\nSATOSHI YANAI\nDeputy Attorney General\nAttorneys for Plaintiff State of California\n\nUNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF CALIFORNIA\n\nSTATE OF CALIFORNIA v. JEFFERSON B. SESSIONS, et al.\n\nPLAINTIFF'S REPLY\n\nThe State's claims are ripe for review.\n",
			kind: rules.KindReply, by: rules.SideChallenger, want: "challenger opposes challenger", tier: rules.TierReview,
		},
		"an order that accepts": {
			text: "UNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF CALIFORNIA\n\nCITY OF RICHMOND v. DONALD J. TRUMP, et al.\n\nORDER GRANTING MOTION TO DISMISS\n\nNo enforcement action has been taken against Richmond, and its claims are not ripe.\n\nIT IS SO ORDERED.\nWilliam H. Orrick\nUnited States District Judge\n",
			kind: rules.KindOrder, by: rules.SideCourt, want: "court accepts government", tier: rules.TierAlert,
		},
		"a memorandum opinion that rejects": {
			text: "UNITED STATES DISTRICT COURT\nEASTERN DISTRICT OF PENNSYLVANIA\n\nCITY OF PHILADELPHIA v. JEFFERSON BEAUREGARD SESSIONS III\n\nMEMORANDUM OPINION\n\nThe Attorney General argues that the claims are not ripe. The Court disagrees with the Attorney General that the claims are unripe.\n",
			kind: rules.KindOrder, by: rules.SideCourt, want: "court recites government, court rejects government",
		},
		"a government brief that is an exhibit of the city": {
			text: "Case 3:17-cv-00485-WHO Document 22-3 Filed 03/08/17 Page 5 of 60\nUNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF CALIFORNIA\n\nCOUNTY OF SANTA CLARA v. DONALD J. TRUMP, et al.\n\nDEFENDANTS' OPPOSITION TO MOTION FOR PRELIMINARY INJUNCTION" + body,
			f:    rules.Filing{FiledBy: rules.SideChallenger, Kind: rules.KindExhibitDeclaration},
			kind: rules.KindExhibitDeclaration, by: rules.SideChallenger, want: "government asserts government", tier: rules.TierReview,
		},
		"a proposed order is its party's paper": {
			text: "UNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF CALIFORNIA\n\nCOUNTY OF SANTA CLARA v. DONALD J. TRUMP, et al.\n\n[PROPOSED] ORDER GRANTING DEFENDANTS' MOTION TO DISMISS\n\nThe claims are not ripe.\n",
			f:    rules.Filing{FiledBy: rules.SideGovernment},
			kind: rules.KindExhibitDeclaration, by: rules.SideGovernment, want: "government asserts government", tier: rules.TierAlert,
		},
		"the caller's word stands where the text shows nothing": {
			text: "The claims are not ripe.", f: rules.Filing{FiledBy: rules.SideChallenger, Kind: rules.KindOpposition},
			kind: rules.KindOpposition, by: rules.SideChallenger, want: "challenger recites government", tier: rules.TierReview,
		},
		"a long text that shows no author raises no alert": {
			text: strings.Repeat("The statute has several parts, and each of them has its own history and its own reading. ", 40) + "The claims are not ripe.",
			kind: rules.KindUnknown, by: rules.SideUnknown, want: "government asserts government", tier: rules.TierReview,
		},
		"a title in capitals among title words of another paper": {
			text: "UNITED STATES DISTRICT COURT\nWESTERN DISTRICT OF WASHINGTON\n\nCITY OF SEATTLE v. DONALD J. TRUMP, et al.\n\nPLAINTIFF'S RESPONSE IN OPPOSITION TO DEFENDANTS' MOTION TO DISMISS\n\nDefendants contend that the claims are not ripe, but they have already named the City.\n",
			kind: rules.KindOpposition, by: rules.SideChallenger, want: "challenger opposes government", tier: rules.TierReview,
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := c.f
			f.Text = c.text
			got := reader(t).ReadFiling(f)
			if got.Kind != c.kind || got.FiledBy != c.by {
				t.Errorf("a %s by %s, want %s by %s", got.Kind, got.FiledBy, c.kind, c.by)
			}
			var all []string
			for _, found := range got.Findings {
				if found.Argument != "ripeness" {
					continue
				}
				all = append(all, said(found))
				if c.tier != "" && found.Tier != c.tier {
					t.Errorf("tier %s, want %s: %q", found.Tier, c.tier, found.Quote)
				}
			}
			if strings.Join(all, ", ") != c.want {
				t.Errorf("%q, want %q", strings.Join(all, ", "), c.want)
			}
		})
	}
}

const hearing = `UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA
BEFORE THE HONORABLE WILLIAM H. ORRICK, JUDGE

COUNTY OF SANTA CLARA v. DONALD J. TRUMP, et al.

TRANSCRIPT OF PROCEEDINGS

APPEARANCES:
FOR THE PLAINTIFF:
BY: JOHN W. KEKER, ATTORNEY AT LAW
FOR THE DEFENDANTS:
BY: CHAD A. READLER, ATTORNEY AT LAW

THE COURT: Why is this not ripe, with so much money at stake?
MR. READLER: Nothing has been withheld from the County, Your Honor.
There is no enforcement action against anybody.
THE COURT: Your position is that the case is premature.
MR. KEKER: The claims are ripe. They say it's not ripe because nothing has happened.
THE WITNESS: It is not ripe.
`

func TestTurnsOfATranscriptAreKeptApart(t *testing.T) {
	got := reader(t).ReadFiling(rules.Filing{Text: hearing})
	if got.Kind != rules.KindTranscript || got.FiledBy != rules.SideUnknown {
		t.Errorf("a %s by %s", got.Kind, got.FiledBy)
	}
	var all []string
	for _, f := range got.Findings {
		if f.Argument == "ripeness" && f.Basis == rules.BasisTurn {
			all = append(all, said(f)+" "+string(f.Form))
		}
		if f.Basis != rules.BasisTurn && f.Tier == rules.TierAlert {
			t.Errorf("%s %s without a turn: %q", f.Speaker, f.Stance, f.Quote)
		}
	}
	want := "court neutral government transcript, government asserts government transcript, court recites government transcript, challenger opposes challenger transcript, challenger recites government transcript"
	if strings.Join(all, ", ") != want {
		t.Errorf("%s", strings.Join(all, ", "))
	}
}

const argument = `IN THE SUPREME COURT OF THE UNITED STATES

DONALD J. TRUMP, PRESIDENT OF THE UNITED STATES, ET AL.,
Appellants,
v.
NEW YORK, ET AL.,
Appellees.

TRANSCRIPT OF ORAL ARGUMENT

APPEARANCES:
JEFFREY B. WALL, Acting Solicitor General,
Department of Justice, Washington, D.C.;
on behalf of the Appellants.
BARBARA D. UNDERWOOD, Solicitor General,
New York, New York; on behalf of the
government appellees.

CHIEF JUSTICE ROBERTS: We will hear argument first.
GENERAL WALL: The Secretary has not yet decided whom to exclude, and no claim is ripe.
JUSTICE KAGAN: Is it ripe when he decides?
Dale Ho: Dale Ho on behalf of the petitioners, Your Honor.
MR. HO: It is ripe.
MR. DOE: It is not ripe.
`

func TestCounselAreKnownByTheirAppearance(t *testing.T) {
	for _, f := range reader(t).ReadFiling(rules.Filing{Text: argument}).Findings {
		if f.Argument != "ripeness" {
			continue
		}
		switch {
		case strings.Contains(f.Quote, "whom to exclude"):
			if said(f) != "government asserts government" || f.Tier != rules.TierAlert || f.Basis != rules.BasisTurn {
				t.Errorf("%s (%s, %s): %q", said(f), f.Tier, f.Basis, f.Quote)
			}
		case strings.Contains(f.Quote, "when he decides"):
			if f.Speaker != rules.SideCourt || f.Stance != rules.StanceNeutral {
				t.Errorf("%s: %q", said(f), f.Quote)
			}
		case f.Tier == rules.TierAlert: // who Mr. Doe is, nothing tells
			t.Errorf("%s raises an alert: %q", said(f), f.Quote)
		}
	}
}

func TestAttributionInTheSentence(t *testing.T) {
	for _, c := range []struct {
		name, text string
		by         rules.Side
		want       string
	}{
		{"the verb before", "Defendants contend that the suit is premature.", rules.SideChallenger, "challenger recites government"},
		{"the verb behind", "The suit is premature, the Government argues.", rules.SideCourt, "court recites government"},
		{"a noun of saying", "The Government's position is that the suit is premature.", rules.SideCourt, "court recites government"},
		{"according to", "According to the Justice Department, the suit is premature.", rules.SideCourt, "court recites government"},
		{"one's own name is one's own voice", "Defendants contend that the suit is premature.", rules.SideGovernment, "government asserts government"},
		{"we", "We submit that the suit is premature.", rules.SideGovernment, "government asserts government"},
		{"a pronoun after the sentence before", "The Government filed a motion and argued standing. They also argued that the suit is premature.", rules.SideCourt, "court recites government"},
		{"denied attribution", "The Government has never suggested that the suit is premature.", rules.SideChallenger, "challenger opposes challenger"},
		{"a rebuttal", "Defendants are wrong that the suit is premature.", rules.SideChallenger, "challenger opposes challenger"},
		{"the other side's view, answered", "Plaintiffs' argument that the claims are ripe is without merit.", rules.SideGovernment, "government asserts government"},
		{"the other side's view", "Plaintiffs argue that the claims are ripe.", rules.SideGovernment, "government recites challenger"},
		{"a concession of the other side", "Plaintiffs concede that no enforcement action has been taken.", rules.SideGovernment, "government asserts government"},
		{"a precedent is no other voice", "The Supreme Court has held that such claims are not ripe.", rules.SideGovernment, "government asserts government"},
		{"agreement of the court", "I agree with the Government that the suit is premature.", rules.SideCourt, "court accepts government"},
		{"disagreement of the court", "The Court disagrees with the Government that the suit is premature.", rules.SideCourt, "court rejects government"},
		{"not persuaded", "I am not persuaded that the suit is premature.", rules.SideCourt, "court rejects government"},
		{"another clause", "Plaintiffs say that they were injured, but no enforcement action has been taken.", rules.SideGovernment, "government asserts government"},
		{"a quotation with its citation", "\"The suit is premature.\" (Opp. at 9.)", rules.SideChallenger, "challenger recites government"},
		{"not unripe", "The claims are not unripe.", rules.SideChallenger, "challenger opposes challenger"},
		{"no dispute", "There is no dispute that the claims are unripe.", rules.SideGovernment, "government asserts government"},
		{"not only", "The claims are not only unripe but moot.", rules.SideGovernment, "government asserts government"},
		{"even if", "Even if the claims were ripe, they would fail.", rules.SideGovernment, "government asserts government"},
		{"a supposition of the court", "If the claims were not ripe, dismissal would follow.", rules.SideCourt, "court neutral government"},
		{"facts that are conceded", "Although no enforcement action has been taken, the claims are ripe.", rules.SideCourt, "court rejects government"},
		{"facts that are conceded, no more", "Even though no enforcement action has been taken, the City must budget now.", rules.SideCourt, "court neutral government"},
		{"doctrine against facts", "The claims are not unripe merely because no enforcement action has been taken.", rules.SideCourt, "court rejects government"},
		{"reported doctrine against one's own facts", "Plaintiffs say that their claims are ripe, but no enforcement action has been taken.", rules.SideGovernment, "government asserts government"},
		{"a question left open", "The Court need not decide whether the claims are ripe.", rules.SideCourt, "court neutral government"},
		{"a ruling on a motion", "Because the claims are not ripe, the motion to dismiss is granted.", rules.SideCourt, "court accepts government"},
		{"a person who is no party", "A lawyer told the court that no enforcement action has been taken.", "", "unknown recites government"},
		{"an office named in the text writes nothing", "Chad Readler, an acting assistant attorney general, told the court that no enforcement action has been taken.", rules.SideChallenger, "challenger recites government"},
		{"a party in the next clause", "No enforcement action has been taken, but the Counties say they cannot plan.", rules.SideCourt, "court accepts government"},
		{"said later", "It has not been implemented. That is what the Attorney General says.", rules.SideCourt, "court recites government"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var all []string
			for _, f := range reader(t).ReadFiling(rules.Filing{Text: c.text, FiledBy: c.by}).Findings {
				if f.Argument == "ripeness" {
					all = append(all, said(f))
				}
			}
			if strings.Join(all, ", ") != c.want {
				t.Errorf("%q: %q, want %q", c.text, strings.Join(all, ", "), c.want)
			}
		})
	}
}
