package watcher

import (
	"errors"
	"strconv"
	"time"

	"docketwatch/docket"
)

// alarmAfter is how many looks in a row may go wrong before somebody is told.
// One is weather: courts restart their servers every night.
const alarmAfter = 2

// blockedPause is the pace at which a source that shows a captcha or a login
// is asked again. Asking harder does not help, and no wall is ever evaded.
const blockedPause = time.Hour

// looked is the source's state after a look, with the cursor left as it was.
func looked(was docket.SourceState, outcome docket.Outcome, at, next time.Time) docket.SourceState {
	s := was
	s.LastLook, s.Next, s.Cursor = at, next, nil
	s.Looks++
	health := docket.HealthOK
	switch outcome {
	case docket.LookOK, docket.LookQuiet:
		s.LastGood, s.Failures, s.Why = at, 0, ""
	case docket.LookPartial:
		health = docket.HealthPartial
		s.Failures++
	case docket.LookFailed:
		health = docket.HealthFailing
		s.Failures++
	}
	return stands(s, health, at)
}

// stands sets the health and, if it is another than before, since when.
func stands(s docket.SourceState, h docket.Health, at time.Time) docket.SourceState {
	if s.Health != h {
		s.Health, s.Since = h, at
	}
	return s
}

// failed is the turn of a look that proved nothing: the cursor and everything
// known stay as they are.
func (t *turner) failed(s Scheduled, state docket.SourceState, err error, at time.Time) docket.Turn {
	next := looked(state, docket.LookFailed, at, s.Schedule.Next(t.now(), at))
	next.Name, next.Why = s.Source.Name(), err.Error()
	if unconnected(err) {
		next.Why = noConnection + next.Why
	}
	t.reach.note(next.Name, !unconnected(err), at)
	turn := docket.Turn{Source: next.Name, Outcome: docket.LookFailed, Error: err.Error()}
	if next.Failures <= 3 {
		next.Next = s.Schedule.Soon(t.now())
	}
	var refused *Refused
	if errors.As(err, &refused) {
		turn.Raw = rawOf(next.Name, at, refused.Body)
		if refused.Blocked {
			next = stands(next, docket.HealthBlocked, at)
			next.Next = later(next.Next, t.now().Add(blockedPause))
		}
	}
	// A source that says when to come back is taken at its word.
	var waits interface {
		RetryIn() (wait time.Duration, said bool)
	}
	if errors.As(err, &waits) {
		if wait, said := waits.RetryIn(); said {
			next.Next = later(next.Next, t.now().Add(wait))
		}
	}
	turn.State = next
	return t.health(turn, state, "")
}

// health adds what is to be told of the source itself: that it fails, that it
// works again, and any doubt it has about what it showed.
func (t *turner) health(turn docket.Turn, was docket.SourceState, note string) docket.Turn {
	turn.Source = turn.State.Name
	tell := func(title, body, digest string) {
		turn.Plans = append(turn.Plans, t.router.Plan(docket.Alert{
			Subject: "source:" + turn.Source, Kind: docket.AlertHealth, Digest: digest, Title: title, Body: body,
			Source: turn.Source, Seen: turn.State.LastLook, Reason: "the watching itself",
		}, nil))
	}
	network := func(title, body, digest string, down time.Time) {
		turn.Plans = append(turn.Plans, t.router.Plan(networkAlert(title, body, digest, down, turn.State.LastLook), nil))
	}
	since := strconv.FormatInt(turn.State.LastGood.UnixMilli(), 10)
	switch {
	case was.Failures < alarmAfter && turn.State.Failures >= alarmAfter:
		if down, ours := t.reach.cover(turn.Source); ours {
			network("docketwatch is offline", "no source can be connected to since "+down.UTC().Format(time.RFC1123)+"; the first of them: "+turn.State.Why, "offline-", down)
			break
		}
		tell(turn.Source+" cannot be read", turn.State.Why, "failing-"+since)
	case turn.State.Failures >= alarmAfter && t.reach.uncover(turn.Source): // we are online again, and it is not
		tell(turn.Source+" cannot be read", turn.State.Why, "failing-"+since)
	case was.Failures >= alarmAfter && turn.State.Failures == 0:
		if down, ours := t.reach.back(turn.Source); ours {
			network("docketwatch is online again", "it was not since "+down.UTC().Format(time.RFC1123), "online-", down)
			break
		}
		tell(turn.Source+" can be read again", "it could not since "+was.Since.UTC().Format(time.RFC1123), "again-"+since)
	}
	if note != "" {
		tell(turn.Source+" has changed", note, "note-"+shortDigest(note))
	}
	return turn
}

func rawOf(source string, at time.Time, body []byte) *docket.Raw {
	if len(body) == 0 {
		return nil
	}
	return &docket.Raw{Source: source, At: at, Reason: "failed", Digest: fullDigest(body), Size: len(body), Body: body}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
