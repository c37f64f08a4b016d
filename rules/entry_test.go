package rules_test

import (
	"fmt"
	"testing"

	"docketwatch/docket"
	"docketwatch/rules"
)

func ExampleReadEntry() {
	r := rules.ReadEntry(rules.EntrySubject{
		CaseName: "County of Santa Clara v. Trump",
		Text: "RESPONSE in Opposition re 26 MOTION for Preliminary Injunction filed by John F. Kelly, Jefferson B. Sessions, III, " +
			"Donald J. Trump. (Doe, Jane) (Filed on 3/9/2017) (Entered: 03/09/2017)",
	})
	fmt.Println(r.Kind, "by the", r.FiledBy, "about entry", r.Links[0].Number, "a", r.Links[0].Kind)

	r = rules.ReadEntry(rules.EntrySubject{Text: "ORDER granting 28 Motion to Continue. The hearing set for April 12, 2017 is VACATED. " +
		"Motion Hearing reset for 4/14/2017 09:00 AM. Signed by Judge William H. Orrick on 3/31/2017."})
	fmt.Println(r.Kind, r.Dispositions[0].Entry, r.Dispositions[0].Outcome)
	for _, d := range r.Dates {
		fmt.Println(d.What, d.Date, d.Time, d.Status)
	}
	// Output:
	// opposition by the government about entry 26 a motion_pi_tro
	// order 28 granted
	// hearing 2017-04-12  vacated
	// hearing 2017-04-14 09:00 reset
}

// Whoever is named in the rest of the text, the leading event decides.
func TestTheLeadingEventDecidesTheKind(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want rules.DocumentKind
	}{
		"an order on a motion is an order":                   {"ORDER granting 12 MOTION to Dismiss. Signed by Judge Jane Doe.", rules.KindOrder},
		"an affidavit about a motion is evidence":            {"AFFIDAVIT re 12 MOTION to Dismiss by Acme Widgets, Inc.", rules.KindExhibitDeclaration},
		"a sealed motion is a motion":                        {"**SEALED DOCUMENT** SEALED MOTION to Exclude Testimony by Jane Doe.", rules.KindMotionOther},
		"a judge's name before the event is passed over":     {"Magistrate Judge Jane Doe: ELECTRONIC ORDER entered granting 5 Motion to Stay.", rules.KindOrder},
		"a judge who is added is the clerk's line":           {"Magistrate Judge Jane Doe added. Judge Richard Roe no longer assigned to case.", rules.KindClerkNotice},
		"a party before the event is passed over":            {"The United States of America's OPPOSITION to defendant's motion to dismiss", rules.KindOpposition},
		"several parties before the event are passed over":   {"Acme Widgets, Inc., Example Corp. and Sample LLC's ANSWER to Complaint by All Defendants.", rules.KindAnswer},
		"the names of filers before the event, too":          {"Filed (ECF) Appellants Jane Doe and Richard Roe reply to response. Date of service: 08/08/2022.", rules.KindReply},
		"leave to file a motion is another motion":           {"MOTION for Leave to File Motion for Preliminary Injunction by Jane Doe", rules.KindMotionOther},
		"a stay of an injunction is another motion":          {"MOTION to Stay Preliminary Injunction by Donald J. Trump", rules.KindMotionOther},
		"a stipulation that the judge signed is an order":    {"STIPULATION AND ORDER re briefing schedule. Signed by Judge Jane Doe.", rules.KindOrder},
		"one that the judge is to sign asks":                 {"STIPULATION WITH PROPOSED ORDER re briefing schedule filed by Jane Doe.", rules.KindMotionOther},
		"a proposed order is enclosed":                       {"PROPOSED ORDER re 12 MOTION to Stay by Jane Doe", rules.KindExhibitDeclaration},
		"a motion that is granted is the court's":            {"Motion to extend the time to file a response is granted.", rules.KindOrder},
		"an application that is passed on is the clerk's":    {"Application (25A11) referred to the Court.", rules.KindClerkNotice},
		"a response that the Court asks for is a schedule":   {"Response to application (25A11) requested by Justice Kagan, due by 4 p.m. (EDT), on June 9, 2025.", rules.KindScheduling},
		"a response to a motion for an injunction opposes":   {"RESPONSE, by Defendants Donald J. Trump, to 3 Emergency MOTION for Temporary Restraining Order.", rules.KindOpposition},
		"one to another motion may do anything":              {"RESPONSE/ANSWER by Donald J. Trump to Motion to supplement [287].", rules.KindResponseOther},
		"one in opposition says so":                          {"RESPONSE/ANSWER by Jane Doe to Motion for stay [5]. Nature of response: in opposition.", rules.KindOpposition},
		"minutes in chambers are an order":                   {"MINUTES (IN CHAMBERS): ORDER by Judge Jane Doe: denying as moot 13 Motion to Dismiss.", rules.KindOrder},
		"a brief of the Fourth Circuit says what it is":      {"BRIEF by Appellants Donald J. Trump in electronic and paper format. Type of Brief: REPLY. [17-1351]", rules.KindReply},
		"a struck entry was never filed":                     {"COURT DELETED INCORRECT ENTRY. Original Text: Entered appearance of Amicus Curiae USA.", rules.KindClerkNotice},
		"a defective brief is a brief":                       {"DEFECTIVE DOCUMENT, Amicus Brief, [166], on behalf of Amicus Curiae Example Council, FILED.", rules.KindAmicusBrief},
		"a hearing that is set is a schedule":                {"Motions to Dismiss Hearing set for 10/11/2024 at 10:00 AM before Judge Jane Doe.", rules.KindScheduling},
		"one that was held is in the minutes":                {"Pretrial Conference held before Judge Jane Doe.", rules.KindMinuteEntry},
		"the event of a feed names the hearing alone":        {"[Status Conference]", rules.KindMinuteEntry},
		"the clerk's event beside an order says nothing":     {"1 - Terminate Deadlines and Hearings AND Scheduling Order", rules.KindScheduling},
		"a sentence without an event is read by its signs":   {"In light of the notice, the case is dismissed. SO ORDERED.", rules.KindOrder},
		"a text that says nothing is unknown":                {"Lorem ipsum", rules.KindUnknown},
		"an empty text is unknown":                           {"", rules.KindUnknown},
		"a summons that is issued is the clerk's":            {"SUMMONS (4) Issued as to Acme Widgets, Inc.", rules.KindClerkNotice},
		"a summons that comes back is proof":                 {"SUMMONS Returned Executed by Jane Doe. Acme Widgets, Inc. served on 4/1/2024.", rules.KindExhibitDeclaration},
		"a notice by a party about a hearing is a notice":    {"NOTICE of Hearing by United States of America re 22 Motion", rules.KindNotice},
		"a notice of the court about a hearing is none":      {"NOTICE of Hearing: Status Conference set for 9/9/2024 10:00 AM before Judge Jane Doe.", rules.KindScheduling},
		"an order that sets bail is no schedule":             {"ORDER Setting Conditions of Release for Jane Doe. Signed by Judge Richard Roe.", rules.KindOrder},
		"a combined motion for an injunction is urgent":      {"MOTION to Expedite, MOTION for Preliminary Injunction by Jane Doe", rules.KindMotionPITRO},
		"a pretrial order is a schedule":                     {"CIVIL PRETRIAL ORDER. Signed by Judge William H. Orrick on 11/27/2017.", rules.KindScheduling},
		"an edit by the clerk does not count twice":          {"APPELLEE'S BRIEF FILED # of Copies: 0 [23-30001]REVIEWED AND/OR EDITED - The original text: REPLY", rules.KindBriefAppellate},
		"a motion for a lawyer of another bar is its own":    {"Consent MOTION for Leave to Appear Pro Hac Vice by Acme Widgets, Inc.", rules.KindProHacVice},
		"an order on one is an order":                        {"ORDER granting 14 Motion for Leave to Appear Pro Hac Vice.", rules.KindOrder},
		"a petition in a court of appeals opens the appeal":  {"PETITION FOR REVIEW filed by Petitioner(s).", rules.KindAppeal},
		"a petition for rehearing is a motion":               {"PETITION FOR REHEARING EN BANC, on behalf of Appellant Jane Doe, FILED.", rules.KindMotionOther},
		"a petition for habeas corpus opens a case":          {"Emergency PETITION for Writ of Habeas Corpus by Jane Doe.", rules.KindComplaint},
		"the record that the court below sends is no filing": {"Electronic record on appeal received and available on PACER.", rules.KindClerkNotice},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rules.ReadEntry(rules.EntrySubject{Text: c.text}); got.Kind != c.want {
				t.Errorf("%q is %s, want %s", c.text, got.Kind, c.want)
			}
		})
	}
}

