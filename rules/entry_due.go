package rules

import (
	"strings"

	"docketwatch/docket"
)

// A Duty is what an entry says will be filed, or held, by or on a day.
type Duty struct {
	What   string // a word of DutyWords: "response", "hearing"
	Date   docket.Date
	Time   string
	Status DateStatus
}

// dutyWords are what may be due, with the words that name it. Where a sentence
// holds several, the one nearest before the day counts: "Response to the motion
// and reply due by".
var dutyWords = []struct {
	what  string
	words []string
}{
	{"reply", []string{"reply", "replies"}},
	{"response", []string{"response", "responses", "opposition", "oppositions", "objection", "objections", "show cause in writing"}},
	{"answer", []string{"answer", "answers", "responsive pleading"}},
	{"report", []string{"status report", "joint statement", "status letter", "case management statement", "joint report"}},
	{"brief", []string{"brief", "briefs", "briefing", "memorandum", "memoranda"}},
}

// paperDue is the word for a deadline that does not say for what.
const paperDue = "paper"

// Duties finds what an entry says will come by a day. Only a date that the entry
// itself sets is one; it never fails.
func Duties(s EntrySubject) []Duty {
	e := readable(s.Text)
	if e.void {
		return nil
	}
	var duties []Duty
	eachDate(e, kindOf(e), func(set SetDate, d dated) {
		duty := Duty{What: string(set.What), Date: set.Date, Time: set.Time, Status: set.Status}
		if set.What == DateDeadline {
			duty.What = dueIn(d.before)
		}
		for _, known := range duties {
			if known.What == duty.What && known.Date == duty.Date {
				return
			}
		}
		duties = append(duties, duty)
	})
	return duties
}

// dueIn says what is due, from the words before the day.
func dueIn(before string) string {
	found, at := paperDue, -1
	for _, d := range dutyWords {
		for _, w := range d.words {
			i := strings.LastIndex(before, w)
			if i > at && (i == 0 || !inWord(before[i-1])) && (i+len(w) == len(before) || !inWord(before[i+len(w)])) {
				found, at = d.what, i
			}
		}
	}
	return found
}

// Meets reports whether a document of that kind may be what was due. Where the
// words do not say what it is, it may be.
func Meets(what string, kind DocumentKind) bool {
	if kind == KindUnknown {
		return true
	}
	switch what {
	case string(DateHearing), string(DateTrial):
		return kind == KindMinuteEntry || kind == KindTranscript || kind == KindJudgment
	case "reply":
		return kind == KindReply || kind == KindResponseOther
	case "response":
		return kind == KindOpposition || kind == KindResponseOther || kind == KindMemorandumSupport || kind == KindNotice || kind == KindReply
	case "answer":
		return kind == KindAnswer || kind == KindMotionToDismiss || kind == KindResponseOther
	case "brief":
		return kind == KindMemorandumSupport || kind == KindBriefAppellate || kind == KindOpposition || kind == KindReply || kind == KindResponseOther || kind == KindAmicusBrief
	}
	return !madeByCourt(kind) && kind != KindAppearance && kind != KindProHacVice && kind != KindTranscript
}

// Undoes says why a later entry may have undone what an earlier one expects; ""
// where it does not. It is generous: an alarm that should not have been is worse
// than one that was not.
func Undoes(s EntrySubject, kind DocumentKind, what string) string {
	text := strings.ToLower(s.Text + "\n" + strings.Join(s.Events, "\n"))
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("extension of time", "extend time", "extend the time", "extending time", "enlarge", "stipulat", "continue hearing", "continue the hearing", "shorten time"):
		return "more time, or another, was asked for"
	case has("voluntary dismissal", "case closed", "terminate case", "case terminated", "stayed", "stay pending", "order staying"):
		return "the case was closed or stayed"
	case !madeByCourt(kind):
		return ""
	case kind == KindJudgment, kind == KindMandate:
		return "the case was decided"
	case has("vacat", "continued", "reset", "rescheduled", "postponed", "cancel", "stricken", "off calendar", "as moot", "moot", "taken under submission", "without oral argument", "adjourn"):
		return "the date was changed or vacated"
	case what != string(DateHearing) && what != string(DateTrial) && kind == KindOrder && has("granting", "denying"):
		return "it was ruled on"
	}
	return ""
}
