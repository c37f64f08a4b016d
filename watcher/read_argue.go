package watcher

import (
	"fmt"
	"slices"

	"docketwatch/docket"
)

// argue finds what the document argues and which of the user's rules fit it, and
// tells what is worth it in the thread of its entry. An entry that was muted is
// told after all where an argument stands in it, or a rule fits.
func (r *Reader) argue(turn *docket.ReadTurn) {
	e := turn.Reading.Entry
	c := r.o.Watch.Case(e.Docket)
	if c == nil {
		return
	}
	turn.Found, turn.Rules = r.o.Arguer.read(turn.Reading, c, turn.Paper.Pages, r.o.Rulebook, r.o.Now())
	turn.Denied = r.o.Arguer.denial(turn.Reading, c, turn.Paper, r.o.Now())
	if e.Told != docket.ToldYes && e.Told != docket.ToldMuted {
		return
	}
	base := r.base(c, e)
	var alerts []docket.Alert
	if a, worth := r.o.Arguer.alert(base, turn.Found, turn.Paper); worth {
		alerts = append(alerts, a)
	}
	where := "the document"
	if n := turn.Reading.Attachment; n > 0 {
		where = fmt.Sprintf("attachment %d", n)
	}
	ruled := base
	ruled.Link = turn.Paper.URL
	ofEntry := r.o.Rulebook.Entry(c, e, r.o.Now())
	fitting := slices.DeleteFunc(urgent(turn.Rules), func(h docket.RuleHit) bool { // what only fields decide was said of the entry
		return h.Quote == "" && len(beyond([]docket.RuleHit{h}, ofEntry)) == 0
	})
	alerts = append(alerts, ruleAlerts(ruled, fitting, turn.Paper.Digest, where)...)
	if len(alerts) > 0 && e.Told == docket.ToldMuted {
		turn.Unmute = true
		first := base
		first.Kind, first.Digest, first.Awaiting = docket.AlertFiling, "", ""
		first.Reason = "new on a watched docket, seen in " + e.FirstSource + "; muted (" + e.Muted + ") until its document was read"
		alerts = append([]docket.Alert{first}, alerts...)
	}
	all := hearers(c.Notify, append(ofEntry, fitting...))
	for _, a := range alerts {
		to := all
		if a.Kind == docket.AlertRule {
			to = hearers(c.Notify, a.Rules)
		}
		turn.Plans = append(turn.Plans, r.o.Router.Plan(a, to))
	}
}
