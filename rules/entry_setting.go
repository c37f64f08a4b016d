package rules

import "strings"

// sets decides whether the day is set, from the words right before it. In a
// paper of a party only the court's own formulas count, and what a party must do.
func (s dated) sets(court bool) (SetDate, bool) {
	if s.lapsed() {
		return SetDate{}, false
	}
	best := setter{}
	for _, m := range setters {
		if len(m.words) > len(best.words) && endsWithWord(s.before, m.words) {
			best = m
		}
	}
	if best.words == "" {
		if !court {
			return SetDate{}, false
		}
		return s.setsBySentence()
	}
	if best.court && !court && !s.obliges() {
		return SetDate{}, false
	}
	head := s.before[:len(s.before)-len(best.words)]
	if s.past(head, best.words) || s.undone(head) {
		return SetDate{}, false
	}
	d := SetDate{What: best.what, Status: best.status}
	if best.what == DateHearing {
		d.What = occasion(head)
	}
	if s.withdrawn() {
		d.Status = DateVacated
	}
	return d, true
}

func endsWithWord(s, suffix string) bool {
	return strings.HasSuffix(s, suffix) && (len(s) == len(suffix) || !inWord(s[len(s)-len(suffix)-1]))
}

// lapsed: time that the speedy trial clock leaves out, and the end of a stay, are
// no dates that anybody has to keep.
func (s dated) lapsed() bool {
	return anyOf(s.before, "time exclu", "excluded from", "excluded between", "stayed until", "stayed to", "stayed through")
}

// obliges reports whether the sentence commands.
func (s dated) obliges() bool {
	return strings.Contains(s.before, " must ") || strings.Contains(s.before, " shall ")
}

// past reports whether the setting is told as past: "was due", "had been set for".
func (s dated) past(head, setter string) bool {
	head = strings.TrimRight(head, " ")
	for _, w := range []string{"was", "were", "had been", "previously", "originally", "initially", "formerly", "not"} {
		if endsWithWord(head, w) {
			return true
		}
	}
	return setter == "by" && endsWithWord(head, "dated")
}

// undoing are verbs whose object is a day that was set before: "to adjourn the
// conference set for". Participles are left out: "continued and set for" sets.
var undoing = []string{"adjourn ", "adjourning ", "continue ", "continuing ", "vacate ", "vacates ", "vacating ", "cancel ", "cancels ", "cancelling ", "reschedule ", "rescheduling ",
	"postpone ", "postponing ", "strikes ", "striking "}

// undone reports whether such a verb governs the setting.
func (s dated) undone(head string) bool {
	if len(head) > 110 {
		head = head[len(head)-110:]
	}
	for _, verb := range undoing {
		at := strings.LastIndex(head, verb)
		if at < 0 || at > 0 && inWord(head[at-1]) || strings.ContainsAny(head[at:], ";.:") {
			continue
		}
		if comma := strings.LastIndexByte(head[at:], ','); comma < 0 || !occasionIn(head[at+comma:]) {
			return true
		}
	}
	return false
}

// withdrawals are participles that take a day back.
var withdrawals = []string{
	"vacated", "cancelled", "canceled", "stricken", "adjourned", "continued", "reset", "re-set", "rescheduled", "postponed", "terminated",
	"converted", "moved", "advanced", "taken off", "off calendar", "not held", "taken under submission", "submitted on",
}

// withdrawn reports whether the rest of the sentence takes the day back: "is
// hereby VACATED".
func (s dated) withdrawn() bool {
	for _, w := range withdrawals {
		at := strings.Index(s.after, w)
		if at < 0 || at > 120 {
			continue
		}
		head := strings.TrimRight(s.after[:at], " ")
		if strings.Trim(head, " ,.-()") == "" {
			return true
		}
		for _, aux := range []string{"is", "are", "been", "hereby", "was", "were", "and"} {
			if endsWithWord(head, aux) {
				return true
			}
		}
	}
	return false
}

