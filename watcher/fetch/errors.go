package fetch

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A StatusError is an answer that is neither 2xx nor a 304 we had asked for.
type StatusError struct {
	URL           string // without its query
	Status        int
	RetryAfter    time.Duration // at most 24 h
	HasRetryAfter bool          // the answer held one that could be read
	Body          []byte        // its first 256 KiB
	Header        http.Header
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("answered %d %s", e.Status, http.StatusText(e.Status))
	if e.Status == http.StatusNotModified {
		text += ", though nothing was said of an earlier answer"
	}
	if e.HasRetryAfter {
		text += fmt.Sprintf("; wants to be asked again after %s", e.RetryAfter)
	}
	return text
}

// RetryIn is the wait that the server asked for, and whether it asked for one.
func (e *StatusError) RetryIn() (wait time.Duration, said bool) {
	return e.RetryAfter, e.HasRetryAfter
}

// A RedirectError is a redirect that was not followed.
type RedirectError struct {
	To  string // without its query; "" where it is no address
	Why string
	Err error // ErrPrivateAddress where that is the reason
}

func (e *RedirectError) Error() string {
	return strings.TrimSuffix(fmt.Sprintf("redirect not followed, %s: %s", e.Why, e.To), ": ")
}

func (e *RedirectError) Unwrap() error { return e.Err }

const longestWait = 24 * time.Hour

// RetryAfter reads the header of that name (RFC 9110, 10.2.3): seconds, or an
// HTTP date seen from now. A date that has passed is a wait of zero; a wait
// above 24 h is 24 h; what cannot be read is ok == false.
func RetryAfter(value string, now time.Time) (wait time.Duration, ok bool) {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0, false
	}
	if strings.Trim(value, "0123456789") == "" {
		seconds, err := strconv.ParseInt(value, 10, 64)
		if err != nil || seconds > int64(longestWait/time.Second) {
			return longestWait, true
		}
		return time.Duration(seconds) * time.Second, true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return min(max(at.Sub(now), 0), longestWait), true
}
