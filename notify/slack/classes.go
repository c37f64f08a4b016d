package slack

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"docketwatch/notify"
)

// Slack's error words by class, from the error tables of chat.postMessage and
// of the rate-limits page (docs.slack.dev, 2025-2026).
var (
	refusesUs = []string{"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope",
		"not_allowed_token_type", "channel_not_found", "not_in_channel", "is_archived", "team_not_found", "org_login_required",
		"ekm_access_denied", "no_permission", "team_access_not_granted", "access_denied", "invalid_token", "no_service", "action_prohibited",
		"posting_to_general_channel_denied", "channel_is_archived", "user_not_found", "two_factor_setup_required"}
	refusesMessage = []string{"msg_blocks_too_long", "no_text", "too_many_attachments", "markdown_text_conflict", "invalid_arguments",
		"invalid_arg_name", "invalid_post_type", "invalid_payload", "msg_too_long", "invalid_form_data"}
	tookNothing = []string{"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "accesslimited", "team_added_to_org"}
	editRefused = []string{"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive", "update_failed"}
	threadGone  = []string{"thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"}
)

// classify sorts a failure of a post into exactly one class. Left says whether
// the request had gone out.
func classify(err error, left bool) error {
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return &notify.RetryAfter{After: limited.RetryAfter, Reason: "slack: too many requests"}
	}
	var answer slack.SlackErrorResponse
	if errors.As(err, &answer) {
		return classifyWord(answer.Err)
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		return classifyStatus(status.Code)
	}
	reason := "slack: " + withoutURL(err)
	if left {
		return &notify.Uncertain{Reason: reason}
	}
	return errors.New(reason)
}

func classifyWord(word string) error {
	reason := "slack: " + word
	switch {
	case slices.Contains(threadGone, word), slices.Contains(editRefused, word):
		return &notify.Permanent{Reason: reason}
	case slices.Contains(refusesUs, word), strings.HasPrefix(word, "restricted_action"):
		return &notify.Permanent{Destination: true, Reason: reason}
	case slices.Contains(refusesMessage, word), strings.HasPrefix(word, "invalid_blocks"), strings.HasPrefix(word, "metadata_"), strings.HasPrefix(word, "invalid_metadata"):
		return &notify.Permanent{Reason: reason}
	case slices.Contains(tookNothing, word):
		return &notify.RetryAfter{After: defaultWait, Reason: reason}
	}
	// internal_error, fatal_error, request_timeout, and every word we do not
	// know: "possible some aspect of the operation succeeded".
	return &notify.Uncertain{Reason: reason}
}

func classifyStatus(code int) error {
	reason := "slack: " + http.StatusText(code)
	switch {
	case code == http.StatusTooManyRequests:
		return &notify.RetryAfter{After: defaultWait, Reason: reason}
	case code >= 500:
		return &notify.Uncertain{Reason: reason}
	case code == http.StatusBadRequest, code == http.StatusRequestEntityTooLarge:
		return &notify.Permanent{Reason: reason}
	}
	return &notify.Permanent{Destination: true, Reason: reason}
}

// unsearchable marks a history that we may not read, as opposed to one that
// cannot be read just now.
func unsearchable(err error) error {
	var p *notify.Permanent
	if !errors.As(err, &p) || !p.Destination {
		return err
	}
	for _, word := range []string{"missing_scope", "not_allowed_token_type", "channel_not_found", "no_permission", "access_denied", "not_in_channel"} {
		if strings.HasSuffix(p.Reason, word) {
			return errors.Join(notify.ErrNoHistory, errors.New(p.Reason))
		}
	}
	return err
}

// withoutURL keeps addresses out of messages: a webhook's address is a secret.
func withoutURL(err error) string {
	var u interface{ Unwrap() error }
	text := err.Error()
	if errors.As(err, &u) && strings.Contains(text, "://") {
		if inner := u.Unwrap(); inner != nil {
			text = inner.Error()
		}
	}
	if strings.Contains(text, "://") || strings.Contains(text, "xox") {
		return "the request failed"
	}
	return text
}
