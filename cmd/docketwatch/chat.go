package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.uber.org/zap"

	"docketwatch/chat"
	"docketwatch/notify/slack"
)

// chatAgain is the pause before an app that Slack refused is tried again.
const chatAgain = 5 * time.Minute

// listenToChat answers what people ask in the chat. Its troubles are its own: a
// chat that is deaf stops no detecting.
func (d *service) listenToChat(ctx context.Context) error {
	c := d.file.Load()
	room := &chat.Room{Users: c.Chat.Users, Trail: d.store, Now: d.now, Do: func(ctx context.Context, args []string) (string, error) {
		return runWords(ctx, c.File, args)
	}}
	log := d.log.Named("chat")
	for {
		l := slack.NewListener(c.Chat.AppToken, c.Chat.Token, c.Chat.URL)
		err := l.Listen(ctx, func(ctx context.Context, id, user, text string) string {
			answer, err := room.Answer(ctx, chat.Question{ID: "slack/" + id, User: user, Text: text})
			switch {
			case errors.Is(err, chat.ErrAsked):
				return ""
			case err != nil:
				log.Error("question not answered", zap.Error(err))
			}
			return answer
		}, func(err error) { log.Warn("an answer was not taken", zap.Error(err)) })
		if ctx.Err() != nil {
			return nil
		}
		log.Error("nobody is heard in the chat; it is tried again", zap.Error(err), zap.Duration("in", chatAgain))
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(chatAgain):
		}
	}
}

// runWords runs a command line of this program and returns what it would have
// shown a person.
func runWords(ctx context.Context, file string, args []string) (string, error) {
	var out, errs bytes.Buffer
	code := commandIn(ctx, slices.Insert(slices.Clone(args), 1, "-c", file), streams{in: new(bytes.Buffer), out: &out, err: &errs})
	if code != exitDone {
		return out.String() + errs.String(), fmt.Errorf("exit code %d", code)
	}
	if out.Len() == 0 {
		return errs.String(), nil
	}
	return out.String(), nil
}
