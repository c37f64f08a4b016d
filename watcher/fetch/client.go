package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// The limits of one request, where Options give no other.
const (
	ConnectTimeout = 10 * time.Second
	TLSTimeout     = 10 * time.Second
	HeaderTimeout  = 20 * time.Second // from request sent to header read
	IdleTimeout    = 15 * time.Second // between two pieces of the body
	TotalTimeout   = 60 * time.Second // from dialing to the last byte, redirects included, waiting for a turn not
	MaxCompressed  = 32 << 20         // bytes on the wire
	MaxDecoded     = 64 << 20         // bytes after decompression
	MaxRatio       = 200              // decoded to compressed, once RatioFrom bytes are decoded
	RatioFrom      = 1 << 20
	MaxErrorBody   = 256 << 10 // of an answer that is not 2xx
	MaxRedirects   = 5
	MaxAtOnce      = 8 // requests under way, all hosts together; one for each host
)

// Options are what a Client is made of. Zero limits mean the constants above.
type Options struct {
	UserAgent    string         // "docketwatch/1.0 (+desk@example.org)": courts and agencies ask for a contact
	AllowPrivate bool           // lab: loopback and private addresses, and every port
	RootCAs      *x509.CertPool // nil: the system's. Certificates are always verified

	ConnectTimeout, TLSTimeout, HeaderTimeout, IdleTimeout, TotalTimeout time.Duration
	MaxCompressed, MaxDecoded, RatioFrom                                 int64

	Now func() time.Time // for Retry-After dates; nil: time.Now
	Tap func(*Response)  // is shown every answer that had a body, refusals too; nil: nobody looks

	Through http.RoundTripper // a simulated network; nil: the real one, with the guard of [Control]
}

// A Client fetches. It is safe for use by many goroutines.
type Client struct {
	o         Options
	transport http.RoundTripper
	all       chan struct{}

	mu    sync.Mutex
	hosts map[string]chan struct{} // as many as there are hosts configured
}

// A Request asks for one address with GET.
type Request struct {
	URL        string // http or https, without user name and password
	Header     http.Header
	AllowHosts []string // hosts ("mirror.example.org", with the port if not the scheme's own) that a redirect may lead to, besides the first
}

// A Response is a 2xx answer, or 304 if the request held a validator.
type Response struct {
	URL    string // after redirects
	Status int
	Header http.Header
	Body   []byte // decompressed
	Cut    bool   // the body is not whole: what came is in Body
	Why    string // what cut it
}

// New makes a Client.
func New(o Options) *Client {
	or(&o.ConnectTimeout, ConnectTimeout)
	or(&o.TLSTimeout, TLSTimeout)
	or(&o.HeaderTimeout, HeaderTimeout)
	or(&o.IdleTimeout, IdleTimeout)
	or(&o.TotalTimeout, TotalTimeout)
	or(&o.MaxCompressed, MaxCompressed)
	or(&o.MaxDecoded, MaxDecoded)
	or(&o.RatioFrom, RatioFrom)
	or(&o.UserAgent, "docketwatch")
	if o.Now == nil {
		o.Now = time.Now
	}
	c := &Client{o: o, all: make(chan struct{}, MaxAtOnce), hosts: make(map[string]chan struct{}), transport: o.Through}
	if c.transport == nil {
		c.transport = network(o)
	}
	return c
}

// network is the real one.
func network(o Options) *http.Transport {
	dialer := &net.Dialer{Timeout: o.ConnectTimeout, Control: Control(o.AllowPrivate)}
	return &http.Transport{
		Proxy:                  nil, // a proxy would connect where our guard cannot look
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.RootCAs},
		TLSHandshakeTimeout:    o.TLSTimeout,
		ResponseHeaderTimeout:  o.HeaderTimeout,
		MaxResponseHeaderBytes: 256 << 10,
		DisableCompression:     true, // decompressed by hand, to count both sides
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        90 * time.Second,
	}
}

func or[T comparable](value *T, otherwise T) {
	var zero T
	if *value == zero {
		*value = otherwise
	}
}

