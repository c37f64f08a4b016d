package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/slack-go/slack"

	"docketwatch/notify"
)

// A webhook posts to an incoming-webhook address. Slack says "ok" and nothing
// else: no threads, no edits, no look-up.
type webhook struct {
	address  string // a secret
	client   *http.Client
	mentions mentions
}

// String does not hold the address.
func (w *webhook) String() string { return "slack webhook" }

// GoString does not hold the address.
func (w *webhook) GoString() string { return "slack webhook" }

type webhookBody struct {
	Text        string        `json:"text"`
	Blocks      []slack.Block `json:"blocks,omitempty"`
	Markdown    bool          `json:"mrkdwn"`
	UnfurlLinks bool          `json:"unfurl_links"`
	UnfurlMedia bool          `json:"unfurl_media"`
}

// Send posts one message; the reference is "webhook".
func (w *webhook) Send(ctx context.Context, m notify.Message) (string, error) {
	body := webhookBody{Text: w.mentions.before(m) + fallback(m)}
	if !m.Plain {
		body.Blocks = w.mentions.block(m, blocks(m))
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return "", &notify.Permanent{Reason: "slack: " + err.Error()}
	}
	ctx, left := watchWrite(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.address, bytes.NewReader(raw))
	if err != nil {
		return "", &notify.Permanent{Destination: true, Reason: "slack: the webhook's address cannot be used"}
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := w.client.Do(req)
	if err != nil {
		return "", classify(err, left())
	}
	defer func() { _ = resp.Body.Close() }() // what matters has been read
	said, err := io.ReadAll(resp.Body)
	word := strings.TrimSpace(string(said))
	switch {
	case resp.StatusCode == http.StatusOK && err == nil && word == "ok":
		return "webhook", nil
	case resp.StatusCode == http.StatusOK: // an answer that says neither yes nor no
		return "", &notify.Uncertain{Reason: "slack: an answer other than ok"}
	case resp.StatusCode == http.StatusTooManyRequests:
		return "", classify(&slack.RateLimitedError{RetryAfter: retryAfter(resp)}, true)
	case resp.StatusCode >= 500:
		return "", classifyStatus(resp.StatusCode)
	}
	var p *notify.Permanent
	if err := classifyWord(word); errors.As(err, &p) {
		return "", err
	}
	return "", classifyStatus(resp.StatusCode)
}
