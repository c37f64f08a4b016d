// Package chat answers what a team asks docketwatch in its chat: a few words to
// it, a short answer back. Only those whom the configuration names are answered,
// and everything that anybody asks is kept in the audit trail, before it is done
// and with what came of it.
//
// The words are the commands of the command line, and no others:
//
//	status                 how the sources and deliveries stand
//	why ALERT              what an alert rests on
//	search WORDS           full text over entries, documents and releases
//	follow ADDRESS         what to paste under cases: for a court page
//	mute CASE [for 2h]     new filings of a case are kept, counted and not told
//	unmute CASE
//	ack ALERT              somebody has seen it to
//	help
package chat

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

// A Question is what somebody wrote to docketwatch.
type Question struct {
	ID   string // the chat's own; the same when the chat repeats it
	User string // the chat's own id of who asks; never a name, names can be taken
	Text string
}

// A Trail keeps who asked what, and what came of it.
type Trail interface {
	// Begin notes that something is about to be done. fresh is false where the
	// same question was begun before.
	Begin(ctx context.Context, a docket.Action) (fresh bool, err error)
	// End notes what came of it.
	End(ctx context.Context, id string, at time.Time, outcome string) error
}

// A Room answers questions.
type Room struct {
	Users []string // who is answered
	Trail Trail
	// Do runs one command line and returns what it printed.
	Do  func(ctx context.Context, args []string) (string, error)
	Now func() time.Time
}

// ErrAsked means that a question was answered before: a chat repeats what it
// does not know to have arrived.
var ErrAsked = errors.New("asked and answered before")

// Answer does what is asked and says what came of it. The answer is always
// worth sending, unless the error is [ErrAsked] or that of a trail that could
// not be kept: then nothing was done.
func (r *Room) Answer(ctx context.Context, q Question) (string, error) {
	allowed := slices.Contains(r.Users, q.User)
	args, usage := Parse(q.Text)
	if allowed && slices.Contains([]string{"mute", "unmute", "ack"}, args[0]) {
		args = append(args, "--by", q.User)
	}
	fresh, err := r.Trail.Begin(ctx, docket.Action{ID: q.ID, At: r.Now(), Who: q.User, What: args[0], Words: q.Text})
	switch {
	case err != nil:
		return "", fmt.Errorf("the audit trail is not kept, so nothing is done: %w", err)
	case !fresh:
		return "", ErrAsked
	}
	answer, outcome := "", "done"
	switch {
	case !allowed:
		answer, outcome = "You are not on the list of those whom docketwatch answers; `chat.users` of its configuration is that list.", "refused"
	case usage != "":
		answer, outcome = usage, "not understood"
	case args[0] == "help":
		answer = help
	default:
		// -- the process may die here: the trail shows what was begun and not
		// ended, and the chat repeats nothing that was acknowledged --
		printed, err := r.Do(ctx, args)
		answer = strings.TrimSpace(printed)
		if err != nil {
			outcome = "failed: " + err.Error()
		}
		if answer == "" {
			answer = "Done."
		}
	}
	return answer, r.Trail.End(ctx, q.ID, r.Now(), outcome)
}
