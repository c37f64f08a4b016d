package pacer

import (
	"bytes"
	"net/netip"
	"net/url"
	"strings"

	"docketwatch/docket"
	"docketwatch/watcher"
)

const wantFeed = "a court feed"

// prove checks that the feed is of the court that was asked for. Titles prove
// nothing (nysb's equals nysd's): the channel's link does. A feed that was cut
// off before its link has nothing that could be of the wrong court.
func prove(f *feed, court docket.Court, body []byte) error {
	host := hostOf(f.link)
	if host == "" {
		for _, raw := range f.items {
			if it, fault := readItem(raw.raw); fault == "" {
				host = hostOf(it.Link)
				break
			}
		}
	}
	switch {
	case host == "" && len(f.items) == 0 && !f.ended:
		return nil
	case host == "":
		return &watcher.Refused{Want: wantFeed, Got: "feed that names no court", Body: body}
	case !isHostOf(host, court):
		return &watcher.Refused{Want: wantFeed, Got: "feed of " + host, Body: body}
	}
	return nil
}

// hostOf is the host a link names, in lower case; "" where it names none.
func hostOf(link string) string {
	if !strings.Contains(link, "://") {
		link = "https://" + link
	}
	u, err := url.Parse(strings.ToLower(strings.TrimSpace(link)))
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// isHostOf reports whether a host is the court's own: that of its feed, or one
// under its CM/ECF name. Loopback and private hosts are of a simulated court.
func isHostOf(host string, court docket.Court) bool {
	if host == hostOf(court.FeedURL) && host != "" || isPrivate(host) {
		return true
	}
	for _, id := range []string{court.PACER, court.ID} {
		if id != "" && strings.HasSuffix("."+host, "."+strings.ToLower(id)+".uscourts.gov") {
			return true
		}
	}
	return false
}

func isPrivate(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.Unmap().IsLoopback() || ip.Unmap().IsPrivate())
}

// refused says what came in place of a feed. A captcha or a login does not go
// away by asking harder.
func refused(body []byte) *watcher.Refused {
	r := &watcher.Refused{Want: wantFeed, Body: body}
	text := bytes.ToLower(body[:min(len(body), 64<<10)])
	has := func(words ...string) bool {
		for _, w := range words {
			if bytes.Contains(text, []byte(w)) {
				return true
			}
		}
		return false
	}
	html := has("<html", "<!doctype html", "<body", "<head>", "<form")
	start := bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
	switch {
	case len(start) == 0:
		r.Got = "empty body"
	case html && has("captcha", "cf-chl", "cf-challenge", "<title>just a moment", "attention required!", "pardon our interruption",
		"_incapsula_resource", "are you a robot", "unusual traffic", "verify you are human"):
		r.Got, r.Blocked = "captcha page", true
	case html && has(`type="password"`, `type='password'`, "type=password", "<title>login", "<title>pacer login", "csologin"):
		r.Got, r.Blocked = "login page", true
	case html && has("<title>access denied", "errors.edgesuite.net"):
		r.Got, r.Blocked = "access denied page", true
	case html && has("currently unavailable", "temporarily unavailable", "maintenance", "we apologize", "is down for", "please try again later"):
		r.Got = "maintenance page"
	case html:
		r.Got = "HTML page"
	case start[0] == '{' || start[0] == '[':
		r.Got = "JSON"
	case start[0] == '<':
		r.Got = "XML of another kind"
	default:
		r.Got = "plain text"
	}
	return r
}
