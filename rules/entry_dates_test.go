package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"docketwatch/rules"
)

// The court's entries, unless a case begins with another event.
func TestOnlyADayThatIsSetIsADate(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string // what date time status; …
	}{
		"a hearing that is set":                            {"ORDER. Motion Hearing set for 4/5/2017 02:00 PM in Courtroom 2.", "hearing 2017-04-05 14:00 set"},
		"a hearing that was held is not set":               {"Minute Entry: Status Conference held on 1/30/2023.", ""},
		"a hearing set at one that was held":               {"Minute Entry: Status Hearing held on 2/23/2015. (Motion Hearing set for 3/30/2015 02:00 PM.)", "hearing 2015-03-30 14:00 set"},
		"the month may be written":                         {"ORDER. The conference is scheduled for July 31, 2023, at 3:00 p.m.", "hearing 2023-07-31 15:00 set"},
		"the weekday may stand between":                    {"ORDER. Sentencing is set for Tuesday, 3/3/2009, at 11:00 AM.", "hearing 2009-03-03 11:00 set"},
		"the time may stand before":                        {"ORAL ARGUMENT SCHEDULED for 9:00 a.m. (Eastern Time) on Thursday, December 7, 2023.", "hearing 2023-12-07 09:00 set"},
		"an old court leaves the half of the day open":     {"ORDER. Hearing set for 2:00 3/9/04 before Judge Doe", "hearing 2004-03-09  set"},
		"midnight and noon are times":                      {"ORDER. Brief due by noon on May 1, 2024. Reply due by 12:00 AM on May 2, 2024.", "deadline 2024-05-01 12:00 set; deadline 2024-05-02 00:00 set"},
		"a trial is a trial":                               {"ORDER. Jury Trial set for 1/16/2007 09:00 AM.", "trial 2007-01-16 09:00 set"},
		"a pretrial conference is none":                    {"ORDER. Final Pretrial Conference set for 1/16/2007 09:00 AM.", "hearing 2007-01-16 09:00 set"},
		"a pre-trial hearing is none":                      {"ORDER. The pre-trial is set for 1/16/2007.", "hearing 2007-01-16  set"},
		"a deadline that is set":                           {"ORDER. Dispositive Motion Cut-off set for 7/30/2015.", "deadline 2015-07-30  set"},
		"what is due":                                      {"ORDER. Responses due by 10/25/2018. Replies due 11/13/2018.", "deadline 2018-10-25  set; deadline 2018-11-13  set"},
		"what is to be done by a day":                      {"ORDER. The parties shall file a joint letter by December 23, 2022.", "deadline 2022-12-23  set"},
		"a sentence may begin with it":                     {"TEXT ORDER: By March 14, 2024, the parties shall file a letter.", "deadline 2024-03-14  set"},
		"no later than":                                    {"TEXT ORDER: No later than February 6, 2024, the parties shall confer.", "deadline 2024-02-06  set"},
		"an extension that is granted":                     {"MINUTE ORDER granting 12 motion for extension of time up to and including September 17, 2009 to answer.", "deadline 2009-09-17  reset"},
		"one that is granted to a day":                     {"ORDER. The deadline is hereby extended to 2-11-2016.", "deadline 2016-02-11  reset"},
		"until a day":                                      {"ORDER. Defendant may have until November 7, 2008, to file a brief.", "deadline 2008-11-07  reset"},
		"a stay ends, but nobody has to do anything":       {"ORDER. All deadlines are STAYED until 3-4-2016.", ""},
		"time that does not count is no date":              {"ORDER. Time excluded from 4/11/2017 until 7/10/2017.", ""},
		"a hearing that is moved":                          {"ORDER. The conference scheduled for July 31, 2023 is adjourned to October 30, 2023, at 3:00 p.m.", "hearing 2023-07-31  vacated; hearing 2023-10-30 15:00 continued"},
		"a hearing that is struck":                         {"ORDER. The hearing set for 5/18/2017 before Judge Doe is hereby stricken.", "hearing 2017-05-18  vacated"},
		"one that is struck in capitals":                   {"ORDER. Motion Hearing set for 5/18/2017 02:00 PM VACATED.", "hearing 2017-05-18 14:00 vacated"},
		"struck and set anew":                              {"ORDER. Hearing set for 4/19/17 is stricken and reset to 5/18/17 at 9:15 a.m. If the case settles, the hearing will be stricken.", "hearing 2017-04-19  vacated; hearing 2017-05-18 09:15 reset"},
		"from one day to another":                          {"MINUTES: The conference has been continued from 12/27/2004 10:00:00 AM to 02/22/2005 10:00:00 AM.", "hearing 2005-02-22 10:00 continued"},
		"an old day is told as old":                        {"ORDER. Sentencing previously set for 3/13/2009, is RESET for Monday, 3/30/2009, at 10:30 AM.", "hearing 2009-03-30 10:30 reset"},
		"a day that somebody asked to move":                {"ORDER: Counsel moved the Court to adjourn the conference set for February 24, 2021. The motion is granted.", ""},
		"what was due is due no more":                      {"ORDER. Plaintiff's brief was due by 5/1/2024.", ""},
		"the court will hold a conference":                 {"ORDER. The Court will hold a conference on July 29, 2021 at 2:30 p.m.", "hearing 2021-07-29 14:30 set"},
		"there shall be one":                               {"ORDER. On 5/8/2023 at 10:30 AM there shall be a conference.", "hearing 2023-05-08 10:30 set"},
		"a trial will begin":                               {"ORDER: A jury trial will begin on Monday, June 26, 2023, at 9:00 a.m.", "trial 2023-06-26 09:00 set"},
		"a notice of argument":                             {"NOTICE OF ORAL ARGUMENT on Monday, April 17, 2023 - 09:30 A.M. - Courtroom 1", "hearing 2023-04-17 09:30 set"},
		"a calendar":                                       {"CASE calendared: Tuesday, 09/13/2016 Boston, MA Panel Courtroom.", "hearing 2016-09-13  set"},
		"a list goes on":                                   {"ORDER. Motions due 3/1/2024; responses 3/15/2024; replies 3/22/2024.", "deadline 2024-03-01  set; deadline 2024-03-15  set; deadline 2024-03-22  set"},
		"one day for two purposes":                         {"ORDER. Brief due 3/2/2016. Appendix due 3/2/2016. Hearing set for 3/2/2016.", "deadline 2016-03-02  set; hearing 2016-03-02  set"},
		"signatures set nothing":                           {"ORDER granting 12 Motion. Signed by Judge Jane Doe on 8/19/2021. (Entered: 08/19/2021)", ""},
		"nor do other orders":                              {"ORDER. In view of the order dated October 24, 2017, the opinion filed June 12, 2017 is vacated.", ""},
		"nor days that a motion names":                     {"ORDER granting 28 Motion to Continue the 2/7/2018 Motion Hearing.", ""},
		"a day without a year is none":                     {"ORDER. Brief due by October 16.", ""},
		"an impossible day is none":                        {"ORDER. Brief due by 13/45/2024.", ""},
		"a case number is none":                            {"ORDER. Brief due in 1-24-001 and 17-15-589.", ""},
		"a motion may be noticed for a day":                {"MOTION to Dismiss by Doe. Motion Hearing set for 4/5/2017 02:00 PM. Responses due by 3/9/2017.", "hearing 2017-04-05 14:00 set; deadline 2017-03-09  set"},
		"a motion only asks for an extension":              {"MOTION to extend the time to 10/28/2022 to file brief.", "deadline 2022-10-28  asked"},
		"a motion only asks to move a hearing":             {"REQUEST to Continue Hearing from 09/19/2014 to 09/22/2014 filed by Doe.", ""},
		"a motion does not set what it wants moved":        {"LETTER MOTION to Adjourn Conference scheduled for Friday, September 23, 2022 by Doe", ""},
		"nor what it wants by a day":                       {"MOTION for Order by May 5, 2024 filed by Doe.", ""},
		"the clerk adds what a party must do":              {"BRIEF filed by Appellant Doe. Nine paper copies must be received by the court on or before 06/22/2016.", "deadline 2016-06-22  set"},
		"service starts the clock":                         {"SUMMONS Returned Executed. Acme served on 4/29/2014, answer due 5/20/2014.", "deadline 2014-05-20  set"},
		"days of mailing and service are none":             {"BRIEF by Appellants. Date Paper Copies Mailed: 03/24/2017. Certificate of service dated 03/23/2017.", ""},
		"what a struck entry said was never said":          {"COURT DELETED INCORRECT ENTRY. Original Text: hearing set for December 6, 2017.", ""},
		"the Supreme Court asks for a response":            {"Response to application (25A11) requested by Justice Kagan, due by 4 p.m. (EDT), on June 9, 2025.", "deadline 2025-06-09 16:00 set"},
		"the time may follow the day":                      {"ORDER. Response due on or before Monday, June 9, 2025, by 5 p.m. (EDT).", "deadline 2025-06-09 17:00 set"},
		"a petition is distributed for a conference":       {"DISTRIBUTED for Conference of 4/30/2021.", "hearing 2021-04-30  set"},
		"a transcript is opened to the public":             {"TRANSCRIPT of Proceedings held on 4/14/2017. Redaction Request due 5/12/2017. Release of Transcript Restriction set for 7/20/2017.", "deadline 2017-05-12  set; deadline 2017-07-20  set"},
		"a correction says when motions will not be heard": {"Notice of Correction re 25 Notice. Motions will not be heard on (8/30/2019).", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, d := range rules.ReadEntry(rules.EntrySubject{Text: c.text}).Dates {
				got = append(got, fmt.Sprintf("%s %s %s %s", d.What, d.Date, d.Time, d.Status))
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("%q sets %q, want %q", c.text, got, c.want)
			}
		})
	}
}