// Close drops idle connections.
func (c *Client) Close() {
	if t, ok := c.transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// Get fetches one address. A body that was stalled, cut off or too large comes
// back as a Response with Cut set, because what is whole in it may be the news.
// Answers other than 2xx are a [*StatusError]; a forbidden address matches
// [ErrPrivateAddress]; a refused redirect is a [*RedirectError].
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	first, err := parse(r.URL)
	if err != nil {
		return nil, err
	}
	header := r.Header.Clone()
	if header == nil {
		header = make(http.Header)
	}
	at, left := first, c.o.TotalTimeout
	for range MaxRedirects + 1 {
		res, next, err := c.hop(ctx, at, header, &left)
		if err != nil {
			return nil, fmt.Errorf("fetch %s: %w", show(at), err)
		}
		if next == "" {
			return res, nil
		}
		to, err := follow(first, at, next, r.AllowHosts)
		if err != nil {
			return nil, fmt.Errorf("fetch %s: %w", show(at), err)
		}
		if host(to) != host(at) {
			header = withoutSecrets(header)
		}
		at = to
	}
	return nil, fmt.Errorf("fetch %s: %w", show(first), &RedirectError{To: show(at), Why: fmt.Sprintf("more than %d redirects", MaxRedirects)})
}

// hop asks one host once, within the time that is left. A redirect comes back
// as the address it names.
func (c *Client) hop(ctx context.Context, at *url.URL, header http.Header, left *time.Duration) (*Response, string, error) {
	release, err := c.slot(ctx, host(at))
	if err != nil {
		return nil, "", err
	}
	defer release()
	began := time.Now()
	defer func() { *left -= time.Since(began) }()
	outer := ctx
	ctx, stop := context.WithTimeoutCause(ctx, *left, fmt.Errorf("took longer than %s", c.o.TotalTimeout))
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	res, err := c.ask(ctx, at, header)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil && outer.Err() == nil {
			err = cause
		}
		return nil, "", err
	}
	defer func() { _ = res.Body.Close() }() // all that is wanted of it has been read
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if to := res.Header.Get("Location"); to != "" {
			return nil, to, nil
		}
	}
	out := &Response{URL: at.String(), Status: res.StatusCode, Header: res.Header}
	limit := c.o
	if res.StatusCode/100 != 2 {
		limit.MaxCompressed, limit.MaxDecoded = min(limit.MaxCompressed, MaxErrorBody), min(limit.MaxDecoded, MaxErrorBody)
	}
	out.Body, out.Why = read(ctx, cancel, res, limit)
	if err := outer.Err(); err != nil { // told to stop: this was no answer
		return nil, "", err
	}
	if res.StatusCode == http.StatusPartialContent && out.Why == "" {
		out.Why = "the server sent a part that was not asked for"
	}
	out.Cut = out.Why != ""
	if c.o.Tap != nil {
		c.o.Tap(out)
	}
	asked := header.Get("If-None-Match") != "" || header.Get("If-Modified-Since") != ""
	if res.StatusCode/100 != 2 && (res.StatusCode != http.StatusNotModified || !asked) {
		e := &StatusError{URL: show(at), Status: res.StatusCode, Body: out.Body, Header: res.Header}
		e.RetryAfter, e.HasRetryAfter = RetryAfter(res.Header.Get("Retry-After"), c.o.Now())
		return nil, "", e
	}
	return out, "", nil
}

// ask sends the request; once more on a fresh connection if the first was reset
// before any byte of an answer: an idle connection may have died unnoticed.
func (c *Client) ask(ctx context.Context, at *url.URL, header http.Header) (*http.Response, error) {
	var answered atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotFirstResponseByte: func() { answered.Store(true) }})
	send := func() (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
		if err != nil {
			return nil, err
		}
		req.Header = header.Clone()
		req.Header.Set("User-Agent", c.o.UserAgent)
		req.Header.Set("Accept-Encoding", "gzip")
		return c.transport.RoundTrip(req)
	}
	res, err := send()
	if err != nil && !answered.Load() && ctx.Err() == nil && reset(err) {
		c.Close()
		return send()
	}
	return res, err
}

func reset(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// slot waits for the host's turn, then for a free place among all.
func (c *Client) slot(ctx context.Context, host string) (release func(), err error) {
	c.mu.Lock()
	one, known := c.hosts[host]
	if !known {
		one = make(chan struct{}, 1)
		c.hosts[host] = one
	}
	c.mu.Unlock()
	select {
	case one <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	select {
	case c.all <- struct{}{}:
	case <-ctx.Done():
		<-one
		return nil, ctx.Err()
	}
	return func() { <-c.all; <-one }, nil
}
