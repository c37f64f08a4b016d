package email

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strings"
	"time"

	"docketwatch/notify"
)

// A stage is how far a mail had come when it failed.
type stage string

const (
	stageConnect   stage = "connect"
	stageSender    stage = "sender"
	stageRecipient stage = "recipient"
	stageData      stage = "data"
	stageWrite     stage = "write"
	stageDot       stage = "end of the mail" // all of it is out; only here a mail can be in doubt
)

// The waits after a server said "later". A greylist opens after some minutes
// (RFC 6647); a 421 says that the server is going down or has had enough.
const (
	greylistWait = 5 * time.Minute
	downWait     = time.Minute
)

// sort puts a failure into its class (RFC 5321, 4.2.1 and 4.3.2): 4xx is known
// not taken and may be taken later; 5xx is refused for good, and by the stage it
// is we who are refused (sender, recipients, sign-in) or this mail (its content).
// No answer is a doubt after the last dot, and none before.
func (m *Email) sort(ctx context.Context, at stage, err error) error {
	reason := fmt.Sprintf("email: %s: %s", at, m.words(err))
	var cert *tls.CertificateVerificationError
	switch code := codeOf(err); {
	case code == 421:
		return &notify.RetryAfter{After: downWait, Reason: reason}
	case code/100 == 4 && greylisted(err):
		return &notify.RetryAfter{After: greylistWait, Reason: reason}
	case code/100 == 4:
		return errors.New(reason)
	case code/100 == 5:
		return &notify.Permanent{Destination: at != stageData && at != stageDot, Reason: reason}
	case at == stageDot:
		return &notify.Uncertain{Reason: reason}
	case ctx.Err() != nil:
		return errors.New(reason)
	case errors.As(err, &cert), at == stageConnect && noOffer(err):
		return &notify.Permanent{Destination: true, Reason: reason}
	}
	return errors.New(reason)
}

// noOffer: the server does not offer what a safe sign-in needs. The library has
// no error of its own for the first of these.
func noOffer(err error) bool {
	text := err.Error()
	return strings.Contains(text, "does not support STARTTLS") || strings.Contains(text, "SMTP AUTH") && codeOf(err) == 0 && !isNet(err)
}

func isNet(err error) bool {
	var op *net.OpError
	return errors.As(err, &op)
}

func codeOf(err error) int {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return answer.Code
	}
	return 0
}

// greylisted: "450 4.2.0 … Greylisted", "451 4.7.1 please try again later". The
// word is what servers agree on most.
func greylisted(err error) bool {
	text := strings.ToLower(err.Error())
	return strings.Contains(text, "greylist") || strings.Contains(text, "graylist") || strings.Contains(text, "grey-list") || strings.Contains(text, "4.7.1")
}

// words is what a failure says, without anything that could hold the password.
func (m *Email) words(err error) string {
	var answer *textproto.Error
	var op *net.OpError
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	text := "the talk with the server broke off"
	switch {
	case errors.As(err, &answer):
		text = fmt.Sprintf("%d %s", answer.Code, answer.Msg)
	case errors.Is(err, context.Canceled):
		text = "stopped"
	case errors.As(err, &dns):
		text = "no such host, or no answer from the name server"
	case errors.As(err, &cert):
		text = "the server's certificate is not good for its name"
	case errors.As(err, &op):
		text = op.Op + ": " + op.Err.Error()
	case strings.Contains(err.Error(), "STARTTLS"):
		text = "the server offers no STARTTLS; smtps:// may be what it speaks"
	case strings.Contains(err.Error(), "SMTP AUTH"):
		text = "the server offers no way to sign in that is safe"
	}
	return notify.Clean(m.redact(text), 160)
}

// redact takes out what a server may have echoed of the sign-in.
func (m *Email) redact(text string) string {
	for _, secret := range []string{m.password, m.user} {
		if secret == "" {
			continue
		}
		text = strings.ReplaceAll(text, secret, "[secret]")
		text = strings.ReplaceAll(text, base64.StdEncoding.EncodeToString([]byte(secret)), "[secret]")
	}
	if m.password != "" {
		text = strings.ReplaceAll(text, base64.StdEncoding.EncodeToString([]byte("\x00"+m.user+"\x00"+m.password)), "[secret]")
	}
	return text
}
