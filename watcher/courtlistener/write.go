package courtlistener

import (
	"net"
	"net/http"

	"docketwatch/watcher/fetch"
)

// A Writer sends what changes something at CourtListener: an *http.Client.
type Writer interface {
	Do(*http.Request) (*http.Response, error)
}

// NewWriter makes a Writer with the limits of [fetch.Client] and its guard
// against addresses inside a network. It follows no redirect: what was to be
// written here is not to be written elsewhere.
func NewWriter(userAgent string, allowPrivate bool) *http.Client {
	dialer := &net.Dialer{Timeout: fetch.ConnectTimeout, Control: fetch.Control(allowPrivate)}
	return &http.Client{
		Timeout:       fetch.TotalTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: named{userAgent, &http.Transport{
			Proxy: nil, DialContext: dialer.DialContext, TLSHandshakeTimeout: fetch.TLSTimeout,
			ResponseHeaderTimeout: fetch.HeaderTimeout, ForceAttemptHTTP2: true,
		}},
	}
}

// named says who asks.
type named struct {
	userAgent string
	next      http.RoundTripper
}

func (n named) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("User-Agent", n.userAgent)
	return n.next.RoundTrip(r)
}