func TestEventsAreReadWhereTheTextSaysNothing(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		events []string
		want   rules.DocumentKind
	}{
		"the feed's event stands for the text":      {"", []string{"Response in Opposition to Motion"}, rules.KindOpposition},
		"the clerk's own event is passed over":      {"", []string{"~Util - Set Deadlines", "Order"}, rules.KindOrder},
		"alone it is read":                          {"", []string{"~Util - Set Deadlines"}, rules.KindClerkNotice},
		"a text that says something goes before":    {"ORDER granting 12 Motion", []string{"Notice (Other)"}, rules.KindOrder},
		"a text that says nothing is helped":        {"See attached.", []string{"Notice (Other)"}, rules.KindNotice},
		"an unknown event beside a known one is no": {"", []string{"Xyz", "Letter"}, rules.KindLetter},
		"unknown events are unknown":                {"", []string{"Xyz"}, rules.KindUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rules.ReadEntry(rules.EntrySubject{Text: c.text, Events: c.events}); got.Kind != c.want {
				t.Errorf("%s, want %s", got.Kind, c.want)
			}
		})
	}
}

func TestTheRoleOfTheGovernmentMayBeGiven(t *testing.T) {
	const text = "MOTION to Stay by Defendants. (Doe, Jane)"
	for role, want := range map[docket.Role]rules.Side{
		docket.RoleDefendant: rules.SideGovernment,
		docket.RolePlaintiff: rules.SideChallenger,
		docket.RoleAmicus:    rules.SideDefendant,
		docket.RoleUnknown:   rules.SideDefendant,
	} {
		if got := rules.ReadEntry(rules.EntrySubject{Text: text, Government: role}); got.FiledBy != want {
			t.Errorf("role %q: %s, want %s", role, got.FiledBy, want)
		}
	}
}
