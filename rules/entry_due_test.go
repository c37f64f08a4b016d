package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"docketwatch/rules"
)

func TestWhatAnEntrySaysIsDue(t *testing.T) {
	tests := map[string]struct {
		text string
		want []rules.Duty
	}{
		"a clerk's deadlines after a motion": {"MOTION to Dismiss filed by Donald J. Trump. Responses due by 3/9/2017. Replies due by 3/16/2017.", []rules.Duty{
			{What: "response", Date: "2017-03-09", Status: rules.DateSet}, {What: "reply", Date: "2017-03-16", Status: rules.DateSet}}},
		"a motion with its hearing": {"MOTION for Preliminary Injunction filed by County. Motion Hearing set for 4/5/2017 09:00 AM before Judge Doe. Responses due by 3/9/2017.", []rules.Duty{
			{What: "hearing", Date: "2017-04-05", Time: "09:00", Status: rules.DateSet}, {What: "response", Date: "2017-03-09", Status: rules.DateSet}}},
		"an order that asks for a report": {"ORDER: Joint Status Report due by 5/1/2017. Signed by Judge Doe.", []rules.Duty{{What: "report", Date: "2017-05-01", Status: rules.DateSet}}},
		"a vacated hearing":               {"ORDER: the hearing set for 4/5/2017 is hereby VACATED. Signed by Judge Doe.", []rules.Duty{{What: "hearing", Date: "2017-04-05", Status: rules.DateVacated}}},
		"days that are only told of":      {"NOTICE of filing of 3/9/2017 order by County.", nil},
		"nothing":                         {"", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, rules.Duties(rules.EntrySubject{Text: tt.text})); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestWhatMeetsAndWhatUndoesADuty(t *testing.T) {
	for _, tt := range []struct {
		what  string
		kind  rules.DocumentKind
		meets bool
	}{
		{"response", rules.KindOpposition, true}, {"response", rules.KindOrder, false}, {"response", rules.KindAppearance, false},
		{"reply", rules.KindReply, true}, {"reply", rules.KindOpposition, false}, {"answer", rules.KindMotionToDismiss, true},
		{"hearing", rules.KindMinuteEntry, true}, {"hearing", rules.KindNotice, false}, {"report", rules.KindNotice, true},
		{"response", rules.KindUnknown, true}, // words that say nothing may be anything
	} {
		if rules.Meets(tt.what, tt.kind) != tt.meets {
			t.Errorf("%s by %s: %v", tt.what, tt.kind, !tt.meets)
		}
	}
	for text, tt := range map[string]struct {
		kind   rules.DocumentKind
		undoes bool
	}{
		"ORDER VACATING hearing":                             {rules.KindOrder, true},
		"STIPULATION to extend briefing schedule by parties": {rules.KindMotionOther, true},
		"CLERK'S NOTICE: hearing continued to 5/5/2017":      {rules.KindClerkNotice, true},
		"ORDER relating case to another":                     {rules.KindOrder, false},
		"NOTICE of appearance by counsel":                    {rules.KindAppearance, false},
	} {
		if why := rules.Undoes(rules.EntrySubject{Text: text}, tt.kind, "hearing"); (why != "") != tt.undoes {
			t.Errorf("%s: %q", text, why)
		}
	}
}
