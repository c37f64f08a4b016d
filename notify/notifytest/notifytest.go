// Package notifytest is what every notifier must pass, whatever it sends to:
//
//	func TestNotifier(t *testing.T) { notifytest.Run(t, notifytest.Kind{Open: …, Faults: …}) }
//
// A kind brings a destination that behaves as the real one does, down to what it
// makes of text, and the ways in which it fails.
package notifytest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/notify"
)

// A Room is a destination of a kind, empty, with the notifier that sends to it.
type Room struct {
	Notifier notify.Notifier
	Shown    func() []Shown // what stands there, oldest first
	Breaches func() int     // messages that broke a limit; nil: the kind has none
	Secrets  []string       // what no error and no print of the notifier may hold
	Server   *Server        // of a kind that is called over HTTP
}

// Shown is one message as its readers have it.
type Shown struct {
	Text     string   // all that is read, without mark-up
	Mentions []string // what would ring somebody
	Links    []string // what a click would follow
	PublicID string   // the delivery's public id, where the kind can carry it
	Thread   string   // reference of the message it answers, where the kind threads
}

// A Class is one of those that [notify.Notifier] sorts failures into.
type Class string

// The classes.
const (
	Message     Class = "permanent of the message"
	Destination Class = "permanent of the destination"
	Later       Class = "retry after"
	Transient   Class = "transient, known not sent"
	Unclear     Class = "uncertain"
)

// A Fault is a way to fail.
type Fault struct {
	Name   string
	Strike func(*Room) // makes the next send meet it
	Want   Class
	After  time.Duration // of Later, to the second; 0: any
	Say    string        // a word that the error must hold; "" for none
}

// A Kind is a notifier under test.
type Kind struct {
	Open   func(t testing.TB) *Room
	Faults []Fault
	Never  map[Class]string // classes that the kind cannot meet, and why
	Hang   func(*Room)      // the next message is taken and never answered; nil: nothing can hang
	Known  bool             // its receivers know a repeat by its id: nothing is ever in doubt
	Public bool             // it carries the public id
}

// Classify is the class of an error, "" for none.
func Classify(err error) Class {
	var permanent *notify.Permanent
	var later *notify.RetryAfter
	var unclear *notify.Uncertain
	switch {
	case err == nil:
		return ""
	case errors.As(err, &permanent) && permanent.Destination:
		return Destination
	case errors.As(err, &permanent):
		return Message
	case errors.As(err, &later):
		return Later
	case errors.As(err, &unclear):
		return Unclear
	}
	return Transient
}

// Filing is an ordinary alert.
func Filing() docket.Alert {
	return docket.Alert{Subject: "entry:1", Kind: docket.AlertFiling, Case: "Santa Clara v. Trump", Court: "cand", CourtName: "N.D. Cal.",
		Number: "3:17-cv-00574-WHO", Entry: "46", Title: "Opposition/Response to Motion", Document: "opposition", FiledBy: "government",
		Body: "OPPOSITION to Motion for Preliminary Injunction", Link: Court + "doc1/035115264587", DocketURL: Court + "cgi-bin/DktRpt.pl?307687",
		Labels: []string{"EO 13768"}, When: time.Date(2017, 3, 10, 0, 12, 0, 0, time.UTC), Zone: "America/Los_Angeles", Reason: "a watched case"}
}

// Court is where every link of the suite's messages leads.
const Court = "https://ecf.cand.uscourts.gov/"

// Run plays the suite.
func Run(t *testing.T, k Kind) {
	t.Run("a message arrives once", k.arrives)
	t.Run("failures are sorted", k.sorted)
	t.Run("every class is met", k.everyClass)
	t.Run("hostile text is only text", k.hostile)
	t.Run("hostile links are no links", k.hostileLinks)
	t.Run("what is not plain news says so", k.words)
	t.Run("who is told to stop stops", k.stops)
	t.Run("nothing prints a secret", k.secrets)
}

func (k Kind) arrives(t *testing.T) {
	r := k.Open(t)
	ref, err := r.Notifier.Send(t.Context(), notify.Message{PublicID: "dlv-1", Alert: Filing()})
	if err != nil {
		t.Fatal(err)
	}
	again, err := r.Notifier.Send(t.Context(), notify.Message{PublicID: "dlv-2", Alert: Filing(), ThreadRef: ref})
	if err != nil {
		t.Fatal(err)
	}
	got := r.Shown()
	if len(got) != 2 {
		t.Fatalf("%d messages stand there after two sends", len(got))
	}
	for _, want := range []string{"Santa Clara v. Trump", "No. 46", "Opposition/Response to Motion", "3:17-cv-00574-WHO"} {
		if !strings.Contains(visible(got[0].Text), want) {
			t.Errorf("%q is not in %q", want, got[0].Text)
		}
	}
	if k.Public && (got[0].PublicID == "" || got[0].PublicID == got[1].PublicID) {
		t.Errorf("public ids: %q and %q", got[0].PublicID, got[1].PublicID)
	}
	if got[1].Thread != "" && got[1].Thread != ref {
		t.Errorf("the second answers %q, not %q (%q)", got[1].Thread, ref, again)
	}
}

