// Package webhook tells any program: each alert as JSON of a documented shape
// (docs/webhook.md), signed the Standard Webhooks way
// (standard-webhooks/standard-webhooks, spec/standard-webhooks.md).
//
// The receiver knows a repeat by its webhook-id, so that whatever is unclear is
// simply sent again, for three days, and there is nothing to be looked up.
package webhook

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/notify"
	"docketwatch/notify/post"
)

// A Webhook posts signed JSON to one address.
type Webhook struct {
	client  *post.Client
	address string
	keys    [][]byte // secrets; the first is the newest
	now     func() time.Time
}

// New makes the destination of one entry. Errors are [config.Problems].
func New(e config.Entry, n notify.Net) (notify.Destination, error) {
	var s struct {
		URL     string        `yaml:"url"`
		Secret  config.Secret `yaml:"secret"`
		Private bool          `yaml:"private"`
		Pace    time.Duration `yaml:"pace"`
	}
	d := notify.Destination{Name: e.Name, Kind: e.Kind}
	if err := e.Options.Decode(&s); err != nil {
		return d, err
	}
	if s.URL == "" {
		return d, e.Problem("url: https://example.org/hooks/docket", "url is missing")
	}
	if !s.Secret.IsSet() {
		return d, e.Problem("secret: env:DOCKETWATCH_WEBHOOK_SECRET", "secret is missing: the receiver could not tell our messages from anybody's")
	}
	keys, err := readKeys(s.Secret.Reveal())
	if err != nil {
		return d, e.Problem(`make one with: echo "whsec_$(head -c 32 /dev/urandom | base64)"`, "secret: %v", err)
	}
	client, err := post.NewClient(n, "webhook", s.URL, s.Private)
	if err != nil {
		return d, e.Problem("", "url: %v", err)
	}
	d.Notifier, d.Pace = &Webhook{client: client, address: s.URL, keys: keys, now: n.Now}, s.Pace
	return d, nil
}

// readKeys reads one or several secrets, parted by white space: while a secret
// is replaced, each message is signed with the new and the old one.
func readKeys(text string) ([][]byte, error) {
	var keys [][]byte
	for _, word := range strings.Fields(text) {
		encoded, ok := strings.CutPrefix(word, "whsec_")
		if !ok {
			return nil, errors.New("does not begin with whsec_")
		}
		key, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			return nil, errors.New("what follows whsec_ is not base64")
		}
		if len(key) < 24 || len(key) > 64 { // the specification's bounds
			return nil, fmt.Errorf("%d bytes; 24 to 64 are good", len(key))
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, errors.New("empty")
	}
	return keys, nil
}

// String does not hold the secrets.
func (w *Webhook) String() string { return "webhook" }

// GoString does not hold the secrets.
func (w *Webhook) GoString() string { return "webhook" }

// Send posts one alert; the reference is its webhook-id. Any 2xx means that the
// receiver has it.
func (w *Webhook) Send(ctx context.Context, m notify.Message) (string, error) {
	now := w.now()
	raw, err := json.Marshal(bodyOf(m))
	if err != nil {
		return "", &notify.Permanent{Reason: "webhook: " + err.Error()}
	}
	stamp := strconv.FormatInt(now.Unix(), 10)
	header := http.Header{}
	header.Set("Webhook-Id", m.PublicID)
	header.Set("Webhook-Timestamp", stamp)
	header.Set("Webhook-Signature", Sign(w.keys, m.PublicID, stamp, raw))
	answer, err := w.client.Do(ctx, post.Request{URL: w.address, Header: header, Body: json.RawMessage(raw)})
	if err == nil {
		err = w.client.Sort(answer, "")
	}
	if err == nil {
		return m.PublicID, nil
	}
	var unclear *notify.Uncertain
	if errors.As(err, &unclear) { // the id makes a second copy harmless
		return "", errors.New(unclear.Reason + "; it is sent again under the same webhook-id")
	}
	return "", err
}

// Sign is the value of webhook-signature: a "v1," signature by each key over
// "id.timestamp.body".
func Sign(keys [][]byte, id, stamp string, body []byte) string {
	signatures := make([]string, len(keys))
	for i, key := range keys {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id + "." + stamp + "."))
		mac.Write(body)
		signatures[i] = "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	}
	return strings.Join(signatures, " ")
}
