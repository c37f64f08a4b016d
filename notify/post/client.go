// Package post is how a message goes out as JSON over HTTP: one request, one
// answer, and every failure sorted into its class. The kinds that need nothing
// more are here too, each a few facts and a function that lays a message out.
package post

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	"docketwatch/notify"
)

// The limits of one request. The whole of it must end well within the time that
// the dispatcher gives a send.
const (
	connectTimeout = 5 * time.Second
	totalTimeout   = 10 * time.Second
	answerLimit    = 64 << 10 // bytes that are read of an answer
)

// A Client posts to one server. It prints as its server's name: what it is
// called with is a secret.
type Client struct {
	name string // of the service, for messages
	http *http.Client
	now  func() time.Time
}

// NewClient makes the client for one address. Private says that the user wants
// this server reached though its address is of a private network.
func NewClient(n notify.Net, name, address string, private bool) (*Client, error) {
	port, err := check(address, n.Lab)
	if err != nil {
		return nil, err
	}
	dialer := &net.Dialer{Timeout: connectTimeout, Control: n.Control(private || n.Lab, port)}
	return &Client{name: name, now: n.Now, http: &http.Client{Timeout: totalTimeout, Transport: &http.Transport{
		Proxy:       nil, // a proxy would connect where our guard cannot look
		DialContext: dialer.DialContext, TLSHandshakeTimeout: connectTimeout, ResponseHeaderTimeout: totalTimeout,
		MaxResponseHeaderBytes: 64 << 10, IdleConnTimeout: time.Minute, MaxIdleConnsPerHost: 1, ForceAttemptHTTP2: true,
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: n.Roots},
	}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// check reads an address and says its port. Its errors do not repeat it.
func check(address string, lab bool) (uint16, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return 0, errors.New("no http(s) address")
	}
	if u.User != nil {
		return 0, errors.New("a user name or password in the address")
	}
	if u.Scheme == "http" && !lab {
		return 0, errors.New("https only: what goes there is nobody else's business")
	}
	if u.Port() == "" {
		return map[string]uint16{"http": 80, "https": 443}[u.Scheme], nil
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil {
		return 0, errors.New("no such port")
	}
	return uint16(port), nil
}

// String is the service's name.
func (c *Client) String() string { return c.name }

// GoString is the service's name.
func (c *Client) GoString() string { return c.name }

// A Request is one call. A nil Body sends none.
type Request struct {
	Method string // POST where it is empty
	URL    string
	Header http.Header
	Body   any // sent as JSON; a [json.RawMessage] as it is
}

// An Answer is what came back whole, whatever its status.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Do sends a request. What comes back without an answer is sorted already:
// [*notify.Uncertain] once bytes had left, else known not sent.
func (c *Client) Do(ctx context.Context, r Request) (Answer, error) {
	raw, err := json.Marshal(r.Body)
	if err != nil {
		return Answer{}, &notify.Permanent{Reason: c.name + ": " + err.Error()}
	}
	if r.Method == "" {
		r.Method = http.MethodPost
	}
	var left atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { left.Store(true) },
		WroteRequest: func(httptrace.WroteRequestInfo) { left.Store(true) },
	})
	req, err := http.NewRequestWithContext(ctx, r.Method, r.URL, bytes.NewReader(raw))
	if err != nil {
		return Answer{}, &notify.Permanent{Destination: true, Reason: c.name + ": the address cannot be used"}
	}
	req.GetBody = nil // nobody but the dispatcher sends anything twice
	for name, values := range r.Header {
		req.Header[name] = values
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", "docketwatch")
	resp, err := c.http.Do(req)
	if err != nil {
		return Answer{}, c.broken(err, left.Load())
	}
	defer func() { _ = resp.Body.Close() }() // what matters has been read
	body, err := io.ReadAll(io.LimitReader(resp.Body, answerLimit))
	if err != nil {
		return Answer{}, c.broken(err, true)
	}
	return Answer{Status: resp.StatusCode, Header: resp.Header, Body: body}, nil
}

// broken puts a failure without an answer into words that hold no address: in
// many services the address is the secret.
func (c *Client) broken(err error, left bool) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	reason := fmt.Sprintf("%s: %s", c.name, words(err))
	if left {
		return &notify.Uncertain{Reason: reason}
	}
	return errors.New(reason)
}

// words says what broke. The text of most network errors names hosts and ports
// only; what could hold more is not repeated.
func words(err error) string {
	var op *net.OpError
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	switch {
	case errors.Is(err, context.Canceled):
		return "stopped before an answer came"
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer in time"
	case errors.As(err, &dns):
		return "no such host, or no answer from the name server"
	case errors.As(err, &cert):
		return "the server's certificate is not good for its name"
	case errors.As(err, &op):
		return op.Op + ": " + op.Err.Error()
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection ended before an answer came"
	}
	return "the request failed"
}
