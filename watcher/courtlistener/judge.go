package courtlistener

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

const wantAnswer = "an answer of CourtListener's API"

// tokenError marks a refusal of the token.
type tokenError struct{ detail string }

func (e *tokenError) Error() string {
	return "the token is refused until the configuration is loaded again: " + e.detail
}

// meaning puts an answer that is no success into the words of this room. The
// fetch's own error stays inside.
func (c *Client) meaning(ctx context.Context, endpoint string, status *fetch.StatusError, err error) error {
	if status == nil {
		return err
	}
	detail, unknown, fields := refusal(status.Body)
	switch status.Status {
	case http.StatusUnauthorized:
		token := &tokenError{detail}
		return fmt.Errorf("%w: %w (%w)", &watcher.Refused{Want: wantAnswer, Got: "a refusal of the token", Blocked: true, Body: status.Body}, token, err)
	case http.StatusForbidden:
		return fmt.Errorf("%w (%w)", &watcher.Refused{Want: wantAnswer, Got: "HTTP status 403: " + detail, Blocked: true, Body: status.Body}, err)
	case http.StatusBadRequest:
		if len(unknown) > 0 {
			return fmt.Errorf("%w (%w)", &UnknownParams{Endpoint: endpoint, Params: unknown}, err)
		}
		// A related id that is gone is "no valid choice" (rest_framework_filters).
		for name, why := range fields {
			if name == "docket" && strings.Contains(strings.ToLower(why), "valid choice") {
				return fmt.Errorf("%w (%w)", ErrVanished, err)
			}
		}
		return fmt.Errorf("%w: %s", err, detail)
	case http.StatusNotFound:
		return fmt.Errorf("%w (%w)", ErrVanished, err)
	case http.StatusTooManyRequests:
		wait, barErr := c.bar(ctx, status.RetryAfter, status.HasRetryAfter)
		return errors.Join(&Throttled{Wait: wait, Detail: detail, Err: err}, barErr)
	case http.StatusServiceUnavailable:
		if status.HasRetryAfter {
			_, barErr := c.bar(ctx, status.RetryAfter, true)
			return errors.Join(err, barErr)
		}
	}
	return err
}

// refusal reads what Django REST Framework says of a request that it refuses:
// {"detail": "…"}, with "unknown_params", or a list of complaints by field.
func refusal(body []byte) (detail string, unknown []string, fields map[string]string) {
	var parts map[string]json.RawMessage
	if json.Unmarshal(body, &parts) != nil {
		return kindOf(body), nil, nil
	}
	fields = make(map[string]string)
	for name, raw := range parts {
		var text string
		var list []string
		switch {
		case name == "unknown_params":
			_ = json.Unmarshal(raw, &unknown) // another form than a list: the detail is told
		case name == "detail":
			_ = json.Unmarshal(raw, &detail) // another form than text: the body is told
		case json.Unmarshal(raw, &list) == nil:
			fields[name] = strings.Join(list, " ")
		case json.Unmarshal(raw, &text) == nil:
			fields[name] = text
		}
	}
	if detail == "" {
		detail = string(body[:min(len(body), 200)])
	}
	return detail, unknown, fields
}

// kindOf says in words what a body is that is not the JSON it should be.
func kindOf(body []byte) string {
	text := bytes.ToLower(bytes.TrimSpace(body[:min(len(body), 64<<10)]))
	has := func(words ...string) bool {
		for _, w := range words {
			if bytes.Contains(text, []byte(w)) {
				return true
			}
		}
		return false
	}
	html := has("<html", "<!doctype html", "<body")
	switch {
	case len(text) == 0:
		return "empty body"
	case html && has("captcha", "just a moment", "attention required", "cf-chl", "verify you are human"):
		return "captcha page"
	case html && has(`type="password"`):
		return "login page"
	case html && has("maintenance", "unavailable"):
		return "maintenance page"
	case html:
		return "HTML page"
	case text[0] == '<':
		return "XML"
	case text[0] == '{' || text[0] == '[':
		return "JSON of another kind"
	}
	return "plain text"
}
