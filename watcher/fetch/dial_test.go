package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// listening is a server's host and port.
func listening(t *testing.T, address string) (string, uint16) {
	t.Helper()
	at, err := netip.ParseAddrPort(strings.TrimPrefix(strings.TrimPrefix(address, "http://"), "https://"))
	if err != nil {
		t.Fatal(err)
	}
	return at.Addr().String(), at.Port()
}

func TestAConnectionIsEncryptedAndTheServerProven(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	host, port := listening(t, server.URL)
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())

	conn, err := New(Options{AllowPrivate: true, RootCAs: trusted}).Dial(t.Context(), host, port, false)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close() // that it was made is all

	_, err = New(Options{AllowPrivate: true}).Dial(t.Context(), host, port, false)
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) {
		t.Errorf("a certificate that nobody vouches for: %v", err)
	}
	_, err = New(Options{AllowPrivate: true, RootCAs: trusted}).Dial(t.Context(), "localhost", port, false)
	var wrong x509.HostnameError
	if !errors.As(err, &wrong) {
		t.Errorf("a certificate of another host: %v", err)
	}
}

func TestAConnectionPassesTheSameGuardAsARequest(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	host, port := listening(t, l.Addr().String())
	public := New(Options{})
	for _, name := range []string{host, "localhost", "2130706433", "0x7f.1", "::ffff:127.0.0.1"} {
		if _, err := public.Dial(t.Context(), name, port, false); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := public.Dial(t.Context(), host, port, true); !errors.Is(err, ErrPlain) {
		t.Errorf("without encryption: %v", err)
	}
	for port, open := range map[string]bool{"993": true, "143": false, "443": false} {
		if err := Control(false, 993)("tcp", "93.184.215.14:"+port, nil); errors.Is(err, ErrPrivateAddress) == open {
			t.Errorf("port %s: %v", port, err)
		}
	}
	conn, err := New(Options{AllowPrivate: true}).Dial(t.Context(), host, port, true)
	if err != nil {
		t.Fatalf("a laboratory: %v", err)
	}
	_ = conn.Close() // that it was made is all
}

func TestAHandshakeThatNeverEndsIsGivenUp(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, conn) // until the other side gives up
		_ = conn.Close()
	}()
	host, port := listening(t, l.Addr().String())
	_, err = New(Options{AllowPrivate: true, TLSTimeout: 50 * time.Millisecond}).Dial(t.Context(), host, port, false)
	if err == nil || !strings.Contains(err.Error(), "the TLS handshake took longer than 50ms") {
		t.Errorf("%v", err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New(Options{AllowPrivate: true}).Dial(stopped, host, port, false); !errors.Is(err, context.Canceled) {
		t.Errorf("told to stop: %v", err)
	}
}
