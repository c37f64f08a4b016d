package rules

import (
	"strings"
	"testing"
)

// Two entries of one phrase would make the reading depend on chance.
func TestNoEventIsEnteredTwice(t *testing.T) {
	seen := map[string]int{}
	for _, table := range []map[DocumentKind]string{partyEvents, courtEvents} {
		for _, phrases := range table {
			count(seen, phrases)
		}
	}
	for _, phrases := range familyEvents {
		count(seen, phrases)
	}
	for phrase, n := range seen {
		if n > 1 {
			t.Errorf("%q is entered %d times", phrase, n)
		}
	}
	if len(seen) < 500 {
		t.Errorf("only %d events", len(seen))
	}
}

func count(seen map[string]int, phrases string) {
	for _, phrase := range strings.Split(phrases, ",") {
		seen[strings.Join(strings.Fields(phrase), " ")]++
	}
}

func TestEveryFamilyIsRead(t *testing.T) {
	for f := familyMotion; f <= familyProposed; f++ {
		if _, ok := familyEvents[f]; !ok {
			t.Errorf("family %d has no events", f)
		}
		if f.read(entryText{}, 0) == KindUnknown {
			t.Errorf("family %d reads nothing", f)
		}
	}
}

func TestTheLongestPhraseWins(t *testing.T) {
	l := phraseBook[string]{}
	l.enter("short", "notice, notice of")
	l.enter("long", "notice of appeal*")
	for text, want := range map[string]string{"NOTICE OF APPEALS taken": "long", "Notice of Hearing": "short", "Noticed": ""} {
		if got, _ := l.longest(wordsOf(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestOfficersAreReadFromTheirList(t *testing.T) {
	if o := officers["sessions"]; o.common || len(o.names) != 2 {
		t.Errorf("Sessions: %+v", o)
	}
	if o := officers["johnson"]; !o.common {
		t.Errorf("Johnson: %+v", o)
	}
	for surname, o := range officers {
		if surname == "" || strings.ContainsAny(surname, " ~:") || len(o.names) == 0 {
			t.Errorf("%q: %+v", surname, o)
		}
	}
}
