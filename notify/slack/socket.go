package slack

import (
	"context"
	"errors"
	"io"
	"log"
	"strings"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"docketwatch/config"
	"docketwatch/notify"
)

// A Listener hears what is written to the app, over Socket Mode: a connection
// that goes out, so that nothing of ours need be reached from outside. The app
// needs an app-level token (connections:write), and of bot events app_mention
// and message.im.
type Listener struct {
	api    *slack.Client
	socket *socketmode.Client
}

// A Reply says what to answer to one message; "" for nothing.
type Reply func(ctx context.Context, id, user, text string) string

// NewListener makes one; url is the Web API's base, "" for Slack's own.
func NewListener(appToken, token config.Secret, url string) *Listener {
	if url == "" {
		url = slack.APIURL
	}
	if !strings.HasSuffix(url, "/") {
		url += "/"
	}
	quiet := log.New(io.Discard, "", 0) // its own log would name the socket's address, which is a secret
	api := slack.New(token.Reveal(), slack.OptionAppLevelToken(appToken.Reveal()), slack.OptionAPIURL(url), slack.OptionHTTPClient(newClient(nil)), slack.OptionLog(quiet))
	return &Listener{api: api, socket: socketmode.New(api, socketmode.OptionLog(quiet), socketmode.OptionReadLimit(1<<20))}
}

// Listen answers one message after the other until ctx is done or Slack refuses
// the token. Connections that break are made anew by themselves. An answer that
// Slack did not take is given to lost: whoever asked sees that none came.
func (l *Listener) Listen(ctx context.Context, reply Reply, lost func(error)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- l.socket.RunContext(ctx) }()
	for {
		select {
		case err := <-ended:
			if ctx.Err() != nil {
				return nil
			}
			return errors.Join(errors.New("slack: the app is no longer heard"), err)
		case e := <-l.socket.Events:
			if err := l.hear(ctx, e, reply); err != nil && ctx.Err() == nil {
				lost(err)
			}
		}
	}
}

// hear acknowledges an envelope and answers what it holds. Slack repeats what is
// not acknowledged within three seconds, under the same id.
func (l *Listener) hear(ctx context.Context, e socketmode.Event, reply Reply) error {
	if e.Type != socketmode.EventTypeEventsAPI || e.Request == nil {
		return nil
	}
	if err := l.socket.AckCtx(ctx, e.Request.EnvelopeID, nil); err != nil {
		return err
	}
	outer, ok := e.Data.(slackevents.EventsAPIEvent)
	if !ok {
		return nil
	}
	callback, ok := outer.Data.(*slackevents.EventsAPICallbackEvent)
	if !ok {
		return nil
	}
	var channel, thread, user, text string
	switch in := outer.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		channel, thread, user, text = in.Channel, or(in.ThreadTimeStamp, in.TimeStamp), in.User, in.Text
		if in.BotID != "" {
			return nil
		}
	case *slackevents.MessageEvent: // in a channel it comes a second time, as a mention
		if in.ChannelType != "im" || in.BotID != "" || in.SubType != "" {
			return nil
		}
		channel, thread, user, text = in.Channel, in.ThreadTimeStamp, in.User, in.Text
	default:
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	if answer := reply(ctx, callback.EventID, user, text); answer != "" {
		return l.say(ctx, channel, thread, answer)
	}
	return nil
}

// answerLimit is how long one answer may take to be found and sent.
const answerLimit = time.Minute

// say posts an answer in which everything is literal.
func (l *Listener) say(ctx context.Context, channel, thread, answer string) error {
	section := slack.NewSectionBlock(plainText(answer, sectionLimit), nil, nil)
	options := []slack.MsgOption{slack.MsgOptionText(escape(defuse(notify.Cut(answer, 300))), false), slack.MsgOptionDisableMarkdown(),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(), slack.MsgOptionBlocks(section)}
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	_, _, err := l.api.PostMessageContext(ctx, channel, options...)
	return err
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
