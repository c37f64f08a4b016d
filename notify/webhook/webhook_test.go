package webhook_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"docketwatch/config"
	"docketwatch/notify"
	"docketwatch/notify/notifytest"
	"docketwatch/notify/webhook"
)

const (
	newest = "canary-0123456789012345678901234"
	oldest = "canary-abcdefghijklmnopqrstuvwxy"
)

func secretOf(key string) string { return "whsec_" + base64.StdEncoding.EncodeToString([]byte(key)) }

// signed checks a call as a receiver does that follows the specification by
// hand: nothing of the sender's code is in it.
func signed(r *http.Request, body []byte, key string) bool {
	stamp, err := strconv.ParseInt(r.Header.Get("webhook-timestamp"), 10, 64)
	if err != nil || time.Since(time.Unix(stamp, 0)).Abs() > 5*time.Minute {
		return false
	}
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write(slices.Concat([]byte(r.Header.Get("webhook-id")+"."+r.Header.Get("webhook-timestamp")+"."), body))
	return slices.Contains(strings.Fields(r.Header.Get("webhook-signature")), "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

func read(r *http.Request, body []byte) (s notifytest.Shown, good bool) {
	var m struct {
		Type, Schema string
		Data         struct {
			DeliveryID string `json:"delivery_id"`
			Text       string
			Title      string
			Link       string
			DocketURL  string `json:"docket_url"`
		}
	}
	good = json.Unmarshal(body, &m) == nil && m.Schema == webhook.Schema && strings.HasPrefix(m.Type, "alert.") &&
		signed(r, body, newest) && signed(r, body, oldest) && m.Data.DeliveryID == r.Header.Get("webhook-id") && len(body) <= 256<<10
	s = notifytest.Shown{Text: m.Data.Text, PublicID: r.Header.Get("webhook-id")}
	for _, l := range []string{m.Data.Link, m.Data.DocketURL} {
		if l != "" {
			s.Links = append(s.Links, l)
		}
	}
	return s, good
}

func entry(t testing.TB, options string) config.Entry {
	t.Helper()
	o, err := config.OptionsOf(options)
	if err != nil {
		t.Fatal(err)
	}
	return config.Entry{Kind: "webhook", Name: "archive", Path: `notify[0] "archive"`, Line: 7, Options: o}
}

func open(t testing.TB) *notifytest.Room {
	t.Setenv("DW_SECRET", secretOf(newest)+" "+secretOf(oldest))
	s := notifytest.NewServer(t, read, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusNoContent) })
	d, err := webhook.New(entry(t, `{url: "`+s.URL+`/hooks/docket", secret: env:DW_SECRET}`), notifytest.Net())
	if err != nil {
		t.Fatal(err)
	}
	return s.Room(d.Notifier, "canary", base64.StdEncoding.EncodeToString([]byte(newest)), secretOf(oldest))
}

func TestWebhook(t *testing.T) {
	notifytest.Run(t, notifytest.Kind{
		Open: open, Hang: notifytest.Silence, Faults: notifytest.HTTPFaults(true), Public: true, Known: true,
		Never: map[notifytest.Class]string{notifytest.Unclear: "the receiver knows a repeat by its webhook-id"},
	})
}

// TestTheExampleOfTheSpecification is the one vector that standard-webhooks'
// libraries share in their tests.
func TestTheExampleOfTheSpecification(t *testing.T) {
	key, err := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	got := webhook.Sign([][]byte{key}, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Setenv("DW_SECRET", secretOf(newest))
	t.Setenv("DW_SHORT", secretOf("canary"))
	t.Setenv("DW_BARE", "canary-not-a-key")
	outside := notifytest.Net()
	outside.Lab = false
	for name, options := range map[string]string{
		"no address":              `{secret: env:DW_SECRET}`,
		"no secret":               `{url: "https://example.org/x"}`,
		"a secret that is short":  `{url: "https://example.org/x", secret: env:DW_SHORT}`,
		"a secret without prefix": `{url: "https://example.org/x", secret: env:DW_BARE}`,
		"an open line":            `{url: "http://example.org/canary", secret: env:DW_SECRET}`,
		"another scheme":          `{url: "ftp://example.org/canary", secret: env:DW_SECRET}`,
		"a password in it":        `{url: "https://u:canary@example.org/", secret: env:DW_SECRET}`,
		"a mistyped key":          `{url: "https://example.org/x", secret: env:DW_SECRET, sectret: x}`,
	} {
		if _, err := webhook.New(entry(t, options), outside); err == nil {
			t.Errorf("%s: taken", name)
		} else if strings.Contains(err.Error(), "canary") || !strings.Contains(err.Error(), "archive") && !strings.Contains(err.Error(), "sectret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheSameDeliveryIsTheSameBodyAtEveryAttempt(t *testing.T) {
	var bodies [][]byte
	s := notifytest.NewServer(t, func(_ *http.Request, body []byte) (notifytest.Shown, bool) {
		bodies = append(bodies, body)
		return notifytest.Shown{}, true
	}, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusOK) })
	t.Setenv("DW_SECRET", secretOf(newest))
	d, err := webhook.New(entry(t, `{url: "`+s.URL+`", secret: env:DW_SECRET}`), notifytest.Net())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := d.Notifier.Send(t.Context(), notify.Message{PublicID: "dlv-1", Alert: notifytest.Filing()}); err != nil {
			t.Fatal(err)
		}
	}
	if string(bodies[0]) != string(bodies[1]) {
		t.Errorf("%s\n%s", bodies[0], bodies[1])
	}
}
