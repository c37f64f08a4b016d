// Package slack delivers alerts to Slack: by bot token, with threads and a
// look-up of what arrived; or by incoming webhook, with neither.
package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"docketwatch/config"
	"docketwatch/notify"
)

// Settings are the options of the kind, by the names of the configuration.
type Settings struct {
	Token   config.Secret `yaml:"token"`
	Webhook config.Secret `yaml:"webhook"`
	Channel string        `yaml:"channel"`
	URL     string        `yaml:"url"`    // Web API base
	Thread  string        `yaml:"thread"` // per_entry | per_case | none
	Pace    time.Duration `yaml:"pace"`   // least time between two messages

	Mention map[string]string `yaml:"mention"` // kinds of alert or of document to whom they ring for
}

// New builds the notifier of one entry. Errors are [config.Problems].
func New(e config.Entry) (notify.Notifier, Settings, error) { return NewThrough(e, nil) }

// NewThrough is New over a simulated network; nil: the real one.
func NewThrough(e config.Entry, network http.RoundTripper) (notify.Notifier, Settings, error) {
	client := newClient(network)
	s := Settings{URL: slack.APIURL, Thread: "per_entry", Pace: time.Second}
	if err := e.Options.Decode(&s); err != nil {
		return nil, s, err
	}
	mentions, bad := mentionsOf(e, s.Mention)
	if len(bad) > 0 {
		return nil, s, bad
	}
	switch {
	case s.Token.IsSet() == s.Webhook.IsSet():
		return nil, s, e.Problem("token: env:SLACK_BOT_TOKEN, or webhook: env:SLACK_WEBHOOK_URL", "needs a token or a webhook, and not both")
	case s.Webhook.IsSet():
		s.Thread = "none"
		if notify.Link(s.Webhook.Reveal()) == "" {
			return nil, s, e.Problem("", "the webhook is no http(s) address")
		}
		return &webhook{address: s.Webhook.Reveal(), client: client, mentions: mentions}, s, nil
	case s.Channel == "":
		return nil, s, e.Problem(`channel: "#sanctuary-docket", or better its id, C0123456789`, "channel is missing")
	}
	switch s.Thread {
	case "per_entry", "per_case", "none":
	default:
		return nil, s, e.Problem("per_entry, per_case or none", "thread: %q is no way to thread", s.Thread)
	}
	if !strings.HasSuffix(s.URL, "/") {
		s.URL += "/"
	}
	return &Bot{
		api:     slack.New(s.Token.Reveal(), slack.OptionAPIURL(s.URL), slack.OptionHTTPClient(client)), // its own retry stays off: it posts again
		channel: s.Channel, perCase: s.Thread == "per_case", mentions: mentions,
	}, s, nil
}

// A Bot posts with a bot token.
type Bot struct {
	api      *slack.Client
	channel  string
	perCase  bool
	mentions mentions

	mu sync.Mutex
	id string // of the channel, once Slack has said it
}

// String does not hold the token.
func (b *Bot) String() string { return "slack bot" }

// GoString does not hold the token.
func (b *Bot) GoString() string { return "slack bot" }

// eventType marks our messages in their metadata.
const eventType = "docketwatch_delivery"

// payload is what a look-up finds a message by: the id of its delivery, and of
// those that are told in it.
func payload(m notify.Message) map[string]any {
	p := map[string]any{"delivery": m.PublicID}
	if len(m.Alert.Carries) > 0 {
		p["carries"] = strings.Join(m.Alert.Carries, " ")
	}
	return p
}

// among ends the reference of a message that tells of others too.
const among = ":among"

// refOf is the reference of a message, if it is that of a delivery or tells it
// among others; else "".
func refOf(channel string, x slack.Message, id string) string {
	if x.Metadata.EventType != eventType || id == "" {
		return ""
	}
	carried, _ := x.Metadata.EventPayload["carries"].(string) // "" for a message of one
	switch {
	case x.Metadata.EventPayload["delivery"] == id:
		return channel + ":" + x.Timestamp
	case slices.Contains(strings.Fields(carried), id):
		return channel + ":" + x.Timestamp + among
	}
	return ""
}

// Send posts one message. The reference is "CHANNEL:TS".
func (b *Bot) Send(ctx context.Context, m notify.Message) (string, error) {
	channel, thread := splitRef(m.ThreadRef)
	if channel == "" {
		channel = b.channel
	}
	options := []slack.MsgOption{
		slack.MsgOptionText(b.mentions.before(m)+fallback(m), false),
		slack.MsgOptionDisableMarkdown(), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: eventType, EventPayload: payload(m)}),
	}
	if !m.Plain {
		options = append(options, slack.MsgOptionBlocks(b.mentions.block(m, blocks(m))...))
	}
	if thread != "" && !m.Plain { // a thread that is gone or locked refuses replies: the plainest form stands alone
		options = append(options, slack.MsgOptionTS(thread))
		if b.perCase {
			options = append(options, slack.MsgOptionBroadcast())
		}
	}
	ctx, written := watchWrite(ctx)
	posted, ts, err := b.api.PostMessageContext(ctx, channel, options...)
	if err != nil {
		return "", classify(err, written())
	}
	if posted == "" || ts == "" {
		return "", &notify.Uncertain{Reason: "slack: an answer without channel and ts"}
	}
	b.mu.Lock()
	b.id = posted
	b.mu.Unlock()
	return posted + ":" + ts, nil
}

