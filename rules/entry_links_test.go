package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"docketwatch/rules"
)

func TestEntriesThatATextNames(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a number before an event":             {"RESPONSE re 24 MOTION to Dismiss filed by Doe", "24 motion_to_dismiss"},
		"a number in brackets":                 {"RESPONSE re [24] MOTION to Stay filed by Doe", "24 motion_other"},
		"a number after an event":              {"SEALED DOCUMENT re Order[124] filed by Doe", "124 unknown"},
		"several":                              {"REPLY to 32 Memorandum in Opposition to Motion, 31 MOTION to Dismiss filed by Doe", "32 opposition; 31 motion_to_dismiss"},
		"numbers that share an event":          {"ORDER that plaintiff's 45 , 47 discovery-related motions are DENIED", "45 motion_other; 47 motion_other"},
		"each once":                            {"ORDER granting 30 and 30 . Dkt. No. 30 is granted.", "30 unknown"},
		"as judges write it":                   {"ORDER. See ECF No. 44 and Dkt. No. 316, and the letter (DE 5).", "44 unknown; 316 unknown; 5 unknown"},
		"as the panel writes it":               {"REPLY -- (re: pldg. 6 ) Filed by deft. Acme Widgets, Inc.", "6 unknown"},
		"with a number sign":                   {"Declaration re #303 Reply, Supplemental Declaration of Jane Doe.", "303 reply"},
		"at the end of what it numbers":        {"MEMORANDUM by Doe in support of motion for preliminary injunction 5 (Attachments: # 1 Exhibit A)", "5 unknown"},
		"documents of a court of appeals":      {"RESPONSE filed by Petitioner Doe to order [6026111-2], order [6026111-3]. [16-1033]", "6026111-2 unknown; 6026111-3 unknown"},
		"its own number is no link":            {"Filed order The mandate shall issue. [10479792] (AB)", ""},
		"nor what its own motion asks for":     {"MOTION for extension of time filed by USA. [8442478-1]", ""},
		"attachments are no entries":           {"MOTION to Stay by Doe (Attachments: # 1 Exhibit A, # 2 Exhibit B)", ""},
		"rules, sections and days are no more": {"MOTION for 30 day extension under Rule 12 and Section 5 by Doe", ""},
		"nor the year of a day":                {"ORDER. In the Court's February 17, 2021 Order, Dkt. No. 18, ten days were given.", "18 unknown"},
		"nor a decimal":                        {"MOTION under Local Rule 5.2 MOTION practice by Doe", ""},
		"nor a sum":                            {"COMPLAINT ( Filing fee $ 400 receipt number 1) filed by Doe", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, l := range rules.ReadEntry(rules.EntrySubject{Text: c.text}).Links {
				got = append(got, l.Number+" "+string(l.Kind))
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("%q links to %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestWhatBecameOfMotions(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"granted":                               {"ORDER granting 12 Motion to Stay. Signed by Judge Doe.", "12 Motion to Stay granted"},
		"one granted, one denied":               {"ORDER granting 19 defendants' Motion to Dismiss; denying 22 plaintiff's Motion to Amend.", "19 Motion to Dismiss granted; 22 Motion to Amend denied"},
		"in part":                               {"ORDER granting in part and denying in part 12 Motion to Compel.", "12 Motion to Compel granted_in_part"},
		"moot":                                  {"ORDER denying as moot 13 Motion to Dismiss.", "13 Motion to Dismiss moot"},
		"several at once":                       {"ORDER granting 2 6 Motion to Proceed.", "2 Motion to Proceed granted; 6 Motion to Proceed granted"},
		"the verb last":                         {"ORDER. The Motion to Dismiss 24 is DENIED.", "24 Motion to Dismiss denied"},
		"without a number":                      {"ORDER: Plaintiff's motion for leave to file is GRANTED.", " motion for leave to file granted"},
		"the number after the motion":           {"CLERK ORDER granting motion to view [23]; denying motion to stay [24]", "23 motion to view granted; 24 motion to stay denied"},
		"told twice, counted once":              {"ORDER granting 34 Letter Motion for Conference. 34 is GRANTED.", "34 Motion for Conference granted"},
		"the Supreme Court":                     {"Petition DENIED.", " Petition denied"},
		"a Justice":                             {"Application (25A11) granted by Justice Kagan extending the time.", " Application granted"},
		"a recommendation rules on nothing":     {"REPORT AND RECOMMENDATIONS. It is recommended that the 31 Motion to Dismiss be GRANTED.", ""},
		"a hearing that is struck is no ruling": {"ORDER. If a stipulation is filed, the status hearing will be stricken.", ""},
		"a lawyer who leaves is none":           {"ORDER re motion. Attorney Jane Doe terminated.", ""},
		"a party rules on nothing":              {"NOTICE by Doe that the 12 Motion was denied", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, d := range rules.ReadEntry(rules.EntrySubject{Text: c.text}).Dispositions {
				got = append(got, fmt.Sprintf("%s %s %s", d.Entry, d.Motion, d.Outcome))
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("%q disposes of %q, want %q", c.text, got, c.want)
			}
		})
	}
}
