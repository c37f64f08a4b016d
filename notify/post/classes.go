package post

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"docketwatch/notify"
)

// The waits where a server says "later" and not when.
const (
	defaultWait = 30 * time.Second
	longestWait = 24 * time.Hour
)

// Sort is the class of an answer by its status alone, nil for 2xx. More is what
// the server said beside it, in words that are safe to show; it may be "".
//
//	2xx                      sent
//	3xx, 401, 403, 404, 410  the destination takes nothing from us as it is
//	                         configured: a person must look
//	429, 503                 nothing was taken; RFC 9110 has a server say 503 when
//	                         it cannot handle the request
//	408, 425                 nothing was taken
//	400, 413, 422, other 4xx this message is refused as it is
//	other 5xx                some of it may have been done
func (c *Client) Sort(a Answer, more string) error {
	reason := fmt.Sprintf("%s: %d %s", c.name, a.Status, http.StatusText(a.Status))
	if more = notify.Clean(more, 120); more != "" {
		reason += ": " + more
	}
	switch {
	case a.Status/100 == 2:
		return nil
	case a.Status/100 == 3:
		return &notify.Permanent{Destination: true, Reason: reason + ": redirects are not followed; configure the address that it leads to"}
	case a.Status == http.StatusUnauthorized, a.Status == http.StatusForbidden, a.Status == http.StatusNotFound,
		a.Status == http.StatusMethodNotAllowed, a.Status == http.StatusGone:
		return &notify.Permanent{Destination: true, Reason: reason}
	case a.Status == http.StatusTooManyRequests, a.Status == http.StatusServiceUnavailable:
		return &notify.RetryAfter{After: c.wait(a.Header.Get("Retry-After")), Reason: reason}
	case a.Status == http.StatusRequestTimeout, a.Status == http.StatusTooEarly:
		return &notify.RetryAfter{After: defaultWait, Reason: reason}
	case a.Status/100 == 4:
		return &notify.Permanent{Reason: reason}
	}
	return &notify.Uncertain{Reason: reason}
}

// wait reads a Retry-After (RFC 9110, 10.2.3): whole seconds or an HTTP date.
// What cannot be read is the usual wait.
func (c *Client) wait(said string) time.Duration {
	said = strings.TrimSpace(said)
	if seconds, err := strconv.ParseUint(said, 10, 31); err == nil {
		return min(time.Duration(seconds)*time.Second, longestWait)
	}
	if when, err := http.ParseTime(said); err == nil {
		return min(max(when.Sub(c.now()), 0), longestWait)
	}
	return defaultWait
}

// after is a wait that a service gives as a number of seconds in its JSON.
func after(seconds float64) time.Duration {
	if seconds <= 0 || seconds != seconds { // missing, or no number
		return defaultWait
	}
	return time.Duration(min(seconds, longestWait.Seconds()) * float64(time.Second))
}