// Edit changes a message that was sent. What marks it as ours in its metadata
// stays: Slack keeps what an update leaves out.
func (b *Bot) Edit(ctx context.Context, ref string, m notify.Message) error {
	channel, ts := splitRef(ref)
	if strings.HasSuffix(ref, among) {
		return notify.ErrAmong
	}
	ctx, written := watchWrite(ctx)
	_, _, _, err := b.api.UpdateMessageContext(ctx, channel, ts, slack.MsgOptionText(fallback(m), false),
		slack.MsgOptionDisableMarkdown(), slack.MsgOptionBlocks(b.mentions.block(m, blocks(m))...))
	if err != nil {
		return classify(err, written())
	}
	return nil
}

// margin covers clocks that disagree: ours and Slack's. Where nothing is found
// within it, ours may have been wrong by hours when the message was sent, so the
// search goes back as far as wrong: a second copy is worse than a few requests.
const (
	margin = 2 * time.Minute
	wrong  = 25 * time.Hour
)

// pages is how far back a look-up reads: enough for a busy channel's hour.
const pages = 10

// Find searches the channel, or the thread, for the message's public id.
func (b *Bot) Find(ctx context.Context, m notify.Message, since time.Time) (string, error) {
	channel, thread := splitRef(m.ThreadRef)
	if channel == "" {
		var err error
		if channel, err = b.channelID(ctx); err != nil {
			return "", err
		}
	}
	for _, back := range []time.Duration{margin, wrong} {
		ref, err := b.search(ctx, channel, thread, m.PublicID, since.Add(-back))
		if back == wrong && errors.Is(err, errBusy) {
			return "", nil
		}
		if ref != "" || err != nil {
			return ref, err
		}
	}
	return "", nil
}

// errBusy: there are more messages since then than a look-up reads.
var errBusy = fmt.Errorf("more than %d pages since the attempt", pages)

// search reads a history from now back to a moment.
func (b *Bot) search(ctx context.Context, channel, thread, id string, since time.Time) (string, error) {
	oldest := strconv.FormatInt(since.Unix(), 10) + ".000000"
	cursor := ""
	for range pages {
		messages, next, err := b.page(ctx, channel, thread, oldest, cursor)
		if err != nil {
			return "", unsearchable(classify(err, false))
		}
		for _, x := range messages {
			if ref := refOf(channel, x, id); ref != "" {
				return ref, nil
			}
		}
		if cursor = next; cursor == "" {
			return "", nil
		}
	}
	return "", errBusy
}

func (b *Bot) page(ctx context.Context, channel, thread, oldest, cursor string) ([]slack.Message, string, error) {
	if thread != "" {
		messages, _, next, err := b.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: channel, Timestamp: thread, Oldest: oldest, Cursor: cursor, Limit: 200, IncludeAllMetadata: true})
		return messages, next, err
	}
	r, err := b.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: channel, Oldest: oldest, Cursor: cursor, Limit: 200, IncludeAllMetadata: true})
	if err != nil {
		return nil, "", err
	}
	return r.Messages, r.ResponseMetaData.NextCursor, nil
}

// channelID is the channel's id: the history takes no names.
func (b *Bot) channelID(ctx context.Context) (string, error) {
	b.mu.Lock()
	known := b.id
	b.mu.Unlock()
	if known != "" {
		return known, nil
	}
	if !strings.HasPrefix(b.channel, "#") {
		return b.channel, nil
	}
	cursor := ""
	for range 20 {
		list, next, err := b.api.GetConversationsContext(ctx, &slack.GetConversationsParameters{Cursor: cursor, Limit: 1000, ExcludeArchived: true,
			Types: []string{"public_channel", "private_channel"}})
		if err != nil {
			return "", unsearchable(classify(err, false))
		}
		for _, c := range list {
			if c.Name == strings.TrimPrefix(b.channel, "#") {
				b.mu.Lock()
				b.id = c.ID
				b.mu.Unlock()
				return c.ID, nil
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	return "", fmt.Errorf("%w: no channel %s in the list; name it by its id", notify.ErrNoHistory, b.channel)
}

func splitRef(ref string) (channel, ts string) {
	channel, ts, _ = strings.Cut(strings.TrimSuffix(ref, among), ":")
	return channel, ts
}
