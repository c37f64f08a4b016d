package slack

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"sync/atomic"
	"time"
)

// defaultWait is how long a 429 without a usable Retry-After makes us wait.
const defaultWait = 30 * time.Second

// newClient is an HTTP client with an end to everything: slack-go's own has no
// time-out at all.
func newClient(network http.RoundTripper) *http.Client {
	if network == nil {
		network = &http.Transport{
			DialContext: (&net.Dialer{Timeout: 10 * time.Second}).DialContext, TLSHandshakeTimeout: 10 * time.Second,
			ResponseHeaderTimeout: 10 * time.Second, IdleConnTimeout: time.Minute, MaxIdleConnsPerHost: 2,
		}
	}
	return &http.Client{Timeout: 20 * time.Second, Transport: &transport{base: network},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// transport caps what an answer may weigh, and gives every 429 a Retry-After
// that can be read: slack-go turns a bad one into a number error.
type transport struct{ base http.RoundTripper }

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, 1<<20), resp.Body}
	if resp.StatusCode == http.StatusTooManyRequests {
		wait := defaultWait
		said := resp.Header.Get("Retry-After")
		if seconds, err := strconv.Atoi(said); err == nil && seconds >= 0 {
			wait = time.Duration(seconds) * time.Second
		} else if when, err := http.ParseTime(said); err == nil {
			wait = max(time.Until(when), 0)
		}
		resp.Header.Set("Retry-After", strconv.Itoa(int(wait.Seconds())))
	}
	return resp, nil
}

// watchWrite tells, after a failure, whether the request had left: only then
// may the message have arrived.
func watchWrite(ctx context.Context) (context.Context, func() bool) {
	var left atomic.Bool
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { left.Store(true) },
		WroteRequest: func(httptrace.WroteRequestInfo) { left.Store(true) },
	}), left.Load
}

// retryAfter reads the header that transport has made readable.
func retryAfter(resp *http.Response) time.Duration {
	seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return defaultWait
	}
	return time.Duration(seconds) * time.Second
}