// setsBySentence reads sentences of the court whose setting word does not stand
// right before the day: "The Court will hold a conference on", "is granted to".
func (s dated) setsBySentence() (SetDate, bool) {
	before, after := " "+s.before, s.after
	if len(after) > 120 {
		after = after[:120]
	}
	switch {
	case endsWithWord(before, "until") && anyOf(before, "exten", " have ", " has ", "continu", "given", "enlarge"):
		return SetDate{What: DateDeadline, Status: DateReset}, true
	case endsWithWord(before, "to") && anyOf(before, "extend", "extension", "granted"):
		return SetDate{What: DateDeadline, Status: DateReset}, true
	case endsWithWord(before, "for") && anyOf(before, "setting", " sets ", "scheduling", "resets", "resetting", "notice of ") && occasionIn(before):
		return SetDate{What: occasion(before), Status: DateSet}, true
	case anyOf(before, "last day", "due date of"):
		return SetDate{What: DateDeadline, Status: DateSet}, true
	case !s.on || told(before):
		return SetDate{}, false
	case occasionIn(before) && anyOf(before, " will ", " shall ", "to appear", "to be ", "notice of ", "setting", " set ", "scheduled"):
		return SetDate{What: occasion(before), Status: DateSet}, !s.withdrawn()
	case anyOf(after, "there shall be", "there will be", "will hold", "shall hold", "shall appear", "will appear"):
		return SetDate{What: DateHearing, Status: DateSet}, true
	}
	return SetDate{}, false
}

// asksFor reads what a party wants: "to extend the time to", "for an extension of
// time until".
func (s dated) asksFor() bool {
	return (endsWithWord(s.before, "to") || endsWithWord(s.before, "until")) && anyOf(s.before, "extend", "extension", "enlarge") && !anyOf(s.before, " from ")
}

// told reports whether the words before "on" tell of something done.
func told(before string) bool {
	for _, done := range []string{"held", "filed", "entered", "signed", "dated", "issued", "served", "received", "argued", "mailed", "posted", "returned", "executed"} {
		if endsWithWord(before, done) {
			return true
		}
	}
	return anyOf(before, "signed by", "ordered by", "entered by", "held before", "executed", "was held", "served by")
}

// movedFrom reads "continued from 5/1/2024 to": the day before this one was left
// for it.
func (s dated) movedFrom(prior dated) (SetDate, bool) {
	_, clock := timeAt(strings.TrimLeft(s.before, " ,at"), 0)
	if strings.TrimSpace(strings.TrimLeft(s.before, " ,at")[clock:]) != "to" && strings.TrimSpace(s.before) != "to" || !endsWithWord(prior.before, "from") || prior.lapsed() {
		return SetDate{}, false
	}
	if anyOf(prior.before, "extended", "deadline") {
		return SetDate{What: DateDeadline, Status: DateReset}, true
	}
	moved := anyOf(prior.before, "continued", "reset", "adjourned", "moved", "rescheduled", "postponed")
	return SetDate{What: occasion(prior.before), Status: DateContinued}, moved
}

func anyOf(s string, any ...string) bool {
	for _, a := range any {
		if strings.Contains(s, a) {
			return true
		}
	}
	return false
}

// occasions are nouns for what is set, in lower case.
var occasions = []struct {
	noun string
	what DateKind
}{
	{"hearing", DateHearing}, {"conference", DateHearing}, {"argument", DateHearing}, {"sentencing", DateHearing}, {"arraignment", DateHearing}, {"appearance", DateHearing},
	{"mediation", DateHearing}, {"meeting", DateHearing}, {"presentment", DateHearing}, {" call", DateHearing}, {"plea", DateHearing},
	{"status", DateHearing}, {"setting", DateHearing}, {"motion", DateHearing},
	{"trial", DateTrial}, {"jury selection", DateTrial},
	{"deadline", DateDeadline}, {"cut-off", DateDeadline}, {"cutoff", DateDeadline}, {" ddl", DateDeadline}, {"restriction", DateDeadline},
	{"completion", DateDeadline},
}

// occasion is what the noun nearest to the setting word says.
func occasion(head string) DateKind {
	what, nearest := DateHearing, -1
	for _, o := range occasions {
		at := strings.LastIndex(head, o.noun)
		if at <= nearest {
			continue
		}
		if pretrial := o.what == DateTrial && strings.HasSuffix(strings.TrimRight(head[:at], "- "), "pre"); !pretrial {
			what, nearest = o.what, at
		}
	}
	return what
}

func occasionIn(s string) bool {
	for _, o := range occasions {
		if o.what != DateDeadline && o.noun != "motion" && strings.Contains(s, o.noun) {
			return true
		}
	}
	return false
}

// enumerates reports whether the day goes on with a list: "Motions due 3/1/2024;
// responses 3/15/2024".
func (s dated) enumerates() bool {
	if s.on || len(s.before) > 40 {
		return false
	}
	return anyOf(s.before, "response", "replies", "reply", "opposition", "brief", "motion", "objection", "report") && !anyOf(s.before, "filed", "held", "entered", " on ", "served")
}
