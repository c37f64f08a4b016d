package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
)

// ErrPlain is the sentinel of a connection that was not made because it would
// not have been encrypted.
var ErrPlain = errors.New("only a laboratory may connect without encryption")

// Private reports whether this is the client of a laboratory, which may reach
// loopback and private addresses, unencrypted if need be.
func (c *Client) Private() bool { return c.o.AllowPrivate }

// Dial connects to a server that is not of the web, such as one of mail, past
// the same guard and within the same times as a request: to that port of a
// public address only, encrypted, the certificate verified for that host. plain
// leaves out the encryption, outside a laboratory with [ErrPlain]. What is said
// on the connection, and how long, is the caller's business.
func (c *Client) Dial(ctx context.Context, host string, port uint16, plain bool) (net.Conn, error) {
	address := net.JoinHostPort(host, strconv.Itoa(int(port)))
	conn, err := c.dial(ctx, host, address, port, plain)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", address, err)
	}
	return conn, nil
}

func (c *Client) dial(ctx context.Context, host, address string, port uint16, plain bool) (net.Conn, error) {
	if plain && !c.o.AllowPrivate {
		return nil, ErrPlain
	}
	if oddNumber(host) {
		return nil, fmt.Errorf("%w: %s", ErrPrivateAddress, host)
	}
	dialer := &net.Dialer{Timeout: c.o.ConnectTimeout, Control: Control(c.o.AllowPrivate, port)}
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil || plain {
		return conn, err
	}
	secure := tls.Client(conn, &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: c.o.RootCAs, ServerName: host})
	ctx, cancel := context.WithTimeoutCause(ctx, c.o.TLSTimeout, fmt.Errorf("the TLS handshake took longer than %s", c.o.TLSTimeout))
	defer cancel()
	if err := secure.HandshakeContext(ctx); err != nil {
		_ = conn.Close() // it failed already
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		return nil, err
	}
	return secure, nil
}
