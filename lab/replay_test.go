package lab

import (
	"testing"
	"time"
)

// TestASeedPlaysTheSameAgain: without this, a seed that breaks a promise would
// be an anecdote.
func TestASeedPlaysTheSameAgain(t *testing.T) {
	l := openLab(t)
	for _, seed := range []uint64{3, 5} {
		a, b := l.Simulate(t.Context(), seed, Small()), l.Simulate(t.Context(), seed, Small())
		if a.Fingerprint != b.Fingerprint || a.Figures != b.Figures {
			t.Errorf("seed %d: %+v, and again %+v", seed, a.Figures, b.Figures)
		}
	}
}

// TestSeedsThatBrokeAPromiseKeepItNow plays what the simulation once found.
func TestSeedsThatBrokeAPromiseKeepItNow(t *testing.T) {
	l := openLab(t)
	for _, x := range []struct {
		name string
		seed uint64
	}{
		{"a clock an hour ahead: the message that was sent is found in the history all the same", 1},
		{"a filing of the minutes after a case was listed is told, though two first looks took it for old", 79},
		{"a process that dies while it repeats a message does not repeat it twice", 124},
		{"a clock set back by a day: what waits goes out, and the courts are looked at", 125},
		{"a feed that replays an older copy tells nothing old as news", 65},
		{"a source that said when to come back is not asked before, though the ledger refused the turn", 97},
	} {
		t.Run(x.name, func(t *testing.T) {
			if r := l.Simulate(t.Context(), x.seed, Small()); len(r.Broken) > 0 {
				t.Error(r)
			}
		})
	}
}

// TestAThreeDayOutageLosesNothingInSilence shuts a court for eighty hours, long
// enough for its feed's window to pass by: what was filed meanwhile is told from
// CourtListener, or a gap says from when to when.
func TestAThreeDayOutageLosesNothingInSilence(t *testing.T) {
	if testing.Short() {
		t.Skip("long: five days")
	}
	l := openLab(t)
	size := Small()
	size.Name, size.Days, size.Outage, size.Crashes = "outage", 5, 80*time.Hour, 0.002
	gaps := 0
	for seed := uint64(1); seed <= 3; seed++ {
		r := l.Simulate(t.Context(), seed, size)
		if len(r.Broken) > 0 {
			t.Error(r)
		}
		gaps += r.Figures.Gaps
	}
	if gaps == 0 {
		t.Error("no window was lost: this tests nothing")
	}
}

// TestAMonthOfFiftyCourts plays the full world: fifty courts, five hundred cases,
// thirty days, one court shut for eighty hours. DOCKETWATCH_FULL says how many.
func TestAMonthOfFiftyCourts(t *testing.T) {
	n := number(t, "DOCKETWATCH_FULL", 0)
	if n == 0 {
		t.Skip("very long: set DOCKETWATCH_FULL, or make faults-long")
	}
	l := openLab(t)
	for seed := uint64(1); seed <= uint64(n); seed++ {
		r := l.Simulate(t.Context(), seed, Full())
		t.Log(r)
		if len(r.Broken) > 0 {
			t.Fail()
		}
	}
}
