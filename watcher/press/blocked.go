package press

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// A wall is a kind of page that comes in place of an answer.
type wall struct {
	name    string
	blocked bool // asking harder will not help
	signs   []string
}

// walls are known from saved pages and from reports of other watchers of these
// sites (juriscraper issues 1352 and 1724). Signs of one wall never overlap.
func walls() []wall {
	return []wall{
		{"bot check", true, []string{
			"bm-verify", "/_sec/verify", "apology_objects", "akam-logo", `http-equiv="refresh"`, "<title>&nbsp;</title>",
			"public_salt", "candidates=", "i am not a robot", "g-recaptcha", "hcaptcha", "captcha-delivery", "__cf_chl", "just a moment",
			"checking your browser", "enable javascript and cookies", "abusive automated request", "unblock.federalregister.gov", "request access",
		}},
		{"access denied page", true, []string{"access denied", "reference #", "edgesuite.net", "you don't have permission", "request blocked", "akamaighost"}},
		{"login page", true, []string{`type="password"`, "sign in", "log in", "forgot your password", `name="username"`}},
		{"maintenance page", false, []string{"maintenance", "temporarily unavailable", "try again later", "back soon", "service unavailable", "scheduled"}},
	}
}

// largestWall: walls are small; an article that quotes their words is not.
const largestWall = 64 << 10

// recognise names what came in place of an answer. Two signs of the same wall
// are needed, and none of a real page: a release may quote any one of them.
func recognise(body []byte) (name string, blocked bool) {
	trimmed := bytes.TrimSpace(body)
	if len(trimmed) == 0 {
		return "empty body", false
	}
	page := strings.ToLower(string(trimmed[:min(len(trimmed), largestWall)]))
	isPage := strings.Contains(page, "<html") || strings.Contains(page, "<!doctype html") || strings.Contains(page, "<meta") || strings.Contains(page, "<form")
	if !isPage {
		return "something else", false
	}
	if len(trimmed) > largestWall || strings.Contains(page, "<article") || strings.Contains(page, "page-title") {
		return "HTML page", false
	}
	for _, w := range walls() {
		found := 0
		for _, sign := range w.signs {
			if strings.Contains(page, sign) {
				found++
			}
		}
		if found >= 2 {
			return w.name, w.blocked
		}
	}
	return "HTML page", false
}

// refused is the error for a body that is not what was asked for.
func refused(want string, body []byte) *watcher.Refused {
	name, blocked := recognise(body)
	return &watcher.Refused{Want: want, Got: name, Blocked: blocked, Body: body}
}

// refusal turns an answer that was no success into a refusal with its evidence;
// what the server said of the time to come back stays reachable in the chain.
// Other errors of the network pass unchanged.
func refusal(want string, err error) error {
	var status *fetch.StatusError
	if !errors.As(err, &status) {
		return err
	}
	r := refused(want, status.Body)
	r.Blocked = r.Blocked || status.Status == 401 || status.Status == 403
	switch r.Got {
	case "something else", "empty body", "HTML page":
		r.Got = fmt.Sprintf("answer %d", status.Status)
	default:
		r.Got = fmt.Sprintf("%s (answer %d)", r.Got, status.Status)
	}
	return fmt.Errorf("%w (%w)", r, err)
}