// visible is text without the marks that show nothing.
func visible(s string) string { return strings.ReplaceAll(s, "\u2060", "") }

func (k Kind) sorted(t *testing.T) {
	for _, f := range k.Faults {
		t.Run(f.Name, func(t *testing.T) {
			r := k.Open(t)
			f.Strike(r)
			before := len(r.Shown())
			ref, err := r.Notifier.Send(t.Context(), notify.Message{PublicID: "dlv-1", Alert: Filing()})
			if got := Classify(err); got != f.Want {
				t.Fatalf("%q: %v, want %q", got, err, f.Want)
			}
			if ref != "" {
				t.Errorf("a reference to what failed: %q", ref)
			}
			var later *notify.RetryAfter
			if errors.As(err, &later) && f.After > 0 && (later.After > f.After || later.After < f.After-2*time.Second) {
				t.Errorf("to be tried after %s, want %s", later.After, f.After)
			}
			if f.Say != "" && !strings.Contains(err.Error(), f.Say) {
				t.Errorf("%q does not say %q", err, f.Say)
			}
			if n := len(r.Shown()) - before; n > 1 || n == 1 && f.Want != Unclear && !k.Known {
				t.Errorf("%d copies stand there", n)
			}
			r.keeps(t, err.Error())
		})
	}
}

func (k Kind) everyClass(t *testing.T) {
	for _, class := range []Class{Message, Destination, Later, Transient, Unclear} {
		met := false
		for _, f := range k.Faults {
			met = met || f.Want == class
		}
		if why, never := k.Never[class]; never == met {
			t.Errorf("%s: met %t, excused %q", class, met, why)
		}
	}
}

func (k Kind) words(t *testing.T) {
	for want, m := range map[string]notify.Message{
		"Follow-up: ":   {FollowUp: true, Alert: Filing()},
		"(may repeat) ": {MayRepeat: true, Alert: Filing()},
		"[TEST] ":       {Alert: docket.Alert{Kind: docket.AlertTest, Subject: "test", Title: "Test message", Reason: "asked for"}},
	} {
		for _, plain := range []bool{false, true} {
			r := k.Open(t)
			m.PublicID, m.Plain = "dlv-1", plain
			if _, err := r.Notifier.Send(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			if got := r.Shown(); len(got) != 1 || !strings.Contains(visible(got[0].Text), want) {
				t.Errorf("plain %t: %q is not in %+v", plain, want, got)
			}
		}
	}
}

func (k Kind) stops(t *testing.T) {
	r := k.Open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Notifier.Send(ctx, notify.Message{PublicID: "dlv-1", Alert: Filing()}); Classify(err) != Transient {
		t.Errorf("told to stop before it began: %v", err)
	}
	if got := r.Shown(); len(got) != 0 {
		t.Errorf("and sent all the same: %+v", got)
	}
	if k.Hang == nil {
		return
	}
	k.Hang(r)
	ctx, cancel = context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() {
		_, err := r.Notifier.Send(ctx, notify.Message{PublicID: "dlv-2", Alert: Filing()})
		done <- err
	}()
	for tick := time.NewTicker(5 * time.Millisecond); len(r.Shown()) == 0; <-tick.C {
		if t.Context().Err() != nil {
			t.Fatal("it never arrived")
		}
	}
	cancel()
	select {
	case err := <-done:
		want := Unclear
		if _, never := k.Never[Unclear]; never {
			want = Transient
		}
		if Classify(err) != want {
			t.Errorf("told to stop while waiting for an answer: %v, want %s", err, want)
		}
	case <-time.After(4 * time.Second): // less than any notifier waits by itself
		t.Error("told to stop, and still waiting")
	}
}

func (k Kind) secrets(t *testing.T) {
	r := k.Open(t)
	if len(r.Secrets) == 0 {
		return
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		r.keeps(t, fmt.Sprintf(verb, r.Notifier))
	}
}

func (r *Room) keeps(t *testing.T, said string) {
	t.Helper()
	for _, secret := range r.Secrets {
		if strings.Contains(said, secret) {
			t.Errorf("a secret stands in %q", said)
		}
	}
}
