package storetest

import (
	"errors"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
)

func actionsAreKept(t *testing.T, l Ledger) {
	s := open(t, l)
	a := docket.Action{ID: "e1", At: now, Who: "U1", What: "mute", Words: "mute One"}
	for _, want := range []bool{true, false} { // the chat repeats itself
		if fresh, err := s.Begin(ctx, a); err != nil || fresh != want {
			t.Errorf("fresh %v, %v", fresh, err)
		}
	}
	for _, outcome := range []string{"done", "done again"} {
		if err := s.End(ctx, "e1", now.Add(time.Second), outcome); err != nil {
			t.Error(err)
		}
	}
	a.Ended, a.Outcome = now.Add(time.Second), "done"
	if list, err := s.Actions(ctx, 10); err != nil || len(list) != 1 || list[0] != a {
		t.Errorf("%+v, %v", list, err)
	}
}

func mutesEnd(t *testing.T, l Ledger) {
	s := open(t, l)
	for _, m := range []docket.Mute{{Case: "One", By: "U1", At: now}, {Case: "Two", Until: now.Add(time.Hour), By: "U1", At: now}, {Case: "One", Until: now.Add(2 * time.Hour), By: "U2", At: now}} {
		if err := s.Mute(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	for after, want := range map[time.Duration]int{0: 2, time.Hour: 1, 2 * time.Hour: 0} {
		if list, err := s.Mutes(ctx, now.Add(after)); err != nil || len(list) != want {
			t.Errorf("after %s: %+v, %v", after, list, err)
		}
	}
	if err := s.Unmute(ctx, "One"); err != nil {
		t.Error(err)
	}
	if err := s.Unmute(ctx, "One"); !errors.Is(err, store.ErrNoSuch) {
		t.Errorf("lifted twice: %v", err)
	}
}

func acksNameTheFirst(t *testing.T, l Ledger) {
	s := open(t, l)
	commit(t, s, turn(t))
	told, err := s.Alerts(ctx, 1)
	if err != nil || len(told) != 1 {
		t.Fatalf("%v, %v", told, err)
	}
	for _, who := range []string{"U1", "U2"} {
		if by, err := s.Ack(ctx, told[0].ID, who, now); err != nil || by != "U1" {
			t.Errorf("%s is told that %q did, %v", who, by, err)
		}
	}
	if _, err := s.Ack(ctx, 999, "U1", now); !errors.Is(err, store.ErrNoSuch) {
		t.Errorf("an alert that there is not: %v", err)
	}
}
